"""The results below the search field: kinds, list, preview and the keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.entry import Answer, Result
from ldn_desktop.reference.search.finder import MOST_RESULTS
from ldn_desktop.reference.search.preview import Preview, mark_of
from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.search.kinds import PLAN, KindBar
from ldn_desktop.ui.search.preview_pane import USES, PreviewPane
from ldn_desktop.ui.search.row_painter import RowPainter
from ldn_desktop.ui.search.rows import ResultRows, rows_of
from ldn_desktop.ui.search.spelling_line import SpellingLine
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from ldn_desktop.workspace.plan_found import FoundPlan, FoundPlans

_PREVIEW = 400
_PREVIEW_FROM, _HINT_FROM = 760, 880
_KEYS = (("↑ ↓", "choose"), ("Enter", "open"), ("Ctrl+Enter", "use in the planner"), ("Esc", "close"))
_CLOSE_KEY, _PLAN_KEY = 3, 2


class Popup(Themed, QFrame):
    """Lies over the window. ``open_wanted`` and ``plan_wanted`` hand over a result.

    ``left`` tells that the keys belong to the search field again.
    """

    open_wanted = Signal(object)
    plan_wanted = Signal(object)
    correction_taken = Signal(str)
    as_typed_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        content: Content,
        icons: IconSet,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._answer = Answer((), "")
        self._plans: Mapping[str, FoundPlan] = {}
        self._more: tuple[int, Result] | None = None
        self.setObjectName("searchPopup")
        self.setAccessibleName("Search results")
        self._spelling, self._kinds = SpellingLine(), KindBar()
        self._hint, self._count = PlainLabel("Tab moves between kinds"), PlainLabel()
        self._model, self._list = ResultRows(self), QListView()
        self._painter = RowPainter(icons, self._list)
        self._preview = PreviewPane(content, today)
        self._nothing = PlainLabel()
        self._roomy = True
        self._filter, self._foot, self._side = QFrame(), QFrame(), QFrame()
        self._top, self._bottom = QHBoxLayout(self._filter), QHBoxLayout(self._foot)
        self._lay_out()
        self._kinds.chosen.connect(self._refill)
        self._list.clicked.connect(self._clicked)
        self._list.doubleClicked.connect(self._double_clicked)
        self._preview.open_wanted.connect(self.open_chosen)
        self._preview.plan_wanted.connect(self.plan_chosen)
        self._spelling.correction_taken.connect(self.correction_taken)
        self._spelling.as_typed_wanted.connect(self.as_typed_wanted)
        self.apply_theme()

    @property
    def chosen(self) -> Result | None:
        """The result that is chosen."""
        row = self._model.row(self._list.currentIndex().row())
        return row.result if row else None

    @property
    def preview(self) -> PreviewPane:
        """The preview."""
        return self._preview

    def show_answer(self, answer: Answer, plans: FoundPlans | None = None, *, of: str) -> None:
        """Show an answer of what is typed, its best result chosen, and plans of an open library with it.

        Before all others stand plans whose patient is meant.
        """
        told = plans.first if plans else ()
        first = [plan.result for plan in told if plan.named]
        last = [plan.result for plan in told if not plan.named]
        found, more = len(answer.results), plans.more if plans else 0
        self._more = (more, plans.whole) if plans and more else None
        answer = answer._replace(results=(*first, *answer.results, *last))
        self._answer, self._plans = answer, {plan.result.id: plan for plan in told}
        self._spelling.show_correction(answer.typed, answer.corrected)
        self._kinds.show_plans(shown=plans is not None)
        counts = Counter(result.kind for result in answer.results)
        self._kinds.set_counts(counts + Counter({PLAN: more}))
        count = len(answer.results) + more
        said = f"the best {count:,}" if found == MOST_RESULTS else counted(count, "result")
        read = len(answer.typed)
        self._count.setText(f"{said} for the first {read} letters" if read < len(of) else said)
        self._refill()

    def move_choice(self, by: int) -> None:
        """Choose the next result, or the one before."""
        step = 1 if by > 0 else -1
        number = self._list.currentIndex().row()
        for _ in range(abs(by)):
            number = self._model.next_result(number, step)
        self._choose(number)

    def step_kind(self, by: int) -> None:
        """Show the next kind, or the one before."""
        self._kinds.step(by)

    def open_chosen(self) -> None:
        """Ask to open the chosen result."""
        if self.chosen is not None:
            self.open_wanted.emit(self.chosen)

    def plan_chosen(self) -> None:
        """Ask to use the chosen result in the planner, where it can be used there."""
        if self._plannable(self.chosen):
            self.plan_wanted.emit(self.chosen)

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not self._answer.results

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys back to the search field from the date of the preview, with Esc or F6."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F6}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def fit(self, width: int) -> None:
        """Leave the preview and the hint out where there is no room for them."""
        theme = self.theme
        roomy = width >= theme.px(_PREVIEW_FROM)
        self._side.setVisible(roomy and bool(self._answer.results))
        self._roomy = roomy
        self._hint.setVisible(width >= theme.px(_HINT_FROM) and not self.empty)

    def apply_theme(self) -> None:
        """Take distances and colours from the theme."""
        theme = self.theme
        self._painter.apply_theme()
        self._side.setFixedWidth(theme.px(_PREVIEW))
        for strip in (self._top, self._bottom):
            strip.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self._nothing.setMargin(theme.px(24))
        self._list.doItemsLayout()

    def _lay_out(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._painter)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setObjectName("searchList")
        self._list.setAccessibleName("Results")
        self._hint.setProperty("role", "caption")
        self._count.setProperty("role", "caption")
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "body-secondary")
        self._top.addWidget(self._kinds, 1)
        self._top.addWidget(self._hint)
        self._filter.setObjectName("searchKinds")
        self._foot.setObjectName("searchFoot")
        self._key_parts: list[QWidget] = []
        for key, words in _KEYS:
            part, cap, told = QWidget(), PlainLabel(key), PlainLabel(words)
            cap.setProperty("role", "key")
            told.setProperty("role", "secondary")
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 8, 0)
            row.addWidget(cap)
            row.addWidget(told)
            self._bottom.addWidget(part)
            self._key_parts.append(part)
        self._bottom.addStretch(1)
        self._bottom.addWidget(self._count)
        self._side.setObjectName("searchSide")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(1, 0, 0, 0)
        side.addWidget(self._preview)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._list, 1)
        middle.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._spelling)
        column.addWidget(self._filter)
        column.addWidget(_line())
        column.addLayout(middle, 1)
        column.addWidget(_line())
        column.addWidget(self._foot)

    def _refill(self) -> None:
        results = self._answer.results
        rows = rows_of(results, self._kinds.current, self._mark, self._more) if results else []
        self._model.show_rows(rows)
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(
            "Nothing found. Try fewer or other words: a condition, a medicine or its brand, a study's author."
        )
        self._side.setVisible(self._roomy and bool(rows))
        self._choose(self._model.next_result(-1, 1))

    def _mark(self, kind: str, name: str) -> str:
        if kind == PLAN:
            return self._plans[name].mark if name in self._plans else ""
        return mark_of(self._content, kind, name)

    @staticmethod
    def _plannable(result: Result | None) -> bool:
        """Tell whether a result can be used in the planner; one that stands for many plans cannot."""
        return result is not None and result.kind in USES and bool(result.id)

    def _choose(self, number: int) -> None:
        index = self._model.index(number, 0)
        self._list.setCurrentIndex(index)
        # The heading of the first results comes into view with them.
        above = self._model.index(number - 1, 0)
        if number == 1 and above.isValid():
            self._list.scrollTo(above)
        chosen = self.chosen
        plannable = self._plannable(chosen)
        for at, part in enumerate(self._key_parts):
            part.setVisible(at == _CLOSE_KEY or (chosen is not None and (plannable or at != _PLAN_KEY)))
        if chosen is not None and self._roomy:
            plan = self._plans.get(chosen.id) if chosen.kind == PLAN else None
            whole = Preview(chosen.title, chosen.section) if chosen.kind == PLAN else None
            self._preview.show_result(chosen, plan.preview if plan else whole)

    def _clicked(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if row and row.result:
            self._choose(index.row())
            if not self._roomy:
                self.open_chosen()

    def _double_clicked(self, index: QModelIndex) -> None:
        self._clicked(index)
        self.open_chosen()


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line
