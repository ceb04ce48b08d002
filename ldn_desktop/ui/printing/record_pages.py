"""The clinician's record laid out in pages: tables whose heads are repeated and whose rows are never split."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from ldn_desktop.documents.clinician_record import ClinicianRecord, Section
from ldn_desktop.ui.printing.blocks import AlertBox, Sentences, rule
from ldn_desktop.ui.printing.flow import Flow, Frame
from ldn_desktop.ui.printing.letters import Paragraph
from ldn_desktop.ui.printing.paper import INK2, Paper

_PERSON = (0.16, 0.84)
_GAP = 8


class CellRow:
    """Cells beside each other, each in its share of the width, a line below them."""

    def __init__(
        self, cells: tuple[str, ...], shares: tuple[float, ...], paper: Paper, *, bold: bool = False
    ) -> None:
        self._paper, self._bold = paper, bold
        style = paper.style(9.5, bold=bold)
        self._cells: list[tuple[float, Paragraph]] = []
        left = paper.margin
        for text, share in zip(cells, shares, strict=True):
            wide = paper.body_width * share
            self._cells.append((left, Paragraph(text, style, wide - paper.points(_GAP))))
            left += wide

    @property
    def height(self) -> float:
        """The height it takes."""
        return max(cell.height for _, cell in self._cells) + self._paper.points(4)

    def paint(self, painter: QPainter, y: float) -> None:
        """Paint it."""
        paper = self._paper
        for left, cell in self._cells:
            cell.paint(painter, left, y + paper.points(2))
        width = 1.0 if self._bold else 0.4
        rule(painter, paper, y + self.height - paper.points(width / 2), paper.points(width), INK2)


class RecordPages(Flow):
    """The pages of one record on one paper."""

    def __init__(self, record: ClinicianRecord, paper: Paper) -> None:
        frame = Frame(record.title, record.running_head, record.footer_left, record.footer_middle)
        super().__init__(paper, frame)
        self._record = record
        self._arrange()

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        record = self._record
        cells = [" ".join(row) for section in record.sections for row in (section.heads, *section.rows)]
        told = [f"{section.heading} {section.sentence}" for section in record.sections]
        person = [" ".join(entry) for entry in record.person]
        return "\n".join([record.title, record.alert, *person, *told, *cells, *record.foot])

    def _arrange(self) -> None:
        record, paper = self._record, self.paper
        self._place(
            Sentences([Paragraph(record.title, paper.style(18, bold=True), paper.body_width)], paper, 4)
        )
        if record.alert:
            self._place(AlertBox(record.alert, paper))
        for entry in record.person:
            self._place(CellRow(entry, _PERSON, paper))
        for section in record.sections:
            self._section(section)
        small = [Paragraph(text, paper.style(9), paper.body_width) for text in record.foot]
        self._y += paper.points(8)
        self._place(Sentences(small, paper, 0))

    def _section(self, section: Section) -> None:
        paper = self.paper
        self._y += paper.points(8)
        heading = Sentences(
            [Paragraph(section.heading, paper.style(12, bold=True), paper.body_width)], paper, 1
        )
        if not section.rows:
            told = Sentences([Paragraph(section.sentence, paper.style(10), paper.body_width)], paper, 2)
            if not self._fits(heading.height + told.height):
                self._turn()
            self._place(heading)
            self._place(told)
            return
        head = CellRow(section.heads, section.shares, paper, bold=True)
        rows = [CellRow(row, section.shares, paper) for row in section.rows]
        if not self._fits(heading.height + head.height + rows[0].height):
            self._turn()
        self._place(heading)
        self._place(head)
        for row in rows:
            if not self._fits(row.height):
                self._turn()
                self._place(head)
            self._place(row)
