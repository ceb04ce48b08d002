"""What stands in the place where a plan is to be saved, and whether it may be replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.reference.search.spelling import distance
from ldn_desktop.reference.words.wording import full_date
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import MAX_BYTES, MissingError, StoreError, read_limited

_GENERATION = 10
"""Years from which on one wrong digit in a year of birth is no slip any more."""


class PlanFileError(ValueError):
    """A plan that no file could give back. Its text is one sentence."""


class Place(NamedTuple):
    """What was found in the place of a file.

    ``digest`` is that of its bytes, empty where they could not be read; ``missing`` that there is nothing; ``problem``
    why it is no plan that can be read, in a sentence; ``plan`` the plan in it.
    """

    digest: str = ""
    missing: bool = False
    problem: str = ""
    plan: Plan | None = None


def digest_of(data: bytes) -> str:
    """Return the digest by which a file's content is known again."""
    return sha256(data).hexdigest()


def look(
    path: Path,
    vocabulary: Vocabulary,
    known: str = "",
    read: Callable[[bytes, Vocabulary], Plan] = read_plan,
) -> Place:
    """Return what stands in the place of a file. It is not read as a plan where its digest is ``known``. Never raises."""
    try:
        data = read_limited(path)
    except MissingError:
        return Place(missing=True)
    except StoreError as error:
        return Place(problem=str(error))
    digest = digest_of(data)
    if digest == known:
        return Place(digest)
    try:
        return Place(digest, plan=read(data, vocabulary))
    except FileError as error:
        return Place(digest, problem=str(error))


@contextmanager
def told_as_unwritable() -> Iterator[None]:
    """Tell what cannot be written, or not read back once written, as a ``PlanFileError``."""
    try:
        yield
    except UnicodeEncodeError:
        raise PlanFileError(
            "Something typed holds half a character, which no file can hold; type it again."
        ) from None
    except FileError as error:
        raise PlanFileError(f"What would be written could not be opened again. {error}") from error


def plan_bytes(plan: Plan, vocabulary: Vocabulary) -> bytes:
    """Return the bytes of a plan's file, read back before anybody writes them.

    Those of a plan too large to be laid out over lines are written without. Refused (``PlanFileError``): a plan that the
    program could not open again.
    """
    with told_as_unwritable():
        data = write_plan(plan)
        if len(data) > MAX_BYTES:
            data = write_plan(plan, compact=True)
        again = read_plan(data, vocabulary)
    if write_plan(again) != write_plan(plan):
        raise PlanFileError("What would be written is not the plan as it stands; please report this fault.")
    return data


def refusal(path: Path, place: Place, plan: Plan, *, is_open: bool) -> str:
    """Return why ``plan`` may not take the place of what was found, in a sentence; empty where it may.

    Refused: another plan, told by its id; one without an id, unless it is the file that is open. A file that holds no
    readable plan is refused where it is not the open one: nobody can tell whose it is.
    """
    name = f"“{one_line(path.name)}”"
    if place.plan is None:
        if not place.problem or is_open:
            return ""
        return (
            f"{name} is there already, and what is in it cannot be told. {place.problem} It is not replaced."
        )
    whose = _whose(place.plan)
    if not place.plan.id:
        told = f"{name} holds {whose}. It has no id, so nobody can tell whether it is this one; it is not replaced."
        return "" if is_open and not plan.id else told
    return f"{name} holds {whose}, not this one. It is not replaced." if place.plan.id != plan.id else ""


def question(path: Path, place: Place) -> str:
    """Return what is to be asked before the open file, changed by somebody else meanwhile, is written; in a sentence."""
    name = f"“{one_line(path.name)}”"
    if place.missing:
        return f"{name} is no longer where it was: moved, renamed or deleted. Saving makes it there again."
    if place.digest and place.problem:
        return f"{name} has been changed since this window opened it, and holds no plan that can be read. Saving over it would lose what it holds."
    if place.problem:
        return f"Whether {name} has changed cannot be told. {place.problem} Saving over it would lose what it holds."
    return f"{name} has been changed since this window opened it. Saving over it would lose that change."


def names_another(held: Patient, now: Patient) -> bool:
    """Tell whether a plan that named one patient now names another.

    So it is where two of name, birth date and number differ, where the names have no word in common, and where the birth
    dates differ by more than a slip: two people may have one name. One that differs else is a correction.
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

    So may be those that differ in the day alone, in the month alone, in day and month exchanged, or, less than ten years
    apart, in one digit of the year or two neighbouring ones exchanged: a generation apart they are two people's.
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


def person_question(path: Path | None, owner: Owner, held: Patient | None, now: Patient) -> str:
    """Return what is to be asked before the plan of one patient goes on as that of another; ``held`` is whom the file names."""
    told = f"What is open now names {_person(now)}."
    if path is None or held is None:
        return f"{owner.how.format(person=_person(owner.patient))} {told}"
    name = f"“{one_line(path.name)}”"
    if held == owner.patient:
        return f"{name} holds the plan of {_person(held)}. {told}"
    return (
        f"{owner.how.format(person=_person(owner.patient))} {name} holds that of {_person(held)} now. {told}"
    )


def words_for(path: Path, place: Place) -> str:
    """Return whose plan stands in the place of a file, for the question whether to replace it."""
    if place.plan is None:
        return f"“{one_line(path.name)}” is there already."
    return f"“{one_line(path.name)}” holds {_whose(place.plan)}, revision {place.plan.revision}."


def _known(text: str) -> str:
    return " ".join(text.split()).casefold()


def _differ(one: str, other: str) -> bool:
    return bool(_known(one) and _known(other)) and _known(one) != _known(other)


def _person(patient: Patient) -> str:
    name = one_line(patient.name).strip() or "a patient without a name"
    born = f", born {full_date(patient.birth_date)}" if patient.birth_date else ""
    number = f", number {one_line(patient.identifier)}" if patient.identifier else ""
    return f"{name}{born}{number}"


def _whose(plan: Plan) -> str:
    patient = plan.patient
    # A name and the birth date tell who it is.
    person = _person(patient._replace(identifier="") if patient.name else patient)
    return f"the plan of {person}, from {full_date(plan.start_date)}"
