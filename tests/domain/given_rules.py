"""Thresholds, questions and opioids to measure findings against, as the plan format names them."""

from __future__ import annotations

from datetime import date

from ldn_desktop.domain.rules import OpioidRule, Rules, Thresholds
from ldn_desktop.exchange.plan_reader import Vocabulary

MG = 1_000_000
MCG = 1_000
TODAY = date(2026, 11, 25)

BLOCKING = (
    "opioid-now",
    "opioid-dependence",
    "opioid-withdrawal",
    "failed-opioid-test",
    "naltrexone-allergy",
    "severe-liver-disease",
    "severe-renal-failure",
)
WARNING = (
    "cirrhosis",
    "pregnant",
    "breastfeeding",
    "under-18",
    "depression-or-suicidality",
    "surgery-planned",
    "transplant",
    "duplicate-naltrexone",
)
CAUTION = ("immunosuppressant", "thyroid-hormone", "sedatives", "disulfiram", "thioridazine", "acamprosate")
QUESTIONS = (*BLOCKING, *WARNING, *CAUTION)
NEVER_OVERRIDABLE = frozenset({"not-measurable", "text-not-printable"})

SEVERITIES = {
    **dict.fromkeys(BLOCKING, "blocking"),
    **dict.fromkeys(WARNING, "warning"),
    **dict.fromkeys(CAUTION, "caution"),
    "opioid-free-interval": "blocking",
    "opioid-overlap": "warning",
    "opioid-review": "caution",
    "opioid-probable": "blocking",
    "opioid-possible": "warning",
    "screening-incomplete": "warning",
    "not-measurable": "blocking",
    "text-not-printable": "blocking",
    "above-documented-range": "blocking",
    "above-published-ldn": "warning",
    "above-typical": "caution",
    "below-documented-range": "caution",
    "steep-step": "caution",
    "tenfold-step": "blocking",
    "quick-step": "caution",
    "resumes-high": "caution",
    "ask-opioids-again": "warning",
    "known-interaction": "caution",
    "medicine-unchecked": "info",
    "many-pieces": "warning",
    "two-measures": "caution",
    "small-volume": "caution",
    "tenfold-strengths": "caution",
    "strength-above-dose": "info",
    "no-dose-day": "caution",
    "weight-old": "caution",
    "dose-before-operation": "warning",
    "instructions-amount": "caution",
    "beyond-use": "info",
    "starts-in-past": "info",
}

OPIOIDS = {
    "tramadol": OpioidRule("tramadol", "interval", 10),
    "codeine": OpioidRule("codeine", "interval", 7),
    "implant": OpioidRule("a depot", "depot"),
    "kratom": OpioidRule("kratom", "interval", 10, 14),
    "loperamide": OpioidRule("loperamide", "review", 0, 10),
    "dextromethorphan": OpioidRule("dextromethorphan", "review"),
    "naloxegol": OpioidRule("naloxegol", "clue"),
    "kit": OpioidRule("a naloxone kit", "hint"),
    "naltrexone": OpioidRule("naltrexone", "duplicate"),
    "naloxone": OpioidRule("naloxone", "none"),
}


def undrawable(text: str) -> str:
    """Return the letters outside ASCII: what the tests' one font cannot draw."""
    return "".join(letter for letter in text if not letter.isascii())


RULES = Rules(
    thresholds=Thresholds(
        above_documented_ng=16 * MG,
        above_published_ng=12 * MG,
        above_typical_ng=9 * MG // 2,
        below_documented_ng=MCG,
        steep_factor=2,
        steep_rise_ng=3 * MG // 2,
        tenfold_step=10,
        quick_days=7,
        resume_days=7,
        weight_days=90,
        small_volume_nl=100_000,
        tenfold_factors=(10, 100, 1000),
        adult_years=18,
        diary_weeks=4,
        diary_days=7,
    ),
    severities=SEVERITIES,
    questions=QUESTIONS,
    undrawable=undrawable,
    opioids=OPIOIDS,
)

VOCABULARY = Vocabulary(
    questions=frozenset(QUESTIONS),
    opioids=frozenset(OPIOIDS),
    overridable=frozenset(
        code
        for code, severity in SEVERITIES.items()
        if severity == "blocking" and code not in NEVER_OVERRIDABLE
    ),
)
