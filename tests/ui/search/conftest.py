"""A window with a search box over the sample content and a field of its own below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entry import Result
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.search.popup import Popup
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.workspace.plan_found import PLAN, FoundPlan, FoundPlans
from tests.reference.search.sample import sample_content

TODAY = date(2026, 11, 25)


class ClaimingEdit(QLineEdit):
    """A field that takes Ctrl+K for itself, as fields do on Linux and macOS to cut off the rest of the line."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


@dataclass
class Desk:
    window: QMainWindow
    box: SearchBox
    field: QLineEdit
    plans: list[FoundPlan]
    more: list[int]
    opened: list[tuple[object, ...]]
    planned: list[tuple[object, ...]]

    @property
    def popup(self) -> Popup:
        popup = self.box.popup
        assert popup is not None
        return popup

    def note_opened(self, *told: object) -> None:
        self.opened.append(told)

    def note_planned(self, *told: object) -> None:
        self.planned.append(told)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return sample_content(tmp_path_factory.mktemp("content"))


@pytest.fixture
def desk(qtbot: QtBot, themes: ThemeManager, sample: Content) -> Desk:
    window = QMainWindow()
    page = QWidget()
    column = QVBoxLayout(page)
    plans: list[FoundPlan] = []
    more = [0]

    def find(text: str) -> FoundPlans | None:
        """Return the plans of the test, as an open library would."""
        many = f"All {len(plans) + more[0]} plans that match"
        return (
            FoundPlans(plans, more[0], Result("", PLAN, many, "in the list", "", text, ())) if plans else None
        )

    box = SearchBox(sample, themes.icons, _today, find)
    field = ClaimingEdit("the page below")
    column.addWidget(box)
    column.addWidget(field)
    column.addStretch(1)
    window.setCentralWidget(page)
    window.resize(1200, 800)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made = Desk(window, box, field, plans, more, [], [])
    box.opened.connect(made.note_opened)
    box.planned.connect(made.note_planned)
    box.warm()
    field.setFocus()
    return made


def _today() -> date:
    return TODAY
