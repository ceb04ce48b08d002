"""How a ladder was made, as the clinician's record tells it: its numbers, and the weight that its target comes from."""

from __future__ import annotations

from ldn_desktop.domain.amount import format_factor, format_weight
from ldn_desktop.domain.basis import Basis, Months, Span
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords


def ladder_words(basis: Basis | None, doses: DoseWords, words: Sentences) -> str:
    """Say by which numbers a ladder was made; empty for one that was written step by step."""
    if basis is None:
        return ""
    name = (
        "steps" if basis.kind == "linear" else "factor" if basis.start_ng < basis.target_ng else "factor_down"
    )
    return words.say(
        f"made.{'kept' if basis.start_ng == basis.target_ng else name}",
        start=doses.dose(basis.start_ng),
        target=doses.dose(basis.target_ng),
        step=doses.dose(basis.step_ng),
        factor=format_factor(basis.factor_thousandths),
        round_to=doses.dose(basis.round_to_ng),
        every=_span(basis.every, doses.language),
        last=_span(basis.last, doses.language),
    )


def weight_words(basis: Basis | None, doses: DoseWords, words: Sentences) -> str:
    """Say from which weight the target of a ladder comes; empty where it comes from none."""
    if basis is None or basis.per_kg is None:
        return ""
    by_weight = basis.per_kg
    told = words.say(
        "by_weight",
        dose=doses.dose(by_weight.dose_ng),
        weight=format_weight(by_weight.weight_g),
        day=doses.language.full_date(by_weight.weighed_on),
        round_to=doses.dose(by_weight.round_to_ng),
    )
    if by_weight.at_most_ng is None:
        return told
    return words.say("at_most", told=told, most=doses.dose(by_weight.at_most_ng))


def _span(span: Span, language: Language) -> str:
    if isinstance(span, Months):
        return language.counted(span.months, "month")
    return language.counted(span, "day")
