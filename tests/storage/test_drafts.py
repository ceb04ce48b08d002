"""A draft outlives the program's death, is offered once, and says nothing to whoever finds it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ldn_desktop.storage.drafts import MOST_PLAN_BYTES, DraftStore, RecoveredDraft
from ldn_desktop.storage.files import StoreError

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
PLAN = b'{"patient": {"name": "Anna Beispiel"}}\n\n\x00'
ORIGIN = str(Path.cwd() / "Anna Beispiel.ldnplan")

# Saves a draft, then runs on until it is ended, or ends itself without any farewell.
PROGRAM = """
import os, sys, time
from pathlib import Path
from ldn_desktop.storage.drafts import DraftStore
store = DraftStore(Path(sys.argv[1]), lambda: bytes(range(32)))
store.save(b"of the other program", "origin")
print("saved", flush=True)
if sys.argv[2] == "exit":
    os._exit(1)
time.sleep(120)
"""


def key() -> bytes:
    return KEY


def no_key() -> None:
    return None


def noon() -> datetime:
    return NOON


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "drafts"


@pytest.fixture
def store(folder: Path) -> Iterator[DraftStore]:
    with closing(DraftStore(folder, key, noon)) as opened:
        yield opened


def leave(folder: Path, data: bytes = PLAN, at: datetime = NOON) -> None:
    """Leave a draft as a program that died does."""
    with closing(DraftStore(folder, key, lambda: at)) as dying:
        assert dying.save(data, ORIGIN)


def start(folder: Path, how: str) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), how], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "saved\n"
    return program


def end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate(timeout=60)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def suffixes(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir())


def test_a_program_that_exits_at_once_leaves_its_draft(folder: Path, store: DraftStore) -> None:
    start(folder, "exit").communicate(timeout=60)
    (found,) = store.recoverable()
    assert (found.data, found.origin) == (b"of the other program", "origin")


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of Unix")
def test_a_killed_programs_draft_is_offered_but_a_running_ones_is_not(
    folder: Path, store: DraftStore
) -> None:
    program = start(folder, "run")
    try:
        assert store.recoverable() == []
        os.kill(program.pid, signal.SIGKILL)
        program.wait(timeout=60)
        assert [draft.data for draft in store.recoverable()] == [b"of the other program"]
    finally:
        end(program)


def test_two_running_programs_keep_a_draft_each(folder: Path, store: DraftStore) -> None:
    store.save(PLAN)
    program = start(folder, "run")
    try:
        assert store.recoverable() == []
        assert suffixes(folder) == [".draft", ".draft", ".lock", ".lock"]
    finally:
        end(program)


def test_a_draft_comes_back_whole(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (found,) = store.recoverable()
    assert found == RecoveredDraft(found.id, NOON, ORIGIN, PLAN)


def test_a_draft_never_saved_to_a_file_has_no_origin(folder: Path, store: DraftStore) -> None:
    with closing(DraftStore(folder, key)) as dying:
        dying.save(PLAN)
    (found,) = store.recoverable()
    assert found.origin is None
    assert found.saved_at.tzinfo is not None


def test_the_last_save_counts(folder: Path, store: DraftStore) -> None:
    with closing(DraftStore(folder, key)) as dying:
        dying.save(b"first")
        dying.save(b"second")
    assert [draft.data for draft in store.recoverable()] == [b"second"]


def test_the_latest_comes_first_in_whatever_zone(folder: Path, store: DraftStore) -> None:
    leave(folder, b"older", datetime(2026, 12, 1, 13, tzinfo=timezone(timedelta(hours=2))))
    leave(folder, b"newer", NOON)
    assert [draft.data for draft in store.recoverable()] == [b"newer", b"older"]


def test_nothing_on_the_disk_names_the_patient(folder: Path, store: DraftStore) -> None:
    store.save(PLAN, ORIGIN)
    for path in folder.iterdir():
        for word in (b"Anna", b"Beispiel", b"patient", b"ldnplan"):
            assert word not in path.read_bytes()
            assert word.decode() not in path.name


def test_the_same_draft_never_looks_the_same(folder: Path, store: DraftStore) -> None:
    store.save(PLAN)
    (seen,) = folder.glob("*.draft")
    first = seen.read_bytes()
    store.save(PLAN)
    assert seen.read_bytes() != first


@pytest.mark.skipif(sys.platform == "win32", reason="modes of Unix")
def test_folder_draft_and_lock_are_the_users_alone(folder: Path, store: DraftStore) -> None:
    store.save(PLAN)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_discarded_draft_is_gone_and_the_next_is_kept(folder: Path, store: DraftStore) -> None:
    store.discard()
    store.save(PLAN)
    store.discard()
    store.discard()
    assert suffixes(folder) == [".lock"]
    store.save(b"again")
    store.close()
    with closing(DraftStore(folder, key)) as other:
        assert [draft.data for draft in other.recoverable()] == [b"again"]


def test_a_clean_end_leaves_nothing(folder: Path, store: DraftStore) -> None:
    store.save(PLAN)
    store.discard()
    store.close()
    assert names(folder) == []


def test_an_offered_draft_is_offered_to_nobody_else_until_let_go(folder: Path, store: DraftStore) -> None:
    leave(folder)
    offered = store.recoverable()
    assert store.recoverable() == offered
    with closing(DraftStore(folder, key)) as other:
        assert other.recoverable() == []
        store.close()
        assert other.recoverable() == offered


def test_a_forgotten_draft_is_gone(folder: Path, store: DraftStore) -> None:
    leave(folder)
    leave(folder, b"second", NOON - timedelta(days=1))
    first, second = store.recoverable()
    store.forget(first.id)
    store.forget(first.id)
    assert store.recoverable() == [second]
    store.forget(second.id)
    assert names(folder) == []


def test_only_what_was_offered_can_be_forgotten(folder: Path, store: DraftStore) -> None:
    outside = folder.parent / "x.draft"
    leave(folder)
    outside.write_bytes(b"")
    (left,) = folder.glob("*.draft")
    store.forget("../x")
    store.forget(left.stem)
    assert outside.exists()
    assert left.exists()


def test_a_draft_whose_key_is_elsewhere_stays_and_is_told(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    with closing(DraftStore(folder, lambda: OTHER_KEY)) as other:
        assert other.recoverable() == []
        assert other.sealed == (left.stem,)
    assert [draft.data for draft in store.recoverable()] == [PLAN]
    assert store.sealed == ()


def test_a_draft_is_opened_by_any_key_at_hand(folder: Path) -> None:
    leave(folder)
    with closing(DraftStore(folder, lambda: OTHER_KEY, spare_keys=lambda: [OTHER_KEY, KEY])) as other:
        assert [draft.data for draft in other.recoverable()] == [PLAN]


def test_a_draft_of_a_newer_version_stays(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    newer = left.read_bytes().replace(b"LDN draft 1", b"LDN draft 2")
    left.write_bytes(newer)
    assert store.recoverable() == []
    store.close()
    assert left.read_bytes() == newer


def test_what_is_discarded_comes_back_until_the_program_ends(folder: Path) -> None:
    leave(folder)
    with closing(DraftStore(folder, key)) as first:
        (found,) = first.recoverable()
        first.set_aside(found.id)
        assert first.recoverable() == []
        first.bring_back(found.id)
        assert first.recoverable() == [found]
        first.set_aside(found.id)
    assert suffixes(folder) == [] or suffixes(folder) == [".lock"]
    with closing(DraftStore(folder, key)) as later:
        assert later.recoverable() == []


def test_only_what_was_offered_is_discarded(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    store.set_aside(left.stem)
    store.set_aside("../x")
    store.bring_back(left.stem)
    assert left.exists()


def test_what_a_dead_program_had_discarded_is_cleared(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    left.rename(left.with_suffix(".discarded"))
    assert store.recoverable() == []
    assert not left.with_suffix(".discarded").exists()


def test_without_a_key_nothing_is_kept_offered_or_removed(folder: Path, store: DraftStore) -> None:
    with closing(DraftStore(folder, no_key)) as keyless:
        assert keyless.save(PLAN) is False
        assert not folder.exists()
        leave(folder)
        assert keyless.recoverable() == []
    assert len(store.recoverable()) == 1


def test_a_draft_under_another_name_is_not_taken_for_it(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    left.rename(folder / f"{'0' * 32}.draft")
    assert store.recoverable() == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_draft_is_never_offered(folder: Path, data: st.DataObject) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    whole = left.read_bytes()
    if data.draw(st.booleans(), "cut"):
        damaged = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        at, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
        damaged = whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
    left.write_bytes(damaged)
    with closing(DraftStore(folder, key)) as later:
        assert later.recoverable() == []
        assert later.sealed == (left.stem,)
    left.unlink()


def test_a_missing_folder_offers_nothing_and_is_not_made(folder: Path, store: DraftStore) -> None:
    assert store.recoverable() == []
    assert not folder.exists()


def test_what_dead_programs_left_half_done_is_cleared(folder: Path, store: DraftStore) -> None:
    leave(folder)
    (left,) = folder.glob("*.draft")
    (folder / f".{left.name}.abc.tmp").write_bytes(b"half")
    (folder / f"{'0' * 32}.lock").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"of the user")
    assert len(store.recoverable()) == 1
    store.forget(left.stem)
    assert names(folder) == ["notes.txt"]


def test_a_draft_that_cannot_be_read_just_now_is_kept(
    folder: Path, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(folder)
    with monkeypatch.context() as broken:

        def refuse(*_args: object) -> bytes:
            raise StoreError("The disk reports an error.")

        broken.setattr("ldn_desktop.storage.drafts.read_limited", refuse)
        assert store.recoverable() == []
    assert [draft.data for draft in store.recoverable()] == [PLAN]


def test_a_full_disk_is_told_and_the_last_draft_stays(
    folder: Path, store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(PLAN)
    with monkeypatch.context() as broken:

        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        broken.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="the disk is full"):
            store.save(b"newer")
    store.close()
    assert [draft.data for draft in store.recoverable()] == [PLAN]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with closing(DraftStore(tmp_path / "file" / "drafts", key)) as store:
        with pytest.raises(StoreError, match="its folder cannot be written"):
            store.save(PLAN)
        assert store.recoverable() == []


def test_a_draft_too_large_is_refused_before_it_is_written(folder: Path, store: DraftStore) -> None:
    assert store.save(bytes(MOST_PLAN_BYTES))
    with pytest.raises(StoreError, match="too large"):
        store.save(bytes(MOST_PLAN_BYTES + 1))
    store.close()
    assert [len(draft.data) for draft in store.recoverable()] == [MOST_PLAN_BYTES]


def test_a_lock_file_removed_under_a_waiting_program_locks_nobody_out(
    folder: Path, store: DraftStore
) -> None:
    leave(folder)
    for lock in folder.glob("*.lock"):
        lock.unlink()
    assert len(store.recoverable()) == 1
