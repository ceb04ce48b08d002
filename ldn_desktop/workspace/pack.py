"""The papers of a plan in one go: which can be had and why others cannot, and which of them a practice takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.storage.file_names import PDF_SUFFIX

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.knowledge import Knowledge

IN_ONE_GO, AT_A_VISIT = "pack", "visit_pack"
"""When several papers are taken: the setting of the practice that says which."""
ORDER = "pharmacy-order"
_USUAL = {
    IN_ONE_GO: tuple(kind for kind, paper in PAPERS.items() if not paper.by_choice),
    AT_A_VISIT: tuple(kind for kind in PAPERS if kind in {"patient", ORDER}),
}


class Offered(NamedTuple):
    """A paper by its code and title; ``refusal`` says why it cannot be made, empty where it can."""

    kind: str
    title: str
    refusal: str


def offered(regimen: Regimen, knowledge: Knowledge, wording: Wording, printed: date) -> tuple[Offered, ...]:
    """Return every paper in the order of the catalogue; why one is held back, or of no use to the plan, is told."""
    found = []
    for kind, paper in PAPERS.items():
        held = refusal(kind, regimen, knowledge, wording)
        told = f"A finding blocks it. {held}" if held else paper.why_not(regimen, knowledge.content, printed)
        found.append(Offered(kind, knowledge.paper_title(kind), told))
    return tuple(found)


def refusal(kind: str, regimen: Regimen, knowledge: Knowledge, wording: Wording) -> str:
    """Return the sentences of the findings that hold a paper back; empty where none does."""
    return " ".join(
        knowledge.findings.sentence(found, regimen, wording) for found in holding_back(regimen, kind)
    )


def taken(knowledge: Knowledge, when: str = IN_ONE_GO) -> tuple[str, ...]:
    """Return the codes of the papers that the practice takes in one go, or ``AT_A_VISIT`` that changes the plan.

    Where it never chose those are all but the ones by choice, as a liquid is not ordered and made at home as well; at a
    visit what the patient and the pharmacy need anew.
    """
    chosen: tuple[str, ...] = getattr(knowledge.practice.practice, when)
    return chosen or _USUAL[when]


def keep_taken(knowledge: Knowledge, kinds: tuple[str, ...], when: str = IN_ONE_GO) -> None:
    """Keep which papers the practice takes; the usual ones as no choice, so that a new paper is among them.

    Settings that could not be read stay as they are. Refused (``StoreError``): what the disk refuses.
    """
    kept = () if kinds == _USUAL[when] else kinds
    known = knowledge.practice
    if not known.problem and getattr(known.practice, when) != kept:
        changes: dict[str, Any] = {when: kept}
        knowledge.keep_practice(replace(known.practice, **changes))


def file_ending(kind: str) -> str:
    """Return how the name of a paper's PDF ends behind that of its plan."""
    return PDF_SUFFIX if kind == "patient" else f"-{kind}{PDF_SUFFIX}"


TOGETHER_ENDING = f"-papers{PDF_SUFFIX}"
"""How the name of one PDF of several papers ends."""
