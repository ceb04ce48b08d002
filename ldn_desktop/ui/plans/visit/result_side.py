"""What a visit makes of the plan, recomputed at every key: headline, chart, needs, old and new, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.plans.visit.old_new_table import OldNewTable
from ldn_desktop.ui.plans.visit.papers_bar import PapersBar
from ldn_desktop.ui.plans.visit.stock_box import StockBox
from ldn_desktop.ui.plans.visit.visit_bars import VisitBars
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.visit_words import decision_words, told

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.reference.words.wording import DoseWords, Wording
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visit_desk import VisitDesk
    from ldn_desktop.workspace.visiting import Outcome

_SHARE = 3
"""The papers take at most this part of the height, and scroll with the rest where they need more."""
_HELD = "A finding holds it back."
_PROBLEM = "See what is said above."


class ResultSide(Themed, QWidget):
    """``copied`` tells that the table was copied."""

    copied = Signal()

    def __init__(self, knowledge: Knowledge, icons: IconSet) -> None:
        super().__init__()
        self._drawn: object = None
        self._strong = PlainLabel(role="headline", wraps=True)
        self._facts = PlainLabel(role="body-secondary", wraps=True)
        self.bars = VisitBars(knowledge)
        self._chart, self._stock = ChartWidget(), StockBox()
        self._table_title = PlainLabel(role="strong")
        self._frozen = PlainLabel(role="secondary", wraps=True)
        copy = QPushButton("Copy table")
        copy.setProperty("role", "flat")
        copy.clicked.connect(self._copy)
        self.table = OldNewTable()
        self.papers = PapersBar(knowledge, icons)
        head = QHBoxLayout()
        head.addWidget(self._table_title)
        head.addWidget(self._frozen, 1)
        head.addWidget(copy)
        held = QWidget()
        self._inner = QVBoxLayout(held)
        for part in (self._strong, self._facts, self.bars, self._chart, self._stock):
            self._inner.addWidget(part)
        self._inner.addLayout(head)
        self._inner.addWidget(self.table)
        self._inner.addStretch(1)
        self._scroll = FocusScroll()
        self._scroll.setWidget(held)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self.papers)
        self.apply_theme()

    def begin(self) -> None:
        """Begin with another visit: nothing that was ticked or typed at the one before is about it."""
        self.papers.begin()
        self.bars.begin()

    def show_top(self) -> None:
        """Show what is said first."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_desk(self, desk: VisitDesk, wording: Wording) -> None:
        """Show what the visit makes."""
        made, today = desk.outcome, local_today()
        words = wording.doses(
            [step.phase.dose_ng for step in (*made.before.steps, *made.after.steps)],
            (*made.before.products, *made.after.products),
        )
        said = told(made, desk.draft.form, words, today)
        decision = decision_words(desk.draft.visit.decision, made.before, made.on).rstrip("…")
        self._strong.setText(decision if made.problem else said.strong)
        self._facts.say("" if made.problem else said.facts)
        self.bars.show_desk(desk, made.problem, wording)
        # What a note or a score says changes nothing here.
        if (made, wording, today) != self._drawn:
            self._drawn = made, wording, today
            self._draw(made, words, today)
        blocked = bool(made.problem or desk.draft.unread or desk.why_read_only)
        why = _PROBLEM if blocked else _HELD if made.held_by else ""
        self.papers.show_outcome(made, wording, ready=desk.ready, why=why)

    def _draw(self, made: Outcome, words: DoseWords, today: date) -> None:
        before = made.before if made.changed else None
        self._chart.show_chart(dose_chart(made.after, words, before, today=made.on))
        self._stock.show_stock(made.after, made.on, today, words)
        self._table_title.setText("Old and new" if made.changed else "The plan as it stands")
        self._frozen.setText("days before the visit are frozen" if made.changed else "from the visit on")
        self.table.show_outcome(made, words)

    def apply_theme(self) -> None:
        """Take margins from the theme."""
        theme = self.theme
        self._inner.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._inner.setSpacing(theme.px(8))
        self._outer.setContentsMargins(0, 0, theme.px(8), theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the papers scroll with the rest where they would take more than their share of the height."""
        super().resizeEvent(event)
        wide, high = event.size().width(), event.size().height()
        within = self.papers.heightForWidth(wide) > high / _SHARE
        column = self._inner if within else self._outer
        if column.indexOf(self.papers) < 0:
            column.addWidget(self.papers)

    def _copy(self) -> None:
        self.table.copy()
        self.copied.emit()
