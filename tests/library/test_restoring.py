from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.library.bodies import Erasure, Filters, Revision
from ldn_desktop.library.errors import DamagedError, LibraryError
from ldn_desktop.library.keys import new_keys
from ldn_desktop.library.opening import DATABASE, KEYS
from ldn_desktop.library.records import PRACTICE, Record, canonical, hash_of
from ldn_desktop.library.restoring import PlanChange, compare, mend_keys, restore_as, take_in
from ldn_desktop.library.sealed_file import Sealed, look, seal
from tests.library.given import (
    CHEAP,
    RECOVERY_TEXT,
    SENTENCE,
    SUBJECTS,
    library_in,
    made,
    opened_in,
    revision,
    visit,
)
from tests.library.plain_store import PlainStore

A, B, C = SUBJECTS[:3]
FILE_KEYS, KEY = new_keys(SENTENCE, RECOVERY_TEXT, CHEAP)
FIRST = revision(A)
SECOND = revision(A, FIRST, number=2)
OTHER = revision(B, name="Patient B")


def told(record: Record) -> Revision:
    assert isinstance(record.body, Revision)
    return record.body


def sealed(store: PlainStore) -> Sealed:
    return look(seal(store, FILE_KEYS, KEY))


def store_of(*records: Record) -> PlainStore:
    store = PlainStore()
    store.append(records)
    return store


def test_what_would_change_is_told_and_nothing_changed() -> None:
    file = sealed(store_of(FIRST, SECOND, OTHER))
    here = store_of(FIRST, revision(C))
    changes = compare(here, file, KEY)
    assert (changes.added, changes.kept, changes.here) == (2, 1, 1)
    assert changes.plans == (
        PlanChange(A, told(SECOND), 1, here=True, beside=False),
        PlanChange(B, told(OTHER), 1, here=False, beside=False),
    )
    assert here.count() == 2


def test_taking_in_adds_and_overwrites_nothing() -> None:
    file = sealed(store_of(FIRST, SECOND, OTHER))
    mine = revision(A, FIRST, number=2)
    here = store_of(FIRST, mine)
    assert take_in(here, file, KEY) == 2
    assert [kept.hash for kept in here.after(0, 9)] == [FIRST.hash, mine.hash, SECOND.hash, OTHER.hash]
    assert take_in(here, file, KEY) == 0
    assert compare(here, file, KEY).added == 0


def test_revisions_that_would_stand_beside_each_other_are_told() -> None:
    mine = revision(A, FIRST, number=2)
    (plan,) = compare(store_of(FIRST, mine), sealed(store_of(FIRST, SECOND)), KEY).plans
    assert plan.beside
    settings_of_another = sealed(store_of(FIRST, made(Filters(()), PRACTICE)))
    changes = compare(store_of(FIRST), settings_of_another, KEY)
    assert (changes.added, changes.practice, changes.plans) == (1, 1, ())


class _StopError(Exception):
    pass


def test_what_is_stopped_on_the_way_leaves_whole_records_and_goes_on_again(tmp_path: Path) -> None:
    there = store_of(*(visit(B, note=str(at)) for at in range(450)))
    told: list[int] = []

    def stop(done: int) -> None:
        told.append(done)
        if done == 450 + 400:
            raise _StopError

    here = PlainStore()
    with pytest.raises(_StopError):
        take_in(here, sealed(there), KEY, stop)
    assert told == [0, 200, 400, 450, 650, 850]
    assert here.count() == 400
    assert take_in(here, sealed(there), KEY) == 50
    with pytest.raises(_StopError):
        restore_as(tmp_path / "library", sealed(there), KEY, stop)
    assert list(tmp_path.iterdir()) == []


def test_what_was_erased_here_does_not_come_back() -> None:
    file = sealed(store_of(FIRST, OTHER))
    here = store_of(FIRST)
    here.erase([A], made(Erasure((A,), 1), PRACTICE))
    assert compare(here, file, KEY).refused == (A,)
    take_in(here, file, KEY)
    assert list(here.subjects()) == [PRACTICE, B]


def test_what_the_file_says_was_erased_goes_here_too() -> None:
    there = store_of(FIRST, OTHER)
    there.erase([A], made(Erasure((A,), 1), PRACTICE))
    here = store_of(FIRST)
    assert compare(here, sealed(there), KEY).erases == (A,)
    take_in(here, sealed(there), KEY)
    assert list(here.subjects()) == [B, PRACTICE]
    assert here.erased(A)


def test_many_are_taken_in_and_a_newer_record_is_kept_as_it_is() -> None:
    told = json.loads(FIRST.data) | {"version": 2, "kind": "photograph", "more": [1]}
    data = canonical(told)
    there = store_of(
        *(visit(B, note=str(at)) for at in range(450)), FIRST._replace(data=data, hash=hash_of(data))
    )
    here = PlainStore()
    assert compare(here, sealed(there), KEY).newer == 1
    assert take_in(here, sealed(there), KEY) == 451
    assert [kept.data for kept in here.after(0, 999)] == [kept.data for kept in there.after(0, 999)]


def test_a_record_that_nobody_wrote_stops_all_of_it() -> None:
    data = canonical(json.loads(FIRST.data) | {"author": 12})
    there = store_of(OTHER, FIRST._replace(data=data, hash=hash_of(data)))
    here = PlainStore()
    with pytest.raises(DamagedError, match="author"):
        take_in(here, sealed(there), KEY)
    assert here.count() == 0


@given(st.lists(st.tuples(st.sampled_from("+*-"), st.booleans(), st.sampled_from((A, B, C))), max_size=14))
@settings(max_examples=40)
def test_two_libraries_that_take_each_other_in_hold_the_same(acts: list[tuple[str, bool, str]]) -> None:
    """Whatever was kept, made beside each other and erased on two computers: nothing is lost, nothing comes back."""
    stores = PlainStore(), PlainStore()
    said: list[Record] = []
    gone: set[str] = set()
    for act, first, subject in acts:
        store = stores[first]
        if store.erased(subject):
            continue
        if act == "-":
            store.erase([subject], made(Erasure((subject,), 0), PRACTICE))
            gone.add(subject)
        elif act == "+":
            known = {kept.hash for kept in store.of(subject)}
            parents = [record for record in said if record.hash in known][-1:]
            said.append(revision(subject, *parents))
            store.append(said[-1:])
        else:
            take_in(store, sealed(stores[not first]), KEY)
            gone |= {each for each in (A, B, C) if store.erased(each)}
    for at in (0, 1, 0):
        take_in(stores[at], sealed(stores[not at]), KEY)
    left = [{kept.hash for kept in store.after(0, 999) if kept.subject != PRACTICE} for store in stores]
    assert left[0] == left[1] == {record.hash for record in said if record.subject not in gone}
    assert [store.erased(subject) for store in stores for subject in sorted(gone)] == [True] * 2 * len(gone)


def test_a_library_is_made_of_a_file_and_opens_with_what_opened_that(tmp_path: Path) -> None:
    restore_as(tmp_path / "library", sealed(store_of(FIRST, SECOND)), KEY)
    opened = opened_in(tmp_path / "library")
    assert (opened.store.count(), opened.keys) == (2, FILE_KEYS)
    assert list(opened.store.stale(1)) == [A]
    opened.close()
    with pytest.raises(LibraryError, match="not empty"):
        restore_as(tmp_path / "library", sealed(store_of(FIRST)), KEY)


def test_a_damaged_file_makes_no_library(tmp_path: Path) -> None:
    damaged = sealed(store_of(FIRST))
    with pytest.raises(DamagedError):
        restore_as(tmp_path / "library", damaged._replace(blocks=damaged.blocks[:-1]), KEY)
    assert list(tmp_path.iterdir()) == []


def test_lost_keys_are_put_back_from_a_copy(tmp_path: Path) -> None:
    opened = library_in(tmp_path / "library")
    opened.store.append([FIRST])
    copy, key = look(seal(opened.store, opened.keys, opened.key)), opened.key
    opened.close()
    (tmp_path / "library" / KEYS).unlink()
    with pytest.raises(DamagedError):
        mend_keys(tmp_path / "library", sealed(store_of(FIRST)), KEY)
    mend_keys(tmp_path / "library", copy, key)
    again = opened_in(tmp_path / "library")
    assert again.store.count() == 1
    again.close()
    (tmp_path / "library" / DATABASE).unlink()
    with pytest.raises(LibraryError, match="no library"):
        mend_keys(tmp_path / "library", copy, key)
