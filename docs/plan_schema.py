"""Writes the JSON Schema (2020-12) of the plan file: ``python -m docs.plan_schema``.

It is made of the limits and names that the reader itself goes by. What no schema can say (dates that do not exist, an
id that means two products, a course that is refused) stands in ``docs/conformance.md``.
"""

from __future__ import annotations

import json
from pathlib import Path

from ldn_desktop.domain import (
    adjustment,
    basis,
    formulation,
    ladder,
    plan,
    plan_limits,
    recipe,
    rhythm,
    surgery,
)
from ldn_desktop.exchange.migrations import ACUTE_LIVER, ANSWERS, FORMAT, SEVERE_LIVER, VERSION
from ldn_desktop.exchange.plan_reader import Vocabulary
from ldn_desktop.workspace.knowledge import Knowledge

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "plan-file.schema.json"
Schema = dict[str, object]
_Fields = tuple[dict[str, Schema], dict[str, Schema]]

_MG = r"(?:(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,6}0*)?|1000(?:\.0+)?) ?mg"
_MCG = r"(?:(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{1,3}0*)?|1000000(?:\.0+)?) ?(?:mcg|micrograms?|[\u00b5\u03bc]g)"
_AMOUNT = rf"(?:{_MG}|{_MCG})"
_ABOVE_0 = r"(?! *0(?:\.0+)? ?[^0-9.])"
_TEXT: Schema = {"type": "string"}
_FILLED: Schema = {"type": "string", "pattern": r"\S"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _whole(low: int, high: int | None = None) -> Schema:
    return {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})


def _of(needed: dict[str, Schema], allowed: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**needed, **(allowed or {})},
        "required": list(needed),
        "additionalProperties": False,
    }


def _either(*schemas: Schema) -> Schema:
    return {"oneOf": list(schemas)}


def _list(items: Schema, low: int, high: int | None = None, *, unique: bool = False) -> Schema:
    found: Schema = {"type": "array", "items": items, "minItems": low}
    return found | ({} if high is None else {"maxItems": high}) | ({"uniqueItems": True} if unique else {})


def schema(vocabulary: Vocabulary) -> Schema:
    """Return the schema of plan files of both versions, with the ids that the reference knows."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "LDN Desktop plan file",
        "type": "object",
        "required": ["format", "version"],
        "properties": {"format": {"const": FORMAT}, "version": _whole(1, VERSION)},
        "if": {"properties": {"version": {"const": 1}}},
        "then": _plan(vocabulary, 1),
        "else": _plan(vocabulary, VERSION),
        "$defs": {**_values(), **_products(), **_ladder(), **_changes()},
    }


def _plan(vocabulary: Vocabulary, version: int) -> Schema:
    new = version > 1
    rung, products, change = (
        ("rung", "formulations", "change") if new else ("rung-1", "formulations-1", "change-1")
    )
    codes = {*vocabulary.overridable} if new else {*vocabulary.overridable} - {SEVERE_LIVER} | {ACUTE_LIVER}
    texts = dict.fromkeys(("id", "condition", "notes"), _TEXT)
    allowed = texts | {
        "revision": _whole(1),
        "patient": _of({}, {"name": _TEXT, "birth_date": _ref("date"), "identifier": _TEXT}),
        "prescriber": _of({}, {"name": _TEXT, "practice": _TEXT, "phone": _TEXT}),
        "times": _ref("times"),
        "max_pieces_per_dose": _whole(1, recipe.MOST_PIECES),
        "fill_days": _ref("days"),
        "adjustments": _list(_ref(change), 0, plan_limits.MOST_ADJUSTMENTS),
        "screening": _screening(vocabulary, new=new),
        "overrides": _list(_of({"code": {"enum": sorted(codes)}, "reason": _FILLED}), 0),
    }
    if new:
        allowed |= _new_members()
    return _of(
        {
            "format": {"const": FORMAT},
            "version": {"const": version},
            "start_date": _ref("date"),
            "ladder": _list(_ref(rung), 1, ladder.MOST_RUNGS),
            "formulations": _ref(products),
        },
        allowed,
    )


def _new_members() -> dict[str, Schema]:
    text: Schema = {"type": "string", "maxLength": plan_limits.LONGEST_OF_ORDER}
    order = dict.fromkeys(("address", "phone", "allergies", "filler", "reason"), text)
    medicine: Schema = {**_FILLED, "maxLength": plan_limits.LONGEST_MEDICINE}
    return {
        "instructions": {"type": "string", "maxLength": plan_limits.LONGEST_INSTRUCTIONS},
        "after": {"enum": list(plan.AFTER)},
        "basis": _ref("basis"),
        "max_measures_per_dose": _whole(1, recipe.MOST_MEASURES),
        "max_drops_per_dose": _whole(1, recipe.MOST_DROPS),
        "operation": _of({"on": _ref("date"), "last_dose_hours": _whole(1, surgery.MOST_HOURS)}),
        "medicines": _list(medicine, 0, plan_limits.MOST_MEDICINES, unique=True),
        "order": _of(
            {},
            {
                **order,
                "refills": _whole(0, plan_limits.MOST_REFILLS),
                "ship_to": {"enum": list(plan.SHIP_TO)},
            },
        ),
    }


def _screening(vocabulary: Vocabulary, *, new: bool) -> Schema:
    questions = {*vocabulary.questions} if new else {*vocabulary.questions} - {SEVERE_LIVER} | {ACUTE_LIVER}
    answer: Schema = {"enum": list(ANSWERS)}
    last: Schema = {"anyOf": [_ref("date"), {"type": "null"}]}
    use: dict[str, Schema] = {"use": {"const": plan.DAILY}} if new else {}
    opioid = _of({"opioid": {"enum": sorted(vocabulary.opioids)}, "last_dose": last}, use)
    asked = {"opioids_asked_on": _ref("date")} if new else {}
    return _of(
        {},
        {
            "answered_on": _ref("date"),
            "answers": _of({}, dict.fromkeys(sorted(questions), answer)),
            "opioids": _list(opioid, 0, plan_limits.MOST_OPIOIDS),
            **asked,
        },
    )


def _values() -> dict[str, Schema]:
    month, day = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
    volume = r"(?:(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,6}0*)?|1000(?:\.0+)?)"
    patterns = {
        "date": rf"^(?!0000)[0-9]{{4}}-{month}-{day}$",
        "amount": rf"^ *{_AMOUNT} *$",
        "dose": rf"^{_ABOVE_0} *{_AMOUNT} *$",
        "concentration": rf"^{_ABOVE_0} *{_AMOUNT} */mL *$",
        "volume": rf"^(?! *0(?:\.0+)? *$) *{volume} *$",
        "factor": r"^ *(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,3}0*)? *$",
        "weight": rf"^{_ABOVE_0} *(?:(?:0|[1-9][0-9]?|[1-4][0-9]{{2}})(?:\.[0-9]{{1,3}}0*)?|500(?:\.0+)?) ?kg *$",
    }
    texts: dict[str, Schema] = {name: {"type": "string", "pattern": text} for name, text in patterns.items()}
    texts["date"]["format"] = "date"
    return texts | {
        "days": _whole(1, ladder.MOST_DAYS),
        "times": _list({"enum": list(plan.TIMES)}, 1, unique=True),
        "go_on": {"enum": list(ladder.GO_ON)},
        "resume": {"enum": list(adjustment.RESUMES)},
    }


def _products() -> dict[str, Schema]:
    fields: dict[str, _Fields] = {
        "capsule": ({"strength": _ref("dose")}, {}),
        "tablet": ({"strength": _ref("dose")}, {"divisible_into": {"enum": list(formulation.DIVISIONS)}}),
        "liquid": (
            {
                "concentration": _ref("concentration"),
                "graduation_ml": _ref("volume"),
                "capacity_ml": _ref("volume"),
            },
            {},
        ),
        "drops": (
            {
                "concentration": _ref("concentration"),
                "drops_per_ml": _whole(1, formulation.MOST_DROPS_PER_ML),
            },
            {},
        ),
    }
    found: dict[str, Schema] = {}
    for end in ("", "-1"):
        kinds = []
        for kind, (needed, allowed) in fields.items():
            route: dict[str, Schema] = {} if end else {"route": {"enum": list(formulation.ROUTES[kind])}}
            own: dict[str, Schema] = {"id": _FILLED, "kind": {"const": kind}, **needed}
            kinds.append(_of(own, {**allowed, "beyond_use_days": _ref("days"), **route}))
        found[f"formulation{end}"] = _either(*kinds)
        products = _list(_ref(f"formulation{end}"), 1, plan_limits.MOST_PRODUCTS)
        found[f"formulations{end}"] = products if end else products | {"anyOf": _one_route()}
    return found


def _one_route() -> list[Schema]:
    """Return the ways to take all products of a list; a product without a route is taken by mouth."""
    others = {route for routes in formulation.ROUTES.values() for route in routes} - {formulation.ORAL}
    oral: Schema = {"items": {"properties": {"route": {"const": formulation.ORAL}}}}
    told: list[Schema] = [
        {"items": {"required": ["route"], "properties": {"route": {"const": route}}}}
        for route in sorted(others)
    ]
    return [oral, *told]


def _ladder() -> dict[str, Schema]:
    days, dose = {"days": _ref("days")}, _ref("dose")
    by_time = _of({}, dict.fromkeys(plan.TIMES, dose)) | {"minProperties": 1}
    most = rhythm.LONGEST_ROUND
    weekdays = _list({"enum": list(rhythm.WEEKDAYS)}, 1, len(rhythm.WEEKDAYS) - 1, unique=True)
    words = {"rhythm": _ref("rhythm"), "go_on": _ref("go_on")}
    span = _either(_ref("days"), _of({"months": _whole(1, basis.MOST_MONTHS)}))
    ends = {"start": dose, "target": dose, "every": _ref("span"), "last": _ref("span")}
    per_kg = {"per_kg": _ref("per-kg")}
    return {
        "rung-1": _of({"dose": dose, **days}),
        "rung": _either(_of({"dose": dose, **days}, words), _of({"doses": by_time, **days}, words)),
        "rhythm": _either(
            _of({"every": _whole(2, most)}),
            _of({"on": _whole(1, most - 1), "off": _whole(1, most - 1)}),
            _of({"weekdays": weekdays}),
        ),
        "span": span,
        "per-kg": _of(
            {"weight": _ref("weight"), "weighed_on": _ref("date"), "dose": dose, "round_to": dose},
            {"at_most": dose},
        ),
        "basis": _either(
            _of({"kind": {"const": "linear"}, **ends, "step": dose}, per_kg),
            _of({"kind": {"const": "geometric"}, **ends, "factor": _ref("factor"), "round_to": dose}, per_kg),
        ),
    }


def _changes() -> dict[str, Schema]:
    ending = {"until": _ref("date"), "resume": _ref("resume")}
    fields: dict[str, _Fields] = {
        "hold": ({"days": _ref("days")}, {}),
        "step_back": ({}, {"days": _ref("days")}),
        "pause": (ending, {}),
        "settle": ({}, {}),
        "stop": ({}, {}),
        "times": ({"times": _ref("times")}, {}),
        "formulations": ({"formulations": _ref("formulations")}, {}),
    }
    old = fields | {"formulations": ({"formulations": _ref("formulations-1")}, {})}
    noted = {"noted_on": _ref("date"), "note": _TEXT}
    new = [*fields.items(), ("pause", ({}, {})), ("resume", ({"resume": _ref("resume")}, {}))]

    def change(action: str, needed: dict[str, Schema], allowed: dict[str, Schema]) -> Schema:
        return _of({"on": _ref("date"), "action": {"const": action}, **needed}, allowed)

    return {
        "change-1": _either(*(change(action, *own) for action, own in old.items())),
        "change": _either(*(change(action, needed, allowed | noted) for action, (needed, allowed) in new)),
    }


def text() -> str:
    """Return the schema as it is published."""
    vocabulary = Knowledge(ROOT / "resources" / "content").vocabulary
    return json.dumps(schema(vocabulary), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
