"""The papers of the plan: what can be printed now, or why it waits."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import holding_back
from ldn_desktop.ui.actions import PAPERS, Actions
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.buttons import ActionButton
from ldn_desktop.ui.widgets.labels import PlainLabel


class DocumentsBar(Themed, QFrame):
    """Preview of all papers, PDF and print of the patient plan, and what leaves for other systems.

    Where there is no room the buttons show their icons alone, the last but *Print* first.
    """

    def __init__(self, actions: Actions, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("role", "card")
        self._title = PlainLabel("Patient plan", role="strong")
        self._told = PlainLabel(role="secondary", wraps=True)
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        # What has no room is left out; the window is never made wider for it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        *others, last = actions.on(PAPERS)
        self._print = ActionButton(last, role="primary")
        self._buttons = [*(ActionButton(action) for action in others), self._print]
        for button in self._buttons:
            self._row.addWidget(button)
        self._column.addLayout(self._row)
        self._column.addWidget(self._told)
        self.apply_theme()

    def show_regimen(self, regimen: Regimen, *, proposed: bool = False) -> None:
        """Say whether the paper is ready."""
        count = len(regimen.blocked)
        if count and not proposed:
            what = (
                "the finding that blocks it is" if count == 1 else f"the {count} findings that block it are"
            )
            rest = "" if holding_back(regimen, "clinician") else "; the preview shows the clinician record"
            self._told.setText(f"Waits until {what} resolved{rest}.")
        elif proposed:
            self._told.setText("Waits until the proposed change is accepted or cancelled.")
        elif not regimen.has_doses:
            self._told.setText("Waits until a day has a dose; the preview shows the clinician record.")
        else:
            self._told.clear()
        self._told.setVisible(bool(self._told.text()))

    def apply_theme(self) -> None:
        """Fit the margins to a theme."""
        theme = self.theme
        self._print.wear_icon(self._icons.icon("printer", "on_accent", theme))
        margin = theme.px(12)
        self._column.setContentsMargins(margin, theme.px(8), margin, theme.px(8))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words that have no room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Leave out words that have no room."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - len(self._buttons) * self._row.spacing()
        *others, _print = self._buttons
        for worded in range(len(others), -1, -1):
            for at, button in enumerate(others):
                button.set_worded(at < worded)
            if sum(part.sizeHint().width() for part in (self._title, *self._buttons)) <= room:
                break
