"""Dose and response of a plan as a table: a row for each day on which anything was another, for ears and paper too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.reference.words.english import weekday_date

if TYPE_CHECKING:
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
        """Return it as text with tabs, for the clipboard."""
        return "".join("\t".join(line) + "\n" for line in (self.titles, *self.rows))

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
    """Return a row for each day on which the dose changes, a revision comes into force, or somebody was seen."""
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
    days = sorted({*_changes(line), *happened})
    rows = tuple(
        (
            weekday_date(date.fromordinal(day)),
            ", ".join(happened.get(day, ())),
            _dose_on(line, day, words, doses),
            *(str(points[day]) if day in points else "" for points in scores),
            "; ".join(_effects(seen.get(day, ()), words)),
        )
        for day in days
    )
    columns = [words.say(f"column.{name}") for name in ("date", "what", "dose")]
    titles = (*columns, *(one.name for one in series), words.say("column.effects"))
    return HistoryTable(titles, rows, tuple(days))


def _changes(line: Sequence[Planned]) -> Iterator[int]:
    """Yield the days on which another dose is planned than before, or none any more."""
    before: Planned | None = None
    for entry in line:
        if before is not None and before.last + 1 < entry.first:
            yield before.last + 1
        if before is None or before.last + 1 < entry.first or before.dose_ng != entry.dose_ng:
            yield entry.first
        before = entry
    if before is not None:
        yield before.last + 1


def _effects(visits: Sequence[Visit], words: Sentences) -> Iterator[str]:
    for visit in visits:
        for effect in visit.side_effects:
            severity = words.say(f"severity.{effect.severity}")
            yield words.say("side_effect", name=effect.name, severity=severity)


def _dose_on(line: Sequence[Planned], day: int, words: Sentences, doses: DoseWords) -> str:
    at = bisect_right(line, day, key=_first) - 1
    if at < 0 or day > line[at].last:
        return words.say("no_plan")
    entry = line[at]
    if not entry.dose_ng:
        return words.say("pause")
    dose = doses.dose(entry.dose_ng)
    if any(first <= day <= last for first, last in entry.dosed):
        return dose
    return words.say("other_days", dose=dose)


def _first(entry: Planned) -> int:
    return entry.first
