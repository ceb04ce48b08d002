"""An unfinished plan (``.ldndraft``): the plan as far as there is one, and the form as it is typed.

The file is JSON of its own format and version, read as strictly as a plan's. Every command refuses it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.amount import MAX_AMOUNT_NG, MAX_WEIGHT_G
from ldn_desktop.domain.basis import MOST_MONTHS, Months, Span
from ldn_desktop.domain.plan import TIMES, Plan
from ldn_desktop.exchange.migrations import DRAFT_FORMAT
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan_node
from ldn_desktop.exchange.plan_writer import plan_members
from ldn_desktop.workspace.count_text import DAYS, FACTORS
from ldn_desktop.workspace.draft import PARTS, Draft, Typed, trouble_of
from ldn_desktop.workspace.generator import MODES, NAMES, Generator
from ldn_desktop.workspace.laying import same_numbers

VERSION = 2
"""Version 1 knew no months and no dose by weight; what it wrote is read as it is."""
_FIELD = re.compile(rf"({'|'.join(PARTS)})\.[a-z0-9_.-]+|change", re.ASCII)


def write_draft(draft: Draft) -> bytes:
    """Return the bytes of an unfinished plan's file: the same draft always gives the same bytes."""
    numbers = {
        name: _number_json(value) for name, value in draft.generator._asdict().items() if value is not None
    }
    members = {
        "format": DRAFT_FORMAT,
        "version": VERSION,
        "plan": plan_members(draft.plan),
        "form": {
            "numbers": numbers,
            "preset": draft.preset,
            "typed": [entry._asdict() for entry in draft.typed],
        },
    }
    if draft.taken:
        members["taken"] = True
    return (json.dumps(members, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_draft(data: bytes, vocabulary: Vocabulary) -> Draft:
    """Return the draft in the bytes of an unfinished plan's file.

    Refused (``FileError``): everything the format refuses, with the path inside the file; a newer version.
    """
    root = parse(data)
    members = root.entries()
    if "format" not in members or members["format"].value != DRAFT_FORMAT:
        raise FileError("", f"is no unfinished plan, whose format is {DRAFT_FORMAT}; choose another file.")
    if "version" not in members:
        raise FileError("version", "is missing; add it.")
    version = members["version"].whole(1)
    if version > VERSION:
        raise FileError(
            "version", f"{version} is newer than this program reads ({VERSION}); update the program."
        )
    f = root.fields(("format", "version", "plan", "form"), ("taken",))
    plan = read_plan_node(f["plan"], vocabulary, complete=False)
    form = f["form"].fields(("numbers", "preset", "typed"))
    generator = _generator(form["numbers"])
    entries = sorted(_typed(node) for node in form["typed"].any_items())
    typed = tuple(entry for entry in entries if entry.field not in _GONE)
    if len({entry.field for entry in typed}) < len(typed):
        raise form["typed"].fail("names a field twice; remove one of the two.")
    trouble = trouble_of(generator, plan)
    if trouble is None and not _made_by(generator, plan):
        raise form["numbers"].fail("do not make the steps of the plan; remove them.")
    taken = "taken" in f and f["taken"].flag()
    draft = Draft(plan, generator, form["preset"].text(), typed, trouble, taken)
    lost = next((entry for entry in typed if not _is_there(entry.field, draft)), None)
    if lost is not None:
        raise form["typed"].fail(f"names a field that the form does not have ({lost.field}); remove it.")
    return draft


def _made_by(generator: Generator, plan: Plan) -> bool:
    """Tell whether a plan has the steps that the numbers make, and says of no others that they made them."""
    basis = generator.basis()
    if basis is None:
        return plan.basis is None
    ladder = basis.ladder(plan.start_date)
    return plan.basis in {None, basis} and same_numbers(ladder, plan.ladder)


def _number_json(value: object) -> object:
    if isinstance(value, Months):
        return value._asdict()
    return value.isoformat() if isinstance(value, date) else value


def _generator(node: Node) -> Generator:
    f = node.fields(("mode",), tuple(_NUMBERS))
    mode = f["mode"].choice(*MODES)
    numbers = {name: _NUMBERS[name](value) for name, value in f.items() if name in _NUMBERS}
    return Generator(next(known for known in MODES if known == mode), **numbers)


def _amount(node: Node) -> int:
    return node.whole(0, MAX_AMOUNT_NG)


def _factor(node: Node) -> int:
    return node.whole(FACTORS.least, FACTORS.most)


def _span(node: Node) -> Span:
    if isinstance(node.value, dict):
        return Months(node.fields(("months",))["months"].whole(1, MOST_MONTHS))
    return node.whole(DAYS.least, DAYS.most)


def _grams(node: Node) -> int:
    return node.whole(1, MAX_WEIGHT_G)


def _day(node: Node) -> date:
    return node.day()


_NUMBERS: Mapping[str, Callable[[Node], Any]] = MappingProxyType(
    {
        **dict.fromkeys(("start_ng", "step_ng", "target_ng", "round_to_ng"), _amount),
        **dict.fromkeys(("per_kg_ng", "rounded_to_ng", "at_most_ng"), _amount),
        "factor_thousandths": _factor,
        "every": _span,
        "maintenance": _span,
        "weight_g": _grams,
        "weighed_on": _day,
    }
)


def _typed(node: Node) -> Typed:
    f = node.fields(("field", "name", "text", "problem"))
    field = f["field"].text()
    if not _FIELD.fullmatch(field):
        raise f["field"].fail("is no field of the form; remove it.")
    return Typed(field, f["name"].text(), f["text"].text(), f["problem"].text())


def _is_there(field: str, draft: Draft) -> bool:
    """Tell whether the form has a field, so that what is typed there can be corrected."""
    part, _, name = field.partition(".")
    row, _, column = name.partition(".")
    match part:
        case "ladder":
            rows = len(draft.plan.ladder)
            return row.isdigit() and int(row) < rows and column in _CELLS
        case "titration":
            return name in NAMES or name == "first"
        case "safety" if row == "last":
            return any(use.opioid == column and use.last_dose for use in draft.plan.screening.opioids)
        case _:
            return name in _PLAIN[part] if part in _PLAIN else True


_CELLS = {"dose", "days", "every", "on", "off", *TIMES}
_GONE = {"safety.pause"}
"""What the form no longer asks: what was typed there can be neither corrected nor used."""
_PLAIN = {
    "patient": {"born"},
    "safety": {"opioid", "operation", "hours", "again", "endless"},
    "order": {"refills"},
    "products": {"pieces", "measures", "drops", "fill"},
    "texts": {"instructions"},
}
