"""Blocks placed on pages, from the top down; a running head from the second page on, a footer on each."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtGui import QPainter

from ldn_desktop.ui.printing.blocks import Block, rule
from ldn_desktop.ui.printing.letters import TENTHS, Paragraph, elided
from ldn_desktop.ui.printing.paper import ACCENT, Paper

_DOTS = 72


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


class Frame(NamedTuple):
    """What stands around the body of every page."""

    title: str
    running_head: str
    footer_left: str
    footer_middle: str


class Flow:
    """The pages of one document on one paper, filled block by block."""

    def __init__(self, paper: Paper, frame: Frame) -> None:
        self.paper, self._frame = paper, frame
        self._pages: list[list[tuple[float, Block]]] = [[]]
        self._y = paper.margin

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, page: int, dots_per_inch: float) -> None:
        """Paint a page, from 0, at a resolution; the painter's origin is the corner of the sheet."""
        painter.save()
        scale = dots_per_inch / (_DOTS * TENTHS)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if page:
            self._running_head(painter)
        for y, block in self._pages[page]:
            block.paint(painter, y)
        self._footer(painter, page)
        painter.restore()

    def _fits(self, height: float) -> bool:
        return self._y + height <= self.paper.body_bottom

    def _place(self, block: Block) -> None:
        if not self._fits(block.height) and self._pages[-1]:
            self._turn()
        self._pages[-1].append((self._y, block))
        self._y += block.height

    def _turn(self) -> None:
        self._pages.append([])
        self._y = self._below_running_head

    @property
    def _below_running_head(self) -> float:
        return self.paper.margin + self.paper.style(11.5).line + self.paper.points(6)

    def _running_head(self, painter: QPainter) -> None:
        paper, frame = self.paper, self._frame
        left = Paragraph(frame.title, paper.style(11.5, bold=True), paper.body_width, ACCENT)
        left.paint(painter, paper.margin, paper.margin)
        style = paper.style(11.5)
        room = paper.body_width - left.width - paper.points(12)
        right = Paragraph(elided(frame.running_head, style, room), style, room)
        right.paint(painter, 0, paper.margin, right=paper.margin + paper.body_width)

    def _footer(self, painter: QPainter, page: int) -> None:
        paper, frame = self.paper, self._frame
        rule(painter, paper, paper.footer_top, paper.points(1), ACCENT)
        plain, bold = paper.style(9.5), paper.style(9.5, bold=True)
        y = paper.footer_top + paper.points(4)
        right = Paragraph(f"Page {page + 1} of {self.count}", bold, paper.body_width)
        middle = Paragraph(frame.footer_middle, plain, paper.body_width)
        room = paper.body_width - right.width - middle.width - paper.points(30)
        left = Paragraph(elided(frame.footer_left, plain, room), plain, room)
        left.paint(painter, paper.margin, y)
        end = paper.margin + paper.body_width
        middle.paint(painter, 0, y, right=end - right.width - paper.points(15))
        right.paint(painter, 0, y, right=end)
