"""What a visit comes to in a line, and the two revisions beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.finding import INFO
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import AFTER_REVIEW, IF_TOLERATED, ON_DATE
from ldn_desktop.domain.plan import CONTINUES, STOPS
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.going_on import conditions
from ldn_desktop.workspace.old_and_new import dose_text, old_and_new, tag_of
from ldn_desktop.workspace.plan_library import PlanLibrary
from ldn_desktop.workspace.stock_words import amount_text, later_text, stock_told
from ldn_desktop.workspace.visit_desk import VisitDesk
from ldn_desktop.workspace.visit_draft import decided_on
from ldn_desktop.workspace.visit_words import no_longer_stops, told
from tests.workspace.visits import MG, PLAN, TODAY, desk, kept_plan, library_in

OTHER = (Capsule("x05", MG // 2),)


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[VisitDesk]:
    library: PlanLibrary = library_in(tmp_path)
    yield desk(library, kept_plan(library))
    library.lock()


def decide(visit: VisitDesk, decision: str, **fields: Any) -> tuple[str, str]:
    draft = decided_on(visit.draft, decision, visit.following)
    form = draft.form._replace(**fields) if draft.form is not None else None
    visit.put(replace(draft, form=form), "a decision")
    words = PLAIN.of(visit.outcome.after)
    found = told(visit.outcome, visit.draft.form, words, TODAY)
    return found.strong, found.facts


@pytest.mark.parametrize(
    ("decision", "fields", "strong", "facts"),
    [
        ("go-on", {}, "Go on as planned", "3 mg until Mon 25 Jan 2027 · 4.5 mg from Tue 26 Jan 2027 · planned to"),
        ("hold", {"days": 14}, "Stay on 3 mg for 14 more days, then up", "4.5 mg from Tue 9 Feb 2027 · planned to"),
        ("step-back", {"days": 14}, "1.5 mg from today for 14 days, then up again",
         "3 mg from Tue 19 Jan 2027 · 4.5 mg from Tue 16 Feb 2027 · planned to Mon 15 Mar 2027, 21 days later"),
        ("pause", {"until": date(2027, 1, 12)}, "No dose from today to Mon 11 Jan 2027", "1.5 mg from Tue 12 Jan 2027"),
        ("pause", {"until": date(2027, 1, 6)}, "No dose today", "1.5 mg from Wed 6 Jan 2027"),
        ("pause", {"endless": True}, "No dose from today, until the prescriber says so", ""),
        ("settle", {}, "Stay on 3 mg", "planned to"),
        ("stop", {}, "Stop: the last dose is that of Mon 4 Jan 2027", ""),
        ("times", {"times": ("morning",)}, "Taken in the morning from today", "3 mg from today · 4.5 mg from"),
        ("formulations", {"formulations": OTHER}, "Made from other products from today", "3 mg from today"),
    ],
)  # fmt: skip
def test_a_decision_is_told_in_a_line_and_what_follows(
    visit: VisitDesk, decision: str, fields: dict[str, Any], strong: str, facts: str
) -> None:
    found = decide(visit, decision, **fields)
    assert found[0] == strong
    assert found[1].startswith(facts)


@pytest.mark.parametrize(
    ("own", "strong"),
    [
        (3, "Other times from today change no step that is left: each has a dose for each time"),
        (2, "Taken in the morning from today; steps with a dose for each time keep theirs"),
    ],
)
def test_other_times_are_said_only_of_steps_that_take_them(tmp_path: Path, own: int, strong: str) -> None:
    rungs = (rung._replace(doses=(("bedtime", rung.dose_ng),)) for rung in PLAN.ladder[:own])
    library = library_in(tmp_path)
    visit = desk(library, kept_plan(library, ladder=(*rungs, *PLAN.ladder[own:])))
    assert decide(visit, "times", times=("morning",))[0] == strong
    library.lock()


def test_old_and_new_stand_beside_each_other_from_the_visit_on(visit: VisitDesk) -> None:
    decide(visit, "step-back", days=14)
    made = visit.outcome
    words = PLAIN.of(made.after)
    days = old_and_new(made.before, made.after, TODAY)
    rows = [
        (
            d.dates,
            dose_text(d.old, made.before, words),
            dose_text(d.new, made.after, words),
            tag_of(d, made.after, {}),
        )
        for d in days
    ]
    assert rows == [
        ("5 Jan to 18 Jan", "3 mg", "1.5 mg", "one step back"),
        ("19 Jan to 25 Jan", "3 mg", "3 mg", ""),
        ("26 Jan to 15 Feb", "4.5 mg", "3 mg", ""),
        ("16 Feb to 22 Feb", "4.5 mg", "4.5 mg", "maintenance"),
        ("23 Feb to 15 Mar", "no plan", "4.5 mg", "maintenance"),
    ]  # fmt: skip
    # Day by day both are what either revision takes.
    for span in days:
        assert span.new in made.after.steps
    decide(visit, "pause", endless=True)


def new_doses(visit: VisitDesk) -> set[str]:
    made = visit.outcome
    words = PLAIN.of(made.after)
    return {dose_text(d.new, made.after, words) for d in old_and_new(made.before, made.after, TODAY)}


def test_days_of_an_open_pause_and_after_a_stop_are_told_as_such(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    visit = desk(library, kept_plan(library))
    decide(visit, "pause", endless=True)
    assert new_doses(visit) == {"pause"}
    decide(visit, "stop")
    assert new_doses(visit) == {"stopped"}
    # A plan that ends in a stop does so when its last step is over, whenever that began.
    waits = tuple(rung._replace(go_on=AFTER_REVIEW) for rung in PLAN.ladder[:-1])
    ends = desk(library, kept_plan(library, id="w", after=STOPS, ladder=(*waits, PLAN.ladder[-1])))
    decide(ends, "hold", days=14)
    made = ends.outcome
    *_, last = old_and_new(made.before, made.after, TODAY)
    assert dose_text(last.old, made.before, PLAIN.of(made.after)) == "stopped at the earliest"
    library.lock()


def test_what_is_needed_and_left_is_that_of_the_derived_view(visit: VisitDesk) -> None:
    decide(visit, "step-back", days=14)
    after = visit.outcome.after
    words = PLAIN.of(after)
    stock = stock_told(after, TODAY)
    assert [amount_text(quantity, words) for quantity in stock.needed] == ["14 × 1.5 mg"]
    assert [(amount_text(s.quantity, words), s.told) for s in stock.left] == [
        ("21 × 3 mg", "used from Tue 19 Jan 2027")
    ]
    assert later_text(stock.later, words).startswith("7 × 3 mg on")


def test_a_settled_dose_of_a_plan_that_goes_on_is_told_to_go_on(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    visit = desk(library, kept_plan(library, after=CONTINUES))
    assert decide(visit, "settle") == ("Stay on 3 mg", "goes on until changed, as before")
    made = visit.outcome
    words = PLAIN.of(made.after)
    rows = [
        (
            d.dates,
            dose_text(d.old, made.before, words),
            dose_text(d.new, made.after, words),
            tag_of(d, made.after, {}),
        )
        for d in old_and_new(made.before, made.after, TODAY)
    ]
    assert [row[1:3] for row in rows][-1] == ("4.5 mg", "3 mg")
    assert rows[-1][3].endswith("goes on until changed")
    assert decide(visit, "hold", days=14)[1].endswith("goes on until changed, as before")
    held = old_and_new(visit.outcome.before, visit.outcome.after, TODAY)
    assert {dose_text(d.old, visit.outcome.before, words) for d in held} == {"3 mg", "4.5 mg"}
    library.lock()


def test_a_dose_settled_on_the_way_to_a_stop_says_until_when_it_is_planned(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    visit = desk(library, kept_plan(library, after=STOPS))
    decide(visit, "hold", days=14)
    assert no_longer_stops(visit.outcome) == ""
    decide(visit, "settle")
    until = weekday_date(visit.outcome.after.ends)
    assert no_longer_stops(visit.outcome).startswith(f"The settled dose is planned until {until}, as long as")
    goes_on = desk(library, kept_plan(library, id="g", after=CONTINUES))
    decide(goes_on, "settle")
    assert no_longer_stops(goes_on.outcome) == ""
    library.lock()


def test_steps_that_wait_are_told_at_the_earliest(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    ladder = tuple(
        rung._replace(go_on=how)
        for rung, how in zip(PLAN.ladder, (AFTER_REVIEW, IF_TOLERATED, ON_DATE), strict=True)
    )
    visit = desk(library, kept_plan(library, ladder=ladder))
    strong, facts = decide(visit, "go-on")
    assert strong == "Go on as planned"
    assert facts.split(" · ") == [
        "3 mg until Mon 25 Jan 2027 or longer",
        "4.5 mg from Tue 26 Jan 2027 at the earliest, if it suits",
        "planned to Mon 22 Feb 2027 at the earliest",
    ]
    made = visit.outcome
    waits = conditions(made.after, TODAY)
    tags = [tag_of(d, made.after, waits) for d in old_and_new(made.before, made.after, TODAY)]
    assert tags == ["", "maintenance, at the earliest, if it suits"]
    assert decide(visit, "hold", days=14)[0] == "Stay on 3 mg for 14 more days, then up if it suits"
    early = desk(library, visit.subject, date(2026, 12, 2))
    assert (
        "3 mg from Tue 29 Dec 2026 at the earliest, after a review"
        in told(early.outcome, None, PLAIN.of(early.outcome.after), date(2026, 12, 2)).facts
    )
    library.lock()


def test_what_is_paused_or_over_is_not_told_to_go_on(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    paused = desk(library, kept_plan(library, id="p", adjustments=(Pause(date(2026, 12, 20)),)))
    assert decide(paused, "go-on")[0] == "Stays paused"
    until = Pause(date(2027, 1, 2), date(2027, 1, 9), "step_back")
    dated = desk(library, kept_plan(library, id="d", adjustments=(until,)))
    assert decide(dated, "go-on")[0] == "Stays paused"
    over = desk(library, kept_plan(library, id="o"), date(2027, 5, 1))
    assert decide(over, "go-on")[0] == "Nothing planned"
    library.lock()


def test_a_pause_is_not_ready_before_its_end_is_chosen(visit: VisitDesk) -> None:
    decide(visit, "pause")
    assert visit.outcome.problem == "Say on which day it is taken again."
    assert not visit.ready
    decide(visit, "pause", endless=True)
    assert visit.ready


def test_a_stop_tells_nothing_of_how_a_product_is_taken(visit: VisitDesk) -> None:
    decide(visit, "settle")
    assert [finding.severity for finding in visit.outcome.news] == [INFO]
    decide(visit, "stop")
    assert visit.outcome.news == ()
