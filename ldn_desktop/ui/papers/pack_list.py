"""The papers of a plan to tick: each with its number of pages, or why it is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.workspace.pack import Offered

_KIND = Qt.ItemDataRole.UserRole
_EDGE = 8
"""Room around the words of a row, at 100 %."""


class PackList(QListWidget):
    """Up and Down go from paper to paper, the blank ticks one; ``ticked_changed`` tells that others are ticked.

    What is held back cannot be ticked and says why, the first of several for one reason.
    """

    ticked_changed = Signal()

    def __init__(self, papers: Sequence[Offered], ticked: Collection[str]) -> None:
        super().__init__()
        self.setAccessibleName("Papers")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._papers = {paper.kind: paper for paper in papers}
        for paper in papers:
            item = QListWidgetItem(paper.title)
            item.setData(_KIND, paper.kind)
            chosen = paper.kind in ticked and not paper.refusal
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        for paper in papers:
            if paper.refusal:
                self._leave_out(paper)
        ready = (at for at, paper in enumerate(papers) if not paper.refusal)
        self.setCurrentRow(next(ready, 0))
        self.itemChanged.connect(self._changed)

    @property
    def kind(self) -> str:
        """The code of the paper that the keyboard has reached."""
        return str(self.currentItem().data(_KIND))

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes of the papers that are ticked, in their order."""
        items = map(self.item, range(self.count()))
        return tuple(str(item.data(_KIND)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def show_pages(self, kind: str, pages: int | None) -> None:
        """Show how many pages a paper has, ``None`` while they are counted."""
        for item in map(self.item, range(self.count())):
            if item.data(_KIND) == kind and not self._papers[kind].refusal:
                told = "…" if pages is None else counted(pages, "page")
                item.setText(f"{self._papers[kind].title}\n{told}")

    def _leave_out(self, paper: Offered) -> None:
        """Have a paper not ticked and say why; what was told of one before it is not told again."""
        kinds = list(self._papers)
        before = {self._papers[kind].refusal for kind in kinds[: kinds.index(paper.kind)]}
        why = " for the same reason." if paper.refusal in before else f". {paper.refusal}"
        item = self.item(kinds.index(paper.kind))
        item.setText(f"{paper.title}\nLeft out{why}")
        item.setData(Qt.ItemDataRole.CheckStateRole, None)
        item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what wraps all of its lines: the view itself forgets the room around them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = current_theme().px
        for item in map(self.item, range(self.count())):
            if self._papers[str(item.data(_KIND))].refusal:
                room = QRect(0, 0, self.viewport().width() - 4 * px(_EDGE), 0)
                lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
                item.setSizeHint(QSize(0, lines.height() + 2 * px(_EDGE)))

    def _changed(self, _item: QListWidgetItem) -> None:
        self.ticked_changed.emit()
