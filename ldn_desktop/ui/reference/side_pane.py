"""Beside the article: its headings, the source that was asked for, related articles, one's own notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.articles.rich_text import PageLook
from ldn_desktop.articles.source_card import source_card
from ldn_desktop.articles.source_words import reference
from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.link_list import LinkList
from ldn_desktop.ui.widgets.labels import PlainLabel

_WIDTH = 264
_NOTE_HEIGHT = 110


class SidePane(QScrollArea):
    """``wanted`` hands over a target or ``#anchor``; ``noted`` what was typed as a note."""

    wanted = Signal(str)
    noted = Signal(str)

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._source = ""
        self._look: PageLook | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setObjectName("sidePane")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._headings = LinkList("On this page")
        self._related = LinkList("Related")
        self._card_title = PlainLabel("Source", role="caption")
        self._card = PlainLabel(wraps=True)
        self._card.setTextFormat(Qt.TextFormat.RichText)
        self._card.setOpenExternalLinks(False)
        self._card.setAccessibleName("Source")
        self._card.linkActivated.connect(self._open_outside)
        self._copy = QPushButton("Copy citation")
        self._copy.setProperty("role", "flat")
        self._copy.clicked.connect(self._copy_citation)
        self._card_frame = QFrame()
        self._card_frame.setProperty("role", "card")
        self._note = QPlainTextEdit()
        self._note.setAccessibleName("My notes on this page")
        self._note.setPlaceholderText("Kept on this computer, unencrypted: write nothing about a patient.")
        self._note.setTabChangesFocus(True)
        self._note.textChanged.connect(self._note_changed)
        self._lay_out()
        for links in (self._headings, self._related):
            links.chosen.connect(self.wanted)

    def set_look(self, look: PageLook) -> None:
        """Fit sizes and colours, and write the card anew."""
        self._look = look
        self.setMinimumWidth(look.px(_WIDTH))
        self._note.setFixedHeight(look.px(_NOTE_HEIGHT))
        self.show_source(self._source)

    def show_page(
        self, headings: list[tuple[str, str]], related: list[tuple[str, str]], note: str | None
    ) -> None:
        """Show targets with their words for a page, and its note; ``None`` where a page takes no note."""
        self._headings.show_links(headings)
        self._related.show_links(related)
        self._note_title.setVisible(note is not None)
        self._note.setVisible(note is not None)
        self._note.blockSignals(True)
        self._note.setPlainText(note or "")
        self._note.blockSignals(False)

    def show_source(self, name: str) -> None:
        """Show the card of a source; none for an empty name."""
        self._source = name
        for part in (self._card_title, self._card_frame):
            part.setVisible(bool(name))
        if name and self._look is not None:
            self._card.setText(source_card(name, self._content, self._look))
            # The card has its place only after the layout was done.
            QTimer.singleShot(0, self._reveal_card)

    def focus_first(self) -> None:
        """Put the keyboard on the first part that can be used."""
        self._headings.focus_first()

    def _reveal_card(self) -> None:
        if self._card_frame.isVisible():
            bar = self.verticalScrollBar()
            if self._card_frame.geometry().bottom() > bar.value() + self.viewport().height():
                bar.setValue(self._card_title.y())

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self._card_frame)
        inner.addWidget(self._card)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._copy)
        inner.addLayout(row)
        self._note_title = PlainLabel("My notes", role="caption")
        holder = QWidget()
        holder.setObjectName("sideHolder")
        layout = QVBoxLayout(holder)
        for part in (
            self._headings,
            self._card_title,
            self._card_frame,
            self._related,
            self._note_title,
            self._note,
        ):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(holder)

    def _note_changed(self) -> None:
        self.noted.emit(self._note.toPlainText())

    def _copy_citation(self) -> None:
        if self._source:
            QGuiApplication.clipboard().setText(reference(self._content.sources[self._source]))

    @staticmethod
    def _open_outside(address: str) -> None:
        """Open an address in the system's browser: the person asked for it."""
        QDesktopServices.openUrl(QUrl(address))
