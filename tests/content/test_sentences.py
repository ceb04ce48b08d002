"""Every finding that the engine can give is told in a whole sentence of the shipped content."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ldn_desktop.domain.codes import kind_of
from ldn_desktop.domain.figure import Deviation, Dose, Figure, Millilitres
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.formulation import Capsule, Liquid
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.papers.finding_sentence import FindingSentences
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.wording import PLAIN
from tests.domain.given_rules import MG, RULES, TODAY
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
REGIMEN = derive(
    Plan(date(2026, 12, 1), (Rung(MG, 28),), (Capsule("c", MG), Capsule("d", 10 * MG))), RULES, TODAY
)
VALUES: dict[str, Figure] = {
    **dict.fromkeys(("dose", "below", "above", "before"), Dose(MG)),
    **dict.fromkeys(("below_percent", "above_percent"), Deviation(MG // 10, MG)),
    **dict.fromkeys(("volume", "capacity"), Millilitres(300_000)),
    **dict.fromkeys(
        ("step", "rung", "days", "times", "pieces", "factor", "fills", "open", "measures", "hours"), 3
    ),
    **dict.fromkeys(
        ("first", "today", "last_dose", "earliest", "born", "pause", "goes_on", "asked"), date(2026, 12, 1)
    ),
    **dict.fromkeys(("weighed", "operation", "day", "without"), date(2026, 12, 1)),
    "words": ("2 capsules", "0.5 mg"),
    **dict.fromkeys(("product", "one"), "c"),
    "other": "d",
    "text": "नाम",
    "letters": "नम",
    "length": 300,
    "opioid": "codeine",
    "medicine": "duloxetine 60 mg",
    "entry": "duloxetine",
    "meant": ("codeine linctus", "dextromethorphan"),
    "read_as": "duloxetine",
    "medicines": ("Frobnicate", "duloxetine 60 mg"),
    "questions": ("pregnant", "cirrhosis"),
}
LIMITS: dict[str, Figure] = {
    **dict.fromkeys(("many-pieces", "quick-step", "resumes-high"), 7),
    "text-not-printable": 200,
    "small-volume": Millilitres(100_000),
}
TOLD = [(code, variant) for code in CONTENT.finding_words for variant in kind_of(code).variants]


def finding(code: str, variant: str) -> Finding:
    limit = LIMITS.get(code, Dose(4 * MG))
    names = sorted(kind_of(code).variants[variant])
    figures = tuple((name, limit if name == "limit" else VALUES[name]) for name in names)
    return Finding(code, "caution", None, None, figures, variant)


@pytest.mark.parametrize(("code", "variant"), TOLD)
def test_a_finding_is_told_in_a_whole_sentence(code: str, variant: str) -> None:
    sentence = FindingSentences(CONTENT, REGIMEN, PLAIN.of(REGIMEN)).sentence(finding(code, variant))
    assert re.fullmatch(r"[A-Z0-9].{20,}\.", sentence)
    assert "{" not in sentence
    assert "Dose(" not in sentence


def test_a_sentence_reads_as_it_should() -> None:
    told = FindingSentences(CONTENT, REGIMEN, PLAIN.of(REGIMEN))
    assert told.sentence(finding("tenfold-strengths", "")).startswith(
        "1 mg capsule and 10 mg capsule differ 3 times"
    )
    assert "3 days" in told.sentence(finding("quick-step", ""))
    assert "at least 7 days" in told.sentence(finding("quick-step", ""))
    assert "0.3 mL" in told.sentence(finding("small-volume", ""))
    assert "Codeine" in told.sentence(finding("opioid-now", "named"))
    ended = told.sentence(finding("opioid-now", "ended"))
    assert "each opioid in the list has had its last dose" in ended
    assert "answer No, or add the one that is still taken" in ended


def test_the_engine_gives_every_figure_that_a_sentence_may_name() -> None:
    plan = Plan(date(2026, 11, 1), (Rung(MG, 3), Rung(5 * MG, 28)), (Capsule("c", MG), Capsule("d", 10 * MG)))
    seen = 0
    for found in derive(plan, RULES, TODAY).findings:
        assert {name for name, _ in found.figures} == kind_of(found.code).variants[found.variant], found.code
        seen += 1
    assert seen >= 6


def test_a_dose_of_one_time_is_told_with_its_time_and_what_stands_in_its_way() -> None:
    liquid = Liquid("liq", MG, 10_000, 1_000_000)
    rung = Rung(13 * MG // 4, 28, doses=(("morning", MG), ("bedtime", 9 * MG // 4)))
    plan = Plan(date(2026, 12, 1), (rung,), (liquid,), max_measures_per_dose=1)
    regimen = derive(plan, RULES, TODAY)
    told = FindingSentences(CONTENT, regimen, PLAIN.of(regimen))
    (unmade,) = (told.sentence(f) for f in regimen.findings if f.code == "not-measurable")
    assert unmade.startswith("Step 1: 2.25 mg at bedtime cannot be measured with these products.")
    assert unmade.endswith(
        "No more than one filling of the 1 mL syringe of the 1 mg/mL liquid is taken at once: "
        "a larger syringe or a stronger liquid would help."
    )
    more = derive(replace(plan, max_measures_per_dose=3), RULES, TODAY)
    (volume,) = (told.sentence(f) for f in more.findings if f.code == "two-measures")
    assert volume == "Step 1: 2.25 mL needs 3 fillings of the 1 mL syringe."
