"""A new passphrase, typed twice, with how good it is in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.library.passphrase import LEAST, as_typed, is_good, is_long_enough, strength
from ldn_desktop.ui.library.secret_edit import SecretEdit
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import FieldLabel

LABEL, FIELD = 108, 292
"""Widths at 100 %."""
CAPS = "Caps Lock is on."


class NewPassphrase(Themed, QWidget):
    """Two fields; ``entered`` tells Enter in one of them. In a narrow page the words stand below their field."""

    entered = Signal()

    def __init__(self, icons: IconSet, words: str = "&Passphrase") -> None:
        super().__init__()
        self._first, self._again = SecretEdit("Passphrase", icons), SecretEdit("Passphrase again", icons)
        self._labels = FieldLabel(words, self._first), FieldLabel("A&gain", self._again)
        self._good, self._same, self._caps = StateLine(), StateLine(), StateLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        rows = zip(self._labels, (self._first, self._again), (self._good, self._same), strict=True)
        for label, field, told in rows:
            row = FlowLayout(spacing=12)
            for part in (label, field, told):
                row.addWidget(part)
            layout.addLayout(row)
            field.textChanged.connect(self._review)
            field.caps_told.connect(self._caps_told)
            field.returnPressed.connect(self.entered)
        layout.addWidget(self._caps)
        self.apply_theme()

    @property
    def missing(self) -> str:
        """What is wrong with it, in a sentence; empty where it can be used."""
        if not is_long_enough(self._first.text()):
            return f"The passphrase needs {LEAST} characters at least; a sentence is welcome."
        return "" if self._are_same else "The two passphrases differ; type the second again."

    def take(self) -> str:
        """Return the passphrase and clear both fields."""
        self._again.clear()
        return self._first.take()

    def focus_first(self) -> None:
        """Put the keyboard where something is still to be typed."""
        field = self._again if is_long_enough(self._first.text()) else self._first
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        """Fit the widths to the theme."""
        theme = self.theme
        for label in self._labels:
            label.setFixedWidth(theme.px(LABEL))
        for field in (self._first, self._again):
            field.setFixedWidth(theme.px(FIELD))

    @property
    def _are_same(self) -> bool:
        return as_typed(self._first.text()) == as_typed(self._again.text())

    def _review(self) -> None:
        first, again = self._first.text(), self._again.text()
        good = "ok" if is_good(first) else "caution"
        self._good.say(good, strength(first) if first else "", worded=False)
        if not again:
            self._same.say("ok", "")
        elif self._are_same:
            self._same.say("ok", "The same", worded=False)
        else:
            begun = as_typed(first).startswith(as_typed(again))
            self._same.say(
                "info" if begun else "caution", "Not yet the same" if begun else "Not the same", worded=False
            )

    def _caps_told(self, on: bool) -> None:
        self._caps.say("caution", CAPS if on else "")
