from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.library.backups import back_up, export_all, read_sealed
from ldn_desktop.library.bodies import Exported, Visit
from ldn_desktop.library.history import copies_holding
from ldn_desktop.library.restoring import restore_as
from ldn_desktop.workspace.erasing import confirms, holding, named_in, remove_copies, what_goes
from tests.library.given import HERE, THERE, opened_in
from tests.workspace.given_library import made_library
from tests.workspace.given_plans import named

DAY = date(2026, 12, 23)


def test_what_goes_is_counted(tmp_path: Path) -> None:
    kept = made_library(tmp_path / "library").kept
    first = kept.keep(named("Anna"), "A")
    kept.see(Visit(DAY, "go-on"), first.subject, "A")
    assert what_goes(kept.history(first.subject)) == "1 revision, 1 visit"


def test_a_name_confirms_in_any_spelling_and_a_word_where_there_is_none() -> None:
    assert confirms(" anna  MULLER", "Anna Müller")
    assert confirms("Erase", "")
    assert not confirms("", "")
    assert not confirms("Anna", "Anna Müller")


def test_a_reason_names_nobody() -> None:
    assert named_in("asked for by Mrs müller", "Anna Müller", "4711") == "Müller"
    assert named_in("number 4711", "Anna Müller", "4711") == "4711"
    assert named_in("the patient asked for it", "An Li", "") == ""


def test_copies_that_hold_a_plan_are_named_as_they_are_now(tmp_path: Path) -> None:
    """A backup of before does not hold it; one that is away may; a plan file is there."""
    library = made_library(tmp_path / "library")
    kept, opened, stick = library.kept, library.opened, tmp_path / "stick"
    kept.keep(named("Other"), "A")
    back_up(opened, stick, date(2026, 11, 1), HERE)
    first = kept.keep(named("Anna"), "A")
    with_her = back_up(opened, stick, DAY, HERE).path
    gone = tmp_path / "gone.ldnlibrary"
    kept.note_copy("backup", with_her, "A")
    kept.note_copy("export", gone, "A")
    plan = tmp_path / "anna.ldnplan"
    plan.write_text("{}")
    kept.note(Exported("plan", str(plan), first.hash), first.subject, "A")
    unknown = tmp_path / "unread.ldnlibrary"
    export_all(opened, unknown)
    unknown.write_bytes(unknown.read_bytes()[:-1])
    kept.note_copy("export", unknown, "A")
    found = holding(opened, copies_holding(kept.store, [first.subject]), stick, HERE, first.subject)
    assert [(held.path, held.there, held.holds, held.ours) for held in found] == [
        (with_her, True, True, True),
        (gone, False, False, False),
        (unknown, True, False, False),
        (plan, True, True, False),
    ]
    assert found[1].words.endswith("not there now; may still hold it")
    assert found[2].words.endswith(
        "is there; may hold it; it is no backup of the library, so delete it by hand"
    )
    assert remove_copies([with_her, gone]) == []
    assert not with_her.exists()
    library.lock()


@pytest.mark.parametrize("folder", [None, "another"])
def test_a_backup_is_offered_for_removal_wherever_it_lies(tmp_path: Path, folder: str | None) -> None:
    """The folder of backups was given up since, or is another."""
    library = made_library(tmp_path / "library")
    first = library.kept.keep(named("Anna"), "A")
    path = back_up(library.opened, tmp_path / "stick", DAY, HERE).path
    theirs = back_up(library.opened, tmp_path / "their stick", DAY, THERE).path
    places = [str(path), str(theirs)]
    held, other = holding(library.opened, places, tmp_path / folder if folder else None, HERE, first.subject)
    assert (held.path, held.ours) == (path, True)
    assert (other.path, other.ours) == (theirs, False)
    assert other.words.endswith("made on Room-2: erase it there too")
    path.unlink()
    held, _ = holding(library.opened, places, None, HERE, first.subject)
    assert (held.there, held.ours) == (False, False)
    library.lock()


def test_a_backup_of_another_computer_is_told_and_not_offered_for_removal(tmp_path: Path) -> None:
    library = made_library(tmp_path / "library")
    first = library.kept.keep(named("Anna"), "A")
    path = back_up(library.opened, tmp_path / "stick", DAY, THERE).path
    (held,) = holding(library.opened, [], tmp_path / "stick", HERE, first.subject)
    assert (held.holds, held.ours) == (True, False)
    assert held.words == f"{path}: is there, and holds it; made on Room-2: erase it there too"
    library.lock()


def test_a_backup_that_holds_more_than_the_library_is_not_offered_for_removal(tmp_path: Path) -> None:
    """The library was restored from an older copy since."""
    library = made_library(tmp_path / "library")
    first = library.kept.keep(named("Anna"), "A")
    export_all(library.opened, early := tmp_path / "early.ldnlibrary")
    library.kept.keep(named("Berta"), "A")
    back_up(library.opened, tmp_path / "stick", DAY, HERE)
    restore_as(tmp_path / "again", read_sealed(early), library.opened.key)
    again = opened_in(tmp_path / "again")
    (held,) = holding(again, [], tmp_path / "stick", HERE, first.subject)
    assert (held.holds, held.ours) == (True, False)
    assert held.words.endswith("it holds what the library lacks, so it is not removed from here")
    again.close()
    library.lock()
