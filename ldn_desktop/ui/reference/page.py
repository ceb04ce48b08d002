"""The reference place: tree, article or table, and what stands beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ldn_desktop.articles.article import Article, article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.articles.article_words import copied
from ldn_desktop.articles.evidence_card import COPY
from ldn_desktop.articles.reference_tables import GRIDS, grid
from ldn_desktop.articles.rich_text import PageLook
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.search.snippet import Highlighter
from ldn_desktop.reference.topics.markup import CHAPTER, split_target
from ldn_desktop.ui.reference.article_view import ArticleView
from ldn_desktop.ui.reference.drawings import DRAWINGS, make_drawing
from ldn_desktop.ui.reference.find_bar import FindBar
from ldn_desktop.ui.reference.mechanism_page import MechanismPage
from ldn_desktop.ui.reference.notebook import Notebook
from ldn_desktop.ui.reference.opioid_page import OpioidPage
from ldn_desktop.ui.reference.side_pane import SidePane
from ldn_desktop.ui.reference.table_page import TablePage
from ldn_desktop.ui.reference.three_panes import ThreePanes
from ldn_desktop.ui.reference.tool_row import ToolRow
from ldn_desktop.ui.reference.tree import ReferenceTree
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.place_page import PlacePage

_NARROW_BELOW = 560
_TABLES = {
    "study": "studies",
    "opioid": "opioids",
    "term": "glossary",
    "interaction": "interactions",
    "medicine": "medicines",
    "effect": "effects",
}


class ReferencePage(Themed, PlacePage):
    """``save_wanted`` and ``print_wanted`` ask for the open article on paper."""

    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, content: Content, reader_file: Path, icons: IconSet) -> None:
        super().__init__()
        self._content = content
        self._notebook = Notebook(content, reader_file, self)
        self._target = ""
        self._group = "randomised"
        self._article: Article | None = None
        self._tree = ReferenceTree(content)
        self._view = ArticleView()
        self._find = FindBar(self._view)
        self._side = SidePane(content)
        self._tools = ToolRow(icons)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._narrow = False
        self._lay_out()
        self._connect()
        self._show_bookmarks()
        self.apply_theme()

    @property
    def first(self) -> str:
        """What is opened where nothing was named: the first article of the tree."""
        return f"topic:{next(iter(self._content.topics))}"

    @property
    def target(self) -> str:
        """What is open, such as ``topic:surgery#before-the-day``; empty before anything was."""
        return self._target

    @property
    def article(self) -> Article | None:
        """The article that is open; ``None`` while a table or drawing is."""
        return self._article

    def open(self, target: str, words: object = ()) -> None:
        """Open a target: an article (at a heading), a table (at a row), a drawing; mark ``words`` found by the search.

        Refused (``MarkupError``): what is no target.
        """
        kind, name, anchor = split_target(target)
        if kind == "topic" and name in self._content.topics:
            self._open_topic(name, anchor)
            if isinstance(words, (list, tuple, set, frozenset)):
                self._mark([str(word) for word in words], anchor)
        elif kind in _TABLES:
            self._open_page(_TABLES[kind], name)
        else:
            self._open_page(name, anchor)
        self._target = target
        self._tree.show_target(f"{kind}:{name}")
        self._show_place()
        drawn = self._article is None and not isinstance(self._stack.currentWidget(), TablePage)
        self._tools.set_article(self._article is not None, copied=not drawn)
        self._fit()
        self.opened.emit(target)

    def apply_theme(self) -> None:
        """Follow a theme: the page is written anew in its colours and sizes."""
        self._side.set_look(self._look())
        if self._article is not None:
            self._write(keep_place=True)
        self._fit()

    def begin_find(self) -> None:
        """Find words in the open article."""
        if self._stack.currentWidget() is self._centre:
            self._find.begin()

    def focus_first(self) -> None:
        """Put the keyboard on the open page."""
        page = self._stack.currentWidget()
        if isinstance(page, TablePage):
            page.focus_first()
        else:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the side pane, then the tree, where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._centre = _column(self._find, self._view)
        self._stack.addWidget(self._centre)
        self._panes = ThreePanes(self._tree, _column(self._tools, self._stack), self._side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panes)

    def _connect(self) -> None:
        self._tree.chosen.connect(self.open)
        self._view.followed.connect(self._follow)
        self._side.wanted.connect(self._follow)
        self._side.noted.connect(self._noted)
        self._tools.find_wanted.connect(self.begin_find)
        self._tools.bookmark_toggled.connect(self._bookmark)
        self._notebook.changed.connect(self._show_bookmarks)
        self._notebook.failed.connect(self.failed)
        self._tools.bookmark_chosen.connect(self.open)
        self._tools.copy_wanted.connect(self._copy)
        self._tools.save_wanted.connect(self.save_wanted)
        self._tools.print_wanted.connect(self.print_wanted)
        self._tools.side_wanted.connect(self._panes.toggle_side)
        self._panes.splitterMoved.connect(self._fit_page)
        self._panes.fitted.connect(self._fit_page)
        self._panes.side_offered.connect(self._tools.offer_side)
        self._tools.tree_wanted.connect(self._panes.toggle_tree)
        pressed = {"Ctrl+F": self.begin_find, "Ctrl+B": self._panes.toggle_tree, "Ctrl+P": self.print_wanted}
        for keys, slot in pressed.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _open_topic(self, name: str, anchor: str) -> None:
        if self._article is None or self._article.topic.id != name:
            self._article = article(self._content.topics[name], self._content)
            self._group = "randomised"
            self._write(keep_place=False)
        self._stack.setCurrentWidget(self._centre)
        self._view.jump(anchor)
        shown = self._article
        related = [(f"topic:{other}", self._content.topics[other].title) for other in shown.topic.related]
        headings = [(f"#{place}", words) for place, words, level in shown.headings if level == CHAPTER]
        self._notebook.read_again()
        self._side.show_page(headings, related, self._notebook.note_on(f"topic:{name}"))
        self._side.show_source("")

    def _open_page(self, name: str, row: str) -> None:
        page = self._pages.get(name)
        if page is None:
            page = self._made(name)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._article = None
        self._find.end()
        self._stack.setCurrentWidget(page)
        self._side.show_page([], [], None)
        self._side.show_source("")
        if isinstance(page, TablePage) and row:
            page.select(row)
        if isinstance(page, OpioidPage) and row:
            page.seek(row)

    def _made(self, name: str) -> QWidget:
        if name in DRAWINGS:
            drawing = make_drawing(name, self._content)
            drawing.followed.connect(self._follow)
            drawing.message.connect(self.message)
            if isinstance(drawing, MechanismPage):
                drawing.failed.connect(self.failed)
            if isinstance(drawing, OpioidPage):
                drawing.wanted.connect(self.opioid_wanted)
            return drawing
        if name not in GRIDS:
            raise KeyError(name)
        table = TablePage(grid(name, self._content))
        table.opened.connect(self.open)
        table.source_wanted.connect(self._side.show_source)
        table.message.connect(self.message)
        table.failed.connect(self.failed)
        return table

    def _write(self, *, keep_place: bool) -> None:
        if self._article is not None:
            page = ArticlePage(self._article, self._content.grades, self._look())
            self._view.show_page(page.html(self._group), keep_place=keep_place)

    def _mark(self, words: list[str], anchor: str) -> None:
        if words:
            self._view.mark_places(Highlighter(words).places(self._view.document().toPlainText()))
            self._view.jump(anchor)

    def _follow(self, target: str) -> None:
        kind, _, name = target.partition(":")
        if target.startswith("#"):
            self._view.jump(target[1:])
        elif kind == "source":
            self._panes.ask_side(asked=True)
            self._side.show_source(name)
        elif kind == "group":
            self._group = name
            self._write(keep_place=True)
        elif target == COPY:
            self._copy()
        elif kind == "plan":
            self.plan_wanted.emit(name)
        else:
            self.open(target)

    def _page_target(self) -> str:
        return self._target.partition("#")[0]

    def _path(self) -> tuple[str, ...]:
        if self._article is not None:
            return "Reference", self._article.section, self._article.topic.title
        name = split_target(self._target)[1] if self._target.startswith("page:") else ""
        return "Reference", DRAWINGS.get(name, name.capitalize() or "Table")

    def _noted(self, text: str) -> None:
        self._notebook.note(self._page_target(), text)

    def _bookmark(self) -> None:
        self._notebook.toggle(self._page_target())
        self._show_place()

    def _show_bookmarks(self) -> None:
        self._tools.show_bookmarks(self._notebook.bookmarks())

    def _show_place(self) -> None:
        self._tools.show_place(self._path(), bookmarked=self._notebook.has_marked(self._page_target()))

    def _copy(self) -> None:
        if self._article is not None:
            QGuiApplication.clipboard().setText(copied(self._article))
            self.message.emit("Copied, with its sources.")
            return
        page = self._stack.currentWidget()
        if isinstance(page, TablePage):
            page.copy()
            self.message.emit("The table was copied.")

    def _look(self) -> PageLook:
        return PageLook(self.theme.colours, round(self.theme.scale * 1000), narrow=self._narrow)

    def _fit(self) -> None:
        page = self._stack.currentWidget()
        # Where nothing stands beside it, a page takes the room.
        beside = self._article is not None or (isinstance(page, TablePage) and page.has_sources)
        self._panes.fit(self.width(), beside=beside)

    def _fit_page(self) -> None:
        """Write the page anew where it became narrow or wide."""
        narrow = self._stack.width() / self.theme.scale < _NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self._write(keep_place=True)


def _column(above: QWidget, below: QWidget) -> QWidget:
    """Return two parts below each other; the lower one takes the room."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(above)
    column.addWidget(below, 1)
    return box
