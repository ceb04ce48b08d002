"""Several papers of a plan in one go: one PDF of them, or one of each, every one read back before it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ldn_desktop.printing.command import LaidOut, finished_together

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.workspace.knowledge import Knowledge


def one_file(papers: Sequence[LaidOut], regimen: Regimen, knowledge: Knowledge, printed: date) -> bytes:
    """Return one PDF of papers in their order, whose title are theirs.

    Refused (``ReadBackError``): one of them does not say what the plan says.
    """
    title = ", ".join(knowledge.paper_title(paper.kind) for paper in papers)
    return finished_together(papers, regimen, knowledge, printed=printed, title=title)


def each_file(
    papers: Sequence[LaidOut], regimen: Regimen, knowledge: Knowledge, printed: date
) -> tuple[bytes, ...]:
    """Return a PDF of each paper. Refused (``ReadBackError``): one of them does not say what the plan says."""
    return tuple(one_file([paper], regimen, knowledge, printed) for paper in papers)
