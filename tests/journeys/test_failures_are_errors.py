"""What failed is told as an error, never as a note: files, notes, papers, tables, settings, the reference."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.reference.mechanism_page import MechanismPage
from ldn_desktop.ui.reference.side_pane import SidePane
from ldn_desktop.ui.reference.table_page import TablePage
from ldn_desktop.ui.widgets.messages import MessageBar
from tests.journeys.desk import Desk, child

_WHY = "The disk is full."


def _severities(desk: Desk) -> list[tuple[str, str]]:
    return [(bar.text(), bar.severity) for bar in desk.window.notices.findChildren(MessageBar)]


def _only_error(desk: Desk, words: str) -> None:
    found = [severity for text, severity in _severities(desk) if words in text]
    assert found == ["blocking"], _severities(desk)


def test_a_file_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ldnplan"
    broken.write_text("{", encoding="utf-8")
    desk.window.files.open_path(broken, asked=True)
    _only_error(desk, "was not opened")


def test_settings_that_cannot_be_written(desk: Desk) -> None:
    desk.remembered.failed.emit(f"The settings were not saved. {_WHY}")
    _only_error(desk, "were not saved")


def test_a_note_that_cannot_be_written(desk: Desk) -> None:
    desk.window.open_reference("topic:surgery")
    page = desk.reference
    assert page is not None
    with patch("ldn_desktop.ui.reference.notebook.save_reader", side_effect=StoreError(_WHY)):
        child(page, SidePane).noted.emit("words")
    _only_error(desk, "was not saved")


@pytest.mark.parametrize("target", ["page:studies", "page:mechanism-map"])
def test_a_table_or_map_that_cannot_be_written(desk: Desk, tmp_path: Path, target: str) -> None:
    desk.window.open_reference(target)
    page = desk.reference
    assert page is not None
    shown = child(page, TablePage if target == "page:studies" else MechanismPage)
    module = type(shown).__module__
    with (
        patch(f"{module}.ask_where", return_value=tmp_path / "out.pdf"),
        patch("ldn_desktop.ui.files.saving.write_aside", side_effect=StoreError(_WHY)),
    ):
        desk.button("Save CSV…" if target == "page:studies" else "Save map…").click()
    _only_error(desk, "was not saved")


@pytest.mark.parametrize("printed", [False, True])
def test_an_article_that_cannot_be_saved_or_printed(desk: Desk, tmp_path: Path, *, printed: bool) -> None:
    desk.window.open_reference("topic:surgery")
    with (
        patch("ldn_desktop.ui.reference.saving.ask_where", return_value=tmp_path / "out.pdf"),
        patch("ldn_desktop.ui.files.saving.write_aside", side_effect=StoreError(_WHY)),
        patch("ldn_desktop.ui.reference.saving.has_printer", return_value=False),
    ):
        desk.reference.print_wanted.emit() if printed else desk.reference.save_wanted.emit()
    _only_error(desk, "No printer" if printed else "was not saved")


def test_a_paper_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    with (
        patch("ldn_desktop.ui.files.saving.ask_where", return_value=tmp_path / "out.pdf"),
        patch("ldn_desktop.ui.files.saving.write_aside", side_effect=StoreError(_WHY)),
    ):
        desk.papers.save("patient")
    _only_error(desk, "was not saved")


def test_what_was_done_stays_a_note(desk: Desk, tmp_path: Path) -> None:
    desk.window.open_reference("topic:surgery")
    with patch("ldn_desktop.ui.reference.saving.ask_where", return_value=tmp_path / "out.pdf"):
        desk.reference.save_wanted.emit()
    assert [severity for _, severity in _severities(desk)] == ["info"]
