"""The findings on typed texts: other medicines by their names, and what cannot stand on paper as it is."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain import codes
from ldn_desktop.domain.figure import Figure
from ldn_desktop.domain.finding import BLOCKING, Finding
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.rules import MedicineDoubt, Rules

LONGEST_LINE = 500
"""Characters of a name, a number, a practice: no more of them has room on every paper, the wallet card included."""
_LONGEST_SHOWN = 40


def medicine_findings(plan: Plan, rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each entry of the table that a medicine is in, as severe as the table says, if it is known.

    Words that may mean several give one of their own: where all of them are opioids that is ``opioid-probable``. What
    the table does not know, in whole or in part, is told in one finding together. An opioid that the safety check lists
    is told there; words that only may mean it are told here until one meaning is chosen.
    """
    if rules.medicines is None:
        return
    listed = {use.opioid for use in plan.screening.opioids}
    unknown: list[str] = []
    for name in plan.medicines:
        reading = rules.medicines(name)
        unknown += reading.left if reading.entries or reading.doubts else (name,)
        for entry in reading.entries:
            if entry.severity and listed.isdisjoint(entry.opioids):
                figures: dict[str, Figure | None] = {"medicine": name, "entry": entry.id}
                figures |= {"read_as": entry.read_as or None}
                variant = "read" if entry.read_as else ""
                yield rules.finding(codes.KNOWN_INTERACTION, None, figures, variant)._replace(
                    severity=entry.severity
                )
        yield from (_doubt(doubt, rules) for doubt in reading.doubts)
    if unknown:
        yield rules.finding(codes.MEDICINE_UNCHECKED, None, {"medicines": tuple(dict.fromkeys(unknown))})


def _doubt(doubt: MedicineDoubt, rules: Rules) -> Finding:
    figures: dict[str, Figure | None] = {"medicine": doubt.typed, "meant": doubt.meant}
    if doubt.opioids:
        return rules.finding(
            codes.OPIOID_PROBABLE if doubt.severity == BLOCKING else codes.OPIOID_POSSIBLE,
            None,
            figures,
            codes.DOUBT,
        )
    return rules.finding(codes.MEDICINE_UNCHECKED, None, figures, codes.DOUBT)._replace(
        severity=doubt.severity
    )


def printable_findings(plan: Plan, rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each text of the plan, a clinic's rules or the practice that cannot be printed whole."""
    patient, prescriber = plan.patient, plan.prescriber
    lines = (patient.name, patient.identifier, prescriber.name, prescriber.practice, prescriber.phone)
    reasons = (entry.reason for entry in plan.overrides)
    noted = (adjustment.note for adjustment in plan.adjustments)
    ordered = (text for text in plan.order if isinstance(text, str))
    texts = (
        *(*lines, plan.condition, plan.notes, *plan.medicines, *reasons, *rules.local_texts),
        *(plan.instructions, *noted, *ordered, *rules.practice.printed_for(prescriber)),
    )
    for text in dict.fromkeys(texts):
        letters = rules.undrawable(text)
        if letters:
            figures: dict[str, Figure | None] = {"text": _begun(text), "letters": _begun(letters)}
            yield rules.finding(codes.NOT_PRINTABLE, None, figures)
    for text in dict.fromkeys(lines):
        if len(text) > LONGEST_LINE:
            known: dict[str, Figure | None] = {
                "text": _begun(text),
                "length": len(text),
                "limit": LONGEST_LINE,
            }
            yield rules.finding(codes.NOT_PRINTABLE, None, known, "long")


def instruction_findings(plan: Plan, rules: Rules) -> Iterator[Finding]:
    """Yield one finding for all amounts and counts that the text for the patient names."""
    found = rules.amounts(plan.instructions) if rules.amounts and plan.instructions else ()
    if found:
        yield rules.finding(codes.INSTRUCTIONS_AMOUNT, None, {"words": tuple(dict.fromkeys(found))})


def _begun(text: str) -> str:
    """Return a text on one line as a sentence can name it: its beginning, where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SHOWN else f"{flat[:_LONGEST_SHOWN]}…"
