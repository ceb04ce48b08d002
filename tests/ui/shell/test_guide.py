"""The guide inside the program: every chapter is there, every link leads to one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import make_library
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.actions import ACTIONS
from ldn_desktop.ui.plans import ROOMS
from ldn_desktop.ui.shell.guide import CHAPTERS, Guide, guide_folder, title_of
from tests.journeys.desk import child, desk_on
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE
from tests.places import RESOURCES
from tests.workspace.given_plans import PLAN

FOLDER = guide_folder(RESOURCES)


def test_the_chapters_are_the_files() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_link_of_a_chapter_leads_somewhere(chapter: str) -> None:
    text = (FOLDER / f"{chapter}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (FOLDER / target).exists(), target


def test_every_chapter_is_shown(qtbot: QtBot) -> None:
    guide = Guide(FOLDER)
    qtbot.addWidget(guide)
    for chapter in CHAPTERS:
        guide.open_chapter(chapter)
        assert guide.chapter == chapter
        text = child(guide, QTextBrowser).toPlainText()
        assert text.startswith(title_of((FOLDER / f"{chapter}.md").read_text(encoding="utf-8")))
    guide.open_chapter("nothing")
    assert guide.chapter == "index"


OTHERS = [
    "Ctrl+C",
    *("0 to 9", "X", "G", "H", "B", "P", "E"),
    *("C", "V", "F", "P", "Del", "Enter", "Esc"),
    "Alt+1 to Alt+9",
    "Alt+Down",
    "Alt+Up",
    "Ctrl+B",
    "Ctrl+Del",
    "Ctrl+F",
    "Ctrl+K",
    "Ctrl+Return",
    "Ctrl+Shift+N",
    "Del",
    "Enter",
    "Esc",
    "F",
    "F4",
    "F8",
    "H",
    "Insert",
    "Left",
    "M",
    "N",
    "P",
    "Right",
    "U",
    "V",
    "Y",
]
"""Keys of single parts of the window."""


def test_the_chapter_on_keys_is_the_table_of_actions() -> None:
    text = (FOLDER / "keyboard.md").read_text(encoding="utf-8").replace("−", "-")
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)[1:]
    told = [key for cell in cells for key in re.split(r", | or ", cell)]
    assert sorted(told) == sorted([*OTHERS, *(key for row in ACTIONS for key in row.keys)])


def test_pictures_are_no_wider_than_the_text(qtbot: QtBot) -> None:
    guide = Guide(FOLDER)
    qtbot.addWidget(guide)
    guide.show()
    shown = 0
    for chapter in CHAPTERS:
        guide.open_chapter(chapter)
        for name in re.findall(r"!\[.*?\]\((.*?)\)", (FOLDER / f"{chapter}.md").read_text(encoding="utf-8")):
            picture = child(guide, QTextBrowser).loadResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(name)
            )
            assert isinstance(picture, QImage)
            assert (
                0
                < picture.width() / picture.devicePixelRatio()
                < child(guide, QTextBrowser).viewport().width()
            )
            assert child(guide, QTextBrowser).horizontalScrollBar().maximum() == 0
            shown += 1
    assert shown > 0


def test_links_stay_inside(qtbot: QtBot) -> None:
    guide = Guide(FOLDER)
    qtbot.addWidget(guide)
    guide.open_chapter("index")
    child(guide, QTextBrowser).anchorClicked.emit(QUrl("safety.md"))
    assert guide.chapter == "safety"
    child(guide, QTextBrowser).anchorClicked.emit(QUrl("../coverage.md"))
    assert guide.chapter == "safety"


def test_a_missing_chapter_is_said_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    guide = Guide(tmp_path)
    qtbot.addWidget(guide)
    guide.open_chapter("planner")
    assert "missing" in child(guide, QTextBrowser).toPlainText()


def test_f1_opens_the_chapter_of_the_place(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        desk.window.actions_.guide.trigger()
        guide = desk.window.findChild(Guide)
        assert guide is not None
        assert (guide.isVisible(), guide.chapter) == (True, "planner")
        desk.window.open_reference("topic:surgery")
        desk.window.actions_.guide.trigger()
        assert guide.chapter == "reference"
        guide.close()


def test_f1_tells_of_the_door_and_of_each_room_of_the_plans(tmp_path: Path, qapp: object) -> None:
    make_library(find_places(tmp_path).library, SENTENCE, RECOVERY_TEXT, CHEAP)
    with desk_on(tmp_path) as desk:
        told = {}

        def ask(target: str) -> None:
            desk.window.open_reference(target)
            desk.window.actions_.guide.trigger()
            told[target.partition(":")[2].partition(":")[0]] = desk.part(Guide).chapter

        ask("plans:copies:restore")
        assert told.pop("copies") == "copies", "a library is brought back"
        ask("plans")
        assert told.pop("") == "library"
        desk.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        subject = desk.keeper.library.kept.keep(PLAN, "Prescriber name", "plan made").subject
        for room in ROOMS:
            ask(f"plans:{room}:{subject if room != 'copies' else ''}".rstrip(":"))
        assert told == {"listing": "plans", "visit": "visit", "history": "history", "copies": "copies"}
        desk.part(Guide).close()
        desk.keeper.library.lock()
