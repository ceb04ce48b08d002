"""Every syringe that the program offers has the marks of the table in the reference, whoever names it."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.formulation import Liquid
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import ROOT, SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
PLANS = sorted((ROOT / "docs" / "screenshots" / "plans").glob("*.ldnplan"))
_ROW = re.compile(r"^\| (\d+) mL \| (.+) \|$", re.MULTILINE)


def table() -> dict[str, set[str]]:
    """Return the marks of each size, as the reference tells them."""
    topic = (SHIPPED / "topics" / "compounding" / "making-liquids.md").read_text()
    return {size: set(re.findall(r"([\d.]+) mL", marks)) for size, marks in _ROW.findall(topic)}


def test_the_table_is_read() -> None:
    assert table() == {"1": {"0.02", "0.01"}, "3": {"0.1"}, "5": {"0.2"}, "10": {"0.2", "0.5"}}


def test_the_formulary_and_its_sets_follow_the_table() -> None:
    formulary = KNOWLEDGE.content.formulary
    offered = [
        *formulary.products.values(),
        *(product for entry in formulary.sets for product in entry.products),
    ]
    liquids = [product for product in offered if isinstance(product, Liquid)]
    assert len(liquids) >= 4
    for liquid in liquids:
        capacity, marks = format_volume(liquid.capacity_nl), format_volume(liquid.graduation_nl)
        assert marks in table()[capacity], liquid.id


def test_a_size_begins_with_its_coarsest_mark_where_every_syringe_of_the_table_can_measure_it() -> None:
    usual = KNOWLEDGE.content.formulary.usual_marks
    told = {format_volume(size): format_volume(marks) for size, marks in usual.items()}
    coarsest = {size: max(marks, key=Decimal) for size, marks in table().items()}
    measured = {
        size
        for size, marks in table().items()
        if all(Decimal(coarsest[size]) % Decimal(mark) == 0 for mark in marks)
    }
    assert told == {size: coarsest[size] for size in measured}
    assert told["5"] == "0.2"
    assert "10" not in told


def test_what_a_new_product_begins_with_follows_the_table() -> None:
    begins = KNOWLEDGE.offers.product_defaults().form
    assert begins.graduation_ml in table()[begins.capacity_ml]


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: Path(path).stem)
def test_the_plans_in_the_pictures_follow_the_table(plan: Path) -> None:
    for product in json.loads(plan.read_text())["formulations"]:
        if product["kind"] == "liquid":
            assert product["graduation_ml"] in table()[product["capacity_ml"]]
