"""What taking a copy in would change, in words and a row for each plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.library.backups import Computer, named_so
from ldn_desktop.library.bodies import Revision
from ldn_desktop.library.restoring import Changes, Contents, PlanChange
from ldn_desktop.reference.words.english import counted, full_date
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.workspace.copies import made_on
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.plan_rows import text_in
from ldn_desktop.workspace.taking_copies import Found, Way

NO_NAME = "no name"
_WAYS = {
    Way.MAKE: "A library would be made here, with all that is in the file. What opens the file opens it.",
    Way.MEND: "The library here lacks its keys. They would be put back from the file; no record is changed.",
    Way.REPLACE: (
        "The library here is damaged. It would be set aside in a folder beside, whole as it is, and the one of the "
        "file stands in its place."
    ),
}


class ChangeRow(NamedTuple):
    """A plan, by its patient's name, and what would become of it."""

    name: str
    what: str


def sentences(changes: Changes) -> list[str]:
    """Say what would change, most of all first; that nothing would where it is so."""
    return list(_sentences(changes))


def held_by(held: Contents) -> str:
    """Say what a file holds that was read to its end."""
    parts = f"{counted(held.plans, 'plan', 'plans')} and {counted(held.visits, 'visit', 'visits')}"
    last = f" The last of it was kept on {full_date(held.last.astimezone().date())}." if held.last else ""
    return f"The file is whole. It holds {parts}.{last}"


def found_words(found: Found) -> list[str]:
    """Say what a file can do where no library is open, and what it holds."""
    return [_WAYS[found.way], *([] if found.held is None else [held_by(found.held)])]


def whose(path: Path, library: str, here: str, computer: Computer) -> str:
    """Say of which library a file is and, of a backup, where and when it was made; ``here`` is the open library."""
    other = "this library" if library == here else "another library"
    of = f" of {other}" if here else ""
    backup = named_so(path)
    if backup is None:
        return f"A file{of}." if of else ""
    where = "" if backup.computer is None else f" on {made_on(backup, computer)}"
    return f"A backup{of}, made{where} on {full_date(backup.on)}."


def done_by(added: int, removed: int) -> list[str]:
    """Say what taking a file in did: how many records it added, how many plans it removed."""
    told = [f"Restored: {counted(added, 'record', 'records')} added; nothing was overwritten."]
    if removed:
        were = (
            "was removed: the file says it was" if removed == 1 else "were removed: the file says they were"
        )
        told.append(f"{counted(removed, 'plan', 'plans')} {were} erased.")
    return told


def rows(changes: Changes, kept: KeptPlans | None) -> list[ChangeRow]:
    """Return a row for each plan that changes, those first that somebody has to look at; ``kept`` is what is here."""
    goes = [
        ChangeRow(_name(kept, subject), "is removed: the file says it was erased")
        for subject in changes.erases
    ]
    ranked = sorted(changes.plans, key=_rank)
    told = [ChangeRow(_plan_name(plan, kept), _what(plan)) for plan in ranked]
    stays = len(changes.refused)
    out = [ChangeRow(counted(stays, "plan", "plans"), "stays out: erased for good here")] if stays else []
    return [*goes, *told, *out]


def name_of(plan: bytes) -> str:
    """Return the patient's name in the bytes of a plan, and the number where there is one, in one line."""
    name = one_line(text_in(plan, "patient", "name")) or NO_NAME
    number = one_line(text_in(plan, "patient", "identifier"))
    return f"{name}, {number}" if number else name


def _sentences(changes: Changes) -> Iterator[str]:
    new = sum(not plan.here for plan in changes.plans)
    more = sum(plan.here for plan in changes.plans)
    beside = sum(plan.beside for plan in changes.plans)
    if not changes.added:
        yield "Nothing would change: the library holds all that is in the file."
    if new:
        yield f"{counted(new, 'plan', 'plans')} would be added."
    if more:
        yield f"{counted(more, 'plan', 'plans')} of the library would get more records."
    if beside:
        many = counted(beside, "plan", "plans")
        yield f"In {many} a revision would stand beside another: both stay, and the list asks you to look."
    if changes.erases:
        yield f"{counted(len(changes.erases), 'plan', 'plans')} would be removed: the file says they were erased."
    if changes.refused:
        yield f"{counted(len(changes.refused), 'plan', 'plans')} of the file stay out: they were erased for good here."
    if changes.practice:
        many = counted(changes.practice, "record", "records")
        yield f"{many} of the practice would be added: saved filters, settings, where copies are."
    if changes.newer:
        many = counted(changes.newer, "record", "records")
        yield f"{many} of a newer version of the program would be kept as they are."
    if changes.here:
        yield f"Nothing is overwritten: what the file lacks stays ({counted(changes.here, 'record', 'records')})."


def _rank(plan: PlanChange) -> tuple[bool, bool]:
    return not plan.beside, plan.here


def _what(plan: PlanChange) -> str:
    if not plan.here:
        return f"is added, with {counted(plan.records, 'record', 'records')}"
    more = f"gets {counted(plan.records, 'record', 'records')} more"
    return f"{more}; revisions stand beside each other" if plan.beside else more


def _plan_name(plan: PlanChange, kept: KeptPlans | None) -> str:
    return name_of(plan.revision.plan) if plan.revision is not None else _name(kept, plan.subject)


def _name(kept: KeptPlans | None, subject: str) -> str:
    head = kept.history(subject).head if kept is not None else None
    return name_of(head.body.plan) if head is not None and isinstance(head.body, Revision) else NO_NAME
