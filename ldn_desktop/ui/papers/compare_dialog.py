"""The open plan beside another: what it is compared with, the chart of both, the table, and the paper of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.comparison import Compared
from ldn_desktop.storage.file_names import DRAFT_SUFFIX, JSON_SUFFIX, PLAN_SUFFIX
from ldn_desktop.ui.aside import run_aside
from ldn_desktop.ui.files.saving import FileKind, ask_file
from ldn_desktop.ui.papers.compared_chart_view import ComparedChartView
from ldn_desktop.ui.papers.comparison_table import ComparisonTable
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.workspace.comparing import Alternative, CompareError, Side

_NOTHING = "Choose what the open plan is compared with, or another plan file."
_LETTERS, _PART = 16, 4
"""Of what is chosen, that are always seen; the part of the height that the chart takes at most."""
_KIND = FileKind("LDN plans", f"{PLAN_SUFFIX} *{DRAFT_SUFFIX} *{JSON_SUFFIX}")


class CompareDialog(QDialog):
    """Compares the open plan with one thing after the other; nothing of it is changed.

    ``offered`` is what there is to choose, ``read`` makes a side of a file, ``beside`` a context of another side; both
    refuse (``CompareError``) what cannot be. ``print_wanted`` and ``save_wanted`` ask for the paper of what is shown.
    """

    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        offered: Sequence[Alternative],
        read: Callable[[str], Side],
        beside: Callable[[Side], PaperContext],
        folder: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare the plan")
        self._offered, self._read, self._beside, self._folder = list(offered), read, beside, folder
        self.other: Side | None = None
        self._with = Combo()
        self._with.setAccessibleName("Compare with")
        self._with.setPlaceholderText("Nothing chosen yet")
        # A long set of products is shortened rather than make the window wider than the screen.
        self._with.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._with.setMinimumContentsLength(_LETTERS)
        self._file = QPushButton("Another plan &file…")
        self._told = PlainLabel(wraps=True)
        self._warned, self._failed = (PlainLabel(role="error", wraps=True) for _ in range(2))
        self._chart, self._chart_words = ComparedChartView(), PlainLabel(role="secondary", wraps=True)
        self._table = ComparisonTable()
        self._copy = QPushButton("Cop&y table")
        self._save = QPushButton("Save P&DF…")
        self._print = QPushButton("&Print…")
        self._print.setProperty("role", "primary")
        self._close = QPushButton("&Close")
        self._lay_out()
        for alternative in self._offered:
            self._with.addItem(alternative.words)
        self._with.setCurrentIndex(0 if self._offered else -1)
        self._with.setEnabled(bool(self._offered))
        self._with.currentIndexChanged.connect(self._chosen)
        self._file.clicked.connect(self._ask_file)
        self._copy.clicked.connect(self._copy_table)
        self._save.clicked.connect(self.save_wanted)
        self._print.clicked.connect(self.print_wanted)
        self._close.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print.click)
        theme = current_theme()
        first_size(self, theme.px(920), theme.px(860))
        self._chosen()
        (self._with if self._offered else self._file).setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, *, failed: bool = False) -> None:
        """Tell what became of the paper, or why there is none."""
        (self._failed if failed else self._told).say(sentence)
        (self._told if failed else self._failed).say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the table most of a low window."""
        super().resizeEvent(event)
        self._chart.setFixedHeight(min(self._chart.sizeHint().height(), self.height() // _PART))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._with, 1)
        top.addWidget(self._file)
        bottom = QHBoxLayout()
        bottom.addWidget(self._copy)
        bottom.addStretch(1)
        for button in (self._close, self._save, self._print):
            bottom.addWidget(button)
        for button in (self._file, self._copy, self._close, self._save, self._print):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(FieldLabel("Compare the open plan (A) &with (B)", self._with))
        layout.addLayout(top)
        for part in (self._told, self._failed, self._warned, self._chart, self._chart_words):
            layout.addWidget(part)
        layout.addWidget(self._table, 1)
        layout.addStretch(0)
        layout.addLayout(bottom)

    def _chosen(self) -> None:
        """Compare with what is chosen."""
        at = self._with.currentIndex()
        self.say("" if at >= 0 else _NOTHING)
        if at >= 0:
            self._compare(self._offered[at].made)
        else:
            self._show(None)

    def _ask_file(self) -> None:
        """Ask for a plan file, and offer it among the rest from then on."""
        path = ask_file(self, "Compare with a plan", self._folder, _KIND)
        if path is None:
            return
        try:
            side = run_aside(partial(self._read, str(path)))
        except CompareError as error:
            self.say(str(error), failed=True)
            return
        self._offered.append(Alternative(side.name, partial(_kept, side)))
        self._with.setEnabled(True)
        self._with.addItem(side.name)
        self._with.setCurrentIndex(self._with.count() - 1)

    def _compare(self, made: Callable[[], Side]) -> None:
        try:
            self._show(made())
        except CompareError as error:
            self._show(None)
            self.say(str(error), failed=True)

    def _show(self, side: Side | None) -> None:
        self.other = side
        for part in (self._chart, self._chart_words, self._table):
            part.setVisible(side is not None)
        for button in (self._copy, self._save, self._print):
            button.setEnabled(side is not None)
        if side is None:
            self._warned.say("")
            return
        compared = Compared(self._beside(side))
        self._warned.say(" ".join(compared.warnings()))
        self._chart.show_doses(compared.chart(), compared.chart_words())
        self._chart_words.setText(compared.chart_words())
        self._table.show_compared(compared)

    def _copy_table(self) -> None:
        copy_of_plan(self._table.rows.as_text())
        self.say("The table was copied as text.")


def _kept(side: Side) -> Side:
    return side
