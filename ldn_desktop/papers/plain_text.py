"""The patient plan as plain text, in reading order: what a PDF of it must say, and what a person can copy."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.papers.patient_plan import PatientPlan, Row
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.wording import weekday

_SECTIONS = ("call", "emergency", "expect", "safe", "missed", "driving", "stop", "licence")


def patient_text(document: PatientPlan) -> str:
    """Return the whole document as text; a row is a block of lines that begins with its number."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: PatientPlan) -> Iterator[str]:
    yield from (line for line in (document.practice, document.prescriber, document.phone) if line)
    yield document.title
    for label, value in document.person:
        yield f"{label}: {value}"
    if document.alert:
        yield plain(document.alert)
    if document.change:
        yield document.change.heading
        yield document.change.figure
        yield from (plain(line) for line in document.change.sentences)
    yield from (plain(line) for line in (document.replaces, *document.intro) if line)
    yield from _section(document, "opioids")
    yield from _section(document, "stopped")
    if document.key:
        yield "; ".join(text for text, _ in document.key)
        yield document.key_note
    yield from document.done
    for row in document.rows:
        yield from row_lines(row)
    for name in _SECTIONS:
        yield from _section(document, name)
    if document.local_rules:
        yield document.local_rules


def row_lines(row: Row) -> Iterator[str]:
    """Yield the lines of one row: number and dates, dose, what to take, notes, boxes by week."""
    yield f"Step {row.number}: {row.first}" + (f" to {row.last}" if row.last != row.first else "")
    yield f"Dose: {row.dose}"
    for intake in row.intakes:
        prefix = f"{intake.time}: " if intake.time else ""
        for portion in intake.portions:
            yield f"Take {prefix}{plain(portion.text)}"
    yield from (plain(note) for note in row.notes)
    for week in row.weeks:
        yield "Boxes: " + " ".join(f"{weekday(day, 2)} {day.day}" for day in week)


def _section(document: PatientPlan, name: str) -> Iterator[str]:
    section = document.section(name)
    if section.advice:
        yield section.heading
    yield from (plain(advice.text) for advice in section.advice)
