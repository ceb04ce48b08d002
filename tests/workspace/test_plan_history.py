"""What happened to a plan, in words: revisions, visits, papers, deletions, and revisions beside each other."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import Settle
from ldn_desktop.domain.formulation import Liquid
from ldn_desktop.domain.plan import CONTINUES
from ldn_desktop.library.bodies import Deletion, Exported, Handed, Paper, Visit
from ldn_desktop.library.history import history
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.followed_plan import FollowedPlan
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.plan_entries import entries_of
from ldn_desktop.workspace.plan_history import Entry, Kind, head_line, to_settle
from ldn_desktop.workspace.revision_line import revisions_of
from tests.workspace.story import BACK, HELD, KNOWLEDGE, PLAN, TODAY, Clock, kept_in, newer_revision, tell


@pytest.fixture
def library() -> tuple[KeptPlans, Clock]:
    return kept_in()


def entries(kept: KeptPlans, subject: str) -> tuple[Entry, ...]:
    told = kept.history(subject)
    return entries_of(told, revisions_of(told, kept.plan_of), KNOWLEDGE, PLAIN, TODAY)


def test_everything_is_told_the_last_first(library: tuple[KeptPlans, Clock]) -> None:
    kept, clock = library
    first, _, third = tell(kept, clock)
    found = entries(kept, first.subject)
    assert [entry.title for entry in found] == [
        "Visit: go on",
        "Visit: go on",
        "Visit: go on",
        "Printed: patient plan, pharmacy order",
        "Revision 3: one step back",
        "Revision 2: hold this step",
        "Printed: patient plan, pharmacy order",
        "Visit: go on",
        "Revision 1: plan made",
    ]
    assert head_line(kept.history(first.subject), found) == "3 revisions, 6 visits"
    back = found[4]
    assert back.key == third.hash
    assert back.lines == (
        "From Tue 5 Jan 2027: 1.5 mg for 14 days, until Mon 18 Jan 2027.",
        "Why: poor sleep and headache at 3 mg",
        "Pain 6, poor sleep 8, fatigue 7.",
        "Side effects: Poor sleep (moderate) and Headache (mild).",
    )
    assert found[0].said == "today, Tue 16 Feb 2027 · Prescriber name"
    assert found[1].said == "Tue 2 Feb 2027 · Prescriber name · by telephone"
    assert found[3].said.endswith("Prescriber name · of revision 3")
    assert (
        found[-1].lines[0] == "From Tue 1 Dec 2026: 1.5 mg to 4.5 mg in 3 steps, planned to Mon 25 Jan 2027."
    )
    assert to_settle(kept.history(first.subject), KNOWLEDGE) == ""


def test_papers_of_another_moment_stand_apart(library: tuple[KeptPlans, Clock]) -> None:
    kept, clock = library
    first = kept.keep(PLAN, "A")
    for minute, code in ((0, "patient"), (1, "diary"), (30, "calendar")):
        clock.set(date(2026, 12, 1), 9, minute)
        kept.note(Paper(code, first.hash, 1, "es" if minute else "en"), first.subject, "A")
    titles = [entry.title for entry in entries(kept, first.subject)]
    assert titles[:2] == ["Printed: calendar (español)", "Printed: patient plan, diary (español)"]


def test_what_left_the_library_and_what_was_handed_out(library: tuple[KeptPlans, Clock]) -> None:
    kept, _ = library
    first = kept.keep(PLAN, "A")
    kept.note(Exported("fhir", "a place", first.hash), first.subject, "A")
    kept.note(Handed(date(2026, 12, 1), "c2", "28", first.hash), first.subject, "A")
    handed, exported, _ = entries(kept, first.subject)
    assert (handed.title, handed.said) == (
        "Handed out: 28 × 3 mg capsule", "Tue 1 Dec 2026 · A · of revision 1",
    )  # fmt: skip
    assert (exported.title, exported.lines) == ("Exported: fhir", ("a place",))
    liquid = Liquid("l", concentration_ng_per_ml=1_000_000, capacity_nl=5_000_000, graduation_nl=100_000)
    other = kept.keep(replace(PLAN, id="liquid", formulations=(liquid,)), "A")
    kept.note(Handed(date(2026, 12, 1), "l", "60", other.hash), other.subject, "A")
    assert entries(kept, other.subject)[0].title == "Handed out: 60 mL of 1 mg/mL liquid"


def test_a_visit_says_all_that_it_has(library: tuple[KeptPlans, Clock]) -> None:
    kept, clock = library
    first = kept.keep(PLAN, "A")
    clock.set(date(2026, 12, 20))
    visit = Visit(
        date(2026, 12, 18), "step-back", how="letter", tolerability="poor", scores=(("impression-of-change", 3),),
        doses_missed=2, opioid="yes", mood="worse", left_over=(("c1", "12"),), next_visit=date(2027, 1, 5),
        note="A note.",
    )  # fmt: skip
    kept.see(visit, first.subject, "A", reason="a reason")
    told = entries(kept, first.subject)[0]
    assert (told.title, told.said) == (
        "Visit: one step back", "Fri 18 Dec 2026 · A · by letter · recorded Sun 20 Dec 2026",
    )  # fmt: skip
    assert told.lines == (
        "Why: a reason", "Change: a little better.", "Tolerability poor.", "2 doses missed.", "Opioids: yes.",
        "Mood: worse.", "Counted left over: 1.5 mg capsule 12.", "Next visit Tue 5 Jan 2027.", "A note.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("opioid", "mood", "told"),
    [
        ("no", "as-before", ("Opioids: no.", "Mood: as before.")),
        ("not-asked", "not-asked", ("Opioids: not asked.", "Mood: not asked.")),
        ("", "", ()),
    ],
)
def test_a_visit_says_what_was_answered_of_opioids_and_mood_whatever_it_was(
    library: tuple[KeptPlans, Clock], opioid: str, mood: str, told: tuple[str, ...]
) -> None:
    kept, _clock = library
    first = kept.keep(PLAN, "A")
    kept.see(Visit(date(2026, 12, 1), "go-on", opioid=opioid, mood=mood), first.subject, "A")
    assert entries(kept, first.subject)[0].lines == told


def test_a_deletion_and_what_was_taken_back(library: tuple[KeptPlans, Clock]) -> None:
    kept, clock = library
    first, second, third = tell(kept, clock)
    gone = kept.note(Deletion((third.hash,)), first.subject, "B", "of another patient")
    found = entries(kept, first.subject)
    assert (found[0].title, found[0].lines) == ("Deleted: revision 3", ("Why: of another patient",))
    deleted = next(entry for entry in found if entry.key == third.hash)
    assert not deleted.counts
    assert deleted.text.startswith("Revision 3: one step back. deleted · Tue 5 Jan 2027")
    followed = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    assert [revised.number for revised in followed.revisions] == [1, 2]
    kept.note(Deletion((gone.hash,)), first.subject, "B", "it was right")
    found = entries(kept, first.subject)
    assert found[0].title == "Taken back: the deletion"
    assert ". taken back · " in found[1].text
    assert all(entry.counts for entry in found if entry.kind is Kind.REVISION)
    assert second.hash in {entry.key for entry in found}


def test_the_only_revision_is_not_deleted_alone(library: tuple[KeptPlans, Clock]) -> None:
    kept, _ = library
    first = kept.keep(PLAN, "A")
    followed = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    assert "only revision" in followed.why_not_deleted(first)
    second = kept.keep(HELD, "A", "", first.subject, [first])
    followed = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    assert followed.why_not_deleted(second) == followed.why_not_deleted(first) == ""


def test_what_a_visit_settled_on_is_told_with_its_dose_wherever_it_is_told(
    library: tuple[KeptPlans, Clock],
) -> None:
    kept, clock = library
    first = kept.keep(PLAN, "A", "plan made")
    day = date(2026, 12, 20)
    clock.set(day)
    settled = replace(PLAN, revision=2, adjustments=(Settle(day, noted_on=day),))
    kept.see(Visit(day, "settle"), first.subject, "A", settled, "it suits", [first])
    followed = FollowedPlan(kept, first.subject, KNOWLEDGE, PLAIN, TODAY)
    (visit,) = followed.history.visits
    assert followed.answered(visit) == "settle at 3 mg."
    assert "settle at 3 mg" in followed.entries[0].title
    assert followed.answered(replace(visit, revision="")) == "settle at this dose."


def test_revisions_beside_each_other_are_told_with_what_to_do(library: tuple[KeptPlans, Clock]) -> None:
    kept, clock = library
    first, second, third = tell(kept, clock)
    clock.set(date(2027, 1, 6))
    other = kept.keep(replace(HELD, revision=4, notes="otherwise"), "Colleague", "", first.subject, [second])
    told = kept.history(first.subject)
    sentence = to_settle(told, KNOWLEDGE)
    assert sentence.startswith(
        "Revision 3 of Tue 5 Jan 2027 (Prescriber name) and revision 4 of Wed 6 Jan 2027 (Colleague) were made beside"
    )
    assert "settles it" in sentence
    assert {e.key for e in entries(kept, first.subject) if "made beside another" in e.said} == {
        third.hash,
        other.hash,
    }
    assert [r.stood for r in revisions_of(told, kept.plan_of)] == [True, True, False, True]
    kept.keep(replace(BACK, revision=5), "A", "looked at both", first.subject, [third, other])
    assert to_settle(kept.history(first.subject), KNOWLEDGE) == ""
    assert "settles revisions made beside each other" in entries(kept, first.subject)[0].said


@pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="Windows alone: it takes no time zone from its environment"
)
@pytest.mark.parametrize("zone", ["UTC", "XXX+11", "XXX-11"])
def test_what_a_newer_program_wrote_is_shown_as_such(
    library: tuple[KeptPlans, Clock], zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, clock = library
    first, *_ = tell(kept, clock)
    told = history([*kept.store.of(first.subject), newer_revision(first.subject)])
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        revisions = revisions_of(told, kept.plan_of)
        newest = entries_of(told, revisions, KNOWLEDGE, PLAIN, TODAY)[0]
        settled = to_settle(told, KNOWLEDGE)
    time.tzset()
    assert (newest.kind, newest.told) == (
        Kind.NEWER,
        (
            "when and by whom, that version says",
            "A newer version of the program made this; update the program to read it.",
        ),
    )
    assert (revisions[-1].plan, revisions[-1].course) == (None, ())
    assert "and a record of a newer version of the program were made beside" in settled


@pytest.mark.parametrize("author", ["", "  "])
def test_who_made_it_is_said_to_be_unknown(library: tuple[KeptPlans, Clock], author: str) -> None:
    kept, clock = library
    first = kept.keep(PLAN, author)
    clock.set(date(2026, 12, 10))
    kept.see(Visit(date(2026, 12, 10), "go-on"), first.subject, author)
    kept.note(Paper("patient", first.hash, 1, "en"), first.subject, author)
    kept.keep(replace(HELD, revision=2), author, "", first.subject, [first])
    kept.keep(replace(PLAN, revision=2, notes="otherwise"), author, "", first.subject, [first])
    told = kept.history(first.subject)
    assert all("author not given" in entry.said for entry in entries(kept, first.subject))
    assert to_settle(told, KNOWLEDGE).startswith(
        "Revision 2 of Thu 10 Dec 2026 (author not given) and revision 2 of Thu 10 Dec 2026 (author not given) were"
    )


def test_a_revision_says_what_of_the_plan_is_another(library: tuple[KeptPlans, Clock]) -> None:
    kept, _ = library
    first = kept.keep(replace(HELD, revision=1), "A")
    told = replace(
        PLAN, revision=2, adjustments=(Settle(date(2027, 1, 5)),), times=("morning",), notes="x",
        formulations=PLAN.formulations[:1], after=CONTINUES,
    )  # fmt: skip
    kept.keep(told, "A", "", first.subject, [first])
    found, made = entries(kept, first.subject)
    assert found.title == "Revision 2: settle at 4.5 mg"
    assert found.lines == (
        "From Tue 5 Jan 2027: 4.5 mg, until it is changed.",
        "No longer: hold this step from Thu 10 Dec 2026.",
        "From Tue 1 Dec 2026: 1.5 mg to 4.5 mg in 3 steps, until it is changed.",
        "Made from 1.5 mg capsule.",
        "Taken in the morning.",
        "Also changed: products, times, what follows and notes.",
    )
    assert made.lines == (
        "From Tue 1 Dec 2026: 1.5 mg to 4.5 mg in 3 steps, planned to Mon 8 Feb 2027.",
        "From Thu 10 Dec 2026: 1.5 mg 14 days longer, until Mon 28 Dec 2026.",
    )


def test_a_visit_whose_revision_was_deleted_says_the_dose_that_was_settled_on(
    library: tuple[KeptPlans, Clock],
) -> None:
    kept, clock = library
    first = kept.keep(PLAN, "A")
    day = date(2026, 12, 20)
    clock.set(day)
    plan = replace(PLAN, revision=2, adjustments=(Settle(day, noted_on=day),))
    second, _ = kept.see(Visit(day, "settle"), first.subject, "A", plan, "", [first])
    kept.note(Deletion((second.hash,)), first.subject, "A", "wrong")
    assert [entry.title for entry in entries(kept, first.subject)][1:3] == [
        "Visit: settle at 3 mg", "Revision 2: settle at 3 mg",
    ]  # fmt: skip


def test_a_clock_that_jumps_changes_no_order(library: tuple[KeptPlans, Clock]) -> None:
    kept, clock = library
    clock.set(date(2031, 1, 1))
    first = kept.keep(PLAN, "A")
    clock.set(date(2026, 12, 20))
    kept.keep(replace(PLAN, revision=2, notes="x"), "A", "", first.subject, [first])
    one, two = revisions_of(kept.history(first.subject), kept.plan_of)
    assert one.since <= two.since == date(2026, 12, 20).toordinal()
    assert [entry.number for entry in entries(kept, first.subject)] == [2, 1]
    assert timedelta(days=two.since - one.since) >= timedelta(0)
