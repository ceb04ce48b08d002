"""The tables of the reference, made from its content."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ldn_desktop.articles.grid import Grid, Row
from ldn_desktop.articles.source_words import KIND_WORDS, addresses, citation, found_by, notes
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.grading import basis, studies_of
from ldn_desktop.reference.evidence.plain_words import line_in_words
from ldn_desktop.reference.medicines.interactions import MET
from ldn_desktop.reference.medicines.table import KnownMedicine
from ldn_desktop.reference.medicines.words import KNOWN_WORDS
from ldn_desktop.reference.opioids.table import Opioid


def grid(name: str, content: Content) -> Grid:
    """Return the table of a page. Refused: a name without a table (``KeyError``)."""
    return GRIDS[name](content)


def _studies(content: Content) -> Grid:
    names = {condition.id: condition.name for condition in content.conditions.values()}
    rows = tuple(
        Row(
            study.id,
            (
                study.name,
                ", ".join(names[condition] for condition in study.conditions),
                study.design,
                str(study.n or ""),
                study.dose,
                study.weeks,
                "low dose" if study.low_dose else "other dose",
                study.finding,
                study.result,
            ),
            source=study.id,
        )
        for study in content.studies.values()
    )
    columns = ("Study", "Condition", "Design", "n", "Dose", "Weeks", "Low dose", "Finding", "Result")
    used = {condition for study in content.studies.values() for condition in study.conditions}
    parts = {1: tuple(sorted(names[condition] for condition in used))}
    lead = f"{len(rows)} studies."
    return Grid("Studies", lead, columns, rows, frozenset({3}), (2, 1, 6, 7), frozenset({6, 8}), parts)


def _conditions(content: Content) -> Grid:
    topics = {topic.condition: topic.id for topic in content.topics.values() if topic.condition}
    rows = tuple(
        Row(
            condition.id,
            (
                condition.name,
                condition.grade,
                condition.direction,
                str(len(basis(condition, content.studies).trials)),
                str(len(studies_of(condition, content.studies))),
                condition.studied_dose,
                condition.summary,
            ),
            f"topic:{topics[condition.id]}",
        )
        for condition in content.conditions.values()
    )
    columns = ("Condition", "Grade", "Direction", "Trials", "Studies", "Dose studied", "In one line")
    lead = f"{len(rows)} conditions. Trials are the randomised ones at a low dose that count for the grade."
    return Grid("Conditions", lead, columns, rows, frozenset({3, 4}), (1, 2))


def _opioids(content: Content) -> Grid:
    rows = tuple(
        Row(
            opioid.id,
            (
                opioid.name,
                opioid.receptor_action,
                opioid.duration,
                interval_words(opioid),
                opioid.interval.basis,
                ", ".join(opioid.brands_us),
                ", ".join(opioid.brands_uk),
                ", ".join(opioid.brands_elsewhere),
                ", ".join(opioid.atc),
                opioid.note,
            ),
        )
        for opioid in content.opioids.by_id.values()
    )
    columns = (
        "Opioid",
        "Action",
        "Duration",
        "Opioid-free",
        "Basis",
        "Brands (US)",
        "Brands (UK)",
        "Other brands",
        "ATC",
        "Note",
    )
    lead = f"{len(rows)} opioids, medicines that hold one and what points to one. {content.opioids.about}"
    return Grid("Opioids", lead, columns, rows, frozenset(), (3, 4), frozenset({5, 6, 7, 8, 9}))


def interval_words(opioid: Opioid, use: str = "") -> str:
    """Say how long to be without an opioid: ``7 to 10 days``; the rule's sentence where it has no days.

    ``use`` is ``daily``, or empty: then what daily use asks for is said too.
    """
    interval = opioid.interval.under(use)
    return interval.days_by_use or interval.text


def _interactions(content: Content) -> Grid:
    rows = tuple(
        Row(
            entry.id,
            (
                entry.name,
                entry.group,
                line_in_words(entry.effect, content.sources),
                line_in_words(entry.advice, content.sources),
                entry.basis,
            ),
            source=entry.sources[0],
        )
        for entry in content.interactions.values()
    )
    columns = ("With", "Kind", "What happens", "What to do", "Basis")
    return Grid("Interactions", f"{len(rows)} interactions.", columns, rows, frozenset(), (1,))


def _medicines(content: Content) -> Grid:
    rows = tuple(
        Row(
            known.id,
            (
                _generic(_names(known)) or known.name,
                KNOWN_WORDS[known.severity],
                known.known,
                ", ".join(dict.fromkeys(name for name in _names(known) if not name[:1].islower())),
                known.medicine.category,
                "; ".join(content.sources[name].short for name in known.sources),
                known.basis,
                ", ".join(known.medicine.atc or (code for opioid in known.opioids for code in opioid.atc)),
            ),
            f"page:opioid-finder#{known.opioids[0].id.replace('_', '-')}" if known.opioids else "",
            known.sources[0],
        )
        for known in sorted(content.medicines.values(), key=_severity)
    )
    columns = ("Medicine", "Severity", "What is known", "Also", "Class", "Sources", "Basis", "ATC")
    severities = 1
    lead = (
        f"{len(rows)} entries; an opioid opens in the opioid finder. None found: the texts we read name nothing, "
        "and it was not studied. Names, classes and codes are professional knowledge."
    )
    used = {row.cells[severities] for row in rows}
    return Grid(
        "Other medicines",
        lead,
        columns,
        rows,
        filters=(severities,),
        hidden=frozenset({6, 7}),
        parts={severities: tuple(word for word in KNOWN_WORDS.values() if word in used)},
        severities=severities,
        meant=partial(_meant, content),
    )


def _severity(known: KnownMedicine) -> int:
    return MET.index(known.severity)


def _names(known: KnownMedicine) -> tuple[str, ...]:
    names = [*known.medicine.names, *known.medicine.also]
    for opioid in known.opioids:
        names += (opioid.name, *opioid.synonyms, *opioid.brands, *opioid.brands_professional)
    return tuple(names)


def _generic(names: tuple[str, ...]) -> str:
    """Return the generic names, each once; one that lists several that stand there is left out."""
    found = dict.fromkeys(name for name in names if name[:1].islower())
    return ", ".join(name for name in found if ", " not in name or not set(name.split(", ")) <= found.keys())


def _meant(content: Content, words: str) -> frozenset[str]:
    return frozenset(match.medicine.id for match in content.read_medicine(words).matches)


def _effects(content: Content) -> Grid:
    rows = tuple(
        Row(
            effect.id,
            (
                effect.name,
                line_in_words(effect.figures, content.sources),
                line_in_words(effect.lasts, content.sources),
                line_in_words(effect.advice, content.sources),
            ),
            source=effect.sources[0],
        )
        for effect in content.adverse_effects.values()
    )
    columns = ("Effect", "What was measured", "How long", "What to do")
    return Grid("Adverse effects", f"{len(rows)} effects.", columns, rows)


def _glossary(content: Content) -> Grid:
    terms = sorted(content.glossary.values(), key=lambda term: term.term.casefold())
    rows = tuple(
        Row(t.id, (t.term, line_in_words(t.meaning, content.sources), ", ".join(t.synonyms))) for t in terms
    )
    return Grid("Glossary", f"{len(rows)} terms.", ("Term", "Meaning", "Also"), rows)


def _sources(content: Content) -> Grid:
    rows = tuple(
        Row(
            source.id,
            (
                citation(source),
                source.short,
                str(source.year or ""),
                KIND_WORDS[source.kind],
                found_by(source),
                " ".join(notes(source)),
                "; ".join(words for words, _ in addresses(source)),
            ),
            source=source.id,
        )
        for source in content.sources.values()
    )
    columns = ("Citation", "In short", "Year", "Kind", "Found by", "What to know of it", "Address")
    lost = sum(bool(source.not_checkable) for source in content.sources.values())
    lead = f"{len(rows)} sources; {lost} of them cannot be checked."
    return Grid("Sources", lead, columns, rows, frozenset({2}), (3, 4), frozenset({1, 2, 6}))


GRIDS: dict[str, Callable[[Content], Grid]] = {
    "studies": _studies,
    "conditions": _conditions,
    "opioids": _opioids,
    "interactions": _interactions,
    "medicines": _medicines,
    "effects": _effects,
    "glossary": _glossary,
    "sources": _sources,
}
"""The tables by the name of their page."""
