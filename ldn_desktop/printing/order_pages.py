"""The pharmacy's order laid out in pages: no product is split, and the signature stays with the fills it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from ldn_desktop.papers.order_fills import Fills
from ldn_desktop.papers.pharmacy_order import Entries, PharmacyOrder
from ldn_desktop.printing.blocks import AlertBox, Block, Sentences
from ldn_desktop.printing.fills_table import FillLine, FillsHead
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.letters import Paragraph
from ldn_desktop.printing.order_blocks import (
    LOOSE,
    TIGHT,
    EntryBoxes,
    Looks,
    ProductBlock,
)
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.plan_code import code_blocks
from ldn_desktop.printing.signature import SignatureBlock
from ldn_desktop.reference.words.bold import plain

_TO = ((0.64, 0.36),)
_WHO, _TERMS = ((0.5, 0.5), (0.58, 0.42), (0.42, 0.58)), ((0.46, 0.54), (0.54, 0.46), (0.38, 0.62))
"""Shares of the width for the sides of a box: the first that takes the fewest lines."""
_EDGE = 2.4
_BEGUN = 2
"""Rows of a table that stand below its head at least, where it has as many before its last."""


def order_pages(order: PharmacyOrder, paper: Paper) -> OrderPages:
    """Return the pages of an order, in smaller letters where that takes fewer."""
    loose = OrderPages(order, LOOSE, paper)
    tight = OrderPages(order, TIGHT, paper) if loose.count > 1 else loose
    return tight if tight.count < loose.count else loose


class OrderPages(Flow):
    """The pages of one order on one paper."""

    def __init__(self, order: PharmacyOrder, looks: Looks, paper: Paper) -> None:
        super().__init__(replace(paper, large=False), order.frame)
        self._order, self.looks = order, looks
        self._arrange()

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        order = self._order
        sides = (*order.to, order.prescriber, order.patient, *order.terms)
        entries = [entry for side in sides for entry in side]
        products = [
            " ".join((p.name, p.told, *p.quantities, p.directions_head, *(" ".join(d) for d in p.directions)))
            for p in order.products
        ]
        rows = [" ".join((r.number, r.first, r.last, r.days, *r.needs)) for t in order.tables for r in t.rows]
        heads = [" ".join((*table.heads, table.all_words, *table.all_needs)) for table in order.tables]
        told = (order.head.name, order.head.address, order.for_pharmacy, order.written, order.frame.title)
        code = order.code.text if order.code else ""
        return plain(
            "\n".join(
                (*told, *map(" ".join, entries), order.box, *products, *heads, *rows, *order.notes, code)
            )
        )

    def _arrange(self) -> None:
        order, looks, paper = self._order, self.looks, self.paper
        self._place(HeadBlock(order.head, (order.for_pharmacy, order.written), paper, looks.practice))
        title = Paragraph(order.frame.title, paper.style(looks.title, bold=True), paper.body_width)
        self._place(Sentences([title], paper, 4))
        if order.to:
            self._place(self._box(order.to, _TO, strong=True))
        self._place(self._box((order.prescriber, order.patient), _WHO, strong=True))
        if order.box:
            self._place(AlertBox(order.box, paper, _EDGE))
        for ordered in order.products:
            room, left = self.body_bottom - self.body_top, self.body_bottom - self._y
            for part in ProductBlock.of(ordered, order, looks, paper).parts(room, left):
                self._place(part)
        notes = [Paragraph(note, paper.style(looks.points), paper.body_width) for note in order.notes]
        end: list[Block] = [Sentences(notes, paper, 4)] if notes else []
        if order.terms:
            end.append(self._box(order.terms, _TERMS, strong=False))
        if order.signature:
            end.append(SignatureBlock(order.signature, paper))
        for table in order.tables[:-1]:
            self._table(table, [])
        if order.tables:
            self._table(order.tables[-1], end)
        else:
            self._together(end)
        for block in code_blocks(order.code, paper):
            self._place(block)

    def _box(self, sides: Sequence[Entries], ways: Sequence[Sequence[float]], *, strong: bool) -> EntryBoxes:
        boxes = [EntryBoxes(sides, shares, self.looks, self.paper, strong=strong) for shares in ways]
        return min(boxes, key=attrgetter("height"))

    def _table(self, fills: Fills, end: list[Block]) -> None:
        """Place a table, each page below its head again; its last row keeps its sum and what ends the paper."""
        looks, paper = self.looks, self.paper
        head, total = FillsHead(fills, looks, paper), FillLine.sum_of(fills, looks, paper)
        gap = Sentences([], paper, looks.gap)
        *rows, last = [FillLine.of(row, looks, paper) for row in fills.rows]
        begun = (rows or [last])[:_BEGUN]
        if not self._fits(head.height + sum(row.height for row in begun)):
            self._turn()
        self._place_below(head, rows)
        kept: list[Block] = [last, total, gap, *end]
        if not self._fits(sum(block.height for block in kept)):
            self._turn()
            self._place(head)
        for block in kept:
            self._place(block)

    def _together(self, blocks: list[Block]) -> None:
        if not self._fits(sum(block.height for block in blocks)):
            self._turn()
        for block in blocks:
            self._place(block)
