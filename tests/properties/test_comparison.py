"""Two plans side by side, against a count of their days by the second reading of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.comparison import HIGHER, LEFT_ONLY, LOWER, RIGHT_ONLY, SAME, Comparison, compare
from ldn_desktop.domain.figures import DROPS, PIECES, VOLUME
from ldn_desktop.domain.practice import NO_PRACTICE
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from tests.domain.given_rules import RULES, TODAY
from tests.oracle import expected
from tests.oracle.amounts import NG_PER_MG, read_amount
from tests.strategies import plans
from tests.strategies_v2 import plans_v2

Entry = dict[str, Any]
OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
NL_PER_ML = 1_000_000
MIRRORED = {HIGHER: LOWER, LOWER: HIGHER, LEFT_ONLY: RIGHT_ONLY, RIGHT_ONLY: LEFT_ONLY}


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
    assert [(span.first, span.last, span.apart) for span in found.spans] == [(1, found.figures[0].days, SAME)]
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
        spans=tuple(
            span._replace(left=span.right, right=span.left, apart=MIRRORED.get(span.apart, span.apart))
            for span in found.spans
        ),
    )


@OFTEN
@given(plans_v2() | plans(), plans_v2() | plans())
def test_sides_exchanged_exchange_everything(one: Entry, other: Entry) -> None:
    left, right = regimen(one), regimen(other)
    assert compare(right, left, NO_PRACTICE) == mirrored(compare(left, right, NO_PRACTICE))


@OFTEN
@given(plans_v2() | plans(), st.data())
def test_each_day_is_in_the_span_that_says_how_it_differs(one: Entry, data: st.DataObject) -> None:
    other = data.draw(st.just(one | {"fill_days": 5}) | plans_v2())
    found = compare(regimen(one), regimen(other), NO_PRACTICE)
    left, right = doses(expected(one)), doses(expected(other))
    days = max(figures.days for figures in found.figures)
    assert [day for span in found.spans for day in range(span.first, span.last + 1)] == list(
        range(1, days + 1)
    )
    # Behind its last day a plan says nothing, unless it is stopped or paused by then.
    said = [figures.days if figures.after in {"review", "continue"} else days for figures in found.figures]
    apart = [day for day in range(1, min(said) + 1) if left.get(day) != right.get(day)]
    assert (found.first_apart and found.first_apart.day) == min(apart, default=None)
    if found.first_apart is not None:
        day = found.first_apart.day
        assert found.first_apart == (day, left.get(day, 0), right.get(day, 0))
    for span in found.spans:
        within = range(span.first, span.last + 1)
        if span.apart == SAME:
            assert span.last <= min(said)
            assert not {*within} & {*apart}
        if span.apart in {HIGHER, LOWER}:
            both = [day for day in within if day in left and day in right]
            assert all((right[day] > left[day]) == (span.apart == HIGHER) for day in both)
            taken = [[day for day in within if day in side] for side in (left, right)]
            assert taken[0] == taken[1] or not all(taken)
            if not (span.left and span.right):
                assert {*within} & {*apart}
        assert (span.apart == LEFT_ONLY) == (span.first > said[1])
        assert (span.apart == RIGHT_ONLY) == (span.first > said[0])
