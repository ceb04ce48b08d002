"""The findings on the patient's other medicines: what a table knows of each by its name, and those it does not know."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain.finding import Figure, Finding
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.rules import Rules

KNOWN, UNCHECKED = "known-interaction", "medicine-unchecked"


def medicine_findings(plan: Plan, rules: Rules) -> Iterator[Finding]:
    """Yield one finding for each entry of the table that a medicine is in, as severe as the table says, where it knows any.

    What the table does not know is told in one finding together. An opioid that the safety check lists is told there.
    """
    if rules.medicines is None:
        return
    listed = {use.opioid for use in plan.screening.opioids}
    unknown = []
    for name in plan.medicines:
        entries = rules.medicines(name)
        if not entries:
            unknown.append(name)
        for entry in entries:
            if entry.severity and listed.isdisjoint(entry.opioids):
                figures: dict[str, Figure | None] = {"medicine": name, "entry": entry.id}
                yield rules.finding(KNOWN, None, figures)._replace(severity=entry.severity)
    if unknown:
        yield rules.finding(UNCHECKED, None, {"medicines": tuple(unknown)})
