"""Two plans side by side, against a count of their days by the second reading of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.comparison import Comparison, compare
from ldn_desktop.domain.days_apart import (
    CONDITION,
    DIFFERS,
    HIGHER,
    LEFT_NONE,
    LEFT_ONLY,
    LOWER,
    MADE,
    RHYTHM,
    RIGHT_NONE,
    RIGHT_ONLY,
    SAME,
)
from ldn_desktop.domain.figures import DROPS, PIECES, VOLUME
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.practice import NO_PRACTICE
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from tests.domain.given_rules import RULES, TODAY
from tests.oracle import expected
from tests.oracle.amounts import NG_PER_MG, read_amount
from tests.oracle.given import DAY, GivenDays
from tests.oracle.given import Told as Given
from tests.strategies import plans
from tests.strategies_v2 import pairs, plans_v2

Entry = dict[str, Any]
OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
NL_PER_ML = 1_000_000
MIRRORED = {HIGHER: LOWER, LOWER: HIGHER, LEFT_ONLY: RIGHT_ONLY, RIGHT_ONLY: LEFT_ONLY}
MIRRORED |= {LEFT_NONE: RIGHT_NONE, RIGHT_NONE: LEFT_NONE}


def regimen(plan: Entry) -> Regimen:
    try:
        return derive(read_plan(json.dumps(plan).encode(), Vocabulary()), RULES, TODAY)
    except FileError:
        assume(condition=False)
        raise


def days_of(answer: Entry) -> Iterator[tuple[int, bool, Entry]]:
    """Yield the number of each day, whether it has a dose, and its phase."""
    number = 0
    for phase in answer["phases"]:
        for at in range(phase["days"]):
            number += 1
            day = (date.fromisoformat(phase["first"]) + timedelta(days=at)).isoformat()
            dosed = phase["kind"] != "pause" and ("rhythm" not in phase or day in phase["dose_dates"])
            yield number, dosed, phase


def doses(answer: Entry) -> dict[int, int]:
    """Return the dose of each day that has one, in nanograms."""
    return {
        number: int(read_amount(phase["daily_dose"]) * NG_PER_MG)
        for number, dosed, phase in days_of(answer)
        if dosed
    }


def in_hand(phase: Entry) -> dict[str, Fraction]:
    """Return pieces, mL and drops of a day with a dose, each started part of a tablet as one."""
    found: dict[str, Fraction] = {}
    for line in (line for take in phase["takes"] for line in take["recipe"] or ()):
        if "count" in line:
            kind, amount = PIECES, Fraction(-(-Fraction(line["count"]) // 1))
        elif "volume_ml" in line:
            kind, amount = VOLUME, Fraction(line["volume_ml"]) * NL_PER_ML
        else:
            kind, amount = DROPS, Fraction(line["drops"])
        found[kind] = found.get(kind, Fraction(0)) + amount
    return found


@OFTEN
@given(plans_v2() | plans())
def test_days_and_pieces_are_those_of_a_count_day_by_day(plan: Entry) -> None:
    figures = compare(regimen(plan), regimen(plan), NO_PRACTICE).figures[0]
    answer = expected(plan)
    by_day = doses(answer)
    assert (figures.days, figures.dose_days) == (sum(1 for _ in days_of(answer)), len(by_day))
    assert (figures.highest_ng, figures.last_day) == (
        max(by_day.values(), default=0),
        max(by_day, default=None),
    )
    taken: dict[str, list[Fraction]] = {}
    cut = unmeasured = 0
    for _, dosed, phase in days_of(answer):
        if not dosed:
            continue
        for kind, amount in in_hand(phase).items():
            taken.setdefault(kind, []).append(amount)
        lines = [line for take in phase["takes"] for line in take["recipe"] or ()]
        cut += any("." in line.get("count", "") for line in lines)
        unmeasured += any(take["recipe"] is None for take in phase["takes"])
    assert {kind: (day.most, day.mean, day.days) for kind, day in figures.taken.items()} == {
        kind: (int(max(amounts)), Fraction(sum(amounts), len(amounts)), len(amounts))
        for kind, amounts in taken.items()
    }
    assert (figures.cut_days, sum(entry.days for entry in figures.unmeasured)) == (cut, unmeasured)
    kept = [n for n, dosed, phase in days_of(answer) if dosed and phase["kind"] == "maintenance"]
    if kept:
        reached = kept[0]
        for n, dosed, phase in reversed([*days_of(answer)][: kept[0] - 1]):
            if (
                phase["kind"] == "pause"
                or int(read_amount(phase["daily_dose"]) * NG_PER_MG) != by_day[kept[0]]
            ):
                break
            reached = n if dosed else reached
        assert (figures.target_day, figures.target_ng) == (reached, by_day[kept[0]])


@OFTEN
@given(plans_v2() | plans())
def test_fills_need_and_what_is_left_are_those_of_the_second_reading(plan: Entry) -> None:
    figures = compare(regimen(plan), regimen(plan), NO_PRACTICE).figures[0]
    fills, used = expected(plan)["fills"], Fraction(0)
    assert figures.collections == len({fill["from"] for fill in fills})
    for _, dosed, phase in days_of(expected(plan)):
        lines = [line for take in phase["takes"] for line in take["recipe"] or ()] if dosed else []
        used += sum(Fraction(line["count"]) for line in lines if "count" in line)
    solid = [entry for entry in figures.handed if entry.product.kind in {"capsule", "tablet"}]
    names = {p.id for p in regimen(plan).products if p.kind in {"capsule", "tablet"}}
    names |= {
        q.formulation.id for q in regimen(plan).supply.totals if q.formulation.kind in {"capsule", "tablet"}
    }
    quantities = [Fraction(fill["quantity"]) for fill in fills if fill["formulation"] in names]
    assert Fraction(sum(entry.need for entry in solid), 4) == sum(quantities)
    whole = sum(-(-quantity // 1) for quantity in quantities)
    assert Fraction(sum(entry.left for entry in solid), 4) == whole - used


@OFTEN
@given(plans_v2() | plans())
def test_a_plan_beside_itself_shows_no_difference(plan: Entry) -> None:
    one = regimen(plan)
    found = compare(one, one, NO_PRACTICE)
    assert found.figures[0] == found.figures[1]
    assert found.first_apart is None
    assert [(span.first, span.last, span.apart) for span in found.days] == [(1, found.figures[0].days, SAME)]
    assert (found.one_sided.left, found.one_sided.right) == ((), ())
    assert found.one_person


def mirrored(found: Comparison) -> Comparison:
    first = found.first_apart
    return found._replace(
        left=found.right,
        right=found.left,
        figures=(found.figures[1], found.figures[0]),
        priced=tuple(p._replace(left=p.right, right=p.left) for p in found.priced),
        first_apart=first and first._replace(left_ng=first.right_ng, right_ng=first.left_ng),
        days=tuple(
            span._replace(left=span.right, right=span.left, apart=MIRRORED.get(span.apart, span.apart))
            for span in found.days
        ),
    )


@OFTEN
@given(plans_v2() | plans(), plans_v2() | plans())
def test_sides_exchanged_exchange_everything(one: Entry, other: Entry) -> None:
    left, right = regimen(one), regimen(other)
    assert compare(right, left, NO_PRACTICE) == mirrored(compare(left, right, NO_PRACTICE))


Told = tuple[Given | None, Given | None]


def apart_of(days: Sequence[Told]) -> str:
    """Say how days on end differ, by what either plan gives on each of them."""
    if any(None in both for both in days):
        return RIGHT_ONLY if days[0][0] is None else LEFT_ONLY
    given = [(was, now) for was, now in days if was and now]
    if all(was == now for was, now in given):
        return SAME
    old, new = ([(at, both[side]) for at, both in enumerate(given) if both[side][0]] for side in (0, 1))
    if not (old and new):
        return LEFT_NONE if new else RIGHT_NONE
    (was,), (now,) = ({told[0] for _, told in side} for side in (old, new))
    if [at for at, _ in old] != [at for at, _ in new]:
        return RHYTHM if was == now else DIFFERS
    if was != now:
        return HIGHER if now > was else LOWER
    return CONDITION if [told[:2] for _, told in old] == [told[:2] for _, told in new] else MADE


@OFTEN
@given(pairs())
def test_each_day_is_among_those_that_say_how_it_differs_and_on_what_condition(
    pair: tuple[Entry, Entry],
) -> None:
    one, other = pair
    found = compare(regimen(one), regimen(other), NO_PRACTICE)
    left, right = GivenDays(one), GivenDays(other)
    on: list[Told] = [
        (left.on(left.start + at * DAY), right.on(right.start + at * DAY))
        for at in range(max(len(left.days), len(right.days)))
    ]
    number = 0
    for days in found.days:
        if days.last is None:
            continue
        assert days.first == number + 1
        assert days.apart == apart_of(on[number : days.last])
        for side, told in ((left, days.left), (right, days.right)):
            if len(told) == 1 and told[0].days and days.last <= len(side.days):
                assert told[0].condition == (side.conditions[number] or ON_DATE)
        number = days.last
    assert number == len(on)
    doses_of = [(was[0], now[0]) if was and now else None for was, now in on]
    day = next((n for n, both in enumerate(doses_of, 1) if both and both[0] != both[1]), None)
    first = found.first_apart
    if day is None:
        assert first is None or first.day > len(on)
    else:
        assert first is not None
        assert (first.day, (first.left_ng, first.right_ng)) == (
            day,
            tuple(int(dose * NG_PER_MG) for dose in doses_of[day - 1] or ()),
        )
    for figures, side in zip(found.figures, (left, right), strict=True):
        waiting = (n for n, condition in enumerate(side.conditions, 1) if condition)
        assert figures.waits_from == next(waiting, None)
