"""What stands in the place of a plan: as bytes that are sure to be read again, and what was found there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import Plan
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.files import MAX_BYTES, MissingError, StoreError
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Origin, digest_of
from ldn_desktop.workspace.owner import person


class PlanFileError(ValueError):
    """A plan that no file could give back. Its text is one sentence."""


def bytes_for(draft: Draft, vocabulary: Vocabulary, *, finished: bool) -> bytes:
    """Return the bytes of a ``finished`` plan, or of an unfinished one with its form.

    They are read back before they are written. Those of a plan too large to be laid out over lines are written without.
    Refused (``PlanFileError``): what the program could not open again.
    """
    with _told_as_unwritable():
        if finished:
            data = written = write_plan(draft.plan)
            if len(data) > MAX_BYTES:
                data = write_plan(draft.plan, compact=True)
            if write_plan(read_plan(data, vocabulary)) == written:
                return data
        else:
            data = write_draft(draft)
            if read_draft(data, vocabulary) == draft:
                return data
    what = "the plan" if finished else "the form"
    raise PlanFileError(f"What would be written is not {what} as it stands; please report this fault.")


@contextmanager
def _told_as_unwritable() -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError:
        raise PlanFileError(
            "Something typed holds half a character, which no file can hold; type it again."
        ) from None
    except FileError as error:
        raise PlanFileError(f"What would be written could not be opened again. {error}") from error


def draft_in(data: bytes, knowledge: Knowledge, *, finished: bool) -> Draft:
    """Return the draft in the bytes of a plan, ``finished`` or not.

    Refused (``FileError``): what its format refuses.
    """
    if finished:
        return knowledge.offers.draft_of(read_plan(data, knowledge.vocabulary))
    return read_draft(data, knowledge.vocabulary)


class Found(NamedTuple):
    """What was found in a place.

    ``digest`` is that of its bytes, empty where they could not be read; ``missing`` that there is nothing; ``problem``
    why it is no plan that can be read, in a sentence; ``plan`` the plan in it.
    """

    digest: str = ""
    missing: bool = False
    problem: str = ""
    plan: Plan | None = None


def look(origin: Origin, vocabulary: Vocabulary, known: str = "") -> Found:
    """Return what stands in a place. It is not read as a plan where its digest is ``known``. Never raises."""
    try:
        data = origin.read()
    except MissingError:
        return Found(missing=True)
    except StoreError as error:
        return Found(problem=str(error))
    digest = digest_of(data)
    if digest == known:
        return Found(digest)
    try:
        plan = read_plan(data, vocabulary) if origin.finished else read_draft(data, vocabulary).plan
    except FileError as error:
        return Found(digest, problem=str(error))
    return Found(digest, plan=plan)


def refusal(name: str, found: Found, plan: Plan, *, is_open: bool) -> str:
    """Return why ``plan`` may not replace what was found in the place of a name, in a sentence; empty where it may.

    Refused: another plan, told by its id; one without an id, unless it is the one that is open. What holds no readable
    plan is refused where it is not the open one: nobody can tell whose it is.
    """
    if found.plan is None:
        if not found.problem or is_open:
            return ""
        return f"“{name}” is there already, and what is in it cannot be told. {found.problem} It is not replaced."
    whose = _whose(found.plan)
    if not found.plan.id:
        if is_open and not plan.id:
            return ""
        unknown = "It has no id, so nobody can tell whether it is this one; it is not replaced."
        return f"“{name}” holds {whose}. {unknown}"
    return f"“{name}” holds {whose}, not this one. It is not replaced." if found.plan.id != plan.id else ""


def question(name: str, found: Found, *, is_open: bool) -> str:
    """Return what is to be asked before what was found is replaced.

    The open plan's, changed meanwhile, or another of it.
    """
    if not is_open and found.plan is None:
        return f"“{name}” is there already."
    if not is_open and found.plan is not None:
        return f"“{name}” holds {_whose(found.plan)}, revision {found.plan.revision}."
    if found.missing:
        return f"“{name}” is no longer where it was: moved, renamed or deleted. Saving makes it there again."
    loses = "Saving over it would lose what it holds."
    if found.problem and not found.digest:
        return f"Whether “{name}” has changed cannot be told. {found.problem} {loses}"
    changed = f"“{name}” has been changed since this window opened it"
    if found.problem:
        return f"{changed}, and holds no plan that can be read. {loses}"
    return f"{changed}. Saving over it would lose that change."


def _whose(plan: Plan) -> str:
    patient = plan.patient
    # A name and the birth date tell who it is.
    whom = person(patient._replace(identifier="") if patient.name else patient)
    return f"the plan of {whom}, from {full_date(plan.start_date)}"
