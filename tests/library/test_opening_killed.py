from __future__ import annotations

from pathlib import Path

from checks.library_kills import kill_some


def test_a_kill_at_any_moment_leaves_a_whole_library_with_all_that_was_kept(tmp_path: Path) -> None:
    tally = kill_some(tmp_path / "library", 4, seed=7)
    assert (tally.rounds, tally.corrupt, tally.lost) == (4, 0, 0)
