from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ldn_desktop.library import backups
from ldn_desktop.library.backups import (
    Backup,
    Computer,
    back_up,
    backups_in,
    computer_named,
    export_all,
    read_sealed,
    staying,
)
from ldn_desktop.library.bodies import Copied, Erasure
from ldn_desktop.library.errors import DamagedError, LibraryError, WrongKeyError
from ldn_desktop.library.keys import PASSPHRASE, RECOVERY, Secret, data_key
from ldn_desktop.library.opening import Opened, change_secret
from ldn_desktop.library.records import PRACTICE
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.library.restoring import restore_as
from ldn_desktop.library.sealed_file import SUFFIX, hashes_in
from tests.library.given import (
    CHEAP,
    HERE,
    RECOVERY_TEXT,
    SENTENCE,
    SUBJECTS,
    THERE,
    library_in,
    made,
    opened_in,
    revision,
)

A = SUBJECTS[0]
TODAY = date(2026, 12, 1)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    library = library_in(tmp_path / "library")
    yield library
    library.close()


def test_a_backup_holds_all_and_is_not_made_twice(opened: Opened, tmp_path: Path) -> None:
    kept = [revision(A), revision(A)]
    opened.store.append(kept)
    copy = back_up(opened, tmp_path / "deep" / "copies", TODAY, HERE)
    assert copy == back_up(opened, tmp_path / "deep" / "copies", TODAY + timedelta(days=1), HERE)
    assert backups_in(tmp_path / "deep" / "copies", opened.keys.library) == [copy]
    assert hashes_in(read_sealed(copy.path), opened.key) == [record.hash for record in kept]


@pytest.mark.parametrize(
    "secret", [Secret(PASSPHRASE, "another sentence"), Secret(RECOVERY, new_recovery_key())]
)
def test_what_opened_the_library_before_opens_no_backup_made_now(
    opened: Opened, tmp_path: Path, secret: Secret
) -> None:
    opened.store.append([revision(A)])
    back_up(opened, tmp_path / "copies", TODAY, HERE)
    changed = change_secret(opened, secret, CHEAP)
    anew = back_up(changed, tmp_path / "copies", TODAY, HERE)
    assert backups_in(tmp_path / "copies", opened.keys.library) == [anew]
    before = {PASSPHRASE: SENTENCE, RECOVERY: RECOVERY_TEXT}[secret.by]
    with pytest.raises(WrongKeyError):
        data_key(read_sealed(anew.path).head.keys, Secret(secret.by, before))
    assert back_up(changed, tmp_path / "copies", TODAY, HERE) == anew


def test_the_note_of_a_backup_needs_no_backup(opened: Opened, tmp_path: Path) -> None:
    opened.store.append([revision(A)])
    first = back_up(opened, tmp_path / "copies", TODAY, HERE)
    opened.store.append([made(Copied("backup", str(tmp_path), 1), PRACTICE)])
    assert back_up(opened, tmp_path / "copies", TODAY + timedelta(days=1), HERE) == first
    opened.store.append([revision(A)])
    assert back_up(opened, tmp_path / "copies", TODAY + timedelta(days=1), HERE).number == 3


def test_a_library_that_was_restored_backs_up_what_is_new_and_that_stays(
    opened: Opened, tmp_path: Path
) -> None:
    """It counts anew, from fewer records than the backups that lie there were named by."""
    opened.store.append([revision(A)])
    early = tmp_path / "early.ldnlibrary"
    export_all(opened, early)
    for at in range(backups.DAYS + 1):
        opened.store.append([revision(A)])
        back_up(opened, tmp_path / "copies", TODAY + timedelta(days=at), HERE)
    restore_as(tmp_path / "again", read_sealed(early), opened.key)
    again = opened_in(tmp_path / "again")
    try:
        for at in range(3):
            again.store.append([new := revision(A)])
            made_now = back_up(again, tmp_path / "copies", TODAY + timedelta(days=20 + at), HERE)
            assert new.hash in hashes_in(read_sealed(made_now.path), again.key)
            assert made_now == backups_in(tmp_path / "copies", again.keys.library)[-1]
    finally:
        again.close()


def test_one_that_is_damaged_is_made_anew(opened: Opened, tmp_path: Path) -> None:
    opened.store.append([revision(A)])
    copy = back_up(opened, tmp_path / "copies", TODAY, HERE)
    copy.path.write_bytes(copy.path.read_bytes()[:-1])
    anew = back_up(opened, tmp_path / "copies", TODAY, HERE)
    assert backups_in(tmp_path / "copies", opened.keys.library) == [anew]
    assert len(hashes_in(read_sealed(anew.path), opened.key)) == 1


def test_older_ones_go_only_after_the_new_one_was_read(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(backups.DAYS + 3):
        opened.store.append([revision(A)])
        back_up(opened, tmp_path / "copies", TODAY + timedelta(days=at), HERE)
    names = sorted(path.name for path in (tmp_path / "copies").iterdir())
    assert len(names) < backups.DAYS + 3
    opened.store.append([revision(A)])

    def half(path: Path, data: bytes) -> None:
        path.write_bytes(data[: len(data) // 2])

    monkeypatch.setattr(backups, "replace_atomically", half)
    with pytest.raises(DamagedError, match="could not be read again"):
        back_up(opened, tmp_path / "copies", TODAY + timedelta(days=40), HERE)
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == names


def test_backups_of_others_and_other_files_stay(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    for name in ("plans-00000000-000000001-2020-01-01.ldnlibrary", "thesis.txt", "plans-x.ldnlibrary"):
        (tmp_path / "copies" / name).write_text("mine")
    for at in range(20):
        opened.store.append([revision(A)])
        back_up(opened, tmp_path / "copies", TODAY + timedelta(days=at), HERE)
    assert (tmp_path / "copies" / "thesis.txt").read_text() == "mine"
    assert (tmp_path / "copies" / "plans-00000000-000000001-2020-01-01.ldnlibrary").exists()


def again_in(folder: Path, opened: Opened) -> Opened:
    """Return the same library on another computer, as it is now."""
    export_all(opened, folder.with_suffix(SUFFIX))
    restore_as(folder, read_sealed(folder.with_suffix(SUFFIX)), opened.key)
    return opened_in(folder)


def held(path: Path, opened: Opened) -> set[str]:
    return set(hashes_in(read_sealed(path), opened.key))


def test_two_computers_with_one_library_and_one_folder_remove_nothing_of_each_other(
    opened: Opened, tmp_path: Path
) -> None:
    opened.store.append([revision(A)])
    there, copies = again_in(tmp_path / "there", opened), tmp_path / "copies"
    own: dict[Computer, set[str]] = {HERE: set(), THERE: set()}
    for day in range(40):
        for computer, library in ((HERE, opened), (THERE, there)):
            library.store.append([new := revision(A)])
            own[computer].add(new.hash)
            back_up(library, copies, TODAY + timedelta(days=day), computer)
    lying = backups_in(copies, opened.keys.library)
    for computer, records in own.items():
        mine = [backup for backup in lying if backup.may_be_of(computer)]
        assert len({backup.on for backup in mine}) == len(mine) == len(staying(mine)) > backups.DAYS
        assert records <= held(mine[-1].path, opened)
    assert {backup.computer for backup in lying} == {HERE, THERE}
    there.close()


def test_two_libraries_with_one_folder_remove_nothing_of_each_other(opened: Opened, tmp_path: Path) -> None:
    other = library_in(tmp_path / "other")
    for day in range(20):
        for library in (opened, other):
            library.store.append([revision(A)])
            back_up(library, tmp_path / "copies", TODAY + timedelta(days=day), HERE)
    for library in (opened, other):
        mine = backups_in(tmp_path / "copies", library.keys.library)
        assert len(mine) > backups.DAYS
        assert len(held(mine[-1].path, library)) == library.store.count()
    other.close()


def test_a_backup_that_holds_more_than_a_library_that_was_restored_stays(
    opened: Opened, tmp_path: Path
) -> None:
    """Restored this afternoon from yesterday's: the backup of this morning is not replaced by that of today."""
    opened.store.append([revision(A)])
    again, copies = again_in(tmp_path / "again", opened), tmp_path / "copies"
    opened.store.append([lost := revision(A)])
    morning = back_up(opened, copies, TODAY, HERE)
    again.store.append([revision(A)])
    evening = back_up(again, copies, TODAY, HERE)
    assert backups_in(copies, again.keys.library) == [morning, evening]
    again.store.append([lost])
    assert back_up(again, copies, TODAY, HERE) in backups_in(copies, again.keys.library)
    assert len(backups_in(copies, again.keys.library)) == 1
    again.close()


def test_a_backup_of_a_plan_that_was_erased_goes_when_its_turn_comes(opened: Opened, tmp_path: Path) -> None:
    opened.store.append([revision(A), revision(SUBJECTS[1])])
    back_up(opened, tmp_path / "copies", TODAY, HERE)
    opened.store.erase([A], made(Erasure((A,), 1), PRACTICE))
    anew = back_up(opened, tmp_path / "copies", TODAY, HERE)
    assert backups_in(tmp_path / "copies", opened.keys.library) == [anew]


def test_backups_without_a_computer_in_their_names_are_followed_by_those_with_one(
    opened: Opened, tmp_path: Path
) -> None:
    """They go in their turn where the new one holds what they hold; one that cannot be read stays."""
    opened.store.append([revision(A)])
    made_first = back_up(opened, tmp_path / "copies", TODAY, HERE)
    before = made_first.path.with_name(made_first.path.name.replace("-5eed0001-Front-desk", ""))
    made_first.path.rename(before)
    broken = before.with_name(before.name.replace("-000000001-", "-000000000-"))
    broken.write_bytes(before.read_bytes()[:-1])
    anew = back_up(opened, tmp_path / "copies", TODAY, HERE)
    assert [backup.path for backup in backups_in(tmp_path / "copies", opened.keys.library)] == [
        broken,
        anew.path,
    ]


def test_a_computer_is_named_as_a_file_can_be() -> None:
    assert computer_named("5eed0001", "Dr. Müller’s PC / 2") == ("5eed0001", "Dr-M-ller-s-PC-2")
    assert computer_named("5eed0001", "…").name == ""


def test_what_the_disk_refuses_is_one_sentence(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="choose another"):
        back_up(opened, tmp_path / "file", TODAY, HERE)
    with pytest.raises(LibraryError):
        read_sealed(tmp_path / "none")


def test_an_export_is_read_again(opened: Opened, tmp_path: Path) -> None:
    opened.store.append([revision(A)])
    export_all(opened, tmp_path / "all.ldnlibrary")
    assert read_sealed(tmp_path / "all.ldnlibrary").head.records == 1


def days_of(*apart: int) -> list[Backup]:
    return [
        Backup(Path(str(at)), "0" * 8, at, date(2024, 1, 1) + timedelta(days=days), None)
        for at, days in enumerate(apart)
    ]


def test_one_a_day_then_one_a_week_then_one_a_month_stay() -> None:
    daily = days_of(*range(730))
    stay = staying(daily)
    assert [backup.number for backup in stay[-7:]] == list(range(723, 730))
    assert len(stay) < backups.DAYS + backups.WEEKS + backups.MONTHS
    assert stay[0].on.year == 2025
    assert staying(stay) == stay


def test_of_a_clock_that_jumped_the_newest_by_count_stays() -> None:
    jumped = [*days_of(700, 701, 702), Backup(Path("back"), "0" * 8, 9, date(1970, 1, 1), None)]
    assert jumped[-1] in staying(jumped)


def test_names_of_days_that_never_were_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plans-00000000-000000001-2026-02-30.ldnlibrary").write_text("")
    assert backups_in(tmp_path, "0" * 32) == []
    assert backups_in(tmp_path / "none", "0" * 32) == []
