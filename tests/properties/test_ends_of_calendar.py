"""The ends of the calendar: a plan of the last days of the year 9999 is computed whole, or refused in words.

So is one of the first days of the year 1.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.basis import Months
from ldn_desktop.domain.difference import difference, rewritten
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.domain.surgery import stopping
from ldn_desktop.exchange.exports import EXPORTS
from ldn_desktop.exchange.exports import holding_back as exports_held_back
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.papers.plan_state import next_dose
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.adjusting import blank_form
from ldn_desktop.workspace.course_length import course_length
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.draft import blank
from ldn_desktop.workspace.edits import apply
from ldn_desktop.workspace.generator import Generator
from ldn_desktop.workspace.intents import PutProduct, SetGenerator, SetStart, UsePreset
from ldn_desktop.workspace.kit_check import kit_of, reach_of, reach_sentences
from ldn_desktop.workspace.month_calendar import weeks_of
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.repairs import repairs
from ldn_desktop.workspace.result_words import headline, opioid_free, stopping_sentence
from ldn_desktop.workspace.stock_words import stock_sentence
from ldn_desktop.workspace.suggest import suggestions
from tests.domain.given_rules import MG
from tests.oracle.course import lay
from tests.papers.test_patient_plan import KNOWLEDGE
from tests.strategies_v2 import plans_v2

LAST = date.max.toordinal()
TOLD = "after the year 9999; choose"


def _moved(value: Any, days: int) -> Any:
    """Return a value of a plan file with every date so many days later, no further than the calendar goes."""
    if isinstance(value, dict):
        return {key: _moved(each, days) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, days) for each in value]
    try:
        day = date.fromisoformat(value).toordinal()
    except (TypeError, ValueError):
        return value
    return date.fromordinal(max(1, min(day + days, LAST))).isoformat()


@st.composite
def plans_at_an_end(draw: st.DrawFn) -> dict[str, Any]:
    """Give a plan file with an operation and an opioid, of the last days of the calendar or of its first."""
    plan = {key: value for key, value in draw(plans_v2()).items() if key != "basis"}
    course = lay(plan)
    away = draw(st.sampled_from((0, 0, 1, 2)) | st.integers(0, 60))
    late = draw(st.booleans())
    last = course.start.toordinal() + len(course.days) - 1
    moved: dict[str, Any] = _moved(plan, LAST - away - last if late else 1 + away - course.start.toordinal())
    near = st.integers(0, 30).map(
        lambda days: date.fromordinal(LAST - days if late else 1 + days).isoformat()
    )
    opioid = {"opioid": "tramadol", "last_dose": draw(near)}
    return moved | {
        "operation": {"on": draw(near), "last_dose_hours": draw(st.integers(1, 336))},
        "screening": {"answered_on": draw(near), "answers": {"surgery-planned": "yes"}, "opioids": [opioid]},
        "overrides": [{"code": "opioid-free-interval", "reason": "agreed"}],
    }


def _look_at_all_of(plan: Plan, regimen: Regimen, today: date) -> None:
    words = PLAIN.of(regimen)
    schedule_json(regimen)
    KNOWLEDGE.findings.sentences(regimen, PLAIN)
    barred = opioid_free(regimen, KNOWLEDGE.opioid_name)
    headline(regimen, words, today)
    dose_chart(regimen, words, None, barred, today)
    weeks_of(regimen, words, barred, today)
    stock_sentence(regimen, words, today)
    suggestions(plan, KNOWLEDGE.offers.usual_products())
    difference(regimen, regimen)
    rewritten(regimen.steps, regimen.steps, today)
    context = KNOWLEDGE.paper_context(regimen, today, PLAIN)
    for kind, paper in PAPERS.items():
        if not holding_back(regimen, kind) and not paper.why_not(regimen, KNOWLEDGE.content, today):
            paper.make(context)
    for code, export in EXPORTS.items():
        if not exports_held_back(regimen, code):
            export.made(context)
    for finding in regimen.findings:
        repairs(finding, regimen, words)
    for operation in (date.min, date.max, date.max - timedelta(days=9)):
        found = stopping(regimen, operation, 72)
        stopping_sentence(found, regimen, 72, KNOWLEDGE.content.surgery.plan)
    kit = kit_of(plan)
    if kit is not None:
        reach_sentences(kit, reach_of(kit, {product.id: 9 for product in kit.products}), words)
    for action in ("hold", "pause", "stop", "resume") if plan.waits else ("hold", "pause", "stop"):
        assert plan.start_date <= blank_form(action, regimen, today).on


@settings(max_examples=50)
@given(plans_at_an_end())
def test_a_plan_at_an_end_of_the_calendar_is_computed_whole_or_refused(members: dict[str, Any]) -> None:
    plan, refused = None, ""
    try:
        plan = read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary)
    except FileError as error:
        refused = str(error)
    if plan is None:
        assert TOLD in refused
        return
    for today in (date.min, plan.start_date, date.max):
        _look_at_all_of(plan, derive(plan, KNOWLEDGE.rules, today), today)


@settings(max_examples=40)
@given(st.integers(0, 60), st.sampled_from((3, 14, Months(1))), st.sampled_from((7, 28, Months(2))))
def test_a_ladder_laid_at_the_end_of_the_calendar_is_whole_or_refused(
    before: int, every: int | Months, last: int | Months
) -> None:
    start = date.max - timedelta(days=before)
    draft = apply(blank(date(2026, 12, 1), "p"), PutProduct(KNOWLEDGE.offers.usual_products()[0]))
    generator = Generator("linear", MG, MG, 2 * MG, None, None, every, last)
    preset = KNOWLEDGE.offers.presets()[0].id
    steps = (
        (SetGenerator(generator), SetStart(start)),
        (SetStart(start), SetGenerator(generator)),
        (SetStart(start), UsePreset(*KNOWLEDGE.offers.generator_of(preset)[:1], preset, ("bedtime",))),
    )
    for first, then in steps:
        laid, refused = draft, ""
        try:
            laid = apply(apply(draft, first), then)
        except RejectedError as error:
            refused = str(error)
        assert not refused or TOLD in refused
        assert laid.trouble is None or TOLD in laid.trouble.problem
        if laid.plan.ladder:
            _look_at_all_of(laid.plan, derive(laid.plan, KNOWLEDGE.rules, start), start)


def test_after_the_last_day_of_the_calendar_no_dose_is_next() -> None:
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "9999-12-30",
        "after": "continue",
        "ladder": [{"dose": "1 mg", "days": 2, "rhythm": {"every": 2}}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
    }
    regimen = derive(read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary), KNOWLEDGE.rules, date.max)
    assert next_dose(regimen, date.max) is None


def test_a_month_that_a_change_moves_to_the_end_of_the_calendar_is_told_in_days() -> None:
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "9999-10-25",
        "ladder": [{"dose": "1 mg", "days": 7}, {"dose": "2 mg", "days": 30}],
        "basis": {
            "kind": "linear",
            "start": "1 mg",
            "step": "1 mg",
            "target": "2 mg",
            "every": 7,
            "last": {"months": 1},
        },
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
        "adjustments": [{"on": "9999-10-26", "action": "hold", "days": 31}],
    }
    plan = read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary)
    assert course_length(derive(plan, KNOWLEDGE.rules, plan.start_date)).kept.words == "30 days"
