"""Whatever puts another plan in the place of the open one shows it from its beginning, as a new plan is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMessageBox

from ldn_desktop.domain.plan import Patient
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.ui.files.drops import FileDrops
from ldn_desktop.ui.widgets.tab_bar import Tabs
from ldn_desktop.workspace.draft import new_id
from ldn_desktop.workspace.intents import SetPatient
from ldn_desktop.workspace.origin import File
from tests.journeys.desk import Desk, settle

SIZES = [(1440, 900), (1100, 700)]


def _saved(desk: Desk, folder: Path) -> tuple[Path, Path]:
    """Write the files of two patients."""
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    plan = desk.session.draft.plan
    paths = folder / "ann.ldnplan", folder / "bob.ldnplan"
    for path in paths:
        path.write_bytes(write_plan(replace(plan, id=new_id(), patient=Patient(path.stem))))
    desk.open_new()
    return paths


def _work(desk: Desk) -> None:
    """Leave the form as somebody does who has worked in it: cards turned, far down, the keyboard in the result."""
    page = desk.page
    desk.patient.set_folded(True)
    for card in (desk.titration, desk.safety, desk.follow_up):
        card.set_folded(False)
    desk.result.show_tab("Findings")
    settle()
    bar = desk.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() or desk.titration.folded, "only one card is open where there is room for no more"
    page.focus_part("result")
    settle()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("how", ["open", "drop", "recover", "new", "another patient", "from the reference"])
def test_another_plan_is_shown_from_its_beginning(
    desk: Desk, tmp_path: Path, how: str, size: tuple[int, int]
) -> None:
    window, _page = desk.window, desk.page
    ann, bob = _saved(desk, tmp_path)
    window.resize(*size)
    settle()
    assert window.files.open_path(ann)
    _work(desk)
    match how:
        case "open":
            assert window.files.open_path(bob)
        case "drop":
            desk.part(FileDrops).dropped.emit(bob)
        case "recover":
            desk.session.recover(replace(desk.session.draft, typed=()), File(ann))
        case "new":
            window.actions_.new.trigger()
        case "another patient":
            desk.session.do(SetPatient(Patient("Cid")), "patient")
            with patch.object(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Save):
                assert not window.files.whose.is_known()
        case _:
            window.actions_.go_reference.trigger()
            settle()
            assert window.files.open_path(bob)
    for _ in range(20):
        settle()
    assert desk.patient.isVisible(), "the planner is shown"
    form = desk.form
    assert form.verticalScrollBar().value() == 0
    assert (desk.safety.folded, desk.follow_up.folded) == (True, True)
    name = desk.name
    assert name.hasFocus()
    assert not name.selectedText()
    at = name.mapTo(form.viewport(), QPoint(0, 0))
    assert form.viewport().rect().contains(at)
    if how != "new":
        assert desk.part(Tabs).currentIndex() == 0
    window.force_close()
