"""One question of the safety check: its answer, and in place what follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from ldn_desktop.reference.planning.screening import Question
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.labels import LinkLabel, PlainLabel, plain_tip
from ldn_desktop.ui.widgets.severity_mark import NONE, SeverityMark

ANSWERS = (("no", "No"), ("yes", "Yes"), ("unknown", "Unknown"))
_LETTERS = {"n": "no", "y": "yes", "u": "unknown"}
_KEPT = "Answered Yes: the arrow keys or a click change it, a letter does not."
_STACKED_ABOVE = 1.5
"""From this size of letters on the answers stand below the question."""


class QuestionRow(Themed, QWidget):
    """``answered`` hands over question and answer; ``passed`` that it was answered by a letter: the next one is due.

    A letter answers what is open, and corrects a No; a Yes is taken back by the arrow keys or a click alone.
    """

    answered = Signal(str, str)
    passed = Signal()
    link_wanted = Signal(str)

    def __init__(self, question: Question, *, answers: Sequence[tuple[str, str]] = ANSWERS) -> None:
        super().__init__()
        self.question = question
        self._letters = {letter: answer for letter, answer in _LETTERS.items() if answer in dict(answers)}
        self._text = PlainLabel(question.text, wraps=True)
        self._choice = Segmented(answers, small=True)
        self._choice.setAccessibleName(question.text)
        letters = ", ".join(self._letters).upper()
        self._choice.setToolTip(plain_tip(f"Left and right; {letters}"))
        self._mark = SeverityMark(NONE, 14)
        self._told = PlainLabel(wraps=True)
        self._why = LinkLabel("caption")
        self._why.linkActivated.connect(self.link_wanted)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self._text, 1)
        # Aligned, or below the question its own width would count as that of the words above.
        self._row.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        below = QHBoxLayout()
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.addWidget(self._told)
        texts.addWidget(self._why)
        below.addLayout(texts, 1)
        self._finding = QWidget()
        self._finding.setLayout(below)
        below.setContentsMargins(8, 0, 0, 4)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._row)
        layout.addWidget(self._finding)
        self._finding.hide()
        self._choice.chosen.connect(self._chosen)
        self._choice.lettered.connect(self._lettered)
        self.apply_theme()

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

    def show_text(self, text: str) -> None:
        """Ask in other words."""
        self._text.setText(text)
        self._choice.setAccessibleName(text)

    def apply_theme(self) -> None:
        """Follow a theme: with large letters the answers stand below the question."""
        stacked = self.theme.scale > _STACKED_ABOVE
        flow = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(flow)

    def put_below(self, field: QWidget) -> None:
        """Put a field right below the question, above what follows from the answer, so that it keeps its place."""
        self._column.insertWidget(1, field)

    def take_focus(self) -> None:
        """Put the keyboard on the answer."""
        self._choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _lettered(self, letter: str) -> None:
        answer, before = self._letters.get(letter), self._choice.current()
        if answer is None:
            return
        if before == "yes" != answer:
            corner = self._choice.mapToGlobal(QPoint(0, self._choice.height()))
            QToolTip.showText(corner, _KEPT, self._choice)
            return
        self._chosen(answer)
        focus = QApplication.focusWidget()
        # An answer may have led the keyboard to a field that it asks for.
        if focus is not None and self._choice.isAncestorOf(focus):
            self.passed.emit()

    def _chosen(self, answer: str) -> None:
        self.answered.emit(self.question.id, answer)
