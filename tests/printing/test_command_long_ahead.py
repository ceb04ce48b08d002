"""What papers say of days without a dose, of what is left, and of the days after the plan: read back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.check import ReadBackError, check_pages
from ldn_desktop.reference.words.bold import plain
from tests.printing.test_command_what_plans_say import KNOWLEDGE, pages_of, regimen_of

pytestmark = pytest.mark.usefixtures("qapp")

_CAPSULES = [{"id": f"c{mg}", "kind": "capsule", "strength": f"{mg} mg"} for mg in ("0.5", "1", "1.5", "3")]
_TABLETS = [{"id": "t", "kind": "tablet", "strength": "10 mg", "divisible_into": 2}]
_NONE_FALLS = {
    "ladder": [
        {"dose": "3 mg", "days": 14},
        {"dose": "1.5 mg", "days": 3, "rhythm": {"weekdays": ["sunday"]}},
        {"dose": "1.5 mg", "days": 14},
    ]
}
_HIGH = {
    "ladder": [{"dose": "10 mg", "days": 14}, {"dose": "20 mg", "days": 14}],
    "formulations": _TABLETS,
    "overrides": [{"code": "above-documented-range", "reason": "A trial"}],
}
_OPERATED = {
    "ladder": [{"dose": "1 mg", "days": 42}],
    "after": "stop",
    "adjustments": [{"on": "2027-01-05", "action": "pause"}],
    "operation": {"on": "2027-01-12", "last_dose_hours": 72},
}
_BEFORE = {"ladder": [{"dose": "1 mg", "days": 42}], "operation": {"on": "2026-11-29", "last_dose_hours": 72}}
_OPEN = {"ladder": [{"dose": "1 mg", "days": 7}, {"dose": "2 mg", "days": 21}], "after": "continue"}
_SUNDAYS = {
    "ladder": [{"dose": "3 mg", "days": 14}, {"dose": "1 mg", "days": 3, "rhythm": {"weekdays": ["sunday"]}}],
    "after": "continue",
}
_RARE = {"ladder": [{"dose": "1 mg", "days": 56, "rhythm": {"every": 28}}], "after": "stop"}
_WEEKLY = {"ladder": [{"dose": "1 mg", "days": 56, "rhythm": {"weekdays": ["sunday"]}}], "after": "continue"}
_OFTEN = {"ladder": [{"dose": "1 mg", "days": 56, "rhythm": {"weekdays": ["saturday", "sunday"]}}]}
_MISSED_DAYS = "After more than 7 missed days, or after any opioid, call before you start again."
_MISSED_DOSE = (
    "After any opioid, call before you start again. Call as well after one missed dose where 7 days or more lie "
    "between two doses, and after more than 7 missed days where fewer do."
)
_MISSED_ONE = "After one missed dose, or after any opioid, call before you start again."
_SOME = {
    "ladder": [
        {"dose": "2 mg", "days": 14, "rhythm": {"weekdays": ["monday", "thursday"]}},
        {"dose": "1 mg", "days": 14, "rhythm": {"weekdays": ["thursday"]}},
    ],
    "formulations": [{"id": "c1", "kind": "capsule", "strength": "1 mg"}],
}
_STAY = "This is your maintenance dose: stay on it."
_KEPT = {"ladder": [{"dose": "1 mg", "days": 28}]}
_EMPTY = "and fill in these 7 days."
_NEW = "If your prescriber gives you a new dose"
_AGAIN = "If your dose is changed again"
_ENDED = _KEPT | {"after": "stop"}
_DROPPED = {
    "ladder": [{"dose": "1 mg", "days": 14}, {"dose": "2 mg", "days": 28}],
    "formulations": _CAPSULES[1:2],
    "adjustments": [
        {
            "on": "2026-12-22",
            "action": "formulations",
            "formulations": _CAPSULES[:1],
            "noted_on": "2026-12-21",
        }
    ],
}
_STOPPED = {
    "ladder": [{"dose": "1 mg", "days": 14}, {"dose": "2 mg", "days": 28}],
    "formulations": [
        {
            "id": "l",
            "kind": "liquid",
            "concentration": "1 mg/mL",
            "graduation_ml": "0.05",
            "capacity_ml": "1",
            "beyond_use_days": 28,
        }
    ],
    "adjustments": [{"on": "2026-12-25", "action": "stop", "noted_on": "2026-12-20"}],
}
_MORNING = {"on": "2026-12-10", "action": "times", "times": ["morning"], "noted_on": "2026-12-08"}
_MOVED = {
    "ladder": [
        {"doses": {"morning": "0.5 mg", "bedtime": "1 mg"}, "days": 14},
        {"dose": "3 mg", "days": 28, "rhythm": {"weekdays": ["monday", "wednesday", "friday"]}},
    ],
    "adjustments": [_MORNING],
}
_UNMOVED = _MOVED | {"ladder": [{"doses": {"morning": "0.5 mg", "bedtime": "1 mg"}, "days": 42}]}
_BACK = {
    "ladder": [
        {"dose": "3 mg", "days": 14, "rhythm": {"weekdays": ["sunday", "tuesday"]}},
        {"dose": "1.5 mg", "days": 14, "rhythm": {"weekdays": ["sunday", "monday"]}},
    ],
    "after": "stop",
    "adjustments": [{"on": "2026-12-16", "action": "step_back", "days": 3}],
}


@pytest.mark.parametrize(
    ("plan", "kind", "day", "told", "instead"),
    [
        (_NONE_FALLS, "wallet-card", "2026-12-01", "no dose from 15 Dec 2026 to 17", "no dose from 15 Dec 2026 to 16"),
        (_NONE_FALLS, "wallet-card", "2026-12-01", "no dose from 15", "pause planned from 15"),
        (_HIGH, "patient", "2026-12-01", "Your plan for naltrexone", "Your plan for maltrexone"),
        (_OPERATED, "patient", "2027-01-05", "the last one is that of Mon 4", "the last one is that of Sun 3"),
        (_OPERATED, "patient", "2027-01-04", "it is the one on Mon 4 Jan", "it is the one on Sun 3 Jan"),
        (_BEFORE, "patient", "2026-11-27", "No dose is due before it.", ""),
        (_OPEN, "patient", "2027-01-15", "8 Dec 2026 to Thu 14 Jan 2027: 2 mg", "8 Dec 2026 to Mon 28 Dec 2026: 2 mg"),
        (_OPEN, "patient", "2027-01-15", "only until Mon 28 Dec", "only until Tue 29 Dec"),
        (_OPEN, "patient", "2027-01-15", "was planned only until", "is planned until"),
        (_SUNDAYS, "patient", "2026-12-22", "Dec 2026 to Mon 21 Dec 2026: 1 mg", "Dec 2026 to Sun 20 Dec 2026: 1 mg"),
        (_SUNDAYS, "patient", "2026-12-18", "no dose fell on these days", "1 mg, on Sundays"),
        (_RARE, "patient", "2026-12-01", _MISSED_ONE, _MISSED_DAYS),
        (_RARE, "patient", "2026-12-20", _MISSED_ONE, _MISSED_DOSE),
        (_WEEKLY, "patient", "2027-03-01", _MISSED_ONE, _MISSED_DAYS),
        (_SOME, "patient", "2026-12-01", _MISSED_DOSE, _MISSED_ONE),
        (_SOME, "patient", "2026-12-15", _MISSED_ONE, _MISSED_DOSE),
        (_KEPT, "patient", "2026-12-28", "See your prescriber now", f"{_STAY} See your prescriber now"),
        (_KEPT, "calendar", "2026-12-28", "See your prescriber now", f"{_STAY} See your prescriber now"),
        (_KEPT, "diary", "2026-12-27", "fill in these 7 days too.", "fill in these 7 days."),
        (_KEPT, "diary", "2026-12-27", _AGAIN, _NEW),
        (_OPEN, "diary", "2027-02-20", _EMPTY, "and fill in these 7 days too."),
        (_OPEN, "diary", "2027-02-20", _EMPTY, "and fill in these 8 days."),
        (_OPEN, "diary", "2027-02-20", _AGAIN, _NEW),
        (_ENDED, "diary", "2027-02-20", _NEW, _AGAIN),
        (_ENDED, "diary", "2027-02-20", "Fill it in next morning.", ""),
        (_ENDED, "diary", "2027-02-20", "Figures from 0 to 10", "Figures from 0 to 9"),
        (_KEPT, "patient", "2026-12-01", "take none after that day", "take more after that day"),
        (_KEPT, "patient", "2026-12-01", "before Mon 28 Dec 2026 about", "before Tue 29 Dec 2026 about"),
        (_OFTEN, "patient", "2026-12-01", _MISSED_DAYS, _MISSED_DOSE),
        (_DROPPED, "patient", "2026-12-21", "2 capsules: use first", "16 capsules: use first"),
        (_DROPPED, "patient", "2026-12-21", "14 capsules: not used any more", "15 capsules: not used any more"),
        (_STOPPED, "patient", "2026-12-20", "10 mL: use first, the last on Thu", "9 mL: use first, the last on Thu"),
        (_STOPPED, "patient", "2026-12-20", "the last on Thu 24 Dec", "the oldest by Mon 28 Dec"),
        (_MOVED, "patient", "2026-12-08", "What changes on Wed 16 Dec 2026", "What changes on Thu 10 Dec 2026"),
        (_MOVED, "patient", "2026-12-12", "What changes on Wed 16 Dec 2026", "What changes on Tue 15 Dec 2026"),
        (_UNMOVED, "patient", "2026-12-08", "Go on with 1.5 mg a day", "Go on with 1 mg a day"),
        (_BACK, "wallet-card", "2026-12-16", "next dose 20 Dec 2026", "next dose 21 Dec 2026"),
    ],
)  # fmt: skip
def test_what_is_told_is_read_and_nothing_else(
    plan: dict[str, Any], kind: str, day: str, told: str, instead: str
) -> None:
    regimen, printed = regimen_of({"formulations": _CAPSULES, **plan}), date.fromisoformat(day)
    pages, asked = pages_of(regimen, kind, printed), Asked(regimen, KNOWLEDGE.content, printed)
    check_pages(pages, kind, asked)
    assert any(told in plain(page) for page in pages), pages
    with pytest.raises(ReadBackError):
        check_pages(tuple(page.replace(told, instead) for page in pages), kind, asked)


def test_an_operation_stands_below_no_month_after_it() -> None:
    plan = {
        "ladder": [{"dose": "1 mg", "days": 70}],
        "operation": {"on": "2026-12-20", "last_dose_hours": 72},
    }
    regimen, printed = regimen_of({"formulations": _CAPSULES, **plan}), date(2026, 12, 1)
    pages, asked = pages_of(regimen, "calendar", printed), Asked(regimen, KNOWLEDGE.content, printed)
    december, *others = map(plain, pages)
    assert [("Operation on" in page) for page in (december, *others)] == [True, False, False]
    begins, ends = december.index("Operation on"), december.index("call now.") + len("call now.")
    told, at = december[begins:ends], others[0].index("If you miss a dose")
    with pytest.raises(ReadBackError, match="an operation that is over"):
        check_pages((pages[0], f"{pages[1][:at]}{told} {pages[1][at:]}", pages[2]), "calendar", asked)
    with pytest.raises(ReadBackError, match="the operation"):
        check_pages((december.replace(told, ""), *pages[1:]), "calendar", asked)
