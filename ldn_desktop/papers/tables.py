"""A paper of headings with tables or sentences under them, as neutral documents: the record is one."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.papers.compared_doses import ComparedDoses
from ldn_desktop.papers.frame import Frame
from ldn_desktop.papers.letterhead import Letterhead
from ldn_desktop.papers.plan_code_words import PlanCode


class Section(NamedTuple):
    """A heading, and a table or a sentence, which says what a ``chart`` shows.

    ``shares`` are the parts of the width that the columns take.
    """

    heading: str
    heads: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sentence: str = ""
    chart: ComparedDoses | None = None


class Tables(NamedTuple):
    """The whole paper in reading order; ``alert`` says what waits, empty where nothing does.

    ``person`` are names and texts.
    """

    person: tuple[tuple[str, str], ...]
    alert: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    frame: Frame
    code: PlanCode | None = None
    head: Letterhead | None = None
    """The practice's, where it has one and the plan is its own."""
