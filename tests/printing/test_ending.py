"""The last pages of the patient plan: nothing stands alone that need not, no page is half empty, no footer wraps."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.printing.advice import CallBox, Columns, Questions
from ldn_desktop.printing.blocks import Block, Sentences
from ldn_desktop.printing.command import paper_pages
from ldn_desktop.printing.pages import Pages
from ldn_desktop.workspace.knowledge import Knowledge
from tests import strategies

START = date(2026, 12, 1)
_WHO = {
    "patient": {"name": "Berta Beispiel", "birth_date": "1980-06-05", "identifier": "NHS 123 456"},
    "prescriber": {
        "name": "Dr. Ada Muster",
        "practice": "Practice 5, Example Road 12",
        "phone": "030 1234 567",
    },
}
_NOBODY: dict[str, Any] = {"patient": {}, "prescriber": {}}
_RISING = [{"dose": f"{at * 0.5:g} mg", "days": 14} for at in range(1, 9)] + [{"dose": "4.5 mg", "days": 90}]
_CAPSULES = [
    {"id": "c", "kind": "capsule", "strength": "0.5 mg"},
    {"id": "d", "kind": "capsule", "strength": "3 mg"},
]
_PAPERS = [("a4", False), ("a4", True), ("letter", False), ("letter", True)]
_PAUSE = {"on": "2026-12-20", "action": "pause", "until": "2027-01-04", "resume": "continue"}
_PLANS: dict[str, tuple[dict[str, Any], int]] = {
    "over": ({"ladder": _RISING[:3]}, 70),
    "stopped": ({"adjustments": [{"on": "2026-12-20", "action": "stop"}]}, 30),
    "in a pause": ({"adjustments": [_PAUSE]}, 26),
    "a pause ahead": ({"adjustments": [_PAUSE]}, -3),
    "short": ({"ladder": _RISING[:2]}, -3),
    "twice a day": ({"ladder": _RISING[1::2], "times": ["morning", "bedtime"]}, -3),
}


def _pages(
    knowledge: Knowledge, plan: dict[str, Any], day: date, paper: str = "a4", *, large: bool = False
) -> Pages:
    whole = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": START.isoformat(),
        "ladder": _RISING,
        "formulations": _CAPSULES,
        **_WHO,
        **plan,
    }
    regimen = derive(read_plan(json.dumps(whole).encode(), knowledge.vocabulary), knowledge.rules, day)
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=day)
    assert isinstance(pages, Pages)
    return pages


def _blocks(pages: Pages) -> list[list[Block]]:
    return [[block for _, block in blocks] for blocks in pages.placed]


def _left(pages: Pages) -> list[float]:
    """Return which part of each page stays empty below its last block."""
    whole = pages.body_bottom - pages.body_top
    return [(pages.body_bottom - blocks[-1][0] - blocks[-1][1].height) / whole for blocks in pages.placed]


def _judge_end(pages: Pages) -> None:
    """Nothing is left out or cut, and no page but a first one holds the lines for questions and small print alone."""
    blocks = _blocks(pages)
    every = [block for page in blocks for block in page]
    (questions,) = (block for block in every if isinstance(block, Questions))
    assert sum(isinstance(block, CallBox) for block in every) == 1
    assert questions.lines >= 2
    for page in blocks[1:]:
        assert not all(isinstance(block, Questions | Sentences) for block in page)
    for blocks_of_page in pages.placed:
        y, block = blocks_of_page[-1]
        assert y + block.height <= pages.body_bottom + 0.01
    advice = sum(len(block.parts) for block in every if isinstance(block, Columns))
    names = ("expect", "safe", "missed", "driving", "stop")
    assert advice == sum(bool(pages.document.section(name).advice) for name in names)


@pytest.mark.parametrize(("paper", "large"), _PAPERS)
@pytest.mark.parametrize("name", _PLANS)
def test_no_page_holds_the_lines_for_questions_alone(
    qapp: QApplication, knowledge: Knowledge, name: str, paper: str, *, large: bool
) -> None:
    plan, after = _PLANS[name]
    pages = _pages(knowledge, plan, START + timedelta(days=after), paper, large=large)
    _judge_end(pages)
    unnamed = _pages(knowledge, {**plan, **_NOBODY}, START + timedelta(days=after), paper, large=large)
    assert pages.body_bottom == unnamed.body_bottom, "whose it is stands in one line of the footer"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", _PLANS)
def test_no_page_is_left_half_empty_before_the_last(
    qapp: QApplication, knowledge: Knowledge, name: str, paper: str
) -> None:
    plan, after = _PLANS[name]
    pages = _pages(knowledge, plan, START + timedelta(days=after), paper)
    assert max([0.0, *_left(pages)[:-1]]) <= 0.3, "no row is so high that it may leave more"


@settings(
    max_examples=60,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(st.data())
def test_every_plan_ends_well(qapp: QApplication, knowledge: Knowledge, data: st.DataObject) -> None:
    plan = data.draw(strategies.plans())
    overridden = ("tenfold-step", "above-documented-range")
    plan["overrides"] = [{"code": code, "reason": "a test"} for code in overridden]
    paper, large = data.draw(st.sampled_from(_PAPERS))
    try:
        start = date.fromisoformat(plan["start_date"])
        day = start + timedelta(days=data.draw(st.integers(-3, 400)))
        pages = _pages(knowledge, plan, day, paper, large=large)
    except (BlockedError, CourseError, FileError, OverflowError):
        reject()
    _judge_end(pages)


def test_what_is_left_of_the_last_page_is_for_questions(qapp: QApplication, knowledge: Knowledge) -> None:
    pages = _pages(knowledge, {"ladder": _RISING[:2]}, START)
    (questions,) = (block for block in _blocks(pages)[-1] if isinstance(block, Questions))
    assert questions.lines == 6
