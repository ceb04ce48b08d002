"""Which columns of the list are shown in a room, and how wide."""

from __future__ import annotations

import itertools

import pytest

from ldn_desktop.ui.plans.listing.columns import WIDE, fitted
from ldn_desktop.workspace.plan_list import Column

ALWAYS = {Column.PATIENT, Column.DOSE, Column.CHANGE}


@pytest.mark.parametrize("room", [300, 420, 600, 760, 900, 968, 1200])
def test_what_is_shown_fills_the_room_and_no_column_is_too_narrow(room: int) -> None:
    shown = fitted(WIDE, room)
    assert shown.keys() >= ALWAYS
    assert all(width >= WIDE[column] for column, width in shown.items())
    assert sum(shown.values()) == max(room, sum(WIDE[column] for column in ALWAYS))


def test_the_last_visit_and_the_condition_go_first_and_the_status_last() -> None:
    gone = [set(Column) - fitted(WIDE, room).keys() for room in (968, 900, 760, 700, 600, 420)]
    assert gone[0] == set()
    assert gone[1] == {Column.VISIT, Column.CONDITION}
    assert all(before <= after for before, after in itertools.pairwise(gone))
    assert gone[-1] == set(Column) - ALWAYS
