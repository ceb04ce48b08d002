"""What is taken on each day as a table (CSV): a row for each part of each take on each day with a dose."""

from __future__ import annotations

import csv
from io import StringIO

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.amount import format_dose
from ldn_desktop.domain.recipe import Portion
from ldn_desktop.domain.use import portion_units, units_text
from ldn_desktop.papers.catalogue import PaperContext

HEADER = ("date", "time", "dose", "formulation", "quantity", "unit")
UNITS = {"capsule": "capsule", "tablet": "tablet", "liquid": "mL", "drops": "drop"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_GUARD = "'"


def export(context: PaperContext) -> bytes:
    """Return the table. A text that a spreadsheet could take for a formula is guarded."""
    lines = [_line(HEADER)]
    for step in context.regimen.steps:
        of_day = _of_day(step)
        for day in step.phase.dose_days():
            lines += (f"{day.isoformat()},{line}" for line in of_day)
    return "".join(lines).encode()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula: with an apostrophe before it, which is to be taken off.

    So is a text that begins with one itself, or nobody could tell them apart.
    """
    return f"{_GUARD}{text}" if text.startswith((*_FORMULA, _GUARD)) else text


def _of_day(step: Step) -> list[str]:
    """Return the rows of a day, without its date."""
    return [
        _line(
            (take.time, format_dose(take.dose_ng or 0), guarded(portion.formulation.id), *_quantity(portion))
        )
        for take in step.takes
        for portion in (take.recipe.portions if take.recipe else ())
    ]


def _quantity(portion: Portion) -> tuple[str, str]:
    product = portion.formulation
    return units_text(product, portion_units(portion)), UNITS[product.kind]


def _line(values: tuple[str, ...]) -> str:
    out = StringIO(newline="")
    # Quoted is what holds a part of the line's end: told of "\n" alone, the writer would leave a "\r" bare.
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue().removesuffix("\r\n") + "\n"
