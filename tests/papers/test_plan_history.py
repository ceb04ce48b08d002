"""The history of a plan on paper: everything of it stands there, and what scores cannot show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ldn_desktop.library.bodies import Paper
from ldn_desktop.papers.plan_history import PAPER_CODE, HistoryTold, PatientTold, history_document
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.followed_plan import FollowedPlan
from tests.workspace.story import HELD, KNOWLEDGE, PLAN, TODAY, kept_in, tell


def test_the_paper_has_every_day_and_every_entry() -> None:
    kept, clock = kept_in()
    first, *_ = tell(kept, clock)
    plan = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    document = plan.document
    days, entries = document.sections
    assert plan.chart is not None
    assert days.rows == plan.chart.table.rows
    assert [row[0] for row in entries.rows] == [entry.title for entry in plan.entries]
    assert "Why: poor sleep and headache at 3 mg. Pain 6" in entries.rows[4][2]
    assert entries.rows[0][1] == "Tue 16 Feb 2027 · Prescriber name"
    assert dict(document.person)["Patient"] == "Patient B, born 14 Mar 1974, 4711"
    assert dict(document.person)["Plan"] == "Fibromyalgia, maintenance, 4.5 mg; revision 3"
    assert document.foot[-1] == KNOWLEDGE.content.measures.reading.text
    assert document.alert == ""
    for section in document.sections:
        assert abs(sum(section.shares) - 1) < 1e-9
        assert all(len(row) == len(section.heads) for row in section.rows)
    assert document.frame.footer_left == "Patient B · printed 16 Feb 2027"


def test_what_somebody_typed_is_one_line_and_no_mark() -> None:
    kept, _ = kept_in()
    first = kept.keep(PLAN, "A", "two\nlines and **no bold**")
    row = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY).document.sections[1].rows[0]
    assert row[2].endswith("Why: two lines and **no bold**.")


def test_revisions_beside_each_other_are_told_at_the_top() -> None:
    kept, clock = kept_in()
    first, second, _ = tell(kept, clock)
    kept.keep(replace(HELD, revision=3, notes="x"), "B", "", first.subject, [second])
    assert (
        "made beside each other" in FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY).document.alert
    )


def test_many_scores_leave_room_for_side_effects_and_nothing_says_so() -> None:
    patient = PatientTold("", None, "", "", "stopped", 1)
    titles = ("Date", "What", "Planned dose", *map(str, range(9)), "Side effects")
    document = history_document(
        HistoryTold(patient, titles, (titles,), (), ""), KNOWLEDGE.content, ENGLISH, TODAY
    )
    days, entries = document.sections
    assert days.shares[-1] > 0.15
    # A narrower column breaks a date with its weekday within its year.
    assert days.shares[0] >= 0.18
    assert entries.sentence == "Nothing was kept of this plan."
    assert dict(document.person)["Patient"] == "no name"


def test_the_paper_is_told_by_its_name() -> None:
    kept, clock = kept_in()
    first = kept.keep(PLAN, "A")
    clock.set(date(2026, 12, 1))
    kept.note(Paper(PAPER_CODE, first.hash, 2, "en"), first.subject, "A")
    assert (
        FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY).entries[0].title
        == "Printed: history of a plan"
    )
