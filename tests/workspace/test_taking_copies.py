from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ldn_desktop.library import restoring
from ldn_desktop.library.backups import export_all, read_sealed
from ldn_desktop.library.bodies import Filters
from ldn_desktop.library.embedded import EmbeddedStore
from ldn_desktop.library.errors import LibraryError, WrongKeyError
from ldn_desktop.library.history import half_taken
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.opening import DATABASE, KEYS, change_secret
from ldn_desktop.library.records import PRACTICE, Record
from ldn_desktop.library.restoring import unnoted, unwatched
from ldn_desktop.library.sealed_file import Sealed
from ldn_desktop.workspace import taking_copies
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.plan_library import PlanLibrary, State
from ldn_desktop.workspace.taking_copies import (
    Taken,
    Way,
    beside_each_other,
    bring_back,
    key_by,
    note_begun,
    note_taken_in,
    renewing,
    way_here,
)
from ldn_desktop.workspace.taking_words import rows, sentences
from tests.library.given import AT, CHEAP, RECOVERY_TEXT, SENTENCE, made
from tests.places import SHIPPED
from tests.workspace.given_library import made_library
from tests.workspace.given_plans import named


@pytest.fixture
def library(tmp_path: Path) -> PlanLibrary:
    return made_library(tmp_path / "here")


def copy_of(library: PlanLibrary, path: Path) -> Sealed:
    export_all(library.opened, path)
    return read_sealed(path)


def test_a_file_opens_with_what_opened_its_library_then(library: PlanLibrary, tmp_path: Path) -> None:
    file = copy_of(library, tmp_path / "file")
    change_secret(library.opened, Secret(PASSPHRASE, "another sentence"), CHEAP)
    key = library.opened.key
    assert key_by(file, SENTENCE) == key_by(file, RECOVERY_TEXT.lower()) == key
    with pytest.raises(WrongKeyError, match="neither"):
        key_by(file, "another sentence")


def test_what_would_change_is_told_in_words_and_rows(library: PlanLibrary, tmp_path: Path) -> None:
    kept = library.kept
    first = kept.keep(named("Anna Müller"), "A")
    gone = kept.keep(named("Erased here"), "A")
    file = copy_of(library, tmp_path / "file")
    elsewhere = made_library(tmp_path / "there", file, library.opened.key)
    elsewhere.kept.keep(replace(named("Anna Müller"), revision=2), "B", "", first.subject, [first])
    elsewhere.kept.keep(named("Only there"), "B")
    kept.keep(replace(named("Anna Müller"), revision=2, notes="mine"), "A", "", first.subject, [first])
    kept.erase([gone.subject], "A", "asked for")
    there = copy_of(elsewhere, tmp_path / "there.ldnlibrary")
    changes = taking_copies.compare_beside(library.opened, there, library.opened.key, unwatched)
    assert [(row.name, row.what) for row in rows(changes, kept)] == [
        ("Anna Müller, 4711", "gets 1 record more; revisions stand beside each other"),
        ("Only there, 4711", "is added, with 1 record"),
        ("1 plan", "stays out: erased for good here"),
    ]
    told = " ".join(sentences(changes))
    assert "1 plan would be added." in told
    assert "a revision would stand beside another" in told
    assert "what the file lacks stays (2 records)" in told
    assert taking_copies.take_in_beside(
        library.opened, there, library.opened.key, unnoted, unwatched
    ) == Taken(2)
    many, steps = renewing(kept)
    assert (many, list(steps)[-1], kept.stale()) == (2, 2, [])
    assert sentences(restoring.compare(kept.store, there, library.opened.key))[0].startswith("Nothing would")
    elsewhere.lock()


def test_a_restore_that_was_killed_between_two_batches_is_known_of_and_is_completed_by_another(
    library: PlanLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = tmp_path / "there.ldnlibrary", library.opened.key
    elsewhere = made_library(tmp_path / "there", copy_of(library, tmp_path / "empty"), key)
    for at in range(5):
        elsewhere.kept.keep(named(f"There {at}"), "B")
    gone = elsewhere.kept.keep(named("Erased there"), "B")
    elsewhere.kept.erase([gone.subject], "B", "asked for")
    file = copy_of(elsewhere, path)
    elsewhere.lock()
    store = library.kept.store
    before = library.kept.keep(named("Stays"), "A")
    begun, note = (partial(tell, path, "A", AT) for tell in (note_begun, note_taken_in))
    append, batches = EmbeddedStore.append, []

    def killed(to: EmbeddedStore, records: Sequence[Record]) -> int:
        if records and records[0].subject != PRACTICE:
            batches.append(records)
            if len(batches) == 3:
                raise _KilledError
        return append(to, records)

    monkeypatch.setattr(restoring, "_BATCH", 2)
    with monkeypatch.context() as until_then:
        until_then.setattr(EmbeddedStore, "append", killed)
        with pytest.raises(_KilledError):
            restoring.take_in(store, file, key, unwatched, begun)
    assert half_taken(store) == str(path)
    assert len(library.kept.stale()) == 4, "of a plan here nothing is lost, and of five there four are here"
    assert restoring.compare(store, file, key).added == 2
    assert taking_copies.take_in_beside(library.opened, file, key, note, unwatched, begun) == Taken(2)
    assert half_taken(store) == ""
    assert restoring.compare(store, file, key).added == 0
    assert library.kept.history(before.subject).head == before


def test_a_restore_that_is_refused_or_stopped_is_no_half_one(library: PlanLibrary, tmp_path: Path) -> None:
    path, key = tmp_path / "there.ldnlibrary", library.opened.key
    elsewhere = made_library(tmp_path / "there", copy_of(library, tmp_path / "empty"), key)
    elsewhere.kept.keep(named("There"), "B")
    file = copy_of(elsewhere, path)
    elsewhere.lock()
    begun, note = (partial(tell, path, "A", AT) for tell in (note_begun, note_taken_in))
    many = library.kept.store.count()
    for stops_at in (0, 1):

        def stop(done: int, at: int = stops_at) -> None:
            if done == at * file.head.records:
                raise _KilledError

        with pytest.raises(_KilledError):
            taking_copies.take_in_beside(library.opened, file, key, note, stop, begun)
        assert half_taken(library.kept.store) == ""
        assert library.kept.store.count() == many + 2 * stops_at


def test_a_copy_of_nothing_is_no_half_restore(library: PlanLibrary, tmp_path: Path) -> None:
    path, key, new = tmp_path / "empty.ldnlibrary", library.opened.key, tmp_path / "new"
    file = copy_of(library, path)
    library.kept.note_copy("export", path, "A")
    assert half_taken(library.kept.store) == ""
    bring_back(new, file, key, partial(note_taken_in, path, "A", AT), unwatched)
    again = PlanLibrary(new, Knowledge(SHIPPED), lambda: AT)
    again.open_with(key)
    assert half_taken(again.kept.store) == ""
    again.lock()


class _KilledError(Exception):
    pass


def test_filters_of_two_computers_are_told(library: PlanLibrary) -> None:
    store = library.kept.store
    library.kept.keep_for_practice(Filters(()), "A")
    assert beside_each_other(store) == []
    store.append([made(Filters((("x", "{}"),)), PRACTICE)])
    assert "saved filters" in beside_each_other(store)[0]


def test_where_no_library_is_one_is_made(library: PlanLibrary, tmp_path: Path) -> None:
    kept = library.kept.keep(named("Anna"), "A")
    file = copy_of(library, tmp_path / "file")
    assert bring_back(tmp_path / "new", file, library.opened.key, unnoted, unwatched) == Taken(1)
    again = PlanLibrary(tmp_path / "new", Knowledge(SHIPPED), lambda: AT)
    assert again.state is State.LOCKED
    again.open_with(library.opened.key)
    assert again.kept.history(kept.subject).head == kept
    again.lock()


def test_lost_keys_come_back_and_a_whole_library_is_left_alone(library: PlanLibrary, tmp_path: Path) -> None:
    file, key = copy_of(library, tmp_path / "file"), library.opened.key
    library.lock()
    with pytest.raises(LibraryError, match="is whole"):
        way_here(library.folder, file, key)
    (library.folder / KEYS).write_bytes(b"{")
    assert way_here(library.folder, file, key) is Way.MEND
    assert bring_back(library.folder, file, key, unnoted, unwatched) == Taken(0)
    library.open_with(key)


def test_another_library_is_left_alone(library: PlanLibrary, tmp_path: Path) -> None:
    other = made_library(tmp_path / "other")
    file, key = copy_of(other, tmp_path / "file"), other.opened.key
    other.lock()
    library.lock()
    with pytest.raises(LibraryError, match="another one"):
        bring_back(library.folder, file, key, unnoted, unwatched)


def test_a_damaged_library_is_set_aside_whole(library: PlanLibrary, tmp_path: Path) -> None:
    kept = library.kept.keep(named("Anna"), "A")
    library.drafts.save(kept.subject, b"half a visit")
    file, key = copy_of(library, tmp_path / "file"), library.opened.key
    library.lock()
    damaged = library.folder / DATABASE
    damaged.write_bytes(broken := b"\0" * 4096)
    aside = bring_back(library.folder, file, key, unnoted, unwatched).aside
    assert aside is not None
    assert aside == library.folder.with_name("here-damaged")
    assert (aside / DATABASE).read_bytes() == broken
    library.open_with(key)
    assert library.kept.history(kept.subject).head == kept
    assert library.drafts.load(kept.subject) == b"half a visit"


def test_a_refusal_on_the_way_leaves_all_as_it_was(
    library: PlanLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, key = copy_of(library, tmp_path / "file"), library.opened.key
    library.lock()
    (library.folder / DATABASE).write_bytes(b"\0" * 4096)
    before = sorted(path.name for path in tmp_path.iterdir())
    renamed = Path.rename

    def refuses(path: Path, target: Path) -> Path:
        if target == library.folder and path.name.endswith("restored"):
            raise PermissionError(13, "refused")
        return renamed(path, target)

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(LibraryError, match="cannot be set aside"):
        bring_back(library.folder, file, key, unnoted, unwatched)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
