"""One question of the safety check: its answer, and in place what follows from it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ldn_desktop.reference.screening import Question
from ldn_desktop.ui.theme.theme import Theme
from ldn_desktop.ui.widgets.link_label import LinkLabel
from ldn_desktop.ui.widgets.segmented import Segmented
from ldn_desktop.ui.widgets.severity_mark import NONE, SeverityMark

ANSWERS = (("no", "No"), ("yes", "Yes"), ("unknown", "Unknown"))
_KEYS = {Qt.Key.Key_N: "no", Qt.Key.Key_Y: "yes", Qt.Key.Key_U: "unknown"}
_STACKED_ABOVE = 1.5
"""From this size of letters on the answers stand below the question."""


class QuestionRow(QWidget):
    """``answered`` hands over question and answer; ``passed`` that it was answered by a letter: the next one is due."""

    answered = Signal(str, str)
    passed = Signal()
    link_wanted = Signal(str)

    def __init__(self, question: Question, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._text = QLabel(question.text)
        self._text.setWordWrap(True)
        self._choice = Segmented(ANSWERS, small=True, theme=theme)
        self._choice.setAccessibleName(question.text)
        self._choice.setToolTip("Left and right, or N, Y, U")
        self._mark = SeverityMark(NONE, 14, theme)
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._why = LinkLabel("caption")
        self._why.linkActivated.connect(self.link_wanted)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._choice)
        below = QHBoxLayout()
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.addWidget(self._told)
        texts.addWidget(self._why)
        below.addLayout(texts, 1)
        self._finding = QWidget()
        self._finding.setLayout(below)
        below.setContentsMargins(8, 0, 0, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._row)
        layout.addWidget(self._finding)
        self._finding.hide()
        self._choice.chosen.connect(self._chosen)
        self.set_theme(theme)

    def show_answer(self, answer: str, severity: str, sentence: str, why: str) -> None:
        """Show the answer (none for an empty one) and the finding that follows (none for an empty sentence)."""
        if answer:
            self._choice.set_current(answer)
        else:
            self._choice.clear_choice()
        self._mark.set_severity(severity if sentence else NONE)
        self._told.setText(sentence)
        self._why.setText(why)
        self._finding.setVisible(bool(sentence))

    def set_theme(self, theme: Theme) -> None:
        """Follow a theme: with large letters the answers stand below the question."""
        stacked = theme.scale > _STACKED_ABOVE
        flow = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(flow)

    def take_focus(self) -> None:
        """Put the keyboard on the answer."""
        self._choice.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with a letter."""
        answer = _KEYS.get(Qt.Key(event.key()))
        if answer is None:
            super().keyPressEvent(event)
            return
        self._chosen(answer)
        self.passed.emit()

    def _chosen(self, answer: str) -> None:
        self.answered.emit(self.question.id, answer)
