"""What a killed save left is cleared, and what a running one holds stays."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ldn_desktop.storage import locks
from ldn_desktop.storage.temporary_files import clear_leftovers


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be removed")
def test_only_what_no_program_holds_is_cleared(tmp_path: Path) -> None:
    held, left = tmp_path / ".a.ldnplan.abcd1234.ldn.tmp", tmp_path / ".b.pdf.abcd_234.ldn.tmp"
    older, others = tmp_path / ".c.ldnplan.abcd1234.tmp", tmp_path / ".d.txt.abcd1234.tmp"
    for path in (held, left, older, others):
        path.write_bytes(b"x")
    link = tmp_path / ".e.ldnplan.abcd1234.ldn.tmp"
    link.symlink_to(others)
    with held.open("rb") as file:
        assert locks.hold(file.fileno())
        clear_leftovers(tmp_path)
        assert sorted(path for path in tmp_path.iterdir()) == sorted([held, others, link])
    clear_leftovers(tmp_path)
    assert not held.exists()
    clear_leftovers(tmp_path / "missing")


def test_on_windows_a_save_that_runs_beside_keeps_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There no lock tells it: a file is closed before it takes its place.

    The platform's name is all that is made up.
    """
    monkeypatch.setattr(sys, "platform", "win32")
    running, killed = tmp_path / ".a.ldnplan.12345678.ldn.tmp", tmp_path / ".b.ldnplan.12345678.ldn.tmp"
    for file in (running, killed):
        file.write_bytes(b"the new plan")
    os.utime(killed, (0, 0))
    clear_leftovers(tmp_path)
    assert [*tmp_path.iterdir()] == [running]
