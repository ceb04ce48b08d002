from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.ui.beside import Beside, Watch


@pytest.fixture
def beside(qtbot: QtBot) -> Iterator[Beside]:
    owner = QObject()
    beside = Beside(owner)
    yield beside
    qtbot.waitUntil(lambda: not beside.is_working)


def test_what_it_returned_is_handed_over(beside: Beside, qtbot: QtBot) -> None:
    with qtbot.waitSignal(beside.finished) as told:
        beside.start(lambda _watch: 12)
    assert (told.args, beside.is_working) == ([12], False)


def test_a_refusal_is_one_sentence(beside: Beside, qtbot: QtBot) -> None:
    def refuses(_watch: Watch) -> None:
        raise LibraryError("The disk is full; free some space.")

    with qtbot.waitSignal(beside.failed) as told:
        beside.start(refuses)
    assert told.args == ["The disk is full; free some space."]


def test_it_tells_how_far_it_is_and_stops_where_it_next_does(beside: Beside, qtbot: QtBot) -> None:
    go_on, done = Event(), []

    def counts(watch: Watch) -> None:
        for at in (7, 8):
            watch(at)
            done.append(at)
            go_on.wait(5)

    with qtbot.waitSignal(beside.moved, check_params_cb=lambda at: at == 7):
        beside.start(counts)
    with pytest.raises(ValueError, match="on its way"):
        beside.start(counts)
    beside.stop()
    with qtbot.waitSignal(beside.stopped):
        go_on.set()
    assert done == [7]


def test_whoever_began_it_may_go_meanwhile(qtbot: QtBot) -> None:
    """A room is let go of when the program locks; the work goes on to its end."""
    owner, go_on, done = QObject(), Event(), Event()
    beside = Beside(owner)

    def waits(watch: Watch) -> None:
        go_on.wait(5)
        watch(1)
        done.set()

    beside.start(waits)
    delete(owner)
    go_on.set()
    qtbot.waitUntil(done.is_set)
