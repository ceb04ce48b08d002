"""What the lines of the list tell those who hear it."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from ldn_desktop.library.index_row import Row, on_day
from ldn_desktop.library.spans import Span
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.plans.listing.plans_model import PlansModel
from ldn_desktop.workspace.kept_plans import Listed
from ldn_desktop.workspace.plan_list import Column, item_of
from ldn_desktop.workspace.plan_list_words import BY_THE_NOTES, ListWords

TODAY = date(2026, 12, 23)


def test_of_a_late_fill_those_who_hear_the_list_hear_how_visits_and_papers_count_it(qtbot: QtBot) -> None:
    first = (TODAY - timedelta(days=30)).toordinal()
    spans = (Span(first, first + 90, "titration", 1, 1_000_000),)
    row = Row("0" * 64, 1, "Anna", None, "", "", "p", "", spans, "review", 1, noted=True, fills=(first,))
    model = PlansModel(ListWords(TODAY, PLAIN))
    model.show_lines([item_of(Listed("a", row, on_day(row, TODAY)), TODAY)], None)
    assert model.whole(0, Column.FILL) == f"Mon 23 Nov, 30 days late, waits for you. {BY_THE_NOTES}"
    assert BY_THE_NOTES not in model.whole(0, Column.CHANGE)
