"""How a product is taken, and how many syringes or drops a dose may need: asked only where they matter."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit

from ldn_desktop.domain.formulation import EYE, ORAL, SUBLINGUAL, Capsule, Drops, Liquid, Tablet
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.workspace.intents import PutProduct, SetProducts
from ldn_desktop.workspace.rejected import RejectedError
from ldn_desktop.workspace.repairs import repairs
from tests.journeys.desk import Desk, child, said, settle

_DROPS = Drops("d", 1_000_000, 20)
_LIQUID = Liquid("l", 1_000_000, 100_000, 1_000_000)
_SYRINGES, _DROP_LIMIT = "At most so many syringes a dose", "At most so many drops a dose"


@pytest.fixture
def planned(desk: Desk) -> Desk:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    settle()
    return desk


def _dialog(desk: Desk, kind: str) -> ProductDialog:
    defaults, beside = desk.window.knowledge.offers.product_defaults(), desk.session.draft.plan.formulations
    dialog = ProductDialog(None, defaults, desk.products, beside)
    child(dialog, Segmented).button(kind).click()
    dialog.show()
    settle()
    return dialog


def _route(dialog: ProductDialog) -> QComboBox:
    return child(dialog, QComboBox, "How it is taken")


def _routes(dialog: ProductDialog) -> list[str]:
    combo = _route(dialog)
    return [combo.itemText(at) for at in range(combo.count())]


def test_each_kind_offers_its_ways(planned: Desk) -> None:
    for kind, ways in (
        ("capsule", ["By mouth"]),
        ("tablet", ["By mouth", "Under the tongue"]),
        ("liquid", ["By mouth", "Under the tongue", "On the skin"]),
        ("drops", ["By mouth", "Under the tongue", "Into the eye"]),
    ):
        dialog = _dialog(planned, kind)
        assert _routes(dialog) == ways
        assert _route(dialog).isVisible() is (len(ways) > 1)
        dialog.close()


def test_products_in_use_together_are_taken_in_one_way(planned: Desk) -> None:
    dialog = _dialog(planned, "tablet")
    child(dialog, QLineEdit, "Strength or concentration").setText("1 mg")
    combo = _route(dialog)
    combo.setCurrentIndex(combo.findData(SUBLINGUAL))
    assert "taken in one way: one by mouth, another under the tongue; change or remove one." in said(dialog)
    ok = child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    combo.setCurrentIndex(0)
    assert ok.isEnabled()
    dialog.close()
    with pytest.raises(RejectedError, match="taken in one way"):
        planned.session.do(PutProduct(Tablet("t", 1_000_000, route=SUBLINGUAL)), "a tablet")


def test_a_way_chosen_for_one_product_is_that_of_all_and_said_so(planned: Desk) -> None:
    tablets = (Tablet("a", 500_000, 2, route=SUBLINGUAL), Tablet("b", 1_500_000, route=SUBLINGUAL))
    planned.session.do(SetProducts(tablets), "tablets")
    dialog = _dialog(planned, "tablet")
    child(dialog, QLineEdit, "Strength or concentration").setText("3 mg")
    also = "The other 2 products are then taken by mouth too: products in use together are taken in one way."
    assert also not in said(dialog)
    combo = _route(dialog)
    combo.setCurrentIndex(combo.findData(ORAL))
    assert also in said(dialog)
    assert child(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    product = dialog.form.product("c")
    dialog.close()
    planned.session.do(PutProduct(product), "a tablet")
    assert {made.route for made in planned.session.draft.plan.formulations} == {ORAL}
    planned.session.undo()
    assert planned.session.draft.plan.formulations == tablets, "one act"


def test_a_way_is_told_only_where_it_is_another_than_by_mouth(planned: Desk) -> None:
    assert "by mouth" not in said(planned.products)
    planned.session.do(SetProducts((Drops("d", 1_000_000, 20, route=EYE),)), "drops")
    settle()
    assert "into the eye" in said(planned.products)
    dialog = _dialog(planned, "drops")
    assert dialog.form.route == EYE
    dialog.close()


def test_limits_show_where_a_liquid_or_drops_are_in_use(planned: Desk) -> None:
    syringes, drops = (planned.named(CountEdit, name) for name in (_SYRINGES, _DROP_LIMIT))
    assert not syringes.isVisible()
    assert not drops.isVisible()
    planned.session.do(SetProducts((Capsule("c", 500_000), _LIQUID)), "a liquid")
    assert syringes.isVisible()
    assert not drops.isVisible()
    syringes.set_count(3)
    assert planned.session.draft.plan.max_measures_per_dose == 3
    planned.session.do(SetProducts((Capsule("c", 500_000),)), "capsules")
    # A limit that somebody chose is never out of sight.
    assert syringes.isVisible()
    planned.session.undo()
    planned.session.undo()
    planned.session.do(SetProducts((_DROPS,)), "drops")
    assert drops.isVisible()
    assert not syringes.isVisible()
    planned.type_into(drops, "x")
    assert [entry.field for entry in planned.session.unread] == ["products.drops"]


@pytest.mark.parametrize(
    ("products", "label", "field", "limit"),
    [
        ((_DROPS,), "Allow 30 drops a dose", _DROP_LIMIT, 30),
        ((_LIQUID,), "Allow 2 syringes a dose", _SYRINGES, 2),
    ],
)
def test_a_limit_in_the_way_is_raised_by_a_button(
    planned: Desk, products: tuple[Drops | Liquid, ...], label: str, field: str, limit: int
) -> None:
    planned.session.do(SetProducts(products), "products")
    planned.named(CountEdit, field).set_count(1)
    regimen = planned.session.regimen
    assert regimen is not None
    offered = [r for f in regimen.findings for r in repairs(f, regimen, DoseWords([])) if r.label == label]
    assert offered
    planned.session.do(offered[-1].intent, "the repair")
    assert planned.named(CountEdit, field).count() == limit
    after = planned.session.regimen
    assert after is not None
    assert "not-measurable" not in {finding.code for finding in after.findings}
