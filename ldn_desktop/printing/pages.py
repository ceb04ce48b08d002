"""The patient plan laid out in pages: what stands on which, then painted one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.papers.plan_rows import Row
from ldn_desktop.papers.supply_words import SupplyTable
from ldn_desktop.printing.advice import Advice, CallBox, Questions
from ldn_desktop.printing.blocks import (
    AlertBox,
    Block,
    KeyBox,
    OpioidBox,
    PersonBox,
    Sentences,
    TextBox,
)
from ldn_desktop.printing.change_box import ChangeBox
from ldn_desktop.printing.ending import LARGE_GAP, Room, ending
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import DONE, Paper
from ldn_desktop.printing.plan_code import code_blocks
from ldn_desktop.printing.supply_table import SupplyBlock, SupplyHead
from ldn_desktop.printing.table import Grid, RowBlock, TableHead, grid_of
from ldn_desktop.reference.words.bold import bold

_ADVICE = ("expect", "stop", "missed", "driving", "safe")
"""The sections of advice in their order."""


class Pages(Flow):
    """The pages of one document on one paper."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        super().__init__(paper, document.frame)
        self.document = document
        self._arrange()

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        return patient_text(self.document)

    def _arrange(self) -> None:
        document, paper = self.document, self.paper
        title = Paragraph(document.frame.title, paper.style(21, bold=True), paper.body_width)
        told = [Paragraph(text, paper.style(14.5), paper.body_width) for text in document.intro]
        if document.replaces and not document.change:
            told.append(Paragraph(document.replaces, paper.style(12), paper.body_width))
        opioids = [document.section(name) for name in ("opioids", "stopped")]
        phone = document.words.say("telephone", phone=document.phone) if document.phone else ""
        opening: list[Block] = [
            HeadBlock(document.head, (document.prescriber, phone), paper),
            Sentences([title], paper, 4),
            PersonBox(document.person, paper),
            *([AlertBox(bold(document.alert), paper)] if document.alert else []),
            *([ChangeBox(document.change, document.replaces, paper)] if document.change else []),
            *([Sentences(told, paper, 6)] if told else []),
        ]
        warning: list[Block] = [OpioidBox(section, paper) for section in opioids if section.advice]
        operation: list[Block] = [TextBox([document.operation], paper)] if document.operation else []
        key: list[Block] = [
            *([TextBox(document.instructions, paper)] if document.instructions else []),
            *([KeyBox(document, paper)] if document.key else []),
        ]
        for block in opening:
            self._place(block)
        # The warning stays on the first page; where that has no room for it, the operation fills it.
        first = not warning or self._fits(warning[0].height)
        for block in (*warning, *operation, *key) if first else (*operation, *warning, *key):
            self._place(block)
        for text in document.done:
            self._place(Sentences([Paragraph(text, paper.style(10.5), paper.body_width, DONE)], paper, 0))
        if document.rows:
            self._y += paper.points(4) if document.done else 0
            self._table()
        if document.supply:
            self._supply(document.supply)
        self._y += paper.points(5)
        licence = " ".join(advice.text for advice in document.section("licence").advice)
        notes = tuple(
            Sentences([Paragraph(text, paper.style(9.5), paper.body_width)], paper, 0)
            for text in (licence, document.local_rules)
            if text
        )
        code = code_blocks(document.code, paper)
        for at, blocks in enumerate(self._ending(notes, code)):
            if at:
                self._turn()
            for block in blocks:
                self._place(block)

    def _ending(self, notes: tuple[Block, ...], code: tuple[Block, ...]) -> tuple[tuple[Block, ...], ...]:
        """Return what ends the plan, by pages: the code on one alone where it would take a further one."""
        document, paper = self.document, self.paper
        labels = document.words.say("next_visit"), document.words.say("at")
        call, questions = CallBox(document, paper), Questions(document.section("questions"), labels, paper)
        advice = Advice([section for section in map(document.section, _ADVICE) if section.advice], paper)
        room = Room(self.body_bottom - self._y, self.body_bottom - self.body_top)
        pages = ending(call, advice, questions, notes, room)
        if not code:
            return pages
        together = ending(call, advice, questions, (*notes, *code), room)
        return together if len(together) == len(pages) else (*pages, code)

    def _table(self) -> None:
        document, paper = self.document, self.paper
        grids = [grid_of(document, paper, below=paper.large)]
        if grids[0].narrow:
            grids.append(grid_of(document, paper, below=True))
        grids += [replace(grid, whole=True) for grid in grids if grid.below]
        self._place_rows(*self._rows(min(grids, key=self._faults)))

    def _faults(self, grid: Grid) -> tuple[int, float, bool, float]:
        """Weigh rows in a grid: the pages that they begin, what stays empty of more than a part, how high they are."""
        head, rows = self._rows(grid)
        top = self.body_top + head.height
        spare = LARGE_GAP * (self.body_bottom - self.body_top)
        pages, empty, y = 0, 0.0, self._y + head.height
        for at, row in enumerate(rows):
            if y + row.height > self.body_bottom:
                # What stays empty above the head belongs to what stands there.
                empty += max(self.body_bottom - y - spare, 0.0) if at else 0.0
                pages, y = pages + 1, top
            y += row.height
        return pages, empty, grid.whole, y

    def _rows(self, grid: Grid) -> tuple[TableHead, list[RowBlock]]:
        head = TableHead(self.document, self.paper, grid)
        room = self.body_bottom - self.body_top - head.height
        return head, [block for row in self.document.rows for block in self._blocks(row, grid, room)]

    def _supply(self, table: SupplyTable) -> None:
        """Place what is left and needed on one page, where one holds it."""
        head, rows = SupplyHead(table, self.paper), [SupplyBlock(row, self.paper) for row in table.rows]
        self._y += self.paper.points(8)
        tall = head.height + sum(row.height for row in rows)
        if not self._fits(tall) and tall <= self.body_bottom - self.body_top:
            self._turn()
        self._place_rows(head, rows)

    def _blocks(self, row: Row, grid: Grid, room: float) -> Iterator[RowBlock]:
        """Yield a row in one piece; one that is higher than a page goes on below its own head again, and says so."""
        say = self.document.words.say
        rest, over = (say(name, step=row.number) for name in ("continued", "goes_over"))
        tick = self.document.heads[4]
        block, remaining = RowBlock(row, self.paper, grid, tick), None
        for part, after in _parted(row, rest, over) if block.height > room else ():
            block, remaining = RowBlock(part, self.paper, grid, tick), after
            if block.height <= room:
                break
        yield block
        if remaining is not None:
            yield from self._blocks(remaining, grid, room)


def _parted(row: Row, rest: str, over: str) -> Iterator[tuple[Row, Row]]:
    """Yield what of a row may stand on a page and what goes on, the most first: fewer boxes, no boxes, fewer takes."""
    for weeks in range(len(row.weeks) - 1, 0, -1):
        part = row._replace(weeks=row.weeks[:weeks], notes=(*row.notes, over))
        yield part, row._replace(weeks=row.weeks[weeks:], intakes=(), notes=(rest,))
    if row.weeks and row.intakes:
        part = row._replace(weeks=(), times=(), notes=(*row.notes, over))
        yield part, row._replace(intakes=(), notes=(rest,))
    for takes in range(len(row.intakes) - 1, 0, -1):
        part = row._replace(weeks=(), times=(), intakes=row.intakes[:takes], notes=(over,))
        yield part, row._replace(intakes=row.intakes[takes:], notes=(rest, *row.notes))
