"""How micrograms are worded: chosen once, kept, and the same on screen and paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ldn_desktop.domain.adjustment import ChangeFormulations
from ldn_desktop.domain.formulation import Liquid
from ldn_desktop.printing.command import paper_pages
from ldn_desktop.workspace.intents import SetAdjustments, SetProducts
from tests.journeys.desk import TODAY, Desk, desk_on, settle


def _choice(desk: Desk) -> QAction:
    return next(action for action in desk.window.findChildren(QAction) if "micrograms" in action.text())


def _plan_in_micrograms(desk: Desk) -> None:
    desk.plan("10 mcg", "10 mcg", "20 mcg")
    weak = desk.window.knowledge.content.formulary.products["liquid-10-mcg-per-mL"]
    desk.do(SetProducts((weak,)), "a product")


def _paper(desk: Desk) -> str:
    regimen = desk.session.regimen
    assert regimen is not None
    pages = paper_pages(
        regimen,
        desk.window.knowledge,
        wording=desk.wording,
        paper="a4",
        large=False,
        printed=TODAY,
    )
    return pages.text


def test_the_word_is_kept_and_stands_on_screen_and_paper(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        _plan_in_micrograms(desk)
        assert "mcg" in desk.headline
        assert "20 mcg" in _paper(desk)
        _choice(desk).trigger()
        assert "micrograms" in desk.headline
        assert "mcg" not in desk.headline

    with desk_on(tmp_path) as desk:
        assert _choice(desk).isChecked()
        _plan_in_micrograms(desk)
        assert "micrograms" in desk.headline
        assert "20 micrograms" in _paper(desk)
        assert "mcg" not in _paper(desk)


def test_at_first_the_country_of_the_machine_decides(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    british = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: british))

    with desk_on(tmp_path) as desk:
        assert _choice(desk).isChecked()


def _texts(desk: Desk) -> set[str]:
    """Return what stands in the planner: words, buttons, fields, cells and what is told to screen readers."""
    page = desk.page
    found: set[str] = set()
    for widget in filter(QWidget.isVisible, page.findChildren(QWidget)):
        for way in ("text", "accessibleName", "accessibleDescription", "toolTip", "currentText"):
            told = getattr(widget, way, None)
            found.add(str(told())) if callable(told) else None
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        cells = (model.index(row, at) for row in range(model.rowCount()) for at in range(model.columnCount()))
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)
        found |= {str(model.data(cell, role)) for cell in cells for role in roles}
    return found


def test_no_place_of_the_planner_keeps_the_other_word(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        _plan_in_micrograms(desk)
        # 13 mcg cannot be measured: a finding tells of it, and its repairs offer the nearest doses.
        desk.plan("13 mcg", "10 mcg", "43 mcg")
        weak = desk.window.knowledge.content.formulary.products["liquid-10-mcg-per-mL"]
        assert isinstance(weak, Liquid)
        smaller = replace(weak, concentration_ng_per_ml=5_000)
        change = ChangeFormulations(TODAY + timedelta(days=9), (smaller,))
        desk.do(SetAdjustments((change,)), "other products")
        desk.follow_up.set_folded(False)
        assert {text for text in _texts(desk) if "mcg" in text}
        _choice(desk).trigger()
        settle()
        kept = {text for text in _texts(desk) if re.search(r"\bmcg\b", text) and not text.startswith("e.g.")}
        assert not kept
        assert any("13 micrograms" in sentence for sentence in desk.sentences)
