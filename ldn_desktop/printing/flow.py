"""Blocks placed on pages, from the top down; a running head from the second page on, a footer on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QPainter

from ldn_desktop.papers.frame import Frame
from ldn_desktop.printing.blocks import Block, Notice, rule
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.paper import ACCENT, Paper
from ldn_desktop.printing.style import TENTHS

_SMALL = 7


class Printable(Protocol):
    """Pages that can be painted. ``text`` is what they say, by which two of them are told apart."""

    @property
    def paper(self) -> Paper:
        """The paper they are laid out on."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""

    def paint(self, painter: QPainter, page: int, dots_per_inch: float) -> None:
        """Paint a page, from 0, at a resolution; the painter's origin is the corner of the sheet."""


class Flow:
    """The pages of one document on one paper, filled block by block."""

    def __init__(self, paper: Paper, frame: Frame) -> None:
        self.paper, self._frame = paper, frame
        self._head, self._foot = _Head(frame, paper), _Foot(frame, paper)
        self._pages: list[list[tuple[float, Block]]] = [[]]
        self._y = paper.margin

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def placed(self) -> tuple[tuple[tuple[float, Block], ...], ...]:
        """What stands on each page, from the top down: where a block begins, and the block."""
        return tuple(map(tuple, self._pages))

    def paint(self, painter: QPainter, page: int, dots_per_inch: float) -> None:
        """Paint a page, from 0, at a resolution; the painter's origin is the corner of the sheet."""
        with self.paper.painted(painter, dots_per_inch):
            self._paint(painter, page)

    def _paint(self, painter: QPainter, page: int) -> None:
        if page:
            self._head.paint(painter)
        for y, block in self._pages[page]:
            block.paint(painter, y)
        self._foot.paint(painter, page, self.count)

    def _fits(self, height: float) -> bool:
        return self._y + height <= self.body_bottom

    def _place(self, block: Block) -> None:
        if not self._fits(block.height) and self._pages[-1]:
            self._turn()
        self._put(block)

    def _put(self, block: Block) -> None:
        """Place a block here, whether or not there is room for it."""
        self._pages[-1].append((self._y, block))
        self._y += block.height

    def _place_rows(self, head: Block, rows: Sequence[Block]) -> None:
        """Place rows below their head, which every page repeats."""
        if not self._fits(head.height + rows[0].height):
            self._turn()
        self._place_below(head, rows)

    def _place_below(self, head: Block, rows: Sequence[Block]) -> None:
        """Place a head here, whether or not a row has room below it, and rows as ``_place_rows``."""
        self._place(head)
        for row in rows:
            if not self._fits(row.height):
                self._turn()
                self._place(head)
            self._place(row)

    def _turn(self) -> None:
        self._pages.append([])
        self._y = self.body_top

    @property
    def body_top(self) -> float:
        """Where the body of each page but the first begins."""
        return self.paper.margin + self._head.height + self.paper.points(6)

    @property
    def body_bottom(self) -> float:
        """Where the body of each page ends."""
        return self._foot.top - 6 * TENTHS


class _Head:
    """What stands above the body from the second page on: the paper at the left, whose it is at the right."""

    def __init__(self, frame: Frame, paper: Paper) -> None:
        self._paper = paper
        self._left = Paragraph(frame.title, paper.style(11.5, bold=True), paper.body_width, ACCENT)
        room = paper.body_width - self._left.width - paper.points(12)
        styles = (paper.style(11.5), paper.style_of(9), paper.style_of(_SMALL))
        self._right = fitted(frame.running_head, styles, room)

    @property
    def height(self) -> float:
        """The height of its lines."""
        return max(self._left.height, self._right.height)

    def paint(self, painter: QPainter) -> None:
        """Paint it at the top of a page."""
        paper = self._paper
        self._left.paint(painter, paper.margin, paper.margin)
        self._right.paint(painter, 0, paper.margin, right=paper.margin + paper.body_width)


class _Foot:
    """What stands below the body of each page: whose it is, the program, the number of the page."""

    def __init__(self, frame: Frame, paper: Paper) -> None:
        self._paper = paper
        plain, self._bold = paper.style(9.5), paper.style(9.5, bold=True)
        self._numbered = frame.numbered
        self._middle = Paragraph(frame.footer_middle, plain, paper.body_width)
        self._number_width = text_width(frame.numbered(888, 888), self._bold)
        room = paper.body_width - self._number_width - self._middle.width - paper.points(30)
        sizes = (plain, *(paper.style_of(size) for size in (9.5, 8, _SMALL)))
        self._left = fitted(frame.footer_left, sizes, room, most=1)
        self._notice = Notice(frame.notice, paper)

    @property
    def top(self) -> float:
        """Where it begins: its last line ends where that of a footer of one line does."""
        return self._rule - self._notice.height

    @property
    def _rule(self) -> float:
        return self._paper.footer_top - max(self._left.height - self._paper.style(9.5).line, 0.0)

    def paint(self, painter: QPainter, page: int, count: int) -> None:
        """Paint it at the bottom of a page."""
        paper = self._paper
        self._notice.paint(painter, self.top)
        rule(painter, paper, self._rule, paper.points(1), ACCENT)
        y = self._rule + paper.points(4)
        end = paper.margin + paper.body_width
        number = Paragraph(self._numbered(page + 1, count), self._bold, paper.body_width)
        self._left.paint(painter, paper.margin, y)
        self._middle.paint(
            painter, 0, y, right=end - max(number.width, self._number_width) - paper.points(15)
        )
        number.paint(painter, 0, y, right=end)
