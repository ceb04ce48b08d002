"""The two sides of a history: the line of time in its card, and the chart with its note above the difference."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.ui.plans.history.chart import HistoryChartView
from ldn_desktop.ui.plans.history.difference import DifferencePanel
from ldn_desktop.ui.plans.history.timeline import Timeline
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll, LeastColumn
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.ui.widgets.severity_mark import SeverityMark
from ldn_desktop.workspace.history_chart import HistoryChart

TIMELINE, RESPONSE = "Revisions and visits", "Dose and response"
"""What stands above the sides; where they are tabs, on these alone."""
_NO_CHART = "No revision of this plan can be drawn: none that this program can read has a dose."


class TimelineSide(QFrame):
    """What happened, below how many revisions and visits there are.

    ``more_wanted`` asks for what can be done with an entry, ``fill_wanted`` to note what was handed out.
    """

    more_wanted = Signal()
    fill_wanted = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("card")
        self.timeline = Timeline(icons)
        self.timeline.setFrameShape(QFrame.Shape.NoFrame)
        self._counts = PlainLabel(role="secondary")
        more = _flat("More")
        more.setProperty("small", True)
        more.setAccessibleName("What can be done with the chosen entry")
        more.clicked.connect(self.more_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        self.title = PlainLabel(TIMELINE, role="strong")
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self._counts)
        head.addWidget(more)
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 2)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.timeline)
        self._fill = _flat("Note a fill…")
        self._fill.setProperty("small", True)
        self._fill.clicked.connect(self.fill_wanted)
        column.addWidget(self._fill, 0, Qt.AlignmentFlag.AlignLeft)

    def bar_fill(self, why: str) -> None:
        """Let nothing be noted where something says why."""
        self._fill.setEnabled(not why)
        self._fill.setToolTip(plain_tip(why or "What a pharmacy handed out (F)"))

    def count(self, told: str) -> None:
        """Say how many there are."""
        self._counts.setText(told)


class ResponseSide(FocusScroll):
    """Chart and difference. ``asked`` hands over ``copy``, ``print`` or ``save``.

    What has to be known to read scores, the ``note``, stands below the chart whatever it shows.
    """

    asked = Signal(str)

    def __init__(self, note: str) -> None:
        super().__init__()
        self.chart, self.difference = HistoryChartView(), DifferencePanel()
        self.title = PlainLabel(RESPONSE, role="strong")
        self._legend = PlainLabel(role="secondary", wraps=True)
        self._no_chart = PlainLabel(_NO_CHART, role="body-secondary", wraps=True)
        held = QWidget()
        held.setProperty("role", "ground")
        column = LeastColumn(held)
        column.setContentsMargins(0, 0, 2, 2)
        column.addLayout(self._title())
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self.chart)
        inner.addWidget(self._no_chart)
        column.addWidget(card, 1)
        below = QHBoxLayout()
        below.addWidget(SeverityMark("info", 14), 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(PlainLabel(f"Note: {note}", role="secondary", wraps=True), 1)
        column.addLayout(below)
        column.addWidget(self.difference)
        self.setWidget(held)

    def show_chart(self, chart: HistoryChart | None, legend: str) -> None:
        """Show a chart, or say that there is none; the ``legend`` stands beside its title."""
        self.chart.show_chart(chart)
        self.chart.setVisible(chart is not None)
        self._no_chart.setVisible(chart is None)
        self._legend.setText(legend)

    def _title(self) -> QHBoxLayout:
        paper, copy = _flat("On paper"), _flat("Copy table")
        choices = QMenu(paper)
        for words, name in (("Print the history…", "print"), ("Save it as PDF…", "save")):
            choices.addAction(words).setObjectName(name)
        choices.triggered.connect(self._chosen)
        paper.setMenu(choices)
        paper.setProperty("menu", True)
        copy.setObjectName("copy")
        copy.clicked.connect(self._clicked)
        title = QHBoxLayout()
        title.addWidget(self.title)
        title.addWidget(self._legend, 1)
        title.addWidget(paper)
        title.addWidget(copy)
        return title

    def _chosen(self, action: QAction) -> None:
        self.asked.emit(action.objectName())

    def _clicked(self) -> None:
        self.asked.emit(self.sender().objectName())


def _flat(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "flat")
    return button
