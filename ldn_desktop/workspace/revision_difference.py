"""What any two revisions of a plan give on each day, as runs of days in words, and what they need in all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.comparison import (
    DIFFERS,
    HIGHER,
    LEFT_ONLY,
    LOWER,
    MADE,
    RHYTHM,
    RIGHT_ONLY,
    SAME,
    Span,
    dated_spans,
)
from ldn_desktop.domain.figures import nameless
from ldn_desktop.domain.use import Quantity
from ldn_desktop.papers.comparison import SENTENCES, doses_of
from ldn_desktop.papers.comparison_figures import steps_text
from ldn_desktop.papers.plan_history import HISTORY
from ldn_desktop.papers.side_by_side import SideWords
from ldn_desktop.reference.words.english import ENGLISH, counted, full_date, short_date
from ldn_desktop.workspace.going_on import goes_on, new_end

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step, Steps
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
}


class Run(NamedTuple):
    """Days on end, both inclusive, on which two revisions differ in the same way, or not at all."""

    first: date
    last: date
    old: str
    new: str
    changed: str
    differs: bool

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> str:
        """The days in words; the year where it is another, and at the end."""
        if self.first == self.last:
            return full_date(self.last)
        begin = short_date if self.first.year == self.last.year else full_date
        return f"{begin(self.first)} to {full_date(self.last)}"

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands below ``TITLES``."""
        return self.dates, f"{self.days:,}", self.old, self.new, self.changed


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


def revision_difference(
    left: Regimen, right: Regimen, knowledge: Knowledge, wording: Wording
) -> RevisionDifference:
    """Compare two revisions of one plan by the calendar."""
    words = SideWords(knowledge.content.sentences(SENTENCES), doses_of((left, right), wording))
    changes = knowledge.changes
    runs = tuple(_run(span, (left, right), words, changes) for span in dated_spans(left, right))
    named = knowledge.content.sentences(HISTORY).group("part")
    others = [
        told
        for part, told in named.items()
        if part not in _OF_DAYS and getattr(left.plan, part) != getattr(right.plan, part)
    ]
    return RevisionDifference(
        runs, " · ".join(_needs(left, right, words)), ENGLISH.listed(others) if others else ""
    )


def action_text(changes: Sentences, action: str) -> str:
    """Say what is done along the way, such as *one step back*; ``changes`` are those of ``Knowledge.changes``."""
    told = changes.say(f"action.{action}")
    return told[:1].lower() + told[1:]


def _run(span: Span, sides: tuple[Regimen, Regimen], words: SideWords, changes: Sentences) -> Run:
    left, right = sides
    first, last = date.fromordinal(span.first), date.fromordinal(span.last)
    old, new = _given(span.left, left, span, words), _given(span.right, right, span, words)
    # What begins on these days, as far as the other revision has not got it.
    actions = [
        action_text(changes, adjustment.action)
        for adjustment in right.plan.adjustments
        if adjustment not in left.plan.adjustments and first <= adjustment.on <= last
    ]
    apart, ends = _apart(span, left, right), _ends(span, left, right)
    # Where it says how a plan ends, that is why nothing is planned.
    plain = {_APART[name] for name in (SAME, LEFT_ONLY, RIGHT_ONLY)} if ends else set()
    changed = ", ".join([*([] if apart in plain else [apart]), *ends, *actions])
    return Run(first, last, old, new, changed, span.apart != SAME)


def _given(steps: Steps, side: Regimen, span: Span, words: SideWords) -> str:
    """Say what a revision gives on a run; behind its last planned day that it goes on, where it does."""
    if _unplanned(steps, side, span):
        return f"{steps_text(side.steps[-1:], span, words)}, goes on"
    return steps_text(steps, span, words)


def _unplanned(steps: Steps, side: Regimen, span: Span) -> bool:
    """Tell whether a run lies behind the last planned day of a revision that goes on."""
    return not steps and span.first > side.ends.toordinal() and goes_on(side)


def _apart(span: Span, left: Regimen, right: Regimen) -> str:
    """Say how what is taken on a run differs; behind the planned days of what goes on, by its last dose."""
    goes = next(
        (s for s, steps in ((left, span.left), (right, span.right)) if _unplanned(steps, s, span)), None
    )
    if goes is None:
        return _APART[span.apart]
    found = {
        _told_apart(was, now)
        for was in span.left or left.steps[-1:]
        for now in span.right or right.steps[-1:]
    }
    most = found - {SAME} if found <= {SAME, HIGHER} or found <= {SAME, LOWER} else found
    return _APART[most.pop() if len(most) == 1 else DIFFERS if most else SAME]


def _told_apart(was: Step, now: Step) -> str:
    old, new = was.phase, now.phase
    if old.dose_ng != new.dose_ng:
        return HIGHER if new.dose_ng > old.dose_ng else LOWER
    if old.rhythm or new.rhythm:
        # It is counted from another day behind the planned ones.
        return RHYTHM
    return SAME if (old.times, was.takes) == (new.times, now.takes) else MADE


def _ends(span: Span, left: Regimen, right: Regimen) -> tuple[str, ...]:
    """Say on the last run what is another of the end; nothing where it is the same, or where both go on."""
    if span.last != max(left.ends, right.ends).toordinal() or (goes_on(left) and goes_on(right)):
        return ()
    if told := new_end(left, right):
        return (told,)
    days = (right.ends - left.ends).days
    if span.apart not in {LEFT_ONLY, RIGHT_ONLY}:
        return ()
    return (
        f"ends {counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}, {full_date(right.ends)}",
    )


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
