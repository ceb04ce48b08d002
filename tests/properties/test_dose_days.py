"""Phases with days without a dose among them: whoever asks for dose days, against going through the days one by one.

These phases tell by a rule of their own on which days they have one: every second day, three days of the week, or
one day of three weeks, so that a phase may begin with none or have none at all; papers are asked with real rhythms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.administration import Solved, Step, steps_of
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.difference import difference, rewritten
from ldn_desktop.domain.findings import findings_on
from ldn_desktop.domain.formulation import QUARTERS
from ldn_desktop.domain.phase import Course, DoseDays, Phase, dosed_span
from ldn_desktop.domain.plan import OpioidUse, Plan
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.domain.rules import Rules
from ldn_desktop.domain.supply import supply_of
from ldn_desktop.domain.surgery import stopping
from ldn_desktop.domain.work import Work
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace import suggest
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.month_calendar import weeks_of
from ldn_desktop.workspace.result_words import headline
from tests.domain.given_rules import RULES, VOCABULARY
from tests.oracle import supply as slow_supply
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of
from tests.strategies import plans

DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)


def second(day: date) -> bool:
    return day.toordinal() % 2 == 1


def weekdays(day: date) -> bool:
    return day.weekday() in {0, 2, 4}


def rare(day: date) -> bool:
    return day.toordinal() % 21 == 5


class EverySecond(Phase):
    __slots__ = ()
    rule = staticmethod(second)

    def dose_days(self) -> DoseDays:
        days = (self.first + timedelta(days=at) for at in range(self.days if self.dose_ng else 0))
        return DoseDays([day.toordinal() for day in days if self.rule(day)])


class Weekdays(EverySecond):
    __slots__ = ()
    rule = staticmethod(weekdays)


class Rare(EverySecond):
    __slots__ = ()
    rule = staticmethod(rare)


KINDS = (EverySecond, Weekdays, Rare)
ANY_KIND = st.sampled_from(KINDS)


def with_days(kind: type[EverySecond], plan: Plan, rules: Rules = RULES, today: date = TODAY) -> Regimen:
    course: Course = tuple(kind._make(phase) for phase in lay(plan))
    steps = steps_of(course, Solved(plan.allowed))
    supply = supply_of(steps, plan.fill_days)
    return Regimen(plan, steps, supply, findings_on(plan, steps, supply, rules, today, Work()))


def drawn(plan_json: dict[str, Any]) -> Plan:
    try:
        plan = read_plan(json.dumps(plan_json).encode(), VOCABULARY)
    except FileError:
        assume(False)
        raise
    assume(date(1900, 1, 1) < plan.start_date < date(2100, 1, 1))
    return plan


def by_day(regimen: Regimen, kind: type[EverySecond]) -> Iterator[tuple[date, Step | None]]:
    """Yield every day of a course with the step whose dose is taken on it."""
    for step in regimen.steps:
        day = step.phase.first
        while day <= step.phase.last:
            yield day, step if step.phase.dose_ng and kind.rule(day) else None
            day += DAY


def dosed_days(regimen: Regimen, kind: type[EverySecond]) -> list[date]:
    return [day for day, step in by_day(regimen, kind) if step is not None]


def amount(portion: Portion) -> Fraction:
    if isinstance(portion, Count):
        return Fraction(portion.quarters, QUARTERS)
    return Fraction(portion.nl, 1_000_000) if isinstance(portion, Volume) else Fraction(portion.drops)


@settings(max_examples=60)
@given(plans(), ANY_KIND)
def test_fills_hold_what_the_days_with_a_dose_use(plan_json: dict[str, Any], kind: type[EverySecond]) -> None:
    plan = drawn(plan_json)
    regimen = with_days(kind, plan)
    use: list[dict[str, Fraction]] = []
    beyond_use: dict[str, int | None] = {}
    for _, step in by_day(regimen, kind):
        used: dict[str, Fraction] = {}
        for take in step.takes if step else ():
            for portion in take.recipe.portions if take.recipe else ():
                product = portion.formulation
                beyond_use[product.id] = product.beyond_use_days
                used[product.id] = used.get(product.id, Fraction(0)) + amount(portion)
        use.append(used)
    handed_out = slow_supply.fills(use, beyond_use, plan.fill_days)
    wanted = [
        (
            fill.formulation,
            plan.start_date + fill.first * DAY,
            plan.start_date + fill.last * DAY,
            fill.quantity,
        )
        for fill in handed_out
    ]
    found = [
        (f.quantity.formulation.id, f.first, f.last, Fraction(f.quantity.text()))
        for f in regimen.supply.fills
    ]
    assert found == wanted
    totals = {q.formulation.id: Fraction(q.text()) for q in regimen.supply.totals}
    assert totals == slow_supply.totals(handed_out)


@settings(max_examples=60)
@given(plans(), ANY_KIND, st.integers(-20, 60), st.integers(1, 200))
def test_the_last_dose_before_an_operation_is_that_of_the_days(
    plan_json: dict[str, Any], kind: type[EverySecond], later: int, hours: int
) -> None:
    plan = drawn(plan_json)
    regimen = with_days(kind, plan)
    dosed = dosed_days(regimen, kind)
    assume(bool(dosed))
    operation = plan.start_date + later * DAY
    found = stopping(regimen, operation, hours)
    before = [day for day in dosed if day < found.first]
    near = [day for day in dosed if found.first <= day <= operation]
    after = [day for day in dosed if day >= found.first]
    if operation < dosed[0]:
        assert (found.state, found.last_dose) == ("before-start", None)
    elif not before:
        assert (found.state, found.last_dose) == ("too-near", None)
    else:
        assert found.last_dose == before[-1]
        assert (found.state == "after-end") == (not after)
        assert (found.state in {"pause", "resumes-early"}) == bool(near)
        if found.resumed is not None:
            assert found.resumed == after[0]


@settings(max_examples=60)
@given(plans(), ANY_KIND, st.integers(-20, 60), st.integers(-40, 90))
def test_an_opioid_blocks_the_days_with_a_dose_alone(
    plan_json: dict[str, Any], kind: type[EverySecond], taken: int, today_at: int
) -> None:
    plan = drawn(plan_json)
    last, today = plan.start_date + taken * DAY, plan.start_date + today_at * DAY
    use = OpioidUse("tramadol", last)
    plan = replace(plan, screening=plan.screening._replace(opioids=(use,)))
    regimen = with_days(kind, plan, today=today)
    near = [day for day in dosed_days(regimen, kind) if (day - last).days < 10]
    ahead, past = [d for d in near if d >= today], [d for d in near if last <= d < today]
    spans = {f.code: (f.first, f.last) for f in regimen.findings if f.figure("opioid") == "tramadol"}
    wanted = {"opioid-free-interval": ahead, "opioid-overlap": past}
    assert spans == {code: (days[0], days[-1]) for code, days in wanted.items() if days}


@settings(max_examples=60)
@given(plans(), ANY_KIND)
def test_calendar_and_chart_fill_the_days_with_a_dose(
    plan_json: dict[str, Any], kind: type[EverySecond]
) -> None:
    regimen = with_days(kind, drawn(plan_json))
    words, dosed = PLAIN.of(regimen), dosed_days(regimen, kind)
    shown = [
        week.monday + at * DAY
        for week in weeks_of(regimen, words)
        for band in week.bands
        if not band.pause
        for at in range(band.start, band.end + 1)
    ]
    assert shown == dosed
    drawn_days = [
        regimen.first + at * DAY
        for band in dose_chart(regimen, words).bands
        for start, end in band.dosed
        for at in range(start, end)
    ]
    assert drawn_days == dosed


@settings(max_examples=60)
@given(plans(), st.tuples(ANY_KIND, ANY_KIND), st.integers(0, 60))
def test_another_rhythm_changes_the_days_that_only_one_of_them_has(
    plan_json: dict[str, Any], kinds: tuple[type[EverySecond], type[EverySecond]], today_at: int
) -> None:
    plan = drawn(plan_json)
    before, after = (with_days(kind, plan) for kind in kinds)
    old, new = (set(dosed_days(regimen, kind)) for regimen, kind in zip((before, after), kinds, strict=True))
    assert difference(before, after).since == min(old ^ new, default=None)
    today = plan.start_date + today_at * DAY
    told = [
        found.first + at * DAY
        for found in rewritten(before.steps, after.steps, today)
        for at in range((found.last - found.first).days + 1)
    ]
    assert told == sorted(day for day in old ^ new if day < today)


@settings(max_examples=60)
@given(plans(), ANY_KIND, st.integers(-10, 100), st.integers(0, 100))
def test_days_are_counted_and_found_as_if_listed(
    plan_json: dict[str, Any], kind: type[EverySecond], start: int, length: int
) -> None:
    plan = drawn(plan_json)
    regimen = with_days(kind, plan)
    first = plan.start_date + start * DAY
    last = first + length * DAY
    within = [day for day in dosed_days(regimen, kind) if first <= day <= last]
    assert dosed_span(regimen.course, first, last) == ((within[0], within[-1]) if within else None)
    for phase in lay(plan):
        days = phase.dose_days()
        listed = [phase.first + at * DAY for at in range(phase.days)] if phase.dose_ng else []
        assert list(days) == listed
        assert [days[at] for at in range(len(days))] == listed
        assert list(days.between(first, last)) == [day for day in listed if first <= day <= last]
        assert (first in days) == (first in listed)


STEADY = {"ladder": [{"dose": "0.5 mg", "days": 29}]}


class FromStart(EverySecond):
    """Days counted from the first of December 2026."""

    __slots__ = ()

    @staticmethod
    def rule(day: date) -> bool:
        return (day - date(2026, 12, 1)).days % 2 == 0


def test_the_headline_counts_the_days_with_a_dose() -> None:
    regimen = with_days(FromStart, regimen_of(**STEADY).plan, KNOWLEDGE.rules)
    assert headline(regimen, PLAIN.of(regimen)).strong == "0.5 mg on 15 of 29 days"


RHYTHMS = ({"every": 2}, {"weekdays": ["monday", "wednesday", "friday"]}, {"on": 1, "off": 20})


@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("printed", [TODAY, date(2026, 12, 20)])
def test_every_day_with_a_dose_has_a_box_and_no_other(rhythm: dict[str, Any], printed: date) -> None:
    pause = {"on": "2026-12-04", "action": "pause", "until": "2026-12-08", "resume": "continue"}
    ladder = [{"dose": "0.5 mg", "days": 7, "rhythm": rhythm}, {"dose": "1 mg", "days": 28, "rhythm": rhythm}]
    regimen = regimen_of(ladder=ladder, adjustments=[pause])
    page = patient_plan(regimen, KNOWLEDGE.content, printed)
    boxes = [box.day for row in page.rows for week in row.weeks for box in week if box.due]
    dosed = [day for phase in regimen.course for day in phase.dose_days()]
    assert boxes == [day for day in dosed if printed == TODAY or day >= printed]


def test_a_long_row_has_boxes_for_its_first_days_with_a_dose() -> None:
    regimen = regimen_of(ladder=[{"dose": "0.5 mg", "days": 300, "rhythm": {"every": 2}}])
    row = patient_plan(regimen, KNOWLEDGE.content, TODAY).rows[0]
    boxes = [box.day for week in row.weeks for box in week if box.due]
    assert boxes == list(regimen.course[0].dose_days())[: len(boxes)]
    assert len(boxes) == 28
    assert any("25 Sep 2027" in note for note in row.notes)


@pytest.mark.parametrize("kind", KINDS)
def test_suggestions_count_the_pieces_of_the_days_with_a_dose(
    kind: type[EverySecond], monkeypatch: pytest.MonkeyPatch
) -> None:
    regimen = with_days(kind, regimen_of().plan)
    monkeypatch.setattr(suggest, "lay", lambda plan: tuple(kind._make(phase) for phase in lay(plan)))
    found = suggest.suggestions(regimen.plan, regimen.plan.formulations)
    pieces = sum(
        step.takes[0].recipe.pieces
        for _, step in by_day(regimen, kind)
        if step is not None and step.takes[0].recipe is not None
    )
    assert [suggestion.all_pieces for suggestion in found] == [pieces]


def test_what_a_plan_gives_has_a_dose_every_day_outside_its_pauses() -> None:
    pause = {"on": "2026-12-04", "action": "pause", "until": "2026-12-08", "resume": "continue"}
    plan = regimen_of(adjustments=[pause]).plan
    regimen = derive(plan, RULES, TODAY)
    counted = [(len(step.phase.dose_days()), step.phase.days) for step in regimen.steps]
    assert counted == [(3, 3), (0, 4), (4, 4), (28, 28)]
    assert (regimen.first_dose, regimen.last_dose) == (regimen.first, regimen.ends)
