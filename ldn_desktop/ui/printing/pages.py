"""The patient plan laid out in pages: what stands on which, then painted one by one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QPainter

from ldn_desktop.documents.patient_plan import PatientPlan, Row
from ldn_desktop.ui.printing.advice import CallBox, Columns, Questions
from ldn_desktop.ui.printing.blocks import (
    AlertBox,
    Block,
    KeyBox,
    Letterhead,
    OpioidBox,
    PersonBox,
    Sentences,
    rule,
)
from ldn_desktop.ui.printing.letters import TENTHS, Paragraph, elided
from ldn_desktop.ui.printing.paper import ACCENT, Paper
from ldn_desktop.ui.printing.table import Grid, RowBlock, TableHead, grid_of

_DOTS = 72


class Pages:
    """The pages of one document on one paper."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        self.document, self.paper = document, paper
        self._pages: list[list[tuple[float, Block]]] = [[]]
        self._y = paper.margin
        self._arrange()

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

    def _arrange(self) -> None:
        document, paper = self.document, self.paper
        title = Paragraph(document.title, paper.style(21, bold=True), paper.body_width)
        told = [Paragraph(text, paper.style(14.5), paper.body_width) for text in document.intro]
        opening: list[Block] = [
            Letterhead(document, paper),
            Sentences([title], paper, 4),
            PersonBox(document, paper),
            *([AlertBox(document.alert, paper)] if document.alert else []),
            Sentences(told, paper, 6),
            OpioidBox(document.section("opioids"), paper),
            KeyBox(document, paper),
        ]
        for block in opening:
            self._place(block)
        self._table()
        self._y += paper.points(8)
        section = document.section
        for block in (
            Columns(section("expect"), section("missed"), paper),
            CallBox(document, paper),
            Columns(section("safe"), section("stop"), paper, marks=False),
            Questions(document, paper),
        ):
            self._place(block)
        for text in (document.words.phrases["unlicensed"], document.local_rules):
            if text:
                small = Paragraph(text, paper.style(9.5), paper.body_width)
                self._place(Sentences([small], paper, 0))

    def _table(self) -> None:
        document, paper = self.document, self.paper
        grid = grid_of(document, paper)
        head = TableHead(document, paper, grid)
        room = paper.body_bottom - self._below_running_head - head.height
        rows = [block for row in document.rows for block in self._blocks(row, grid, room)]
        if self._y + head.height + rows[0].height > paper.body_bottom:
            self._turn()
        self._place(head)
        for row in rows:
            if self._y + row.height > paper.body_bottom:
                self._turn()
                self._place(head)
            self._place(row)

    def _blocks(self, row: Row, grid: Grid, room: float) -> Iterator[RowBlock]:
        """Yield a row in one piece; one that is higher than a page goes on under its own number, dates and dose."""
        block = RowBlock(row, self.paper, grid, self.document.heads[4])
        rest = self.document.words.phrases["continued"].format(step=row.number)
        if block.height <= room:
            yield block
        elif row.weeks and row.intakes:
            yield from self._blocks(row._replace(weeks=(), times=()), grid, room)
            yield from self._blocks(row._replace(intakes=(), notes=(rest,)), grid, room)
        elif len(row.intakes) > 1:
            half = len(row.intakes) // 2
            yield from self._blocks(row._replace(intakes=row.intakes[:half], notes=()), grid, room)
            yield from self._blocks(
                row._replace(intakes=row.intakes[half:], notes=(rest, *row.notes)), grid, room
            )
        else:
            yield block

    def _place(self, block: Block) -> None:
        if self._y + block.height > self.paper.body_bottom and self._pages[-1]:
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
        paper = self.paper
        left = Paragraph(self.document.title, paper.style(11.5, bold=True), paper.body_width, ACCENT)
        left.paint(painter, paper.margin, paper.margin)
        style = paper.style(11.5)
        room = paper.body_width - left.width - paper.points(12)
        right = Paragraph(elided(self.document.running_head, style, room), style, room)
        right.paint(painter, 0, paper.margin, right=paper.margin + paper.body_width)

    def _footer(self, painter: QPainter, page: int) -> None:
        paper, document = self.paper, self.document
        rule(painter, paper, paper.footer_top, paper.points(1), ACCENT)
        plain, bold = paper.style(9.5), paper.style(9.5, bold=True)
        y = paper.footer_top + paper.points(4)
        right = Paragraph(f"Page {page + 1} of {self.count}", bold, paper.body_width)
        middle = Paragraph(document.footer_middle, plain, paper.body_width)
        room = paper.body_width - right.width - middle.width - paper.points(30)
        left = Paragraph(elided(document.footer_left, plain, room), plain, room)
        left.paint(painter, paper.margin, y)
        end = paper.margin + paper.body_width
        middle.paint(painter, 0, y, right=end - right.width - paper.points(15))
        right.paint(painter, 0, y, right=end)
