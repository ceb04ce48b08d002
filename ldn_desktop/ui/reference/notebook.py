"""The reader's notes and bookmarks, as the reference shows them and every open window writes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ldn_desktop.articles.reference_tables import GRIDS
from ldn_desktop.reference.content import Content
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.reader import Reader, load_reader, save_reader
from ldn_desktop.ui.reference.drawings import DRAWINGS


class Notebook(QObject):
    """Holds what was last read of the file. ``changed`` tells of other bookmarks, ``failed`` what was not written."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, content: Content, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._content, self._file = content, file
        self._reader = load_reader(file)

    def read_again(self) -> None:
        """Take over what another window wrote meanwhile."""
        self._reader = self._newest()
        self.changed.emit()

    def note_on(self, target: str) -> str:
        """Return the note on a target such as ``topic:surgery``; empty without one."""
        return self._reader.notes.get(target, "")

    def has_marked(self, target: str) -> bool:
        """Tell whether there is a bookmark at a target."""
        return target in self._reader.bookmarks

    def bookmarks(self) -> list[tuple[str, str]]:
        """Return the bookmarks with their words; one of an article that is no more is left out."""
        worded = ((target, self._words_of(target)) for target in self._reader.bookmarks)
        return [(target, words) for target, words in worded if words]

    def note(self, target: str, text: str) -> None:
        """Write a note on a target; an empty one is taken away."""
        self._keep(self._newest().with_note(target, text))

    def toggle(self, target: str) -> None:
        """Turn round what is seen of a bookmark, whatever another window did meanwhile."""
        newest = self._newest()
        is_done = (target in newest.bookmarks) != self.has_marked(target)
        self._keep(newest if is_done else newest.toggled(target))

    def _newest(self) -> Reader:
        return load_reader(self._file, self._reader)

    def _keep(self, reader: Reader) -> None:
        self._reader = reader
        self.changed.emit()
        try:
            save_reader(self._file, reader)
        except StoreError as error:
            self.failed.emit(f"The note was not saved. {error}")

    def _words_of(self, target: str) -> str:
        kind, _, name = target.partition(":")
        if kind == "topic":
            topic = self._content.topics.get(name)
            return topic.title if topic else ""
        return DRAWINGS.get(name, name.capitalize() if name in GRIDS else "")
