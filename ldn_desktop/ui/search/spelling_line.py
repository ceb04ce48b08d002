"""The line above the results that says what was taken for a misspelling, and how to have it as typed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel

_AS_TYPED, _TAKE = "as-typed", "take"
_LONGEST = 40


class SpellingLine(Themed, QWidget):
    """``correction_taken`` asks to put the corrected words into the field, ``as_typed_wanted`` for the typed ones."""

    correction_taken = Signal(str)
    as_typed_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._corrected = ""
        self._told, self._literal = PlainLabel(), PlainLabel()
        for label in (self._told, self._literal):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            label.linkActivated.connect(self._followed)
        self._literal.setToolTip("Alt+Enter")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._told, 1)
        self._row.addWidget(self._literal)
        self.apply_theme()

    def show_correction(self, typed: str, corrected: str) -> None:
        """Say what was corrected; hidden where nothing was."""
        self._corrected = corrected
        self.setVisible(bool(corrected))
        if not corrected:
            return
        typed = " ".join(typed.split())
        typed = typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…"
        self._told.setText(
            f'No entry for <b>{escape(typed)}</b>. Did you mean <a href="{_TAKE}"><b>{escape(corrected)}</b></a>? '
            "Its results are shown."
        )
        self._literal.setText(f'<a href="{_AS_TYPED}">Search for “{escape(typed)}” as typed</a>')
        self.setAccessibleName(f"No entry for {typed}. Results for {corrected} are shown.")

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        self._row.setContentsMargins(
            self.theme.px(16), self.theme.px(10), self.theme.px(16), self.theme.px(10)
        )

    def _followed(self, link: str) -> None:
        if link == _AS_TYPED:
            self.as_typed_wanted.emit()
        else:
            self.correction_taken.emit(self._corrected)
