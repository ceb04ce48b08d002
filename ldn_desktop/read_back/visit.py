"""The next visit on a calendar, read back: marked on its day, explained in its month, told in words elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found, Statement, sentence

MARK = "visit"
_LEGEND, _TOLD = "phrase your_visit", "visit on"


def visit_statements(asked: Asked) -> Iterator[Statement]:
    """Yield the mark of a visit, what the legend says of it, and the sentence that tells its day."""
    words = asked.words("wall_calendar").texts
    yield sentence(MARK, words["visit"])
    yield sentence(_LEGEND, words["your_visit"])
    yield sentence(_TOLD, words["visit_on"], {"day": asked.grammar.date})


def visit_ahead(asked: Asked) -> date | None:
    """Return the day of the next visit; ``None`` of one that nobody planned, or that was before the day of printing."""
    day = asked.next_visit
    return None if day is None or day < asked.printed else day


def judge_visit(
    found: Sequence[Found], asked: Asked, month: tuple[date, date], printed: tuple[date, date]
) -> None:
    """Refuse (``DifferentError``) a month, of those ``printed``, without the visit in its legend or notes.

    So one that has it there although it is none of that month, and one with marks on no day.
    """
    (first, last), day = month, visit_ahead(asked)
    within = day is not None and first <= day <= last
    if any(name == _LEGEND for name, _, _ in found) != within:
        raise DifferentError("the visit in the legend")
    if sum(name == MARK for name, _, _ in found) != within:
        raise DifferentError("a visit on no day")
    before = day is not None and day < first and first == printed[0]
    behind = day is not None and day > last and last == printed[1]
    told = [asked.grammar.read_date(fields["day"]) for name, fields, _ in found if name == _TOLD]
    if told != ([day] if before or behind else []):
        raise DifferentError("the day of the visit")
