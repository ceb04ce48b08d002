"""Reads the ladder of a plan file: rungs with their doses and rhythms, times of the day, and how it was made."""

from __future__ import annotations

from datetime import date

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.domain.amount import parse_dose, parse_factor, parse_weight
from ldn_desktop.domain.basis import MOST_MONTHS, Basis, Months, PerKg, Span
from ldn_desktop.domain.ladder import GO_ON, MOST_DAYS, ON_DATE, Doses, Ladder, LadderError, Rung
from ldn_desktop.domain.plan import TIMES, in_order_of_day
from ldn_desktop.domain.rhythm import LONGEST_ROUND, WEEKDAYS, Cycle, Rhythm, Weekdays, every


def read_ladder(node: Node) -> Ladder:
    """Return the rungs. Refused (``FileError``): none, a rung that is none, the last saying how to go on."""
    items = node.items("step")
    rungs = tuple(_rung(item) for item in items)
    if "go_on" in items[-1].entries():
        raise FileError(f"{items[-1].path}.go_on", "says how to go on, but this is the last step; remove it.")
    return rungs


def read_times(node: Node) -> tuple[str, ...]:
    """Return times of the day, in its order. Refused (``FileError``): none, one that is no time, one twice."""
    return in_order_of_day(_each_once(node, TIMES, "time"))


def _each_once(node: Node, choices: tuple[str, ...], what: str) -> tuple[str, ...]:
    found: list[str] = []
    for item in node.items(what):
        name = item.choice(*choices)
        if name in found:
            raise item.fail(f"{name} stands there twice; remove one of the two.")
        found.append(name)
    return tuple(found)


def _rung(node: Node) -> Rung:
    f = node.fields(("days",), ("dose", "doses", "rhythm", "go_on"))
    if "dose" in f and "doses" in f:
        raise f["doses"].fail(
            "stands beside dose; a step has one of the two: dose for the whole day, or doses by time."
        )
    if "doses" not in f and "dose" not in f:
        raise FileError(f"{node.path}.dose", "is missing; add it, or doses by time.")
    doses = _doses(f["doses"]) if "doses" in f else ()
    return Rung(
        dose_ng=sum(ng for _, ng in doses) if doses else _dose(f["dose"]),
        days=f["days"].whole(1, MOST_DAYS),
        doses=doses,
        rhythm=_rhythm(f["rhythm"]) if "rhythm" in f else None,
        go_on=f["go_on"].choice(*GO_ON) if "go_on" in f else ON_DATE,
    )


def _dose(node: Node) -> int:
    dose = node.amount(parse_dose)
    if dose == 0:
        raise node.fail("is 0; give a dose above 0, or use a pause.")
    return dose


def _doses(node: Node) -> Doses:
    members = node.fields((), TIMES)
    if not members:
        raise node.fail("is empty; give at least one time of the day with its dose.")
    return tuple((time, _dose(members[time])) for time in TIMES if time in members)


def _rhythm(node: Node) -> Rhythm:
    f = node.fields((), ("every", "on", "off", "weekdays"))
    match sorted(f):
        case ["every"]:
            return every(f["every"].whole(2, LONGEST_ROUND))
        case ["off", "on"]:
            on, off = (f[name].whole(1, LONGEST_ROUND - 1) for name in ("on", "off"))
            if on + off > LONGEST_ROUND:
                raise f["off"].fail(
                    f"makes {on + off} days with those on; a rhythm has at most {LONGEST_ROUND} before it begins anew."
                )
            return Cycle(on, off)
        case ["weekdays"]:
            days = _each_once(f["weekdays"], WEEKDAYS, "day of the week")
            if len(days) == len(WEEKDAYS):
                raise f["weekdays"].fail("names every day of the week; leave the rhythm out.")
            return Weekdays(tuple(sorted(map(WEEKDAYS.index, days))))
    raise node.fail("must have either every, or on and off, or weekdays, and nothing else.")


_NUMBERS = {"linear": ("step",), "geometric": ("factor", "round_to")}


def read_basis(node: Node) -> Basis:
    """Return the numbers that a ladder was made from. Refused (``FileError``): what no basis is."""
    kind = node.member("kind").choice(*_NUMBERS)
    f = node.fields(("kind", "start", "target", "every", "last", *_NUMBERS[kind]), ("per_kg",))
    return Basis(
        kind="linear" if kind == "linear" else "geometric",
        start_ng=f["start"].amount(parse_dose),
        target_ng=f["target"].amount(parse_dose),
        every=_span(f["every"]),
        last=_span(f["last"]),
        step_ng=f["step"].amount(parse_dose) if "step" in f else 0,
        factor_thousandths=f["factor"].amount(parse_factor) if "factor" in f else 0,
        round_to_ng=f["round_to"].amount(parse_dose) if "round_to" in f else 0,
        per_kg=_per_kg(f["per_kg"]) if "per_kg" in f else None,
    )


def check_basis(basis: Basis, ladder: Ladder, start: date) -> None:
    """Refuse (``FileError``) a basis that makes no ladder, or another than the plan's."""
    try:
        same = basis.makes(ladder, start)
    except LadderError as error:
        raise FileError("basis", f"makes no ladder. {error}") from error
    if not same:
        raise FileError(
            "basis", "makes another ladder than the one in this file; correct one of the two, or remove it."
        )


def _span(node: Node) -> Span:
    if isinstance(node.value, dict):
        return Months(node.fields(("months",))["months"].whole(1, MOST_MONTHS))
    return node.whole(1, MOST_DAYS)


def _per_kg(node: Node) -> PerKg:
    f = node.fields(("weight", "weighed_on", "dose", "round_to"), ("at_most",))
    return PerKg(
        weight_g=f["weight"].amount(parse_weight),
        weighed_on=f["weighed_on"].day(),
        dose_ng=f["dose"].amount(parse_dose),
        round_to_ng=f["round_to"].amount(parse_dose),
        at_most_ng=f["at_most"].amount(parse_dose) if "at_most" in f else None,
    )
