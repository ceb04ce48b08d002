"""The findings that the program makes: the code of each, the figures that it carries, and what may be done about it.

Every *yes* of the safety check is a finding of its question's code; only the questions that something else rests on
have a name here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

NOT_MEASURABLE: Final = "not-measurable"
NOT_PRINTABLE: Final = "text-not-printable"
"""A text that cannot stand on paper: no paper is made, the clinician's own neither."""
MANY_PIECES: Final = "many-pieces"
TWO_MEASURES: Final = "two-measures"
SMALL_VOLUME: Final = "small-volume"
ABOVE_DOCUMENTED: Final = "above-documented-range"
ABOVE_PUBLISHED: Final = "above-published-ldn"
ABOVE_TYPICAL: Final = "above-typical"
BELOW_DOCUMENTED: Final = "below-documented-range"
STEEP_STEP: Final = "steep-step"
TENFOLD_STEP: Final = "tenfold-step"
QUICK_STEP: Final = "quick-step"
RESUMES_HIGH: Final = "resumes-high"
TENFOLD_STRENGTHS: Final = "tenfold-strengths"
STRENGTH_ABOVE_DOSE: Final = "strength-above-dose"
NO_DOSE_DAY: Final = "no-dose-day"
WEIGHT_OLD: Final = "weight-old"
DOSE_BEFORE_OPERATION: Final = "dose-before-operation"
INSTRUCTIONS_AMOUNT: Final = "instructions-amount"
BEYOND_USE: Final = "beyond-use"
STARTS_IN_PAST: Final = "starts-in-past"

INCOMPLETE: Final = "screening-incomplete"
OPIOID_NOW: Final = "opioid-now"
"""The question whether an opioid is taken, and the finding that one is."""
OPIOID_FREE_INTERVAL: Final = "opioid-free-interval"
OPIOID_OVERLAP: Final = "opioid-overlap"
OPIOID_REVIEW: Final = "opioid-review"
OPIOID_PROBABLE: Final = "opioid-probable"
OPIOID_POSSIBLE: Final = "opioid-possible"
"""What is no opioid, but points to one: by its purpose, or perhaps."""
ASK_OPIOIDS_AGAIN: Final = "ask-opioids-again"
"""The question about opioids that a pause opens anew."""
DUPLICATE_NALTREXONE: Final = "duplicate-naltrexone"
KNOWN_INTERACTION: Final = "known-interaction"
MEDICINE_UNCHECKED: Final = "medicine-unchecked"
UNDER_AGE: Final = "under-18"

OPIOID_DEPENDENCE: Final = "opioid-dependence"
SURGERY_PLANNED: Final = "surgery-planned"
PREGNANT: Final = "pregnant"
BREASTFEEDING: Final = "breastfeeding"
SEVERE_LIVER_DISEASE: Final = "severe-liver-disease"
CIRRHOSIS: Final = "cirrhosis"
MOOD: Final = "depression-or-suicidality"

ENDED: Final = "ended"
"""The variant of ``OPIOID_NOW`` where its *yes* stands beside opioids that all have had their last dose."""
BEGUN: Final = "begun"
"""The variant of ``OPIOID_FREE_INTERVAL`` where doses have been taken already."""
DOUBT: Final = "medicine"
"""The variant of a finding on words that may mean one of several medicines."""

Figures = Mapping[str, frozenset[str]]
_NO_FIGURES: Figures = MappingProxyType({})


class Kind(NamedTuple):
    """What every finding of one code has in common.

    ``variants`` holds the figures of each of its sentences, the usual one under ``""``; ``parts`` those of further
    sentences, which follow where the finding carries all of their figures. Only an ``overridable`` one can be
    overruled. One that is not ``sourced`` is about arithmetic alone. ``safety`` tells that it belongs to the
    safety check.
    """

    variants: Figures
    parts: Figures = _NO_FIGURES
    overridable: bool = True
    sourced: bool = True
    safety: bool = False


def _kind(figures: str = "", **variants: str) -> Kind:
    """Return a kind from the names of figures, apart by blanks: those of the usual sentence and of each other."""
    told = {"": figures, **variants}
    return Kind({name: frozenset(names.split()) for name, names in told.items()})


def _safety(figures: str = "", **variants: str) -> Kind:
    return _kind(figures, **variants)._replace(safety=True)


_BELOW, _ABOVE = "below below_percent", "above above_percent"
_STEP = "step rung dose"
_SPLIT = f"{_STEP} times"
_INTERVAL = "opioid last_dose days"
_QUESTION = _kind()

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        NOT_MEASURABLE: _kind(
            f"{_SPLIT} {_BELOW} {_ABOVE}",
            below_only=f"{_SPLIT} {_BELOW}",
            above_only=f"{_SPLIT} {_ABOVE}",
            none=_SPLIT,
            split=_SPLIT,
        )._replace(
            parts={
                "pieces": frozenset({"max_pieces"}),
                "measures": frozenset({"max_measures", "capacity", "liquid"}),
                "one_measure": frozenset({"one_measure", "capacity", "liquid"}),
                "drops": frozenset({"max_drops"}),
                "one_drop": frozenset({"one_drop"}),
            },
            overridable=False,
            sourced=False,
        ),
        NOT_PRINTABLE: _kind("text letters", long="text length limit")._replace(overridable=False),
        MANY_PIECES: _kind(f"{_STEP} pieces limit")._replace(sourced=False),
        TWO_MEASURES: _kind(f"{_STEP} volume capacity", more=f"{_STEP} volume capacity measures"),
        SMALL_VOLUME: _kind(f"{_STEP} volume limit"),
        ABOVE_DOCUMENTED: _kind("dose limit"),
        ABOVE_PUBLISHED: _kind("dose limit"),
        ABOVE_TYPICAL: _kind("dose limit"),
        BELOW_DOCUMENTED: _kind("dose limit"),
        STEEP_STEP: _kind("step dose before"),
        TENFOLD_STEP: _kind("step dose before"),
        QUICK_STEP: _kind("step dose days limit"),
        RESUMES_HIGH: _kind("days limit dose"),
        TENFOLD_STRENGTHS: _kind("one other factor"),
        STRENGTH_ABOVE_DOSE: _kind("product dose"),
        NO_DOSE_DAY: _kind("step dose days", never="step dose days"),
        WEIGHT_OLD: _kind("weighed first days"),
        DOSE_BEFORE_OPERATION: _kind("operation hours day without"),
        INSTRUCTIONS_AMOUNT: _kind("words"),
        BEYOND_USE: _kind("product fills days"),
        STARTS_IN_PAST: _kind("first today", begins="first today"),
        INCOMPLETE: _kind("open questions", untouched="open questions"),
        OPIOID_NOW: _safety(named="opioid", named_no="opioid", **{ENDED: ""}),
        OPIOID_FREE_INTERVAL: _safety(
            f"{_INTERVAL} earliest",
            depot="opioid",
            no_start=_INTERVAL,
            together=f"{_INTERVAL} earliest",
            **{BEGUN: f"{_INTERVAL} earliest"},
        ),
        OPIOID_OVERLAP: _safety(_INTERVAL),
        OPIOID_REVIEW: _safety("opioid", gut="opioid"),
        OPIOID_PROBABLE: _safety("opioid", denied="opioid", **{DOUBT: "medicine meant"}),
        OPIOID_POSSIBLE: _safety("opioid", **{DOUBT: "medicine meant"}),
        ASK_OPIOIDS_AGAIN: _safety("pause goes_on asked", never="pause goes_on"),
        DUPLICATE_NALTREXONE: _safety(opioid="opioid"),
        KNOWN_INTERACTION: _safety("medicine entry", read="medicine entry read_as"),
        MEDICINE_UNCHECKED: _safety("medicines", **{DOUBT: "medicine meant"}),
        UNDER_AGE: _kind(born_no="born", adult_yes="born"),
    }
)
"""Every code that the program itself finds."""

OF_EFFECT: Mapping[str, str] = MappingProxyType(
    {
        "interval": OPIOID_NOW,
        "depot": OPIOID_FREE_INTERVAL,
        "clue": OPIOID_PROBABLE,
        "hint": OPIOID_POSSIBLE,
        "review": OPIOID_REVIEW,
        "duplicate": DUPLICATE_NALTREXONE,
    }
)
"""The finding that an opioid gives while it is taken, by the effect of its rule."""


def kind_of(code: str) -> Kind:
    """Return what findings of a code have in common; a code that is only a question's has no figures."""
    return KINDS.get(code, _QUESTION)
