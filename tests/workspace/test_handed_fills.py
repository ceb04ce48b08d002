"""Which fills are still to be handed out, whatever was noted, and what is proposed to be noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.adjustment import Hold
from ldn_desktop.domain.formulation import Capsule, Drops, Liquid
from ldn_desktop.domain.ladder import linear
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import administered
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.work import Work
from ldn_desktop.library.bodies import Deletion, Handed
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.handed_fills import handed_in, notings, open_fills
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.knowledge import Knowledge
from tests.library.given import store_in
from tests.places import SHIPPED

MG = 1_000_000
START = date(2026, 12, 1)
KNOWLEDGE = Knowledge(SHIPPED)
# By halves: 0.5 mg for 14 days, 1 mg for 14, then 1.5 mg: of c1 42 pieces, then none; of c2 28 in each window after.
PLAN = Plan(
    START, linear(MG // 2, MG // 2, 3 * MG // 2, every=14, maintenance=84),
    (Capsule("c1", MG // 2), Capsule("c2", 3 * MG // 2)), id="p",
)  # fmt: skip
LIQUID = Liquid("l", concentration_ng_per_ml=MG, capacity_nl=5_000_000, graduation_nl=100_000)
DROPS = Drops("d", concentration_ng_per_ml=MG, drops_per_ml=20)
ONE = replace(PLAN, ladder=linear(MG // 2, MG // 2, MG // 2, every=14, maintenance=112))


def fills_of(plan: Plan) -> tuple[Fill, ...]:
    return administered(plan, Work())[1].fills


def after(days: int) -> date:
    return START + timedelta(days=days)


def owed(plan: Plan, *noted: tuple[int, str, str], overage: int = 0) -> list[tuple[int, str, str]]:
    handed = [Handed(after(days), product, amount, "0" * 64, overage) for days, product, amount in noted]
    left = open_fills(fills_of(plan), handed, plan.fill_days)
    return [((o.fill.first - START).days, o.rest.formulation.id, o.rest.text()) for o in left]


def still(plan: Plan, *noted: tuple[int, str, str]) -> list[tuple[int, str]]:
    return [(days, product) for days, product, _ in owed(plan, *noted)]


ALL = [(0, "c1"), (28, "c2"), (56, "c2"), (84, "c2")]


@pytest.mark.parametrize(
    ("noted", "left"),
    [
        ((), ALL),
        (((0, "c1", "42"),), ALL[1:]),
        # A day early, or a week late.
        (((-1, "c1", "42"),), ALL[1:]),
        (((0, "c1", "42"), (27, "c2", "28")), ALL[2:]),
        (((0, "c1", "42"), (35, "c2", "28")), ALL[2:]),
        # Nobody noted those before.
        (((56, "c2", "28"),), ALL[3:]),
        # What was left out is asked for no longer once another was handed out.
        (((0, "c1", "42"), (56, "c2", "28")), ALL[3:]),
        # Three at once, and one piece less.
        (((28, "c2", "84"),), []),
        (((28, "c2", "83"),), ALL[3:]),
        # In two parts: the first alone leaves it open; what is handed out later says that it is settled.
        (((0, "c1", "42"), (28, "c2", "20")), ALL[1:]),
        (((28, "c2", "20"), (30, "c2", "8")), ALL[2:]),
        (((28, "c2", "20"), (56, "c2", "28")), ALL[3:]),
        (((0, "c1", "1"),), ALL),
        # Of one product, in parts of two fills, that of the second.
        (((28, "c2", "20"), (56, "c2", "1")), ALL[2:]),
        # Another product than those of the plan.
        (((0, "c9", "42"),), ALL),
        (((56, "c9", "42"),), ALL[2:]),
    ],
)
def test_a_fill_is_due_until_it_is_handed_out(
    noted: tuple[tuple[int, str, str], ...], left: list[tuple[int, str]]
) -> None:
    assert still(PLAN, *noted) == left


def test_of_a_part_the_rest_is_still_to_come() -> None:
    assert owed(ONE, (28, "c1", "20")) == [(28, "c1", "8"), (56, "c1", "28"), (84, "c1", "28")]
    assert owed(ONE, (28, "c1", "20"), (35, "c1", "7"))[0] == (28, "c1", "1")
    liquid = replace(ONE, formulations=(LIQUID,))
    assert owed(liquid, (0, "l", "10"), overage=20)[0] == (0, "l", "4")
    # Of drops nobody hands out a fraction.
    assert owed(replace(ONE, formulations=(DROPS,)), (0, "d", "13.99"))[0] == (0, "d", "1")


def test_the_overage_of_fills_never_adds_up_to_another() -> None:
    plan = replace(
        PLAN, ladder=linear(MG // 2, MG // 2, MG // 2, every=14, maintenance=168), formulations=(LIQUID,)
    )
    days = [first for first, *_ in owed(plan)]
    assert len(days) >= 6
    for many in range(1, len(days)):
        noted = [(first, "l", "17") for first in days[:many]]
        assert [first for first, *_ in owed(plan, *noted, overage=20)] == days[many:]
    # Five at once are five: 85 mL are no six of 14 mL with what is spilt.
    assert [first for first, *_ in owed(plan, (0, "l", "85"), overage=20)] == days[5:]
    assert [first for first, *_ in owed(plan, (0, "l", "85"))] == days[6:]


def test_what_was_handed_out_for_an_earlier_course_counts_for_no_later_one() -> None:
    later = replace(ONE, start_date=after(365))
    noted = [(days, "c1", "28") for days in (0, 28, 56, 84)]
    assert owed(later, *noted) == owed(later)
    # A window before the course it is the first fill of it, handed out early.
    assert still(later, *noted, (365 - 28, "c1", "28")) == still(later)[1:]
    assert still(later, *noted, (365 - 29, "c1", "28")) == still(later)


def amount(noted: Sequence[Handed], *, own: bool = False) -> Fraction:
    """Add up pieces or mL, of which the overage is no own amount."""
    return sum(
        (Fraction(n.quantity) / (1 + Fraction(n.overage_percent, 100) if own else 1) for n in noted),
        Fraction(),
    )


def need(fill: Fill) -> Fraction:
    return Fraction(fill.quantity.text()) / (20 if fill.quantity.formulation == DROPS else 1)


def nearest(days: Sequence[date], on: date) -> date:
    offs = (on + timedelta(days=sign * off) for off in range(20_000) for sign in (-1, 1))
    return next(day for day in offs if day in days)


def closes(other: date, day: date, fills: Mapping[date, Fill], noted: Sequence[Handed]) -> bool:
    """Tell whether what was handed out for one fill leaves another one closed."""
    if other > day:
        return bool(noted)
    if other == day:
        return amount(noted) >= need(fills[day])
    all_between = sum(need(fill) for first, fill in fills.items() if other <= first <= day)
    return amount(noted) >= need(fills[other]) and amount(noted, own=True) >= all_between


def second_way(plan: Plan, noted: Sequence[Handed]) -> set[tuple[date, str, Fraction]]:
    """Ask of each fill by itself whether what was handed out for any closed it; amounts in pieces or mL."""
    fills = fills_of(plan)
    known = [n for n in noted if n.on + timedelta(days=plan.fill_days) >= plan.start_date]
    every = [fill.first for fill in fills]
    begin = nearest(every, min(n.on for n in known)) if known else every[0]
    found = set()
    for name in {fill.quantity.formulation.id for fill in fills}:
        own = {f.first: f for f in fills if f.quantity.formulation.id == name and f.first >= begin}
        of_product = [n for n in known if n.formulation == name]
        given = {day: [n for n in of_product if nearest(list(own), n.on) == day] for day in own}
        for day, fill in own.items():
            if not any(closes(other, day, own, at) for other, at in given.items()):
                found.add((day, name, need(fill) - amount(given[day])))
    return found


@settings(max_examples=200)
@given(
    st.sampled_from([(), (LIQUID,), (DROPS,)]),
    st.lists(
        st.tuples(st.integers(-60, 200), st.sampled_from(["c1", "c2", "own"]), st.integers(1, 120)),
        max_size=8,
    ),
    st.sampled_from([0, 20, 50]),
)
def test_a_second_way_finds_the_same(
    products: tuple[Liquid | Drops, ...], told: list[tuple[int, str, int]], overage: int
) -> None:
    plan = replace(PLAN, formulations=products) if products else PLAN
    own = products[0].id if products else "c2"
    noted = sorted(
        (
            Handed(after(days), own if name == "own" else name, str(amount), "0" * 64, overage)
            for days, name, amount in told
        ),
        key=lambda each: each.on,
    )
    mine = open_fills(fills_of(plan), noted, plan.fill_days)
    told_so = {
        (o.fill.first, o.rest.formulation.id, Fraction(o.rest.text()) / (20 if products == (DROPS,) else 1))
        for o in mine
    }
    assert told_so == second_way(plan, noted)


def test_of_a_fill_of_two_products_the_one_that_was_not_handed_out_is_due() -> None:
    both = replace(PLAN, ladder=linear(2 * MG, 2 * MG, 2 * MG, every=14, maintenance=56))
    assert still(both) == [(0, "c1"), (0, "c2"), (28, "c1"), (28, "c2")]
    assert still(both, (0, "c2", "28")) == [(0, "c1"), (28, "c1"), (28, "c2")]


def test_a_change_rewrites_nothing_that_was_handed_out() -> None:
    held = replace(ONE, adjustments=(Hold(after(10), days=14, noted_on=after(9)),))
    assert still(held, (0, "c1", "28")) == still(held)[1:]


def test_of_a_liquid_and_of_drops_millilitres_are_handed_out() -> None:
    for product in (LIQUID, DROPS):
        plan = replace(ONE, formulations=(product,))
        assert [days for days, _ in still(plan)] == [0, 28, 56, 84]
        assert [days for days, _ in still(plan, (0, product.id, "14"))] == [28, 56, 84]
        assert [days for days, _ in still(plan, (0, product.id, "28"))] == [56, 84]
        assert [days for days, _ in still(plan, (0, product.id, "27.95"))] == [28, 56, 84]


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(-5, 110), st.integers(1, 120)), max_size=5))
def test_more_that_is_handed_out_never_leaves_more_due(noted: list[tuple[int, int]]) -> None:
    told = sorted((days, "c1", str(amount)) for days, amount in noted)
    before = still(ONE)
    for many in range(1, len(told) + 1):
        left = still(ONE, *told[:many])
        assert set(left) <= set(before)
        # What is due is behind all that was handed out.
        assert left == still(ONE)[len(still(ONE)) - len(left) :]
        before = left


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptPlans]:
    store = store_in(tmp_path)
    yield KeptPlans(store, KNOWLEDGE, lambda: datetime(2026, 12, 1, 12, tzinfo=UTC))
    store.close()


def test_what_the_next_fill_needs_is_proposed_and_what_was_noted_last_is_told(kept: KeptPlans) -> None:
    first = kept.keep(PLAN, "A")

    def told(day: date) -> list[tuple[str, str, str]]:
        revision, products = notings(kept, first.subject, KNOWLEDGE, PLAIN, day)
        assert revision == first.hash
        return [(product.label, product.proposed, product.told) for product in products]

    assert told(START) == [
        ("0.5 mg capsule", "42", "due Tue 1 Dec 2026"),
        ("1.5 mg capsule", "", "due Tue 29 Dec 2026"),
    ]
    # Who begins to note in the midst of a plan is not asked for what came before.
    assert told(after(30)) == [
        ("0.5 mg capsule", "", ""),
        ("1.5 mg capsule", "28", "was due Tue 29 Dec 2026"),
    ]
    noted = kept.note(Handed(START, "c1", "42", first.hash), first.subject, "A")
    assert told(after(30)) == [
        ("0.5 mg capsule", "", "noted Tue 1 Dec 2026: 42"),
        ("1.5 mg capsule", "28", "was due Tue 29 Dec 2026"),
    ]
    kept.note(Deletion((noted.hash,)), first.subject, "A", "of another patient")
    assert handed_in(kept.history(first.subject)) == []
    assert told(START)[0] == ("0.5 mg capsule", "42", "due Tue 1 Dec 2026")


def test_of_a_part_the_rest_is_proposed_and_when_nothing_is_planned_any_more_nothing_is_due(
    kept: KeptPlans,
) -> None:
    first = kept.keep(PLAN, "A")
    kept.note(Handed(START, "c1", "40", first.hash), first.subject, "A")

    def told(day: date) -> list[tuple[str, str]]:
        return [(n.proposed, n.told) for n in notings(kept, first.subject, KNOWLEDGE, PLAIN, day)[1]]

    noted = "noted Tue 1 Dec 2026: 40"
    assert told(after(1)) == [
        ("2", f"was due Tue 1 Dec 2026 · 2 still to come · {noted}"),
        ("", "due Tue 29 Dec 2026"),
    ]
    assert told(after(111))[1] == ("", "was due Tue 29 Dec 2026")
    assert told(after(112)) == [("", noted), ("", "")]
    goes_on = kept.keep(replace(PLAN, after="continue", revision=2), "A", "", first.subject, [first])
    assert goes_on.subject == first.subject
    assert told(after(112))[1] == ("", "was due Tue 29 Dec 2026")


def test_a_liquid_is_proposed_as_the_pharmacy_hands_it_out(kept: KeptPlans) -> None:
    plan = replace(ONE, formulations=(LIQUID,))
    (told,) = notings(kept, kept.keep(plan, "A").subject, KNOWLEDGE, PLAIN, START)[1]
    assert (told.unit, told.proposed) == ("mL", "14")
