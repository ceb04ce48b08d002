"""Tabs carry counts, the gravest first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.tab_bar import Tabs


def test_tabs_carry_counts_the_gravest_first(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.addTab(QWidget(), "Findings")
    before = tabs.tabBar().tabSizeHint(0).width()
    tabs.set_counts(0, [("caution", 1), ("info", 0), ("blocking", 2)])
    assert tabs.tabBar().accessibleTabName(0) == "Findings, 2 blocking, 1 caution"
    assert tabs.tabBar().tabSizeHint(0).width() > before
    tabs.set_counts(0, [])
    assert tabs.tabBar().accessibleTabName(0) == "Findings"
    assert tabs.tabBar().tabSizeHint(0).width() == before
