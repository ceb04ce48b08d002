"""What an open plan can be compared with, and how a plan made of other products keeps one product to an id."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.domain.adjustment import ChangeFormulations, Hold
from ldn_desktop.domain.formulation import Capsule, Tablet
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.practice import Made, Pharmacy, Practice
from ldn_desktop.exchange.exports import EXPORTS
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.comparing import (
    CompareError,
    alternatives,
    made_by,
    plan_in,
    side_of,
    suggested,
    with_products,
)
from ldn_desktop.workspace.draft import blank
from ldn_desktop.workspace.draft_file import write_draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import File
from tests.papers.test_comparison import PLAN
from tests.places import SHIPPED

MG = 1_000_000
TODAY = date(2026, 11, 26)
KNOWLEDGE = Knowledge(SHIPPED)


def plan(**changes: Any) -> Plan:
    return read_plan(json.dumps(PLAN | changes).encode(), KNOWLEDGE.vocabulary)


def test_other_products_replace_later_ones_and_keep_one_product_to_an_id() -> None:
    later = ChangeFormulations(date(2026, 12, 15), (Capsule("c", 3 * MG), Capsule("same", MG)))
    held = Hold(date(2026, 12, 10), 3)
    changed = replace(plan(), adjustments=(held, later))
    made = with_products(changed, (Tablet("c", 2 * MG, 2), Capsule("same", MG), Capsule("c", MG)))
    assert made.adjustments == (held,)
    assert [product.id for product in made.formulations] == ["c", "same", "capsule-1-mg"]
    assert replace(made.formulations[2], id="c") == Capsule("c", MG)
    handed = {total.formulation for total in side_of("x", made, KNOWLEDGE, TODAY).regimen.supply.totals}
    assert handed
    assert handed <= {*made.formulations}


def test_the_saved_plan_is_offered_once_it_is_another() -> None:
    knowledge = Knowledge(SHIPPED)
    knowledge.keep_practice(Practice(pharmacies=(Pharmacy("Corner\nShop", makes=(Made(Capsule("x", MG)),)),)))
    now, saved = plan(), plan(fill_days=7)

    def words(saved: Plan | None) -> list[str]:
        return [each.words for each in alternatives(now, saved, knowledge, PLAIN, TODAY)]

    assert words(saved)[0] == "The plan as it was saved"
    assert words(now) == words(None) == words(saved)[1:]
    assert words(None)[-1] == "Made by Corner Shop"
    sides = [each.made() for each in alternatives(now, saved, knowledge, PLAIN, TODAY)]
    assert [side.name for side in sides] == words(saved)
    assert all(side.regimen.plan.ladder == now.ladder for side in sides)


def test_what_is_suggested_is_not_what_the_plan_has() -> None:
    (first, *_) = suggested(plan(), KNOWLEDGE)
    made = with_products(plan(), first)
    assert first not in list(suggested(made, KNOWLEDGE))


def test_a_pharmacy_makes_the_best_of_what_it_has() -> None:
    pharmacy = Pharmacy(
        "Corner", makes=(Made(Capsule("a", MG)), Made(Capsule("b", 3 * MG)), Made(Capsule("d", 2 * MG)))
    )
    made = made_by(plan(), pharmacy, KNOWLEDGE, TODAY)
    assert {product.id for product in made.regimen.plan.formulations} == {"a", "b", "d"}


def bundle(path: Path) -> None:
    side = side_of("x", plan(), KNOWLEDGE, TODAY)
    path.write_bytes(EXPORTS["fhir"].made(KNOWLEDGE.paper_context(side.regimen, TODAY, PLAIN)))


def unfinished(path: Path) -> None:
    path.write_bytes(write_draft(blank(TODAY, "p")))


def test_a_bundle_is_read_as_a_plan_file_is(tmp_path: Path) -> None:
    bundle(tmp_path / "bundle.json")
    assert plan_in(File(tmp_path / "bundle.json"), KNOWLEDGE) == plan()


def nothing(_path: Path) -> None:
    return


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("write", "name", "told"),
    [
        (nothing, "none.ldnplan", "none.ldnplan was not compared. "),
        (empty, "empty.ldnplan", "empty.ldnplan was not compared. "),
        (
            unfinished,
            "new.ldndraft",
            "new.ldndraft has no steps or no products yet, so there is nothing to compare with.",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(
    write: Callable[[Path], None], name: str, told: str, tmp_path: Path
) -> None:
    write(tmp_path / name)
    place = File(tmp_path / name)
    with pytest.raises(CompareError) as refused:
        side_of(place.name, plan_in(place, KNOWLEDGE), KNOWLEDGE, TODAY)
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value)
