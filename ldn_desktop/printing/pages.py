"""The patient plan laid out in pages: what stands on which, then painted one by one."""

from __future__ import annotations

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.plain_text import patient_text
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
from ldn_desktop.printing.ending import Blocks, Room, ending
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import DONE, Paper
from ldn_desktop.printing.plan_code import code_blocks
from ldn_desktop.printing.step_pages import LEAST_FULL, StepRoom, StepRows
from ldn_desktop.printing.supply_table import SupplyBlock, SupplyHead
from ldn_desktop.reference.words.bold import bold

_ADVICE = ("expect", "stop", "missed", "driving", "safe")
"""The sections of advice in their order."""


class Pages(Flow):
    """The pages of one document on one paper."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        super().__init__(paper, document.frame)
        self.document = document
        self._steps = StepRows(document, paper)
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
        phone = document.words.say("telephone", phone=document.phone) if document.phone else ""
        opening: list[Block] = [
            HeadBlock(document.head, (document.prescriber, phone), paper),
            Sentences([title], paper, 4),
            PersonBox(document.person, paper),
            *([AlertBox(bold(document.alert), paper)] if document.alert else []),
            *([ChangeBox(document.change, document.replaces, paper)] if document.change else []),
            *([Sentences(told, paper, 6)] if told else []),
        ]
        for block in opening:
            self._place(block)
        above, later = self._about_steps()
        for block in above:
            self._place(block)
        if document.rows:
            self._place_steps(later)
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

    def _about_steps(self) -> tuple[Blocks, Blocks]:
        """Return what stands above the steps, and what waits for the next page so that the first has a step on it.

        The warning stays on the first page; where that has no room for it, the operation fills it.
        """
        document, paper = self.document, self.paper
        opioids = [document.section(name) for name in ("opioids", "stopped")]
        warning: Blocks = tuple(OpioidBox(section, paper) for section in opioids if section.advice)
        operation: Blocks = (TextBox([document.operation], paper),) if document.operation else ()
        own: Blocks = (TextBox(document.instructions, paper),) if document.instructions else ()
        key: Blocks = (KeyBox(document, paper),) if document.key else ()
        lines = [Paragraph(text, paper.style(10.5), paper.body_width, DONE) for text in document.done]
        done: Blocks = tuple(Sentences([line], paper, 0) for line in lines[:-1])
        done += tuple(Sentences([line], paper, 4) for line in lines[-1:])
        head: Blocks = (*warning, *operation)
        late: Blocks = ()
        usual = *head, *own, *key, *done
        if warning and not self._fits(warning[0].height):
            head, late = operation, warning
            usual = *head, *late, *own, *key, *done
        ways = [
            (usual, ()),
            ((*head, *own, *key, *done), late),
            ((*head, *own, *done), (*late, *key)),
            ((*head, *own), (*late, *key, *done)),
            (head, (*late, *own, *key, *done)),
        ]
        if not document.rows or self.count > 1:
            return ways[0]
        return ways[self._steps.begin_in(self._room(*way) for way in ways) or 0]

    def _room(self, above: Blocks, later: Blocks) -> StepRoom:
        """Return what steps have below some blocks, and below others on the page that follows."""
        first = self.body_bottom - self._y - sum(block.height for block in above)
        whole = second = self.body_bottom - self.body_top
        for block in later:
            second = (second if block.height <= second else whole) - block.height
        return StepRoom(first, second, whole, opens=self.count == 1)

    def _place_steps(self, later: Blocks) -> None:
        """Place the steps, and what waits for the second of their pages or follows them on the first."""
        made = self._steps.laid(self._room((), later))
        for at, rows in enumerate(made.pages):
            if at:
                self._turn()
                for block in later if at == 1 else ():
                    self._place(block)
            if rows:
                self._put(made.head)
            for row in rows:
                self._put(row)
        if len(made.pages) == 1:
            self._y += self.paper.points(8) if later else 0
            for block in later:
                self._place(block)

    def _supply(self, table: SupplyTable) -> None:
        """Place what is left and needed on one page, where one holds it."""
        head, rows = SupplyHead(table, self.paper), [SupplyBlock(row, self.paper) for row in table.rows]
        self._y += self.paper.points(8)
        tall = head.height + sum(row.height for row in rows)
        whole = self.body_bottom - self.body_top
        sparse = self._y - self.body_top < LEAST_FULL * whole
        if not self._fits(tall) and tall <= whole and not sparse:
            self._turn()
        self._place_rows(head, rows)
