"""What a plan file may hold: a file of version 1 made one of version 2, and refusals of what the format refuses.

Only what a plan means is looked at: the patient, the texts and the safety check are left to the program's own tests.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tests.oracle.amounts import Refused
from tests.oracle.course import LONGEST_DAYS
from tests.oracle.ladders import refuse_another_basis
from tests.oracle.products import read_product, refuse_routes
from tests.oracle.rungs import in_order_of_day, read_ladder

ACUTE_LIVER, SEVERE_LIVER = "acute-hepatitis-or-liver-failure", "severe-liver-disease"
NEW_IN_PLANS = {
    *("instructions", "after", "basis", "operation", "medicines", "order"),
    *("max_measures_per_dose", "max_drops_per_dose"),
}
RUNG_KEYS = {"dose", "doses", "days", "rhythm", "go_on"}
GO_ON = {"on-date", "if-tolerated", "after-review"}
AFTER = {"review", "continue", "stop"}
RESUMES = {"continue", "step_back", "restart"}
LIMITS = {
    "max_pieces_per_dose": 64,
    "max_measures_per_dose": 10,
    "max_drops_per_dose": 100,
    "fill_days": LONGEST_DAYS,
}
MOST_RUNGS, MOST_FORMULATIONS, MOST_ADJUSTMENTS = 1000, 24, 200
MOST_HOURS = 336
KINDS = {
    "capsule": ({"strength"}, set[str](), {"oral"}),
    "tablet": ({"strength"}, {"divisible_into"}, {"oral", "sublingual"}),
    "liquid": (
        {"concentration", "graduation_ml", "capacity_ml"},
        set[str](),
        {"oral", "sublingual", "topical"},
    ),
    "drops": ({"concentration", "drops_per_ml"}, set[str](), {"oral", "sublingual", "eye"}),
}
"""Of each kind of formulation: its own fields, those it may have besides, its routes."""
ACTIONS = {
    "hold": ({"days"}, set[str]()),
    "step_back": (set[str](), {"days"}),
    "pause": (set[str](), {"until", "resume"}),
    "resume": ({"resume"}, set[str]()),
    "settle": (set[str](), set[str]()),
    "stop": (set[str](), set[str]()),
    "times": ({"times"}, set[str]()),
    "formulations": ({"formulations"}, set[str]()),
}


def refuse_if(*, wrong: bool, why: str) -> None:
    """Refuse the plan where something is wrong."""
    if wrong:
        raise Refused(why)


def current(plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a plan as version 2 has it; refuse in version 1 what only version 2 knows."""
    if plan.get("version", 2) != 1:
        return plan
    refuse_if(wrong=bool(NEW_IN_PLANS & set(plan)), why="not of version 1")
    for rung in plan["ladder"]:
        refuse_if(wrong=not set(rung) <= {"dose", "days"}, why="a rung not of version 1")
    for entry in plan.get("adjustments", []):
        refuse_if(wrong=bool({"noted_on", "note"} & set(entry)), why="an adjustment not of version 1")
        refuse_if(wrong=entry["action"] == "resume", why="an action not of version 1")
        refuse_if(wrong=entry["action"] == "pause" and "until" not in entry, why="a pause not of version 1")
    for product in every_product(plan):
        refuse_if(wrong="route" in product, why="a route is not of version 1")
    screening = plan.get("screening", {})
    uses = screening.get("opioids", [])
    refuse_if(
        wrong="opioids_asked_on" in screening or any("use" in use for use in uses), why="not of version 1"
    )
    answers = dict(screening.get("answers", {}))
    refuse_if(wrong=SEVERE_LIVER in answers, why="a question not of version 1")
    if answers.pop(ACUTE_LIVER, None) == "yes":
        answers[SEVERE_LIVER] = "yes"
    screened = {"screening": {**screening, "answers": answers}} if "screening" in plan else {}
    return {**plan, **screened, "version": 2}


def every_product(plan: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Give all formulations, those of changes too."""
    yield from plan["formulations"]
    for entry in plan.get("adjustments", []):
        yield from entry.get("formulations", ())


def whole(number: object, most: int) -> bool:
    """Tell whether this is a JSON integer from 1 to ``most``."""
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= most


def refuse_rungs(rungs: list[Mapping[str, Any]]) -> None:
    """Refuse what is no ladder."""
    refuse_if(wrong=not 1 <= len(rungs) <= MOST_RUNGS, why="no ladder")
    for rung in rungs:
        refuse_if(wrong=not set(rung) <= RUNG_KEYS, why="unknown keys of a rung")
        refuse_if(wrong=not whole(rung.get("days"), LONGEST_DAYS), why="days of a rung")
        refuse_if(wrong=rung.get("go_on", "on-date") not in GO_ON, why="no way to go on")
    refuse_if(wrong="go_on" in rungs[-1], why="the last rung goes on to none")


def refuse_products(entries: list[Mapping[str, Any]]) -> None:
    """Refuse what is no list of formulations; those in force together have one route."""
    refuse_if(wrong=not 1 <= len(entries) <= MOST_FORMULATIONS, why="no list of formulations")
    for entry in entries:
        refuse_if(wrong=entry.get("kind") not in KINDS, why="an unknown kind")
        own, may, routes = KINDS[entry["kind"]]
        needed = {"id", "kind"} | own
        refuse_if(wrong=not needed <= set(entry), why="a missing key of a formulation")
        unknown = set(entry) - needed - may - {"beyond_use_days", "route"}
        refuse_if(wrong=bool(unknown), why="unknown keys of a formulation")
        refuse_if(wrong=entry.get("route", "oral") not in routes, why="no route of this kind")
        refuse_if(wrong=entry.get("divisible_into", 1) not in {1, 2, 4}, why="parts of a tablet")
        refuse_if(wrong=not whole(entry.get("beyond_use_days", 1), LONGEST_DAYS), why="beyond-use days")
        refuse_if(wrong=not whole(entry.get("drops_per_ml", 1), 100), why="drops per mL")
        product = read_product(entry)
        refuse_if(wrong=product.strength == 0, why="no strength")
        if product.kind == "liquid":
            refuse_if(wrong=min(product.graduation_ml, product.capacity_ml) <= 0, why="a volume of 0")
            marks = product.capacity_ml / product.graduation_ml
            refuse_if(wrong=marks.denominator != 1, why="a capacity between two graduations")
    refuse_routes(read_product(entry) for entry in entries)


def refuse_adjustment(entry: Mapping[str, Any]) -> None:
    """Refuse an adjustment of another shape than its action has."""
    refuse_if(wrong=entry.get("action") not in ACTIONS, why="an unknown action")
    own, may = ACTIONS[entry["action"]]
    needed = {"on", "action"} | own
    refuse_if(wrong=not needed <= set(entry), why="a missing key of an adjustment")
    refuse_if(
        wrong=bool(set(entry) - needed - may - {"noted_on", "note"}), why="unknown keys of an adjustment"
    )
    refuse_if(wrong=entry.get("resume", "continue") not in RESUMES, why="no way to resume")
    if entry["action"] == "pause":
        refuse_if(wrong=("until" in entry) != ("resume" in entry), why="until and resume go together")
    refuse_if(wrong=not whole(entry.get("days", 1), LONGEST_DAYS), why="days of an adjustment")
    if "formulations" in entry:
        refuse_products(entry["formulations"])
    if "times" in entry:
        in_order_of_day(entry["times"])
    date.fromisoformat(entry.get("noted_on", entry["on"]))


def refuse_unreadable(plan: Mapping[str, Any]) -> None:
    """Refuse what a file of version 2 may not hold, before its course is laid."""
    refuse_rungs(plan["ladder"])
    refuse_products(plan["formulations"])
    refuse_if(wrong=plan.get("after", "review") not in AFTER, why="after")
    for name, most in LIMITS.items():
        refuse_if(wrong=not whole(plan.get(name, 1), most), why=name)
    adjustments = plan.get("adjustments", [])
    refuse_if(wrong=len(adjustments) > MOST_ADJUSTMENTS, why="too many adjustments")
    for entry in adjustments:
        refuse_adjustment(entry)
    if "operation" in plan:
        refuse_if(wrong=not whole(plan["operation"]["last_dose_hours"], MOST_HOURS), why="hours")
    if "basis" in plan:
        start = date.fromisoformat(plan["start_date"])
        refuse_another_basis(plan["basis"], read_ladder(plan["ladder"]), start)
