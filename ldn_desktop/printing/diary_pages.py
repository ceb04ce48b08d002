"""The diary laid out in pages: days below the head of their columns, then empty ones, questions, and whom to call."""

from __future__ import annotations

from ldn_desktop.papers.diary import Diary, DiaryPart
from ldn_desktop.printing.advice import Questions
from ldn_desktop.printing.blocks import AlertBox, Block, Sentences, TextBox
from ldn_desktop.printing.diary_blocks import Columns, DiaryHead, DiaryRow
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.paper import ACCENT, Paper
from ldn_desktop.reference.words.bold import bold, plain

_LEAST = 2
"""Days that stand below a heading at least."""


class DiaryPages(Flow):
    """The pages of one diary on one paper."""

    def __init__(self, diary: Diary, paper: Paper) -> None:
        super().__init__(paper, diary.frame)
        self._diary, self._columns = diary, Columns(diary, paper)
        self._arrange()

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        diary = self._diary
        parts = [
            " ".join(
                (
                    part.heading,
                    *part.told,
                    *(" ".join((n.weekday, n.day, *n.doses, n.none)) for n in part.lines),
                )
            )
            for part in (*diary.parts, diary.blank)
        ]
        told = (diary.frame.title, diary.head.name, diary.person, diary.what, diary.alert, diary.figures)
        return plain("\n".join((*told, *diary.notes, *parts, diary.end, *diary.urgent, diary.foot)))

    def _arrange(self) -> None:
        diary, paper = self._diary, self.paper
        self._place(HeadBlock(diary.head, (diary.person, diary.what), paper))
        if diary.alert:
            self._place(AlertBox(bold(diary.alert), paper))
        for at, part in enumerate(diary.parts):
            self._part(part, first=not at, least=_LEAST)
        self._y += paper.points(6)
        self._place(Sentences([Paragraph(diary.end, paper.style(11.5), paper.body_width)], paper, 2))
        self._part(diary.blank, first=False, least=len(diary.blank.lines))
        self._y += paper.points(10)
        questions = Questions(diary.questions, diary.labels, paper)
        urgent = TextBox(diary.urgent, paper)
        self._place(questions)
        self._y += paper.points(10) if self._fits(urgent.height + paper.points(10)) else 0
        self._place(urgent)
        if diary.foot:
            self._place(Sentences([Paragraph(diary.foot, paper.style(9.5), paper.body_width)], paper, 0))

    def _part(self, part: DiaryPart, *, first: bool, least: int) -> None:
        """Place days; those after a heading of their own begin on the page where so many of them have room."""
        paper = self.paper
        size = 21 if first else 15
        self._y += 0 if first else paper.points(10)
        ink = "#000000" if first else ACCENT
        heading = Sentences(
            [Paragraph(part.heading, paper.style(size, bold=True), paper.body_width, ink)], paper, 1
        )
        told = Sentences([Paragraph(" ".join(part.told), paper.style(11.5), paper.body_width)], paper, 5)
        head = DiaryHead(self._columns)
        rows = [DiaryRow(line, self._columns) for line in part.lines]
        begun: tuple[Block, ...] = (heading, told, head, *rows[:least])
        if not first and not self._fits(sum(block.height for block in begun)):
            self._turn()
        self._place(heading)
        self._place(told)
        if first:
            self._notes()
        if rows:
            self._place_below(head, rows)

    def _notes(self) -> None:
        paper = self.paper
        if self._diary.notes:
            self._place(TextBox(self._diary.notes, paper))
        self._place(TextBox((self._diary.figures,), paper))
