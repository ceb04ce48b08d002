"""Asks in which form the plan is handed to another system; what waits for a finding says so."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.exchange.exports import EXPORTS, holding_back
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import PlainLabel

_WIDTH, _BELOW, _GAP = 460, 24, 8
"""Of the dialog; of what stands below a choice, from its left; after it. At 100 %."""

_HELD = (
    "While a finding holds the plan back, only the text is handed over, which says so at its head. A calendar that was "
    "handed over can be taken back."
)


class ExportDialog(QDialog):
    """The forms of a plan, one to choose, each with what it is for."""

    def __init__(self, regimen: Regimen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export the plan")
        self._forms = QButtonGroup(self)
        self._codes = tuple(EXPORTS)
        self._cancel = QCheckBox("&Take back instead: a file that removes what was handed over")
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setText("Export…")
        column, theme = QVBoxLayout(self), current_theme()
        self._held = frozenset(code for code in EXPORTS if holding_back(regimen, code))
        column.setSpacing(theme.px(2))
        for at, (code, form) in enumerate(EXPORTS.items()):
            choice = QRadioButton(form.title)
            choice.setEnabled(code not in self._held or form.taken_back)
            choice.setAccessibleDescription(form.purpose)
            self._forms.addButton(choice, at)
            column.addWidget(choice)
            below = QVBoxLayout()
            below.setContentsMargins(theme.px(_BELOW), 0, 0, theme.px(_GAP))
            below.addWidget(PlainLabel(form.purpose, role="secondary", wraps=True))
            if form.taken_back:
                below.addWidget(self._cancel)
            column.addLayout(below)
        if self._held:
            column.addWidget(PlainLabel(_HELD, role="error", wraps=True))
        column.addStretch(1)
        column.addWidget(self._buttons)
        self._forms.button(0).setChecked(True)
        self._forms.idToggled.connect(self._chosen)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._chosen()
        first_size(self, theme.px(_WIDTH), column.totalHeightForWidth(theme.px(_WIDTH)))

    @property
    def code(self) -> str:
        """The code of the form that is chosen."""
        return self._codes[self._forms.checkedId()]

    @property
    def cancels(self) -> bool:
        """Whether a file is wanted that takes back what was handed over."""
        return EXPORTS[self.code].taken_back and self._cancel.isChecked()

    def _chosen(self) -> None:
        held = self.code in self._held
        self._cancel.setEnabled(EXPORTS[self.code].taken_back and not held)
        if held:
            self._cancel.setChecked(True)
