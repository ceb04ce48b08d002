"""The opioids that a plan names among its other medicines alone: papers treat them as those of the safety check's list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ldn_desktop.domain.plan import Plan
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import MedicineMatch
from ldn_desktop.reference.medicines.rules import doubts

PLANNED, WEAK, UNPRESCRIBED, UNNAMED = "planned", "weak", "unprescribed", "unnamed"
_MOST_NAMED = 2
"""Names that one word of a class may mean and a sentence for the patient can hold."""


class TypedOpioid(NamedTuple):
    """One opioid: its ``name``, empty where it is not clear which, of what ``kind``, and the medicine as ``typed``."""

    kind: str
    name: str
    typed: str


def typed_opioids(plan: Plan, content: Content) -> Iterator[TypedOpioid]:
    """Yield the opioids among a plan's other medicines, but those that the safety check lists.

    Words that may mean several opioids are none that it lists: nobody has said so.
    """
    listed = {use.opioid for use in plan.screening.opioids}
    for typed in plan.medicines:
        reading = content.read_medicine(typed)
        together: dict[str, list[MedicineMatch]] = {}
        for match in reading.sure:
            if match.medicine.opioids:
                together.setdefault(match.typed, []).append(match)
        for matches in together.values():
            meant = {opioid.id for match in matches for opioid in match.medicine.opioids}
            if listed.isdisjoint(meant):
                yield from _of(matches, typed)
        for doubt in doubts(reading):
            if doubt.severity == "blocking":
                yield TypedOpioid(UNNAMED, "", typed)


def _of(matches: list[MedicineMatch], typed: str) -> Iterator[TypedOpioid]:
    taken = [match for match in matches if match.medicine.is_opioid]
    names = tuple(dict.fromkeys(match.name for match in taken))
    if len(names) > _MOST_NAMED:
        yield TypedOpioid(UNNAMED, "", typed)
        return
    if taken:
        prescribed = any(opioid.prescribed for match in taken for opioid in match.medicine.opioids)
        yield TypedOpioid(PLANNED if prescribed else UNPRESCRIBED, " or ".join(names), typed)
        return
    for match in matches:
        if any(opioid.interval.effect == "review" for opioid in match.medicine.opioids):
            yield TypedOpioid(WEAK, match.name, typed)
