"""The record as plain lines, to be pasted into another system's record."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain.rhythm import Cycle
from ldn_desktop.papers import clinician_record
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.handed_over import HandedOver
from ldn_desktop.papers.tables import Section, Tables
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.typefaces import END_OF_ISOLATE, ISOLATE

_BETWEEN = " | "
_DIRECTIONS = dict.fromkeys(map(ord, (ISOLATE, END_OF_ISOLATE)))


def export(context: PaperContext) -> bytes:
    """Return the lines of a plan's record; those of one that is blocked begin with what the record says of that."""
    return record_text(context).encode()


def record_text(context: PaperContext) -> str:
    """Return the same as text, to be copied."""
    record, told = clinician_record.make(context), HandedOver(context)
    # A record that knows no marks of direction would show them.
    return "".join(f"{plain(line)}\n" for line in _lines(record, told)).translate(_DIRECTIONS)


def _lines(record: Tables, told: HandedOver) -> Iterator[str]:
    if record.alert:
        yield record.alert
    yield record.frame.title
    yield record.frame.footer_left
    yield from (f"{label}: {text}" for label, text in record.person)
    regimen, *others = record.sections
    yield from _table(regimen, told, list(_counted(told)))
    for section in others:
        yield from _table(section, told)
    yield ""
    yield from record.foot


def _counted(told: HandedOver) -> Iterator[str]:
    """Yield for each step from which day its rhythm is counted; nothing where it is not."""
    for step in told.regimen.steps:
        counts = isinstance(step.phase.rhythm, Cycle) and step.phase.dose_ng
        yield told.rhythm(step.phase) if counts else ""


def _table(section: Section, told: HandedOver, beside: list[str] | None = None) -> Iterator[str]:
    yield ""
    if section.sentence or not section.rows:
        yield ": ".join(part for part in (section.heading, section.sentence) if part)
        return
    yield told.words.say("record", heading=section.heading, columns=_BETWEEN.join(section.heads))
    for row, more in zip(section.rows, beside or [""] * len(section.rows), strict=True):
        yield f"- {_BETWEEN.join(part for part in (*row, more) if part)}"
