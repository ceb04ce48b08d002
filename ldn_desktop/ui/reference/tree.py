"""The tree of the reference: sections, their articles (a condition's with its grade), tables and drawings."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import plain_tip

_TARGET = Qt.ItemDataRole.UserRole
PAGES_OF_SECTIONS = {
    "how-it-works": (("mechanism-map", "Mechanism map"), ("blockade", "Blockade curve")),
    "conditions": (("conditions", "All conditions"),),
    "safety": (("effects", "All adverse effects"),),
    "interactions": (
        ("medicines", "Other medicines"),
        ("interactions", "All interactions"),
        ("opioid-finder", "Opioid finder"),
        ("opioids", "All opioids"),
    ),
    "evidence": (("studies", "All studies"),),
}
"""Tables and drawings, each at the head of its section."""
_LAST_PAGES = (("glossary", "Glossary"), ("sources", "Sources"))


class ReferenceTree(Themed, QTreeView):
    """Lists everything that can be opened. ``chosen`` hands over a target such as ``topic:surgery``."""

    chosen = Signal(str)

    def __init__(self, content: Content) -> None:
        super().__init__()
        self.setAccessibleName("Contents of the reference")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "tree")
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._items: dict[str, QStandardItem] = {}
        self._model = QStandardItemModel(0, 2, self)
        self._fill(content)
        self.setModel(self._model)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.apply_theme()
        self.selectionModel().currentChanged.connect(self._current_changed)

    def apply_theme(self) -> None:
        """Fit the indentation to a theme."""
        self.setIndentation(self.theme.px(14))

    def show_target(self, target: str) -> None:
        """Mark what is open, without opening it."""
        item = self._items.get(target.partition("#")[0])
        model = self.selectionModel()
        if item is None:
            model.clearSelection()
            return
        index = item.index()
        if index.parent().isValid():
            self.expand(index.parent())
        model.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag
        model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        model.blockSignals(False)
        self.scrollTo(index)
        self.viewport().update()

    def _fill(self, content: Content) -> None:
        for section in content.sections:
            topics = [topic for topic in content.topics.values() if topic.section == section.id]
            pages = PAGES_OF_SECTIONS.get(section.id, ())
            if len(topics) == 1 and not pages:
                self._add(self._model.invisibleRootItem(), section.title, f"topic:{topics[0].id}")
                continue
            branch = QStandardItem(section.title)
            branch.setSelectable(False)
            self._model.appendRow([branch, self._grade("")])
            for name, words in pages:
                self._add(branch, words, f"page:{name}")
            for topic in topics:
                condition = content.conditions.get(topic.condition)
                self._add(branch, topic.title, f"topic:{topic.id}", condition.grade if condition else "")
        for name, words in _LAST_PAGES:
            self._add(self._model.invisibleRootItem(), words, f"page:{name}")

    def _add(self, branch: QStandardItem, words: str, target: str, grade: str = "") -> None:
        item = QStandardItem(words)
        item.setData(target, _TARGET)
        item.setToolTip(plain_tip(words))
        if grade:
            item.setData(f"{words}, grade {grade}", Qt.ItemDataRole.AccessibleTextRole)
        branch.appendRow([item, self._grade(grade)])
        self._items[target] = item

    @staticmethod
    def _grade(grade: str) -> QStandardItem:
        item = QStandardItem(grade)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        if grade:
            item.setToolTip(plain_tip(f"Grade {grade} of A to D"))
        return item

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        target = current.siblingAtColumn(0).data(_TARGET)
        if isinstance(target, str):
            self.chosen.emit(target)
