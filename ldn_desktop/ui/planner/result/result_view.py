"""The result of a plan: it in one line, what is wrong with it, chart, steps, calendar, supply and papers."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from ldn_desktop.domain.difference import Proposal
from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.change_words import difference_text
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.ui.actions import Actions
from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.planner.result.calendar_widget import CalendarWidget
from ldn_desktop.ui.planner.result.documents_bar import DocumentsBar
from ldn_desktop.ui.planner.result.findings_view import FindingBars, FindingsList
from ldn_desktop.ui.planner.result.steps_page import StepsPage
from ldn_desktop.ui.planner.result.supply_model import SupplyModel
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.focus_scroll import LeastColumn
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.ui.widgets.tab_bar import Tabs
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.dose_chart import dose_chart
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.month_calendar import Week, weeks_of
from ldn_desktop.workspace.result_words import OpioidFree, headline, opioid_free
from ldn_desktop.workspace.stock_words import stock_sentence

_TABS = ("Steps", "Calendar", "Supply", "Findings")
_BEFORE = "The plan from before: "
_ROWS, _ROWS_BELOW_CHART = 3, 2
_STEPS, _CALENDAR, _SUPPLY, _FINDINGS = range(4)


class ResultView(Themed, QWidget):
    """Everything computed. ``phase_chosen`` tells a phase, ``repair_wanted`` a finding's repair."""

    phase_chosen = Signal(int)
    repair_wanted = Signal(str)

    def __init__(self, actions: Actions, knowledge: Knowledge, icons: IconSet) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._regimen: Regimen | None = None
        self._words = DoseWords([])
        self._barred: tuple[OpioidFree, ...] = ()
        self._headline = PlainLabel(wraps=True)
        self._headline.setTextFormat(Qt.TextFormat.RichText)
        self._facts = PlainLabel(role="secondary", wraps=True)
        self._stock = PlainLabel(role="secondary", wraps=True)
        self._rules = PlainLabel(role="caution", wraps=True)
        self._stale = self._low = self._flat = False
        self._proposal = MessageBar("info", "Proposed, not yet in the plan.")
        self._proposal.hide()
        self._bars = FindingBars(knowledge)
        self._chart = ChartWidget()
        self._tabs = Tabs()
        self._tabs.setAccessibleName("Result in detail")
        self._steps = StepsPage()
        self._calendar = CalendarWidget()
        self._supply_model = SupplyModel(self)
        self._supply = QTableView()
        self._findings = FindingsList(knowledge)
        self._copy = QPushButton("Copy table")
        self._copy.setProperty("role", "flat")
        self._papers = DocumentsBar(actions, icons)
        self._column = LeastColumn(self)
        self._room = QSize()
        self._lay_out()
        self._bars.repair_wanted.connect(self.repair_wanted)
        self._bars.more_wanted.connect(self._show_findings)
        self._findings.repair_wanted.connect(self.repair_wanted)
        for source in (self._chart, self._steps, self._calendar):
            source.chosen.connect(self.phase_chosen)
        self._steps.calendar_wanted.connect(self._show_calendar)
        self._copy.clicked.connect(self._copy_table)
        self._tabs.currentChanged.connect(self._tab_changed)
        self.apply_theme()

    def show_regimen(
        self,
        regimen: Regimen,
        words: DoseWords,
        proposal: Proposal | None = None,
        *,
        saved: bool = False,
        renamed: bool = False,
    ) -> None:
        """Show another computed plan, or one that is proposed in its place; ``saved`` where it has a file.

        Of one that is only ``renamed`` chart and steps stay: they say no name, and take most of the time.
        """
        self._regimen, self._words = regimen, words
        self._proposal.setVisible(proposal is not None)
        if proposal is not None:
            self._proposal.set_second(
                difference_text(proposal.difference, proposal.after, self._knowledge.changes, words.language)
            )
        told = headline(regimen, words, local_today())
        self._show_headline()
        self._facts.setText(told.facts)
        self._stock.say(stock_sentence(regimen, words, local_today()))
        notice = self._knowledge.rules_notice()
        self._rules.say(notice)
        self._bars.show_regimen(regimen, words, saved=saved)
        self._show_chart()
        before = proposal.before if proposal else None
        changed: frozenset[int] = proposal.difference.steps if proposal else frozenset()
        self._barred = opioid_free(regimen, self._knowledge.opioid_name)
        if not renamed:
            self._chart.show_chart(dose_chart(regimen, words, before, self._barred, local_today()))
            self._steps.show_regimen(regimen, words, changed, self._weeks)
        self._findings.show_regimen(regimen, words, saved=saved)
        self._papers.show_regimen(regimen, proposed=proposal is not None)
        self._label_findings(regimen)
        self._fill_tab()

    def select(self, index: int | None) -> None:
        """Mark a phase in chart, table and calendar."""
        self._chart.select(index)
        self._steps.select(index)
        self._calendar.select(index)

    def apply_theme(self) -> None:
        """Fit rows and columns to the theme's letters, and show the headline in its colours."""
        self._supply.verticalHeader().setDefaultSectionSize(self.theme.row_height())
        self._show_headline()
        self._fill_tab()

    def set_compact(self, *, narrow: bool, low: bool, flat: bool) -> None:
        """Leave out what a small window has no room for.

        Drawings when narrow, part of the chart when low, all when flat.
        """
        self._headline.setFont(self.theme.font("headline-narrow" if narrow else "headline"))
        self._steps.set_narrow(narrow=narrow)
        blocked = self._regimen is not None and bool(self._regimen.blocked)
        height = 115 if blocked else 140 if low or narrow else 165 if self._steps.wants_calendar else 210
        self._chart.setFixedHeight(self.theme.px(height))
        self._low, self._flat = low, flat
        self._show_chart()

    def set_stale(self, *, stale: bool) -> None:
        """Say whether the form says something else by now, so that this is the plan from before."""
        if stale != self._stale:
            self._stale = stale
            self._show_headline()
            self._show_chart()

    def set_room(self, room: QSize) -> None:
        """Tell how much of it is seen without scrolling; the chart is shown only within that."""
        self._room = room
        self._show_chart()

    def _show_chart(self) -> None:
        """Leave the chart out where there is no room, and where a low window has to say what is not in the plan."""
        width, height = self._room.width(), self._room.height()
        least = self._column.heightForWidth(width)
        if self._chart.isHidden():
            # The table gives up a row for it.
            least += self._chart.height() + self._column.spacing() - self.theme.row_height()
        shown = not (self._flat or least > height or (self._low and self._stale))
        self._chart.setVisible(shown)
        self._steps.table.set_least_rows(_ROWS_BELOW_CHART if shown else _ROWS)
        self._tabs.updateGeometry()

    def show_tab(self, name: str) -> None:
        """Show a tab by its name: ``Steps``, ``Calendar``, ``Supply`` or ``Findings``."""
        self._tabs.setCurrentIndex(_TABS.index(name))

    def focus_first(self) -> None:
        """Put the focus on what matters first: a repair, else the steps."""
        if not self._bars.focus_first():
            self._tabs.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_home(self) -> None:
        """Put the focus where a key changes nothing: on the tab that is shown."""
        self._tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._supply.setModel(self._supply_model)
        self._supply.setAccessibleName("Supply")
        self._supply.verticalHeader().hide()
        self._supply.setShowGrid(False)
        self._supply.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._supply.setTabKeyNavigation(False)
        self._supply.horizontalHeader().setStretchLastSection(True)
        for part, name in zip(
            (self._steps, self._calendar, self._supply, self._findings), _TABS, strict=True
        ):
            self._tabs.addTab(part, name)
        self._tabs.setCornerWidget(self._copy)
        layout = self._column
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._headline)
        layout.addWidget(self._facts)
        layout.addWidget(self._stock)
        layout.addWidget(self._rules)
        layout.addWidget(self._proposal)
        layout.addWidget(self._bars)
        layout.addWidget(self._chart)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._papers)

    def _show_headline(self) -> None:
        if self._regimen is None:
            return
        told = headline(self._regimen, self._words, local_today())
        grey = self.theme.color("text2").name()
        tail = f'<span style="font-weight:400;color:{grey}">{told.tail}</span>'
        said = f"<b>{told.strong}</b>{tail}"
        before = _BEFORE if self._stale else ""
        self._headline.setText(f'<span style="color:{grey}">{before}{said}</span>' if before else said)
        self._headline.setAccessibleName(before + told.strong + told.tail)

    def _label_findings(self, regimen: Regimen) -> None:
        counts = Counter(finding.severity for finding in regimen.findings)
        self._tabs.set_counts(_FINDINGS, [(severity, counts[severity]) for severity in SEVERITIES])

    def _fill_tab(self) -> None:
        """Fill what costs more than a table only when it is looked at."""
        if self._regimen is None:
            return
        if self._tabs.currentIndex() == _CALENDAR:
            self._calendar.show_weeks(self._weeks())
        elif self._tabs.currentIndex() == _SUPPLY:
            self._supply_model.show_regimen(self._regimen, self._words)
            self._supply.resizeColumnsToContents()

    def _weeks(self) -> tuple[Week, ...]:
        return weeks_of(self._regimen, self._words, self._barred, local_today()) if self._regimen else ()

    def _show_calendar(self) -> None:
        self._tabs.setCurrentIndex(_CALENDAR)

    def _tab_changed(self, tab: int) -> None:
        self._copy.setVisible(tab in {_STEPS, _SUPPLY})
        self._fill_tab()

    def _show_findings(self) -> None:
        self._tabs.setCurrentIndex(_FINDINGS)

    def _copy_table(self) -> None:
        shown = self._supply_model if self._tabs.currentIndex() == _SUPPLY else self._steps.table.steps
        copy_of_plan(shown.as_text())
