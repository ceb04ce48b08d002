"""Whatever the plan and the day, what stands above the steps agrees with a second, slower look at its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.patient_plan import PatientPlan, patient_plan
from ldn_desktop.papers.wallet_card import wallet_card
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.english import weekday_date
from tests.oracle import Refused
from tests.oracle.amounts import amount_text
from tests.oracle.course import lay
from tests.oracle.outlook import Outlook, outlook
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of
from tests.strategies_v2 import changes, rhythms

DAY = timedelta(days=1)
PRODUCTS = [
    {"id": "a", "kind": "capsule", "strength": "0.5 mg"},
    {"id": "b", "kind": "capsule", "strength": "1 mg"},
]
OTHER_PRODUCTS = [{"id": "c", "kind": "capsule", "strength": "0.25 mg"}]
ASKED = "Before that first dose: have you had any opioid since the pause began?"
CONDITIONS = (
    "Only after a review with your prescriber: from ",
    "Only if side effects do not trouble you: from ",
)
STAYS = (
    "Until a review with your prescriber stay on step ",
    "If side effects trouble you, stay on step ",
    "If you are still on step ",
)
WAITS = ("Begin it only as its step below says.", "Begin it only after the steps before it, as they say.")


@st.composite
def rungs(draw: st.DrawFn) -> list[dict[str, Any]]:
    shared = draw(st.none() | rhythms())
    found = []
    for _ in range(draw(st.integers(2, 4))):
        rung: dict[str, Any] = {"dose": f"{draw(st.integers(1, 4))} mg", "days": draw(st.integers(1, 14))}
        rhythm = draw(st.sampled_from((None, shared, shared)) | rhythms())
        rung |= {"rhythm": rhythm} if rhythm else {}
        rung |= {"go_on": draw(st.sampled_from(("on-date", "if-tolerated", "after-review", "after-review")))}
        found.append(rung)
    found[-1].pop("go_on")
    return found


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": draw(rungs()),
        "formulations": PRODUCTS,
        "max_pieces_per_dose": 40,
        "after": draw(st.sampled_from(("review", "continue", "stop"))),
        "adjustments": [],
    }
    for _ in range(draw(st.integers(0, 3))):
        entry = draw(changes(plan, lay(plan)))
        if entry["action"] == "formulations":
            entry["formulations"] = OTHER_PRODUCTS
        if entry["action"] == "times":
            entry["times"] = draw(st.sampled_from((["morning"], ["morning", "bedtime"])))
        entry.pop("noted_on", None)
        try:
            lay(plan | {"adjustments": [*plan["adjustments"], entry]})
        except Refused:
            continue
        plan["adjustments"].append(entry)
    return plan


@settings(max_examples=60)
@given(changed(), st.data())
def test_the_next_dose_is_told_as_it_is(plan: dict[str, Any], data: st.DataObject) -> None:
    laid = lay(plan)
    regimen = regimen_of(**plan)
    if regimen.blocked or not regimen.has_doses:
        return
    first = next(place for place, day in enumerate(laid.days) if day.taken)
    for place in data.draw(st.lists(st.integers(first + 1, len(laid.days)), min_size=4, max_size=4)):
        printed = laid.start + place * DAY
        if place < len(laid.days):
            seen = outlook(plan, laid, printed)
            document = patient_plan(regimen, KNOWLEDGE.content, printed)
            block = list(_today(document))
            if seen.due is not None:
                judge(seen, block, printed)
                card = wallet_card(regimen, KNOWLEDGE.content, printed).dose[1]
                _judge_kept(seen, document, card)
                assert (", only " in card.split("; planned")[0].replace("only on", "")) == (
                    seen.waits and seen.new
                )
            elif plan["after"] != "continue":
                assert not any(
                    line.startswith(("Go on with", "From today take", "Stay on")) for line in block
                )
            _judge_later(document, printed)


def _today(document: PatientPlan) -> Iterator[str]:
    """Yield the sentences that speak of the day of printing: the box of that day, else those below it."""
    change = document.change
    told = change.sentences if change and change.heading.startswith("What changes today") else document.intro
    yield from map(plain, told)


def judge(seen: Outlook, block: list[str], printed: date) -> None:
    """Compare the sentences with what was seen."""
    assert seen.due is not None
    due, dose = weekday_date(seen.due), amount_text(seen.dose)
    said = " ".join(block)
    since = f"From {'today' if seen.due == printed else due} take "
    if seen.pause is not None and seen.pause > printed:
        assert f"No dose is due before the pause from {weekday_date(seen.pause)}." in block
        return
    if seen.pause is not None:
        named = next(line for line in block if f"Take it again from {due}: {dose}" in line or "mg" in line)
        assert f"Take it again from {due}: " in named
    elif not seen.here:
        named = next(line for line in block if line.startswith(f"The next dose is on {due}: "))
    elif seen.new:
        named = next(line for line in block if since.lower() in line.lower())
        assert named.startswith(CONDITIONS if seen.waits else since)
        against = 0 < seen.before != seen.dose and not seen.waits
        assert (", not " in named) == against
        assert (f"not {amount_text(seen.before)}" in named) == against
    else:
        named = next(line for line in block if line.startswith(("Go on with", "Stay on")))
        assert "From today take" not in said
    assert dose in named or " and " in named
    behind = block[block.index(named) + 1 :]
    assert any(line in WAITS for line in behind) == seen.waits
    assert any(line.startswith(ASKED) for line in behind) == seen.again
    stays = [line for line in behind if line.startswith(STAYS)]
    assert bool(stays) == bool(seen.kept)
    assert all(amount_text(seen.kept) in line or " and " in line for line in stays)
    asked = [line for line in block if line.startswith("The next dose is on")]
    assert all(line.startswith(f"The next dose is on {due}") for line in asked)


def _judge_kept(seen: Outlook, document: PatientPlan, card: str) -> None:
    """Refuse a row, lines of what is done and a card without the dose of whoever has not begun the step of the day."""
    kept, dose = seen.kept > 0 and seen.here, amount_text(seen.kept)
    told = [
        plain(note)
        for row in document.rows
        for note in row.notes
        if "As long as you stay on step " in plain(note)
    ]
    assert len(told) == kept
    assert all((f"take {dose}" in line or " and " in line) and "capsule" in line for line in told)
    done = [line for line in document.done if line.startswith("Before it, step ")]
    assert len(done) == kept
    assert card.startswith((f"{dose} a day; ", f"{dose}, ")) or f", or still {dose}" in card or not kept
    assert (", or still " in card) == (kept and not seen.waits)


def _judge_later(document: PatientPlan, printed: date) -> None:
    """Refuse a box of a later day that speaks of the next dose, or of a day that is behind."""
    change = document.change
    if change is None or change.on == printed:
        return
    assert change.on > printed
    assert document.intro
    assert not any("The next dose is" in line for line in change.sentences)


def test_whoever_stays_on_a_step_is_told_of_other_times_and_products() -> None:
    ladder = [{"dose": "1 mg", "days": 14, "go_on": "after-review"}, {"dose": "2 mg", "days": 28}]
    times = {"action": "times", "on": "2026-12-15", "times": ["morning"]}
    text = " ".join(_sentences(regimen_of(ladder=ladder, adjustments=[times]), date(2026, 12, 10)))
    assert "Also if you stay on a step before: from Tue 15 Dec 2026 take its dose in the morning." in text
    other = {"action": "formulations", "on": "2026-12-15", "formulations": [PRODUCTS[1]]}
    text = " ".join(_sentences(regimen_of(ladder=ladder, adjustments=[other]), date(2026, 12, 10)))
    assert "If you stay on a step before, call before its capsules, tablets or liquid run out" in text
    sure = [{**ladder[0], "go_on": "on-date"}, ladder[1]]
    for entry in (times, other):
        text = " ".join(_sentences(regimen_of(ladder=sure, adjustments=[entry]), date(2026, 12, 10)))
        assert "stay on a step before" not in text


def test_a_dose_that_goes_on_in_a_step_that_waits_says_so() -> None:
    ladder = [{"dose": "1 mg", "days": 14, "go_on": "after-review"}, {"dose": "1 mg", "days": 28}]
    before, behind = (
        " ".join(_sentences(regimen_of(ladder=ladder, after="continue"), day))
        for day in (date(2026, 12, 10), date(2026, 12, 20))
    )
    assert "A step below with the same dose also begins only as it says." in before
    assert "A step below" not in behind


def _sentences(regimen: Regimen, printed: date) -> list[str]:
    document = patient_plan(regimen, KNOWLEDGE.content, printed)
    return [
        plain(line) for line in (*(document.change.sentences if document.change else ()), *document.intro)
    ]


def test_a_dose_that_is_settled_on_is_told_where_another_would_have_been_or_on_its_own_day() -> None:
    ladder = [{"dose": f"{dose} mg", "days": 14} for dose in (1, 2, 3)]
    settle = {"action": "settle", "on": "2026-12-20"}
    change = patient_plan(
        regimen_of(ladder=ladder, adjustments=[settle]), KNOWLEDGE.content, date(2026, 12, 18)
    ).change
    assert change is not None
    assert change.heading == "What changes on Tue 29 Dec 2026"
    # It ends the plan earlier: nothing but the day of its last dose is another.
    short = [{**ladder[0], "days": 28}, {**ladder[0], "days": 3}]
    regimen = regimen_of(ladder=short, adjustments=[{**settle, "on": "2026-12-10"}])
    change = patient_plan(regimen, KNOWLEDGE.content, date(2026, 12, 8)).change
    assert change is not None
    assert (change.heading, change.figure) == ("What changes on Thu 10 Dec 2026", "1 mg")
    assert (
        plain(change.sentences[0]) == "Stay on 1 mg at bedtime until Sat 12 Dec 2026: this is now your dose."
    )
