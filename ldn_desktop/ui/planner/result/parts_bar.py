"""Where form and result share one column: which of them is shown, with the plan in one line and its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.buttons import ActionButton
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.ui.actions import Actions

_PAST = "Days that have passed would change"


class PartsBar(Themed, QWidget):
    """Switches between ``form`` and ``result``; ``chosen`` tells the choice. It never scrolls away."""

    chosen = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._parts = Segmented([("form", "Plan"), ("result", "Result")])
        self._parts.setAccessibleName("Part of the page")
        self._headline = PlainLabel(role="strong", wraps=True)
        self._headline.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._print = ActionButton(actions.print)
        self._print.set_worded(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(self.theme.px(8), 0, self.theme.px(16), self.theme.px(4))
        layout.addWidget(self._parts)
        layout.addWidget(self._headline, 4)
        layout.addStretch(1)
        layout.addWidget(self._print)
        self._parts.chosen.connect(self.chosen)

    def current(self) -> str:
        """Return the part that is shown."""
        return self._parts.current()

    def set_current(self, part: str) -> None:
        """Show a part."""
        self._parts.set_current(part)

    def set_told(self, *, told: bool) -> None:
        """Show the plan in one line, or leave it to the result."""
        self._headline.setVisible(told)

    def show_waiting(self, unread: int, *, past: bool) -> None:
        """Say in the plan's place that so many entries are not in it, or that days of the past would change."""
        if unread or past:
            told = f"{counted(unread, 'entry', 'entries')} not in the plan" if unread else _PAST
            told += "; papers wait"
            self._headline.setText(told)
            self._headline.setAccessibleName(told)

    def show_regimen(self, regimen: Regimen | None, words: DoseWords) -> None:
        """Show the plan in one line; nothing while there is none."""
        told = ""
        if regimen is not None:
            from ldn_desktop.workspace.result_words import headline

            told = headline(regimen, words).strong
        self._headline.setText(told)
        self._headline.setAccessibleName(told)
