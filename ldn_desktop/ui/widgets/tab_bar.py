"""Tabs that can carry counts of findings: the shape of each severity with its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QTabWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.marks import paint_severity
from ldn_desktop.ui.theme.tokens import HEIGHT, STATE_WORDS, STATES, TYPE

_PAD, _GAP, _SHAPE, _BAR = 12, 6, 15, 3


class TabBar(Themed, QTabBar):
    """A row of tabs; ``set_counts`` puts severities and their numbers beside a label."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[int, tuple[tuple[str, int], ...]] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.apply_theme()

    def set_counts(self, index: int, counts: Sequence[tuple[str, int]]) -> None:
        """Show (severity, number) beside a tab's label, the gravest first; what is zero is left out."""
        shown = sorted((c for c in counts if c[1]), key=_gravity)
        self._counts[index] = tuple(shown)
        told = ", ".join(f"{number} {STATE_WORDS[severity].lower()}" for severity, number in shown)
        label = self.tabText(index)
        self.setAccessibleTabName(index, f"{label}, {told}" if told else label)
        self.setTabToolTip(index, told[:1].upper() + told[1:])
        # A bar measures its tabs anew when one of them changes.
        self.setTabText(index, label)
        self.updateGeometry()
        self.update()

    def counts(self, index: int) -> Sequence[tuple[str, int]]:
        """Return what stands beside a tab's label."""
        return self._counts.get(index, ())

    def tabSizeHint(self, index: int) -> QSize:
        """Return the room for the label in bold and its counts."""
        theme = self.theme
        wide = 2 * theme.px(_PAD) + QFontMetrics(theme.font("body-bold")).horizontalAdvance(
            self._label(index)
        )
        plain = QFontMetrics(theme.font("body"))
        for _, number in self.counts(index):
            wide += theme.px(_GAP) + theme.px(_SHAPE) + theme.px(_GAP) + plain.horizontalAdvance(str(number))
        return QSize(wide, theme.line() + HEIGHT["tab"] - TYPE["body"].line)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the same: a tab is never shortened."""
        return self.tabSizeHint(index)

    def apply_theme(self) -> None:
        """Measure again."""
        self.setFont(self.theme.font("body"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every tab."""
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Paint again as the pointer moves from tab to tab."""
        if event.type() in {QEvent.Type.HoverMove, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        theme = self.theme
        box = QRectF(self.tabRect(index))
        chosen = index == self.currentIndex()
        hovered = self.underMouse() and box.contains(self.mapFromGlobal(self.cursor().pos()).toPointF())
        role = "accent" if chosen else ("text" if hovered else "text2")
        font = QFont(theme.font("body-bold" if chosen else "body"))
        painter.setFont(font)
        painter.setPen(theme.color(role if self.isTabEnabled(index) else "disabled"))
        left = box.left() + theme.px(_PAD)
        words = self._label(index)
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), _LEFT, words)
        left += QFontMetrics(theme.font("body-bold")).horizontalAdvance(words)
        painter.setFont(theme.font("body"))
        for severity, number in self.counts(index):
            left += theme.px(_GAP)
            side = theme.px(_SHAPE)
            place = QRectF(left, box.center().y() - side / 2, side, side)
            paint_severity(painter, place, severity, theme.color(severity), theme.color("panel"))
            left += side + theme.px(_GAP)
            painter.drawText(QRectF(left, box.top(), box.width(), box.height()), _LEFT, str(number))
            left += QFontMetrics(theme.font("body")).horizontalAdvance(str(number))
        if chosen:
            bar = theme.px(_BAR)
            painter.fillRect(
                QRectF(box.left(), box.bottom() - bar + 1, box.width(), bar), theme.color("accent")
            )
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -bar - 2), theme.px(4), theme.px(4))

    def _label(self, index: int) -> str:
        return self.tabText(index).replace("&&", "\0").replace("&", "").replace("\0", "&")


class Tabs(QTabWidget):
    """A tab widget with such a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = TabBar()
        self.setTabBar(self._bar)
        self.setDocumentMode(True)

    def set_counts(self, index: int, counts: Sequence[tuple[str, int]]) -> None:
        """Show (severity, number) beside a tab's label."""
        self._bar.set_counts(index, counts)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _gravity(count: tuple[str, int]) -> int:
    return STATES.index(count[0])
