"""The sentences of a file in another language, each beside the English one that it translates.

A file has the tables of the English one. In the place of a sentence stand two, ``en`` and that under the code of the
language; in the place of a list stand such pairs, in any order. What a sentence rests on and waits for is told in
English alone. An English sentence that was changed since is one that the language lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.reference.words.bold import BOLD, plain
from ldn_desktop.reference.words.sentences import (
    Section,
    Sentences,
    SourcedSentence,
    marked_text,
    names_of_fields,
)

_ENGLISH = "en"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+")
_NUMBER_WORDS = {
    "one": "1",
    "once": "1",
    "two": "2",
    "twice": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
"""What English says in a word may stand in figures in a translation."""


class TranslationError(ContentError):
    """A file that is no whole translation: what it lacks and what is amiss in it, ``problems``, a sentence each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems[0])
        self.problems = problems


class Pair(NamedTuple):
    """An English sentence and the one that translates it, with its place; those of a list share one."""

    place: str
    english: str
    own: str


def pairs_in(root: Node, code: str) -> Iterator[Pair]:
    """Yield the pairs of a file. Refused (``FileError``): what is none, a blank sentence, a mark or brace left open."""
    if isinstance(root.value, list):
        for item in root.any_items():
            yield _pair(root.path, item, code)
    elif (
        isinstance(root.value, dict) and _ENGLISH in root.value and not isinstance(root.value[_ENGLISH], dict)
    ):
        yield _pair(root.path, root, code)
    else:
        for node in root.entries().values():
            yield from pairs_in(node, code)


def translated(file: str, root: Node, english: Sentences, code: str) -> Sentences:
    """Return the sentences of a file in a language.

    Refused (``TranslationError``): a sentence that it lacks or that English has no more, one with other fields,
    numbers or bold letters.
    """
    made = _Translation(file, tuple(pairs_in(root, code)))
    found = made.of(english)
    problems = tuple(made.problems())
    if problems:
        raise TranslationError(problems)
    return found


class _Translation:
    """Finds the translation of each English sentence, and remembers what it did not find or need."""

    def __init__(self, file: str, pairs: tuple[Pair, ...]) -> None:
        self._file = file
        self._left: dict[str, dict[str, str]] = {}
        for place, english, own in pairs:
            self._left.setdefault(place, {})[english] = own
        self._problems: list[str] = []

    def of(self, english: Sentences) -> Sentences:
        """Return the sentences of English in the language."""
        return Sentences(
            texts={name: self._own(name, text) for name, text in english.texts.items()},
            sections={name: self._section(name, section) for name, section in english.sections.items()},
            lists={name: self._list(name, told) for name, told in english.lists.items()},
            sources=english.sources,
        )

    def problems(self) -> Iterator[str]:
        """Yield what is amiss."""
        yield from self._problems
        for place, pairs in self._left.items():
            for english in pairs:
                yield f"{self._file}: {place}: translates {_quoted(english)}, which English does not have; remove it."

    def _section(self, name: str, section: Section) -> Section:
        place = f"section.{name}"
        return section._replace(
            heading=self._own(f"{place}.heading", section.heading),
            advice=self._list(f"{place}.advice", section.advice),
        )

    def _list(self, place: str, told: tuple[SourcedSentence, ...]) -> tuple[SourcedSentence, ...]:
        return tuple(entry._replace(text=self._own(place, entry.text)) for entry in told)

    def _own(self, place: str, english: str) -> str:
        own = self._left.get(place, {}).pop(english, None)
        if own is None:
            self._problems.append(f"{self._file}: {place}: lacks {_quoted(english)}; translate it.")
            return english
        for problem in _unlike(english, own):
            self._problems.append(f"{self._file}: {place}: {_quoted(own)} {problem}")
        return own


def _pair(place: str, node: Node, code: str) -> Pair:
    f = node.fields((_ENGLISH, code))
    return Pair(place, marked_text(f[_ENGLISH]), marked_text(f[code]))


def _unlike(english: str, own: str) -> Iterator[str]:
    """Yield in what a translation is not like its sentence, as far as it can be counted."""
    for field in sorted(names_of_fields(english) ^ names_of_fields(own)):
        yield f"names the field {field} and the other does not; correct it."
    figures, others = Counter(_NUMBER.findall(english)), Counter(_NUMBER.findall(own))
    for number in figures - others:
        yield f"does not have the number {number}; correct it."
    in_words = (_NUMBER_WORDS.get(word) for word in _WORD.findall(english.lower()))
    for number in others - figures - Counter(number for number in in_words if number):
        yield f"has the number {number}, which English does not have; correct it."
    if english.count(BOLD) != own.count(BOLD):
        yield "has other bold letters; correct them."


def _quoted(text: str) -> str:
    return f"“{plain(text)}”"


def read_names(root: Node) -> Mapping[str, str]:
    """Return names in a language by the English ones that they stand beside. Refused: a blank one."""
    return {english: node.filled() for english, node in root.entries().items()}
