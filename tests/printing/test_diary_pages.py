"""Diary and calendar on their pages: every day, box, dose and count is the domain's, and no other paper leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError, holding_back
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.printing.style import NotDrawnError
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.workspace.knowledge import Knowledge
from tests import strategies, strategies_v2
from tests.schedules import computed, each_schedule

_PATH = 2
"""The kind of what is drawn in lines, as PDFium numbers it."""
KINDS = ("calendar", "diary")
START = date(2026, 12, 1)
WHO: dict[str, Any] = {
    "patient": {"name": "Zoë Ångström", "birth_date": "1980-05-01"},
    "prescriber": {"name": "Dr. Ada Muster", "practice": "Riverside Practice", "phone": "030 1234 567"},
}
CAPSULES = [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("0.5", "1.5", "4.5")]
TABLET = {"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 4}
LIQUID = {"id": "l", "kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.1", "capacity_ml": "3"}
DROPS = {"id": "d", "kind": "drops", "concentration": "0.3 mg/mL", "drops_per_ml": 20, "route": "sublingual"}
CASES: dict[str, dict[str, Any]] = {
    "steps": {
        "ladder": [*({"dose": f"{at / 2:g} mg", "days": 7} for at in range(1, 9)), {"dose": "4.5 mg", "days": 28}],
        "formulations": CAPSULES,
    },
    "rhythm, times, pause": {
        "ladder": [
            {"dose": "0.75 mg", "days": 9, "go_on": "if-tolerated"},
            {"doses": {"morning": "0.75 mg", "bedtime": "1.5 mg"}, "days": 14, "go_on": "after-review"},
            {"dose": "3 mg", "days": 30, "rhythm": {"on": 5, "off": 2}},
        ],
        "formulations": [TABLET],
        "adjustments": [{"on": "2026-12-15", "action": "pause", "until": "2026-12-20", "resume": "continue"}],
        "after": "stop",
        "revision": 3,
    },
    "a liquid that goes on": {
        "ladder": [{"dose": "0.6 mg", "days": 7}, {"dose": "1 mg", "days": 40}],
        "formulations": [LIQUID],
        "times": ["morning", "bedtime"],
        "after": "continue",
    },
    "drops by weekday": {
        "ladder": [{"dose": "0.015 mg", "days": 40, "rhythm": {"weekdays": ["monday", "friday"]}}],
        "formulations": [DROPS],
        "operation": {"on": "2026-12-28", "last_dose_hours": 72},
    },
}  # fmt: skip


def regimen_of(knowledge: Knowledge, plan: dict[str, Any], today: date = START) -> Regimen:
    whole = {"format": "ldn-plan", "version": 2, "start_date": START.isoformat(), **WHO, **plan}
    codes = ("tenfold-step", "above-documented-range")
    whole["overrides"] = [{"code": code, "reason": "a test"} for code in codes]
    return derive(read_plan(json.dumps(whole).encode(), knowledge.vocabulary), knowledge.rules, today)


def read(
    knowledge: Knowledge, kind: str, regimen: Regimen, printed: date = START, *, large: bool = False
) -> tuple[tuple[str, ...], Asked]:
    pages = paper_pages(regimen, knowledge, paper="a4", large=large, printed=printed, kind=kind)
    return page_texts(pdf_bytes(pages)), Asked(regimen, knowledge.content, printed)


def refuses(kind: str, pages: Sequence[str], asked: Asked) -> bool:
    with suppress(ReadBackError):
        check_pages(pages, kind, asked)
        return False
    return True


def changed(pages: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the pages with one figure changed, with one letter of a unit, and of the other letters a few."""
    for number, text in enumerate(pages):
        told = {at for found in re.finditer(r"m?c?g\b|mL|tablet", text) for at in range(*found.span())}
        for at, char in enumerate(text):
            if char in " -" or not (at in told or (char.isdigit() and at % 3 == 0) or at % 29 == 0):
                continue
            other = str((int(char) + 1) % 10) if char in "0123456789" else "x" if char != "x" else "y"
            where = f"{text[max(at - 20, 0) : at]}[{char} -> {other}]{text[at + 1 : at + 20]}"
            yield (*pages[:number], text[:at] + other + text[at + 1 :], *pages[number + 1 :]), where


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "day"), [*((name, 0) for name in CASES), ("rhythm, times, pause", 12)])
def test_no_letter_and_no_figure_can_be_another(
    qapp: QApplication, knowledge: Knowledge, kind: str, name: str, day: int
) -> None:
    printed = START + timedelta(days=day)
    pages, asked = read(knowledge, kind, regimen_of(knowledge, CASES[name], printed), printed)
    check_pages(pages, kind, asked)
    assert [where for other, where in changed(pages) if not refuses(kind, other, asked)] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("name", "times"), [("steps", 1), ("a liquid that goes on", 2)])
def test_another_plan_has_other_pages(
    qapp: QApplication, knowledge: Knowledge, kind: str, name: str, times: int
) -> None:
    pages, asked = read(knowledge, kind, regimen_of(knowledge, CASES[name]))
    ladder = [*CASES[name]["ladder"]]
    ladder[0] = {**ladder[0], "days": 8}
    for other in ({"start_date": "2026-12-02"}, {"ladder": ladder}, {"times": ["midday", "evening"][:times]}):
        regimen = regimen_of(knowledge, {**CASES[name], **other})
        same = "times" in other and times == 1 and kind == "diary"
        assert refuses(kind, pages, asked._replace(regimen=regimen)) != same
    assert refuses(kind, pages, asked._replace(printed=START + timedelta(days=1)))


@settings(
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(st.data())
def test_what_is_printed_rightly_passes(
    qapp: QApplication, knowledge: Knowledge, data: st.DataObject
) -> None:
    plan = data.draw(st.one_of(strategies.plans(), strategies_v2.plans_v2()))
    try:
        regimen = regimen_of(knowledge, {"start_date": START.isoformat(), **plan})
    except (FileError, CourseError):
        reject()
    assume((regimen.ends - regimen.first).days < 800)
    printed = data.draw(st.sampled_from((regimen.first, regimen.first + timedelta(days=20), regimen.ends)))
    large = data.draw(st.booleans())
    for kind in KINDS:
        assume(not holding_back(regimen, kind))
        try:
            pages, asked = read(knowledge, kind, regimen, printed, large=large)
        except NotDrawnError:
            reject()
        check_pages(pages, kind, asked)


@pytest.mark.parametrize("kind", KINDS)
@each_schedule
def test_every_schedule_of_practice_has_both(
    qapp: QApplication, knowledge: Knowledge, name: str, kind: str
) -> None:
    regimen = computed(name).regimen
    if holding_back(regimen, kind):
        with pytest.raises(BlockedError):
            read(knowledge, kind, regimen)
        return
    pages, asked = read(knowledge, kind, regimen, regimen.plan.start_date)
    check_pages(pages, kind, asked)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("review", "The planned days are over: the last was Sun 27 Dec 2026."),
        ("stop", "The plan is stopped: your last dose was the one on Sun 27 Dec 2026."),
        ("continue", "Go on in the same way after"),
    ],
)
def test_after_the_last_day_it_says_how_it_stands(
    qapp: QApplication, knowledge: Knowledge, kind: str, after: str, told: str
) -> None:
    plan = {"ladder": [{"dose": "0.5 mg", "days": 27}], "formulations": CAPSULES, "after": after}
    printed = date(2027, 2, 10)
    pages, asked = read(knowledge, kind, regimen_of(knowledge, plan, printed), printed)
    check_pages(pages, kind, asked)
    assert told in " ".join(pages)
    assert ("0.5 mg" in " ".join(pages)) == (after == "continue" and kind == "calendar")


def test_the_diary_has_four_weeks_and_seven_days_after_each_change(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    plan = {
        "ladder": [
            {"dose": "0.5 mg", "days": 20},
            {"dose": "1 mg", "days": 40},
            {"dose": "1.5 mg", "days": 9},
        ],
        "formulations": CAPSULES,
    }
    pages, _ = read(knowledge, "diary", regimen_of(knowledge, plan))
    lines = re.findall(r"(?:Mo|Tu|We|Th|Fr|Sa|Su) (\d+ \w{3}) ([\d.]+ mg)( new)?", " ".join(pages))
    days = [START + timedelta(days=at) for at in (*range(28), *range(60, 67))]
    assert [day for day, _, _ in lines] == [f"{day.day} {day:%b}" for day in days]
    assert [dose for _, dose, _ in lines] == ["0.5 mg"] * 20 + ["1 mg"] * 8 + ["1.5 mg"] * 7
    assert [day for day, _, new in lines if new] == ["1 Dec", "21 Dec", "30 Jan"]


def test_the_days_after_a_change_go_on_below_the_first_weeks(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    pages, _ = read(knowledge, "diary", regimen_of(knowledge, CASES["steps"]), large=True)
    (page,) = (text for text in pages if "7 days after each new dose" in text)
    assert "28 Dec" in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_of_years_says_where_its_pages_end(
    qapp: QApplication, knowledge: Knowledge, kind: str
) -> None:
    plan = {"ladder": [{"dose": "0.5 mg", "days": 900}], "formulations": CAPSULES}
    pages, _ = read(knowledge, kind, regimen_of(knowledge, plan))
    assert "These pages end on Tue 30 Nov 2027, the plan does not." in " ".join(pages)


@pytest.mark.parametrize("kind", KINDS)
def test_a_blocked_plan_has_none(qapp: QApplication, knowledge: Knowledge, kind: str) -> None:
    blocked = regimen_of(knowledge, {"ladder": [{"dose": "0.77 mg", "days": 7}], "formulations": CAPSULES})
    with pytest.raises(BlockedError):
        read(knowledge, kind, blocked)


@pytest.mark.parametrize(("kind", "others"), [("calendar", 3), ("diary", 7)])
def test_each_dose_has_its_box_and_nothing_else_has_one(
    qapp: QApplication, knowledge: Knowledge, kind: str, others: int
) -> None:
    """Beside the doses the legend of each of three months has a box, and each empty line of the diary."""
    ladder = [
        {"dose": "0.5 mg", "days": 20, "rhythm": {"every": 2}},
        {"doses": {"morning": "0.5 mg", "bedtime": "1 mg"}, "days": 60},
    ]
    plan = {"ladder": ladder, "formulations": CAPSULES}
    regimen = regimen_of(knowledge, plan)
    made = paper_pages(regimen, knowledge, paper="a4", large=False, printed=START, kind=kind)
    pages = list(pypdfium2.PdfDocument(pdf_bytes(made)))
    boxes = [drawn for page in pages for drawn in page.get_objects(filter=[_PATH]) if is_box(drawn)]
    doses = 10 + 2 * (60 if kind == "calendar" else 8)
    assert len(boxes) == doses + others


def is_box(drawn: Any) -> bool:
    """Tell whether something drawn is as wide and high as a box to tick, its line included."""
    left, bottom, right, top = drawn.get_bounds()
    wide: float = right - left
    high: float = top - bottom
    return abs(wide - high) < 0.1 and 15 < wide < 17
