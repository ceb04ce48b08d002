"""The place of a plan in the library, and what stands there beside what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.errors import LibraryError, NewerError
from ldn_desktop.storage.files import MissingError
from ldn_desktop.workspace.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ldn_desktop.library.history import History
    from ldn_desktop.library.records import Record
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.plan_library import PlanLibrary

_ADDRESS = "library:"
_PLACE = "The plan in the library"


@dataclass(frozen=True)
class InLibrary(Origin):
    """A plan of a library, by its subject.

    ``known`` are the hashes of the revisions that stood there when it was last read or kept, in their order, with
    blanks between: what is kept next follows on them.
    """

    library: PlanLibrary
    subject: str

    @classmethod
    def at(cls, address: str, library: PlanLibrary) -> InLibrary | None:
        """Return the place of an address that names one of a library."""
        return cls(library, address.removeprefix(_ADDRESS)) if address.startswith(_ADDRESS) else None

    @property
    def title(self) -> str:
        """What a plan of the library is called whose patient has no name."""
        return "Plan of the library"

    @property
    def name(self) -> str:
        """What sentences call it."""
        return _PLACE

    @property
    def quoted(self) -> str:
        """No name of a file."""
        return self.name

    @property
    def kept(self) -> bool:
        """It is kept there again."""
        return True

    @property
    def in_library(self) -> bool:
        """It is."""
        return True

    @property
    def saved_words(self) -> str:
        """Where a plan stands that is saved."""
        return "In the library"

    @property
    def address(self) -> str:
        """The library's word and the subject."""
        return f"{_ADDRESS}{self.subject}"

    def read(self) -> bytes:
        """Return the plan that stands. Refused (``StoreError``): what cannot be read, or does not stand any more."""
        from ldn_desktop.library.bodies import Revision

        told = self.history()
        if told.gone:
            raise MissingError("It was deleted there; bring it back in Plans first.")
        if told.head is None:
            raise MissingError("No revision of it stands there any more.")
        if not isinstance(told.head.body, Revision):
            raise NewerError(
                "A newer version of the program wrote the revision that stands; update the program."
            )
        return told.head.body.plan

    def read_as(self, data: bytes) -> Origin:  # noqa: ARG002 - what stands there is known by its records
        """Return the place, knowing which revisions stand there."""
        return replace(self, known=" ".join(head.hash for head in self.history().heads))

    def history(self) -> History:
        """Return the history of the plan. Refused (``LibraryError``): a locked library, a record nobody wrote so."""
        try:
            return self.library.kept.history(self.subject)
        except FileError as error:
            raise LibraryError(f"A record of it cannot be read. {error}") from error

    def next_visit(self) -> date | None:
        """Return the day that its visits name, unless it is deleted. Refused (``LibraryError``): as ``history``."""
        told = self.history()
        return None if told.gone else told.next_visit

    def followed(self, told: History) -> tuple[Record, ...]:
        """Return the revisions that were seen, of those that are there."""
        return tuple(record for record in told.records if record.hash in self.known.split())

    def others(self, told: History) -> tuple[Record, ...]:
        """Return the revisions that stand now and were not seen."""
        return tuple(head for head in told.heads if head.hash not in self.known.split())


def standing_words(heads: Sequence[Record]) -> str:
    """Name revisions in one line: number, when, by whom and why."""
    return "; ".join(map(_revision_words, heads))


def _revision_words(record: Record) -> str:
    from ldn_desktop.library.bodies import Revision
    from ldn_desktop.reference.words.english import full_date
    from ldn_desktop.storage.file_names import one_line
    from ldn_desktop.workspace.revision_line import NO_AUTHOR

    if not isinstance(record.body, Revision):
        return "a newer program's revision"
    at, number = record.at.astimezone(), f"revision {record.body.number}"
    by = f", by {one_line(record.author)}" if record.author.strip() else f", {NO_AUTHOR}"
    why = f", “{one_line(record.reason)}”" if record.reason.strip() else ""
    return f"{number} of {full_date(at.date())}, {at:%H:%M}{by}{why}"


def last_numbered(told: History) -> Record | None:
    """Return the revision with the highest number that there ever was of a plan."""
    from ldn_desktop.library.bodies import Revision

    found = [
        (record.body.number, at, record)
        for at, record in enumerate(told.records)
        if isinstance(record.body, Revision)
    ]
    return max(found)[2] if found else None


def last_number(told: History) -> int:
    """Return the highest number that a revision of a plan ever had; 0 where there is none."""
    from ldn_desktop.library.bodies import Revision

    return max(
        (record.body.number for record in told.records if isinstance(record.body, Revision)), default=0
    )


def subject_of(kept: KeptPlans, plan_id: str) -> str:
    """Return the subject of the plan with an id, a deleted one's where no other has it; empty where there is none."""
    from ldn_desktop.library.index_row import MAKER, read_row
    from ldn_desktop.workspace.kept_plans import BATCH

    if not plan_id:
        return ""
    stale = kept.stale()
    if len(stale) <= BATCH:
        kept.renew(stale)
    # Of thousands of rows those are read that may be of it.
    named = plan_id.encode()
    found = ((subject, told) for subject, told in kept.store.entries(MAKER) if named in told)
    rows = ((subject, read_row(told)) for subject, told in found)
    own = [(row.deleted, subject) for subject, row in rows if row.plan_id == plan_id]
    return min(own)[1] if own else ""
