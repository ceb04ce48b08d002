"""Which fills of a plan were handed out, as far as it was noted, and what is proposed to be noted next.

Nothing here changes what a plan needs: its fills follow from its days, and what was noted as handed out stands beside
them, as it was noted (decision 43).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import NL_PER_ML
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Liquid, Tablet
from ldn_desktop.domain.handing_out import handed_out
from ldn_desktop.domain.regimen import derive
from ldn_desktop.library.bodies import Handed
from ldn_desktop.reference.words.english import weekday_date

if TYPE_CHECKING:
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.supply import Fill
    from ldn_desktop.library.history import History
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge


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


def open_fills(fills: Sequence[Fill], handed: Sequence[Handed]) -> Sequence[Fill]:
    """Return the fills that were not handed out yet: all where nothing was noted.

    What lies before the first day that was noted was handed out: nobody noted it then. What is handed out counts for
    the fill of its product whose day is nearest, and for as many as its amount is enough for; a fill before one that
    was handed out is asked for no longer.
    """
    if not handed or not fills:
        return fills
    begin = fills[_nearest(fills, handed[0].on)].first
    own: dict[str, list[Fill]] = {}
    for fill in fills:
        if fill.first >= begin:
            own.setdefault(fill.quantity.formulation.id, []).append(fill)
    still = [
        fill
        for name, of_product in own.items()
        for fill in of_product[_handed_out(of_product, [n for n in handed if n.formulation == name]) :]
    ]
    return sorted(still, key=_first)


def _handed_out(fills: Sequence[Fill], given: Sequence[Handed]) -> int:
    """Return how many fills of a product were handed out, the first first."""
    by_day = max((_nearest(fills, noted.on) + 1 for noted in given), default=0)
    left = sum((_units(noted, fills[0].quantity.formulation) for noted in given), Fraction())
    by_amount = 0
    while by_amount < len(fills) and left >= fills[by_amount].quantity.units:
        left -= fills[by_amount].quantity.units
        by_amount += 1
    return max(by_day, by_amount)


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
    still = open_fills(fills, handed) if handed else [fill for fill in fills if fill.first >= begin]
    next_day = min((fill.first for fill in still), default=None)
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
                    str(handed_out(fill.quantity, overage))
                    for fill in still
                    if fill.first == next_day and fill.quantity.formulation == product
                ),
                "",
            ),
            _told(product, still, last, day),
        )
        for product in products
    ]


def _told(product: Formulation, still: Sequence[Fill], last: Mapping[str, Handed], day: date) -> str:
    told = []
    due = next((fill.first for fill in still if fill.quantity.formulation == product), None)
    if due is not None:
        told.append(f"{'was due' if due < day else 'due'} {weekday_date(due)}")
    if (noted := last.get(product.id)) is not None:
        unit = _unit(product)
        told.append(f"noted {weekday_date(noted.on)}: {noted.quantity}{f' {unit}' if unit else ''}")
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


def _first(fill: Fill) -> date:
    return fill.first
