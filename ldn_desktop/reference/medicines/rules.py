"""What was read of a medicine, as the findings on a plan need it."""

from __future__ import annotations

from ldn_desktop.domain.finding import BLOCKING, INFO, WARNING
from ldn_desktop.domain.rules import MedicineDoubt, MedicineReading, MedicineRule
from ldn_desktop.reference.medicines.finder import MedicineMatch, Reading
from ldn_desktop.reference.medicines.interactions import MET, NONE_FOUND
from ldn_desktop.reference.search.words import words

_LEAST_NAMING = 3
"""Letters of a word that names something: not the *co* of co-codamol."""


def medicine_reading(reading: Reading) -> MedicineReading:
    """Return the entries that a text certainly means, and what of it is left.

    What is told alike of the same words stands there once. All opioids that the same words may mean are one, as severe
    as the most severe: one of them among the opioids of the safety check is enough.
    """
    together: dict[tuple[str, str], list[MedicineMatch]] = {}
    for match in reading.sure:
        told = "" if match.medicine.is_opioid else match.medicine.known
        together.setdefault((match.typed, told), []).append(match)
    entries = tuple(_rule(matches) for matches in together.values())
    unclear = doubts(reading)
    return MedicineReading(entries, reading.unread if entries or unclear else (), unclear)


def doubts(reading: Reading) -> tuple[MedicineDoubt, ...]:
    """Return what of a text may mean one of several medicines, each with what all that it may mean amounts to."""
    together: dict[str, list[MedicineMatch]] = {}
    for match in reading.unsure:
        together.setdefault(match.typed, []).append(match)
    return tuple(_doubt(typed, matches) for typed, matches in together.items())


def _doubt(typed: str, matches: list[MedicineMatch]) -> MedicineDoubt:
    severities = {match.medicine.severity for match in matches}
    grave = [match for match in matches if match.medicine.opioids and match.medicine.severity == BLOCKING]
    severity = min(severities, key=MET.index)
    if grave:
        # Such as the morphine pump, which blocks and is no opioid of the list.
        severity = BLOCKING if severities == {BLOCKING} and all(map(_names_it, matches)) else WARNING
    return MedicineDoubt(
        typed=typed,
        meant=tuple(dict.fromkeys(match.name for match in matches)),
        severity=INFO if severity == NONE_FOUND else severity,
        opioids=tuple(opioid.id for match in grave for opioid in match.medicine.opioids),
    )


def _rule(matches: list[MedicineMatch]) -> MedicineRule:
    worst = min(matches, key=_severity)
    severity = worst.medicine.severity
    return MedicineRule(
        id=worst.medicine.id,
        severity="" if severity == NONE_FOUND else severity,
        opioids=tuple(opioid.id for match in matches for opioid in match.medicine.opioids),
        read_as=worst.text if worst.how == "similar" else "",
    )


def _names_it(match: MedicineMatch) -> bool:
    """Tell whether the words name the medicine rather than something that it has in common with others.

    In *Migraleve Pink* the first word does and the second does not; in *kaolin and morphine* neither does, nor the
    partner after a *with*.
    """
    if match.how != "part":
        return True
    named = [word for word in words(match.text) if len(word) >= _LEAST_NAMING]
    return "and" not in named and named[:1] == words(match.typed)[:1]


def _severity(match: MedicineMatch) -> int:
    return MET.index(match.medicine.severity)
