"""What any two revisions of a plan give on each day, as runs of days in words, and what they need in all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.adjustment import Settle
from ldn_desktop.domain.days_apart import (
    CONDITION,
    FOLLOWS,
    GOES_ON,
    LEFT_NONE,
    LEFT_ONLY,
    MADE,
    RIGHT_NONE,
    RIGHT_ONLY,
    SAME,
    Days,
    days_of,
)
from ldn_desktop.domain.figures import nameless
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import STOPS
from ldn_desktop.domain.use import Quantity
from ldn_desktop.papers.comparison import SENTENCES, doses_of
from ldn_desktop.papers.given_words import GivenWords
from ldn_desktop.papers.plan_history import HISTORY
from ldn_desktop.papers.plan_state import phase_on
from ldn_desktop.papers.side_by_side import SideWords
from ldn_desktop.reference.words.english import ENGLISH, counted, full_date, short_date

if TYPE_CHECKING:
    from ldn_desktop.domain.adjustment import Adjustment
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.knowledge import Knowledge

TITLES = ("Dates", "Days", "", "", "What changed")
"""What stands above the columns of runs; the two revisions are named by who shows them."""
_REVISED = frozenset({LEFT_NONE, RIGHT_NONE, LEFT_ONLY, RIGHT_ONLY, FOLLOWS})
"""Differences that are told of a later revision otherwise than of another plan."""
_UNDRAWN = frozenset({SAME, MADE, CONDITION, FOLLOWS})
"""Differences that change no dose of a day."""


class Run(NamedTuple):
    """Days on end, both inclusive, on which two revisions differ in the same way, or not at all.

    Behind both revisions they have no ``last``. ``apart`` is that of ``Days``.
    """

    first: date
    last: date | None
    old: str
    new: str
    changed: str
    apart: str

    @property
    def differs(self) -> bool:
        """Whether anything is another."""
        return self.apart != SAME

    @property
    def days(self) -> int:
        """How many days they are; 0 without a last."""
        return (self.last - self.first).days + 1 if self.last is not None else 0

    @property
    def dates(self) -> str:
        """The days in words; the year where it is another, and at the end."""
        if self.last is None:
            return f"from {full_date(self.first)}"
        if self.first == self.last:
            return full_date(self.last)
        begin = short_date if self.first.year == self.last.year else full_date
        return f"{begin(self.first)} to {full_date(self.last)}"

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands below ``TITLES``."""
        return self.dates, f"{self.days:,}" if self.days else "", self.old, self.new, self.changed


_OF_DAYS = frozenset({"start_date", "ladder", "after", "adjustments"})
"""Parts of a plan that the runs tell."""


class RevisionDifference(NamedTuple):
    """The runs of two revisions from the first day of either to the last, and what they need in all.

    ``others`` names what of the plan is another besides its days; empty where nothing is.
    """

    runs: tuple[Run, ...]
    in_all: str
    others: str

    @property
    def since(self) -> date | None:
        """The first day on which they differ; ``None``: on none."""
        return next((run.first for run in self.runs if run.differs), None)

    @property
    def drawn_since(self) -> date | None:
        """The first planned day that has another dose, or a dose in one of them alone; ``None``: none has."""
        return next((r.first for r in self.runs if r.last is not None and r.apart not in _UNDRAWN), None)


def revision_difference(
    left: Regimen, right: Regimen, knowledge: Knowledge, wording: Wording
) -> RevisionDifference:
    """Compare two revisions of one plan by the calendar."""
    words = SideWords(knowledge.content.sentences(SENTENCES), doses_of((left, right), wording))
    told = _Told(left, right, words, knowledge)
    told_of = (told.run(days) for days in days_of(left, right))
    runs = tuple(_joined(run for run in told_of if run.apart != FOLLOWS or run.old != run.new))
    # What changes no day is named, too, where no day tells of it.
    of_days = _OF_DAYS if any(run.differs for run in runs) else frozenset()
    named = knowledge.content.sentences(HISTORY).group("part")
    others = [
        told
        for part, told in named.items()
        if part not in of_days and getattr(left.plan, part) != getattr(right.plan, part)
    ]
    return RevisionDifference(
        runs, " · ".join(_needs(left, right, words)), ENGLISH.listed(others) if others else ""
    )


def action_text(changes: Sentences, action: str) -> str:
    """Say what is done along the way, such as *one step back*; ``changes`` are those of ``Knowledge.changes``."""
    told = changes.say(f"action.{action}")
    return told[:1].lower() + told[1:]


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Yield the runs, those that follow each other and say the same as one."""
    for _, group in groupby(runs, lambda run: (run[2:], run.last is None)):
        first, *others = group
        yield first._replace(last=others[-1].last) if others else first


class _Told:
    """Words for the days of two revisions."""

    def __init__(self, left: Regimen, right: Regimen, words: SideWords, knowledge: Knowledge) -> None:
        self._left, self._right, self._words, self._given = left, right, words, GivenWords(words)
        self._changes, self._history = knowledge.changes, knowledge.content.sentences(HISTORY)

    def run(self, days: Days) -> Run:
        """Say what either gives on days, and what changed."""
        first, last = date.fromordinal(days.first), days.last and date.fromordinal(days.last)
        old, new = self._given.pair(days)
        if days.apart == FOLLOWS:
            sides = ((old, days.left, self._left), (new, days.right, self._right))
            old, new = (
                told if given[0].says == GOES_ON else self._given.after(side) for told, given, side in sides
            )
        # What begins on these days, as far as the other revision has not got it.
        actions = [
            self._action(change)
            for change in self._right.plan.adjustments
            if change not in self._left.plan.adjustments and first <= change.on <= (last or date.max)
        ]
        return Run(first, last or None, old, new, ", ".join([self._changed(days), *actions]), days.apart)

    def _action(self, change: Adjustment) -> str:
        kept = phase_on(self._right.course, change.on) if isinstance(change, Settle) else None
        if kept is None or not kept.dose_ng:
            return action_text(self._changes, change.action)
        return self._history.say("settle_at", dose=self._words.dose(kept.dose_ng))

    def _changed(self, days: Days) -> str:
        if days.apart == CONDITION:
            return self._condition(days.left[0].condition, days.right[0].condition)
        apart = self._apart(days.apart)
        longer = (self._right.ends - self._left.ends).days
        last = days.last == max(self._left.ends, self._right.ends).toordinal()
        if not last or not longer:
            return apart
        ends = self._history.say(
            "revised.later" if longer > 0 else "revised.earlier",
            days=counted(abs(longer), "day"),
            last=full_date(self._right.ends),
        )
        if days.apart in {LEFT_ONLY, RIGHT_ONLY}:
            # Where it says how a plan ends, that is why nothing is planned.
            return ends
        stops = self._left.after == self._right.after == STOPS
        return f"{apart}, {ends}" if stops else apart

    def _apart(self, apart: str) -> str:
        return (
            self._history.say(f"revised.{apart}") if apart in _REVISED else self._words.say(f"apart.{apart}")
        )

    def _condition(self, old: str, new: str) -> str:
        was, now = (self._words.say(f"condition.{code}") if code != ON_DATE else "" for code in (old, new))
        if was and now:
            return self._history.say("revised.other_condition", now=now, before=was)
        return self._history.say("revised.condition" if now else "revised.no_condition", condition=now or was)


def _needs(left: Regimen, right: Regimen, words: SideWords) -> Iterator[str]:
    old, new = _totals(left), _totals(right)
    for product in sorted({**old, **new}, key=words.product):
        before, after = (words.doses.need(Quantity(product, units.get(product, 0))) for units in (old, new))
        apart = "as before" if before == after else f"were {before}"
        yield f"{words.product(product)}: {after}, {apart}"


def _totals(side: Regimen) -> dict[Formulation, int]:
    """Return what a revision uses in all, by product whatever its id."""
    found: dict[Formulation, int] = {}
    for total in side.supply.totals:
        product = nameless(total.formulation)
        found[product] = found.get(product, 0) + total.units
    return found
