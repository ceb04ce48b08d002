"""Spans as they were written: the same as those that were made, few of them made for a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.library.index_row import on_day, read_row, write_row
from ldn_desktop.library.spans import Span, WrittenSpans, place_in, write_spans
from tests.library.given import row

SPANS = tuple(Span(at * 7 + 700_000, at * 7 + 700_006, "titration", at + 1, 1_000_000) for at in range(40))


@pytest.mark.parametrize("day", [699_999, 700_000, 700_006, 700_007, 700_140, 700_279, 700_280])
def test_a_day_has_its_place_in_spans_as_they_were_written(day: int) -> None:
    written = WrittenSpans(*write_spans(SPANS))
    expected = min((day - 700_000) // 7, 39)
    assert (place_in(written, day), place_in(SPANS, day)) == (expected, expected)
    assert written == SPANS
    assert place_in(WrittenSpans(*write_spans(())), day) == place_in((), day) == -1


def test_of_a_row_on_a_day_few_spans_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of rows as many as they have would be most of what unlocking takes."""
    made: list[Any] = []
    make = WrittenSpans.__getitem__
    told = read_row(write_row(row()._replace(spans=SPANS)))

    def counted(spans: WrittenSpans, at: Any) -> Any:
        made.append(at)
        return make(spans, at)

    monkeypatch.setattr(WrittenSpans, "__getitem__", counted)
    today = on_day(told, date.fromordinal(SPANS[20].first))
    assert today.step == 21
    assert len(made) <= 2
