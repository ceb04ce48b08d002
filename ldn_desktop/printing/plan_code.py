"""The codes of a plan on a page: one beside what is told of it, several below that in rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ldn_desktop.papers.plan_code_words import PlanCode
from ldn_desktop.printing.blocks import Block
from ldn_desktop.printing.code_symbol import Symbol, symbol_of
from ldn_desktop.printing.from_right import upright
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import INK, Paper

_MODULE_MM = 0.5
"""The side of a module: almost four dots of a scan at 200 dpi, and of the coarsest scanners in use."""
_QUIET = 4
"""Modules around a code that stay white, as its standard asks for."""
_GAP = 6


class _Told:
    """The heading and sentences in a width."""

    def __init__(self, code: PlanCode, paper: Paper, width: float) -> None:
        heading = Paragraph(code.heading, paper.style(12, bold=True), width)
        self._paragraphs = [heading, *(Paragraph(text, paper.style(10), width) for text in code.told)]
        self._between = paper.points(2)

    @property
    def height(self) -> float:
        return sum(paragraph.height + self._between for paragraph in self._paragraphs)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for paragraph in self._paragraphs:
            y += paragraph.paint(painter, x, y) + self._between


class CodeBlock:
    """A row of codes, each with its quiet zone and label, and what is told of them, beside one alone or above."""

    def __init__(
        self, symbols: Sequence[Symbol], labels: Sequence[str], told: PlanCode | None, paper: Paper
    ) -> None:
        self._paper, self._symbols = paper, symbols
        self._side = max((_side(symbol, paper) for symbol in symbols), default=0.0)
        self._labels = [Paragraph(label, paper.style(10), self._side) for label in labels]
        self._beside = not labels
        left = self._side + paper.points(_GAP) if symbols and self._beside else 0.0
        self._told_left = paper.margin + left
        self._told = _Told(told, paper, paper.body_width - left) if told else None

    @property
    def height(self) -> float:
        """The height it takes."""
        told = self._told.height if self._told else 0.0
        label = max((label.height for label in self._labels), default=0.0)
        tall = max(self._side, told) if self._beside else told + label + self._side
        return tall + self._paper.points(_GAP)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        top, left = y + self._paper.points(_GAP), self._paper.margin
        if self._told:
            # Beside a code the words begin where its squares do.
            down = self._paper.millimetres(_QUIET * _MODULE_MM) if self._symbols and self._beside else 0.0
            self._told.paint(painter, self._told_left, top + down)
            top += 0.0 if self._beside else self._told.height
        for label in self._labels:
            label.paint(painter, left + self._paper.millimetres(_QUIET * _MODULE_MM), top)
            left += self._side
        top, left = top + max((label.height for label in self._labels), default=0.0), self._paper.margin
        for symbol in self._symbols:
            with upright(painter, left, self._side):
                _paint(symbol, painter, QPointF(left, top), self._paper)
            left += self._side


def code_blocks(code: PlanCode | None, paper: Paper) -> tuple[Block, ...]:
    """Return the codes of a plan as blocks for the end of a paper; none where it has none."""
    return tuple(_blocks(code, paper)) if code else ()


def _blocks(code: PlanCode, paper: Paper) -> Iterator[CodeBlock]:
    symbols = [symbol_of(letters) for letters in code.codes]
    widest = max((_side(symbol, paper) for symbol in symbols), default=paper.body_width)
    fit = max(int(paper.body_width / widest), 1)
    for at in range(0, max(len(symbols), 1), fit):
        end = at + fit
        yield CodeBlock(symbols[at:end], code.labels[at:end], None if at else code, paper)


def _side(symbol: Symbol, paper: Paper) -> float:
    return paper.millimetres((symbol.side + 2 * _QUIET) * _MODULE_MM)


def _paint(symbol: Symbol, painter: QPainter, corner: QPointF, paper: Paper) -> None:
    """Paint the dark modules as one shape, so that no renderer leaves a line between two of them."""
    module = paper.millimetres(_MODULE_MM)
    path = QPainterPath()
    for left, top, count in symbol.runs:
        x, y = corner.x() + (left + _QUIET) * module, corner.y() + (top + _QUIET) * module
        path.addRect(QRectF(x, y, count * module, module))
    path.setFillRule(Qt.FillRule.WindingFill)
    painter.fillPath(path, QColor(INK))
