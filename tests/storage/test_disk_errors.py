"""What a program holds for a moment is tried again, and what a disk refuses for good is not."""

from __future__ import annotations

import errno

import pytest

from ldn_desktop.storage import disk_errors


class HeldError(OSError):
    """What Windows says of a file that another program holds."""

    def __init__(self, code: int) -> None:
        super().__init__(errno.EACCES, "held")
        self.winerror = code


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_held_for_a_moment_is_tried_again(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_errors, "_WAITS", (0, 0))
    refusals = [HeldError(code), HeldError(code)]

    def action() -> str:
        if refusals:
            raise refusals.pop()
        return "done"

    assert disk_errors.patiently(action) == "done"
    refusals = [HeldError(code)] * 3
    with pytest.raises(HeldError):
        disk_errors.patiently(action)
    assert refusals == []


def test_what_is_refused_for_good_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_errors, "_WAITS", (0, 0))
    tried = []

    def action() -> None:
        tried.append(1)
        raise PermissionError(errno.EACCES, "no")

    with pytest.raises(PermissionError):
        disk_errors.patiently(action)
    assert len(tried) == 1
