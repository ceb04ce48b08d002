"""Reads the diary back: its days, and on each the doses to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ldn_desktop.read_back.asked import Asked, DifferentError, judge_frame
from ldn_desktop.read_back.day_by_day import Ahead, judge_end, judge_notes, shared_statements
from ldn_desktop.read_back.grammar import Grammar
from ldn_desktop.read_back.operation import judge_operation
from ldn_desktop.read_back.sentences import patient_sentences
from ldn_desktop.read_back.statements import Found, Statement, account, fixed, sentence
from ldn_desktop.read_back.taken import Span, later

_WEEK = 7
_SHOWN = frozenset({"name", "practice"})


class _Line(NamedTuple):
    """A line: its day, each dose in mg with its time where there are several, what stands there instead, new or not."""

    weekday: int
    day: int
    month: int
    doses: tuple[tuple[Fraction, str], ...] = ()
    none: str = ""
    new: bool = False


def check_diary(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages unlike the plan."""
    asked = asked.headed()._replace(shows=_SHOWN | {"practice address", "phone", "clinic"})
    found = tuple(asked.own.framed(account(pages, tuple(_statements(asked))), "column day"))
    judge_frame(found, asked, shown=_SHOWN, pages=len(pages), replaces=True)
    ahead = Ahead(asked)
    wanted = list(_wanted(ahead, asked))
    if list(_lines(found, asked.grammar)) != wanted:
        raise DifferentError("the days")
    if sum(name == "unit" for name, _, _ in found) != asked.content.thresholds.diary_days:
        raise DifferentError("the empty days")
    names = {name for name, _, _ in found}
    due = ahead.course.due_from(asked.printed) is not None
    blank = {"again" if due else "again_new", "again_told" if wanted else "again_told_only", "figures"}
    blank |= set() if wanted else {"title", "told", "bring"}
    others = {"again", "again_new", "again_told", "again_told_only"} - blank
    if {f"phrase {name}" for name in blank} - names or {f"phrase {name}" for name in others} & names:
        raise DifferentError("what is said of the empty days")
    if (
        not {"section emergency", "advice emergency 0"} <= names
        or not {"phrase call", "phrase call_phone"} & names
    ):
        raise DifferentError("whom to call")
    if all(asked.own.missing(found, page, frozenset({"phone"})) for page in range(1, len(pages) + 1)):
        raise DifferentError("the telephone")
    judge_notes(found, ahead, date.min, date.max)
    judge_operation(found, ahead.course, asked)
    judge_end(found, ahead)


def _statements(asked: Asked) -> Iterator[Statement]:
    g, words, limits = asked.grammar, asked.words("diary"), asked.content.thresholds
    lengths = {"weeks": str(limits.diary_weeks), "days": str(limits.diary_days)}
    yield Statement("line", re.compile(rf"(?P<weekday>{g.box_day}) {g.day_month}"))
    yield Statement("dose", re.compile(rf"(?P<dose>{g.dose})(?: (?P<time>{g.time_name}))?"))
    dreams = " ?".join(map(fixed, words.group("dreams").values()))
    yield Statement("dreams", re.compile(dreams))
    for name, text in words.group("").items():
        if name == ("what_full" if asked.low_dose else "what"):
            continue
        if name in {"new", "unit"}:
            yield Statement(name, re.compile(rf"{fixed(text)}(?!\w)"))
        else:
            # A telephone is read as a text of people, wherever it is broken.
            for part in text.split("{phone}"):
                yield sentence(f"phrase {name}", part.strip(), lengths)
    for group in ("column", "below"):
        for name, text in words.group(group).items():
            yield sentence(f"{group} {name}", text)
    yield from shared_statements(asked)
    kept = {"section emergency", "advice emergency 0", "section questions", "phrase next_visit", "phrase at"}
    yield from (each for each in patient_sentences(asked) if each.name in kept)


def _lines(found: Sequence[Found], g: Grammar) -> Iterator[_Line]:
    line: _Line | None = None
    for name, fields, _ in found:
        if name == "line":
            if line is not None:
                yield line
            weekday, month = g.read_box_day(fields["weekday"]), g.read_month(fields["month"])
            line = _Line(weekday, int(fields["day"]), month)
        elif name in {"dose", "free", "pause", "new"}:
            if line is None:
                raise DifferentError(name)
            if name == "dose":
                time = g.read_time_name(fields["time"]) if fields["time"] else ""
                dose = g.read_mg(fields["dose"]), time
                line = line._replace(doses=(*line.doses, dose))
            elif name == "new":
                line = line._replace(new=True)
            else:
                line = line._replace(none=line.none + name)
    if line is not None:
        yield line


def _wanted(ahead: Ahead, asked: Asked) -> Iterator[_Line]:
    first, limits = ahead.course.first_dose, asked.content.thresholds
    changes = frozenset(_changes(ahead.course.spans))
    after = {later(change, at) for change in changes for at in range(limits.diary_days)}
    for day, span in ahead.days():
        if day < first or ((day - first).days >= limits.diary_weeks * _WEEK and day not in after):
            continue
        due = day in span.due
        split = span.split if due else {}
        yield _Line(
            day.weekday(),
            day.day,
            day.month,
            tuple((dose, time if len(split) > 1 else "") for time, dose in split.items()),
            "" if due else "free" if span.dose else "pause",
            new=due and day in changes,
        )


def _changes(spans: Sequence[Span]) -> Iterator[date]:
    """Yield the first days of another dose, and of a pause."""
    before: object = None
    for span in spans:
        days = span.due if span.dose else (span.first,)
        now = (tuple(span.split.items()), span.rhythm, span.route) if span.dose else ()
        if days and now != before:
            yield days[0]
            before = now
