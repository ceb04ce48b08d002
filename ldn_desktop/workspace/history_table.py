"""Dose and response of a plan as a table: a row for each day on which anything was another, for ears and paper too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan import CONTINUES, REVIEW, STOPS
from ldn_desktop.reference.words.english import ENGLISH, weekday_date
from ldn_desktop.workspace.step_words import CONDITION_WORDS

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.bodies import Visit
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.workspace.response import Series
    from ldn_desktop.workspace.revision_line import Planned, Revised


class HistoryTable(NamedTuple):
    """Rows below their titles, each of a day, by its ordinal."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    days: tuple[int, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each row in words, what is empty left out."""
        return tuple(", ".join(self._told(row)) for row in self.rows)

    def of_day(self, day: int) -> str:
        """Return what is said of a day, a line each; empty where no row is of it."""
        at = self.days.index(day) if day in self.days else -1
        return "\n".join(self._told(self.rows[at])) if at >= 0 else ""

    def as_text(self) -> str:
        """Return it as text with tabs, for the clipboard; what somebody typed breaks no line and no cell."""
        lines = ("\t".join(" ".join(cell.split()) for cell in line) for line in (self.titles, *self.rows))
        return "".join(f"{line}\n" for line in lines)

    def _told(self, row: tuple[str, ...]) -> Iterator[str]:
        pairs = zip(self.titles, row, strict=True)
        return (f"{title}: {cell}" if at else cell for at, (title, cell) in enumerate(pairs) if cell)


def history_table(
    line: Sequence[Planned],
    revisions: Sequence[Revised],
    visits: Sequence[Visit],
    series: Sequence[Series],
    words: Sentences,
    doses: DoseWords,
) -> HistoryTable:
    """Return a row for each day on which the dose changes, a revision comes into force, or somebody was seen.

    Behind the planned days stands what follows the revision that stands.
    """
    planned = _Planned(line, revisions, words, doses)
    seen: dict[int, list[Visit]] = {}
    for visit in visits:
        seen.setdefault(visit.on.toordinal(), []).append(visit)
    happened: dict[int, list[str]] = {}
    for revised in (each for each in revisions if each.number):
        told = words.say("happened.revision", number=str(revised.number))
        happened.setdefault(revised.since, []).append(told)
    for day, of_day in seen.items():
        happened.setdefault(day, []).extend(words.say("happened.visit") for _ in of_day)
    scores: Sequence[Mapping[int, int]] = [dict(one.points) for one in series]
    days = sorted({*planned.changes(), *happened})
    rows = tuple(
        (
            weekday_date(date.fromordinal(day)),
            ", ".join(happened.get(day, ())),
            planned.on(day),
            *(str(points[day]) if day in points else "" for points in scores),
            "; ".join(_effects(seen.get(day, ()), words)),
        )
        for day in days
    )
    columns = [words.say(f"column.{name}") for name in ("date", "what", "dose")]
    titles = (*columns, *(one.name for one in series), words.say("column.effects"))
    return HistoryTable(titles, rows, tuple(days))


def _effects(visits: Sequence[Visit], words: Sentences) -> Iterator[str]:
    for visit in visits:
        for effect in visit.side_effects:
            severity = words.say(f"severity.{effect.severity}")
            yield words.say("side_effect", name=effect.name, severity=severity)


class _Planned:
    """What the revision in force plans, day by day, in words."""

    def __init__(
        self, line: Sequence[Planned], revisions: Sequence[Revised], words: Sentences, doses: DoseWords
    ) -> None:
        self._line, self._say, self._doses = line, words.say, doses
        standing = next((each for each in reversed(revisions) if each.stood and each.course), None)
        plan = standing.plan if standing is not None else None
        self._follows = plan.follows if plan is not None else REVIEW
        self._name = self._follows
        if plan is not None and plan.follows == STOPS and not plan.stopped and _depends(plan):
            # The last dose may be later than planned.
            self._name = "stop_if"
        # What goes on is drawn beyond its last planned day.
        goes_on = standing is not None and self._follows == CONTINUES
        ends = standing.course[-1].last.toordinal() if standing is not None and goes_on else 0
        self._stood = [each for each in revisions if each.stood]
        self._behind = (ends or line[-1].last) + 1 if line else 0

    def changes(self) -> Iterator[int]:
        """Yield the days on which something else is planned than before, or nothing any more."""
        before: Planned | None = None
        for entry in self._line:
            if before is not None and before.last + 1 < entry.first:
                yield before.last + 1
            if before is None or before.last + 1 < entry.first or before.told != entry.told:
                yield entry.first
            before = entry
        if before is not None:
            yield self._behind

    def on(self, day: int) -> str:
        """Say what is planned on a day; where the revision in force cannot be read, that."""
        force = [each for each in self._stood if each.since <= day]
        if force and force[-1].plan is None:
            return self._say("unread")
        at = bisect_right(self._line, day, key=_first) - 1
        if at < 0:
            return self._say("no_plan")
        entry = self._line[at]
        if day < self._behind:
            return self._of(entry, day) if day <= entry.last else self._say("no_plan")
        return self._say(f"behind.{self._name}", dose=self._of(entry, day))

    def _of(self, entry: Planned, day: int) -> str:
        if not entry.dose_ng:
            return self._say("pause")
        dose = self._doses.dose(entry.dose_ng)
        if entry.rhythm is not None:
            dose = self._say("in_rhythm", dose=dose, rhythm=ENGLISH.rhythm(entry.rhythm))
        if condition := CONDITION_WORDS.get(entry.condition):
            dose = self._say("reached", dose=dose, condition=condition)
        if day > entry.last or any(first <= day <= last for first, last in entry.dosed):
            return dose
        return self._say("other_days" if entry.rhythm is None else "day_off", dose=dose)


def _depends(plan: Plan) -> bool:
    return any(rung.go_on != ON_DATE for rung in plan.ladder)


def _first(entry: Planned) -> int:
    return entry.first
