"""The table of actions: each can be reached, stands where it says, and has its icon at the first paint."""

from __future__ import annotations

from pathlib import Path

from ldn_desktop.ui.actions import ACTIONS, RAIL
from tests.journeys.desk import desk_on


def test_no_button_waits_for_its_icon(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path, begin=False) as desk:
        assert not [row.name for row in ACTIONS if getattr(desk.window.actions_, row.name).icon().isNull()]


def test_each_action_can_be_reached_and_none_takes_the_keys_of_another() -> None:
    assert all(row.keys or row.stands for row in ACTIONS)
    for many in ([row.name for row in ACTIONS], [key for row in ACTIONS for key in row.keys]):
        assert len(many) == len({*many})


def test_what_stands_on_a_bar_is_on_it(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        for row in ACTIONS:
            action = getattr(desk.window.actions_, row.name)
            holders = [part for part in action.associatedObjects() if part is not desk.window]
            # The rail has its own buttons, which leave the keyboard on them.
            assert bool(holders) == bool({*row.stands} - {RAIL}), row.name
