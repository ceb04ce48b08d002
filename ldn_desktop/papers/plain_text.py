"""The patient plan as plain text, in reading order: what a PDF of it must say, and what a person can copy."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.plan_rows import Box, Row
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.sentences import Sentences

_SECTIONS = ("call", "emergency", "expect", "safe", "missed", "driving", "stop", "licence")


def patient_text(document: PatientPlan) -> str:
    """Return the whole document as text; a row is a block of lines that begins with its number."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: PatientPlan) -> Iterator[str]:
    yield from (
        line
        for line in (document.head.name, document.head.address, document.prescriber, document.phone)
        if line
    )
    yield document.frame.title
    for label, value in document.person:
        yield f"{label}: {value}"
    if document.alert:
        yield plain(document.alert)
    yield from map(plain, _told(document))
    yield from _section(document, "opioids")
    yield from _section(document, "stopped")
    yield from (plain(line) for line in (document.operation, *document.instructions) if line)
    if document.key:
        yield "; ".join(text for text, _ in document.key)
        yield document.key_note
    yield from document.done
    for row in document.rows:
        yield from row_lines(row, document.words)
    if document.supply:
        yield "; ".join(document.supply.heads)
        yield from (plain("; ".join((row.product, *row.left, *row.need))) for row in document.supply.rows)
    for name in _SECTIONS:
        yield from _section(document, name)
    if document.local_rules:
        yield document.local_rules
    if document.code:
        yield document.code.text


def _told(document: PatientPlan) -> Iterator[str]:
    """Yield what changes and how it is taken; that all else is replaced stands with the change, else last."""
    change, replaces = document.change, [document.replaces] if document.replaces else []
    if change:
        yield from (change.heading, change.figure, *change.sentences, *replaces)
    yield from document.intro
    if not change:
        yield from replaces


def row_lines(row: Row, words: Sentences) -> Iterator[str]:
    """Yield the lines of one row: number and dates, dose, what to take, notes, boxes by week."""
    until = "" if row.one_day else row.until
    yield words.say("text.row", number=row.number, first=row.first, until=until).rstrip()
    yield words.say("text.dose", dose=row.dose)
    for intake in row.intakes:
        for portion in intake.portions:
            name = "text.take_at" if intake.time else "text.take"
            yield plain(words.say(name, time=intake.time, portion=portion.text))
    yield from (plain(note) for note in row.notes)
    for week in row.weeks:
        yield words.say("text.boxes", days=" ".join(_box(box, row) for box in week))


def _box(box: Box, row: Row) -> str:
    return f"{box.weekday} {box.number if box.due else row.free}".strip()


def _section(document: PatientPlan, name: str) -> Iterator[str]:
    section = document.section(name)
    if section.advice:
        yield section.heading
    yield from (plain(advice.text) for advice in section.advice)
