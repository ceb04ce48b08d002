"""Paints a row of the list: icon, title and snippet with what matched on a marked ground, the mark at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ldn_desktop.reference.search.entry import Result
from ldn_desktop.reference.search.snippet import Highlighter
from ldn_desktop.ui.search.rows import ROW_ROLE, Row
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.table_model import Index

KIND_ICONS: Final[Mapping[str, str]] = {
    "topic": "book-open",
    "condition": "stethoscope",
    "study": "flask",
    "opioid": "pill",
    "interaction": "tablets",
    "medicine": "tablets",
    "glossary": "list",
    "source": "file-text",
    "plan": "archive",
}
_SIDE, _GAP, _ICON, _BAR, _GRADE = 16, 12, 18, 4, 18
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class RowPainter(Themed, QStyledItemDelegate):
    """Paints headings and results in a theme."""

    def __init__(self, icons: IconSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take letters and their sizes from the theme."""
        theme = self.theme
        self._bold, self._small = theme.font("body-bold"), theme.font("small")
        self._heading_font = theme.font("small-bold")
        self._metrics = {
            id(font): QFontMetricsF(font) for font in (self._bold, self._small, self._heading_font)
        }

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or of two lines."""
        theme = self.theme
        row = index.data(ROW_ROLE)
        heading = isinstance(row, Row) and row.result is None
        high = (
            theme.line("small") + theme.px(12)
            if heading
            else theme.line() + theme.line("small") + theme.px(12)
        )
        return QSize(theme.px(200), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        box = QRectF(option.rect)
        if row.result is None:
            self._paint_heading(painter, box, row.heading)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_result(painter, box, row, row.result, chosen=chosen, hovered=hovered)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, words: str) -> None:
        theme = self.theme
        box = box.adjusted(theme.px(_SIDE), theme.px(4), -theme.px(_SIDE), 0)
        painter.setFont(self._heading_font)
        painter.setPen(theme.color("text2"))
        painter.drawText(box, _LEFT, words)
        left = box.left() + self._metrics[id(self._heading_font)].horizontalAdvance(words) + theme.px(8)
        painter.setPen(theme.color("line"))
        middle = round(box.center().y())
        painter.drawLine(round(left), middle, round(box.right()), middle)

    def _paint_result(
        self, painter: QPainter, box: QRectF, row: Row, result: Result, *, chosen: bool, hovered: bool
    ) -> None:
        theme = self.theme
        if chosen or hovered:
            painter.fillRect(box, theme.color("soft" if chosen else "hover"))
        if chosen:
            bar = QRectF(box.left(), box.top(), theme.px(_BAR), box.height())
            painter.fillRect(bar, theme.color("accent"))
            if theme.high_contrast:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        inner = box.adjusted(theme.px(_SIDE), theme.px(6), -theme.px(_SIDE), -theme.px(6))
        ratio = painter.device().devicePixelRatioF()
        icon = self._icons.pixmap(
            KIND_ICONS[result.kind], "on_soft" if chosen else "text2", theme, _ICON, ratio
        )
        side = theme.px(_ICON)
        painter.drawPixmap(round(inner.left()), round(inner.center().y() - side / 2), icon)
        text, quiet = (
            theme.color("on_soft" if chosen else "text"),
            theme.color("on_soft" if chosen else "text2"),
        )
        right = self._paint_mark(painter, inner, row, text)
        left = inner.left() + side + theme.px(_GAP)
        marked = Highlighter(result.words)
        first = QRectF(left, inner.top(), right - left, theme.line())
        second = QRectF(left, first.bottom(), right - left, theme.line("small"))
        self._paint_line(painter, first, result.title, marked, self._bold, text)
        line = f"{result.section} › {result.snippet}" if result.section else result.snippet
        self._paint_line(painter, second, line, marked, self._small, quiet)

    def _paint_mark(self, painter: QPainter, inner: QRectF, row: Row, ink: QColor) -> float:
        """Paint the words at the end of the row, a grade in a square; return where they begin."""
        if not row.mark:
            return inner.right()
        theme = self.theme
        graded = len(row.mark) == 1
        font = self._heading_font if graded else self._small
        wide = theme.px(_GRADE) if graded else self._metrics[id(font)].horizontalAdvance(row.mark) + 1
        place = QRectF(inner.right() - wide, inner.top(), wide, inner.height())
        painter.setFont(font)
        if graded:
            high = theme.px(_GRADE)
            place = QRectF(round(place.left()), round(inner.center().y() - high / 2), wide, high)
            painter.setPen(theme.color("control"))
            painter.setBrush(theme.color("panel"))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            ink = theme.color("text")
        painter.setPen(ink)
        painter.drawText(place, _CENTRE, row.mark)
        return inner.right() - wide - theme.px(_GAP)

    def _paint_line(
        self, painter: QPainter, box: QRectF, text: str, marked: Highlighter, font: QFont, ink: QColor
    ) -> None:
        metrics = self._metrics[id(font)]
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        left = box.left()
        for part, hit in marked.parts(text):
            wide = metrics.horizontalAdvance(part)
            place = QRectF(left, box.top(), wide + 1, box.height())
            if hit:
                painter.fillRect(place.adjusted(-1, 1, 0, -1), self.theme.color("mark"))
            painter.setPen(self.theme.color("on_mark") if hit else ink)
            painter.drawText(place, _LEFT, part)
            left += wide
