"""A plan whose every text looks like HTML, and a file named so, walked through the window.

Nothing of it is read as HTML.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QTextEdit, QWidget

from ldn_desktop.ui.papers.preview import PreviewDialog
from tests.journeys.desk import TODAY, Desk, settle

PICTURE = '<img src="file:///picture.png">'
TYPED = f"<b>x</b>{PICTURE}"
"""Long enough to be shortened, so that tooltips tell the rest."""
FILE = "file&lt;b&gt;" if sys.platform == "win32" else "<b>x<b> <img src=picture>"
"""Windows takes no angle brackets in a name, but what HTML writes in their place."""


def _plan(folder: Path, **changes: object) -> Path:
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": TODAY.isoformat(),
        "ladder": [{"dose": "1 mg", "days": 7}, {"dose": "20 mg", "days": 28}],
        "formulations": [{"id": TYPED, "kind": "capsule", "strength": "1 mg"}],
        "max_pieces_per_dose": 30,
        "id": "5b1c8c3e-6f3c-4ad9-9f3e-0c8a6ad0c001",
        "patient": {"name": TYPED, "identifier": TYPED},
        "prescriber": {"name": TYPED, "practice": TYPED, "phone": TYPED},
        "condition": TYPED,
        "notes": TYPED,
        "overrides": [{"code": "above-documented-range", "reason": TYPED}],
        **changes,
    }
    path = folder / f"{FILE}.ldnplan"
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def _looks_like_html(text: str) -> bool:
    return "<img" in text or "<b>x" in text or FILE in text


def _read_as_html(root: QWidget) -> list[str]:
    """Return what of the typed texts is formatted below a widget."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()[:20]}"
        if isinstance(widget, QLabel) and _looks_like_html(widget.text()):
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            found += [] if plain else [f"label {name}: {widget.text()}"]
        if isinstance(widget, QMessageBox) and _looks_like_html(widget.text() + widget.informativeText()):
            plain = widget.textFormat() == Qt.TextFormat.PlainText
            found += [] if plain else [f"box {widget.text()}"]
        if isinstance(widget, QTextEdit):
            found += (
                [f"page {name}"]
                if "picture.png" in widget.toHtml() and "&lt;img" not in widget.toHtml()
                else []
            )
        if _looks_like_html(widget.toolTip()):
            found.append(f"tooltip {name}: {widget.toolTip()}")
    found += [
        f"tooltip {act.text()}" for act in root.findChildren(QAction) if _looks_like_html(act.toolTip())
    ]
    return found


def _shown(desk: Desk) -> bool:
    """Tell whether the typed text stands somewhere, as it was written."""
    labels = (label.text() for label in desk.window.findChildren(QLabel))
    return any(TYPED in text for text in labels)


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer each question with *Cancel*; the list tells what was asked, and that none of it was formatted."""
    seen: list[str] = []

    def run(box: QMessageBox) -> QMessageBox.StandardButton:
        assert _read_as_html(box) == []
        seen.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", run)
    return seen


def test_no_text_of_a_plan_is_read_as_html(
    desk: Desk, tmp_path: Path, boxes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _plan(tmp_path)
    desk.window.resize(1024, 700)
    assert desk.window.files.open_path(path)
    settle()
    assert _shown(desk)
    assert _read_as_html(desk.window) == []
    # A change of the name: undo names it, the title shows it.
    desk.type_into(desk.name, f"{TYPED}2")
    desk.press(Qt.Key.Key_Tab)
    settle()
    assert _read_as_html(desk.window) == []
    # What is searched is told back.
    desk.search.setFocus()
    QTest.keyClicks(QApplication.focusWidget() or desk.window, TYPED)
    QTest.qWait(300)
    for top in QApplication.topLevelWidgets():
        assert _read_as_html(top) == []
    desk.press(Qt.Key.Key_Escape)
    # The preview, with the name in its papers.
    opened: list[QDialog] = []

    def look(dialog: QDialog) -> int:
        opened.append(dialog)
        assert _read_as_html(dialog) == []
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", look)
    desk.window.actions_.preview.trigger()
    assert len(opened) == 1
    # The questions: the file has changed, unsaved changes.
    _plan(tmp_path, notes="from elsewhere")
    desk.window.actions_.save.trigger()
    QTest.qWait(100)
    assert desk.window.close() is False
    assert len(boxes) >= 2
    assert any(_looks_like_html(text) for text in boxes)
    settle()
    assert _read_as_html(desk.window) == []


@pytest.mark.parametrize("text", [f"{TYPED} 😀", TYPED * 20], ids=["letters", "length"])
def test_a_finding_on_a_text_shows_it_as_it_was_typed(desk: Desk, tmp_path: Path, text: str) -> None:
    assert desk.window.files.open_path(_plan(tmp_path, patient={"name": text}))
    settle()
    found = [bar.text() for bar in desk.bars if bar.property("code") == "text-not-printable"]
    assert [TYPED[:20] in told for told in found] == [True]
    assert _read_as_html(desk.window) == []
    assert not desk.window.actions_.preview.isEnabled()
    assert not desk.window.actions_.save_pdf.isEnabled()


def test_a_file_that_cannot_be_read_is_named_as_it_is(desk: Desk, tmp_path: Path) -> None:
    path = _plan(tmp_path, start_date="tomorrow")
    assert not desk.window.files.open_path(path)
    settle()
    assert _read_as_html(desk.window) == []
    assert any(FILE in told for told in desk.notices)
