"""What happened to a plan: an entry of its line of time, and what the line says as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.library.bodies import Deletion, Exported, Handed, Newer, Paper, Revision, Visit
from ldn_desktop.papers.plan_history import HISTORY
from ldn_desktop.reference.words.english import ENGLISH, counted, weekday_date
from ldn_desktop.workspace.revision_line import local_day, made_by

if TYPE_CHECKING:
    from ldn_desktop.library.history import History
    from ldn_desktop.library.records import Record
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.workspace.knowledge import Knowledge


class Kind(StrEnum):
    """What an entry tells of; its mark follows from it."""

    REVISION = "revision"
    VISIT = "visit"
    PAPER = "paper"
    EXPORT = "export"
    HANDED = "handed"
    DELETION = "deletion"
    NEWER = "newer"


class Entry(NamedTuple):
    """Something that happened: a ``title``, when and by whom (``said``), and ``lines`` of what there is to it.

    A visit that made a revision is told with it: ``records`` then holds both, the revision first. ``number`` is that of
    a revision, else 0. ``day`` is the day of a visit, else that of the record here. ``gone`` says of what was deleted
    that it was, and of a deletion that it was taken back; empty of what counts.
    """

    kind: Kind
    records: tuple[Record, ...]
    number: int
    day: date
    title: str
    said: str
    lines: tuple[str, ...] = ()
    gone: str = ""

    @property
    def key(self) -> str:
        """What an entry is known by."""
        return self.records[0].hash

    @property
    def counts(self) -> bool:
        """Whether it counts."""
        return not self.gone

    @property
    def told(self) -> tuple[str, ...]:
        """What is said below the title."""
        return (" · ".join(filter(None, (self.gone, self.said))), *self.lines)

    @property
    def text(self) -> str:
        """All that it says, for those who hear it and those who copy it."""
        return ". ".join(part.rstrip(".") for part in (self.title, *self.told)) + "."


def to_settle(history: History, knowledge: Knowledge) -> str:
    """Say what somebody has to do where revisions were made beside each other; empty where none were."""
    if not history.concurrent:
        return ""
    words = knowledge.content.sentences(HISTORY)
    names = [
        words.say(
            "concurrent_one",
            name=name_of(head, words),
            day=weekday_date(local_day(head.at)),
            author=made_by(head),
        )
        # A newer program's tells neither when nor by whom.
        if not isinstance(head.body, Newer)
        else name_of(head, words)
        for head in history.heads
    ]
    told = words.say("concurrent", names=ENGLISH.listed(names))
    return told[:1].upper() + told[1:]


def head_line(history: History, entries: Sequence[Entry]) -> str:
    """Count revisions and visits that count."""
    revisions = sum(entry.kind is Kind.REVISION and entry.counts for entry in entries)
    visits = sum(isinstance(record.body, Visit) for record in history.counting)
    return f"{counted(revisions, 'revision')}, {counted(visits, 'visit')}"


def name_of(record: Record, words: Sentences) -> str:
    """Name a record within a sentence, such as *revision 3* or *the visit of Tue 5 Jan 2027*."""
    match record.body:
        case Revision(number=number):
            return words.say("name.revision", number=str(number))
        case Visit(on=on) | Handed(on=on):
            kind = "visit" if isinstance(record.body, Visit) else "handed"
            return words.say(f"name.{kind}", day=weekday_date(on))
        case Paper() | Exported() | Deletion():
            return words.say(f"name.{record.kind}")
        case _:
            return words.say("name.other")
