"""Plans whose doses keep days, times and conditions of their own, in the window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from ldn_desktop.ui.charts.chart_painter import ChartPainter
from ldn_desktop.ui.charts.chart_plot import ChartLook
from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.planner.result.calendar_widget import CalendarWidget
from ldn_desktop.workspace.dose_chart import DoseChart
from tests.journeys.desk import Desk, settle
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import CLINIC


@pytest.fixture
def clinic(desk: Desk) -> Desk:
    desk.session.open(replace(desk.session.draft, plan=regimen_of(**CLINIC).plan), desk.session.origin)
    settle()
    return desk


def _painted(desk: Desk, chart: DoseChart) -> bytes:
    theme = desk.themes.theme
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    look = ChartLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
    ChartPainter(chart, QRectF(0, 0, 600, 200), look).paint(painter, None)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("what", ["gaps", "splits", "condition", "detail", "goes_on"])
def test_the_chart_draws_each_of_them(clinic: Desk, what: str) -> None:
    chart = clinic.named(ChartWidget, "Dose over time").chart
    assert chart is not None
    without: dict[str, Any] = {
        "gaps": {"bands": tuple(band._replace(dosed=((band.start, band.end),)) for band in chart.bands)},
        "splits": {"bands": tuple(band._replace(splits=()) for band in chart.bands)},
        "condition": {"bands": tuple(band._replace(condition="") for band in chart.bands)},
        "detail": {"bands": tuple(band._replace(detail="") for band in chart.bands)},
        "goes_on": {"goes_on": ""},
    }
    assert _painted(clinic, chart) != _painted(clinic, chart._replace(**without[what]))


def test_whoever_hears_the_table_hears_its_days_and_what_follows(clinic: Desk) -> None:
    table = clinic.table("Steps").model()
    told = " ".join(table.as_text().split())  # type: ignore[attr-defined]
    assert "every other day: 1, 3, 5, 7, 9, 11, 13 Dec" in told
    assert "Monday to Friday · goes on until the prescriber changes it" in told
    assert "go on only after a review" in told


def test_the_calendar_tells_rhythm_and_what_follows(clinic: Desk) -> None:
    clinic.page.show_part("result", "Calendar")
    settle()
    told = clinic.named(CalendarWidget, "Calendar").accessibleDescription()
    assert told.startswith("Step 1  0.5 mg, 1 × 0.5 mg, every other day; Step 2")
    assert told.endswith("; goes on until the prescriber changes it")


def test_a_click_on_a_free_day_chooses_its_step(clinic: Desk) -> None:
    clinic.page.show_part("result", "Calendar")
    settle()
    calendar = clinic.named(CalendarWidget, "Calendar")
    assert calendar.weeks[0].free[-1] == (6, 0)
    clinic.table("Steps").clearSelection()
    chosen: list[int] = []
    calendar.chosen.connect(chosen.append)
    sunday = QPoint(calendar.viewport().width() - 4, calendar.viewport().fontMetrics().height() * 3)
    QTest.mouseClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=sunday)
    assert chosen == [0]


def test_the_supply_of_a_plan_that_goes_on_names_its_horizon(clinic: Desk) -> None:
    clinic.page.show_part("result", "Supply")
    settle()
    model = clinic.table("Supply").model()
    last = model.rowCount() - 1
    assert [model.index(last, column).data() for column in (2, 3)] == [
        "Total until",
        "22 Feb 2027, then it goes on",
    ]
