"""A paper to be read and done by laid out in pages: no row or point is split, a heading stays with what follows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.leaflet import Leaflet, Part
from ldn_desktop.printing.blocks import AlertBox, Block, OpioidBox, PersonBox, Sentences, TextBox
from ldn_desktop.printing.cells import Grid, HeadRow, LinesRow
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import ACCENT, INK, INK2, Paper
from ldn_desktop.printing.signature import SignatureBlock
from ldn_desktop.reference.words.bold import bold, plain

_MARK, _LINE = 16, 22
"""Points that the mark before a sentence has, and between two lines to write on."""


class Point:
    """A sentence with its number before it, or a small square."""

    def __init__(self, text: str, number: int, paper: Paper) -> None:
        self._paper = paper
        style = paper.style(11.5)
        self._indent, self._line = paper.points(_MARK), style.line
        self._number = Paragraph(bold(f"{number}."), style, self._indent) if number else None
        self._text = Paragraph(text, style, paper.body_width - self._indent)

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._text.height + self._paper.points(2)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        if self._number:
            self._number.paint(painter, paper.margin, y)
        else:
            side = paper.points(4)
            middle = y + self._line / 2
            painter.fillRect(
                QRectF(paper.margin + paper.points(2), middle - side / 2, side, side), QColor(ACCENT)
            )
        self._text.paint(painter, paper.margin + self._indent, y)


class WritingLine:
    """A line to write on."""

    def __init__(self, paper: Paper) -> None:
        self._paper, self.height = paper, paper.points(_LINE)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        painter.setPen(QPen(QColor(INK), paper.points(0.8)))
        below = y + self.height - paper.points(2)
        painter.drawLine(QPointF(paper.margin, below), QPointF(paper.margin + paper.body_width, below))


class LeafletPages(Flow):
    """The pages of one leaflet on one paper."""

    def __init__(self, leaflet: Leaflet, paper: Paper) -> None:
        super().__init__(paper, leaflet.frame)
        self._leaflet = leaflet
        self._arrange()

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        leaflet, told = self._leaflet, []
        for part in leaflet.parts:
            told += [part.heading, *part.texts, part.small]
            if part.table:
                told += [" ".join(part.table.heads)]
                told += [" ".join(line for cell in row for line in cell) for row in part.table.rows]
        warning = leaflet.warning
        danger = [warning.heading, *(entry.text for entry in warning.advice)] if warning else []
        head = (leaflet.head.name, leaflet.head.address, *leaflet.right, leaflet.frame.title)
        person = [" ".join(entry) for entry in leaflet.person]
        signed = [" ".join(labels) for labels in leaflet.signatures]
        ends = (*leaflet.urgent, *signed, *leaflet.foot)
        return plain("\n".join((*head, *person, *leaflet.alerts, leaflet.intro, *danger, *told, *ends)))

    def _arrange(self) -> None:
        leaflet, paper = self._leaflet, self.paper
        title = Paragraph(leaflet.frame.title, paper.style(21, bold=True), paper.body_width)
        opening: list[Block] = [
            HeadBlock(leaflet.head, leaflet.right, paper),
            Sentences([title], paper, 4),
            PersonBox(leaflet.person, paper),
            *(AlertBox(bold(text), paper) for text in leaflet.alerts),
            *([OpioidBox(leaflet.warning, paper)] if leaflet.warning else []),
        ]
        if leaflet.intro:
            opening.append(
                Sentences([Paragraph(leaflet.intro, paper.style(11.5), paper.body_width)], paper, 0)
            )
        for block in opening:
            self._place(block)
        signed: list[Block] = [SignatureBlock(labels, paper) for labels in leaflet.signatures]
        for part in leaflet.parts:
            self._part(part, signed if part is leaflet.parts[-1] else [])
        if leaflet.urgent:
            self._y += paper.points(6)
            self._place(TextBox(leaflet.urgent, paper))
        foot = [Paragraph(text, paper.style(9.5), paper.body_width) for text in leaflet.foot]
        if foot:
            self._y += paper.points(4)
            self._place(Sentences(foot, paper, 0))

    def _part(self, part: Part, signed: Sequence[Block]) -> None:
        """Place a part; its heading stays with a line of it, and all of it with lines to write or sign on."""
        paper = self.paper
        self._y += paper.points(6)
        heading = Paragraph(part.heading, paper.style(14, bold=True), paper.body_width, ACCENT)
        blocks: list[Block] = [Sentences([heading], paper, 2)]
        blocks += [
            Point(text, at if part.numbered else 0, paper) for at, text in enumerate(part.texts, start=1)
        ]
        blocks += [WritingLine(paper) for _ in range(part.lines)]
        if part.small:
            small = Paragraph(part.small, paper.style(9), paper.body_width, INK2)
            blocks.append(Sentences([small], paper, 0))
        if part.table is None:
            kept = len(blocks) if signed or part.lines else 2
            self._together([*blocks[:kept], *signed])
            # Small letters never stand alone at the head of a page.
            end = blocks[-2:] if part.small and len(blocks) > kept + 1 else []
            for block in blocks[kept : len(blocks) - len(end)]:
                self._place(block)
            self._together(end)
            return
        grid = Grid(part.table, paper)
        head = HeadRow(part.table.heads, grid)
        rows = [LinesRow(row, grid) for row in part.table.rows]
        if not self._fits(sum(block.height for block in (*blocks, head, rows[0]))):
            self._turn()
        for block in blocks:
            self._place(block)
        self._place_rows(head, rows)

    def _together(self, blocks: Sequence[Block]) -> None:
        if not self._fits(sum(block.height for block in blocks)):
            self._more_lines()
            self._turn()
        for block in blocks:
            self._place(block)

    def _more_lines(self) -> None:
        """Fill what a page leaves empty below lines to write on with more of them."""
        line = WritingLine(self.paper)
        while isinstance(self._pages[-1][-1][1], WritingLine) and self._fits(line.height):
            self._place(line)
