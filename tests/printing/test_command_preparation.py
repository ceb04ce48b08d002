"""The preparation sheet on its pages: each mg, mL and day is the domain's, plans without such a liquid have none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.recipe import Volume
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import BlockedError, NotForPlanError
from ldn_desktop.papers.preparation import why_not
from ldn_desktop.read_back.check import check_pages
from ldn_desktop.read_back.page_text import letters
from ldn_desktop.workspace.knowledge import Knowledge
from tests.printing.test_diary_pages import CAPSULES, START, changed, read, refuses, regimen_of

KIND = "preparation"
LIQUID: dict[str, Any] = {
    "id": "l",
    "kind": "liquid",
    "concentration": "1 mg/mL",
    "graduation_ml": "0.1",
    "capacity_ml": "3",
    "beyond_use_days": 14,
}
SMALL = {**LIQUID, "id": "s", "graduation_ml": "0.01", "capacity_ml": "1", "beyond_use_days": 10}
STEPS = [{"dose": f"{mg} mg", "days": 7} for mg in ("0.5", "1", "2.5")]
CASES: dict[str, dict[str, Any]] = {
    "steps": {"ladder": [*STEPS, {"dose": "4.5 mg", "days": 28}], "formulations": [LIQUID]},
    "two syringes, twice a day": {
        "ladder": [{"dose": "0.04 mg", "days": 9}, {"dose": "4 mg", "days": 12}],
        "formulations": [LIQUID, SMALL],
        "times": ["morning", "bedtime"],
        "max_measures_per_dose": 3,
    },
    "capsules first, then a rhythm and a pause": {
        "ladder": [{"dose": "1 mg", "days": 7}, {"dose": "1.6 mg", "days": 30, "rhythm": {"every": 3}}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}, LIQUID],
        "adjustments": [{"on": "2026-12-15", "action": "pause", "until": "2026-12-20", "resume": "continue"}],
        "revision": 2,
        "after": "continue",
    },
}


@pytest.mark.parametrize(("name", "day"), [*((name, 0) for name in CASES), ("steps", 16)])
def test_no_letter_and_no_figure_can_be_another(
    qapp: QApplication, knowledge: Knowledge, name: str, day: int
) -> None:
    printed = START + timedelta(days=day)
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, CASES[name], printed), printed)
    check_pages(pages, KIND, asked)
    assert [where for other, where in changed(pages) if not refuses(KIND, other, asked)] == []


@pytest.mark.parametrize("name", CASES)
def test_another_plan_has_another_sheet(qapp: QApplication, knowledge: Knowledge, name: str) -> None:
    plan = CASES[name]
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, plan))
    ladder = [{**plan["ladder"][0], "days": 8}, *plan["ladder"][1:]]
    fewer = [
        {**made, "beyond_use_days": 9} if "concentration" in made else made for made in plan["formulations"]
    ]
    for other in ({"start_date": "2026-12-02"}, {"ladder": ladder}, {"formulations": fewer}):
        assert refuses(KIND, pages, asked._replace(regimen=regimen_of(knowledge, {**plan, **other})))
    assert refuses(KIND, pages, asked._replace(printed=START + timedelta(days=1)))
    assert refuses(KIND, pages[:1], asked)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_each_figure_is_the_domains(qapp: QApplication, knowledge: Knowledge, data: st.DataObject) -> None:
    """Read by a grammar of this test: per step its days, mg and mL; per batch its days, mL and tablets."""
    tenths = st.lists(st.integers(1, 90), min_size=1, max_size=5)
    keeps = data.draw(st.integers(1, 14))
    plan = {
        "ladder": [{"dose": _mg(dose), "days": data.draw(st.integers(1, 30))} for dose in data.draw(tenths)],
        "formulations": [{**LIQUID, "beyond_use_days": keeps}],
        "max_measures_per_dose": 3,
    }
    regimen = regimen_of(knowledge, plan)
    assume(not regimen.blocked)
    pages, _ = read(knowledge, KIND, regimen, large=data.draw(st.booleans()))
    told = " ".join(pages)
    day = r"\w{3} (\d+ \w{3} \d{4})"
    row = rf"\d+ {day} (?:to {day} )?([\d.]+) mg (?:\([\d.]+ mcg\) )?([\d.]+) mL of the 1 mg/mL liquid = ([\d.]+) mg"
    assert re.findall(row, told) == [
        (_day(s.phase.first), _day(s.phase.last) if s.phase.days > 1 else "", mg, _ml(s.takes[0]), mg)
        for s in regimen.steps
        for mg in [_plain(Fraction(s.phase.dose_ng, 10**6))]
    ]
    batch = rf"{day} {day} ([\d.]+) mL (\d+) tablets? of 50 mg"
    assert re.findall(batch, told) == [
        (
            _day(fill.first),
            _day(fill.first + timedelta(days=keeps - 1)),
            fill.quantity.text(),
            str(-(-Fraction(fill.quantity.text()) // 50)),
        )
        for fill in regimen.supply.fills
    ]


@pytest.mark.parametrize(
    ("product", "why"),
    [
        (CAPSULES[0], "No step ahead is taken as a liquid that a syringe measures"),
        (
            {**LIQUID, "concentration": "5 mg/mL"},
            "makes 1 mg/mL to swallow; this plan has a liquid of 5 mg/mL.",
        ),
        (
            {**LIQUID, "concentration": "5 mg/mL", "id": "m"},
            "one 50 mg tablet in 50 mL of water, makes 1 mg/mL",
        ),
        ({**LIQUID, "route": "sublingual"}, "this plan has a liquid of 1 mg/mL, taken another way."),
        (
            {**LIQUID, "beyond_use_days": 30},
            "give the 1 mg/mL liquid 14 days or fewer, or order it from a pharmacy.",
        ),
        ({k: v for k, v in LIQUID.items() if k != "beyond_use_days"}, "it is counted 14 days at most"),
    ],
)
def test_a_plan_that_it_is_not_for_is_told_why(
    qapp: QApplication, knowledge: Knowledge, product: dict[str, Any], why: str
) -> None:
    regimen = regimen_of(knowledge, {"ladder": [{"dose": "0.5 mg", "days": 7}], "formulations": [product]})
    assert why in _why_not(knowledge, regimen)
    with pytest.raises(NotForPlanError, match=re.escape(why)):
        read(knowledge, KIND, regimen)


def test_each_liquid_has_the_days_that_its_batches_have(qapp: QApplication, knowledge: Knowledge) -> None:
    plan = CASES["two syringes, twice a day"]
    pages, asked = read(knowledge, KIND, regimen_of(knowledge, plan))
    told = letters(" ".join(pages))
    assert "Your plan counts 10 days or 14 days." in told
    assert "1 mL syringe, marks every 0.01 mL: your plan counts 10 days" in told
    assert "3 mL syringe, marks every 0.1 mL: your plan counts 14 days" in told
    alike = {**plan, "formulations": [LIQUID, {**SMALL, "beyond_use_days": 14}]}
    assert refuses(KIND, pages, asked._replace(regimen=regimen_of(knowledge, alike)))
    changed_round = {
        **plan,
        "formulations": [{**LIQUID, "beyond_use_days": 10}, {**SMALL, "beyond_use_days": 14}],
    }
    assert refuses(KIND, pages, asked._replace(regimen=regimen_of(knowledge, changed_round)))
    swapped = [page.replace("0.01 mL: your plan counts 10", "0.01 mL: your plan counts 14") for page in pages]
    assert any("0.01 mL: your plan counts 14" in page for page in swapped)
    assert refuses(KIND, swapped, asked)


def test_of_a_part_of_a_tablet_no_more_is_said_than_is_true(qapp: QApplication, knowledge: Knowledge) -> None:
    """A quarter of 50 mg is a dose that is documented as low."""
    plan = {"ladder": [{"dose": "12.5 mg", "days": 7}], "formulations": [{**LIQUID, "capacity_ml": "20"}]}
    pages, _ = read(knowledge, KIND, regimen_of(knowledge, plan))
    told = letters(" ".join(pages))
    assert "that is 4 times your dose here (12.5 mg)." in told
    assert "Never swallow a tablet or a part of one in place of the liquid. " in told


def test_what_is_behind_makes_no_sheet(qapp: QApplication, knowledge: Knowledge) -> None:
    plan = {
        "ladder": [{"dose": "0.5 mg", "days": 30}],
        "formulations": [LIQUID],
        "adjustments": [{"on": "2026-12-10", "action": "formulations", "formulations": CAPSULES[:1]}],
    }
    regimen = regimen_of(knowledge, plan)
    assert _why_not(knowledge, regimen) == ""
    assert "No step ahead" in _why_not(knowledge, regimen, date(2026, 12, 10))


def test_a_dose_above_what_is_low_makes_no_sheet(qapp: QApplication, knowledge: Knowledge) -> None:
    plan = {"ladder": [{"dose": "17 mg", "days": 7}], "formulations": [{**LIQUID, "capacity_ml": "20"}]}
    assert "a step ahead is above 16 mg a day." in _why_not(knowledge, regimen_of(knowledge, plan))


def test_a_blocked_plan_has_none(qapp: QApplication, knowledge: Knowledge) -> None:
    blocked = regimen_of(knowledge, {"ladder": [{"dose": "0.77 mg", "days": 7}], "formulations": [LIQUID]})
    with pytest.raises(BlockedError):
        read(knowledge, KIND, blocked)


def test_the_warning_counts_the_doses_in_a_tablet(qapp: QApplication, knowledge: Knowledge) -> None:
    pages, _ = read(knowledge, KIND, regimen_of(knowledge, CASES["steps"]))
    assert (
        "One tablet holds 50 mg: that is 100 times your smallest dose here (0.5 mg) and more than 11 times your "
        "largest (4.5 mg)." in pages[0]
    )


def _why_not(knowledge: Knowledge, regimen: Regimen, printed: date = START) -> str:
    return why_not(regimen, knowledge.content, printed)


def _mg(tenths: int) -> str:
    return f"{_plain(Fraction(tenths, 10))} mg"


def _plain(value: Fraction) -> str:
    return f"{float(value):.10g}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _ml(take: Any) -> str:
    (portion,) = take.recipe.portions
    assert isinstance(portion, Volume)
    return _plain(Fraction(portion.nl, 10**6))
