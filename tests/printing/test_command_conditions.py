"""A plan or card that names the dose of a step that waits, and not on what, does not leave."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.printing.command import paper_pages, pdf_bytes
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.read_back.page_text import page_texts
from tests.papers.test_patient_plan import KNOWLEDGE

pytestmark = pytest.mark.usefixtures("qapp")
IN_A_PAUSE = {
    "adjustments": [{"on": "2026-12-11", "action": "pause", "until": "2026-12-17", "resume": "continue"}]
}
CHANGED = {"adjustments": [{"on": "2026-12-11", "action": "times", "times": ["morning"]}]}
INTERRUPTED = {
    "adjustments": [{"on": "2026-12-15", "action": "pause", "until": "2026-12-20", "resume": "continue"}]
}
MOVED = {"adjustments": [{"on": "2026-12-15", "action": "times", "times": ["morning"]}]}
RESTING = {"rhythm": {"on": 3, "off": 3}}
HEAD = "Begin it only as its step below says."
BEGUN = "If you are not on this dose yet, call before you begin it."
ROW = "Begin this step only after a review with your prescriber. Until then stay on the step before."
PAUSED = "Begin this step only after a review with your prescriber. Without that review, call before you take it again."
KEPT = "As long as you stay on step 1, take 1.5 mg at bedtime: 1 capsule of 1.5 mg"
UNTIL = "Until a review with your prescriber stay on step 1, as said below: 1.5 mg at bedtime."
STILL = "If you are still on step 1, stay on it until then, as said below: 1.5 mg at bedtime."
ONLY = "Only after a review with your prescriber: from today take 3 mg at bedtime until Thu 7 Jan 2027."
TOLERATED = "Only if side effects do not trouble you"
FIRST, SECOND = date(2026, 12, 11), date(2026, 12, 12)
"""Of a step that waits, and by the planned dates goes on."""
STAY = (
    "As long as you stay on this step, go on with 1.5 mg at bedtime (3 days on, 3 days off), next on"
    " Sun 13 Dec 2026."
)


@pytest.mark.parametrize(
    ("kind", "rung", "changes", "printed", "sentence"),
    [
        ("patient", {"days": 10}, IN_A_PAUSE, date(2026, 12, 12), HEAD),
        ("patient", {"days": 10}, IN_A_PAUSE, date(2026, 12, 12), PAUSED),
        ("patient", {"days": 10}, IN_A_PAUSE, date(2026, 12, 8), HEAD),
        ("patient", {"days": 10}, CHANGED, date(2026, 12, 8), HEAD),
        ("patient", {"days": 10}, CHANGED, date(2026, 12, 8), ROW),
        ("patient", {"days": 12, **RESTING}, {}, date(2026, 12, 11), HEAD),
        ("patient", {"days": 12, **RESTING}, {}, date(2026, 12, 11), ROW),
        ("patient", {"days": 12, **RESTING}, {}, date(2026, 12, 11), STAY),
        ("patient", {"days": 10}, INTERRUPTED, date(2026, 12, 14), BEGUN),
        ("patient", {"days": 10}, INTERRUPTED, date(2026, 12, 15), BEGUN),
        ("patient", {"days": 10}, INTERRUPTED, date(2026, 12, 17), BEGUN),
        ("patient", {"days": 10}, INTERRUPTED, date(2026, 12, 20), BEGUN),
        ("patient", {"days": 10}, INTERRUPTED, date(2026, 12, 21), BEGUN),
        ("patient", {"days": 10}, MOVED, date(2026, 12, 15), BEGUN),
        ("patient", {"days": 10}, MOVED, date(2026, 12, 16), BEGUN),
        *(("patient", {"days": 10}, {}, FIRST, sentence) for sentence in (HEAD, KEPT, UNTIL, ROW)),
        *(("patient", {"days": 10}, {}, SECOND, sentence) for sentence in (BEGUN, KEPT, STILL)),
        ("wallet-card", {"days": 10}, {}, FIRST, "1.5 mg a day;"),
        ("wallet-card", {"days": 10}, {}, SECOND, ", or still 1.5 mg a day"),
        ("wallet-card", {"days": 10}, IN_A_PAUSE, date(2026, 12, 12), ", only after a review"),
        ("wallet-card", {"days": 12, **RESTING}, {}, date(2026, 12, 11), ", only after a review"),
    ],
)
def test_a_paper_without_the_condition_of_a_dose_is_refused(
    kind: str, rung: dict[str, Any], changes: dict[str, Any], printed: date, sentence: str
) -> None:
    pages, asked = printed_pages(kind, rung, changes, printed)
    pattern = found_as(sentence)
    assert any(pattern.search(page) for page in pages)
    with pytest.raises(ReadBackError):
        check_pages([pattern.sub("", page, count=1) for page in pages], kind, asked)


@pytest.mark.parametrize(
    ("kind", "printed", "said", "wrong"),
    [
        ("patient", FIRST, ONLY, "From today take 3 mg at bedtime until Thu 7 Jan 2027."),
        ("patient", FIRST, ONLY, "From today take 3 mg at bedtime, not 1.5 mg, until Thu 7 Jan 2027."),
        ("patient", FIRST, ONLY, ONLY.replace("3 mg", "1.5 mg")),
        ("patient", FIRST, ONLY, ONLY.replace("Only after a review with your prescriber", TOLERATED)),
        ("patient", FIRST, UNTIL, UNTIL.replace("step 1", "step 2")),
        ("patient", FIRST, UNTIL, UNTIL.replace("1.5 mg", "3 mg")),
        ("patient", FIRST, UNTIL, UNTIL.replace("at bedtime", "in the morning")),
        ("patient", FIRST, UNTIL, STILL),
        ("patient", FIRST, KEPT, KEPT.replace("step 1", "step 2")),
        ("patient", FIRST, KEPT, KEPT.replace("take 1.5 mg", "take 3 mg")),
        ("patient", FIRST, KEPT, KEPT.replace("1 capsule of", "2 capsules of")),
        ("patient", FIRST, KEPT, KEPT.replace("at bedtime", "in the morning")),
        ("patient", FIRST, "Before it, step 1", "Done, step 1"),
        ("patient", SECOND, "Before it, step 1", "Done, step 1"),
        ("patient", SECOND, "So far, step 2: Fri 11 Dec 2026", "Before it, step 2: Fri 11 Dec 2026"),
        ("patient", SECOND, STILL, STILL.replace("1.5 mg", "3 mg")),
        ("patient", SECOND, STILL, UNTIL),
        ("patient", SECOND, KEPT, KEPT.replace("1 capsule of", "2 capsules of")),
        ("wallet-card", FIRST, "1.5 mg a day; 3 mg a day", "3 mg a day; 1.5 mg a day"),
        ("wallet-card", FIRST, "1.5 mg a day; 3 mg a day", "1 mg a day; 3 mg a day"),
        ("wallet-card", SECOND, "or still 1.5 mg a day", "or still 3 mg a day"),
    ],
)
def test_another_dose_until_a_step_may_be_begun_is_refused(
    kind: str, printed: date, said: str, wrong: str
) -> None:
    pages, asked = printed_pages(kind, {"days": 10}, {}, printed)
    pattern = found_as(said)
    assert any(pattern.search(page) for page in pages)
    with pytest.raises(ReadBackError):
        check_pages([pattern.sub(wrong, page, count=1) for page in pages], kind, asked)


def found_as(sentence: str) -> re.Pattern[str]:
    """Return the pattern of a sentence whose lines are broken anywhere."""
    return re.compile(re.escape(sentence).replace(r"\ ", r"\s*"))


def printed_pages(
    kind: str, rung: dict[str, Any], changes: dict[str, Any], printed: date
) -> tuple[list[str], Asked]:
    """Return the pages of a paper, which are read back without fault."""
    members = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": [{"dose": "1.5 mg", "go_on": "after-review", **rung}, {"dose": "3 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1.5 mg"}],
        **changes,
    }
    plan = read_plan(json.dumps(members).encode(), KNOWLEDGE.vocabulary)
    regimen = derive(plan, KNOWLEDGE.rules, printed)
    pages = page_texts(
        pdf_bytes(paper_pages(regimen, KNOWLEDGE, paper="a4", large=False, printed=printed, kind=kind))
    )
    asked = Asked(regimen, KNOWLEDGE.content, printed)
    check_pages(pages, kind, asked)
    return list(pages), asked


def test_the_last_dose_waits_for_nothing_that_only_a_later_step_with_it_waits_for() -> None:
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": "2026-12-01",
        "ladder": [
            {"dose": "3 mg", "days": 6},
            {"dose": "1.5 mg", "days": 3, "go_on": "after-review"},
            {"dose": "1.5 mg", "days": 6},
        ],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1.5 mg"}],
    }
    printed = date(2026, 12, 2)
    regimen = derive(read_plan(json.dumps(plan).encode(), KNOWLEDGE.vocabulary), KNOWLEDGE.rules, printed)
    kind = "wallet-card"
    made = paper_pages(regimen, KNOWLEDGE, paper="a4", large=False, printed=printed, kind=kind)
    pages, asked = page_texts(pdf_bytes(made)), Asked(regimen, KNOWLEDGE.content, printed)
    check_pages(pages, kind, asked)
    told = "planned to go down to 1.5 mg"
    assert any(told in page for page in pages)
    with pytest.raises(ReadBackError):
        check_pages([page.replace(told, f"{told}, only after a review") for page in pages], kind, asked)
