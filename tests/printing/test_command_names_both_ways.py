"""Texts with words from the right, also among others and over several lines: read back whole, and to the letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Patient, Plan, Prescriber
from ldn_desktop.domain.regimen import derive
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.workspace.knowledge import Knowledge

TODAY = date(2026, 12, 1)
MG = 1_000_000
_HEBREW, _ARABIC = "אברהם יצחק בן-יעקב גולדשטיין-רוזנברג מירושלים", "محمد بن عبد الله الخوارزمي فاطمة الزهراء"
_LATIN = "Al-Khwarizmi O'Brien Dr. Zoë (7) 0417 3 mg"
_WORDS = {
    "hebrew": _HEBREW.split(),
    "arabic": _ARABIC.split(),
    "mixed": f"{_HEBREW} {_ARABIC} {_LATIN}".split(),
    "arabic and latin": f"{_ARABIC} {_LATIN}".split(),
}
_KINDS = ("patient", "wallet-card", "pharmacy-order")


@st.composite
def _texts(draw: st.DrawFn) -> str:
    words = draw(st.sampled_from(sorted(_WORDS)))
    picked = draw(st.lists(st.sampled_from(_WORDS[words]), min_size=3, max_size=20))
    return " ".join(picked)[: draw(st.integers(20, 80))].strip()


def _read(knowledge: Knowledge, plan: Plan, kind: str) -> tuple[tuple[str, ...], Asked]:
    regimen = derive(plan, knowledge.rules, TODAY)
    pages = paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind)
    return page_texts(pdf_bytes(pages)), Asked(regimen, knowledge.content, TODAY)


def _plan(name: str, instructions: str = "") -> Plan:
    return Plan(
        TODAY,
        (Rung(MG, 7), Rung(2 * MG, 28)),
        (Capsule("c", MG),),
        patient=Patient(name, date(1980, 5, 1)),
        prescriber=Prescriber("Dr. Ada Muster", "Practice 5, Example", "0417 1234 567"),
        instructions=instructions,
    )


@given(name=_texts(), instructions=_texts(), kind=st.sampled_from(_KINDS))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_texts_of_both_ways_are_read_back_on_every_paper(
    qapp: QApplication, knowledge: Knowledge, name: str, instructions: str, kind: str
) -> None:
    pages, asked = _read(knowledge, _plan(name, instructions), kind)
    check_pages(pages, kind, asked)


@pytest.mark.parametrize("kind", _KINDS[:2])
@pytest.mark.parametrize("name", [f"{_HEBREW} 0417 3 mg", f"{_ARABIC} Al-Khwarizmi 9"])
def test_no_letter_of_a_name_of_both_ways_can_be_another(
    qapp: QApplication, knowledge: Knowledge, name: str, kind: str
) -> None:
    (first, *rest), asked = _read(knowledge, _plan(name), kind)
    check_pages((first, *rest), kind, asked)
    start = min(first.index(char) for char in name if char > "\u0590")
    for at in range(start, start + len(name)):
        if first[at].isalnum():
            other = "י" if first[at] != "י" else "ל"
            with pytest.raises(ReadBackError):
                check_pages((first[:at] + other + first[at + 1 :], *rest), kind, asked)
