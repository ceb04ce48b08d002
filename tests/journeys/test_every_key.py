"""A sample of ``checks.every_key``, and that it sees what it is there to see."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from checks.every_key import try_state
from checks.key_states import STATES
from ldn_desktop.ui.planner.result.unread_bar import UnreadBar
from ldn_desktop.ui.planner.safety.question_row import QuestionRow
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.draft import Draft

_BEGIN = dict(STATES)
_SAMPLE = ("n", "5", "paste 2,5", "Enter")


@pytest.mark.parametrize("state", ["linear", "wrong: first dose"])
def test_a_few_keys_into_some_widgets_break_nothing(qapp: object, state: str) -> None:
    told: list[str] = []
    tried = try_state(state, _BEGIN[state], told, keys=_SAMPLE, every=5)
    assert told == []
    assert tried.widgets >= 9
    assert tried.keys >= 3 * tried.widgets
    assert tried.wrong > 0
    assert tried.ways_out > 0


def test_the_dialog_of_a_product_changes_no_plan_before_ok(qapp: object) -> None:
    told: list[str] = []
    assert try_state("product", _BEGIN["linear"], told, "liquid", keys=_SAMPLE).keys > 15
    assert told == []


def _answers_all(row: QuestionRow, letter: str) -> None:
    row.answered.emit(row.question.id, "yes" if letter == "y" else "no")


def _shows_nothing(*_: object, **__: object) -> None:
    """Leave an entry without a word."""


def _forgets(_draft: Draft) -> tuple[object, ...]:
    return ()


@pytest.mark.parametrize(
    ("part", "name", "broken", "state", "key", "seen"),
    [
        (
            QuestionRow,
            "_lettered",
            _answers_all,
            "safety: several yes",
            "n",
            "takes the Yes of",
        ),
        (UnreadBar, "show_unread", _shows_nothing, "wrong: first dose", "5", "the result does not name"),
        (Draft, "unread", property(_forgets), "wrong: first dose", "x", "the session does not know of"),
        (ParsedEdit, "show_value", _shows_nothing, "linear", "Space", "the plan holds"),
    ],
)
def test_what_breaks_is_told(
    qapp: object,
    monkeypatch: pytest.MonkeyPatch,
    part: type[QWidget],
    name: str,
    broken: object,
    state: str,
    key: str,
    seen: str,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(part, name, broken)
    try_state(state, _BEGIN[state], told, keys=(key,), every=3 if part is QuestionRow else 9)
    assert any(seen in line for line in told), told[:5]
