"""What comes next in a plan: whole or said to be more, on the earliest day where a review comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import Handed, Revision
from ldn_desktop.library.contract import Kept
from ldn_desktop.library.history import history
from ldn_desktop.library.index_row import read_row
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.plan_ahead import ahead
from ldn_desktop.workspace.plan_list_words import BY_THE_NOTES, ListWords
from ldn_desktop.workspace.plan_rows import entry_of
from tests.library.given import SUBJECTS, made
from tests.workspace.test_plan_summary import KNOWLEDGE, PLAN, TODAY


def told(plan: Plan, day: date, *handed: Handed, next_visit: date | None = None) -> list[tuple[str, str]]:
    regimen = derive(plan, KNOWLEDGE.get_rules(), day)
    record = made(Revision(write_plan(plan, compact=True), 1), SUBJECTS[0])
    kept = history([Kept(1, SUBJECTS[0], record.hash, record.data)])
    entry = entry_of(SUBJECTS[0], kept, KNOWLEDGE.vocabulary, KNOWLEDGE.condition_name)
    row = read_row(entry.told)._replace(next_visit=next_visit.toordinal() if next_visit else None)
    return list(ahead(regimen, row, handed, PLAIN.of(regimen), ListWords(day, PLAIN)))


def test_what_has_room_is_told_whole() -> None:
    assert told(replace(PLAN, ladder=PLAN.ladder[:3]), date(2026, 12, 2)) == [
        ("Tue 8 Dec", "1 mg, step 2"),
        ("Tue 15 Dec", "1.5 mg, step 3, maintenance"),
        ("Tue 15 Dec", "fill 1: 7 × 1.5 mg"),
        ("Mon 21 Dec", "last planned day: see the prescriber"),
    ]


def test_a_fill_has_the_number_that_the_supply_gives_it() -> None:
    numbers = {
        fill.first: fill.window + 1 for fill in derive(PLAN, KNOWLEDGE.get_rules(), TODAY).supply.fills
    }
    found = [words for _, words in told(PLAN, date(2027, 1, 25)) if words.startswith("fill")]
    assert found == [f"fill {numbers[date(2027, 1, 26)]}: 28 × 4.5 mg"]
    assert numbers[date(2027, 1, 26)] == 3


def test_a_fill_that_was_handed_out_is_not_next_and_one_that_is_late_comes_first() -> None:
    plan, first = replace(PLAN, ladder=PLAN.ladder[:3]), Handed(date(2026, 11, 30), "c1", "28", "0" * 64)
    assert not any(on == "Tue 1 Dec" for on, _ in told(plan, date(2026, 12, 1), first))
    second = Handed(date(2026, 12, 15), "c2", "7", "0" * 64)
    late = "fill 1, 2 days late: 7 × 1.5 mg"
    assert told(plan, date(2026, 12, 17), first)[0] == ("Tue 15 Dec", f"{late}. {BY_THE_NOTES}")
    assert not any("fill" in words for _, words in told(plan, date(2026, 12, 17), first, second))
    assert not any("fill" in words for _, words in told(plan, date(2026, 12, 17))), (
        "nobody notes what is handed out"
    )


def test_of_a_part_the_rest_is_still_to_come() -> None:
    plan, part = replace(PLAN, ladder=PLAN.ladder[:3]), Handed(date(2026, 12, 15), "c2", "5", "0" * 64)
    assert told(plan, date(2026, 12, 17), part)[0] == (
        "Tue 15 Dec",
        f"fill 1, 2 days late: 2 × 1.5 mg still to come. {BY_THE_NOTES}",
    )


def test_of_several_late_fills_it_is_said_once_that_visits_and_papers_count_them_as_handed_out() -> None:
    first = Handed(date(2026, 11, 30), "c1", "1", "0" * 64)
    late = [words for _, words in told(PLAN, date(2027, 1, 27), first) if "late" in words]
    assert len(late) > 1
    assert [BY_THE_NOTES in words for words in late] == [True] + [False] * (len(late) - 1)


def test_where_nothing_is_planned_any_more_no_fill_is_late() -> None:
    plan, first = replace(PLAN, ladder=PLAN.ladder[:3]), Handed(date(2026, 11, 30), "c1", "28", "0" * 64)
    assert any("late" in words for _, words in told(plan, date(2026, 12, 21), first))
    assert told(plan, date(2026, 12, 22), first) == []
    assert told(replace(plan, after="stop"), date(2026, 12, 22), first) == []
    goes_on = replace(plan, after="continue")
    assert any("7 days late" in words for _, words in told(goes_on, date(2026, 12, 22), first))


def test_what_has_none_is_counted_where_it_lies() -> None:
    rows = told(PLAN, date(2026, 12, 2))
    gaps = [at for at, (day, _) in enumerate(rows) if day == "…"]
    assert len(gaps) == 1
    assert rows[gaps[0] + 1] == ("Tue 26 Jan", "4.5 mg, step 9, maintenance")
    assert rows[-1] == ("Mon 22 Feb", "last planned day: see the prescriber")
    assert rows[gaps[0]][1].endswith(" more")


def test_the_next_visit_is_told_however_much_comes_before_it() -> None:
    rows = told(PLAN, date(2026, 12, 2), next_visit=date(2027, 1, 20))
    at = rows.index(("Wed 20 Jan", "visit"))
    assert rows[at - 1][0] == "…"
    assert rows[at + 1] == ("Tue 26 Jan", "4.5 mg, step 9, maintenance")


def test_a_stop_behind_a_condition_is_the_earliest_to_the_end() -> None:
    ladder = (PLAN.ladder[0]._replace(go_on="if-tolerated"), *PLAN.ladder[1:3])
    for day in (date(2026, 12, 2), date(2026, 12, 20)):
        rows = told(replace(PLAN, ladder=ladder, after="stop"), day)
        assert rows[-1] == ("Mon 21 Dec", "last day, then stop, at the earliest")


def test_days_behind_a_review_are_the_earliest_until_it_is_behind() -> None:
    rungs = PLAN.ladder[:4]
    ladder = (rungs[0]._replace(go_on="if-tolerated"), rungs[1]._replace(go_on="after-review"), *rungs[2:])
    plan = replace(PLAN, ladder=ladder)
    rows = told(plan, date(2026, 12, 2))
    assert ("Tue 8 Dec", "1 mg, step 2, if it suits") in rows
    assert ("Tue 15 Dec", "1.5 mg, step 3, after a review, at the earliest") in rows
    assert ("Tue 22 Dec", "2 mg, step 4, maintenance, at the earliest") in rows
    assert ("Mon 28 Dec", "last planned day: see the prescriber, at the earliest") in rows
    assert not any("at the earliest" in words for _, words in told(plan, date(2026, 12, 15)))
