"""Paints the course as weeks: month and year at the left, phases as bands across their days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen

from ldn_desktop.reference.words.english import month_name, weekday
from ldn_desktop.ui.planner.result.band_painter import BandPainter, CalendarLook
from ldn_desktop.workspace.month_calendar import DAYS_A_WEEK, Week, WeekNote

_TODAY = "Today"
_FREE = ("no dose", "none", "–")
"""What stands on a day of a step on which no dose is taken, the longest first."""


class CalendarPainter:
    """Weeks laid out below each other in a given width."""

    def __init__(self, weeks: tuple[Week, ...], width: float, look: CalendarLook) -> None:
        self._weeks, self._width, self._look = weeks, width, look
        self._small, self._bands = QFontMetricsF(look.small), BandPainter(look)
        self._margin = self._small.horizontalAdvance("Mmm 0000") + 8 * look.unit
        self._day_height = self._small.height() + 2 * look.unit
        self._band_height = self._small.height() + 4 * look.unit

    @property
    def header_height(self) -> float:
        """The height of the row of weekdays."""
        return self._small.height() + 10 * self._look.unit

    @property
    def week_height(self) -> float:
        """The height of one week."""
        return self._day_height + self._band_height + 4 * self._look.unit

    @property
    def height(self) -> float:
        """The height of everything below the header."""
        return self.week_height * len(self._weeks)

    def band_at(self, point: QPointF) -> int | None:
        """Return the index of the phase at a point below the header, or ``None``."""
        row = int(point.y() // self.week_height)
        if not 0 <= row < len(self._weeks) or point.x() < self._margin:
            return None
        day = int((point.x() - self._margin) // self._column)
        week = self._weeks[row]
        bands = (band.phase for band in week.bands if band.start <= day <= band.end)
        return next(bands, dict(week.free).get(day))

    def paint_header(self, painter: QPainter) -> None:
        """Paint the row of weekdays at the origin."""
        look = self._look
        painter.fillRect(QRectF(0, 0, self._width, self.header_height), look.color("sunken"))
        font = QFont(look.small)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.color("text2"))
        letters = self.head_letters
        for day in range(DAYS_A_WEEK):
            name = weekday(self._weeks[0].monday + timedelta(days=day))[:letters]
            box = QRectF(self.column_left(day) + 6 * look.unit, 0, self._column, self.header_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(look.color("line"), look.unit))
        painter.drawLine(QPointF(0, self.header_height), QPointF(self._width, self.header_height))

    @property
    def head_letters(self) -> int:
        """How many letters of a weekday have room above a column, at least one."""
        font = QFont(self._look.small)
        font.setBold(True)
        metrics, room = QFontMetricsF(font), self._column - 8 * self._look.unit
        days = [self._weeks[0].monday + timedelta(days=day) for day in range(DAYS_A_WEEK)]
        for letters in (3, 2):
            if all(metrics.horizontalAdvance(weekday(day)[:letters]) <= room for day in days):
                return letters
        return 1

    def paint(self, painter: QPainter, top: float, bottom: float, selected: int | None) -> None:
        """Paint the weeks between two heights below the header."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = max(int(top // self.week_height), 0)
        last = min(int(bottom // self.week_height), len(self._weeks) - 1)
        for row in range(first, last + 1):
            self._week(painter, row, self.week_height * row, selected)

    @property
    def _column(self) -> float:
        return (self._width - self._margin) / DAYS_A_WEEK

    def column_left(self, day: int) -> float:
        """Return where the column of a weekday begins, Monday being 0."""
        return self._margin + day * self._column

    def _week(self, painter: QPainter, row: int, y: float, selected: int | None) -> None:
        look, week = self._look, self._weeks[row]
        painter.setPen(QPen(look.color("line"), look.unit))
        painter.drawLine(QPointF(0, y + self.week_height), QPointF(self._width, y + self.week_height))
        for day in range(DAYS_A_WEEK):
            painter.drawLine(
                QPointF(self.column_left(day), y), QPointF(self.column_left(day), y + self.week_height)
            )
        self._month(painter, row, y)
        self._shut(painter, week, y)
        for day, date in enumerate(week.days):
            if date is None:
                continue
            font = QFont(look.small)
            begins = date.day == 1
            font.setBold(begins)
            painter.setFont(font)
            painter.setPen(look.color("text"))
            text = f"1 {month_name(date)}" if begins else str(date.day)
            if day == week.today and not self._has_room(f"{text} {_TODAY}", font):
                # The month stands at the left; today stands nowhere else.
                text = str(date.day)
            box = QRectF(
                self.column_left(day) + 6 * look.unit, y + 2 * look.unit, self._column, self._day_height
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            room = box.adjusted(QFontMetricsF(font).horizontalAdvance(text), 0, 0, 0)
            for words, role in self._day_words(week, day):
                room = self._beside(painter, room, words, role)
            self._begun(painter, room, week, day)
        self._today(painter, week, y)
        for note in week.notes:
            self._note(painter, note, y + self._day_height)
        self._free(painter, week, y + self._day_height)
        if week.follows is not None:
            self._follows(painter, week.follows, y + self._day_height)
        for band in week.bands:
            left, right = self.column_left(band.start), self.column_left(band.end + 1)
            box = QRectF(left, y + self._day_height, right - left, self._band_height)
            self._bands.paint(painter, band, box, chosen=band.phase == selected)

    def _shut(self, painter: QPainter, week: Week, y: float) -> None:
        """Hatch the days that an opioid bars; the ground of the number stays plain."""
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        for day in week.barred:
            box = QRectF(self.column_left(day), y, self._column, self.week_height)
            painter.setBrush(look.color("blocking_bg"))
            painter.drawRect(box)
            painter.setBrush(QBrush(look.color("blocking"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
            painter.setBrush(look.color("blocking_bg"))
            number = self._small.horizontalAdvance("00 Mmm")
            painter.drawRect(
                QRectF(box.left() + 3 * look.unit, y + 3 * look.unit, number, self._small.height())
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _beside(self, painter: QPainter, room: QRectF, words: str, role: str) -> QRectF:
        """Write words beside the number of a day where there is room; return the room that is left."""
        look = self._look
        room = room.adjusted(4 * look.unit, 0, -8 * look.unit, 0)
        font = QFont(look.small)
        font.setBold(True)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if wide > room.width():
            return room
        painter.setFont(font)
        painter.setPen(look.color(role))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        return room.adjusted(wide, 0, 8 * look.unit, 0)

    def _day_words(self, week: Week, day: int) -> Iterator[tuple[str, str]]:
        """Yield what stands beside the number of a day, with its role."""
        if day == week.today:
            yield _TODAY, "accent"
        if day == week.earliest:
            yield "Earliest", "ok"

    def _begun(self, painter: QPainter, room: QRectF, week: Week, day: int) -> None:
        """Name at the right of a day the step that begins, where its band is too narrow to name it."""
        for band in week.bands:
            if (
                band.start == day
                and band.strong
                and band.brief
                and not self._bands.holds(band, self._column * (band.end + 1 - band.start))
            ):
                words = band.strong.removesuffix(band.brief).strip().lower()
                right = room.adjusted(4 * self._look.unit, 0, -10 * self._look.unit, 0)
                if self._small.horizontalAdvance(words) <= right.width():
                    painter.setFont(self._look.small)
                    painter.setPen(self._look.color("text2"))
                    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                    painter.drawText(right, flags, words)

    def _has_room(self, words: str, font: QFont) -> bool:
        return QFontMetricsF(font).horizontalAdvance(words) <= self._column - 14 * self._look.unit

    def _today(self, painter: QPainter, week: Week, y: float) -> None:
        """Draw a line at the left of today."""
        if week.today is not None:
            x = self.column_left(week.today) + self._look.unit
            painter.setPen(QPen(self._look.color("accent"), 3 * self._look.unit))
            painter.drawLine(
                QPointF(x, y + self._look.unit), QPointF(x, y + self.week_height - self._look.unit)
            )

    def _note(self, painter: QPainter, note: WeekNote, y: float) -> None:
        look = self._look
        left = self.column_left(note.start) + 2 * look.unit
        box = QRectF(left, y, self.column_left(note.end + 1) - 2 * look.unit - left, self._band_height)
        painter.setPen(QPen(look.color("blocking"), look.unit))
        painter.setBrush(look.color("panel"))
        painter.drawRoundedRect(box, 3 * look.unit, 3 * look.unit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(look.small)
        painter.setPen(look.color("text"))
        inner = box.adjusted(6 * look.unit, 0, -4 * look.unit, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._fitting(note, inner.width()))

    def _free(self, painter: QPainter, week: Week, y: float) -> None:
        """Say on each day of a step without a dose that there is none, in as many words as have room."""
        room, tiny = self._column - 4 * self._look.unit, QFontMetricsF(self._look.tiny)
        words = next((text for text in _FREE if tiny.horizontalAdvance(text) <= room), _FREE[-1])
        painter.setFont(self._look.tiny)
        painter.setPen(self._look.color("text2"))
        for day, _ in week.free:
            box = QRectF(self.column_left(day), y, self._column, self._band_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _follows(self, painter: QPainter, note: WeekNote, y: float) -> None:
        """Say behind the last day what follows it."""
        look = self._look
        left = self.column_left(note.start) + 8 * look.unit
        box = QRectF(left, y, self.column_left(note.end + 1) - 4 * look.unit - left, self._band_height)
        words = self._fitting(note, box.width())
        # No line of a column runs through the words.
        painter.fillRect(
            QRectF(left, y, self._small.horizontalAdvance(words), self._band_height), look.color("panel")
        )
        painter.setFont(look.small)
        painter.setPen(look.color("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _fitting(self, note: WeekNote, width: float) -> str:
        fitting = (text for text in note.texts if self._small.horizontalAdvance(text) <= width)
        text = next(fitting, note.texts[-1])
        return self._small.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _month(self, painter: QPainter, row: int, y: float) -> None:
        monday = self._weeks[row].monday
        before = self._weeks[row - 1].monday if row else None
        if before is not None and before.month == monday.month:
            return
        font = QFont(self._look.small)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._look.color("text"))
        line = self._small.height()
        box = QRectF(6 * self._look.unit, y + 4 * self._look.unit, self._margin, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, month_name(monday))
        painter.setFont(self._look.small)
        painter.setPen(self._look.color("text3"))
        painter.drawText(box.translated(0, line), Qt.AlignmentFlag.AlignVCenter, str(monday.year))
