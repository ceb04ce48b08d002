"""What was read of a medicine, as the findings on a plan need it."""

from __future__ import annotations

from ldn_desktop.domain.rules import MedicineReading, MedicineRule
from ldn_desktop.reference.interactions import MET, NONE_FOUND
from ldn_desktop.reference.medicine_finder import MedicineMatch, Reading


def medicine_reading(reading: Reading) -> MedicineReading:
    """Return the entries that a text certainly means, and what of it is left.

    What is told alike of the same words stands there once. All opioids that the same words may mean are one, as severe as
    the most severe: one of them among the opioids of the safety check is enough.
    """
    together: dict[tuple[str, str], list[MedicineMatch]] = {}
    for match in reading.sure:
        told = "" if match.medicine.is_opioid else match.medicine.known
        together.setdefault((match.typed, told), []).append(match)
    entries = tuple(_rule(matches) for matches in together.values())
    return MedicineReading(entries, reading.open if reading.sure else ())


def _rule(matches: list[MedicineMatch]) -> MedicineRule:
    worst = min(matches, key=_severity)
    severity = worst.medicine.severity
    return MedicineRule(
        id=worst.medicine.id,
        severity="" if severity == NONE_FOUND else severity,
        opioids=tuple(opioid.id for match in matches for opioid in match.medicine.opioids),
        read_as=worst.text if worst.how == "similar" else "",
    )


def _severity(match: MedicineMatch) -> int:
    return MET.index(match.medicine.severity)
