"""Asks for the codes on a paper, typed by a scanner or pasted, and says what plan they hold before it is opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.exchange.code_letters import CodeError
from ldn_desktop.exchange.plan_code import Scanned
from ldn_desktop.reference.words.english import counted
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.scanned_plan import ScannedPlan, scanned_plan

_LINES = 4


class ScanField(QPlainTextEdit):
    """Takes what a scanner types; ``ended`` tells of its Enter."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What the scanner types")
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters; Enter ends a code."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class CodeDialog(QDialog):
    """Reads each code as soon as its last letter has come; *Open* waits until all are there and what they are was told.

    ``found`` is the plan then; ``need`` loads the letters of what is told. Enter, which scanners type behind a code,
    opens nothing.
    """

    def __init__(
        self, knowledge: Knowledge, wording: Wording, need: Callable[..., None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._need = need
        self.setWindowTitle("Open from a code")
        self._knowledge, self._wording = knowledge, wording
        self._scanned = Scanned()
        self.found: ScannedPlan | None = None
        self._field = ScanField()
        self._told = PlainLabel(wraps=True)
        self._problem = PlainLabel(role="error", wraps=True)
        self._problem.hide()
        # At large letters there may be more than a small window has room for.
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setAccessibleName("What the code holds")
        room.setWidget(self._told)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self._open = buttons.button(QDialogButtonBox.StandardButton.Open)
        self._open.setText("&Open this plan")
        self._open.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.addWidget(
            PlainLabel("Scan the code on the paper with a hand scanner, or paste its text here.", wraps=True)
        )
        for widget in (self._field, self._problem):
            layout.addWidget(widget)
        layout.addWidget(room, 1)
        layout.addWidget(buttons)
        self._field.textChanged.connect(self._typed)
        self._field.ended.connect(self._ended)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._field.setFocus()
        theme = current_theme()
        first_size(self, theme.px(600), theme.px(440))

    def _typed(self) -> None:
        """Take what has come once it is whole; while it is not, more letters are on their way."""
        text = self._field.toPlainText()
        if text.strip():
            self._problem.say("")
            if self.found:
                # Nobody opens the one before while they scan another.
                self._show(Scanned())
            try:
                scanned = self._scanned.with_text(text)
            except CodeError:
                return
            self._take(scanned)

    def _ended(self) -> None:
        """Say what is wrong with what has come, which the next scan replaces; a code that was taken left nothing."""
        text = self._field.toPlainText()
        if not text.strip():
            return
        try:
            scanned = self._scanned.with_text(text)
        except CodeError as error:
            self._problem.say(str(error))
            self._field.selectAll()
            return
        self._take(scanned)

    def _take(self, scanned: Scanned) -> None:
        self._field.clear()
        found, told = None, ""
        if scanned.missing:
            left = ", ".join(map(str, scanned.missing))
            read = counted(scanned.codes - len(scanned.missing), "code")
            told = f"{read} of {scanned.codes} read. Scan the next: code {left}."
        else:
            try:
                found = scanned_plan(scanned, self._knowledge, self._wording, local_today())
            except CodeError as error:
                self._problem.say(str(error))
                scanned = Scanned()
        self._show(scanned, found, told)

    def _show(self, scanned: Scanned, found: ScannedPlan | None = None, told: str = "") -> None:
        """Show what was scanned so far, and the plan once it is whole: the next code then belongs to another."""
        self._scanned, self.found = Scanned() if found else scanned, found
        if found:
            self._need(*found.told)
        self._told.setText("\n".join(found.told) if found else told)
        self._open.setEnabled(found is not None)
