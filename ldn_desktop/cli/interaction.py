"""The command ``interaction``: what is known of other medicines with naltrexone, or that nobody checked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from ldn_desktop.cli import DONE
from ldn_desktop.cli.parser import PROGRAM, UsageError
from ldn_desktop.cli.terminal import shown_name, tell, tell_json
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import MedicineMatch, Reading
from ldn_desktop.reference.medicines.rules import doubts
from ldn_desktop.reference.medicines.words import KNOWN_WORDS, NOT_CHECKED, NOTHING_SAID, group_by_interaction


def arguments(parser: ArgumentParser) -> None:
    """Take names, and for whom."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="a medicine by name, brand or class; quotes around several words",
    )
    parser.add_argument("--json", action="store_true", help="a JSON list, one object for each name")


def run(given: Namespace, resources: Path) -> int:
    """Print for each name what it was read as and what is known; the status is 0 even where nothing is.

    What resembles a name is said to, in ``matched``; ``unread`` stands beside matches where words of the query are
    none. Refused (``UsageError``): a name without a letter or digit.
    """
    content = Content(resources / "content")
    for name in given.names:
        if not any(letter.isalnum() for letter in name):
            raise UsageError(
                f"“{shown_name(name)}” names no medicine; type a name, such as duloxetine, a brand or a class."
            )
    readings = [content.read_medicine(name) for name in given.names]
    if given.json:
        tell_json([_to_programs(reading) for reading in readings])
        return DONE
    for reading in readings:
        for line in _to_people(reading, content):
            tell(line)
    return DONE


def _to_programs(reading: Reading) -> dict[str, object]:
    matches = [
        {
            "id": match.medicine.id,
            "name": match.name,
            "matched": match.matched,
            "severity": match.medicine.severity,
            "known": match.medicine.known,
            "sources": list(match.medicine.sources),
        }
        for match in reading.matches
    ]
    told: dict[str, object] = {"query": reading.query, "matches": matches}
    if matches and reading.unread:
        told["unread"] = list(reading.unread)
    return told


def _to_people(reading: Reading, content: Content) -> Iterator[str]:
    if not reading.matches:
        yield f"{reading.query}: {NOT_CHECKED} {NOTHING_SAID}"
        return
    yield f"{reading.query}:"
    for matches in group_by_interaction(reading.sure):
        yield from _told(matches, content)
    if reading.unsure:
        opioid = any(doubt.opioids for doubt in doubts(reading))
        among = " An opioid is among them." if opioid else ""
        yield f"  Not sure; which is meant?{among} Type its name in full."
        for match in reading.unsure:
            yield f"    {match.typed}: {match.name} [{match.matched}]"
    for word in reading.unread:
        yield f"  {word}: {NOT_CHECKED}"


def _told(matches: tuple[MedicineMatch, ...], content: Content) -> Iterator[str]:
    medicine = matches[0].medicine
    names = ", ".join(dict.fromkeys(_named(match) for match in matches))
    yield f"  {names}: {KNOWN_WORDS[medicine.severity]}"
    yield f"    {medicine.known}"
    yield f"    Basis: {medicine.basis} ({'; '.join(content.sources[name].short for name in medicine.sources)})."
    if medicine.opioids:
        yield f"    It stands among the opioids: {PROGRAM} opioid {medicine.opioids[0].id}"


def _named(match: MedicineMatch) -> str:
    if match.how == "class" or match.text.casefold() == match.name.casefold():
        return match.name if match.how in {"name", "class"} else f"{match.name} [{match.matched}]"
    return f"{match.name} [{match.matched}]"
