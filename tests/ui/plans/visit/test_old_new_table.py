"""Old and new as a table: both revisions by their numbers, what to take drawn, copied whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.plans.visit.old_new_table import Column, OldNewTable
from ldn_desktop.ui.steps.steps_model import PARTS_ROLE
from tests.ui.plans.visit.given import on, shown, supplied
from tests.workspace.visits import TODAY


def test_the_days_from_the_visit_on_stand_in_it_with_both_revisions(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        table = room.result.table
        assert table.isColumnHidden(Column.OLD)
        room.form.decision.decide("settle")
        assert not table.isColumnHidden(Column.OLD)
        table.copy()
        assert QApplication.clipboard().text().splitlines() == [
            "Dates\tRevision 1\tRevision 2\tWhat to take, at bedtime",
            "5 Jan to 25 Jan\t3 mg\t3 mg\t1 × 3 mg, maintenance",
            "26 Jan to 1 Feb\t4.5 mg\t3 mg\t1 × 3 mg, maintenance",
            "2 Feb to 22 Feb\t4.5 mg\tno plan\t",
        ]
        (part,) = table.days.index(0, Column.TAKE).data(PARTS_ROLE)
        assert part.take is not None
        assert isinstance(table, OldNewTable)
        assert table.height() >= table.rowHeight(0) * 2
