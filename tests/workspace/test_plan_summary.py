"""One plan in short: today in words, what comes next, papers, findings, the last visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.formulation import Capsule, Liquid
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.domain.rhythm import Cycle
from ldn_desktop.library.bodies import Deletion, Paper, Visit
from ldn_desktop.papers.drawings import Drawing
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_list import item_of
from ldn_desktop.workspace.plan_summary import Printed, Summary, summary_of
from tests.library.given import store_in
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
MG = 1_000_000
PLAN = Plan(
    date(2026, 12, 1), linear(MG // 2, MG // 2, 9 * MG // 2, every=7, maintenance=28),
    (Capsule("c1", MG // 2), Capsule("c2", 3 * MG // 2), Capsule("c3", 9 * MG // 2)), id="p",
    patient=Patient("Patient A", date(1980, 5, 1), "000000"), condition="fibromyalgia",
)  # fmt: skip
TODAY = date(2026, 12, 23)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptPlans]:
    store = store_in(tmp_path)
    yield KeptPlans(store, KNOWLEDGE, lambda: NOW)
    store.close()


def told(kept: KeptPlans, subject: str, day: date = TODAY) -> Summary:
    (listed,) = kept.listed_of([subject], day)
    return summary_of(item_of(listed, day), kept, KNOWLEDGE, PLAIN, day)


def test_a_plan_on_its_way(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "Prescriber name")
    kept.note(Paper("patient", first.hash, 2, "en"), first.subject, "Prescriber name")
    seen = Visit(date(2026, 11, 26), "go-on", next_visit=date(2026, 12, 30))
    kept.see(seen, first.subject, "Prescriber name")
    said = told(kept, first.subject)
    assert said.facts == "born 1 May 1980 · number 000000 · Fibromyalgia"
    assert (said.status, said.revision) == ("titrating", "revision 1")
    assert (said.strong, said.tail) == ("2 mg tonight", ", step 4 of 9, day 2 of 7")
    assert said.taken == "1 × 1.5 mg + 1 × 0.5 mg, at bedtime"
    assert said.drawn == (Drawing("capsule", 2), Drawing("capsule", 0))
    assert said.phase == 3
    assert said.ahead[0] == ("Tue 29 Dec", "2.5 mg, step 5")
    assert ("Wed 30 Dec", "visit") in said.ahead
    assert ("Tue 26 Jan", "4.5 mg, step 9, maintenance") in said.ahead
    assert said.ahead[-1] == ("Mon 22 Feb", "last planned day: see the prescriber")
    assert [words for day, words in said.ahead if day == "…"] == ["2 more"]
    assert any(words.startswith("fill ") and " × " in words for _, words in said.ahead)
    assert said.papers == (Printed("Patient plan", "Thu 26 Nov", old=False),)
    assert said.seen == "Last visit Thu 26 Nov 2026, Prescriber name"
    assert [minded.severity for minded in said.minded] == ["warning"]
    assert said.problem == ""


def test_the_last_visit_is_that_of_the_last_day_and_of_two_on_it_the_one_noted_last(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "Prescriber name")
    for day, author in ((26, "Dr. A"), (26, "Dr. B"), (20, "Dr. C")):
        kept.see(Visit(date(2026, 11, day), "go-on"), first.subject, author)
    assert told(kept, first.subject).seen == "Last visit Thu 26 Nov 2026, Dr. B"


def test_a_day_without_a_dose_says_when_the_next_is_taken(kept: KeptPlans) -> None:
    ladder = tuple(rung._replace(rhythm=Cycle(1, 1)) for rung in PLAN.ladder)
    said = told(kept, kept.keep(replace(PLAN, ladder=ladder), "").subject, date(2026, 12, 2))
    assert (said.strong, said.tail) == (
        "No dose today",
        ", next 0.5 mg on Thu 3 Dec, step 1 of 9, day 2 of 7",
    )


def test_a_dose_that_cannot_be_measured_says_so(kept: KeptPlans) -> None:
    said = told(kept, kept.keep(replace(PLAN, formulations=PLAN.formulations[2:]), "").subject)
    assert "cannot be measured" in said.taken


def test_of_revisions_beside_each_other_each_says_its_dose_and_none_stands_for_the_plan(
    kept: KeptPlans,
) -> None:
    first = kept.keep(PLAN, "Prescriber name")
    held = replace(PLAN, revision=2, adjustments=(Pause(date(2026, 12, 10)),))
    for plan, author in ((replace(PLAN, revision=2, times=("morning",)), "Dr. A"), (held, "")):
        kept.keep(plan, author, subject=first.subject, follows=[first])
    said = told(kept, first.subject)
    assert (said.strong, said.tail) == ("2 revisions beside each other", "")
    assert set(said.taken.split("\n")) == {
        "Revision 2, kept Thu 26 Nov, Dr. A: 2 mg today, step 4 of 9, day 2 of 7",
        "Revision 2, kept Thu 26 Nov, author not given: Paused since 10 Dec",
    }
    assert "Dr. A" in said.problem
    assert (said.chart, said.drawn, said.ahead, said.minded) == (None, (), (), ())


def test_a_paper_of_an_earlier_revision_says_so(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "Prescriber name")
    kept.note(Paper("patient", first.hash, 2, "en"), first.subject, "Prescriber name")
    kept.keep(replace(PLAN, revision=2), "Prescriber name", subject=first.subject, follows=[first])
    assert [paper.old for paper in told(kept, first.subject).papers] == [True]


@pytest.mark.parametrize(
    ("plan", "day", "strong", "tail"),
    [
        (PLAN, date(2026, 11, 28), "Starts Tue 1 Dec", ", 9 steps"),
        (PLAN, date(2027, 3, 1), "Nothing planned", ", ended 22 Feb"),
        (replace(PLAN, after="stop"), date(2027, 3, 1), "Stopped", " since 23 Feb, last dose Mon 22 Feb"),
        (
            replace(
                PLAN, after="stop", ladder=(PLAN.ladder[0]._replace(go_on="if-tolerated"), *PLAN.ladder[1:])
            ),
            date(2027, 3, 1),
            "Nothing planned",
            ", last planned 22 Feb; may still be taken",
        ),
        (replace(PLAN, after="continue"), date(2027, 3, 1), "4.5 mg today", ", step 9 of 9"),
        (replace(PLAN, adjustments=(Pause(date(2026, 12, 10)),)), TODAY, "Paused", " since 10 Dec"),
        (replace(PLAN, times=("morning",)), TODAY, "2 mg this morning", ", step 4 of 9, day 2 of 7"),
        (replace(PLAN, times=("morning", "bedtime")), TODAY, "2 mg today", ", step 4 of 9, day 2 of 7"),
    ],
)
def test_where_a_plan_stands_in_a_few_words(
    kept: KeptPlans, plan: Plan, day: date, strong: str, tail: str
) -> None:
    said = told(kept, kept.keep(plan, "").subject, day)
    assert (said.strong, said.tail) == (strong, tail)


def test_a_liquid_is_told_in_millilitres(kept: KeptPlans) -> None:
    liquid = Liquid("l1", concentration_ng_per_ml=MG, capacity_nl=5_000_000, graduation_nl=100_000)
    said = told(kept, kept.keep(replace(PLAN, formulations=(liquid,)), "").subject)
    assert said.taken == "2 mL of 1 mg/mL, at bedtime"
    assert any("mL of 1 mg/mL" in words for _, words in said.ahead if words.startswith("fill"))
    assert [drawing.kind for drawing in said.drawn] == ["liquid"]


def test_of_a_deleted_plan_no_dose_and_no_paper_is_told(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "Prescriber name")
    kept.note(Paper("patient", first.hash, 2, "en"), first.subject, "Prescriber name")
    kept.note(Deletion(), first.subject, "Prescriber name")
    said = told(kept, first.subject)
    assert (said.strong, said.tail, said.papers, said.chart) == ("Deleted", "", (), None)
    assert said.problem.startswith("This plan was deleted.")
