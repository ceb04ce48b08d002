"""From a question to a plan: look up, follow, find, plan, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QToolButton

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.parts import ContentError
from ldn_desktop.ui.reference.article_view import ArticleView
from tests.journeys.desk import Desk, child

_ALT = Qt.KeyboardModifier.AltModifier


def _search(desk: Desk, words: str) -> None:
    box = desk.search
    box.warm()
    box.begin()
    QTest.keyClicks(box, words)


def test_the_reference_opens_from_the_rail_and_keeps_its_page(desk: Desk) -> None:
    desk.named(QToolButton, "Reference").click()
    assert desk.place == "reference"
    page = desk.reference
    assert page is not None
    assert page.target == "topic:what-ldn-is"
    desk.window.open_reference("topic:surgery")
    desk.named(QToolButton, "Planner").click()
    assert desk.place == "planner"
    desk.window.actions_.go_reference.trigger()
    assert page.target == "topic:surgery"


def test_back_and_forward_walk_through_all_places(desk: Desk) -> None:
    desk.window.open_reference("topic:ms")
    desk.window.open_reference("page:studies")
    back, forward = desk.window.actions_.back, desk.window.actions_.forward
    assert not forward.isEnabled()
    QTest.keyClick(desk.window, Qt.Key.Key_Left, _ALT)
    page = desk.reference
    assert page is not None
    assert page.target == "topic:ms"
    back.trigger()
    assert desk.place == "planner"
    assert not back.isEnabled()
    forward.trigger()
    forward.trigger()
    assert page.target == "page:studies"
    assert not forward.isEnabled()


def test_a_search_opens_the_place_with_its_words_marked(desk: Desk) -> None:
    _search(desk, "nightmares")
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    page = desk.reference
    assert page is not None
    assert page.target.partition("#")[0] == "topic:vivid-dreams"
    assert child(page, ArticleView).extraSelections()
    assert not desk.search.showing()


def test_a_condition_becomes_a_plan_with_its_preset(desk: Desk) -> None:
    desk.window.open_reference("topic:fibromyalgia")
    page = desk.reference
    assert page is not None
    child(page, ArticleView).followed.emit("plan:fibromyalgia")
    assert desk.place == "planner"
    draft = desk.session.draft
    assert draft.plan.condition == "fibromyalgia"
    preset = desk.window.knowledge.offers.preset(draft.preset)
    assert preset is not None
    assert "fibromyalgia" in preset.conditions
    assert draft.plan.ladder


def test_an_unsaved_plan_is_not_thrown_away_for_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    before = desk.session.draft
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    desk.window.ways.plan_for("fibromyalgia")

    assert desk.session.draft == before


def test_damaged_content_is_told_and_the_planner_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ContentError("glossary.toml: cannot be read.")

    monkeypatch.setattr(Content, "root", broken)
    desk.window.open_reference("topic:ms")

    assert desk.place == "planner"
    assert desk.notices == ["Error: The reference cannot be opened: glossary.toml: cannot be read."]
