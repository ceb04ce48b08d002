"""Chooses a preset: its title, how well it is supported, and whose it is, before any number is read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.ui.widgets.support_meter import paint_meter
from ldn_desktop.ui.widgets.table_model import Index
from ldn_desktop.workspace.knowledge import Knowledge

_OWN = "Own steps"
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_SUPPORT_ROLE = Qt.ItemDataRole.UserRole + 2


class _Look(Themed):
    """Paints the two lines of a preset into a rectangle."""

    def paint(
        self, painter: QPainter, box: QRectF, title: str, line: str, support: int, *, chosen: bool
    ) -> None:
        """Paint title and support."""
        theme = self.theme
        bold, small = QFont(theme.font("body")), theme.font("small")
        bold.setBold(True)
        height = QFontMetricsF(bold).height()
        role, quiet = ("on_soft", "on_soft") if chosen else ("text", "text2")
        painter.setFont(bold)
        painter.setPen(theme.color(role))
        first = QRectF(box.left(), box.top(), box.width(), height)
        painter.drawText(first, int(Qt.AlignmentFlag.AlignVCenter), title)
        painter.setFont(small)
        painter.setPen(theme.color(quiet))
        second = QRectF(box.left(), first.bottom() + theme.px(2), box.width(), QFontMetricsF(small).height())
        words = "Support "
        painter.drawText(second, int(Qt.AlignmentFlag.AlignVCenter), words)
        left = second.left() + QFontMetricsF(small).horizontalAdvance(words)
        wide = paint_meter(
            painter, QRectF(left, second.top(), 0, second.height()), support, theme.color(quiet), theme.scale
        )
        rest = QRectF(
            left + wide + theme.px(6), second.top(), box.right() - left - wide - theme.px(6), second.height()
        )
        text = QFontMetricsF(small).elidedText(line, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), text)

    def height(self) -> int:
        """Return the height of both lines with their margins."""
        theme = self.theme
        lines = QFontMetricsF(theme.font("body")).height() + QFontMetricsF(theme.font("small")).height()
        return int(lines) + theme.px(14)


class _PresetDelegate(QStyledItemDelegate):
    def __init__(self, look: _Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a preset in the list."""
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._look.theme
        painter.save()
        painter.fillRect(rect, theme.color("soft" if chosen else "panel"))
        box = QRectF(rect).adjusted(theme.px(10), theme.px(5), -theme.px(10), -theme.px(5))
        title, line = str(index.data()), str(index.data(_LINE_ROLE) or "")
        self._look.paint(painter, box, title, line, int(index.data(_SUPPORT_ROLE) or 0), chosen=chosen)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines."""
        return QSize(super().sizeHint(option, index).width(), self._look.height())


class PresetCombo(Themed, Combo):
    """All presets, those of the chosen condition first; ``preset_chosen`` tells an id, empty for own steps."""

    preset_chosen = Signal(str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._look = _Look()
        self._condition: str | None = None
        self.setAccessibleName("Preset")
        self.setItemDelegate(_PresetDelegate(self._look, self))
        self.setMinimumContentsLength(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fill("")
        self.activated.connect(self._activated)

    def show_choice(self, preset: str, condition: str) -> None:
        """Show a preset as chosen; presets of the condition come first."""
        if condition != self._condition:
            self._fill(condition)
        self.setCurrentIndex(max(self.findData(preset), 0))
        line = str(self.currentData(_LINE_ROLE) or "")
        self.setAccessibleDescription(f"{self.currentText()}. {line}")
        # A narrow box cuts the line, with what the preset rests on at its end.
        self.setToolTip(plain_tip(line))

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(super().sizeHint().width(), self._look.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(self.theme.px(200), self._look.height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Leave the text to ``paintEvent``."""
        super().initStyleOption(option)
        option.currentText = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a combo box, and the two lines of the chosen preset into it."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme = self.theme
        box = QRectF(self.rect()).adjusted(theme.px(10), theme.px(5), -theme.px(30), -theme.px(5))
        line = str(self.currentData(_LINE_ROLE) or "")
        self._look.paint(
            painter, box, self.currentText(), line, int(self.currentData(_SUPPORT_ROLE) or 0), chosen=False
        )
        painter.end()

    def _fill(self, condition: str) -> None:
        self._condition = condition
        blocked = self.blockSignals(True)
        self.clear()
        self._add(_OWN, "", "own steps, no source", 0)
        for preset in self._knowledge.offers.presets(condition):
            line = f"{preset.support_words} · source: {preset.source_words}"
            self._add(preset.title, preset.id, line, preset.support)
        self.blockSignals(blocked)

    def _add(self, title: str, preset: str, line: str, support: int) -> None:
        self.addItem(title, preset)
        at = self.count() - 1
        self.setItemData(at, line, _LINE_ROLE)
        self.setItemData(at, support, _SUPPORT_ROLE)
        self.setItemData(at, plain_tip(line), Qt.ItemDataRole.ToolTipRole)
        self.setItemData(at, f"{title}. Support: {line}", Qt.ItemDataRole.AccessibleTextRole)

    def _activated(self) -> None:
        self.preset_chosen.emit(str(self.currentData() or ""))
