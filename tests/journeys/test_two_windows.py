"""The program is started a second time while it runs: neither window undoes, takes or hides what the other holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.storage.reader import load_reader
from ldn_desktop.storage.settings import load
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.reference.side_pane import SidePane
from ldn_desktop.ui.reference.tool_row import ToolRow
from tests.journeys.desk import Desk, child, desk_on


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two windows on the same settings and drafts; in one process, but held apart by the same locks and files."""
    with desk_on(tmp_path) as first, desk_on(tmp_path) as second:
        yield first, second


def _name(desk: Desk, name: str) -> None:
    field = desk.field("Patient's name")
    assert isinstance(field, QLineEdit)
    desk.type_into(field, name)
    desk.recovery.keep()


def _drafts(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.places.drafts.glob("*.draft"))


def test_each_keeps_its_own_draft_and_is_offered_none(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    first, second = two
    _name(first, "Anna Example")
    _name(second, "Bob Example")
    assert len(_drafts(first)) == 2
    with desk_on(tmp_path) as third:
        assert third.notices == []
        assert third.session.draft.plan.patient.name == ""
    assert len(_drafts(first)) == 2
    second.window.force_close()
    assert len(_drafts(first)) == 1
    assert first.session.draft.plan.patient.name == "Anna Example"


def test_what_one_chooses_the_other_does_not_undo(two: tuple[Desk, Desk]) -> None:
    first, second = two
    second.remembered.change(letterhead=Prescriber("Dr Example", "Example Practice"))
    first.window.actions_.zoom_in.trigger()
    first.window.force_close()
    second.window.force_close()
    kept = load(first.places.settings_file)
    assert (kept.letterhead.name, kept.zoom_percent) == ("Dr Example", 110)


def _note(page: ReferencePage, text: str) -> None:
    """Write a note on what is open, and bookmark it."""
    child(page, SidePane).noted.emit(text)
    child(page, ToolRow).bookmark_toggled.emit()


def test_notes_and_bookmarks_of_both_are_kept(two: tuple[Desk, Desk]) -> None:
    pages = []
    for desk in two:
        desk.window.open_reference("topic:surgery")
        page = desk.reference
        assert page is not None
        pages.append(page)
    one, other = pages
    _note(one, "Ring the ward.")
    other.open("topic:liver")
    _note(other, "Ask for the last test.")
    for page in pages:
        for topic, note in (("surgery", "Ring the ward."), ("liver", "Ask for the last test."), ("ms", "")):
            page.open(f"topic:{topic}")
            assert child(page, QPlainTextEdit, "My notes on this page").toPlainText() == note
        assert len(child(page, QToolButton, "Bookmarks").menu().actions()) == 2
    kept = load_reader(two[0].places.reader_file)
    assert dict(kept.notes) == {"topic:surgery": "Ring the ward.", "topic:liver": "Ask for the last test."}
    assert kept.bookmarks == ("topic:surgery", "topic:liver")
    # What is seen as set is taken away, though the other window did so before.
    for page in pages:
        page.open("topic:liver")
    for page in pages:
        child(page, ToolRow).bookmark_toggled.emit()
        assert load_reader(two[0].places.reader_file).bookmarks == ("topic:surgery",)
