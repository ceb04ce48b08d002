"""Papers of rare plans: a step without a dose day, a single dose, up and down, stopped, told afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from tests.printing.test_command_what_plans_say import KNOWLEDGE, START, pages_of, regimen_of

pytestmark = pytest.mark.usefixtures("qapp")

_CAPSULES = [{"id": "c", "kind": "capsule", "strength": "1.5 mg"}]
_TABLETS = [{"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 2}]
_FIRST, _SECOND = (
    {"on": f"2026-12-{on}", "action": "pause", "until": f"2026-12-{on + 4}", "resume": "continue"}
    for on in (17, 25)
)
_SUNDAY = {"weekdays": ["sunday"]}
_SHOWN = "The drawings show the strength, not how your capsules or tablets look."
_KEPT = (
    "In a pause without a date keep what is to be taken after it; take only other leftovers to a pharmacy."
)
_AFTER = "Take no naltrexone after your last dose, the one on"
_STOPPED = "the plan is stopped. Your last dose is the one on"
_APART = "The drawings only help you tell the products apart."
_ALIKE = "Go by the words: drawings of different strengths can look alike."
_FIVE = ("0.5", "1", "1.5", "2", "3")
_PLANS: dict[str, dict[str, Any]] = {
    "five strengths": {
        "formulations": [{"id": s, "kind": "capsule", "strength": f"{s} mg"} for s in _FIVE],
        "ladder": [{"dose": f"{s} mg", "days": 4} for s in _FIVE],
    },
    "full dose": {
        "formulations": [{"id": "t", "kind": "tablet", "strength": "50 mg", "divisible_into": 2}],
        "ladder": [{"dose": "25 mg", "days": 7}, {"dose": "50 mg", "days": 28}],
        "overrides": [{"code": "above-documented-range", "reason": "a full dose"}],
    },
    "waits": {
        "ladder": [{"dose": "3 mg", "days": 28}],
        "formulations": _TABLETS,
        "adjustments": [{"on": "2026-12-15", "action": "pause", "noted_on": "2026-11-28"}],
    },
    **{
        f"{name} early": {
            "ladder": [{"dose": "3 mg", "days": 28, "rhythm": {"weekdays": ["monday", "friday"]}}],
            "formulations": _TABLETS,
            "adjustments": [{"on": "2026-12-11", "action": action, "noted_on": "2026-12-09"}],
        }
        for name, action in (("stopped", "stop"), ("waits", "pause"))
    },
    "two tablets": {
        "formulations": [{"id": s, "kind": "tablet", "strength": f"{s} mg"} for s in ("1", "3")],
        "ladder": [{"dose": f"{s} mg", "days": 7} for s in ("1", "3")],
    },
    "two liquids": {
        "formulations": [
            {
                "id": s,
                "kind": "liquid",
                "concentration": f"{s} mg/mL",
                "graduation_ml": "0.1",
                "capacity_ml": "1",
            }
            for s in ("1", "4")
        ],
        "ladder": [{"dose": f"{s} mg", "days": 7} for s in ("1", "4")],
    },
    "day on, day off": {
        "ladder": [{"dose": "3 mg", "days": 5}],
        "formulations": _TABLETS,
        "adjustments": [
            {
                "on": f"2026-12-{on:02}",
                "action": "pause",
                "until": f"2026-12-{on + 1:02}",
                "resume": "continue",
            }
            for on in (2, 4, 6, 8)
        ],
    },
    "none": {
        "ladder": [
            {"dose": "1.5 mg", "days": 14},
            {"dose": "3 mg", "days": 3, "rhythm": _SUNDAY},
            {"dose": "3 mg", "days": 28},
        ],
        "formulations": _CAPSULES,
    },
    "up and down": {
        "ladder": [{"dose": f"{dose} mg", "days": 7} for dose in ("1.5", "3", "4.5", "1.5")],
        "formulations": _CAPSULES,
    },
    "down and up": {
        "ladder": [{"dose": f"{dose} mg", "days": 7} for dose in ("4.5", "1.5", "3")],
        "formulations": _CAPSULES,
    },
    "once": {"ladder": [{"dose": "3 mg", "days": 1}], "formulations": _TABLETS, "after": "stop"},
    "one Sunday": {
        "ladder": [{"dose": "3 mg", "days": 7, "rhythm": _SUNDAY}],
        "formulations": _TABLETS,
        "after": "stop",
    },
    "once, after none": {
        "ladder": [{"dose": "3 mg", "days": 3, "rhythm": _SUNDAY}, {"dose": "3 mg", "days": 1}],
        "formulations": _TABLETS,
        "after": "stop",
    },
    "a day of its own": {
        "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 1, "rhythm": {"every": 2}}],
        "formulations": _CAPSULES,
    },
    "a day between": {
        "ladder": [
            {"dose": "1.5 mg", "days": 14},
            {"dose": "3 mg", "days": 1},
            {"dose": "1.5 mg", "days": 28, "rhythm": {"every": 2}},
        ],
        "formulations": _CAPSULES,
    },
    "stopped": {
        "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
        "formulations": _CAPSULES,
        "adjustments": [{"on": "2026-12-15", "action": "stop"}],
    },
    "told": {
        "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28, "rhythm": {"every": 2}}],
        "formulations": _CAPSULES,
        "adjustments": [
            {
                "on": "2026-12-16",
                "action": "pause",
                "until": "2026-12-22",
                "resume": "step_back",
                "noted_on": "2026-12-20",
            }
        ],
    },
    "halves": {
        "ladder": [{"dose": "1.5 mg", "days": 9}, {"dose": "4.5 mg", "days": 5}, {"dose": "3 mg", "days": 9}],
        "formulations": _CAPSULES,
        "adjustments": [
            {"on": "2026-12-10", "action": "formulations", "formulations": _TABLETS, "noted_on": "2026-12-10"}
        ],
    },
    "rhythm": {
        "ladder": [{"dose": "1.5 mg", "days": 28, "rhythm": {"every": 2}}],
        "formulations": _CAPSULES,
    },
    "paused": {
        "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
        "formulations": _CAPSULES,
        "adjustments": [_FIRST],
    },
    "paused twice": {
        "ladder": [{"dose": "1.5 mg", "days": 14}, {"dose": "3 mg", "days": 28}],
        "formulations": _CAPSULES,
        "adjustments": [
            _FIRST,
            {"on": "2026-12-23", "action": "formulations", "formulations": _TABLETS},
            _SECOND,
        ],
    },
}


@pytest.mark.parametrize(
    ("plan", "kind", "day", "told", "instead"),
    [
        ("none", "patient", -4, "only on the days that each step names", "(every day)"),
        ("none", "patient", -4, "Follow the 3 steps below", "Follow the 2 steps below"),
        ("none", "patient", -4, "No dose falls on these days: take no naltrexone.", ""),
        ("up and down", "patient", 0, "from 1.5 mg up to 4.5 mg and then to 1.5 mg", "from 1.5 mg to 1.5 mg"),
        ("up and down", "patient", 0, "up to 4.5 mg and", "up to 3 mg and"),
        ("down and up", "patient", 0, "from 4.5 mg down to 1.5 mg and", "from 4.5 mg up to 4.5 mg and"),
        ("once", "patient", 0, "at bedtime, on this day only.", "only on the days that each step names."),
        ("once", "patient", 0, "Take 3 mg on this day.", "Take 3 mg on each day."),
        ("once", "wallet-card", 0, "3 mg at bedtime, only on 1 Dec", "3 mg a day, at bedtime, from 1 Dec"),
        ("once", "wallet-card", -4, "only on 1 Dec 2026", "only on 2 Dec 2026"),
        ("one Sunday", "patient", 0, "only on Sun 6 Dec 2026. Take none on the other days.", ""),
        ("one Sunday", "wallet-card", 0, "only on 6 Dec 2026", "only on 5 Dec 2026"),
        ("once, after none", "wallet-card", 0, "only on 4 Dec 2026", "from 4 Dec 2026"),
        ("once, after none", "patient", 0, "Take 3 mg on this day.", "Take 3 mg on each day."),
        (
            "a day of its own",
            "patient",
            14,
            "at bedtime, not 1.5 mg, for",
            "at bedtime (every other day), not 1.5 mg, for",
        ),
        (
            "a day between",
            "patient",
            14,
            "at bedtime, not 1.5 mg, for",
            "at bedtime (every day), not 1.5 mg, for",
        ),
        ("stopped", "patient", 0, "is on Mon 14 Dec 2026, then stop.", "is on Tue 15 Dec 2026, then stop."),
        ("told", "patient", 19, "That you took none on Thu 17 Dec", "What you took on Thu 17 Dec"),
        ("halves", "patient", 9, "17 tablets (16½ needed) today", "16½ tablets today"),
        ("halves", "patient", 9, "17 tablets (16½ needed) today", "18 tablets (16½ needed) today"),
        ("rhythm", "wallet-card", 0, "next dose 1 Dec 2026", ""),
        ("paused", "wallet-card", 60, "3 mg a day was planned", "3 mg, with days without it, was planned"),
        (
            "paused twice",
            "wallet-card",
            60,
            "3 mg a day was planned",
            "3 mg, with days without it, was planned",
        ),
        (
            "paused twice",
            "wallet-card",
            40,
            "3 mg a day, at bedtime",
            "3 mg at bedtime, with days without it,",
        ),
        (
            "day on, day off",
            "wallet-card",
            3,
            "3 mg at bedtime, with days without it,",
            "3 mg a day, at bedtime,",
        ),
        ("day on, day off", "wallet-card", 60, "3 mg, with days without it, was", "3 mg a day was"),
        (
            "full dose",
            "patient",
            0,
            "took far too much: call",
            "took far too much, such as a whole 50 mg tablet: call",
        ),
        (
            "once",
            "patient",
            0,
            "took far too much, such as a whole 50 mg tablet: call",
            "took far too much: call",
        ),
        ("waits", "patient", 0, _KEPT, "Take leftovers to a pharmacy."),
        ("waits", "patient", 20, _KEPT, "Take leftovers to a pharmacy."),
        ("once", "patient", 0, "Take leftovers to a pharmacy.", _KEPT),
        ("stopped early", "patient", 8, f"{_AFTER} Mon 7 Dec 2026: the", f"{_AFTER} Tue 8 Dec 2026: the"),
        (
            "stopped early",
            "patient",
            8,
            f"{_AFTER} Mon 7 Dec 2026: the plan is stopped from Fri 11 Dec 2026.",
            f"From Fri 11 Dec 2026 take no naltrexone: {_STOPPED} Mon 7 Dec 2026.",
        ),
        (
            "waits early",
            "patient",
            8,
            "a pause without a date from Fri 11 Dec",
            "a pause without a date from Thu 10 Dec",
        ),
        ("five strengths", "patient", 0, _ALIKE, _SHOWN),
        ("five strengths", "patient", 14, _ALIKE, _APART),
        ("five strengths", "calendar", 0, _ALIKE, _SHOWN),
        ("two tablets", "patient", 0, _ALIKE, _SHOWN),
        ("two tablets", "calendar", 0, _ALIKE, _SHOWN),
        ("two liquids", "patient", 0, _ALIKE, _APART),
        ("once", "patient", 0, _SHOWN, _ALIKE),
    ],
)
def test_what_is_rare_is_said_truly_and_nothing_else_passes(
    plan: str, kind: str, day: int, told: str, instead: str
) -> None:
    regimen, printed = regimen_of(_PLANS[plan]), START + timedelta(days=day)
    pages, asked = pages_of(regimen, kind, printed), Asked(regimen, KNOWLEDGE.content, printed)
    check_pages(pages, kind, asked)
    assert any(told in page for page in pages), pages
    with pytest.raises(ReadBackError):
        check_pages([page.replace(told, instead, 1) for page in pages], kind, asked)


@pytest.mark.parametrize(
    ("plan", "kind", "told"),
    [
        ("a day of its own", "patient", "other day: only on"),
        ("rhythm", "wallet-card", "next dose"),
        ("once", "patient", "once a day"),
    ],
)
def test_nothing_is_said_twice_or_of_days_that_are_not_there(plan: str, kind: str, told: str) -> None:
    regimen, printed = regimen_of(_PLANS[plan]), START - timedelta(days=4)
    pages = pages_of(regimen, kind, printed)
    check_pages(pages, kind, Asked(regimen, KNOWLEDGE.content, printed))
    assert not any(told in page for page in pages)


def test_a_sentence_that_fills_its_line_and_the_key_below_it_are_read_as_two_words() -> None:
    """Between these two lines PDFium has no break, and the size of their font is ten times what is seen."""
    regimen = regimen_of(
        {
            "ladder": [{"dose": "1.5 mg", "days": 7}],
            "after": "stop",
            "times": ["morning", "midday", "evening"],
            "formulations": [
                {"id": "t", "kind": "tablet", "strength": "3 mg", "divisible_into": 4},
                {"id": "c", "kind": "capsule", "strength": "0.5 mg"},
            ],
            "adjustments": [
                {"on": "2026-12-04", "action": "pause", "until": "2026-12-13", "resume": "continue"}
            ],
            "patient": {"name": "Ольга Иванова", "birth_date": "1980-05-01", "identifier": "000123"},
            "prescriber": {
                "name": "Dr Example",
                "phone": "000 000 000",
                "practice": "x\u202ey ** z\n2 of 3 mg",
            },
            "revision": 9,
        }
    )
    printed = START + timedelta(days=11)
    pages = paper_pages(regimen, KNOWLEDGE, paper="letter", large=True, printed=printed, kind="patient")
    read = page_texts(pdf_bytes(pages))
    check_pages(read, "patient", Asked(regimen, KNOWLEDGE.content, printed))
    assert "throw the old ones away. 0.5 mg capsule" in read[0]
