"""Codes on printed pages: a reader of its own finds the plan in them, and they move nothing else."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from checks.code_pages import Asked, codes_on, printed
from ldn_desktop.domain.handover import handed_over
from ldn_desktop.domain.plan import Patient, Plan
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_code import Scanned
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.printing.command import paper_pages
from ldn_desktop.printing.pages import Pages
from ldn_desktop.printing.plan_code import CodeBlock
from ldn_desktop.printing.tables_pages import TablesPages
from ldn_desktop.workspace.knowledge import Knowledge
from tests.papers.given import TODAY, regimen_of

pytestmark = pytest.mark.usefixtures("qapp")
WAYS = [
    Asked("patient", "a4", large=False, named=False),
    Asked("patient", "letter", large=True, named=True),
    Asked("clinician", "letter", large=False, named=False),
    Asked("pharmacy-order", "letter", large=False, named=False),
]


def plan_of(knowledge: Knowledge, rungs: int = 9, letters: int = 0) -> Plan:
    ladder = [{"dose": f"{at}.5 mg", "days": 7} for at in range(1, rungs + 1)]
    product = {"id": "c", "kind": "capsule", "strength": "0.5 mg"}
    plan = regimen_of(knowledge, ladder=ladder, formulations=[product]).plan
    rng = random.Random(letters)
    notes = "".join(chr(rng.randrange(0x400, 0x450)) for _ in range(letters))
    return replace(plan, notes=notes, patient=Patient("Ada Łucja", date(1980, 5, 1), "7"))


def held(codes: tuple[str, ...], knowledge: Knowledge) -> bytes:
    return write_plan(read_plan(Scanned().with_text("".join(codes)).plan_file(), knowledge.vocabulary))


@pytest.mark.parametrize("asked", WAYS, ids=str)
def test_a_scan_of_the_page_holds_the_plan(asked: Asked, knowledge: Knowledge) -> None:
    plan = plan_of(knowledge)
    codes = codes_on(printed(plan, asked, knowledge))
    assert held(codes, knowledge) == write_plan(handed_over(plan, asked.scope))


def test_a_plan_that_needs_several_codes_has_them_side_by_side(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, letters=1800)
    asked = WAYS[2]
    codes = codes_on(printed(plan, asked, knowledge))
    assert len(codes) > 3
    assert held(codes, knowledge) == write_plan(handed_over(plan, asked.scope))


def test_a_plan_that_no_codes_hold_says_so_on_its_record(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, letters=9000)
    pages = _pages(plan, knowledge, "clinician", "a4")
    assert "This plan is too large for a code on paper." in pages.text
    assert codes_on(printed(plan, WAYS[2], knowledge)) == ()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("rungs", [4, 9, 14])
def test_a_code_moves_nothing_to_another_page(
    paper: str, rungs: int, knowledge: Knowledge, *, large: bool
) -> None:
    plan = plan_of(knowledge, rungs)
    without, coded = (
        _pages(plan, knowledge, "patient", paper, large=large, code=code) for code in (False, True)
    )
    *_, last = coded.placed
    block, below = next((block, y) for y, block in last if isinstance(block, CodeBlock))
    assert below + block.height <= coded.body_bottom + 1
    if coded.count > without.count:
        assert coded.count == without.count + 1
        assert [block for _, block in last if not isinstance(block, CodeBlock)] == []
        assert [[y for y, _ in page] for page in coded.placed[:-1]] == [
            [y for y, _ in page] for page in without.placed
        ]


def _pages(
    plan: Plan, knowledge: Knowledge, kind: str, paper: str, *, large: bool = False, code: bool = False
) -> Pages | TablesPages:
    regimen = derive(plan, knowledge.rules, TODAY)
    pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=TODAY, kind=kind, code=code)
    assert isinstance(pages, Pages | TablesPages)
    return pages


def test_nothing_that_opens_connections_is_loaded_for_a_code() -> None:
    script = (
        "import sys; from ldn_desktop.printing.code_symbol import symbol_of\n"
        "assert symbol_of('LDNBB').side == 21\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {"urllib.request", "http", "socket", "webbrowser"} & set(done.stdout.split()) == set()
