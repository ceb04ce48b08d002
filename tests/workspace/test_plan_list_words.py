"""What the cells of the list say, by where a plan stands on the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ldn_desktop.domain.rhythm import Cycle
from ldn_desktop.library.index_row import Row, on_day
from ldn_desktop.library.spans import Span
from ldn_desktop.reference.words.wording import PLAIN, Wording
from ldn_desktop.workspace.kept_plans import Listed
from ldn_desktop.workspace.plan_list import Column, Group, Heading, PlanList, item_of
from ldn_desktop.workspace.plan_list_words import (
    BY_THE_NOTES,
    FIRST,
    NO,
    SECOND,
    Cell,
    ListWords,
    standing_words,
    told_whole,
    with_late_fill,
)
from tests.library.given import row

START = date(2026, 12, 1)
SEEN = START.toordinal()
PAUSE = (*row().spans[:1], Span(SEEN + 14, SEEN + 27, "pause", 0, 0), *row().spans[2:])


def cells(days: int, told: Row, wording: Wording = PLAIN) -> dict[Column, Cell]:
    day = START + timedelta(days=days)
    item = item_of(Listed("s", told, on_day(told, day)), day)
    return dict(zip(Column, ListWords(day, wording).cells(item), strict=True))


@pytest.mark.parametrize(
    ("days", "told", "dose", "change"),
    [
        (-7, row(), ("not yet", "3 steps"), ("Tue 1 Dec", "first dose, 1.5 mg")),
        (0, row(), ("1.5 mg", "step 1 of 3"), ("Tue 15 Dec", "3 mg, step 2")),
        (14, row(), ("3 mg", "step 2 of 3"), ("Tue 29 Dec", "4.5 mg, maintenance")),
        (28, row(), ("4.5 mg", "step 3 of 3"), ("Mon 25 Jan", "last planned day")),
        (28, row(after="continue"), ("4.5 mg", "step 3 of 3"), ("None", "goes on until changed")),
        (28, row(after="stop"), ("4.5 mg", "step 3 of 3"), ("Mon 25 Jan", "last day, then stop")),
        (
            28,
            row(after="stop", ends_if=True),
            ("4.5 mg", "step 3 of 3"),
            ("Mon 25 Jan", "stop, at the earliest"),
        ),
        (
            56,
            row(after="stop", ends_if=True),
            ("none planned", "last planned 25 Jan"),
            ("Nothing planned", "over for 1 day, no visit"),
        ),
        (28, row(after="paused"), ("4.5 mg", "step 3 of 3"), ("Mon 25 Jan", "last day, then pause")),
        (56, row(), ("none planned", "ended 25 Jan"), ("Nothing planned", "over for 1 day, no visit")),
        (
            58,
            row(last_visit=SEEN + 57),
            ("none planned", "ended 25 Jan"),
            ("Nothing planned", "over for 3 days"),
        ),
        (56, row(after="stop"), ("no dose", "since 26 Jan"), ("None", "last dose Mon 25 Jan")),
        (56, row(after="paused"), ("no dose", "since 26 Jan"), ("No date", "paused from today")),
        (60, row(after="paused"), ("no dose", "since 26 Jan"), ("No date", "paused for 4 days")),
        (60, row(after="continue"), ("4.5 mg", "step 3 of 3"), ("None", "goes on until changed")),
        (0, row(spans=PAUSE), ("1.5 mg", "step 1 of 3"), ("Tue 15 Dec", "pause")),
        (15, row(spans=PAUSE), ("no dose", "until 28 Dec"), ("Tue 29 Dec", "again, from 4.5 mg")),
        (
            9,
            row(changes=((SEEN + 8, "hold"),)),
            ("1.5 mg", "step 1 of 3, held"),
            ("Tue 15 Dec", "3 mg, step 2"),
        ),
        (9, row(changes=((SEEN + 8, "settle"),)), ("1.5 mg", "settled"), ("Tue 15 Dec", "3 mg, step 2")),
        (9, row(changes=((SEEN + 8, "times"),)), ("1.5 mg", "step 1 of 3"), ("Tue 15 Dec", "3 mg, step 2")),
        (0, row(spans=(), problem="A newer one."), ("–", ""), ("Not readable", "A newer one.")),
    ],
)
def test_dose_and_next_change(days: int, told: Row, dose: tuple[str, str], change: tuple[str, str]) -> None:
    said = cells(days, told)
    assert (said[Column.DOSE].first, said[Column.DOSE].second) == dose
    assert (said[Column.CHANGE].first, said[Column.CHANGE].second) == change


def test_a_day_without_a_dose_of_a_step_that_has_some_says_so() -> None:
    every_other = Span(SEEN, SEEN + 27, "titration", 1, 1_500_000, Cycle(1, 1), SEEN)
    told = row(spans=(every_other, *row().spans[2:]))
    assert cells(0, told)[Column.DOSE] == Cell("1.5 mg", "step 1 of 3", strong=True)
    assert cells(1, told)[Column.DOSE] == Cell("none today", "1.5 mg on Thu 3 Dec")
    assert cells(-1, told)[Column.CHANGE].second == "first dose, 1.5 mg"


def test_the_day_of_a_stop_is_the_first_without_a_dose_and_the_last_dose_is_that_of_its_rhythm() -> None:
    every_other = Span(SEEN, SEEN + 7, "titration", 1, 1_500_000, Cycle(1, 1), SEEN)
    said = cells(9, row(spans=(every_other,), after="stop"))
    assert said[Column.DOSE] == Cell("no dose", "since 9 Dec")
    assert said[Column.CHANGE] == Cell("None", "last dose Mon 7 Dec")
    said = cells(9, row(spans=(every_other,), after="stop", ends_if=True))
    assert said[Column.DOSE] == Cell("none planned", "last planned 7 Dec")


def test_a_dose_that_no_product_makes_is_marked_wherever_it_is_told() -> None:
    told = row(spans=(row().spans[0], row().spans[1]._replace(measured=False), row().spans[2]))
    assert cells(0, told)[Column.CHANGE] == Cell("Tue 15 Dec", "3 mg cannot be measured", waits=SECOND)
    assert cells(14, told)[Column.DOSE] == Cell("3 mg", "cannot be measured", strong=True, waits=SECOND)


@pytest.mark.parametrize(
    ("go_on", "words"), [("if-tolerated", "if it suits"), ("after-review", "after a review")]
)
def test_a_step_that_waits_for_more_than_its_date_says_for_what(go_on: str, words: str) -> None:
    told = row(spans=(row().spans[0], row().spans[1]._replace(go_on=go_on), row().spans[2]))
    assert cells(0, told)[Column.CHANGE] == Cell("Tue 15 Dec", f"3 mg, {words}")
    assert cells(14, told)[Column.DOSE] == Cell("3 mg", f"step 2, {words}", strong=True)
    assert cells(15, told)[Column.DOSE] == Cell("3 mg", "step 2 of 3", strong=True)


def test_of_a_plan_whose_steps_are_others_than_the_ladders_no_number_of_them_is_told() -> None:
    assert cells(14, row(steps=0))[Column.DOSE] == Cell("3 mg", "step 2", strong=True)
    assert cells(-1, row(steps=0))[Column.DOSE] == Cell("not yet")


def test_a_dose_of_one_of_several_revisions_does_not_stand_for_the_plan() -> None:
    assert cells(14, row(heads=2))[Column.DOSE] == Cell("3 mg", "1 of 2 revisions", strong=True)
    assert cells(60, row(after="paused", heads=2))[Column.DOSE] == Cell("no dose", "1 of 2 revisions")
    assert cells(14, row(heads=2))[Column.STATUS] == Cell("titrating", "2 revisions", waits=SECOND)


@pytest.mark.parametrize(
    ("days", "told", "column", "waits"),
    [
        (56, row(), Column.CHANGE, FIRST),
        (58, row(last_visit=SEEN + 57), Column.CHANGE, NO),
        (60, row(after="paused"), Column.CHANGE, FIRST),
        (29, row(noted=True, fills=(SEEN + 28,)), Column.FILL, FIRST),
        (27, row(noted=True, fills=(SEEN + 28,)), Column.FILL, NO),
        (0, row(heads=2), Column.STATUS, SECOND),
        (0, row(newer=True), Column.STATUS, NO),
        (0, row(spans=(), problem="A newer one."), Column.CHANGE, FIRST),
    ],
)
def test_what_waits_for_somebody_is_told_in_its_cell_and_in_no_other(
    days: int, told: Row, column: Column, waits: int
) -> None:
    assert {where: cell.waits for where, cell in cells(days, told).items() if cell.waits} == (
        {column: waits} if waits else {}
    )


def test_a_visit_that_is_begun_is_marked() -> None:
    day = START + timedelta(days=1)
    listed = Listed("s", row(), on_day(row(), day))
    item = next(iter(PlanList([listed], day, {"s"}).items))
    assert ListWords(day, PLAIN).cells(item)[Column.STATUS] == Cell("titrating", "visit begun")


def test_fills_visits_and_who_it_is() -> None:
    said = cells(28, row(last_visit=SEEN, number=4))
    assert said[Column.PATIENT] == Cell("Patient A", "1 May 1980", strong=True)
    assert said[Column.FILL] == Cell("Today", strong=True)
    assert (said[Column.VISIT], said[Column.REVISION]) == (Cell("1 Dec 2026"), Cell("4"))
    assert cells(30, row(noted=True, fills=(SEEN + 28,)))[Column.FILL] == Cell(
        "Tue 29 Dec", "2 days late", strong=True, waits=FIRST, more=BY_THE_NOTES
    )
    nobody = cells(30, row(name="", born=None, condition=""))
    assert (nobody[Column.PATIENT], nobody[Column.CONDITION]) == (
        Cell("No name", "000000", strong=True),
        Cell("–"),
    )
    assert (nobody[Column.FILL], nobody[Column.VISIT]) == (Cell("–"), Cell("–"))


def test_a_small_dose_is_told_in_both_units_as_wanted() -> None:
    spans = (row().spans[0]._replace(dose_ng=4_000), row().spans[1]._replace(dose_ng=8_000))
    said = cells(0, row(spans=spans), Wording(micro="micrograms"))
    assert said[Column.DOSE].first == "0.004 mg (4 micrograms)"
    assert said[Column.CHANGE].second == "0.008 mg (8 micrograms)"


def test_a_day_far_away_has_its_year() -> None:
    assert cells(-300, row())[Column.CHANGE].first == "1 Dec 2026"
    assert cells(600, row())[Column.DOSE].second == "ended 25 Jan 2027"


@pytest.mark.parametrize(
    ("group", "told"),
    [
        (
            Group.WAITING,
            ("Waiting for you", "overdue, no product makes a dose, or nobody has said what comes next"),
        ),
        (Group.TODAY, ("Today, Wed 2 Dec", "")),
        (Group.WEEK, ("Until Sun 6 Dec", "")),
        (Group.NEXT_WEEK, ("Next week", "")),
        (Group.LATER, ("Later", "by date")),
        (Group.NOTHING, ("Nothing due", "stopped, over and seen since, or going on without a date")),
    ],
)
def test_headings(group: Group, told: tuple[str, str]) -> None:
    assert ListWords(date(2026, 12, 2), PLAIN).heading(Heading(group, 1, folded=False)) == told


@pytest.mark.parametrize(
    ("days", "told", "words"),
    [
        (28, row(after="stop", ends_if=True), "maintenance, 4.5 mg"),
        (56, row(after="stop", ends_if=True), "planned to have stopped; may still be taken"),
        (56, row(after="stop"), "stopped"),
        (56, row(), "ended"),
    ],
)
def test_where_a_plan_stands_outside_the_list(days: int, told: Row, words: str) -> None:
    assert standing_words(told, on_day(told, START + timedelta(days=days)), PLAIN) == words


def test_of_a_late_fill_it_is_told_that_visits_and_papers_count_it_as_handed_out() -> None:
    late = cells(30, row(noted=True, fills=(SEEN + 28,)))
    assert told_whole(late[Column.FILL], START) == f"Tue 29 Dec\n2 days late\n{BY_THE_NOTES}"
    without_its_column = with_late_fill(tuple(late.values()))[Column.CHANGE]
    assert told_whole(without_its_column, None).endswith(f"\nfill 2 days late\n{BY_THE_NOTES}")
    on_time = cells(26, row(fills=(SEEN + 28,)))[Column.FILL]
    assert told_whole(on_time, date(2026, 12, 29)) == "Tue 29 Dec\n29 Dec 2026"
