"""Several papers in one go: one PDF of all, each with its own pages, sheet and numbers, read back paper by paper."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing import command
from ldn_desktop.printing.command import LaidOut, paper_pages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.pack import each_file, one_file
from ldn_desktop.read_back.check import ReadBackError
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import TODAY, USUAL, regimen_of
from tests.places import SHIPPED

# Three times a day the calendar lies on its side.
PLAN = {
    "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
    "times": ["morning", "midday", "bedtime"],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(SHIPPED)


def laid_out(knowledge: Knowledge, kinds: Sequence[str], **changes: object) -> list[LaidOut]:
    regimen = regimen_of(knowledge, **(PLAN | changes))
    return [
        LaidOut(kind, paper_pages(regimen, knowledge, paper="letter", large=False, printed=TODAY, kind=kind))
        for kind in kinds
    ]


def test_one_pdf_holds_the_pages_of_each_paper_as_it_has_them_alone(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    papers = laid_out(knowledge, USUAL)
    regimen = regimen_of(knowledge, **PLAN)
    whole = one_file(papers, regimen, knowledge, TODAY)
    alone = each_file(papers, regimen, knowledge, TODAY)
    assert page_texts(whole) == tuple(text for pdf in alone for text in page_texts(pdf))
    sizes = [[page.get_size() for page in pypdfium2.PdfDocument(pdf)] for pdf in (whole, *alone)]
    assert sizes[0] == [size for pages in sizes[1:] for size in pages]
    assert {(612, 792), (792, 612)} == set(sizes[0])
    title = pypdfium2.PdfDocument(whole).get_metadata_value("Title")
    assert title.split(", ") == [knowledge.paper_title(kind) for kind in USUAL]


def test_a_paper_of_another_plan_among_them_keeps_all_back(qapp: QApplication, knowledge: Knowledge) -> None:
    papers = laid_out(knowledge, ("patient", "clinician", "diary"))
    (other,) = laid_out(knowledge, ("diary",), ladder=[{"dose": "3 mg", "days": 7}])
    with pytest.raises(ReadBackError, match=r"diary, "):
        one_file([*papers[:2], other], regimen_of(knowledge, **PLAN), knowledge, TODAY)


@pytest.mark.parametrize(("lost", "place"), [(1, "page 3 is missing"), (-1, "1 pages too many")])
def test_a_page_that_is_missing_or_too_many_keeps_all_back(
    qapp: QApplication, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, lost: int, place: str
) -> None:
    papers = laid_out(knowledge, ("clinician", "wallet-card"))
    made = command.pdf_bytes

    def another(*pages: Printable, title: str) -> bytes:
        return made(*(pages[:-lost] if lost > 0 else (*pages, pages[-1])), title=title)

    monkeypatch.setattr(command, "pdf_bytes", another)
    with pytest.raises(ReadBackError, match=place):
        one_file(papers, regimen_of(knowledge, **PLAN), knowledge, TODAY)
