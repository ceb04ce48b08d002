"""The end of the patient plan: the order of its blocks that takes the fewest pages and leaves none half empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ldn_desktop.printing.advice import Advice, CallBox, Questions
from ldn_desktop.printing.blocks import Block

LARGE_GAP = 0.25
"""The part of a page that may stay empty before the next one begins."""
Blocks = tuple[Block, ...]


class Room(NamedTuple):
    """What is left of the page on which the end begins, and what a page holds that holds nothing else."""

    first: float
    whole: float


class _Page(NamedTuple):
    blocks: Blocks
    left: float


def ending(
    call: CallBox, advice: Advice, questions: Questions, notes: Blocks, room: Room
) -> tuple[Blocks, ...]:
    """Return what stands on the page that has begun, and on each further one.

    When to call, advice, lines for questions, notes. The box of when to call stands first where that leaves no page
    half empty, the lines for questions last where they do not stand on a page of their own. What is left of the last
    page goes to more such lines.
    """
    ways = (_pages(before, (*after, *notes), room) for before, after in _orders(call, advice, questions))
    pages = min(ways, key=lambda made: _faults(made, questions, notes, room))
    *_, last = pages
    if last.blocks[: len(last.blocks) - len(notes)][-1:] == (questions,):
        longer = questions.grown(last.left)
        last = last._replace(blocks=tuple(longer if block is questions else block for block in last.blocks))
    return *(page.blocks for page in pages[:-1]), last.blocks


def _orders(call: CallBox, advice: Advice, questions: Questions) -> Iterator[tuple[Blocks, Blocks]]:
    """Yield orders, the one that is best read first; where there are two parts, the second begins a page."""
    end = advice.count
    yield (), (call, *advice.blocks(0, end), questions)
    cuts = [(advice.blocks(0, at), advice.blocks(at, end)) for at in range(end, -1, -1)]
    for before, after in cuts:
        yield (), (call, *before, *after, questions)
    for before, after in cuts:
        yield (), (*before, call, *after, questions)
    for before, after in cuts:
        yield (call, *before), (*after, questions)
        yield before, (call, *after, questions)
    for before, after in cuts:
        yield (), (call, *before, questions, *after)
        yield (), (*before, questions, call, *after)


def _faults(pages: list[_Page], questions: Questions, notes: Blocks, room: Room) -> tuple[int, bool, float]:
    """Weigh pages: their count, whether one holds only lines to write on, what stays empty before the last."""
    alone = any({questions, *notes}.issuperset(page.blocks) for page in pages[1:])
    gaps = sum(max(page.left - LARGE_GAP * room.whole, 0.0) for page in pages[:-1])
    return len(pages), alone, gaps


def _pages(before: Blocks, after: Blocks, room: Room) -> list[_Page]:
    """Return what stands on each page. The first has something above.

    ``after`` begins one where it has anything before.
    """
    pages = [_Page((), room.first)]
    for at, block in enumerate((*before, *after)):
        begins = before and at == len(before)
        if begins or (block.height > pages[-1].left and (pages[-1].blocks or len(pages) == 1)):
            pages.append(_Page((), room.whole))
        pages[-1] = _Page((*pages[-1].blocks, block), pages[-1].left - block.height)
    return pages
