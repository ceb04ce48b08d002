"""The plan beside the list: nothing that it says is cut, however long and however large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldn_desktop.library.index_row import Status
from ldn_desktop.ui.plans.listing.summary import SummaryPane
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.labels import ElideLabel
from ldn_desktop.workspace.plan_summary import Printed, Summary

LONG = "Wilhelmine-Theodora Oberhausen-Winterthur Donaudampfschifffahrtsgesellschafterin"
TOLD = Summary(
    "born 5 Jun 1980", Status.WAITING, "revision 12", "2 mg tonight", ", step 4 of 9",
    papers=(
        Printed("Pharmacy order", "10 Dec 2025", False),
        Printed("Clinician record", "Wed 23 Dec", True),
    ),
)  # fmt: skip


@pytest.fixture(params=[100, 200])
def summary(qtbot: QtBot, themes: ThemeManager, request: pytest.FixtureRequest) -> Iterator[SummaryPane]:
    assert themes.icons is not None
    themes.set_zoom(request.param)
    made = SummaryPane(themes.icons)
    qtbot.addWidget(made)
    made.setFixedWidth(344 * request.param // 100)
    made.resize(made.width(), 850)
    made.show()
    yield made
    themes.set_zoom(100)


def cut(summary: SummaryPane) -> list[str]:
    """Return what is not seen whole."""
    shown = [label for label in summary.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in shown if not _fits(label)]


def _fits(label: QLabel) -> bool:
    if not label.wordWrap():
        return label.sizeHint().width() <= label.width()
    whole = label.heightForWidth(label.width()) <= label.height()
    return whole and label.minimumSizeHint().width() <= label.width()


def test_no_label_of_the_summary_is_cut(summary: SummaryPane, qtbot: QtBot) -> None:
    summary.show_name("a", LONG, usable=True)
    summary.show_summary(TOLD)
    qtbot.waitUntil(lambda: not cut(summary))
    assert not summary.findChildren(ElideLabel)
    shown = [label for label in summary.findChildren(QLabel) if label.isVisible()]
    assert {"Pharmacy order", "printed 10 Dec 2025"} <= {label.text() for label in shown}
    assert LONG in {label.accessibleName() for label in shown}
