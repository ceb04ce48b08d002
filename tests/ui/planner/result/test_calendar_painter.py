"""No band of the calendar is empty: its dose stands on it, however narrow the column."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.planner.result.band_painter import CalendarLook
from ldn_desktop.ui.planner.result.calendar_painter import CalendarPainter
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.workspace.month_calendar import weeks_of
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import CLINIC

BOTH_UNITS: dict[str, Any] = {
    "ladder": [{"dose": "50 mcg", "days": 14, "rhythm": {"every": 2}}, {"dose": "0.1 mg", "days": 14}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "50 mcg"}],
}


def test_every_band_names_its_dose() -> None:
    regimen = regimen_of(**CLINIC)
    bands = [band for week in weeks_of(regimen, PLAIN.of(regimen)) for band in week.bands]
    assert all(band.brief for band in bands)
    assert [band.quiet for band in bands if band.phase == 2][1:] == ["step 3, days 7 to 13", "step 3, day 14"]


def _painted(regimen: Regimen, width: int, *, words: bool) -> QImage:
    theme = current_theme()
    weeks = weeks_of(regimen, PLAIN.of(regimen))
    if not words:
        weeks = tuple(
            week._replace(bands=tuple(band._replace(strong="", brief="", quiet="") for band in week.bands))
            for week in weeks
        )
    image = QImage(width, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    look = CalendarLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
    CalendarPainter(weeks, width, look).paint(painter, 0, 300, None)
    painter.end()
    return image


@pytest.mark.parametrize("plan", [CLINIC, BOTH_UNITS], ids=["clinic", "both units"])
@pytest.mark.parametrize("width", [460, 530, 700])
def test_no_band_is_empty(qtbot: QtBot, plan: dict[str, Any], width: int) -> None:
    regimen = regimen_of(**plan)
    theme = current_theme()
    look = CalendarLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
    weeks = weeks_of(regimen, PLAIN.of(regimen))
    calendar = CalendarPainter(weeks, width, look)
    told, untold = (_painted(regimen, width, words=words) for words in (True, False))
    for row, week in enumerate(weeks[:4]):
        for band in week.bands:
            left = calendar.column_left(band.start)
            box = (
                int(left),
                int(row * calendar.week_height),
                int(calendar.column_left(band.start + 1) - left),
            )
            area = (box[0], box[1] + int(calendar.week_height / 2), box[2], int(calendar.week_height / 2))
            assert told.copy(*area) != untold.copy(*area), (band, width)
