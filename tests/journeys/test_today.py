"""Today on the screen: a line with its word, where it lies in what is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ldn_desktop.ui.charts.chart_painter import ChartPainter
from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.planner.result.band_painter import CalendarLook
from ldn_desktop.ui.planner.result.calendar_painter import CalendarPainter
from ldn_desktop.ui.planner.result.calendar_widget import CalendarWidget
from ldn_desktop.ui.widgets.date_edit import DateEdit
from tests.journeys.desk import TODAY, Desk, settle


def _painted(desk: Desk, chart: ChartWidget, *, today: int | None) -> bytes:
    shown = chart.chart
    assert shown is not None
    theme = desk.themes.theme
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    look = ChartLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
    ChartPainter(shown._replace(today=today), QRectF(0, 0, 600, 200), look).paint(painter, None)
    painter.end()
    return bytes(image.constBits())


def test_the_chart_has_a_line_at_today_while_the_plan_runs(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    chart = desk.named(ChartWidget, "Dose over time")
    desk.type_into(desk.named(DateEdit, "First dose"), "20 Nov 2026")
    assert "Today is 1 Dec." in chart.accessibleDescription()
    assert chart.chart is not None
    assert chart.chart.today == 11
    assert _painted(desk, chart, today=11) != _painted(desk, chart, today=None)
    assert _painted(desk, chart, today=11) != _painted(desk, chart, today=12)
    for start in ("2 Dec 2026", "1 Jan 2026"):
        desk.type_into(desk.named(DateEdit, "First dose"), start)
        assert "Today" not in chart.accessibleDescription()
        assert chart.chart.today is None


def test_the_calendar_opens_at_todays_week(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg", "14", "84")
    desk.usual_set()
    desk.type_into(desk.named(DateEdit, "First dose"), "1 Jul 2026")
    desk.page.show_part("result", "Calendar")
    settle()
    calendar = desk.named(CalendarWidget, "Calendar")
    row, week = next((row, week) for row, week in enumerate(calendar.weeks) if week.today is not None)
    assert week.days[week.today or 0] == TODAY
    theme = desk.themes.theme
    look = CalendarLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
    painter = CalendarPainter(calendar.weeks, calendar.viewport().width(), look)
    top = calendar.verticalScrollBar().value()
    assert 0 < top <= row * painter.week_height
    assert (row + 1) * painter.week_height <= top + calendar.viewport().height()
