"""The table of steps: its columns rest on its width alone, and nothing that a step says is cut."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from ldn_desktop.papers.drawings import levels_of
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.steps.steps_model import NOTE_ROLE, PARTS_ROLE, TAG_ROLE, StepColumn
from ldn_desktop.ui.steps.steps_table import StepsTable
from ldn_desktop.ui.steps.take_lines import TakeLines
from ldn_desktop.ui.theme.current import current_theme
from tests.papers.test_patient_plan import regimen_of
from tests.workspace.test_step_words import CLINIC

THREE: dict[str, Any] = {
    "ladder": [
        {"dose": "1 mg", "days": 7},
        {"doses": {"morning": "2 mg", "midday": "4.5 mg", "bedtime": "3.5 mg"}, "days": 28},
    ],
    "formulations": [{"id": name, "kind": "capsule", "strength": f"{name} mg"} for name in ("0.5", "1", "3")],
}
UNMADE: dict[str, Any] = {"ladder": [{"dose": "0.3 mg", "days": 7}]}
LIQUID: dict[str, Any] = {
    "ladder": [{"dose": "4.5 mg", "days": 7}, {"dose": "9 mg", "days": 7, "rhythm": {"on": 3, "off": 2}}],
    "formulations": [
        {
            "id": "l",
            "kind": "liquid",
            "concentration": "1 mg/mL",
            "graduation_ml": "0.1",
            "capacity_ml": "3",
            "route": "sublingual",
        }
    ],
    "max_measures_per_dose": 4,
}
PLANS = {"simple": {}, "clinic": CLINIC, "three times": THREE, "unmade": UNMADE, "liquid": LIQUID}


def _table(qtbot: QtBot, plan: dict[str, Any], width: int) -> StepsTable:
    table = StepsTable()
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    regimen = regimen_of(**plan)
    table.show_regimen(regimen, PLAIN.of(regimen))
    return table


def _hidden(table: StepsTable) -> list[StepColumn]:
    return [column for column in StepColumn if table.isColumnHidden(column)]


@pytest.mark.parametrize("width", [340, 420, 540, 600, 752, 1000])
def test_columns_rest_on_the_width_alone(qtbot: QtBot, width: int) -> None:
    hidden = [_hidden(_table(qtbot, plan, width)) for plan in PLANS.values()]
    assert hidden == hidden[:1] * len(PLANS)


def test_what_says_least_goes_first(qtbot: QtBot) -> None:
    assert _hidden(_table(qtbot, CLINIC, 752)) == []
    assert _hidden(_table(qtbot, CLINIC, 542)) == [StepColumn.LAST, StepColumn.PIECES]
    assert _hidden(_table(qtbot, CLINIC, 400)) == [StepColumn.LAST, StepColumn.DAYS, StepColumn.PIECES]


@pytest.mark.parametrize("width", [420, 542, 752, 1000])
@pytest.mark.parametrize("plan", PLANS)
def test_every_word_of_what_to_take_has_its_room(qtbot: QtBot, plan: str, width: int) -> None:
    table = _table(qtbot, PLANS[plan], width)
    regimen = regimen_of(**PLANS[plan])
    lines = TakeLines(levels_of(regimen))
    room = table.columnWidth(StepColumn.TAKE) - current_theme().px(12)
    for row in range(table.model().rowCount()):
        cell = table.steps.index(row, StepColumn.TAKE)
        parts, tag = cell.data(PARTS_ROLE), cell.data(TAG_ROLE)
        placed = lines.place(parts, tag, room, drawn=False)
        assert all(piece.left + piece.piece.width <= room for piece in placed)
        assert " ".join(p.piece.text for p in placed).replace(" maintenance", "") == " ".join(
            f"{part.lead} {part.text}".strip() for part in parts
        )
        high = (1 + placed[-1].line) * table.fontMetrics().height()
        assert table.rowHeight(row) >= high


def test_each_time_has_a_line_of_its_own_where_one_has_no_room(qtbot: QtBot) -> None:
    table = _table(qtbot, THREE, 752)
    levels = levels_of(regimen_of(**THREE))
    parts = table.steps.index(1, StepColumn.TAKE).data(PARTS_ROLE)
    room = table.columnWidth(StepColumn.TAKE) - current_theme().px(12)
    placed = TakeLines(levels).place(parts, "", room, drawn=True)
    assert [p.line for p in placed if p.piece.kind == "lead"] == [0, 1, 2]
    assert {p.line for p in TakeLines(levels).place(parts, "", 2_000, drawn=True)} == {0}
    assert table.rowHeight(1) > table.rowHeight(0)


def test_what_a_hidden_column_said_is_said_below_and_copied_once(qtbot: QtBot) -> None:
    table = _table(qtbot, CLINIC, 400)
    notes = [table.steps.index(row, StepColumn.TAKE).data(NOTE_ROLE) for row in range(5)]
    assert notes[0].startswith("14 days · 7 dose days · 1 piece · every other day")
    assert notes[2] == "14 days · 2 pieces"
    assert notes[4].startswith("until 22 Feb 2027 · 28 days · 20 dose days · 2 pieces · Monday to Friday")
    assert "14 days" not in table.steps.as_text()
    wide = _table(qtbot, CLINIC, 752)
    assert wide.steps.index(2, StepColumn.TAKE).data(NOTE_ROLE) == ""
    assert wide.steps.as_text() == table.steps.as_text()
    assert wide.steps.index(0, StepColumn.DAYS).data(Qt.ItemDataRole.DisplayRole) == "14"


def test_times_that_have_no_room_in_the_head_stand_in_each_row(qtbot: QtBot) -> None:
    times = ["morning", "midday", "evening", "bedtime"]
    plan: dict[str, Any] = {"ladder": [{"dose": "2 mg", "days": 7}], "times": times}
    when = "in the morning, at midday, in the evening and at bedtime"
    told = {}
    for width in (1000, 360):
        table = _table(qtbot, plan, width)
        head = table.horizontalHeader()
        assert head.sectionSizeHint(StepColumn.TAKE) <= table.columnWidth(StepColumn.TAKE)
        told[width] = (
            table.model().headerData(StepColumn.TAKE, Qt.Orientation.Horizontal),
            table.steps.index(0, StepColumn.TAKE).data(),
        )
    assert told == {
        1000: (f"What to take, {when}", "1 × 0.5 mg, each time"),
        360: ("What to take", f"1 × 0.5 mg, each time, {when}"),
    }


def test_words_below_a_day_have_their_line_where_what_to_take_has_one(qtbot: QtBot) -> None:
    rungs = [{"dose": "1 mg", "days": 14, "go_on": "after-review"}, {"dose": "2 mg", "days": 14}]
    table = _table(qtbot, {"ladder": rungs}, 1000)
    assert table.steps.index(1, StepColumn.FIRST).data(NOTE_ROLE) == "at the earliest"
    assert table.steps.index(1, StepColumn.TAKE).data(NOTE_ROLE) == ""
    small, body = (QFontMetricsF(current_theme().font(name)).height() for name in ("small", "body"))
    assert table.rowHeight(1) >= small + body
