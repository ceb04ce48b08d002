"""Whose the open plan is, and when it names another patient than before."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.plan import Patient
from ldn_desktop.reference.search.spelling import distance
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.file_names import one_line

_GENERATION = 10
"""Years from which on one wrong digit in a year of birth is no slip any more."""


def names_another(held: Patient, now: Patient) -> bool:
    """Tell whether a plan that named one patient now names another.

    So it is where two of name, birth date and number differ, where the names have no word in common, and where the
    birth dates differ by more than a slip: two people may have one name. One that differs else is a correction.
    """
    dates = held.birth_date, now.birth_date
    born = None not in dates and dates[0] != dates[1]
    number = _differ(held.identifier, now.identifier)
    if dates[0] and dates[1] and not is_slip(dates[0], dates[1]):
        return True
    if (
        _known(held.name)
        and _known(now.name)
        and not set(_known(held.name).split()) & set(_known(now.name).split())
    ):
        return True
    return sum((_differ(held.name, now.name), born, number)) > 1


def is_slip(one: date, other: date) -> bool:
    """Tell whether two birth dates may be one, of which one was written wrongly. A date is one with itself.

    So may be those that differ in the day alone, in the month alone, in day and month exchanged, or, less than ten
    years apart, in one digit of the year or two neighbouring ones exchanged: a generation apart they are two people's.
    """
    if one.year == other.year:
        exchanged = (one.month, one.day) == (other.day, other.month)
        return one.month == other.month or one.day == other.day or exchanged
    same_day = (one.month, one.day) == (other.month, other.day)
    near = abs(one.year - other.year) < _GENERATION
    return same_day and near and distance(f"{one.year:04}", f"{other.year:04}", 1) <= 1


class Owner(NamedTuple):
    """Whose plan is open, and how that is known: ``how`` is a sentence with a gap for the person."""

    patient: Patient
    how: str = "This plan was opened as that of {person}."

    def learned(self, patient: Patient) -> Owner:
        """Return the same, knowing of the patient what it did not yet: who has no name at first is somebody, too."""
        known = self.patient
        return self._replace(
            patient=known._replace(
                name=known.name if known.name.strip() else patient.name,
                birth_date=known.birth_date or patient.birth_date,
                identifier=known.identifier if known.identifier.strip() else patient.identifier,
            )
        )


FIRST_PRINTED = "A paper of this plan was made for {person}."
FIRST_SAVED = "This plan was first saved as that of {person}."
SAID_SO = "You said that this plan is that of {person}."


def person_question(place: str, owner: Owner, held: Patient | None, now: Patient) -> str:
    """Return what is to be asked before the plan of one patient goes on as that of another.

    ``held`` is whom the plan in its ``place``, as it begins a sentence, is of, ``None`` where nobody can tell.
    """
    asked = f"What is open now names {person(now)}."
    opened = owner.how.format(person=person(owner.patient))
    if held is None:
        return f"{opened} {asked}"
    if held == owner.patient:
        return f"{place} holds the plan of {person(held)}. {asked}"
    return f"{opened} {place} holds that of {person(held)} now. {asked}"


def _known(text: str) -> str:
    return " ".join(text.split()).casefold()


def _differ(one: str, other: str) -> bool:
    return bool(_known(one) and _known(other)) and _known(one) != _known(other)


def person(patient: Patient) -> str:
    """Name a patient in a sentence."""
    name = one_line(patient.name).strip() or "a patient without a name"
    born = f", born {full_date(patient.birth_date)}" if patient.birth_date else ""
    number = f", number {one_line(patient.identifier)}" if patient.identifier else ""
    return f"{name}{born}{number}"
