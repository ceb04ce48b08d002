"""The program is started a second time while it runs: neither window undoes, takes or hides what the other holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.storage.settings import load
from tests.journeys.desk import Desk, desk_on


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two windows on the same settings and drafts; in one process, but held apart by the same locks and files."""
    with desk_on(tmp_path) as first, desk_on(tmp_path) as second:
        yield first, second


def _name(desk: Desk, name: str) -> None:
    field = desk.field("Patient's name")
    assert isinstance(field, QLineEdit)
    desk.type_into(field, name)
    assert desk.window._recovery is not None
    desk.window._recovery._autosave.keep()


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
    second.window._remembered.change(letterhead=Prescriber("Dr Example", "Example Practice"))
    first.window._appearance.zoom_in()
    first.window.force_close()
    second.window.force_close()
    kept = load(first.places.settings_file)
    assert (kept.letterhead.name, kept.zoom_percent) == ("Dr Example", 110)


def test_notes_and_bookmarks_of_both_are_kept(two: tuple[Desk, Desk]) -> None:
    pages = []
    for desk in two:
        desk.window.open_reference("topic:surgery")
        page = desk.window._places_shown.reference
        assert page is not None
        pages.append(page)
    one, other = pages
    one._noted("Ring the ward.")
    one._bookmark()
    other.open("topic:liver")
    other._noted("Ask for the last test.")
    other._bookmark()
    for page in pages:
        page.open("topic:ms")
        assert dict(page._reader.notes) == {
            "topic:surgery": "Ring the ward.",
            "topic:liver": "Ask for the last test.",
        }
        assert page._reader.bookmarks == ("topic:surgery", "topic:liver")
        assert len(page._tools._marks.actions()) == 2
    # What is seen as set is taken away, though the other window did so before.
    for page in pages:
        page.open("topic:liver")
    for page in pages:
        page._bookmark()
        assert page._reader.bookmarks == ("topic:surgery",)
