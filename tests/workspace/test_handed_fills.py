"""Which fills are still to be handed out, whatever was noted, and what is proposed to be noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
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
ONE = replace(PLAN, ladder=linear(MG // 2, MG // 2, MG // 2, every=14, maintenance=112))


def fills_of(plan: Plan) -> tuple[Fill, ...]:
    return administered(plan, Work())[1].fills


def after(days: int) -> date:
    return START + timedelta(days=days)


def still(plan: Plan, *noted: tuple[int, str, str]) -> list[tuple[int, str]]:
    handed = [Handed(after(days), product, amount, "0" * 64) for days, product, amount in noted]
    left = open_fills(fills_of(plan), handed)
    return [((fill.first - START).days, fill.quantity.formulation.id) for fill in left]


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
        # In two parts.
        (((28, "c2", "20"), (30, "c2", "8")), ALL[2:]),
        # Another product than those of the plan.
        (((0, "c9", "42"),), ALL),
        (((56, "c9", "42"),), ALL[2:]),
    ],
)
def test_a_fill_is_due_until_it_is_handed_out(
    noted: tuple[tuple[int, str, str], ...], left: list[tuple[int, str]]
) -> None:
    assert still(PLAN, *noted) == left


def test_of_a_fill_of_two_products_the_one_that_was_not_handed_out_is_due() -> None:
    both = replace(PLAN, ladder=linear(2 * MG, 2 * MG, 2 * MG, every=14, maintenance=56))
    assert still(both) == [(0, "c1"), (0, "c2"), (28, "c1"), (28, "c2")]
    assert still(both, (0, "c2", "28")) == [(0, "c1"), (28, "c1"), (28, "c2")]


def test_a_change_rewrites_nothing_that_was_handed_out() -> None:
    held = replace(ONE, adjustments=(Hold(after(10), days=14, noted_on=after(9)),))
    assert still(held, (0, "c1", "28")) == still(held)[1:]


def test_of_a_liquid_and_of_drops_millilitres_are_handed_out() -> None:
    liquid = Liquid("l", concentration_ng_per_ml=MG, capacity_nl=5_000_000, graduation_nl=100_000)
    drops = Drops("d", concentration_ng_per_ml=MG, drops_per_ml=20)
    for product in (liquid, drops):
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


def test_a_liquid_is_proposed_as_the_pharmacy_hands_it_out(kept: KeptPlans) -> None:
    liquid = Liquid("l", concentration_ng_per_ml=MG, capacity_nl=5_000_000, graduation_nl=100_000)
    plan = replace(ONE, formulations=(liquid,))
    (told,) = notings(kept, kept.keep(plan, "A").subject, KNOWLEDGE, PLAIN, START)[1]
    assert (told.unit, told.proposed) == ("mL", "14")
