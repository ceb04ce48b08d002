"""Marked-up text of the reference: CommonMark with tables, ``[@source]`` citations and links into the reference.

``[@younger-2013; @bruun-2024-final]`` cites, as in Pandoc. A link's target is ``KIND:ID`` or ``KIND:ID#anchor``, the
kind one of ``LINK_KINDS``. Images, HTML, code and bare addresses are refused: they have no place in an article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LINK_KINDS = ("topic", "study", "opioid", "term", "interaction", "medicine", "effect", "page")
PAGES = (
    *("mechanism-map", "blockade", "conditions", "studies", "opioids", "interactions", "effects", "glossary"),
    *("medicines", "sources"),
)

_CITATION = re.compile(r"\[@[^\]\[]*\]")
_SOURCE = re.compile(r"@([a-z0-9][a-z0-9-]*)", re.ASCII)
_TARGET = re.compile(rf"({'|'.join(LINK_KINDS)}):([a-z0-9][a-z0-9_.-]*)(?:#([a-z0-9-]+))?", re.ASCII)
CHAPTER = 2


class MarkupError(ValueError):
    """Marked-up text that breaks a rule; its text is one sentence that names the line and the cure."""


class Text(NamedTuple):
    """A run of plain text."""

    text: str
    strong: bool = False
    emphasis: bool = False


class Cite(NamedTuple):
    """A citation of one or more sources, by id."""

    ids: tuple[str, ...]


class Link(NamedTuple):
    """A link into the reference, such as ``topic:surgery#before-the-day``."""

    target: str
    inlines: tuple[Inline, ...]


Inline = Text | Cite | Link


class Heading(NamedTuple):
    """A heading of an article (level ``CHAPTER``) or of a chapter (the next); ``anchor`` is its name in links."""

    level: int
    inlines: tuple[Inline, ...]
    anchor: str


class Paragraph(NamedTuple):
    """A paragraph."""

    inlines: tuple[Inline, ...]


class Items(NamedTuple):
    """A list, numbered or not; each item is made of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


class Table(NamedTuple):
    """A table: its head and its rows, each a tuple of cells."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Heading | Paragraph | Items | Table


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a marked-up text. Refused (``MarkupError``): anything but the forms named above."""
    blocks, _ = _blocks(_reader().parse(text), 0, end=None)
    _refuse_repeats(blocks)
    return blocks


def parse_line(text: str) -> tuple[Inline, ...]:
    """Return the marks of a text that is one paragraph. Refused (``MarkupError``): more than that, or nothing."""
    blocks = parse(text)
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        raise MarkupError("must be one paragraph; join it, or move the rest.")
    return blocks[0].inlines


def plain(inlines: Iterable[Inline]) -> str:
    """Return the words alone, without citations, with every gap one blank."""
    return re.sub(r"\s+", " ", re.sub(r"\s+([.,;:)])", r"\1", "".join(_words(inlines)))).strip()


def cited(inlines: Iterable[Inline]) -> tuple[str, ...]:
    """Return the ids of the sources that a run of marks cites, in order, repeats included."""
    return tuple(
        name
        for mark in inlines
        for name in (
            mark.ids if isinstance(mark, Cite) else cited(mark.inlines) if isinstance(mark, Link) else ()
        )
    )


def targets(inlines: Iterable[Inline]) -> tuple[str, ...]:
    """Return the targets of the links in a run of marks."""
    return tuple(mark.target for mark in inlines if isinstance(mark, Link))


def lines(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Yield every run of marks in reading order; a table's row is one run."""
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from lines(item)
        elif isinstance(block, Table):
            for row in (block.head, *block.rows):
                yield _joined(row)
        else:
            yield block.inlines


def anchor(heading: str) -> str:
    """Return the name of a heading in links: lower case, words joined by hyphens, no accents or punctuation."""
    bare = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))


def split_target(target: str) -> tuple[str, str, str]:
    """Return kind, id and anchor (empty where there is none) of a link. Refused (``MarkupError``): another form."""
    found = _TARGET.fullmatch(target)
    if found is None:
        raise MarkupError(f"links to {target[:60]}; write KIND:ID, with one of {', '.join(LINK_KINDS)}.")
    return found[1], found[2], found[3] or ""


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["image", "backticks", "autolink"]).inline.ruler.before("link", "citation", _citation)
    return reader


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _blocks(tokens: Sequence[Token], at: int, end: str | None) -> tuple[tuple[Block, ...], int]:
    found: list[Block] = []
    while at < len(tokens) and tokens[at].type != end:
        token = tokens[at]
        if token.type == "heading_open":
            found.append(_heading(token, tokens[at + 1]))
            at += 3
        elif token.type == "paragraph_open":
            found.append(Paragraph(_inlines(tokens[at + 1], token)))
            at += 3
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            block, at = _items(tokens, at)
            found.append(block)
        elif token.type == "table_open":
            table, at = _table(tokens, at)
            found.append(table)
        else:
            raise _refusal(
                token, f"holds {token.type.replace('_', ' ')}, which an article never has; remove it."
            )
    return tuple(found), at


def _heading(token: Token, inline: Token) -> Heading:
    level = int(token.tag[1:])
    if level not in {CHAPTER, CHAPTER + 1}:
        raise _refusal(token, "has a heading of another level than ## and ###; change it.")
    inlines = _inlines(inline, token)
    name = anchor(plain(inlines))
    if not name:
        raise _refusal(token, "has a heading without a word; write one.")
    return Heading(level, inlines, name)


def _items(tokens: Sequence[Token], at: int) -> tuple[Items, int]:
    opening = tokens[at]
    end = opening.type.replace("open", "close")
    at += 1
    items: list[tuple[Block, ...]] = []
    while tokens[at].type != end:
        blocks, at = _blocks(tokens, at + 1, "list_item_close")
        items.append(blocks)
        at += 1
    return Items(opening.type == "ordered_list_open", tuple(items)), at + 1


def _table(tokens: Sequence[Token], at: int) -> tuple[Table, int]:
    rows: list[list[tuple[Inline, ...]]] = []
    while tokens[at].type != "table_close":
        if tokens[at].type == "tr_open":
            rows.append([])
        elif tokens[at].type == "inline":
            rows[-1].append(_inlines(tokens[at], tokens[at]))
        at += 1
    head, *rest = (tuple(row) for row in rows)
    return Table(head, tuple(rest)), at + 1


def _inlines(inline: Token, block: Token) -> tuple[Inline, ...]:
    try:
        marks, _ = _marks(inline.children or [], 0, end=None)
    except MarkupError as error:
        raise _refusal(block, str(error)) from error
    return marks


def _marks(tokens: Sequence[Token], at: int, end: str | None) -> tuple[tuple[Inline, ...], int]:
    found: list[Inline] = []
    strong = emphasis = False
    while at < len(tokens) and tokens[at].type != end:
        token = tokens[at]
        if token.type in {"text", "text_special", "softbreak"}:
            words = " " if token.type == "softbreak" else token.content
            if words:
                found.append(Text(words, strong, emphasis))
        elif token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type in {"em_open", "em_close"}:
            emphasis = token.type == "em_open"
        elif token.type == "citation":
            found.append(Cite(_ids(token.content)))
        elif token.type == "link_open":
            target = str(token.attrs["href"])
            split_target(target)
            inner, at = _marks(tokens, at + 1, "link_close")
            found.append(Link(target, inner))
        else:
            raise MarkupError(f"holds {token.type.replace('_', ' ')}, which an article never has; remove it.")
        at += 1
    return tuple(found), at


def _ids(citation: str) -> tuple[str, ...]:
    ids = []
    for part in citation[1:-1].split(";"):
        found = _SOURCE.fullmatch(part.strip())
        if found is None:
            raise MarkupError(f"cites {citation[:60]}; write [@source] or [@one; @two].")
        ids.append(found[1])
    return tuple(ids)


def _words(inlines: Iterable[Inline]) -> Iterator[str]:
    for mark in inlines:
        if isinstance(mark, Text):
            yield mark.text
        elif isinstance(mark, Link):
            yield from _words(mark.inlines)


def _joined(row: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for cell in row:
        found += [*([Text(" ")] if found else []), *cell]
    return tuple(found)


def _refuse_repeats(blocks: Iterable[Block]) -> None:
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Heading):
            if block.anchor in seen:
                raise MarkupError(f"has the heading “{plain(block.inlines)}” twice; reword one.")
            seen.add(block.anchor)


def _refusal(token: Token, message: str) -> MarkupError:
    where = f"line {token.map[0] + 1}: " if token.map else ""
    return MarkupError(f"{where}{message}")
