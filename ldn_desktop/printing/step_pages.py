"""The steps of the patient plan by pages: a row stands in one piece, unless a page would be left nearly empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.plan_rows import Row
from ldn_desktop.printing.ending import LARGE_GAP
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.table import Grid, RowBlock, TableHead, grid_of
from ldn_desktop.reference.words.sentences import Sentences

LEAST_FULL = 0.45
"""The part of a page that is filled, where a row that goes over to the next one can fill it."""


class StepRoom(NamedTuple):
    """What rows and their heads have: on the page on which they begin, on the next one, on a whole page.

    ``opens`` where they begin on the first page of the plan, on which a step is to stand.
    """

    first: float
    second: float
    whole: float
    opens: bool

    @property
    def goes_over(self) -> bool:
        """Whether the first page of the plan would be left with a large gap, were no part of a step on it."""
        return self.opens and self.first > LARGE_GAP * self.whole


class StepPages(NamedTuple):
    """Rows below their ``head`` by pages, none on the first where not even a part of one has room there.

    ``left`` is what stays empty of each page, ``over`` counts the rows that go over to another.
    """

    head: TableHead
    pages: tuple[tuple[RowBlock, ...], ...]
    left: tuple[float, ...]
    over: int
    whole: bool

    def faults(self, room: StepRoom) -> tuple[bool, int, int, float, bool, float]:
        """Weigh them: no step on the first page, pages begun, rows parted, what stays empty of more than a part."""
        ended = [left for rows, left in zip(self.pages[:-1], self.left, strict=False) if rows]
        empty = sum(max(left - LARGE_GAP * room.whole, 0.0) for left in ended)
        none = room.opens and not self.pages[0]
        return none, len(self.pages), self.over, empty, self.whole, -self.left[-1]


class StepRows:
    """The steps of a document, to be laid out from wherever they begin."""

    def __init__(self, document: PatientPlan, paper: Paper) -> None:
        self._document, self._paper = document, paper
        self._grids: list[Grid] = []
        if not document.rows:
            return
        grids = [grid_of(document, paper, below=paper.large)]
        if grids[0].narrow:
            grids.append(grid_of(document, paper, below=True))
        self._grids = [*grids, *(replace(grid, whole=True) for grid in grids if grid.below)]

    def laid(self, room: StepRoom) -> StepPages:
        """Return them, of which there is one at least, in the columns with which they are best read."""
        return min((self._in(grid, room) for grid in self._grids), key=lambda made: made.faults(room))

    def begin_in(self, rooms: Iterable[StepRoom]) -> int | None:
        """Return the place of the first room in which a page begins with a step: a whole one, else a part of one.

        ``None`` where none does.
        """
        found = list(rooms)
        row, words = self._document.rows[0], self._document.words
        *_, part = row, *(part for part, _ in _parted(row, words, takes=False))
        for step, goes in ((row, [True] * len(found)), (part, [room.goes_over for room in found])):
            least = min(self._head(grid).height + self._block(step, grid).height for grid in self._grids)
            for at, (room, may) in enumerate(zip(found, goes, strict=True)):
                if may and least <= room.first:
                    return at
        return None

    def _in(self, grid: Grid, room: StepRoom) -> StepPages:
        head = self._head(grid)
        first, second, whole = (each - head.height for each in (room.first, room.second, room.whole))
        pages, left, over = [list[RowBlock]()], [first], 0
        for row in self._document.rows:
            rest: Row | None = row
            while rest is not None:
                block, after = self._block(rest, grid), None
                sparse = left[-1] > (1 - LEAST_FULL) * room.whole
                if block.height > left[-1] and (sparse or (room.goes_over and pages == [[]])):
                    block, after = self._piece(rest, grid, left[-1], whole)
                if block.height > left[-1] and left[-1] < whole:
                    pages.append([])
                    left.append(second if len(left) == 1 else whole)
                    continue
                pages[-1].append(block)
                left[-1] -= block.height
                rest = after
                over += rest is not None
        return StepPages(head, tuple(map(tuple, pages)), tuple(left), over, grid.whole)

    def _piece(self, row: Row, grid: Grid, room: float, whole: float) -> tuple[RowBlock, Row | None]:
        """Return as much of a row as has room, and what is left of it; its takes part only where a page is too low."""
        block, rest = self._block(row, grid), None
        for part, after in _parted(row, self._document.words, takes=block.height > whole):
            block, rest = self._block(part, grid), after
            if block.height <= room:
                break
        return block, rest

    def _head(self, grid: Grid) -> TableHead:
        return TableHead(self._document, self._paper, grid)

    def _block(self, row: Row, grid: Grid) -> RowBlock:
        return RowBlock(row, self._paper, grid, self._document.heads[4])


def _parted(row: Row, words: Sentences, *, takes: bool) -> Iterator[tuple[Row, Row]]:
    """Yield what of a row may stand on a page and what goes on, the most first: fewer boxes, no boxes, fewer takes."""
    rest, over = (words.say(name, step=row.number) for name in ("continued", "goes_over"))
    for weeks in range(len(row.weeks) - 1, 0, -1):
        part = row._replace(weeks=row.weeks[:weeks], notes=(*row.notes, over))
        yield part, row._replace(weeks=row.weeks[weeks:], intakes=(), notes=(rest,))
    if row.weeks and row.intakes:
        part = row._replace(weeks=(), times=(), notes=(*row.notes, over))
        yield part, row._replace(intakes=(), notes=(rest,))
    for many in range(len(row.intakes) - 1 if takes else 0, 0, -1):
        part = row._replace(weeks=(), times=(), intakes=row.intakes[:many], notes=(over,))
        yield part, row._replace(intakes=row.intakes[many:], notes=(rest, *row.notes))
