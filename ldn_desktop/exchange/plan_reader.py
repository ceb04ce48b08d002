"""Reads the plan file (``.ldnplan``) strictly: a plan with a course, or a sentence that names the place.

The format is described in ``docs/guide/plan-file.md``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.course import check_course
from ldn_desktop.domain.ladder import MOST_DAYS
from ldn_desktop.domain.plan import (
    AFTER,
    DAILY,
    DEFAULT_FILL_DAYS,
    DEFAULT_TIMES,
    REVIEW,
    SHIP_TO,
    Operation,
    OpioidUse,
    Order,
    Override,
    Patient,
    Plan,
    Prescriber,
    Screening,
)
from ldn_desktop.domain.plan_limits import MOST_REFILLS, CourseError, check_sizes
from ldn_desktop.domain.recipe import DEFAULT_ALLOWED, MOST_DROPS, MOST_MEASURES, MOST_PIECES
from ldn_desktop.domain.surgery import MOST_HOURS
from ldn_desktop.exchange.adjustment_reader import read_adjustment
from ldn_desktop.exchange.ladder_reader import check_basis, read_basis, read_ladder, read_times
from ldn_desktop.exchange.migrations import ANSWERS, migrate
from ldn_desktop.exchange.product_reader import read_formulations


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
    if plan.basis is not None:
        check_basis(plan.basis, plan.ladder, plan.start_date)
    return plan


def _plan(root: Node, vocabulary: Vocabulary, *, complete: bool) -> Plan:
    needed: tuple[str, ...] = ("format", "version", "start_date")
    essence = ("ladder", "formulations")
    needed, spare = ((*needed, *essence), ()) if complete else (needed, essence)
    allowed = (
        *spare,
        *("id", "revision", "patient", "prescriber", "condition", "notes", "instructions", "times", "after"),
        *("basis", "max_pieces_per_dose", "max_measures_per_dose", "max_drops_per_dose", "fill_days"),
        *("adjustments", "operation", "medicines", "order", "screening", "overrides"),
    )
    f = root.fields(needed, allowed)
    return Plan(
        start_date=f["start_date"].day(),
        ladder=read_ladder(f["ladder"]) if "ladder" in f else (),
        formulations=read_formulations(f["formulations"]) if "formulations" in f else (),
        times=read_times(f["times"]) if "times" in f else DEFAULT_TIMES,
        max_pieces_per_dose=_whole(f, "max_pieces_per_dose", MOST_PIECES, DEFAULT_ALLOWED.pieces),
        max_measures_per_dose=_whole(f, "max_measures_per_dose", MOST_MEASURES, DEFAULT_ALLOWED.measures),
        max_drops_per_dose=_whole(f, "max_drops_per_dose", MOST_DROPS, DEFAULT_ALLOWED.drops),
        fill_days=_whole(f, "fill_days", MOST_DAYS, DEFAULT_FILL_DAYS),
        after=f["after"].choice(*AFTER) if "after" in f else REVIEW,
        basis=read_basis(f["basis"]) if "basis" in f else None,
        adjustments=tuple(map(read_adjustment, f["adjustments"].any_items())) if "adjustments" in f else (),
        id=_text(f, "id"),
        revision=_whole(f, "revision", None, 1),
        patient=_patient(f["patient"]) if "patient" in f else Patient(),
        prescriber=_prescriber(f["prescriber"]) if "prescriber" in f else Prescriber(),
        condition=_text(f, "condition"),
        notes=_text(f, "notes"),
        instructions=_text(f, "instructions"),
        operation=_operation(f["operation"]) if "operation" in f else None,
        order=_order(f["order"]) if "order" in f else Order(),
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


def _operation(node: Node) -> Operation:
    f = node.fields(("on", "last_dose_hours"))
    return Operation(f["on"].day(), f["last_dose_hours"].whole(1, MOST_HOURS))


def _order(node: Node) -> Order:
    f = node.fields((), Order._fields)
    return Order(
        address=_text(f, "address"),
        phone=_text(f, "phone"),
        allergies=_text(f, "allergies"),
        refills=f["refills"].whole(0, MOST_REFILLS) if "refills" in f else None,
        ship_to=f["ship_to"].choice(*SHIP_TO) if "ship_to" in f else "",
        filler=_text(f, "filler"),
        reason=_text(f, "reason"),
    )


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
