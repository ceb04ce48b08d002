"""Which fills of a plan were handed out, as far as it was noted, and what is proposed to be noted next.

Nothing here changes what a plan needs: its fills follow from its days, and what was noted as handed out stands beside
them, as it was noted (decision 43).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Liquid, Tablet
from ldn_desktop.domain.handing_out import handed_out
from ldn_desktop.domain.regimen import derive
from ldn_desktop.domain.use import Quantity
from ldn_desktop.library.bodies import Handed
from ldn_desktop.library.index_row import fills_due
from ldn_desktop.reference.words.english import weekday_date

if TYPE_CHECKING:
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.supply import Fill
    from ldn_desktop.library.history import History
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge


class Owed(NamedTuple):
    """A fill that was not handed out yet, and how much of it is still to come: less than it where a part was."""

    fill: Fill
    rest: Quantity

    @property
    def part(self) -> bool:
        """Whether a part was handed out."""
        return self.rest != self.fill.quantity


class Noting(NamedTuple):
    """A product whose fill may be noted: how it is named, how much is proposed, and what is known of its fills."""

    formulation: str
    label: str
    unit: str
    proposed: str
    told: str


def handed_in(history: History) -> Sequence[Handed]:
    """Return what was noted as handed out and counts, by its day; of one day in the order in which it was noted."""
    noted = [record.body for record in history.counting if isinstance(record.body, Handed)]
    return sorted(noted, key=_on)


def open_fills(fills: Sequence[Fill], handed: Sequence[Handed], window_days: int) -> Sequence[Owed]:
    """Return the fills that were not handed out yet: all where nothing was noted.

    What lies before the first day that was noted was handed out: nobody noted it then. What is handed out counts for
    the fill of its product whose day is nearest; it is handed out once its amount is there, and a fill before one of
    which anything was handed out is asked for no longer. What was handed out more than a window of ``window_days``
    before the course was for another.
    """
    if fills:
        handed = [noted for noted in handed if (fills[0].first - noted.on).days <= window_days]
    if not handed or not fills:
        return [Owed(fill, fill.quantity) for fill in fills]
    begin = fills[_nearest(fills, handed[0].on)].first
    own: dict[str, list[Fill]] = {}
    for fill in fills:
        if fill.first >= begin:
            own.setdefault(fill.quantity.formulation.id, []).append(fill)
    still = [
        owed
        for name, of_product in own.items()
        for owed in _open(of_product, [noted for noted in handed if noted.formulation == name])
    ]
    return sorted(still, key=_first)


def _open(fills: Sequence[Fill], given: Sequence[Handed]) -> Iterator[Owed]:
    """Yield the fills of a product that were not handed out, of the first perhaps a part."""
    counting: dict[int, list[Handed]] = {}
    for noted in given:
        counting.setdefault(_nearest(fills, noted.on), []).append(noted)
    begin = max((_reached(fills, at, noted) for at, noted in counting.items()), default=0)
    for at, fill in enumerate(fills[begin:], begin):
        product, need = fill.quantity
        part = sum((_units(noted, product) for noted in counting.get(at, ())), Fraction())
        yield Owed(fill, Quantity(product, ceil(need - part)))


def _reached(fills: Sequence[Fill], at: int, given: Sequence[Handed]) -> int:
    """Return the first fill that is still open once some were handed out for one: that itself where it was a part.

    Only what they hold themselves, without the overage, reaches the fills behind it, and these only whole.
    """
    product = fills[at].quantity.formulation
    if sum(_units(noted, product) for noted in given) < fills[at].quantity.units:
        return at
    left = sum((_units(noted, product) * 100 / (100 + noted.overage_percent) for noted in given), Fraction())
    left -= fills[at].quantity.units
    at += 1
    while at < len(fills) and left >= fills[at].quantity.units:
        left -= fills[at].quantity.units
        at += 1
    return at


def notings(
    kept: KeptPlans, subject: str, knowledge: Knowledge, wording: Wording, day: date
) -> tuple[str, Sequence[Noting]]:
    """Return the revision that stands and its products, those of the next fill that is open with what it needs.

    Refused (``LibraryError``), (``FileError``), (``CourseError``): a plan that cannot be read.
    """
    history = kept.history(subject)
    if history.head is None:
        return "", ()
    regimen = derive(kept.plan_of(history.head), knowledge.get_rules(), day)
    handed = handed_in(history)
    fills = regimen.supply.fills
    # Nobody noted what came before.
    begin = fills[_nearest(fills, day)].first if fills else day
    due = fills_due(regimen.after, regimen.ends.toordinal(), day.toordinal())
    still = [
        owed
        for owed in open_fills(fills, handed, regimen.plan.fill_days)
        if due and (handed or owed.fill.first >= begin)
    ]
    next_day = min((owed.fill.first for owed in still), default=None)
    words = wording.of(regimen)
    overage = knowledge.practice.practice.overage_percent
    last = {noted.formulation: noted for noted in handed}
    products = [total.formulation for total in regimen.supply.totals]
    return history.head.hash, [
        Noting(
            product.id,
            words.product(product),
            _unit(product),
            next(
                (
                    str(handed_out(owed.rest, overage))
                    for owed in still
                    if owed.fill.first == next_day and owed.rest.formulation == product
                ),
                "",
            ),
            _told(product, still, last, overage, day),
        )
        for product in products
    ]


def _told(
    product: Formulation, still: Sequence[Owed], last: Mapping[str, Handed], overage: int, day: date
) -> str:
    told = []
    unit = f" {_unit(product)}".rstrip()
    owed = next((owed for owed in still if owed.rest.formulation == product), None)
    if owed is not None:
        due = owed.fill.first
        told.append(f"{'was due' if due < day else 'due'} {weekday_date(due)}")
        if owed.part:
            told.append(f"{handed_out(owed.rest, overage)}{unit} still to come")
    if (noted := last.get(product.id)) is not None:
        told.append(f"noted {weekday_date(noted.on)}: {noted.quantity}{unit}")
    return " · ".join(told)


def _units(noted: Handed, product: Formulation) -> Fraction:
    """Return what was handed out in the units of a product; of liquids and drops millilitres were noted."""
    amount = Fraction(noted.quantity)
    if isinstance(product, Capsule | Tablet):
        return amount * QUARTERS
    return amount * (NL_PER_ML if isinstance(product, Liquid) else product.drops_per_ml)


def _unit(product: Formulation) -> str:
    return "" if isinstance(product, Capsule | Tablet) else "mL"


def _nearest(fills: Sequence[Fill], on: date) -> int:
    """Return the place of the fill whose day is nearest to a day, the earlier of two."""
    days = [(abs((fill.first - on).days), at) for at, fill in enumerate(fills)]
    return min(days)[1]


def _on(noted: Handed) -> date:
    return noted.on


def _first(owed: Owed) -> date:
    return owed.fill.first
