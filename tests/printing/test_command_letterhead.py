"""The practice's head on papers: over its own plans, never over another practice's, and read back with the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.domain.practice import Logo, Practice
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.printing.command import paper_pages, print_paper
from ldn_desktop.read_back.check import ReadBackError
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.practices import keep_practice
from tests.papers.given import TODAY, USUAL, regimen_of
from tests.pictures import png
from tests.places import SHIPPED
from tests.printing.given import painted, words_of

PRACTICE = Practice(
    "Riverside Practice", "1 River Street\nExample Town", "030 9", logo=Logo("png", png(60, 40), 60, 40)
)
HEADED = ("patient", "pharmacy-order", "diary", "consent", "clinician")


@pytest.fixture
def ours(tmp_path: Path) -> Knowledge:
    file = tmp_path / "practice.ldnpractice"
    keep_practice(file, PRACTICE)
    return Knowledge(SHIPPED, practice_file=file)


def of(regimen: Regimen, practice: str) -> Regimen:
    return regimen._replace(plan=replace(regimen.plan, prescriber=Prescriber("Dr A", practice, "030 1")))


@pytest.mark.parametrize("kind", HEADED)
@pytest.mark.parametrize("named", ["", "Riverside Practice"])
def test_it_stands_over_the_plans_of_the_practice(
    qapp: QApplication, ours: Knowledge, tmp_path: Path, kind: str, named: str
) -> None:
    out = tmp_path / "paper.pdf"
    regimen = of(regimen_of(ours), named)
    assert print_paper(regimen, ours, out, paper="a4", large=False, printed=TODAY, kind=kind) == ""
    assert words_of(out).startswith("Riverside Practice 1 River Street, Example Town")


@pytest.mark.parametrize("kind", ["patient", "pharmacy-order", "diary", "consent", "wallet-card"])
@pytest.mark.parametrize(("named", "told"), [("", True), ("Another Practice", False)])
def test_who_is_told_to_call_is_given_the_number_of_the_practice_where_the_plan_has_none(
    qapp: QApplication, ours: Knowledge, tmp_path: Path, kind: str, named: str, *, told: bool
) -> None:
    out = tmp_path / "paper.pdf"
    regimen = regimen_of(ours)
    regimen = regimen._replace(plan=replace(regimen.plan, prescriber=Prescriber("Dr A", named)))
    assert print_paper(regimen, ours, out, paper="a4", large=False, printed=TODAY, kind=kind) == ""
    assert ("030\u202f9" in words_of(out) or "030 9" in words_of(out)) == told


@pytest.mark.parametrize("kind", HEADED)
def test_it_never_stands_over_a_plan_of_another_practice(
    qapp: QApplication, ours: Knowledge, knowledge: Knowledge, tmp_path: Path, kind: str
) -> None:
    with_it, without = tmp_path / "with.pdf", tmp_path / "without.pdf"
    for known, out in ((ours, with_it), (knowledge, without)):
        regimen = of(regimen_of(known), "Another Practice")
        assert print_paper(regimen, known, out, paper="a4", large=False, printed=TODAY, kind=kind) == ""
    assert words_of(with_it) == words_of(without)
    assert "Riverside" not in words_of(with_it)


def test_a_paper_with_a_head_is_not_one_without(
    qapp: QApplication, ours: Knowledge, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regimen = of(regimen_of(ours), "")
    pages = paper_pages(regimen, ours, paper="a4", large=False, printed=TODAY)
    monkeypatch.setattr("ldn_desktop.printing.command.paper_pages", lambda *_, **__: pages)
    with pytest.raises(ReadBackError):
        print_paper(regimen, knowledge, tmp_path / "paper.pdf", paper="a4", large=False, printed=TODAY)


def test_the_logo_is_drawn(qapp: QApplication, ours: Knowledge, knowledge: Knowledge) -> None:
    def grey(known: Knowledge, kind: str) -> bool:
        pages = paper_pages(
            of(regimen_of(known), ""), known, paper="a4", large=False, printed=TODAY, kind=kind
        )
        image = painted(pages, dots=72)
        return image.pixelColor(50, 40).lightness() == 0x80

    assert [kind for kind in USUAL if grey(ours, kind)] == list(HEADED)
    assert not any(grey(knowledge, kind) for kind in USUAL)
