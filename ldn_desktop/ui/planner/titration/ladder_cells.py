"""The cells of the ladder: their editor hands every keystroke to the model; what is said in words wraps."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ldn_desktop.ui.planner.titration.ladder_model import (
    UNMEASURABLE_ROLE,
    UNREAD_ROLE,
    LadderColumn,
    LadderModel,
)
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.table_model import Index
from ldn_desktop.ui.widgets.text_lines import WholeLine

WRAPPED = frozenset({LadderColumn.TAKEN, LadderColumn.THEN})
"""The columns that say something in words, in several lines where one has no room."""
_PADDING = 24
"""Pixels at 100 % at both sides of a cell's text together."""


class CellEdit(WholeLine):
    """An editor in a cell that knows which cell it is."""

    edited = Signal(object, str)
    more_wanted = Signal()

    def __init__(self, index: QPersistentModelIndex, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self._index = index
        self.textEdited.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for more of the step by an M over a cell that is chosen whole: no dose and no days begin with it."""
        whole = bool(self.text()) and self.selectedText() == self.text()
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        if event.key() == Qt.Key.Key_M and whole and plain:
            self.more_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, text: str) -> None:
        self.edited.emit(self._index, text)


class CellDelegate(QStyledItemDelegate):
    """Hands every keystroke to the model, which keeps what cannot be read."""

    more_wanted = Signal()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Make doses bold, and red what cannot be measured."""
        super().initStyleOption(option, index)
        if index.column() == LadderColumn.DOSE:
            option.font.setBold(True)
        measured = index.column() == LadderColumn.MEASURED and index.data(UNMEASURABLE_ROLE)
        if measured or index.data(UNREAD_ROLE):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, current_theme().color("blocking"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for all lines of what wraps: Qt leaves the padding of the style sheet out of its width."""
        size = super().sizeHint(option, index)
        if index.column() not in WRAPPED:
            return size
        room = QRect(0, 0, option.rect.width() - current_theme().px(_PADDING), 0)
        text = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))
        return size.expandedTo(QSize(0, text.height() + current_theme().px(_PADDING // 4)))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell."""
        editor = CellEdit(QPersistentModelIndex(index), parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(
            f"Step {index.row() + 1}, {index.model().headerData(index.column(), Qt.Orientation.Horizontal)}"
        )
        editor.edited.connect(self._edited)
        editor.more_wanted.connect(self.more_wanted)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's value once; later changes come from the editor itself."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            _mark(editor, wrong=bool(index.data(UNREAD_ROLE)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the text once more when the editor closes; what cannot be read stays in the cell as it was typed."""
        if isinstance(editor, QLineEdit) and isinstance(model, LadderModel) and editor.isModified():
            model.enter(index, editor.text())

    def _edited(self, index: QPersistentModelIndex, text: str) -> None:
        editor, model = self.sender(), index.model()
        if isinstance(model, LadderModel) and isinstance(editor, CellEdit):
            _mark(editor, wrong=bool(model.enter(index, text)))


def _mark(editor: QLineEdit, *, wrong: bool) -> None:
    editor.setProperty("error", wrong)
    editor.style().polish(editor)
