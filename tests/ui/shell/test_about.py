"""The about box names what the program is made of, and every licence it names comes with the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop import __version__
from ldn_desktop.reference.content import Content
from ldn_desktop.ui.shell.about import show_about
from tests.places import RESOURCES, ROOT, SHIPPED

TODAY = date(2026, 11, 23)


def _told(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> str:
    shown: list[str] = []

    def about(_parent: QWidget, _title: str, text: str) -> None:
        shown.append(text)

    monkeypatch.setattr(QMessageBox, "about", about)
    parent = QWidget()
    qtbot.addWidget(parent)
    show_about(parent, Content(folder), TODAY)
    (text,) = shown
    return text


def test_version_edition_and_licences(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    text = _told(SHIPPED, qtbot, monkeypatch)
    assert f"LDN Desktop {__version__}" in text
    assert "Content edition" in text
    for licence, proof in (
        ("Apache 2.0", ROOT / "LICENSE"),
        ("LGPL, version 3", ROOT / "packaging" / "licences" / "LGPL-3.txt"),
        ("Noto Sans (OFL)", RESOURCES / "fonts" / "OFL.NotoSans.txt"),
        ("Lucide (ISC)", RESOURCES / "icons" / "LICENSE.lucide.txt"),
    ):
        assert licence in text
        assert proof.stat().st_size > 0


def test_damaged_content_is_said_to_be(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cannot be read" in _told(tmp_path, qtbot, monkeypatch)
