"""Room on the pages of the patient plan: narrow columns give up their boxes, the warning stays on the first page."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.printing.blocks import KeyBox, OpioidBox, TextBox
from ldn_desktop.printing.command import paper_pages
from ldn_desktop.printing.pages import Pages
from ldn_desktop.printing.supply_table import SupplyBlock
from ldn_desktop.printing.table import RowBlock
from ldn_desktop.workspace.knowledge import Knowledge

START = date(2026, 12, 1)
_DROPS = {
    "times": ["morning", "evening"],
    "ladder": [{"dose": f"{mcg} mcg", "days": 4} for mcg in (4, 8, 12, 16, 20)],
    "formulations": [
        {
            "id": "d",
            "kind": "drops",
            "concentration": "0.02 mg/mL",
            "drops_per_ml": 20,
            "route": "sublingual",
        }
    ],
}
_OPERATED: dict[str, Any] = {
    "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "1.5 mg"}],
    "adjustments": [{"on": "2027-01-05", "action": "pause", "noted_on": "2027-01-05"}],
    "operation": {"on": "2027-01-12", "last_dose_hours": 72},
}


def _pages(
    knowledge: Knowledge,
    plan: dict[str, Any],
    printed: date = START,
    *,
    large: bool = False,
    paper: str = "a4",
) -> Pages:
    members = {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), **plan}
    regimen = derive(read_plan(json.dumps(members).encode(), knowledge.vocabulary), knowledge.rules, START)
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=printed)
    assert isinstance(pages, Pages)
    return pages


def test_a_narrow_column_is_wider_below_which_its_boxes_stand(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    pages = _pages(knowledge, _DROPS)
    rows = [block.height for page in pages.placed for _, block in page if isinstance(block, RowBlock)]
    assert len(rows) == 5
    assert max(rows[:4]) < pages.paper.points(170)


@pytest.mark.parametrize(("printed", "page"), [(START, 0), (date(2027, 1, 6), 0), (date(2026, 12, 10), 1)])
def test_the_warning_stands_on_the_first_page_unless_a_change_fills_it(
    qapp: QApplication, knowledge: Knowledge, printed: date, page: int
) -> None:
    placed = _pages(knowledge, _OPERATED, printed, large=True).placed
    kinds = [{type(block) for _, block in blocks} for blocks in placed]
    assert OpioidBox in kinds[page]
    assert page == 0 or TextBox in kinds[0]


_WEEKLY: dict[str, Any] = {
    "ladder": [
        {"dose": "4 mg", "days": 21, "rhythm": {"on": 1, "off": 6}, "go_on": "after-review"},
        {"dose": "2 mg", "days": 90, "rhythm": {"every": 4}},
    ],
    "formulations": [{"id": "t", "kind": "tablet", "strength": "4 mg", "divisible_into": 4}],
    "after": "continue",
}
_THREE_TIMES: dict[str, Any] = {
    "times": ["morning", "bedtime"],
    "ladder": [
        {"doses": {"morning": "0.5 mg", "bedtime": "1 mg"}, "days": 14},
        {"doses": {"morning": "1 mg", "midday": "0.5 mg", "bedtime": "1 mg"}, "days": 28},
    ],
    "formulations": [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("0.5", "1")],
}
_FOUR_TIMES: dict[str, Any] = {
    "times": ["morning", "midday", "evening", "bedtime"],
    "ladder": [{"dose": "2 mg", "days": 70, "rhythm": {"every": 9}}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
    "after": "continue",
}


@pytest.mark.parametrize("plan", [_DROPS, _WEEKLY, _THREE_TIMES, _FOUR_TIMES])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_large_rows_leave_no_page_half_empty(
    qapp: QApplication, knowledge: Knowledge, plan: dict[str, Any], paper: str
) -> None:
    pages = _pages(knowledge, plan, large=True, paper=paper)
    whole = pages.body_bottom - pages.body_top
    ends = [y + block.height for *_, (y, block) in pages.placed[:-1]]
    assert all(pages.body_bottom - end < 0.45 * whole for end in ends)
    assert all(end <= pages.body_bottom for end in ends)


def test_words_stand_beside_a_drawing_where_two_rows_then_share_a_page(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    plan = {
        "ladder": [{"dose": "1 mg", "days": 7}, {"dose": "2 mg", "days": 21}],
        "times": ["morning", "evening"],
        "formulations": [{"id": "d", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}],
    }
    placed = _pages(knowledge, plan, large=True, paper="letter").placed
    rows = [sum(isinstance(block, RowBlock) for _, block in page) for page in placed]
    assert max(rows) == 2


def _kinds(pages: Pages) -> list[list[type]]:
    return [[type(block) for _, block in page] for page in pages.placed]


def test_the_key_waits_for_the_next_page_where_the_first_step_then_stands_on_the_first(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    plan = {
        "ladder": [{"dose": f"{mg} mg", "days": 14} for mg in (1, 2, 3, 4)],
        "formulations": [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in (1, 2)],
    }
    first, second, *_ = _kinds(_pages(knowledge, plan, date(2026, 12, 3), large=True))
    assert OpioidBox in first
    assert RowBlock in first
    assert KeyBox not in first
    assert second.index(KeyBox) < second.index(RowBlock)
    # Where both have room, it stands above the steps.
    (usual, *_) = _kinds(_pages(knowledge, plan))
    assert usual.index(KeyBox) < usual.index(RowBlock)


_LATER: dict[str, Any] = {
    "ladder": [{"dose": f"{mg} mg", "days": 3} for mg in (1, 2, 3, 4, 3, 2, 1)],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
    "adjustments": [
        {
            "on": "2026-12-14",
            "action": "formulations",
            "formulations": [{"id": "d", "kind": "capsule", "strength": "0.5 mg"}],
        }
    ],
}


def test_where_a_change_leaves_no_room_for_the_warning_the_first_step_stands_before_it(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    first, second, *_ = _kinds(_pages(knowledge, _LATER, date(2026, 12, 2), large=True))
    assert OpioidBox not in first
    assert RowBlock in first
    assert second.index(OpioidBox) < second.index(RowBlock)


_HIGH: dict[str, Any] = {
    "times": ["morning", "midday", "evening"],
    "ladder": [{"dose": f"{mcg} mcg", "days": 90, "rhythm": {"every": 2}} for mcg in (600, 900, 1200)],
    "formulations": [
        {
            "id": "l",
            "kind": "liquid",
            "concentration": "1 mg/mL",
            "graduation_ml": "0.1",
            "capacity_ml": "1",
        }
    ],
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("printed", [START, date(2026, 12, 20), date(2027, 3, 10)])
def test_a_high_step_goes_over_with_its_boxes_alone_where_a_page_would_be_nearly_empty(
    qapp: QApplication, knowledge: Knowledge, paper: str, printed: date
) -> None:
    pages = _pages(knowledge, _HIGH, printed, large=True, paper=paper)
    whole = pages.body_bottom - pages.body_top
    ends = [y + block.height for *_, (y, block) in pages.placed[:-1]]
    assert all(pages.body_bottom - end < 0.55 * whole for end in ends)
    assert all(end <= pages.body_bottom for end in ends)
    rows = [block.number for page in pages.placed for _, block in page if isinstance(block, RowBlock)]
    assert rows == sorted(rows)
    assert len(rows) > len(pages.document.rows)


@pytest.mark.parametrize(("paper", "rungs"), [("a4", 8), ("letter", 10)])
def test_what_is_left_begins_below_a_last_step_that_would_stand_alone(
    qapp: QApplication, knowledge: Knowledge, paper: str, rungs: int
) -> None:
    solid = [("capsule", "1"), ("capsule", "0.5"), ("tablet", "1.5"), ("tablet", "3")]
    plan = {
        "ladder": [{"dose": f"{500 * at} mcg", "days": 30} for at in range(2, 2 + rungs)],
        "formulations": [
            {"id": f"p{at}", "kind": kind, "strength": f"{mg} mg"} for at, (kind, mg) in enumerate(solid)
        ],
        "adjustments": [{"on": "2027-01-07", "action": "step_back", "noted_on": "2026-12-02"}],
        "after": "continue",
    }
    pages = _pages(knowledge, plan, date(2026, 12, 3), large=True, paper=paper)
    whole = pages.body_bottom - pages.body_top
    assert any(SupplyBlock in kinds and RowBlock in kinds for kinds in _kinds(pages))
    assert all(y + block.height - pages.body_top > 0.45 * whole for *_, (y, block) in pages.placed[:-1])
