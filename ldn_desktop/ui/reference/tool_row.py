"""The row above an article: where one is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import ElideLabel, PlainLabel, plain_tip

_BESIDE_WORDS, _EDGES = 44, 120
"""What a button takes beside its words; what the small buttons and the margins take."""


class ToolRow(Themed, QWidget):
    """Bread crumbs, find, bookmark, copy, print, PDF, and the door to what stands beside the page."""

    tree_wanted = Signal()
    find_wanted = Signal()
    bookmark_toggled = Signal()
    bookmark_chosen = Signal(str)
    copy_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    side_wanted = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("toolRow")
        self._icons = icons
        self._tree = QToolButton()
        self._tree.setAccessibleName("Contents of the reference")
        self._tree.setToolTip("Show or hide the contents (Ctrl+B)")
        self._where = PlainLabel(role="secondary")
        self._title = ElideLabel("")
        self._title.setProperty("role", "strong")
        self._buttons = {
            "search": self._button("&Find in page", "Ctrl+F", self.find_wanted),
            "bookmark": self._button("&Bookmark", "", self.bookmark_toggled),
            "copy": self._button("C&opy", "", self.copy_wanted),
            "printer": self._button("P&rint…", "Ctrl+P", self.print_wanted),
            "file-down": self._button("Save &PDF…", "", self.save_wanted),
        }
        self._words = {name: button.text() for name, button in self._buttons.items()}
        self._marks = QMenu("Bookmarks", self)
        self._marks.triggered.connect(self._mark_chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 16, 4)
        layout.addWidget(self._tree)
        layout.addWidget(self._where)
        layout.addWidget(self._title, 1)
        for button in self._buttons.values():
            layout.addWidget(button)
        self._list = QToolButton()
        self._list.setAccessibleName("Bookmarks")
        self._list.setToolTip("Bookmarks")
        self._list.setMenu(self._marks)
        self._list.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        layout.addWidget(self._list)
        self._side = QToolButton()
        self._side.setAccessibleName("On this page")
        self._side.setToolTip("On this page, sources, related pages and notes")
        self._side.clicked.connect(self.side_wanted)
        layout.addWidget(self._side)
        self._side.hide()
        self._tree.clicked.connect(self.tree_wanted)
        self.show_bookmarks([])
        self.apply_theme()

    def show_place(self, path: tuple[str, ...], *, bookmarked: bool) -> None:
        """Show the bread crumbs of what is open, and whether it is bookmarked."""
        *before, title = path
        self._where.setText("  ›  ".join(before) + "  ›")
        self._title.setText(title)
        self._fit()
        self._words["bookmark"] = "&Bookmarked" if bookmarked else "&Bookmark"
        button = self._buttons["bookmark"]
        button.setAccessibleName("Bookmarked" if bookmarked else "Bookmark")
        if button.text():
            button.setText(self._words["bookmark"])

    def set_article(self, article: bool, *, copied: bool = True) -> None:
        """Offer what can be done with an article alone: find in it, print it; and copying where there is text."""
        self._buttons["copy"].setEnabled(copied)
        for name in ("search", "printer", "file-down"):
            self._buttons[name].setEnabled(article)

    def offer_side(self, offered: bool) -> None:
        """Offer what stands beside the page where it is not always shown."""
        self._side.setVisible(offered)

    def show_bookmarks(self, bookmarks: list[tuple[str, str]]) -> None:
        """Offer pairs of target and words, the newest first."""
        self._marks.clear()
        for target, words in reversed(bookmarks):
            self._marks.addAction(words).setData(target)
        if not bookmarks:
            self._marks.addAction("No bookmarks yet").setEnabled(False)

    def apply_theme(self) -> None:
        """Draw the icons in a theme's colours."""
        theme = self.theme
        self._tree.setIcon(self._icons.icon("menu", "text2", theme))
        self._side.setIcon(self._icons.icon("list", "text2", theme))
        self._list.setIcon(self._icons.icon("chevron-down", "text2", theme))
        for name, button in self._buttons.items():
            button.setIcon(self._icons.icon(name, "text2", theme))

    def minimumSizeHint(self) -> QSize:
        """Return the room for icons alone: the words must not keep the window wide."""
        icons = self.theme.px(_BESIDE_WORDS) * (len(self._words) + 3)
        return QSize(icons, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the words of the buttons, then the crumbs before the title, where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        advance = self.fontMetrics().horizontalAdvance
        title = QFontMetrics(self._title.font()).horizontalAdvance(self._title.text())
        room = self.width() - title - px(_EDGES)
        words = sum(advance(told.replace("&", "")) + px(_BESIDE_WORDS) for told in self._words.values())
        shown = room >= words
        for name, button in self._buttons.items():
            button.setText(self._words[name] if shown else "")
        taken = words if shown else px(_BESIDE_WORDS) * len(self._words)
        self._where.setVisible(room - taken >= advance(self._where.text()))

    @staticmethod
    def _button(words: str, keys: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "flat")
        button.setAccessibleName(words.replace("&", ""))
        button.setToolTip(plain_tip(f"{words.replace('&', '')} ({keys})" if keys else words.replace("&", "")))
        button.clicked.connect(wanted)
        return button

    def _mark_chosen(self, action: QAction) -> None:
        if action.data():
            self.bookmark_chosen.emit(str(action.data()))
