"""The places of the rail: one table names them, each is made when first opened, and ways lead back through all."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.parts import ContentError
from ldn_desktop.ui import PLACES, PLANNER
from ldn_desktop.ui.actions import ACTIONS
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.widgets.place_page import PlacePage, Supplies
from tests.journeys.desk import desk_on
from tests.places import ROOT
from tests.ui.plans.given import supplies_in


class Shelf(PlacePage):
    """A place with two boards."""

    def __init__(self) -> None:
        super().__init__()
        self._target = ""

    @property
    def first(self) -> str:
        return "shelf:upper"

    @property
    def target(self) -> str:
        return self._target

    def open(self, target: str, words: object = ()) -> None:
        self._target = target
        self.opened.emit(target)


@pytest.fixture
def stack(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlaceStack:
    """The planner and a shelf."""
    module = ModuleType("ldn_desktop.ui.shelf.place")
    monkeypatch.setattr(module, "make_place", lambda _: Shelf(), raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr("ldn_desktop.ui.shell.place_stack.PLACES", (*PLACES, "shelf"))
    made = PlaceStack(QWidget(), supplies_in(tmp_path))
    qtbot.addWidget(made)
    return made


def shelves(stack: PlaceStack) -> list[Shelf]:
    return stack.findChildren(Shelf)


def test_each_place_has_its_row_among_the_actions_and_its_module() -> None:
    assert {row.place for row in ACTIONS if row.place} == {PLANNER, *PLACES}
    for place in PLACES:
        assert (ROOT / "ldn_desktop" / "ui" / place / "place.py").is_file()


def test_each_place_opens_from_the_rail_and_by_its_keys(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        for row in ACTIONS:
            if row.place:
                getattr(desk.window.actions_, row.name).trigger()
                assert desk.place == row.place
        for row in ACTIONS:
            if row.place:
                desk.rail.place_chosen.emit(row.place)
                assert desk.place == row.place


def test_a_place_is_made_once_when_it_is_first_opened(stack: PlaceStack) -> None:
    assert stack.place == PLANNER
    assert not shelves(stack)
    stack.show_place("shelf")
    stack.show_place(PLANNER)
    stack.show_place("shelf")
    assert len(shelves(stack)) == 1
    assert shelves(stack)[0].isVisibleTo(stack)


def test_a_place_opens_at_its_first_target_and_then_as_it_was_left(stack: PlaceStack) -> None:
    stack.show_place("shelf")
    assert shelves(stack)[0].target == "shelf:upper"
    stack.open("shelf:lower")
    stack.show_place(PLANNER)
    stack.show_place("shelf")
    assert shelves(stack)[0].target == "shelf:lower"


def test_back_and_forward_lead_through_what_was_open_in_every_place(stack: PlaceStack) -> None:
    stack.show_place("shelf")
    stack.open("topic:surgery")
    stack.back()
    assert (stack.place, stack.history.current) == ("shelf", "shelf:upper")
    stack.back()
    assert stack.place == PLANNER
    stack.forward()
    stack.forward()
    assert (stack.place, stack.history.current) == ("reference", "topic:surgery")


def test_what_a_place_says_reaches_the_window(stack: PlaceStack, qtbot: QtBot) -> None:
    stack.show_place("shelf")
    (shelf,) = shelves(stack)
    signals = [stack.message, stack.failed, stack.plan_wanted, stack.opioid_wanted]
    with qtbot.waitSignals([*signals, stack.kept_wanted, stack.template_wanted, stack.papers_wanted]):
        shelf.message.emit("Done.")
        shelf.failed.emit("Not done.")
        shelf.plan_wanted.emit("ms")
        shelf.opioid_wanted.emit("codeine", None, "")
        shelf.kept_wanted.emit("a plan")
        shelf.template_wanted.emit("a plan")
        shelf.papers_wanted.emit("a plan")


def test_a_place_that_cannot_be_made_is_told_and_the_window_stays(
    stack: PlaceStack, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Supplies) -> PlacePage:
        raise ContentError("no shelf.")

    monkeypatch.setattr(sys.modules["ldn_desktop.ui.shelf.place"], "make_place", refuse)
    with qtbot.waitSignal(stack.failed) as told:
        stack.show_place("shelf")
    assert told.args == ["The shelf cannot be opened: no shelf."]
    assert stack.place == PLANNER
