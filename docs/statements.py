"""What each statement of the content rests on, and whether anybody can look that up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.citations import entry_citations, marked_texts
from ldn_desktop.reference.topics.markup import Cite, Inline, Link, Text, lines, parse, parse_line

_SAFETY_FILES = frozenset(
    {
        "findings.toml",
        "screening.toml",
        "words/en/wallet_card.toml",
        "words/en/patient_plan.toml",
        "opioids.toml",
        "interactions.toml",
        "medicines.toml",
        "surgery.toml",
    }
)
_SAFETY_PLACES = (
    *("topics/safety/", "topics/interactions/", "topics/patients/", "topics/questions/"),
    *("topics/dosing/missed-doses", "topics/dosing/restarting"),
    *("topics/compounding/safe-dose-writing", "topics/compounding/making-liquids"),
)


class Statement(NamedTuple):
    """Words and the sources they rest on; ``words`` is empty where an entry as a whole names its sources."""

    file: str
    place: str
    words: str
    sources: tuple[str, ...]

    @property
    def on_safety(self) -> bool:
        """Whether somebody may come to harm by it: what is asked, found, blocked, told to patients or to a team."""
        told_to_do = self.file == "adverse_effects.toml" and self.place.endswith("what to do")
        return told_to_do or self.file in _SAFETY_FILES or self.file.startswith(_SAFETY_PLACES)


def statements(content: Content) -> Iterator[Statement]:
    """Yield every statement that names its sources: each citation of a text, each entry of a table."""
    for found in entry_citations(content):
        yield Statement(found.file, found.place, "", tuple(found.sources))
    for marked in marked_texts(content):
        yield from _cited(marked.file, marked.place, parse_line(marked.text))
    for topic in content.topics.values():
        for line in lines(parse(topic.body)):
            yield from _cited(topic.file, "body", line)


def _cited(file: str, place: str, inlines: Iterable[Inline]) -> Iterator[Statement]:
    words = ""
    for mark in inlines:
        if isinstance(mark, Text):
            words += mark.text
        elif isinstance(mark, Link):
            words += "".join(part.text for part in mark.inlines if isinstance(part, Text))
        elif isinstance(mark, Cite):
            yield Statement(file, place, words.strip(" .;,"), mark.ids)
            words = ""
