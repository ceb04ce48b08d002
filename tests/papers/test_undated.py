"""The patient plan without dates counts days and weeks; a plan that needs its dates is refused by a sentence."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.papers.patient_plan import PatientPlan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.papers.plan_code_words import Coding
from ldn_desktop.papers.undated import UndatedError, why_dated
from ldn_desktop.reference.words.wording import PLAIN
from tests.papers.test_patient_plan import KNOWLEDGE, regimen_of

LADDER = [{"dose": "0.5 mg", "days": 1}, {"dose": "1 mg", "days": 10}, {"dose": "1.5 mg", "days": 28}]
GO_ON = [
    {**rung, "go_on": go_on} for rung, go_on in zip(LADDER, ("if-tolerated", "after-review"), strict=False)
]
MONTH = {"months": 1}


def paper(printed: date, **changes: Any) -> PatientPlan:
    context = KNOWLEDGE.paper_context(regimen_of(**{"ladder": LADDER, **changes}), printed, PLAIN)
    document = PAPERS["patient"].make(context._replace(undated=True))
    assert isinstance(document, PatientPlan)
    return document


def test_no_sentence_of_a_paper_without_dates_speaks_of_its_dates() -> None:
    told = patient_text(paper(date(2027, 3, 1), ladder=[*GO_ON, LADDER[-1]]))
    assert "stay on this step and call." in told
    assert "until a review with your prescriber." in told
    assert "dates" not in told


def test_days_and_weeks_are_counted_from_the_first_day() -> None:
    document = paper(date(2027, 3, 1))
    text = patient_text(document)
    assert "The first day you take it: ____" in text
    assert "It is day 1: every day below is counted from it." in text
    assert [(row.first, row.until) for row in document.rows][1:] == [
        ("Day 2", "to day 11, weeks 1 to 2"),
        ("Day 12", "to day 39, weeks 2 to 6"),
    ]
    assert (document.rows[0].first, document.rows[0].one_day) == ("Day 1", True)
    numbers = [box.number for row in document.rows for week in row.weeks for box in week]
    assert numbers == [str(day) for day in range(1, 40)]
    # No date but that of printing.
    assert re.findall(r"\d+ [A-Z][a-z]{2} \d{4}", text) == []
    assert "printed 1 Mar 2027" in document.frame.footer_left


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"adjustments": [{"on": "2026-12-03", "action": "hold", "days": 3}]}, "changes along the way"),
        ({"ladder": [{"dose": "1 mg", "days": 7, "rhythm": {"weekdays": ["monday"]}}]}, "days of the week"),
        (
            {
                "ladder": [{"dose": "0.5 mg", "days": 31}, {"dose": "1 mg", "days": 31}],
                "basis": {
                    "kind": "linear",
                    "start": "0.5 mg",
                    "step": "0.5 mg",
                    "target": "1 mg",
                    "every": MONTH,
                    "last": MONTH,
                },
            },
            "calendar months",
        ),
        ({"operation": {"on": "2027-01-20", "last_dose_hours": 72}}, "operation"),
        ({"screening": {"opioids": [{"opioid": "codeine", "last_dose": "2026-11-01"}]}}, "opioid"),
        ({"ladder": [{"dose": "0.5 mg", "days": 900}, {"dose": "1 mg", "days": 7}]}, "after day 900"),
    ],
)
def test_what_needs_its_dates_is_refused(changes: dict[str, Any], why: str) -> None:
    assert why in why_dated(regimen_of(**{"ladder": LADDER, **changes}).plan)
    with pytest.raises(UndatedError, match=why):
        paper(date(2026, 12, 1), **changes)


def test_beside_a_code_stands_that_it_holds_the_first_day() -> None:
    context = KNOWLEDGE.paper_context(regimen_of(ladder=LADDER), date(2026, 11, 27), PLAIN)
    context = context._replace(coding=Coding(lambda _: ("CODE",), wanted=True))
    for undated in (True, False):
        document = PAPERS["patient"].make(context._replace(undated=undated))
        assert isinstance(document, PatientPlan)
        assert document.code is not None
        assert ("The code holds the first day that was planned" in document.code.text) == undated
