"""The finding on texts that cannot stand on paper as they are: no font draws their letters, or they are too long."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import Figure, Finding
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.rules import Rules

LONGEST_LINE = 500
"""Characters of a name, a number, a practice: no more of them has room on every paper, the wallet card included."""


_LONGEST_SHOWN = 40


def printable_findings(plan: Plan, rules: Rules) -> Iterator[Finding]:
    """Yield a finding for each text of the plan, or of a clinic's rules, that cannot be printed whole; its figures name it."""
    patient, prescriber = plan.patient, plan.prescriber
    lines = (patient.name, patient.identifier, prescriber.name, prescriber.practice, prescriber.phone)
    reasons = (entry.reason for entry in plan.overrides)
    texts = (*lines, plan.condition, plan.notes, *plan.medicines, *reasons, *rules.local_texts)
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


def _begun(text: str) -> str:
    """Return a text on one line as a sentence can name it: its beginning, where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_SHOWN else f"{flat[:_LONGEST_SHOWN]}…"
