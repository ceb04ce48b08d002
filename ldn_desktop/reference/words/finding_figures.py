"""Which figures each finding carries, by its code and variant: what its sentence may name in braces."""

from __future__ import annotations

_STEP = frozenset({"step", "rung", "dose"})
_RANGE = {"": frozenset({"dose", "limit"})}
_NONE: dict[str, frozenset[str]] = {"": frozenset()}
_BELOW = frozenset({"below", "below_percent"})
_ABOVE = frozenset({"above", "above_percent"})
_DOUBT = frozenset({"medicine", "meant"})

FIGURES: dict[str, dict[str, frozenset[str]]] = {
    "not-measurable": {
        "": _STEP | {"times"} | _BELOW | _ABOVE,
        "below_only": _STEP | {"times"} | _BELOW,
        "above_only": _STEP | {"times"} | _ABOVE,
        "none": _STEP | {"times"},
        "split": _STEP | {"times"},
    },
    "many-pieces": {"": _STEP | {"pieces", "limit"}},
    "above-documented-range": _RANGE,
    "above-published-ldn": _RANGE,
    "above-typical": _RANGE,
    "below-documented-range": _RANGE,
    "steep-step": {"": frozenset({"step", "dose", "before"})},
    "tenfold-step": {"": frozenset({"step", "dose", "before"})},
    "quick-step": {"": frozenset({"step", "dose", "days", "limit"})},
    "ask-opioids-again": {
        "": frozenset({"pause", "goes_on", "asked"}),
        "never": frozenset({"pause", "goes_on"}),
    },
    "resumes-high": {"": frozenset({"days", "limit", "dose"})},
    "two-measures": {"": _STEP | {"volume", "capacity"}},
    "small-volume": {"": _STEP | {"volume", "limit"}},
    "tenfold-strengths": {"": frozenset({"one", "other", "factor"})},
    "strength-above-dose": {"": frozenset({"product", "dose"})},
    "beyond-use": {"": frozenset({"product", "fills", "days"})},
    "starts-in-past": {"": frozenset({"first", "today"})},
    "screening-incomplete": {
        "": frozenset({"open", "questions"}),
        "untouched": frozenset({"open", "questions"}),
    },
    "opioid-now": {
        "": frozenset(),
        "named": frozenset({"opioid"}),
        "named_no": frozenset({"opioid"}),
        "ended": frozenset(),
    },
    "opioid-free-interval": {
        "": frozenset({"opioid", "last_dose", "days", "earliest"}),
        "depot": frozenset({"opioid"}),
        "no_start": frozenset({"opioid", "last_dose", "days"}),
        "together": frozenset({"opioid", "last_dose", "days", "earliest"}),
        "begun": frozenset({"opioid", "last_dose", "days", "earliest"}),
    },
    "opioid-overlap": {"": frozenset({"opioid", "last_dose", "days"})},
    "opioid-probable": {
        "": frozenset({"opioid"}),
        "denied": frozenset({"opioid"}),
        "medicine": _DOUBT,
    },
    "opioid-possible": {"": frozenset({"opioid"}), "medicine": _DOUBT},
    "opioid-review": {"": frozenset({"opioid"}), "gut": frozenset({"opioid"})},
    "duplicate-naltrexone": {"": frozenset(), "opioid": frozenset({"opioid"})},
    "under-18": {"": frozenset(), "born_no": frozenset({"born"}), "adult_yes": frozenset({"born"})},
    "known-interaction": {
        "": frozenset({"medicine", "entry"}),
        "read": frozenset({"medicine", "entry", "read_as"}),
    },
    "medicine-unchecked": {"": frozenset({"medicines"}), "medicine": _DOUBT},
    "text-not-printable": {
        "": frozenset({"text", "letters"}),
        "long": frozenset({"text", "length", "limit"}),
    },
}
"""The codes that the program itself finds, each with its variants; a question's *yes* has none and no figures."""


PARTS: dict[str, dict[str, frozenset[str]]] = {
    "not-measurable": {
        "pieces": frozenset({"max_pieces"}),
        "measures": frozenset({"max_measures", "capacity", "liquid"}),
        "drops": frozenset({"max_drops"}),
    }
}
"""Sentences that follow where the finding carries all of their figures: the limits that stand in the way."""


def figures_of(code: str) -> dict[str, frozenset[str]]:
    """Return the figures of each variant of a code; a code that is only a question has one variant without any."""
    return FIGURES.get(code, _NONE)
