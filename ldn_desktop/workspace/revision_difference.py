"""What any two revisions of a plan give on each day, as runs of days in words, and what they need in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.adjustment import Settle
from ldn_desktop.domain.comparison import (
    DIFFERS,
    HIGHER,
    LEFT_ONLY,
    LOWER,
    MADE,
    RHYTHM,
    RIGHT_ONLY,
    SAME,
)
from ldn_desktop.domain.figures import nameless
from ldn_desktop.domain.plan import CONTINUES, STOPS
from ldn_desktop.domain.use import Quantity
from ldn_desktop.papers.comparison import SENTENCES, doses_of
from ldn_desktop.papers.comparison_figures import step_text
from ldn_desktop.papers.plan_history import HISTORY
from ldn_desktop.papers.plan_state import ends_if, phase_on
from ldn_desktop.papers.side_by_side import SideWords
from ldn_desktop.reference.words.english import ENGLISH, counted, full_date, short_date
from ldn_desktop.workspace.going_on import EARLIEST
from ldn_desktop.workspace.revision_days import CONDITION, FOLLOWS, GOES_ON, SILENT, Days, Given, days_of
from ldn_desktop.workspace.step_words import CONDITION_WORDS, on_conditions

if TYPE_CHECKING:
    from ldn_desktop.domain.adjustment import Adjustment
    from ldn_desktop.domain.formulation import Formulation
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.knowledge import Knowledge

TITLES = ("Dates", "Days", "", "", "What changed")
"""What stands above the columns of runs; the two revisions are named by who shows them."""
_APART = {
    SAME: "the same",
    HIGHER: "higher",
    LOWER: "lower",
    RHYTHM: "on other days",
    MADE: "taken otherwise",
    DIFFERS: "another dose on other days",
    LEFT_ONLY: "no longer planned",
    RIGHT_ONLY: "planned further",
    FOLLOWS: "what follows",
}
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
        self._left, self._right, self._words = left, right, words
        self._changes, self._history = knowledge.changes, knowledge.content.sentences(HISTORY)

    def run(self, days: Days) -> Run:
        """Say what either gives on days, and what changed."""
        first, last = date.fromordinal(days.first), days.last and date.fromordinal(days.last)
        made = days.apart == MADE
        if days.apart == FOLLOWS:
            old, new = (self._follows(side) for side in (self._left, self._right))
        else:
            old, new = (self._text(given, made=made) for given in (days.left, days.right))
        if made and old == new:
            old, new = (
                f"{told} ({self._products(given[0])})"
                for told, given in ((old, days.left), (new, days.right))
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
            old, new = (CONDITION_WORDS.get(given[0].condition) for given in (days.left, days.right))
            if old and new:
                return f"only {new}, was {old}"
            return f"now only {new}" if new else f"no longer only {old}"
        longer = (self._right.ends - self._left.ends).days
        last = days.last == max(self._left.ends, self._right.ends).toordinal()
        if not last or not longer:
            return _APART[days.apart]
        way = "later" if longer > 0 else "earlier"
        ends = f"ends {counted(abs(longer), 'day')} {way}, {full_date(self._right.ends)}"
        if days.apart in {LEFT_ONLY, RIGHT_ONLY}:
            # Where it says how a plan ends, that is why nothing is planned.
            return ends
        stops = self._left.after == self._right.after == STOPS
        return f"{_APART[days.apart]}, {ends}" if stops else _APART[days.apart]

    def _follows(self, side: Regimen) -> str:
        """Say what follows the last day of a revision."""
        if side.after == CONTINUES:
            return f"{step_text(side.steps[-1], self._words, made=False)}, goes on"
        told = "stopped" if side.plan.stopped else self._words.say(f"after.{side.after}")
        return f"{told}, {EARLIEST}" if ends_if(side) else told

    def _text(self, given: Sequence[Given], *, made: bool) -> str:
        """Say what one revision gives on days, one thing after the other."""
        told = [text for text, _ in groupby(self._one(each, made=made) for each in given)]
        if len(told) == 1:
            none = len(given) == 1 and given[0].dose_ng and not given[0].days
            dose = self._words.dose(given[0].dose_ng)
            return self._history.say("other_days", dose=dose) if none else told[0]
        if not told[2:]:
            return self._words.say("two_steps", first=told[0], last=told[1])
        plain = [each._replace(condition="") for each in given if each.dose_ng]
        many = self._many(plain) if plain else ""
        of_steps = [
            condition
            for (_, condition), _ in groupby(
                (each.step.phase.rung, each.condition)
                for each in given
                if each.step is not None and each.dose_ng
            )
        ]
        pause = [self._words.say("pause")] if len(plain) < len(given) else []
        return ", ".join(filter(None, (many, on_conditions(of_steps), *pause)))

    def _many(self, given: Sequence[Given]) -> str:
        """Say from which dose to which several steps lead; where they go up and down, between which."""
        steps = [text for text, _ in groupby(self._one(each, made=False) for each in given)]
        doses, count = [each.dose_ng for each in given], counted(len(steps), "step")
        if doses in (sorted(doses), sorted(doses, reverse=True)):
            return self._words.say("many_steps", first=steps[0], last=steps[-1], steps=count)
        low, high = (self._words.dose(dose) for dose in (min(doses), max(doses)))
        return self._history.say("between", low=low, high=high, steps=count)

    def _one(self, given: Given, *, made: bool) -> str:
        if given.step is None:
            return self._words.say("no_plan" if given.says == SILENT else "no_dose")
        told = step_text(given.step, self._words, made=made)
        if condition := CONDITION_WORDS.get(given.condition):
            told = f"{told}, only {condition}"
        return f"{told}, goes on" if given.says == GOES_ON else told

    def _products(self, given: Given) -> str:
        products = given.step.phase.formulations if given.step is not None else ()
        return ", ".join(self._words.product(product) for product in products)


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
