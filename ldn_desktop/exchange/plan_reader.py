"""Reads the plan file (``.ldnplan``) strictly: a plan with a course, or a sentence that names the place.

The format is described in ``docs/guide/plan-file.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.adjustment import (
    RESUMES,
    Adjustment,
    ChangeFormulations,
    ChangeTimes,
    Hold,
    Pause,
    Settle,
    StepBack,
    Stop,
)
from ldn_desktop.domain.amount import format_volume, parse_concentration, parse_dose, parse_volume, quoted
from ldn_desktop.domain.course import check_course
from ldn_desktop.domain.formulation import (
    DIVISIONS,
    MOST_DROPS_PER_ML,
    Capsule,
    Drops,
    Formulation,
    Liquid,
    Tablet,
    whole_marks,
)
from ldn_desktop.domain.ladder import MOST_DAYS, Rung
from ldn_desktop.domain.plan import (
    DAILY,
    DEFAULT_FILL_DAYS,
    DEFAULT_MAX_PIECES,
    DEFAULT_TIMES,
    TIMES,
    OpioidUse,
    Override,
    Patient,
    Plan,
    Prescriber,
    Screening,
    in_order_of_day,
)
from ldn_desktop.domain.plan_limits import CourseError, check_sizes
from ldn_desktop.domain.recipe import MOST_PIECES
from ldn_desktop.exchange.migrations import ANSWERS, migrate


class Vocabulary(NamedTuple):
    """The ids of the reference that a plan file may name: questions, opioids, codes that may be overridden."""

    questions: Collection[str] = ()
    opioids: Collection[str] = ()
    overridable: Collection[str] = ()


def read_plan(data: bytes, vocabulary: Vocabulary, *, complete: bool = True) -> Plan:
    """Return the plan in the bytes of a plan file.

    A draft (``complete`` false) may lack its ladder and its formulations; they are then empty.
    Refused (``FileError``): everything the format refuses, with the path inside the file; a newer version; a
    plan whose adjustments cannot be carried out.
    """
    return read_plan_node(parse(data), vocabulary, complete=complete)


def read_plan_node(root: Node, vocabulary: Vocabulary, *, complete: bool = True) -> Plan:
    """Return the plan in a value of a JSON text, as ``read_plan`` does."""
    plan = _plan(migrate(root), vocabulary, complete=complete)
    try:
        check_sizes(plan)
        if plan.ladder:
            check_course(plan)
    except CourseError as error:
        raise FileError(error.path, f"{error}.") from error
    return plan


def _plan(root: Node, vocabulary: Vocabulary, *, complete: bool) -> Plan:
    needed: tuple[str, ...] = ("format", "version", "start_date")
    essence = ("ladder", "formulations")
    needed, spare = ((*needed, *essence), ()) if complete else (needed, essence)
    allowed = (
        *spare,
        *("id", "revision", "patient", "prescriber", "condition", "notes", "times", "max_pieces_per_dose"),
        *("fill_days", "adjustments", "medicines", "screening", "overrides"),
    )
    f = root.fields(needed, allowed)
    return Plan(
        start_date=f["start_date"].day(),
        ladder=tuple(_rung(node) for node in f["ladder"].items("step")) if "ladder" in f else (),
        formulations=_formulations(f["formulations"]) if "formulations" in f else (),
        times=_times(f["times"]) if "times" in f else DEFAULT_TIMES,
        max_pieces_per_dose=_whole(f, "max_pieces_per_dose", MOST_PIECES, DEFAULT_MAX_PIECES),
        fill_days=_whole(f, "fill_days", MOST_DAYS, DEFAULT_FILL_DAYS),
        adjustments=tuple(_adjustment(n) for n in f["adjustments"].any_items()) if "adjustments" in f else (),
        id=_text(f, "id"),
        revision=_whole(f, "revision", None, 1),
        patient=_patient(f["patient"]) if "patient" in f else Patient(),
        prescriber=_prescriber(f["prescriber"]) if "prescriber" in f else Prescriber(),
        condition=_text(f, "condition"),
        notes=_text(f, "notes"),
        medicines=tuple(n.text() for n in f["medicines"].any_items()) if "medicines" in f else (),
        screening=_screening(f["screening"], vocabulary) if "screening" in f else Screening(),
        overrides=_overrides(f["overrides"], vocabulary) if "overrides" in f else (),
    )


def _text(fields: dict[str, Node], key: str) -> str:
    return fields[key].text() if key in fields else ""


def _whole(fields: dict[str, Node], key: str, high: int | None, default: int) -> int:
    return fields[key].whole(1, high) if key in fields else default


def _patient(node: Node) -> Patient:
    f = node.fields((), ("name", "birth_date", "identifier"))
    born = f["birth_date"].day() if "birth_date" in f else None
    return Patient(_text(f, "name"), born, _text(f, "identifier"))


def _prescriber(node: Node) -> Prescriber:
    f = node.fields((), ("name", "practice", "phone"))
    return Prescriber(_text(f, "name"), _text(f, "practice"), _text(f, "phone"))


def _rung(node: Node) -> Rung:
    f = node.fields(("dose", "days"))
    dose = f["dose"].amount(parse_dose)
    if dose == 0:
        raise f["dose"].fail("is 0; give a dose above 0, or use a pause.")
    return Rung(dose, f["days"].whole(1, MOST_DAYS))


def _times(node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for item in node.items("time"):
        time = item.choice(*TIMES)
        if time in found:
            raise item.fail(f"{time} stands there twice; remove one of the two.")
        found.append(time)
    return in_order_of_day(tuple(found))


def _formulations(node: Node) -> tuple[Formulation, ...]:
    found: dict[str, Formulation] = {}
    for item in node.items("product"):
        product = _formulation(item)
        if product.id in found:
            raise FileError(
                f"{item.path}.id", f"{quoted(product.id)} is the id of an earlier product; use another."
            )
        found[product.id] = product
    return tuple(found.values())


_PRODUCT_FIELDS = {
    "capsule": (("strength",), ()),
    "tablet": (("strength",), ("divisible_into",)),
    "liquid": (("concentration", "graduation_ml", "capacity_ml"), ()),
    "drops": (("concentration", "drops_per_ml"), ()),
}


def _formulation(node: Node) -> Formulation:
    kind = _peek(node, "kind").choice(*_PRODUCT_FIELDS)
    needed, allowed = _PRODUCT_FIELDS[kind]
    f = node.fields(("id", "kind", *needed), (*allowed, "beyond_use_days"))
    name = f["id"].filled()
    beyond = f["beyond_use_days"].whole(1, MOST_DAYS) if "beyond_use_days" in f else None
    match kind:
        case "capsule":
            return Capsule(name, _strength(f["strength"]), beyond)
        case "tablet":
            return Tablet(name, _strength(f["strength"]), _parts(f), beyond)
        case "liquid":
            return _liquid(f, name, beyond)
    drops = f["drops_per_ml"].whole(1, MOST_DROPS_PER_ML)
    return Drops(name, f["concentration"].amount(parse_concentration), drops, beyond)


def _peek(node: Node, key: str) -> Node:
    members = node.entries()
    if key not in members:
        raise FileError(f"{node.path}.{key}", "is missing; add it.")
    return members[key]


def _strength(node: Node) -> int:
    strength = node.amount(parse_dose)
    if strength == 0:
        raise node.fail("is 0; give a strength above 0.")
    return strength


def _parts(fields: dict[str, Node]) -> int:
    if "divisible_into" not in fields:
        return 1
    node = fields["divisible_into"]
    parts = node.whole(1)
    if parts not in DIVISIONS:
        *fewer, most = map(str, DIVISIONS)
        raise node.fail(f"is {parts}; a tablet divides into {', '.join(fewer)} or {most} parts.")
    return parts


def _liquid(fields: dict[str, Node], name: str, beyond: int | None) -> Liquid:
    concentration = fields["concentration"].amount(parse_concentration)
    graduation = fields["graduation_ml"].amount(parse_volume)
    capacity = fields["capacity_ml"].amount(parse_volume)
    if not whole_marks(capacity, graduation):
        marks = format_volume(graduation)
        raise fields["capacity_ml"].fail(
            f"is no whole number of marks of {marks} mL; correct one of the two."
        )
    return Liquid(name, concentration, graduation, capacity, beyond)


def _hold(fields: dict[str, Node], on: date) -> Adjustment:
    return Hold(on, fields["days"].whole(1, MOST_DAYS))


def _step_back(fields: dict[str, Node], on: date) -> Adjustment:
    return StepBack(on, fields["days"].whole(1, MOST_DAYS) if "days" in fields else None)


def _pause(fields: dict[str, Node], on: date) -> Adjustment:
    return Pause(on, fields["until"].day(), fields["resume"].choice(*RESUMES))


def _settle(_fields: dict[str, Node], on: date) -> Adjustment:
    return Settle(on)


def _stop(_fields: dict[str, Node], on: date) -> Adjustment:
    return Stop(on)


def _change_times(fields: dict[str, Node], on: date) -> Adjustment:
    return ChangeTimes(on, _times(fields["times"]))


def _change_formulations(fields: dict[str, Node], on: date) -> Adjustment:
    return ChangeFormulations(on, _formulations(fields["formulations"]))


_Keys: TypeAlias = tuple[str, ...]
_ACTIONS: Mapping[str, tuple[_Keys, _Keys, Callable[[dict[str, Node], date], Adjustment]]] = MappingProxyType(
    {
        "hold": (("days",), (), _hold),
        "step_back": ((), ("days",), _step_back),
        "pause": (("until", "resume"), (), _pause),
        "settle": ((), (), _settle),
        "stop": ((), (), _stop),
        "times": (("times",), (), _change_times),
        "formulations": (("formulations",), (), _change_formulations),
    }
)
"""For each action the fields it needs, those it may have, and what reads them."""


def _adjustment(node: Node) -> Adjustment:
    needed, allowed, read = _ACTIONS[_peek(node, "action").choice(*_ACTIONS)]
    fields = node.fields(("on", "action", *needed), allowed)
    return read(fields, fields["on"].day())


def _screening(node: Node, vocabulary: Vocabulary) -> Screening:
    f = node.fields((), ("answered_on", "answers", "opioids", "opioids_asked_on"))
    answers: list[tuple[str, str]] = []
    for question, answer in (f["answers"].entries() if "answers" in f else {}).items():
        if question not in vocabulary.questions:
            raise answer.fail("is no question of the safety check; remove it.")
        answers.append((question, answer.choice(*ANSWERS)))
    opioids = tuple(_opioid(n, vocabulary) for n in f["opioids"].any_items()) if "opioids" in f else ()
    on = f["answered_on"].day() if "answered_on" in f else None
    asked = f["opioids_asked_on"].day() if "opioids_asked_on" in f else on
    return Screening(on, tuple(sorted(answers)), opioids).asked(asked)


def _opioid(node: Node, vocabulary: Vocabulary) -> OpioidUse:
    f = node.fields(("opioid", "last_dose"), ("use",))
    name = f["opioid"].text()
    if name not in vocabulary.opioids:
        raise f["opioid"].fail("is no opioid of the reference; use an id that the opioid finder gives.")
    last_dose = None if f["last_dose"].value is None else f["last_dose"].day()
    return OpioidUse(name, last_dose, f["use"].choice(DAILY) if "use" in f else "")


def _overrides(node: Node, vocabulary: Vocabulary) -> tuple[Override, ...]:
    found: dict[str, Override] = {}
    for item in node.any_items():
        f = item.fields(("code", "reason"))
        code = f["code"].text()
        if code not in vocabulary.overridable:
            raise f["code"].fail("is no finding that can be overridden; remove the override.")
        if code in found:
            raise f["code"].fail(f"{code} stands there twice; remove one of the two.")
        reason = f["reason"].text()
        if not reason.strip():
            raise f["reason"].fail("is empty; an override needs a reason.")
        found[code] = Override(code, reason)
    return tuple(found.values())
