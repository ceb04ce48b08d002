"""Asks why something is deleted or taken back, before it is."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from ldn_desktop.ui.library.veil import QUESTION
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.labels import FieldLabel, PlainLabel

_WIDTH = 440


class ReasonDialog(QDialog):
    """A sentence on what will be, and a field for the reason, without which nothing is done.

    ``also`` are the words of what is done with it unless its tick is taken away.
    """

    def __init__(
        self, title: str, sentence: str, button: str, parent: QWidget | None = None, also: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty(QUESTION, True)
        theme = current_theme()
        self._reason = QLineEdit()
        label = FieldLabel("Why", self._reason)
        self._reason.setAccessibleName("Why")
        self._also = QCheckBox(also)
        self._also.setChecked(bool(also))
        self._also.setVisible(bool(also))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(button)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        for widget in (PlainLabel(sentence, wraps=True), self._also, label, self._reason):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._reason.textChanged.connect(self._typed)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._typed()
        self._reason.setFocus()

    @property
    def reason(self) -> str:
        """What was typed."""
        return self._reason.text().strip()

    @property
    def with_other(self) -> bool:
        """Whether what goes with it is ticked."""
        return self._also.isChecked()

    def type_reason(self, reason: str) -> None:
        """Put a reason into the field."""
        self._reason.setText(reason)

    def _typed(self) -> None:
        self._ok.setEnabled(bool(self.reason))
        self._ok.setToolTip("" if self.reason else "Say why first.")
