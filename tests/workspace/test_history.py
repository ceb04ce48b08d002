"""Walking back and forward through what was opened."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.workspace.history import History


def _opened(*targets: str) -> History:
    history = History()
    for target in targets:
        history.open(target)
    return history


def test_an_empty_history_goes_nowhere() -> None:
    history = History()

    assert history.current == ""
    assert not history.can_go_back
    assert not history.can_go_forward
    assert history.back() == history.forward() == ""


def test_back_and_forward_walk_what_was_opened() -> None:
    history = _opened("a", "b", "c")

    assert [history.back(), history.back(), history.back()] == ["b", "a", "a"]
    assert [history.forward(), history.forward(), history.forward()] == ["b", "c", "c"]


def test_opening_forgets_what_lay_ahead() -> None:
    history = _opened("a", "b", "c")
    history.back()
    history.open("d")

    assert not history.can_go_forward
    assert history.back() == "b"


def test_the_same_again_is_one_step() -> None:
    assert not _opened("a", "a").can_go_back


@given(st.lists(st.sampled_from(["open a", "open b", "open c", "back", "forward"]), max_size=600))
def test_the_history_is_that_of_a_slow_one(steps: list[str]) -> None:
    history = History()
    before: list[str] = []
    here = ""
    after: list[str] = []
    for step in steps:
        word, _, target = step.partition(" ")
        if word == "open":
            history.open(target)
            if target != here:
                before, here, after = ([*before, here] if here else before), target, []
                before = before[-199:]
        elif word == "back" and before:
            after, here = [here, *after], before.pop()
            history.back()
        elif word == "forward" and after:
            before, here = [*before, here], after.pop(0)
            history.forward()
        assert history.current == here
        assert history.can_go_back == bool(before)
        assert history.can_go_forward == bool(after)
