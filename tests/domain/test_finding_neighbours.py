"""With the shipped rules: for every code and variant a plan that has it, and a near neighbour that has not.

``test_findings.py`` tries the arithmetic with rules of its own; this one holds the content to its word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from ldn_desktop.domain.adjustment import Adjustment, Pause, Stop
from ldn_desktop.domain.basis import Basis, PerKg
from ldn_desktop.domain.codes import kind_of
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.formulation import Capsule, Drops, Liquid, Tablet
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Operation, OpioidUse, Patient, Plan, Screening
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.domain.rhythm import Weekdays
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.domain.given_rules import BLOCKING, CAUTION, MCG, MG, WARNING
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
RULES = KNOWLEDGE.rules
START, TODAY = date(2026, 12, 1), date(2026, 11, 25)
ALL_NO = dict.fromkeys(RULES.questions, "no")
ONE = Capsule("one", MG)
HALF = MG // 2
DAY = timedelta(days=1)


def plan(*rungs: tuple[int, int], **changes: Any) -> Plan:
    """Return a plan that has no finding of its own beyond its rungs: doses in nanograms, days."""
    ladder = tuple(Rung(dose, days) for dose, days in rungs) or (Rung(MG, 28),)
    found = Plan(START, ladder, (ONE,), screening=screening())
    return replace(found, **changes)


def screening(*opioids: OpioidUse, **answers: str) -> Screening:
    given = ALL_NO | {question.replace("_", "-"): answer for question, answer in answers.items()}
    return Screening(START, tuple(sorted(given.items())), opioids)


def taking(opioid: str, last_dose: date | None, **answers: str) -> Plan:
    return plan(screening=screening(OpioidUse(opioid, last_dose), **answers))


def answered(**answers: str) -> Plan:
    return plan(screening=screening(**answers))


def born(year: int, month: int, day: int, **answers: str) -> Plan:
    return replace(answered(**answers), patient=Patient(birth_date=date(year, month, day)))


def day(number: int) -> date:
    return START + timedelta(days=number)


def paused(asked: date | None, *more: Adjustment) -> Plan:
    """Return a plan that has begun, with a pause from today; opioids were last asked for on a day, or none is known."""
    changes = (Pause(TODAY, TODAY + 5 * DAY, "restart"), *more)
    told = screening()._replace(answered_on=asked)
    return plan(start_date=TODAY - 20 * DAY, adjustments=changes, screening=told)


def liquid(ng_per_ml: int = MG) -> Liquid:
    return Liquid("liq", ng_per_ml, 10_000, 3_000_000)


MONDAY = date(2026, 11, 30)


def weighed(on: date) -> Plan:
    per_kg = PerKg(weight_g=10_000, weighed_on=on, dose_ng=MG // 10, round_to_ng=MG // 10)
    return plan((MG, 28), basis=Basis("linear", MG, MG, 7, 28, step_ng=MG, per_kg=per_kg))


class Pair(NamedTuple):
    """A code and variant, a plan that has it, a neighbour that has it not."""

    code: str
    variant: str
    present: Plan
    absent: Plan


PAUSED = (MG, 7), (2 * MG, 28)
LATE = date(9999, 12, 4)
ENGINE = [
    Pair("not-measurable", "", plan((3 * HALF, 28)), plan((2 * MG, 28))),
    Pair("not-measurable", "above_only", plan((HALF, 28)), plan((MG, 28))),
    Pair("not-measurable", "below_only", plan((9 * HALF + 60 * MG, 28)), plan((4 * MG, 28))),
    Pair(
        "not-measurable",
        "none",
        # Only 97 of these drops hold a whole number of nanograms, more than are ever counted.
        plan((100 * MCG, 28), formulations=(Drops("dr", 97 * 10 * MCG + 1, 97),)),
        plan((100 * MCG, 28), formulations=(Drops("dr", 97 * 10 * MCG, 97),)),
    ),
    Pair(
        "not-measurable",
        "split",
        plan((MG, 28), times=("morning", "midday", "bedtime")),
        plan((3 * MG, 28), times=("morning", "midday", "bedtime")),
    ),
    Pair("text-not-printable", "", plan(patient=Patient("山田")), plan(patient=Patient("Zoë"))),
    Pair(
        "text-not-printable",
        "long",
        plan(patient=Patient("a" * 501)),
        plan(patient=Patient("a" * 500), notes="a" * 501),
    ),
    Pair("many-pieces", "", plan((5 * MG, 28)), plan((4 * MG, 28))),
    Pair(
        "above-documented-range",
        "",
        plan((17 * MG, 28), max_pieces_per_dose=20),
        plan((16 * MG, 28), max_pieces_per_dose=20),
    ),
    Pair("above-published-ldn", "", plan((12 * MG + 1, 28)), plan((12 * MG, 28))),
    Pair("above-typical", "", plan((9 * HALF + 1, 28)), plan((9 * HALF, 28))),
    Pair("below-documented-range", "", plan((MCG - 1, 28)), plan((MCG, 28))),
    Pair("steep-step", "", plan((MG, 7), (2 * MG + 1, 28)), plan((MG, 7), (2 * MG, 28))),
    Pair("tenfold-step", "", plan((MG, 7), (10 * MG, 28)), plan((MG, 7), (10 * MG - 1, 28))),
    Pair("quick-step", "", plan((MG, 6), (2 * MG, 28)), plan((MG, 7), (2 * MG, 28))),
    Pair(
        "resumes-high",
        "",
        plan(*PAUSED, adjustments=(Pause(day(8), day(16), "continue"),)),
        plan(*PAUSED, adjustments=(Pause(day(8), day(15), "continue"),)),
    ),
    Pair(
        "ask-opioids-again",
        "",
        paused(TODAY - DAY),
        paused(TODAY),
    ),
    Pair(
        "ask-opioids-again",
        "never",
        paused(None),
        paused(None, Stop(TODAY + 2 * DAY)),
    ),
    Pair(
        "two-measures",
        "",
        plan((3 * MG + MG // 10, 28), formulations=(liquid(),)),
        plan((3 * MG, 28), formulations=(liquid(),)),
    ),
    Pair(
        "two-measures",
        "more",
        plan((7 * MG, 28), formulations=(liquid(),), max_measures_per_dose=3),
        plan((3 * MG, 28), formulations=(liquid(),)),
    ),
    Pair(
        "small-volume",
        "",
        plan((90 * MCG, 28), formulations=(liquid(),)),
        plan((100 * MCG, 28), formulations=(liquid(),)),
    ),
    Pair(
        "tenfold-strengths",
        "",
        plan(formulations=(ONE, Drops("dr", MG // 10 * 20, 20), Capsule("tenth", MG // 10))),
        plan(formulations=(ONE, Capsule("tenth", MG // 10 + 1))),
    ),
    Pair(
        "strength-above-dose",
        "",
        plan(formulations=(Tablet("t", 2 * MG, 2),)),
        plan((2 * MG, 28), formulations=(Tablet("t", 2 * MG, 2),)),
    ),
    Pair(
        "beyond-use",
        "",
        plan(formulations=(Capsule("c", MG, 27),)),
        plan(formulations=(Capsule("c", MG, 28),)),
    ),
    Pair(
        "no-dose-day",
        "",
        plan(start_date=MONDAY, ladder=(Rung(MG, 4, rhythm=Weekdays((4,))), Rung(MG, 28))),
        plan(start_date=MONDAY, ladder=(Rung(MG, 5, rhythm=Weekdays((4,))), Rung(MG, 28))),
    ),
    Pair(
        "no-dose-day",
        "never",
        plan(start_date=MONDAY, ladder=(Rung(MG, 4, rhythm=Weekdays((4,))),)),
        plan(start_date=MONDAY, ladder=(Rung(MG, 5, rhythm=Weekdays((4,))),)),
    ),
    Pair("weight-old", "", weighed(START - 91 * DAY), weighed(START - 90 * DAY)),
    Pair(
        "dose-before-operation",
        "",
        plan(operation=Operation(day(30), 72)),
        plan(operation=Operation(day(31), 72)),
    ),
    Pair(
        "instructions-amount",
        "",
        plan(instructions="Two capsules at night."),
        plan(instructions="With water."),
    ),
    Pair(
        "starts-in-past",
        "begins",
        plan(start_date=MONDAY - 14 * DAY, ladder=(Rung(MG, 28, rhythm=Weekdays((4,))),)),
        plan(start_date=MONDAY, ladder=(Rung(MG, 28, rhythm=Weekdays((4,))),)),
    ),
    Pair("starts-in-past", "", plan(start_date=TODAY - timedelta(days=1)), plan(start_date=TODAY)),
    Pair("screening-incomplete", "", answered(pregnant="unknown"), answered(pregnant="no")),
    Pair("screening-incomplete", "untouched", plan(screening=Screening()), plan()),
    Pair("opioid-now", "", answered(opioid_now="yes"), answered(opioid_now="no")),
    Pair("opioid-now", "named", taking("tramadol", None, opioid_now="yes"), taking("tramadol", day(-10))),
    Pair("opioid-now", "ended", taking("tramadol", day(-10), opioid_now="yes"), taking("tramadol", day(-10))),
    Pair("opioid-now", "named_no", taking("tramadol", None), taking("tramadol", day(-10))),
    Pair("opioid-free-interval", "", taking("tramadol", day(-9)), taking("tramadol", day(-10))),
    Pair("opioid-free-interval", "depot", taking("buprenorphine_depot", None), taking("noscapine", None)),
    Pair("opioid-free-interval", "together", taking("tramadol", day(5)), taking("tramadol", day(-10))),
    Pair(
        "opioid-free-interval",
        "begun",
        replace(taking("tramadol", TODAY - DAY), start_date=TODAY - 2 * DAY),
        replace(
            taking("tramadol", TODAY - DAY),
            start_date=TODAY - 2 * DAY,
            adjustments=(Pause(TODAY, TODAY + 9 * DAY, "restart"),),
        ),
    ),
    Pair(
        "opioid-overlap",
        "",
        replace(taking("tramadol", TODAY - DAY), start_date=TODAY - DAY),
        replace(taking("tramadol", TODAY), start_date=TODAY - DAY),
    ),
    Pair(
        "opioid-free-interval",
        "no_start",
        replace(taking("tramadol", date(9999, 12, 30)), start_date=LATE),
        replace(taking("tramadol", date(9999, 11, 20)), start_date=LATE),
    ),
    Pair("opioid-review", "", taking("trimebutine", None), taking("noscapine", None)),
    Pair(
        "opioid-review",
        "gut",
        taking("loperamide", START - 10 * DAY),
        plan(screening=screening(OpioidUse("loperamide", START - 10 * DAY, "daily"))),
    ),
    Pair(
        "opioid-probable",
        "",
        taking("pamora", None, opioid_now="yes"),
        plan(screening=screening(OpioidUse("pamora", None), OpioidUse("tramadol", START - 10 * DAY))),
    ),
    Pair("opioid-probable", "denied", taking("pamora", None), taking("naloxone", None)),
    Pair(
        "opioid-possible",
        "",
        taking("lofexidine", None),
        plan(screening=screening(OpioidUse("lofexidine", None), OpioidUse("tramadol", START - 10 * DAY))),
    ),
    Pair(
        "duplicate-naltrexone", "", answered(duplicate_naltrexone="yes"), answered(duplicate_naltrexone="no")
    ),
    Pair("duplicate-naltrexone", "opioid", taking("samidorphan", None), taking("lofexidine", None)),
    Pair("known-interaction", "", plan(medicines=("acamprosate",)), plan(medicines=("paracetamol",))),
    Pair("known-interaction", "read", plan(medicines=("acamprosat",)), plan(medicines=("paracetamo",))),
    Pair("opioid-probable", "medicine", plan(medicines=("Migraleve",)), plan(medicines=("Robitussin",))),
    Pair("opioid-possible", "medicine", plan(medicines=("Robitussin",)), plan(medicines=("Robitussin DM",))),
    Pair("medicine-unchecked", "medicine", plan(medicines=("hyoscine",)), plan(medicines=("paracetamol",))),
    Pair("medicine-unchecked", "", plan(medicines=("Frobnicate",)), plan(medicines=("paracetamol",))),
    Pair("under-18", "", born(2008, 12, 2, under_18="yes"), born(2008, 12, 1)),
    Pair("under-18", "born_no", born(2008, 12, 2), born(2008, 12, 1)),
    Pair("under-18", "adult_yes", born(2008, 12, 1, under_18="yes"), born(2008, 12, 1)),
]
QUESTIONS = [
    Pair(question, "", answered(**{question: "yes"}), answered(**{question: "no"}))
    for question in RULES.questions
]
PAIRS = [*ENGINE, *QUESTIONS]
SEVERITIES = {
    **dict.fromkeys(
        (
            *(
                *BLOCKING,
                "not-measurable",
                "above-documented-range",
                "opioid-free-interval",
                "opioid-probable",
            ),
            *("tenfold-step", "text-not-printable"),
        ),
        "blocking",
    ),
    **dict.fromkeys((*WARNING, "many-pieces", "above-published-ldn", "screening-incomplete"), "warning"),
    **dict.fromkeys(("opioid-overlap", "opioid-possible", "ask-opioids-again"), "warning"),
    **dict.fromkeys(
        (*CAUTION, "above-typical", "below-documented-range", "steep-step", "quick-step"), "caution"
    ),
    **dict.fromkeys(("resumes-high", "two-measures", "small-volume", "tenfold-strengths"), "caution"),
    **dict.fromkeys(("opioid-review", "known-interaction"), "caution"),
    **dict.fromkeys(("no-dose-day", "weight-old", "instructions-amount"), "caution"),
    "dose-before-operation": "warning",
    "medicine-unchecked": "info",
    **dict.fromkeys(("strength-above-dose", "beyond-use", "starts-in-past"), "info"),
}
"""As the design of the planner has them, written down anew."""


def computed(tried: Plan) -> Regimen:
    return derive(tried, RULES, TODAY)


def of_pair(tried: Plan, pair: Pair) -> list[Finding]:
    return [f for f in computed(tried).findings if (f.code, f.variant) == (pair.code, pair.variant)]


def name(pair: Pair) -> str:
    return f"{pair.code}-{pair.variant}" if pair.variant else pair.code


def test_every_code_and_variant_of_the_content_has_a_pair() -> None:
    told = {(code, variant) for code in KNOWLEDGE.content.finding_words for variant in kind_of(code).variants}
    assert {(pair.code, pair.variant) for pair in PAIRS} == told
    assert set(SEVERITIES) == set(KNOWLEDGE.content.finding_words)


@pytest.mark.parametrize("pair", PAIRS, ids=name)
def test_the_plan_has_it_and_its_neighbour_has_not(pair: Pair) -> None:
    assert of_pair(pair.present, pair)
    assert not of_pair(pair.absent, pair)


@pytest.mark.parametrize("pair", ENGINE, ids=name)
def test_the_neighbour_lacks_the_code_whatever_the_variant(pair: Pair) -> None:
    assert pair.code not in {finding.code for finding in computed(pair.absent).findings}


@pytest.mark.parametrize("pair", QUESTIONS, ids=name)
def test_a_yes_is_the_only_finding_of_its_plan(pair: Pair) -> None:
    assert [finding.code for finding in computed(pair.present).findings] == [pair.code]
    assert computed(pair.absent).findings == ()


@pytest.mark.parametrize("pair", PAIRS, ids=name)
def test_it_has_the_severity_of_the_design_and_a_whole_sentence(pair: Pair) -> None:
    regimen = computed(pair.present)
    for finding in of_pair(pair.present, pair):
        assert finding.severity == SEVERITIES[pair.code]
        assert finding.blocks == (SEVERITIES[pair.code] == "blocking")
        sentence = KNOWLEDGE.findings.sentence(finding, regimen, PLAIN)
        assert re.fullmatch(r"[A-Z0-9].{20,}\.", sentence)
        assert not re.search(r"[{}]|None|\bng\b|_", sentence)
        assert KNOWLEDGE.findings.why(finding)
        assert bool(KNOWLEDGE.findings.sources(finding)) == kind_of(pair.code).sourced


@pytest.mark.parametrize("opioid", KNOWLEDGE.content.opioids.by_id.values(), ids=lambda opioid: opioid.id)
def test_every_opioid_gives_the_findings_of_its_rule(opioid: Any) -> None:
    def codes(last_dose: date | None, use: str = "") -> list[tuple[str, str]]:
        tried = plan(screening=screening(OpioidUse(opioid.id, last_dose, use)))
        return [(f.code, f.severity) for f in computed(tried).findings]

    days = opioid.interval.days_max
    if opioid.interval.code in {"GUT", "K"}:
        daily = 14 if opioid.interval.code == "K" else 10
        assert codes(None, "daily") == [("opioid-now", "blocking")]
        assert codes(day(1 - daily), "daily") == [("opioid-free-interval", "blocking")]
        assert codes(day(-daily), "daily") == []
    else:
        assert codes(day(-3), "daily") == codes(day(-3))
    if opioid.interval.code in {"SA", "SAN", "ER", "LA", "MIXANT", "ILL", "K", "COPH"}:
        assert codes(None) == [("opioid-now", "blocking")]
        assert codes(day(1 - days)) == [("opioid-free-interval", "blocking")]
        assert codes(day(-days)) == []
        return
    without_days = {
        "DEPOT": [("opioid-free-interval", "blocking")],
        "CLUE": [("opioid-probable", "blocking")],
        "HINT": [("opioid-possible", "warning")],
        "GUT": [("opioid-review", "caution")],
        "WK": [("opioid-review", "caution")],
        "DUP": [("duplicate-naltrexone", "warning")],
        "NR": [],
        "NO": [],
    }[opioid.interval.code]
    assert codes(None) == codes(day(-1000)) == codes(START) == without_days
