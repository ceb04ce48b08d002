"""Marked-up text as the HTML that a Qt text document reads. All text is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import zip_longest
from typing import NamedTuple

from ldn_desktop.reference.evidence.plain_words import UNBORNE
from ldn_desktop.reference.evidence.sources import Source, unborne
from ldn_desktop.reference.topics.markup import (
    CHAPTER,
    Block,
    Cite,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Table,
    Text,
)

_SIZES = {
    "title": 24,
    "lead": 15,
    "heading": 16,
    "subheading": 14,
    "body": 13,
    "small": 12,
    "tiny": 11,
    "grade": 30,
}


class PageLook(NamedTuple):
    """Colours by role (see the theme's table) and the size of everything, 1000 thousandths being 100 %.

    On a ``narrow`` page what would stand side by side stands one below the other.
    """

    colours: Mapping[str, str]
    thousandths: int = 1000
    narrow: bool = False

    def px(self, length: int) -> int:
        """Return a length given at 100 % at this size."""
        return max(round(length * self.thousandths / 1000), 1)

    def font(self, style: str) -> str:
        """Return the size of a style's letters as CSS."""
        return f"font-size:{self.px(_SIZES[style])}px"

    def ink(self, role: str) -> str:
        """Return a colour as CSS."""
        return f"color:{self.colours[role]}"


class RichText:
    """Writes marks and blocks; ``numbers`` gives the number under which each source is cited.

    A statement that rests on nothing of ``sources`` that can be looked up says so behind its numbers.
    """

    def __init__(self, look: PageLook, numbers: Mapping[str, int], sources: Mapping[str, Source]) -> None:
        self.look, self.numbers, self.sources = look, numbers, sources

    def inlines(self, inlines: Iterable[Inline]) -> str:
        """Write a run of marks."""
        return "".join(self._inline(mark) for mark in inlines)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Write blocks, one below the other."""
        return "".join(self._block(block) for block in blocks)

    def cite(self, ids: Iterable[str]) -> str:
        """Write the numbers of sources, each a link to its card."""
        style = f"{self.look.ink('accent')};text-decoration:none;{self.look.font('tiny')}"
        marks = (
            f'<a href="source:{escape(name)}" style="{style}">[{self.numbers[name]}]</a>'
            for name in ids
            if name in self.numbers
        )
        return f'<span style="white-space:nowrap">{" ".join(marks)}</span>'

    def basis(self, ids: tuple[str, ...]) -> str:
        """Write the numbers of what a statement rests on, and whether nobody can look that up."""
        weak = f'<i style="{self.look.ink("text2")};{self.look.font("tiny")}">({UNBORNE})</i>'
        return f"{self.cite(ids)} {weak}" if unborne(ids, self.sources) else self.cite(ids)

    def heading(self, words: str, anchor: str, level: int = CHAPTER) -> str:
        """Write a heading that can be jumped to."""
        style = "heading" if level == CHAPTER else "subheading"
        gap = f"margin-top:{self.look.px(14)}px;margin-bottom:{self.look.px(4)}px"
        css = f"{self.look.font(style)};font-weight:700;{gap}"
        # Qt makes its own headings larger than any size that is asked for.
        return f'<p style="{css}"><a name="{escape(anchor)}"></a>{words}</p>'

    def paragraph(self, inner: str, css: str = "") -> str:
        """Write a paragraph from what is already written."""
        line = "line-height:118%"
        return f'<p style="margin-top:0;margin-bottom:{self.look.px(8)}px;{line};{css}">{inner}</p>'

    def cell(self, *, first: bool = True, last: bool = True) -> str:
        """Return the style of a table's cell; a line below only in the ``last`` row of an entry."""
        top, bottom = (self.look.px(6 if first else 0), self.look.px(6 if last else 2))
        edge = f";border-bottom:1px solid {self.look.colours['line']}" if last else ""
        return f"padding:{top}px {self.look.px(8)}px {bottom}px {self.look.px(8)}px{edge}"

    def head_cell(self) -> str:
        """Return the style of a cell in a table's head."""
        look = self.look
        small = f"{look.font('small')};{look.ink('text2')};font-weight:700"
        return f"{self.cell()};background-color:{look.colours['sunken']};{small}"

    def frame(self, rows: str) -> str:
        """Return a table around rows that are already written."""
        look = self.look
        gap = f"margin-top:{look.px(4)}px;margin-bottom:{look.px(10)}px"
        return f'<table width="100%" border="0" cellspacing="0" cellpadding="0" style="{gap}">{rows}</table>'

    def button(self, words: str, target: str, ink: str, ground: str, *, small: bool = False) -> str:
        """Return a link in the dress of a button, as the cell of a table."""
        look = self.look
        high, wide = (3, 9) if small else (6, 14)
        edge = look.colours["control"] if ground == look.colours["panel"] else ground
        css = f"background-color:{ground};border:1px solid {edge};padding:{look.px(high)}px {look.px(wide)}px"
        style = (
            f"color:{ink};text-decoration:none;font-weight:{400 if ground == look.colours['panel'] else 700}"
        )
        size = look.font("small" if small else "body")
        return f'<td style="{css}"><a href="{escape(target)}" style="{style};{size}">{escape(words)}</a></td>'

    def chosen(self, words: str) -> str:
        """Return the words of what is chosen among small buttons, as the cell of a table."""
        look = self.look
        fill = f"background-color:{look.colours['accent']};border:1px solid {look.colours['accent']}"
        css = f"{fill};padding:{look.px(3)}px {look.px(9)}px"
        ink = f"color:{look.colours['on_accent']};font-weight:700;{look.font('small')}"
        return f'<td style="{css}"><span style="{ink}">{escape(words)}</span></td>'

    def table(self, head: Iterable[str], rows: Iterable[Iterable[str]], widths: tuple[int, ...] = ()) -> str:
        """Write a table from cells that are already written; ``widths`` are per cent of the page."""
        sizes = [f' width="{width}%"' for width in widths]
        top = "".join(
            f'<td{size} style="{self.head_cell()}">{words}</td>'
            for words, size in zip_longest(head, sizes, fillvalue="")
        )
        body = "".join(
            "<tr>" + "".join(f'<td style="{self.cell()}">{words}</td>' for words in row) + "</tr>"
            for row in rows
        )
        return self.frame(f"<thead><tr>{top}</tr></thead>{body}")

    def _inline(self, mark: Inline) -> str:
        match mark:
            case Text(text, strong, emphasis):
                words = escape(text, quote=False)
                words = f"<b>{words}</b>" if strong else words
                return f"<i>{words}</i>" if emphasis else words
            case Cite(ids):
                return self.basis(ids)
            case Link(target, inlines):
                return f'<a href="{escape(target)}" style="{self.look.ink("accent")}">{self.inlines(inlines)}</a>'

    def _block(self, block: Block) -> str:
        writers: dict[type[Block], Callable[..., str]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Items: self._items,
            Table: self._table,
        }
        return writers[type(block)](block)

    def _heading(self, block: Heading) -> str:
        return self.heading(self.inlines(block.inlines), block.anchor, block.level)

    def _paragraph(self, block: Paragraph) -> str:
        return self.paragraph(self.inlines(block.inlines))

    def _items(self, block: Items) -> str:
        tag = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{self._item(item)}</li>" for item in block.items)
        css = f"margin-top:0;margin-bottom:{self.look.px(8)}px;-qt-list-indent:1"
        return f'<{tag} style="{css}">{items}</{tag}>'

    def _item(self, blocks: tuple[Block, ...]) -> str:
        first, *rest = blocks
        inner = self.inlines(first.inlines) if isinstance(first, Paragraph) else self._block(first)
        return f'<span style="line-height:118%">{inner}</span>{self.blocks(rest)}'

    def _table(self, block: Table) -> str:
        return self.table(map(self.inlines, block.head), (map(self.inlines, row) for row in block.rows))
