"""A plan from empty to its result, key by key."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.journeys.desk import Desk


def test_the_result_follows_every_keystroke(desk: Desk) -> None:
    desk.usual_set()
    assert desk.headline == ""
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
    assert desk.ladder == [(500 * n, 7 if n < 9 else 28) for n in range(1, 10)]
    print(desk.headline, desk.steps)
