"""A paper of tables laid out in pages: their heads are repeated and their rows never split; a chart stands whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ldn_desktop.papers.compared_doses import ComparedDoses
from ldn_desktop.papers.tables import Section, Tables
from ldn_desktop.printing.blocks import AlertBox, Block, Sentences, rule
from ldn_desktop.printing.compared_chart import ComparedChart, ComparedLook
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import INK, INK2, Paper
from ldn_desktop.printing.plan_code import code_blocks
from ldn_desktop.printing.style import Style
from ldn_desktop.reference.words.bold import bold, plain

_PERSON = (0.16, 0.84)
_GAP = 8
_CHART_MM = 62
_INKS = {"text": INK, "text2": INK2, "grid": "#D0D0D0", "control": INK2, "left": "#8A9BA3", "right": INK}
"""The broad line is grey, so that the black dashes of the other are seen upon it."""


class CellRow(NamedTuple):
    """Cells beside each other, each with where it begins; the line below them is ``ruled`` points thick, 0 for none."""

    cells: tuple[tuple[float, Paragraph], ...]
    paper: Paper
    style: Style
    ruled: float

    @classmethod
    def of(
        cls,
        texts: tuple[str, ...],
        shares: tuple[float, ...],
        paper: Paper,
        *,
        bold: bool = False,
        ruled: float = 0.4,
    ) -> CellRow:
        """Make a row of texts, each in its share of the width."""
        style = paper.style(9.5, bold=bold)
        cells: list[tuple[float, Paragraph]] = []
        left = paper.margin
        for text, share in zip(texts, shares, strict=True):
            wide = paper.body_width * share
            cells.append((left, Paragraph(text, style, wide - paper.points(_GAP))))
            left += wide
        return cls(tuple(cells), paper, style, ruled)

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(cell.height for _, cell in self.cells) + self.paper.points(4)

    def parts(self, room: float) -> Iterator[CellRow]:
        """Yield the row in one piece; one that is higher than a whole page comes in as many as it takes."""
        if self.height <= room:
            yield self
            return
        most = max(int((room - self.paper.points(4)) / max(cell.line for _, cell in self.cells)), 1)
        longest = max(len(cell.lines) for _, cell in self.cells)
        for at in range(0, longest, most):
            yield self._replace(cells=tuple((left, cell.part(at, at + most)) for left, cell in self.cells))

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self.paper
        for left, cell in self.cells:
            cell.paint(painter, left, y + paper.points(2))
        if self.ruled:
            width = paper.points(self.ruled)
            rule(painter, paper, y + self.height - width / 2, width, INK2)


class ChartBlock:
    """Two plans on one chart, across the body."""

    def __init__(self, doses: ComparedDoses, paper: Paper) -> None:
        self._doses, self._paper = doses, paper

    @property
    def height(self) -> float:
        """The height it takes."""
        return self._paper.millimetres(_CHART_MM) + self._paper.points(6)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        look = ComparedLook(_ink, paper.style(9).font(), paper.points(1))
        box = QRectF(paper.margin, y, paper.body_width, paper.millimetres(_CHART_MM))
        ComparedChart(self._doses, box, look).paint(painter)


def _ink(role: str) -> QColor:
    return QColor(_INKS[role])


class TablesPages(Flow):
    """The pages of one record or comparison on one paper."""

    def __init__(self, record: Tables, paper: Paper) -> None:
        # Its tables have no room for large print, and it is no paper for patients.
        super().__init__(replace(paper, large=False), record.frame)
        self._record = record
        self._arrange()

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        record = self._record
        cells = [" ".join(row) for section in record.sections for row in (section.heads, *section.rows)]
        told = [f"{section.heading} {section.sentence}" for section in record.sections]
        told += [record.head.name, record.head.address] if record.head else []
        person = [" ".join(entry) for entry in record.person]
        told += [record.code.text] if record.code else []
        return plain("\n".join([record.frame.title, record.alert, *person, *told, *cells, *record.foot]))

    def _arrange(self) -> None:
        record, paper = self._record, self.paper
        if record.head:
            self._place(HeadBlock(record.head, ("", ""), paper))
        self._place(
            Sentences([Paragraph(record.frame.title, paper.style(18, bold=True), paper.body_width)], paper, 4)
        )
        if record.alert:
            self._place(AlertBox(bold(record.alert), paper))
        for entry in record.person:
            self._rows([CellRow.of(entry, _PERSON, paper)])
        for section in record.sections:
            self._section(section)
        small = [Paragraph(text, paper.style(9), paper.body_width) for text in record.foot]
        self._y += paper.points(8)
        self._place(Sentences(small, paper, 0))
        for block in code_blocks(record.code, paper):
            self._place(block)

    def _section(self, section: Section) -> None:
        paper = self.paper
        self._y += paper.points(8)
        heading = Sentences(
            [Paragraph(section.heading, paper.style(12, bold=True), paper.body_width)], paper, 1
        )
        if section.chart:
            chart = ChartBlock(section.chart, paper)
            self._place_with(heading, chart)
            self._place(chart)
            self._rows([CellRow.of((section.sentence,), (1.0,), paper, ruled=0)])
            return
        if not section.rows:
            told = CellRow.of((section.sentence,), (1.0,), paper, ruled=0)
            self._place_with(heading, told)
            self._rows([told])
            return
        head = CellRow.of(section.heads, section.shares, paper, bold=True, ruled=1.0)
        rows = [CellRow.of(row, section.shares, paper) for row in section.rows]
        self._place_with(heading, head, rows[0])
        self._place(head)
        self._rows(rows, head)

    def _place_with(self, heading: Sentences, *following: Block) -> None:
        """Place a heading where what follows it fits too; what fills a page by itself follows at once."""
        if not self._fits(heading.height + sum(min(row.height, self._room / 2) for row in following)):
            self._turn()
        self._place(heading)

    def _rows(self, rows: list[CellRow], head: CellRow | None = None) -> None:
        """Place rows, each page below the head again; only a row higher than a page goes on overleaf."""
        room = self._room - (head.height if head else 0)
        for row in rows:
            for part in row.parts(room):
                if not self._fits(part.height):
                    self._turn()
                    if head:
                        self._place(head)
                self._place(part)

    @property
    def _room(self) -> float:
        """The height of the body of a page below its running head."""
        return self.body_bottom - self.body_top
