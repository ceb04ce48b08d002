"""The guide inside the program: chapters at the left, the text at the right, offline like everything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.ui.widgets.first_size import first_size

CHAPTERS = (
    *("index", "planner", "safety", "follow-up", "papers", "comparing", "exports"),
    *("library", "plans", "visit", "history", "copies", "reference"),
    *("commands", "opioid-command", "interaction-command"),
    *("plan-file", "practice", "local-rules", "keyboard", "privacy", "installing", "building"),
)
"""The chapters in the order in which they are read; each is a file of the folder."""
_LIST, _MARGIN, _BETWEEN = 230, 16, 6


def guide_folder(resources: Path) -> Path:
    """Return the folder of the guide: the project's own documents, which a packaged program brings along."""
    return resources.parent / "docs" / "guide"


def title_of(text: str) -> str:
    """Return the heading that a chapter begins with."""
    return text.splitlines()[0].removeprefix("# ").replace("`", "")


class _Chapter(QTextBrowser):
    """A text whose pictures are as wide as there is room."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of the folder, made smaller where it is too wide."""
        found = super().loadResource(kind, name)
        picture = QImage.fromData(found) if isinstance(found, QByteArray) else QImage()
        if picture.isNull():
            return found
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 2 * _MARGIN) * ratio)
        if picture.width() > room:
            picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        return picture


class Guide(QDialog):
    """Shows the chapters of a folder; it stays open beside the window."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Guide")
        self._folder = folder
        self._list = QListWidget()
        self._list.setAccessibleName("Chapters")
        self._list.setFixedWidth(_LIST)
        self._list.setUniformItemSizes(False)
        self._text = _Chapter()
        self._text.setSearchPaths([str(folder)])
        # It comes with the first long chapter; a picture is measured before.
        self._text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._text.setAccessibleName("Chapter")
        self._text.setOpenLinks(False)
        # The height of a row is that of the style, which a dialog wears once it is polished.
        self._list.ensurePolished()
        for name in CHAPTERS:
            self._list.addItem(title_of(self._read(name)))
        close = QPushButton("C&lose")
        close.setAutoDefault(False)
        beside = QHBoxLayout()
        beside.addWidget(self._list)
        beside.addWidget(self._text, 1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(beside, 1)
        layout.addLayout(below)
        self._list.currentRowChanged.connect(self._chosen)
        self._text.anchorClicked.connect(self._followed)
        close.clicked.connect(self.close)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._first)
        first_size(self, 900, 680)

    @property
    def chapter(self) -> str:
        """The chapter that is shown."""
        row = self._list.currentRow()
        return CHAPTERS[row] if row >= 0 else ""

    def open_chapter(self, name: str) -> None:
        """Show a chapter by its name; an unknown one shows the first."""
        at = CHAPTERS.index(name) if name in CHAPTERS else 0
        self._list.setCurrentRow(at)
        self._text.setFocus()

    def _chosen(self) -> None:
        document = self._text.document()
        document.setDefaultFont(self.font())
        self._text.setMarkdown(self._read(self.chapter))
        document.setDocumentMargin(_MARGIN)
        # Markdown leaves no room between paragraphs by itself.
        airy = QTextBlockFormat()
        airy.setBottomMargin(_BETWEEN)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(airy)

    def _first(self) -> None:
        self.open_chapter(CHAPTERS[0])

    def _followed(self, url: QUrl) -> None:
        """Follow a link to a chapter; of any other the address is copied, for the guide opens nothing outside."""
        name = Path(url.path()).stem
        if url.isRelative() and name in CHAPTERS:
            self.open_chapter(name)
        else:
            QGuiApplication.clipboard().setText(url.toString())

    def _read(self, name: str) -> str:
        try:
            return (self._folder / f"{name}.md").read_text(encoding="utf-8")
        except OSError:
            return f"# {name}\n\nThis chapter is missing; install the program again."
