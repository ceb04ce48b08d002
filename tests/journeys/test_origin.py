"""A plan may come from a place that is no file.

Title, saving, drafts and papers ask where it comes from, not for a path.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from ldn_desktop.storage.files import MissingError
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace import origin
from ldn_desktop.workspace.contents import bytes_for
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import File, Origin, Unsaved, origin_at
from tests.journeys.desk import Desk, desk_on
from tests.places import SHIPPED

_SHELF: dict[str, bytes] = {}


@dataclass(frozen=True)
class Shelf(Origin):
    """A plan on a shelf, by its number there."""

    number: str

    @classmethod
    def at(cls, address: str) -> Shelf | None:
        """Return the place of an address that names a shelf."""
        kind, _, number = address.partition(":")
        return cls(number) if kind == "shelf" else None

    @property
    def title(self) -> str:
        return f"Shelf {self.number}"

    @property
    def name(self) -> str:
        return f"shelf {self.number}"

    @property
    def kept(self) -> bool:
        return True

    @property
    def address(self) -> str:
        return f"shelf:{self.number}"

    def read(self) -> bytes:
        if self.number not in _SHELF:
            raise MissingError("Nothing stands there.")
        return _SHELF[self.number]

    def write(self, data: bytes) -> bool:
        _SHELF[self.number] = data
        return False


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    _SHELF.clear()
    monkeypatch.setattr(origin, "KINDS", (Shelf.at, *origin.KINDS))
    return Shelf("7")


def _planned(desk: Desk, shelf: Shelf) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    draft, vocabulary = desk.session.draft, Knowledge(SHIPPED).vocabulary
    _SHELF[shelf.number] = bytes_for(draft, vocabulary, finished=True)
    assert desk.window.files.open_from(shelf, asked=True)


def test_title_and_saving_ask_the_place(
    shelf: Shelf, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, *_: object) -> tuple[str, str]:
        offered.append(Path(name).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail(box.text()))
    with desk_on(tmp_path) as desk:
        _planned(desk, shelf)
        window = desk.window
        assert window.windowTitle().startswith("Shelf 7[*]")
        assert not desk.session.modified
        first = _SHELF["7"]
        desk.type_into(desk.dose("Target"), "3 mg")
        desk.press(Qt.Key.Key_Tab)
        window.actions_.save.trigger()
        assert not offered, "it is saved where it stands"
        assert _SHELF["7"] != first
        assert desk.session.draft.plan.revision == 2
        desk.type_into(desk.dose("Target"), "2 mg")
        desk.press(Qt.Key.Key_Tab)
        window.actions_.save.trigger()
        assert desk.session.draft.plan.revision == 3, "what it wrote itself is not asked about"
        window.actions_.new.trigger()
        assert window.windowTitle().startswith("New plan[*]")
        assert window.files.open_from(shelf)
        assert desk.ladder[-1] == (2000, 28)
        window.actions_.save_as.trigger()
        window.actions_.save_pdf.trigger()
        assert [name.startswith("LDN plan 2026-12-01") for name in offered] == [True, True]
        window.actions_.recent.aboutToShow.emit()
        assert [action.text() for action in window.actions_.recent.actions()] == ["No recent file"]


def test_what_somebody_else_put_there_is_asked_about(
    shelf: Shelf, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Ignore

    monkeypatch.setattr(QMessageBox, "exec", answer)
    with desk_on(tmp_path) as desk:
        _planned(desk, shelf)
        _SHELF["7"] += b" "
        desk.window.actions_.save.trigger()
        assert _SHELF["7"].endswith(b"}\n")
        _SHELF.clear()
        desk.window.actions_.save.trigger()
        assert _SHELF["7"].endswith(b"}\n")
    assert "“shelf 7” has been changed since" in asked[0]
    assert "“shelf 7” is no longer where it was" in asked[1]


def test_a_draft_is_recovered_to_its_place(shelf: Shelf, tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        _planned(desk, shelf)
        desk.type_into(desk.dose("Target"), "3 mg")
        desk.press(Qt.Key.Key_Tab)

        desk.recovery.keep()
        (kept,) = (tmp_path / "state" / "drafts").glob("*.draft")
        data, known = kept.read_bytes(), desk.session.origin.known
    kept.write_bytes(data)
    with desk_on(tmp_path) as desk:
        bar = next(bar for bar in desk.window.findChildren(MessageBar) if "unsaved draft" in bar.text())
        next(button for button in bar.buttons() if button.text() == "Open the draft").click()
        assert desk.session.origin.address == "shelf:7"
        assert desk.session.origin.known == known
        assert (desk.session.modified, desk.session.draft.plan.revision) == (True, 2)
        desk.window.actions_.save.trigger()
        assert desk.notices == []
    assert b'"revision": 2' in _SHELF["7"]


@pytest.mark.parametrize(
    ("place", "finished"),
    [
        (File(Path("/a/Ann Lee.ldnplan")), True),
        (File(Path("/a/Ann Lee.LDNDRAFT")), False),
        (Unsaved(), False),
    ],
)
def test_a_place_is_found_again_by_its_address(place: Origin, *, finished: bool) -> None:
    assert place.finished is finished
    assert origin_at(place.address, "digest") == replace(place, known="digest")


def test_a_file_is_offered_beside_the_plans_own() -> None:
    def otherwise() -> Path:
        return Path("/documents/Dr. Muster 2026")

    plan, draft = File(Path("/a/Dr. Lee.PLAN")), File(Path("/a/Dr. Lee.ldndraft"))
    ends: list[Callable[[str], Path]] = [
        lambda ending: plan.offered(ending, otherwise),
        lambda ending: draft.offered(ending, otherwise),
        lambda ending: Unsaved().offered(ending, otherwise),
    ]
    assert [offered(".ldnplan") for offered in ends] == [
        plan.path,
        Path("/a/Dr. Lee.ldnplan"),
        Path("/documents/Dr. Muster 2026.ldnplan"),
    ]
    assert [offered("-record.pdf") for offered in ends] == [
        Path("/a/Dr. Lee-record.pdf"),
        Path("/a/Dr. Lee-record.pdf"),
        Path("/documents/Dr. Muster 2026-record.pdf"),
    ]
