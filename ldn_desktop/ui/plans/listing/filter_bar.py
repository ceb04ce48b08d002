"""What is looked for: the search field, filters with their counts, those that were saved, and the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.library.filters import DUE_THIS_WEEK, FILLS_DUE, WAITING_FOR_YOU, Filter, asks, toggled
from ldn_desktop.library.index_row import Status
from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.plans.listing.saved_row import SavedRow
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.plan_list_words import STATUS_WORDS

CHIPS: Mapping[str, Filter] = {
    "Due this week": DUE_THIS_WEEK,
    "Fills due": FILLS_DUE,
    "Paused": Filter(statuses=(Status.PAUSED,)),
}
"""The filters that are one click away."""
_UNSEEN_WEEKS = (4, 8, 12)
_GLASS = 15
_ONE_ROW = 760
"""Pixels at 100 % from which search and filters stand in one row."""
_CHIPS = 560
"""Pixels at 100 % from which the chips have room; the menu has them too."""
_MOST_NAMED = 40


class FilterBar(Themed, QWidget):
    """``wanted_changed`` tells that another filter is asked for; ``downward`` that the keys go on in the list."""

    wanted_changed = Signal()
    downward = Signal()
    choices_wanted = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self.wanted = Filter()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._arrange)
        self._offered: list[Filter] = []
        self.search = _Search(icons)
        self.search.textChanged.connect(self._text_changed)
        self.search.downward.connect(self.downward)
        self._chips: dict[str, QPushButton] = {}
        self._flow = FlowLayout()
        for words in CHIPS:
            chip = QPushButton(words)
            chip.setProperty("role", "toggle")
            chip.setCheckable(True)
            chip.clicked.connect(self._chip_clicked)
            self._chips[words] = chip
            self._flow.addWidget(chip)
        self._more = QPushButton("More filters")
        self._more.setProperty("menu", True)
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self.choices_wanted)
        self._menu.triggered.connect(self._menu_chosen)
        self._more.setMenu(self._menu)
        self._flow.addWidget(self._more)
        self._counts: Mapping[str, int] = {}
        self.saved = SavedRow(icons)
        self.saved.chosen.connect(self.ask_for)
        self._holder = QWidget()
        self._holder.setLayout(self._flow)
        self._first, self._below = QHBoxLayout(), QHBoxLayout()
        self._first.addWidget(self.search, 1)
        self._first.addWidget(self._holder)
        self._below.addWidget(self.saved, 1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addLayout(self._first)
        self._outer.addLayout(self._below)
        self.apply_theme()

    def ask_for(self, wanted: object) -> None:
        """Ask for another filter, its text in the field."""
        if not isinstance(wanted, Filter):
            return
        self.wanted = wanted
        before = self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(before)
        self.search.show_cross()
        self._show()
        self.wanted_changed.emit()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show beside each chip how many plans it would show."""
        self._counts = counts
        for words, chip in self._chips.items():
            chip.setText(f"{words} {counts[words]:,}")
            chip.setAccessibleName(f"{words}, {counts[words]:,}")

    def show_choices(self, conditions: Sequence[str], prescribers: Sequence[str]) -> None:
        """Offer what plans can be told apart by."""
        self._menu.clear()
        self._offered = []
        for words, part in CHIPS.items():
            self._offer(
                self._menu, f"{words} {self._counts[words]:,}" if words in self._counts else words, part
            )
        self._menu.addSeparator()
        self._offer(self._menu, "Waiting for you", WAITING_FOR_YOU)
        for weeks in _UNSEEN_WEEKS:
            self._offer(self._menu, f"No visit for {weeks} weeks", Filter(no_visit_days=7 * weeks))
        self._menu.addSeparator()
        statuses = self._menu.addMenu("Status")
        for status, words in STATUS_WORDS.items():
            self._offer(statuses, words.capitalize(), Filter(statuses=(status,)))
        named = (
            ("Condition", {name: Filter(condition=name) for name in conditions}),
            ("Prescriber", {name: Filter(prescriber=name) for name in prescribers}),
        )
        for title, parts in named:
            menu = self._menu.addMenu(title)
            menu.setEnabled(bool(parts))
            for name, part in islice(parts.items(), _MOST_NAMED):
                self._offer(menu, name.replace("&", "&&"), part)
            if len(parts) > _MOST_NAMED:
                menu.addAction(f"and {len(parts) - _MOST_NAMED:,} more: search for them").setEnabled(False)
        self._menu.addSeparator()
        self._offer(self._menu, "Deleted plans", Filter(deleted=True))
        self._menu.addSeparator()
        self._offer(self._menu, "Clear all filters", Filter())

    def apply_theme(self) -> None:
        """Take distances and icons from the theme."""
        theme = self.theme
        self._first.setSpacing(theme.px(8))
        self._below.setSpacing(theme.px(8))
        self._flow.setSpacing(theme.px(8))
        self._outer.setSpacing(theme.px(8))
        self._more.setIcon(self._icons.icon("list-filter", "text2", theme))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the filters below the search where there is no room beside it."""
        super().resizeEvent(event)
        # Shown or hidden in the midst of it, parts have layouts above laid out anew, which then end half done.
        self._soon.start()

    def _arrange(self) -> None:
        # Before it is shown it has no width of its own.
        width = self.width() if self.isVisible() else self.theme.px(_ONE_ROW)
        beside = width >= self.theme.px(_ONE_ROW)
        for chip in self._chips.values():
            chip.setVisible(width >= self.theme.px(_CHIPS))
        self._say_more()
        ways = QBoxLayout.Direction
        self._first.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        # Where the menu holds the chips, it has room beside the saved filters.
        brief = width < self.theme.px(_CHIPS)
        self.saved.set_brief(brief)
        row = self._below if brief else self._first
        if self._holder.parent() is not None and row.indexOf(self._holder) < 0:
            (self._first if row is self._below else self._below).removeWidget(self._holder)
            row.insertWidget(0 if row is self._below else 1, self._holder)

    def _offer(self, menu: QMenu, words: str, part: Filter) -> None:
        action = menu.addAction(words)
        action.setCheckable(part != Filter())
        action.setChecked(part != Filter() and asks(self.wanted, part))
        # By its place: Qt would hand back another kind of value.
        action.setData(len(self._offered))
        self._offered.append(part)

    def _show(self) -> None:
        for words, chip in self._chips.items():
            chip.setChecked(asks(self.wanted, CHIPS[words]))
        self._say_more()
        self.saved.show_wanted(self.wanted)

    def _say_more(self) -> None:
        """Say on the button of the others how many filters are on beside the chips that are seen, in its tip which."""
        seen = [words for words, chip in self._chips.items() if chip.isChecked() and not chip.isHidden()]
        others = [words for words in _asked_for(self.wanted) if words not in seen]
        more = counted(len(others), "more filter" if seen else "filter")
        self._more.setText(f"{more} on" if others else "More filters")
        self._more.setToolTip(plain_tip("\n".join(others)))
        self._more.setAccessibleName(": ".join(filter(None, ("More filters", ", ".join(others)))))

    def _text_changed(self, text: str) -> None:
        self.wanted = self.wanted._replace(text=text.strip())
        self._show()
        self.wanted_changed.emit()

    def _chip_clicked(self) -> None:
        chip = self.sender()
        words = next(words for words, known in self._chips.items() if known is chip)
        self.ask_for(toggled(self.wanted, CHIPS[words]))

    def _menu_chosen(self, action: QAction) -> None:
        part = self._offered[action.data()]
        self.ask_for(toggled(self.wanted, part) if part != Filter() else part)


def _asked_for(wanted: Filter) -> list[str]:
    """Return what a filter asks for beside its text, each in a few words."""
    told = [words for words, part in CHIPS.items() if asks(wanted, part)]
    if Filter(statuses=wanted.statuses) not in CHIPS.values():
        told.append(" or ".join(STATUS_WORDS[status] for status in wanted.statuses).capitalize())
    told += [wanted.condition, wanted.prescriber]
    if wanted.change_days:
        told.append(f"A change within {counted(wanted.change_days, 'day')}")
    if wanted.fill_days and not asks(wanted, FILLS_DUE):
        told.append(f"A fill within {counted(wanted.fill_days, 'day')}")
    if wanted.no_visit_days:
        weeks, over = divmod(wanted.no_visit_days, 7)
        long = counted(wanted.no_visit_days, "day") if over else counted(weeks, "week")
        told.append(f"No visit for {long}")
    told += ["Waiting for you"] if wanted.waiting_for_you else []
    told += ["Deleted plans"] if wanted.deleted else []
    return [words for words in told if words]


class _Search(Themed, WholeLine):
    """The search field with its glass; Down and Enter go on in the list, Esc empties it."""

    downward = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("search", True)
        self.setPlaceholderText("Name, birth date, number, condition, note (Ctrl+F)")
        self.setAccessibleName("Search the plans")
        self._glass = PlainLabel("", self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cross = MarkButton("cross", "Clear the search", shortcut="Esc", mark_size=12, parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.clicked.connect(self.clear)
        self.textChanged.connect(self.show_cross)
        keys = QShortcut(QKeySequence("Ctrl+F"), self)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)
        keys.activated.connect(self.begin)
        self.show_cross()
        self.apply_theme()

    def begin(self) -> None:
        """Take the keys; what was typed is selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_cross(self) -> None:
        """Show the cross while there is anything to clear."""
        self._cross.setVisible(bool(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on in the list, or empty the field."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.downward.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def apply_theme(self) -> None:
        """Draw the glass in the theme's colours."""
        theme, side = self.theme, self.theme.px(_GLASS)
        self._glass.setPixmap(self._icons.pixmap("search", "text2", theme, _GLASS, self.devicePixelRatioF()))
        self._glass.setFixedSize(side, side)
        self.setTextMargins(0, 0, theme.px(24), 0)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep glass and cross at the ends."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        theme = self.theme
        self._glass.move(theme.px(8), (self.height() - self._glass.height()) // 2)
        self._cross.move(self.width() - self._cross.width() - 2, (self.height() - self._cross.height()) // 2)
