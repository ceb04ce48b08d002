"""What comes next in a plan: steps, fills, the visit and the last day, each with its words; more is said to be more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.domain.handing_out import handed_out
from ldn_desktop.domain.phase import MAINTENANCE
from ldn_desktop.domain.plan import CONTINUES, PAUSED, STOPS
from ldn_desktop.library.index_row import fills_due
from ldn_desktop.papers.plan_state import ends_if
from ldn_desktop.reference.words.english import counted
from ldn_desktop.workspace.handed_fills import open_fills
from ldn_desktop.workspace.plan_list_words import BY_THE_NOTES
from ldn_desktop.workspace.step_words import CONDITION_WORDS, earliest_from

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.use import Quantity
    from ldn_desktop.library.bodies import Handed
    from ldn_desktop.library.index_row import Row
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.workspace.plan_list_words import ListWords

_MOST = 6
_ENDS = {
    CONTINUES: "last dated day: goes on until changed",
    STOPS: "last day, then stop",
    PAUSED: "last day, then paused without a date",
}


class _Kind(IntEnum):
    """What is on a day, in the order in which it is told."""

    MAINTENANCE = 0
    STEP = 1
    FILL = 2
    VISIT = 3
    END = 4


class _Ahead(NamedTuple):
    on: date
    kind: _Kind
    told: str


_ALWAYS = frozenset({_Kind.MAINTENANCE, _Kind.VISIT, _Kind.END})
"""What is told however much comes before it."""


def ahead(
    regimen: Regimen, row: Row, handed: Sequence[Handed], doses: DoseWords, words: ListWords
) -> Iterator[tuple[str, str]]:
    """Yield the next days of a plan in order, and where some have no room how many lie there.

    Fills that are late stand first, where it is noted what is handed out. The days behind a review that lies ahead are
    said to be the earliest, and so is a stop behind any condition.
    """
    day = words.day
    found = [*_steps(regimen, row, doses, day), *_fills(regimen, handed, doses, day)]
    if (visit := row.next_visit) is not None and visit >= day.toordinal():
        found.append(_Ahead(date.fromordinal(visit), _Kind.VISIT, "visit"))
    if regimen.ends >= day:
        told = _ENDS.get(regimen.after, "last planned day: see the prescriber")
        found.append(_Ahead(regimen.ends, _Kind.END, told))
    review = earliest_from(regimen)
    begins = regimen.steps[review].phase.first if review is not None else day
    for on, kind, told, left_out in _shown(sorted(found)):
        if left_out:
            yield "…", f"{left_out:,} more"
        waits = day < begins <= on or (kind is _Kind.END and ends_if(regimen))
        early = ", at the earliest" if waits and kind is not _Kind.VISIT else ""
        yield words.near(on), f"{told}{early}"


def _shown(found: Sequence[_Ahead]) -> Iterator[tuple[date, _Kind, str, int]]:
    """Yield what is told, each with how many before it have no room; one alone has the room of its line."""
    always = [row for row in found if row.kind in _ALWAYS]
    others = [row for row in found if row.kind not in _ALWAYS]
    told = found if len(found) <= _MOST else sorted([*others[: _MOST - len(always)], *always])
    places = [found.index(row) for row in told]
    for before, at in pairwise([-1, *places]):
        left_out = at - before - 1
        if left_out == 1:
            yield *found[at - 1], 0
        yield *found[at], left_out if left_out > 1 else 0


def _steps(regimen: Regimen, row: Row, doses: DoseWords, day: date) -> Iterator[_Ahead]:
    kept = False
    for step, span in zip(regimen.steps, row.spans, strict=True):
        phase = step.phase
        if phase.first <= day:
            continue
        keeps = phase.kind == MAINTENANCE and not kept
        kept = kept or keeps
        told = [doses.dose(phase.dose_ng), f"step {step.number}"] if step.takes else ["pause"]
        told += ["maintenance"] if keeps else []
        told += [CONDITION_WORDS[span.go_on]] if span.go_on in CONDITION_WORDS else []
        yield _Ahead(phase.first, _Kind.MAINTENANCE if keeps else _Kind.STEP, ", ".join(told))


def _fills(regimen: Regimen, handed: Sequence[Handed], doses: DoseWords, day: date) -> Iterator[_Ahead]:
    fills: dict[tuple[date, int], list[str]] = {}
    for owed in open_fills(regimen.supply.fills, handed, regimen.plan.fill_days):
        still = " still to come" if owed.part else ""
        fills.setdefault((owed.fill.first, owed.fill.window + 1), []).append(
            f"{_amount(owed.rest, doses)}{still}"
        )
    due = fills_due(regimen.after, regimen.ends.toordinal(), day.toordinal())
    said = False
    for (first, number), amounts in fills.items():
        told = ", ".join(amounts)
        if first >= day:
            yield _Ahead(first, _Kind.FILL, f"fill {number}: {told}")
        elif handed and due:
            late = counted((day - first).days, "day")
            # Once, of the first: the others are late in the same way.
            more = "" if said else f". {BY_THE_NOTES}"
            said = True
            yield _Ahead(first, _Kind.FILL, f"fill {number}, {late} late: {told}{more}")


def _amount(quantity: Quantity, doses: DoseWords) -> str:
    product = quantity.formulation
    if isinstance(product, Capsule | Tablet):
        return f"{handed_out(quantity, 0):,} × {doses.label(product)}"
    return f"{doses.need(quantity)} of {doses.label(product)}"
