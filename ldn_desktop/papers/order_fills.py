"""The fills of the pharmacy's order as tables: what is needed from which day on, product beside product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.use import Quantity

if TYPE_CHECKING:
    from ldn_desktop.domain.supply import Fill
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import DoseWords

MOST_COLUMNS = 4
"""Products that stand beside each other in a table of fills; of more there are several tables."""


class FillRow(NamedTuple):
    """What is needed from a day on: the number of the fill, its days, and the exact need of each product."""

    number: str
    first: str
    last: str
    days: str
    needs: tuple[str, ...]


class Fills(NamedTuple):
    """A table of fills: the heads of its columns, its rows, and the sum of each product."""

    heads: tuple[str, ...]
    rows: tuple[FillRow, ...]
    all_words: str
    all_needs: tuple[str, ...]


def fill_tables(
    fills: Sequence[Fill], products: Sequence[Formulation], doses: DoseWords, words: Sentences
) -> Iterator[Fills]:
    """Yield the tables of fills, each of at most ``MOST_COLUMNS`` products; ``words`` are those of the order."""
    heads = [words.say(f"column.{name}") for name in ("fill", "first", "last", "days")]
    for at in range(0, len(products), MOST_COLUMNS):
        shown = products[at : at + MOST_COLUMNS]
        names = [
            words.say("column.need", product=f"{at + n}. {doses.strength(p)}") for n, p in enumerate(shown, 1)
        ]
        rows: dict[tuple[int, date, date], dict[str, Quantity]] = {}
        for fill in fills:
            if fill.quantity.formulation in shown:
                needs = rows.setdefault((fill.window, fill.first, fill.last), {})
                needs[fill.quantity.formulation.id] = fill.quantity
        totals = [
            Quantity(p, sum(f.quantity.units for f in fills if f.quantity.formulation == p)) for p in shown
        ]
        yield Fills(
            (*heads, *names),
            tuple(_row(*key, needs, shown, doses, words) for key, needs in rows.items()),
            words.say("in_all"),
            tuple(map(doses.need, totals)),
        )


def _row(
    window: int,
    first: date,
    last: date,
    needs: dict[str, Quantity],
    products: Sequence[Formulation],
    doses: DoseWords,
    words: Sentences,
) -> FillRow:
    language = doses.language
    return FillRow(
        str(window + 1),
        language.weekday_date(first),
        words.say("to", day=language.weekday_date(last)),
        language.number((last - first).days + 1),
        tuple(doses.need(needs[p.id]) if p.id in needs else "–" for p in products),
    )
