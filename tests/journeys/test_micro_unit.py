"""How micrograms are worded: chosen once, kept, and the same on screen and paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from pytest import MonkeyPatch  # noqa: PT013 - the name alone is needed

from ldn_desktop.ui.printing.command import paper_pages
from ldn_desktop.workspace.intents import SetProducts
from tests.journeys.desk import TODAY, Desk, desk_on


def _choice(desk: Desk) -> QAction:
    return next(action for action in desk.window.findChildren(QAction) if "micrograms" in action.text())


def _plan_in_micrograms(desk: Desk) -> None:
    desk.plan("10 mcg", "10 mcg", "20 mcg")
    weak = desk.window.knowledge.content.stock.products["liquid-10-mcg-per-mL"]
    desk.window._bridge.do(SetProducts((weak,)), "a product")


def _paper(desk: Desk) -> str:
    regimen = desk.session.regimen
    assert regimen is not None
    pages = paper_pages(regimen, desk.window.knowledge, paper="a4", large=False, printed=TODAY)
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
    tmp_path: Path, qapp: object, monkeypatch: MonkeyPatch
) -> None:
    british = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: british))

    with desk_on(tmp_path) as desk:
        assert _choice(desk).isChecked()
