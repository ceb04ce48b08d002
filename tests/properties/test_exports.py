"""Whatever the plan: every form that it is handed over in tells, read back, the doses and fills that it has."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from checks.exports import PLANS, check, compare
from checks.read_back import MismatchError
from ldn_desktop.exchange.exports import EXPORTS
from ldn_desktop.exchange.schedule_json import schedule_json
from ldn_desktop.papers import pharmacy_order
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from tests.exchange.handed import KNOWLEDGE, context_of, plan

START = date(2026, 12, 1)
RHYTHMIC = plan(
    ladder=[
        {"dose": "0.5 mg", "days": 10, "rhythm": {"on": 3, "off": 2}},
        {"dose": "1.5 mg", "days": 10, "rhythm": {"every": 2}},
        {"dose": "2 mg", "days": 28, "rhythm": {"weekdays": ["monday", "friday"]}},
    ]
)


# A plan that differs is told by its first day that does; making it small takes minutes.
@settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(PLANS)
def test_every_form_agrees_with_the_plan(plan: dict[str, Any]) -> None:
    check(plan, KNOWLEDGE)


@pytest.mark.parametrize(
    ("form", "written", "instead"),
    [
        ("csv", "2026-12-01,bedtime,0.5 mg,c0.5,1,capsule\n", ""),
        ("csv", "bedtime,0.5 mg,c0.5,1,", "bedtime,0.5 mg,c0.5,2,"),
        ("fhir", '"event":["2026-12-01",', '"event":["2026-12-01","2026-12-04",'),
        ("fhir", '"period":2', '"period":1'),
        ("fhir", '"dayOfWeek":["mon",', '"dayOfWeek":["tue",'),
        ("fhir", '"value":1.5,"unit":"mg"', '"value":15,"unit":"mg"'),
        ("fhir", "Take 1 capsule of 1.5 mg.", "Take 2 capsules of 1.5 mg."),
        ("fhir", "1.5 mg at bedtime", "1.5 mg at midday"),
        ("fhir", "counted from Tue 1 Dec 2026", "counted from Wed 2 Dec 2026"),
        ("ics", "RDATE;VALUE=DATE:20261202,", "RDATE;VALUE=DATE:20261204,"),
        ("ics", "INTERVAL=2", "INTERVAL=3"),
        ("ics", "BYDAY=MO,FR", "BYDAY=MO,SA"),
        ("ics", "SUMMARY:Naltrexone: 1.5 mg at", "SUMMARY:Naltrexone: 15 mg at"),
        ("ics", "fetch 5", "fetch 6"),
        ("text", "counted from Tue 1 Dec 2026", "counted from Wed 2 Dec 2026"),
        ("text", "| 1.5 mg |", "| 1 mg |"),
        ("json", '"daily_dose": "1.5 mg"', '"daily_dose": "15 mg"'),
        ("paper", "Dose: 1.5 mg", "Dose: 15 mg"),
    ],
)
def test_a_form_that_tells_something_else_is_found(form: str, written: str, instead: str) -> None:
    context = context_of(RHYTHMIC, START)
    made = {code: row.made(context) for code, row in EXPORTS.items()}
    told = json.loads(json.dumps(schedule_json(context.regimen)))
    paper = patient_text(patient_plan(context.regimen, context.content, START))
    order = pharmacy_order.make(context)
    compare(made, told, paper, order)
    forms = {**{code: data.decode() for code, data in made.items()}, "paper": paper}
    assert written in forms[form]
    forms[form] = forms[form].replace(written, instead, 1)
    altered = forms.pop("paper")
    with pytest.raises(MismatchError):
        compare({code: text.encode() for code, text in forms.items()}, told, altered, order)


def test_an_order_that_tells_something_else_is_found() -> None:
    context = context_of(RHYTHMIC, START)
    made = {code: row.made(context) for code, row in EXPORTS.items()}
    told = json.loads(json.dumps(schedule_json(context.regimen)))
    paper, order = (
        patient_text(patient_plan(context.regimen, context.content, START)),
        pharmacy_order.make(context),
    )
    first, *others = order.products
    (direction, *later), table = first.directions, order.tables[0]
    wrong = (
        order._replace(products=(first._replace(directions=tuple(later)), *others)),
        order._replace(
            products=(
                first._replace(directions=(direction._replace(days="2 Dec 2026 to 10 Dec 2026"), *later)),
                *others,
            )
        ),
        order._replace(tables=(table._replace(rows=table.rows[1:]),)),
    )
    for other in wrong:
        with pytest.raises(MismatchError):
            compare(made, told, paper, other)
