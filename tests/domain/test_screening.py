"""The safety check: answers, age and the days that opioids ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Patient, Plan, Screening
from ldn_desktop.domain.regimen import derive
from ldn_desktop.domain.screening import Implied, contradictions, earliest_start
from tests.domain.given_rules import BLOCKING, CAUTION, MG, OPIOIDS, QUESTIONS, RULES, TODAY, WARNING

START = date(2026, 12, 1)
BLOCKED = "opioid-free-interval"
ALL_NO = dict.fromkeys(QUESTIONS, "no")


def plan(answers: dict[str, str] | None = None, *opioids: OpioidUse, born: date | None = None) -> Plan:
    given = tuple(sorted((ALL_NO if answers is None else answers).items()))
    return Plan(
        START,
        (Rung(MG, 28),),
        (Capsule("c", MG),),
        patient=Patient(birth_date=born),
        screening=Screening(None, given, opioids),
    )


def findings(tried: Plan) -> list[Finding]:
    return list(derive(tried, RULES, TODAY).findings)


def codes(tried: Plan) -> list[str]:
    return [finding.code for finding in findings(tried)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_yes_is_a_finding_and_no_is_none(question: str) -> None:
    found = findings(plan(ALL_NO | {question: "yes"}))
    assert [finding.code for finding in found] == [question]
    severity = "blocking" if question in BLOCKING else "warning" if question in WARNING else "caution"
    assert found[0].severity == severity
    assert codes(plan()) == []


def test_the_questions_of_the_three_severities() -> None:
    assert (len(BLOCKING), len(WARNING), len(CAUTION)) == (7, 8, 6)


def test_open_questions_are_one_finding_that_lists_them() -> None:
    answers = {question: answer for question, answer in ALL_NO.items() if question != "pregnant"}
    found = findings(plan(answers | {"cirrhosis": "unknown"}))
    assert [finding.code for finding in found] == ["screening-incomplete"]
    assert found[0].figure("questions") == ("cirrhosis", "pregnant")
    assert found[0].figure("open") == 2


def test_an_empty_safety_check_is_incomplete() -> None:
    assert findings(plan({}))[0].figure("open") == len(QUESTIONS)


@pytest.mark.parametrize(
    ("born", "under"),
    [
        (date(2008, 12, 1), False),
        (date(2008, 12, 2), True),
        (date(2026, 12, 1), True),
        (date(1980, 5, 1), False),
        (None, False),
    ],
)
def test_under_eighteen_at_the_start_whatever_the_answer(born: date | None, *, under: bool) -> None:
    assert codes(plan(born=born)) == (["under-18"] if under else [])


def test_under_eighteen_is_told_once() -> None:
    assert codes(plan(ALL_NO | {"under-18": "yes"}, born=date(2020, 1, 1))) == ["under-18"]


@pytest.mark.parametrize(
    ("born", "answer", "variant"),
    [
        (date(2008, 12, 2), "no", "born_no"),
        (date(2008, 12, 2), "unknown", ""),
        (date(2008, 12, 2), "yes", ""),
        (date(2008, 12, 1), "yes", "adult_yes"),
        (None, "yes", ""),
    ],
)
def test_an_age_that_contradicts_its_answer_says_so(born: date | None, answer: str, variant: str) -> None:
    (found,) = (f for f in findings(plan(ALL_NO | {"under-18": answer}, born=born)) if f.code == "under-18")
    assert found.variant == variant


@pytest.mark.parametrize(
    ("answer", "opioid", "last_dose", "contradicted"),
    [
        ("no", "tramadol", None, True),
        ("no", "implant", None, True),
        ("no", "tramadol", date(2026, 11, 20), False),
        ("yes", "tramadol", None, False),
        ("unknown", "tramadol", None, False),
        ("no", "loperamide", None, False),
        ("no", "naltrexone", None, False),
        ("no", "naloxone", None, False),
    ],
)
def test_an_opioid_still_taken_against_the_answer(
    answer: str, opioid: str, last_dose: date | None, *, contradicted: bool
) -> None:
    tried = plan(ALL_NO | {"opioid-now": answer}, OpioidUse(opioid, last_dose))
    found = contradictions(tried, OPIOIDS, RULES.thresholds.adult_years)
    assert found == ((Implied("opioid-now", "yes", opioid),) if contradicted else ())
    named = [f.variant for f in findings(tried) if f.code == "opioid-now"]
    if opioid == "tramadol" and last_dose is None:
        assert named == ["named_no" if answer == "no" else "named"], "one cause, one finding"


@pytest.mark.parametrize(
    ("uses", "variant"),
    [
        ((), ""),
        ((OpioidUse("tramadol", TODAY - timedelta(days=5)),), "ended"),
        ((OpioidUse("tramadol", TODAY),), "ended"),
        ((OpioidUse("loperamide", TODAY),), "ended"),
        ((OpioidUse("tramadol", TODAY - timedelta(days=30)), OpioidUse("codeine", TODAY)), "ended"),
        ((OpioidUse("tramadol", TODAY), OpioidUse("naltrexone", None)), "ended"),
        # What may be meant by the answer is no contradiction.
        ((OpioidUse("tramadol", TODAY + timedelta(days=1)),), ""),
        ((OpioidUse("tramadol", TODAY), OpioidUse("codeine", None)), "named"),
        ((OpioidUse("tramadol", TODAY), OpioidUse("loperamide", None)), ""),
        ((OpioidUse("tramadol", TODAY), OpioidUse("implant", TODAY)), ""),
        ((OpioidUse("naloxone", TODAY),), ""),
    ],
)
def test_yes_beside_opioids_that_all_had_their_last_dose_says_so(
    uses: tuple[OpioidUse, ...], variant: str
) -> None:
    tried = plan(ALL_NO | {"opioid-now": "yes"}, *uses)
    (found,) = (f for f in findings(tried) if f.code == "opioid-now")
    assert (found.variant, found.severity) == (variant, "blocking")
    denied = findings(plan(ALL_NO, *uses))
    assert "ended" not in {f.variant for f in denied}


def test_a_birthday_on_a_leap_day() -> None:
    born = date(2008, 2, 29)
    assert codes(replace(plan(born=born), start_date=date(2026, 2, 28)))[0] == "under-18"
    assert "under-18" not in codes(replace(plan(born=born), start_date=date(2026, 3, 1)))


def test_an_opioid_still_taken() -> None:
    found = findings(plan(None, OpioidUse("tramadol", None)))
    assert [(finding.code, finding.severity) for finding in found] == [("opioid-now", "blocking")]


@pytest.mark.parametrize(
    ("last_dose", "days"),
    [
        (START - timedelta(days=10), None),
        (START - timedelta(days=9), (START, START)),
        (START, (START, START + timedelta(days=9))),
        (START + timedelta(days=5), (START, START + timedelta(days=14))),
        (START + timedelta(days=27), (START, START + timedelta(days=27))),
        (START + timedelta(days=400), (START, START + timedelta(days=27))),
    ],
)
def test_days_with_a_dose_within_the_interval(last_dose: date, days: tuple[date, date] | None) -> None:
    found = findings(plan(None, OpioidUse("tramadol", last_dose)))
    if days is None:
        assert found == []
        return
    assert [(f.code, f.severity, f.first, f.last) for f in found] == [
        ("opioid-free-interval", "blocking", *days)
    ]
    assert found[0].figure("earliest") == last_dose + timedelta(days=10)


def test_a_pause_over_the_interval_clears_what_lies_ahead() -> None:
    use = OpioidUse("tramadol", START + timedelta(days=5))
    away = Pause(START + timedelta(days=5), START + timedelta(days=15), "restart")
    short = replace(away, until=START + timedelta(days=14))

    def found(pause: Pause, today: date) -> list[tuple[str, date | None]]:
        paused = replace(plan(None, use), adjustments=(pause,))
        told = derive(paused, RULES, today).findings
        return [(f.code, f.first) for f in told if f.code.startswith("opioid")]

    on_the_way = START + timedelta(days=5)
    assert found(away, on_the_way) == []
    assert found(short, on_the_way) == [("opioid-free-interval", START + timedelta(days=14))]
    # Before the pause the doses lie ahead and the opioid may still be taken.
    assert found(away, START) == [("opioid-free-interval", START)]


def test_days_past_are_a_warning() -> None:
    use = OpioidUse("tramadol", START + timedelta(days=5))
    found = derive(plan(None, use), RULES, START + timedelta(days=8)).findings
    told = {f.code: (f.severity, f.first, f.last) for f in found}
    day = timedelta(days=1)
    assert told["opioid-overlap"] == ("warning", START + 5 * day, START + 7 * day)
    assert told["opioid-free-interval"] == ("blocking", START + 8 * day, START + 14 * day)


def test_each_opioid_has_its_own_finding() -> None:
    found = findings(plan(None, OpioidUse("tramadol", START), OpioidUse("codeine", START)))
    assert [finding.figure("earliest") for finding in found] == [
        START + timedelta(days=10),
        START + timedelta(days=7),
    ]


@pytest.mark.parametrize("last_dose", [None, date(2020, 1, 1)])
def test_a_depot_blocks_at_any_date_or_none(last_dose: date | None) -> None:
    found = findings(plan(None, OpioidUse("implant", last_dose)))
    assert [(f.code, f.severity, f.variant) for f in found] == [("opioid-free-interval", "blocking", "depot")]
    assert found[0].figure("earliest") is None


@pytest.mark.parametrize(
    ("opioid", "expected"),
    [
        ("loperamide", [("opioid-review", "caution")]),
        ("naloxegol", [("opioid-probable", "blocking")]),
        ("kit", [("opioid-possible", "warning")]),
        ("naltrexone", [("duplicate-naltrexone", "warning")]),
        ("naloxone", []),
    ],
)
def test_opioids_without_an_interval(opioid: str, expected: list[tuple[str, str]]) -> None:
    found = findings(plan(None, OpioidUse(opioid, None)))
    assert [(finding.code, finding.severity) for finding in found] == expected


@pytest.mark.parametrize(
    ("use", "earliest", "expected"),
    [
        # Kratom: 10 days after occasional use, 14 after daily.
        (OpioidUse("kratom", START - timedelta(days=10)), None, []),
        (OpioidUse("kratom", START - timedelta(days=10), "daily"), START + timedelta(days=4), [BLOCKED]),
        (OpioidUse("kratom", START - timedelta(days=14), "daily"), None, []),
        (OpioidUse("kratom", None, "daily"), None, ["opioid-now"]),
        # Loperamide counts as an opioid in daily use alone.
        (OpioidUse("loperamide", START), None, ["opioid-review"]),
        (OpioidUse("loperamide", START, "daily"), START + timedelta(days=10), [BLOCKED]),
        (OpioidUse("loperamide", None, "daily"), None, ["opioid-now"]),
        # Elsewhere the use changes nothing.
        (OpioidUse("tramadol", START, "daily"), START + timedelta(days=10), [BLOCKED]),
        (OpioidUse("dextromethorphan", START, "daily"), None, ["opioid-review"]),
    ],
)
def test_daily_use_counts_where_the_rule_asks_for_it(
    use: OpioidUse, earliest: date | None, expected: list[str]
) -> None:
    found = findings(plan(None, use))
    assert [f.code for f in found] == expected
    assert [f.figure("earliest") for f in found if f.code == BLOCKED] == ([earliest] if earliest else [])


def test_what_daily_use_would_change_is_asked_for() -> None:
    variants = [
        findings(plan(None, OpioidUse(o, None)))[0].variant for o in ("loperamide", "dextromethorphan")
    ]
    assert variants == ["gut", ""]


@pytest.mark.parametrize(
    ("beside", "silent"),
    [
        (OpioidUse("tramadol", START - timedelta(days=300)), True),
        (OpioidUse("tramadol", None), True),
        (OpioidUse("loperamide", START - timedelta(days=300), "daily"), True),
        (OpioidUse("loperamide", START), False),
        (OpioidUse("naltrexone", None), False),
        (OpioidUse("kit", None), False),
    ],
)
@pytest.mark.parametrize(("clue", "code"), [("naloxegol", "opioid-probable"), ("kit", "opioid-possible")])
def test_a_clue_asks_until_the_opioid_is_named(
    clue: str, code: str, beside: OpioidUse, *, silent: bool
) -> None:
    for uses in ((OpioidUse(clue, None), beside), (beside, OpioidUse(clue, START - timedelta(days=900)))):
        if len({use.opioid for use in uses}) == 2:
            assert (code not in codes(plan(None, *uses))) == silent
    alone = findings(plan(None, OpioidUse(clue, None)))
    assert [(f.code, f.blocks) for f in alone] == [(code, clue == "naloxegol")]


def test_a_depot_has_no_interval_so_what_is_taken_against_opioids_in_the_bowel_still_asks() -> None:
    depot = OpioidUse("implant", None)
    assert codes(plan(None, OpioidUse("naloxegol", None), depot)) == [
        "opioid-probable",
        "opioid-free-interval",
    ]
    assert codes(plan(None, OpioidUse("kit", None), depot)) == ["opioid-free-interval"]
    with_one = plan(
        None, OpioidUse("naloxegol", None), depot, OpioidUse("tramadol", START - timedelta(days=300))
    )
    assert codes(with_one) == ["opioid-free-interval"]


def test_a_clue_against_the_answer_says_so() -> None:
    tried = plan(ALL_NO | {"opioid-now": "no"}, OpioidUse("naloxegol", None))
    (found,) = (f for f in findings(tried) if f.code == "opioid-probable")
    assert (found.variant, found.blocks) == ("denied", True)


def test_the_earliest_start() -> None:
    assert earliest_start(date(2026, 11, 20), OPIOIDS["tramadol"]) == date(2026, 11, 30)
    assert earliest_start(date(2026, 11, 20), OPIOIDS["implant"]) is None
    assert earliest_start(date(9999, 12, 30), OPIOIDS["tramadol"]) is None


def test_an_interval_past_the_end_of_the_calendar_still_blocks() -> None:
    late = replace(plan(None, OpioidUse("tramadol", date(9999, 12, 30))), start_date=date(9999, 12, 4))
    assert codes(late) == ["opioid-free-interval"]


ONE, TWO, THREE = date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 1)
NO_OPIOID = Screening(ONE, (("cirrhosis", "no"), ("opioid-now", "no")))


def test_opioids_were_asked_for_on_the_day_of_the_answers_unless_another_is_known() -> None:
    assert Screening().asked_on is None
    assert NO_OPIOID.asked_on == ONE
    again = NO_OPIOID.asked(THREE)
    assert (again.answered_on, again.opioids_asked_on, again.asked_on) == (ONE, THREE, THREE)
    # What follows from the other day is not said twice.
    assert again.asked(ONE) == NO_OPIOID


@pytest.mark.parametrize(
    ("before", "after", "asked"),
    [
        # Another question answered later does not make the answer about opioids a later one.
        (NO_OPIOID, NO_OPIOID._replace(answers=(("cirrhosis", "yes"), ("opioid-now", "no"))), ONE),
        (NO_OPIOID.asked(TWO), NO_OPIOID, TWO),
        # What is told of opioids is known from the day on which it is told.
        (NO_OPIOID, NO_OPIOID._replace(answers=(("opioid-now", "yes"),)), THREE),
        (NO_OPIOID, NO_OPIOID._replace(opioids=(OpioidUse("tramadol", TWO),)), THREE),
        (Screening(ONE, (("cirrhosis", "no"),)), NO_OPIOID, THREE),
        # Where nobody has asked yet there is no day to keep.
        (Screening(ONE, (("cirrhosis", "no"),)), Screening(ONE, (("cirrhosis", "yes"),)), THREE),
        (Screening(), Screening(None, (("cirrhosis", "no"),)), THREE),
        (Screening(ONE, (("opioid-now", "unknown"),)), Screening(None, (("opioid-now", "unknown"),)), THREE),
    ],
)
def test_the_day_on_which_opioids_were_asked_for_moves_with_what_is_told_of_them(
    before: Screening, after: Screening, asked: date
) -> None:
    told = after.answered(THREE, before)
    assert (told.answered_on, told.asked_on) == (THREE, asked)
    assert (told.opioids_asked_on is None) == (asked == THREE)
    assert told.answers == after.answers
    assert told.opioids == after.opioids


def test_answers_taken_back_were_given_on_no_day() -> None:
    assert Screening().answered(None, NO_OPIOID.asked(TWO)) == Screening()
