"""What is worth seeing of the chosen result, at the right of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entry import Result
from ldn_desktop.reference.search.preview import PLANNABLE, Preview, preview_of
from ldn_desktop.ui.search.kinds import PLAN
from ldn_desktop.ui.search.start_day import StartDay
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel

USES = PLANNABLE | {PLAN: "Go on in the planner"}
"""The kinds that the planner can use, and what it is asked to do."""
_NAME_WIDTH = 96
_SHORT = 22


class PreviewPane(Themed, QWidget):
    """Shows the preview of a result; ``open_wanted`` and ``plan_wanted`` come from its buttons."""

    open_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, content: Content, today: Callable[[], date]) -> None:
        super().__init__()
        self._content, self._today = content, today
        self._title, self._line = _label("heading"), _label("body-secondary")
        self._label, self._answer, self._reason = _label("secondary"), _label("headline"), _label()
        self._text = _label("body-secondary")
        self._answer_box = QFrame()
        self._answer_box.setProperty("role", "answer")
        self._start = StartDay()
        self._grid = QGridLayout()
        self._rows: list[tuple[PlainLabel, PlainLabel]] = []
        self._open, self._plan = QPushButton(), QPushButton()
        self._lay_out()
        self._open.clicked.connect(self.open_wanted)
        self._plan.clicked.connect(self.plan_wanted)
        self.apply_theme()

    @property
    def start_day(self) -> StartDay:
        """The part that works out the earliest start, shown for opioids with an interval."""
        return self._start

    def show_result(self, result: Result, plan: Preview | None = None) -> None:
        """Show another result; of a plan of the library what is worth seeing is handed over."""
        preview = plan or preview_of(self._content, result)
        for label, text in (
            (self._title, preview.title),
            (self._line, preview.line),
            (self._label, preview.label),
            (self._answer, preview.answer),
            (self._reason, preview.reason),
            (self._text, preview.text),
        ):
            label.say(text)
        self._answer_box.setVisible(bool(preview.label or preview.answer or preview.reason))
        self._show_rows(preview.rows)
        self._show_start(result)
        whole = plan is not None and not result.id
        told = "Show them in the list" if whole else "Open its history"
        self._open.setText(told if plan else _open_words(preview.title))
        self._plan.setText(USES.get(result.kind, ""))
        self._plan.setVisible(result.kind in USES and not whole)
        self._scroll.verticalScrollBar().setValue(0)

    def apply_theme(self) -> None:
        """Take distances from the theme."""
        theme = self.theme
        self._column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(8))
        self._column.setSpacing(theme.px(10))
        self._inside.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._inside.setSpacing(theme.px(2))
        self._buttons.setSpacing(theme.px(8))
        self._buttons.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnMinimumWidth(0, theme.px(_NAME_WIDTH))

    def _lay_out(self) -> None:
        self._open.setProperty("role", "primary")
        for button in (self._open, self._plan):
            # The search field keeps the keys; Enter and Ctrl+Enter do the same.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.setToolTip("Enter")
        self._plan.setToolTip("Ctrl+Enter")
        self._inside = QVBoxLayout(self._answer_box)
        for label in (self._label, self._answer, self._reason):
            self._inside.addWidget(label)
        page = QWidget()
        page.setProperty("role", "ground")
        self._column = QVBoxLayout(page)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._line)
        self._column.addLayout(head)
        self._column.addWidget(self._answer_box)
        self._column.addWidget(self._start)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._text)
        self._column.addStretch(1)
        self._grid.setColumnStretch(1, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._open)
        self._buttons.addWidget(self._plan)
        self._buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._buttons)

    def _show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        while len(self._rows) < len(rows):
            pair = _label("secondary"), _label()
            at = len(self._rows)
            self._grid.addWidget(pair[0], at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(pair[1], at, 1)
            self._rows.append(pair)
        for at, (name, value) in enumerate(self._rows):
            shown = at < len(rows)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(rows[at][0])
                value.setText(rows[at][1])

    def _show_start(self, result: Result) -> None:
        rule = self._content.opioids.rules().get(result.id) if result.kind == "opioid" else None
        timed = rule is not None and rule.effect == "interval"
        self._start.setVisible(timed)
        if timed and rule is not None:
            self._start.ask(rule, self._today())


def _label(role: str = "") -> PlainLabel:
    return PlainLabel(role=role, wraps=True)


def _open_words(title: str) -> str:
    """Return the words of the button that opens a page: with its title where that is short."""
    return f"Open {title}".replace("&", "&&") if len(title) <= _SHORT else "Open"
