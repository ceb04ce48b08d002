"""Marked-up text as the HTML that a Qt text document reads. All text is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import zip_longest
from typing import NamedTuple

from ldn_desktop.reference.markup import Block, Cite, Heading, Inline, Items, Link, Paragraph, Table, Text

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
    """Colours by role (see the theme's table) and the size of everything, 1000 thousandths being 100 %."""

    colours: Mapping[str, str]
    thousandths: int = 1000

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
    """Writes marks and blocks; ``numbers`` gives the number under which each source is cited."""

    def __init__(self, look: PageLook, numbers: Mapping[str, int]) -> None:
        self.look, self.numbers = look, numbers

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

    def heading(self, words: str, anchor: str, level: int = 2) -> str:
        """Write a heading that can be jumped to."""
        style = "heading" if level == 2 else "subheading"  # noqa: PLR2004 - levels are two and three
        css = f"{self.look.font(style)};font-weight:700;margin-top:{self.look.px(14)}px;margin-bottom:{self.look.px(4)}px"
        return f'<h{level} style="{css}"><a name="{escape(anchor)}"></a>{words}</h{level}>'

    def paragraph(self, inner: str, css: str = "") -> str:
        """Write a paragraph from what is already written."""
        line = "line-height:118%"
        return f'<p style="margin-top:0;margin-bottom:{self.look.px(8)}px;{line};{css}">{inner}</p>'

    def table(self, head: Iterable[str], rows: Iterable[Iterable[str]], widths: tuple[int, ...] = ()) -> str:
        """Write a table from cells that are already written; ``widths`` are per cent of the page."""
        line = self.look.colours["line"]
        cell = f"padding:{self.look.px(5)}px {self.look.px(8)}px;border:1px solid {line}"
        sizes = [f' width="{width}%"' for width in widths]
        top = "".join(
            f'<td{size} style="{cell};background-color:{self.look.colours["sunken"]};{self.look.ink("text2")};'
            f'{self.look.font("small")};font-weight:700">{words}</td>'
            for words, size in zip_longest(head, sizes, fillvalue="")
        )
        body = "".join(
            "<tr>" + "".join(f'<td style="{cell}">{words}</td>' for words in row) + "</tr>" for row in rows
        )
        css = f"border-collapse:collapse;margin-top:{self.look.px(4)}px;margin-bottom:{self.look.px(10)}px"
        return f'<table width="100%" cellspacing="0" border="1" style="{css}"><thead><tr>{top}</tr></thead>{body}</table>'

    def _inline(self, mark: Inline) -> str:
        match mark:
            case Text(text, strong, emphasis):
                words = escape(text, quote=False)
                words = f"<b>{words}</b>" if strong else words
                return f"<i>{words}</i>" if emphasis else words
            case Cite(ids):
                return self.cite(ids)
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
