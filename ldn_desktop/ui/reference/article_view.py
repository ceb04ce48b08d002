"""The text of an article: links, finding words in it, and nothing that is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from ldn_desktop.ui.theme.current import Themed

_INDENT = 20
_ROUNDING = 2


class ArticleView(Themed, QTextBrowser):
    """Shows a page. ``followed`` hands over the target of a link that was clicked or entered."""

    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._found: list[QTextCursor] = []
        self._at = -1
        self._page: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Article")
        self.document().setDocumentMargin(self.theme.px(24))
        self.anchorClicked.connect(self._clicked)
        self.horizontalScrollBar().rangeChanged.connect(self._fit_bar)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing: a page holds all it shows."""
        return None

    def show_page(self, html: str, *, keep_place: bool = False) -> None:
        """Show a page from its top, or where the one before was left."""
        place = self.verticalScrollBar().value()
        self._found, self._at = [], -1
        self.setExtraSelections([])
        # A page that is read before it is shown is laid out once.
        page = QTextDocument(self)
        page.setUndoRedoEnabled(False)
        page.setDefaultFont(self.font())
        page.setIndentWidth(self.theme.px(_INDENT))
        page.setHtml(html)
        page.setDocumentMargin(self.theme.px(24))
        self.setDocument(page)
        # The toolkit lets only a document go that it made itself.
        if self._page is not None:
            self._page.deleteLater()
        self._page = page
        self.verticalScrollBar().setValue(place if keep_place else 0)

    def jump(self, anchor: str) -> None:
        """Go to a heading; to the top for an empty one."""
        if anchor:
            self.scrollToAnchor(anchor)
        else:
            self.verticalScrollBar().setValue(0)

    def find_words(self, words: str) -> int:
        """Mark every place that holds the words and return their number; nothing is marked for no words."""
        self._found, self._at = [], -1
        cursor = QTextCursor(self.document())
        while words:
            cursor = self.document().find(words, cursor)
            if cursor.isNull():
                break
            self._found.append(QTextCursor(cursor))
        self._mark()
        return len(self._found)

    def mark_places(self, places: Iterable[tuple[int, int]]) -> None:
        """Mark stretches of the page's plain text, and go to the first."""
        self._found = []
        for start, end in places:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._found.append(cursor)
        self._at = -1
        self._mark()

    def step(self, by: int) -> int:
        """Go to the next place that was found (or the one before) and return its number from 1; 0 if there is none."""
        if not self._found:
            return 0
        self._at = (self._at + by) % len(self._found)
        self._mark()
        cursor = QTextCursor(self._found[self._at])
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return self._at + 1

    def _mark(self) -> None:
        marks = []
        for at, cursor in enumerate(self._found):
            style = QTextCharFormat()
            chosen = at == self._at
            style.setBackground(self.theme.color("accent" if chosen else "mark"))
            style.setForeground(self.theme.color("on_accent" if chosen else "on_mark"))
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format = style
            marks.append(mark)
        self.setExtraSelections(marks)

    def _fit_bar(self, _least: int, most: int) -> None:
        """Show no bar for the pixel by which a table of full width may round up."""
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if most <= _ROUNDING else policy.ScrollBarAsNeeded
        )

    def _clicked(self, url: QUrl) -> None:
        self.followed.emit(url.toString())
