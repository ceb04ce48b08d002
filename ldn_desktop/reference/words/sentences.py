"""Sentences that papers say, one file a paper and language, with the fields that the code fills in.

A file holds sentences by name, alone or in tables, and texts that rest on sources: lists of them, and under ``section``
headings with such a list each. Two asterisks mark bold letters. What a paper expects of its file it declares beside its
code (``Declared``); a file that has another sentence, lacks one or names other fields is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.reference.words.bold import marked

_BASES = ("label", "evidence", "practice", "judgement", "wording")
_ONE = re.compile(r"([\w-]+)(?:\{([\w ]+)\})?")


class SourcedSentence(NamedTuple):
    """A sentence that rests on ``sources``; ``BOLD`` stands around what is bold.

    It is true only where all of ``when`` hold. ``basis`` says what it rests on, in one word; empty where its file does
    not say.
    """

    text: str
    sources: tuple[str, ...]
    when: tuple[str, ...] = ()
    basis: str = ""


class Section(NamedTuple):
    """A heading with its sentences; all of them are true only where all of ``when`` hold."""

    heading: str
    advice: tuple[SourcedSentence, ...]
    when: tuple[str, ...] = ()


class Sentences(NamedTuple):
    """What a file holds: sentences by name (``title``, ``intro.daily``), sections, lists, and what it rests on."""

    texts: Mapping[str, str]
    sections: Mapping[str, Section]
    lists: Mapping[str, tuple[SourcedSentence, ...]]
    sources: tuple[str, ...]

    def say(self, name: str, /, **fields: str) -> str:
        """Return a sentence with its fields filled in; what stands in a field is never read as one."""
        return self.texts[name].format(**fields)

    def group(self, name: str) -> dict[str, str]:
        """Return the sentences of a table by their names in it; under an empty name those outside any."""
        parted = {path.rpartition(".")[::2]: text for path, text in self.texts.items()}
        return {own: text for (table, own), text in parted.items() if table == name}

    def sourced(self) -> Iterator[tuple[str, SourcedSentence]]:
        """Yield each sentence that rests on sources, with its place."""
        lists = {f"section.{name}.advice": section.advice for name, section in self.sections.items()}
        for path, told in {**lists, **self.lists}.items():
            yield from ((f"{path}[{at}]", entry) for at, entry in enumerate(told))


def read_sentences(root: Node) -> Sentences:
    """Return what a file holds.

    Refused: a blank sentence, bold letters or a brace left open, no source where one is due.
    """
    members = root.entries()
    sources = source_ids(members.pop("sources")) if "sources" in members else ()
    sections = members.pop("section").entries() if "section" in members else {}
    told = {name: node for name, node in members.items() if isinstance(node.value, list)}
    return Sentences(
        texts=dict(_texts({name: node for name, node in members.items() if name not in told})),
        sections={name: _section(node) for name, node in sections.items()},
        lists={name: tuple(map(_told, node.items("sentence"))) for name, node in told.items()},
        sources=sources,
    )


def fields_in(node: Node) -> frozenset[str]:
    """Return the fields that a sentence names in braces. Refused: a brace left open, a field with a form of its own."""
    try:
        return names_of_fields(node.filled())
    except ValueError as error:
        raise node.fail(str(error)) from None


def marked_text(node: Node) -> str:
    """Return a sentence with its marks of bold letters. Refused: a blank one, a brace or bold letters left open."""
    fields_in(node)
    return marked(node)


def names_of_fields(text: str) -> frozenset[str]:
    """Return the fields that a text names. Refused (``ValueError``): a brace left open, a field with a form."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise ValueError("has a brace without its partner; correct it.") from None
    for _, name, form, conversion in parts:
        if form or conversion:
            raise ValueError(f"asks for a form of {name}; figures are written as they are.")
    return frozenset(name for _, name, _, _ in parts if name is not None)


class Declared(NamedTuple):
    """What the code expects of a file: its sentences with their fields, its sections and lists.

    ``given`` holds the conditions that sourced sentences may wait for, with the fields that each fills in; those under
    an empty name are filled in always.
    """

    file: str
    sentences: Mapping[str, frozenset[str]]
    sections: tuple[str, ...]
    lists: tuple[str, ...]
    given: Mapping[str, frozenset[str]]

    def refuse(self, found: Sentences) -> None:
        """Refuse (``FileError``) sentences that are not those expected, or name other fields than are filled in."""
        _same_names("", found.texts, self.sentences)
        _same_names("section.", found.sections, self.sections)
        _same_names("", found.lists, self.lists)
        for name, text in found.texts.items():
            node = Node(text, name)
            _known_fields(node, self.sentences[name])
            for missing in sorted(self.sentences[name] - fields_in(node)):
                raise node.fail(f"does not name the field {missing}; put it where it belongs.")
        for name, section in found.sections.items():
            self._conditions(f"section.{name}", section.when)
        for path, told in found.sourced():
            self._conditions(path, told.when)
            filled = (self.given.get(condition, frozenset()) for condition in ("", *told.when))
            _known_fields(Node(told.text, f"{path}.text"), frozenset[str]().union(*filled))

    def _conditions(self, path: str, when: tuple[str, ...]) -> None:
        for at, condition in enumerate(when):
            Node(condition, f"{path}.when[{at}]").choice(*filter(None, self.given))


def declared(
    file: str,
    groups: Mapping[str, str],
    sections: str = "",
    lists: str = "",
    given: Mapping[str, str] | None = None,
) -> Declared:
    """Declare a file. Groups name their sentences with the fields of each: ``title see_before{last}``."""
    sentences = {
        f"{group}.{name}" if group else name: frozenset(fields.split())
        for group, names in groups.items()
        for name, fields in _ONE.findall(names)
    }
    fields_of = {condition: frozenset(fields.split()) for condition, fields in (given or {}).items()}
    return Declared(file, sentences, tuple(sections.split()), tuple(lists.split()), fields_of)


def _texts(nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    for node in nodes.values():
        if isinstance(node.value, dict):
            yield from _texts(node.entries())
        else:
            yield node.path, marked_text(node)


def _section(node: Node) -> Section:
    f = node.fields(("heading",), ("advice", "when"))
    advice = tuple(_told(item, basis=True) for item in f["advice"].any_items()) if "advice" in f else ()
    return Section(marked_text(f["heading"]), advice, _when(f))


def _told(node: Node, *, basis: bool = False) -> SourcedSentence:
    f = node.fields(("text", "sources", *(["basis"] if basis else [])), ("when",))
    rests = f["basis"].choice(*_BASES) if basis else ""
    return SourcedSentence(marked_text(f["text"]), source_ids(f["sources"]), _when(f), rests)


def _when(members: Mapping[str, Node]) -> tuple[str, ...]:
    return tuple(item.filled() for item in members["when"].items("condition")) if "when" in members else ()


def _same_names(
    path: str, found: Mapping[str, object], expected: Mapping[str, object] | tuple[str, ...]
) -> None:
    for name in found:
        if name not in expected:
            beside = [own for own in expected if own.rpartition(".")[0] == name.rpartition(".")[0]]
            raise FileError(
                f"{path}{name}", f"unknown key; remove it, or use one of {', '.join(beside) or 'none'}."
            )
    for name in expected:
        if name not in found:
            raise FileError(f"{path}{name}", "is missing; add it.")


def _known_fields(node: Node, known: frozenset[str]) -> None:
    for name in sorted(fields_in(node) - known):
        raise node.fail(f"names the unknown field {name}; known here: {', '.join(sorted(known)) or 'none'}.")
