from __future__ import annotations

import json
from pathlib import Path

from ldn_desktop.library.bodies import Copied, Deletion, Erasure, Exported, Filters, Newer, Settings
from ldn_desktop.library.contract import Kept
from ldn_desktop.library.history import History, copies_holding, history, history_of, last_of
from ldn_desktop.library.records import PRACTICE, Record, canonical, hash_of
from tests.library.given import SUBJECTS, made, revision, visit
from tests.library.plain_store import PlainStore

A, B = SUBJECTS[:2]


def told(*records: Record) -> History:
    return history([Kept(at, A, record.hash, record.data) for at, record in enumerate(records, 1)])


def test_the_last_revision_that_none_follows_stands() -> None:
    first = revision(A)
    second = revision(A, first, number=2)
    read = told(first, visit(A), second)
    assert read.head == second
    assert (read.heads, read.concurrent, read.upto) == ((second,), False, 3)


def test_two_revisions_of_one_parent_are_told_until_one_follows_both() -> None:
    first = revision(A)
    left, right = revision(A, first, number=2), revision(A, first, number=2)
    assert told(first, left, right).heads == (left, right)
    assert told(first, left, right).concurrent
    both = revision(A, left, right, number=3)
    assert told(first, left, right, both).heads == (both,)


def test_parents_and_not_clocks_say_what_follows() -> None:
    first = revision(A)
    earlier = first.at.replace(year=1970)
    second = made(first.body, A, first)._replace(at=earlier)  # type: ignore[arg-type]
    assert told(first, second).head is not None
    assert told(first, second).head.hash == second.hash  # type: ignore[union-attr]


def test_over_a_deleted_revision_the_next_still_follows() -> None:
    first = revision(A)
    second = revision(A, first, number=2)
    third = revision(A, second, number=3)
    gone = made(Deletion((second.hash,)), A)
    assert told(first, second, third, gone).heads == (third,)
    assert told(first, second, third, gone, made(Deletion((third.hash,)), A)).heads == (first,)


def test_a_revision_of_a_newer_program_stands() -> None:
    first = revision(A)
    data = canonical(json.loads(revision(A, first).data) | {"version": 2})
    newer = Kept(2, A, hash_of(data), data)
    read = history([Kept(1, A, first.hash, first.data), newer])
    assert [head.body for head in read.heads] == [Newer(2, "revision")]


def test_what_is_deleted_counts_no_longer_and_can_be_taken_back() -> None:
    first = revision(A)
    second, seen = revision(A, first, number=2), visit(A)
    gone = made(Deletion((second.hash, seen.hash)), A)
    read = told(first, second, seen, gone)
    assert (read.head, read.counting, read.gone) == (first, (first,), False)
    again = made(Deletion((gone.hash,)), A)
    read = told(first, second, seen, gone, again)
    assert (read.head, read.counting) == (second, (first, second, seen))
    whole = made(Deletion(), A)
    assert told(first, whole).gone
    assert not told(first, whole, made(Deletion((whole.hash,)), A)).gone


def test_a_history_without_a_record_has_no_head() -> None:
    assert (told().head, told().upto) == (None, 0)


def test_copies_that_were_made_since_hold_a_plan() -> None:
    store = PlainStore()
    first = revision(A)
    store.append([made(Copied("backup", "before", 0), PRACTICE), first])
    store.append([made(Copied("backup", "with A", 2), PRACTICE), revision(B)])
    store.append([made(Copied("export", "with both", 4), PRACTICE)])
    store.append(
        [made(Exported("csv", "A alone", first.hash), A), made(Copied("backup", "with A", 6), PRACTICE)]
    )
    assert copies_holding(store, [A]) == ["with A", "with both", "A alone"]
    assert copies_holding(store, [B]) == ["with both", "with A"]
    store.erase([A, B], made(Erasure((A, B), 2), PRACTICE))
    assert copies_holding(store, [A, B]) == []


def test_a_history_is_read_from_a_store(tmp_path: Path) -> None:
    store = PlainStore()
    first = revision(A)
    store.append([revision(B), first])
    assert history_of(store, A).head == first


def test_what_was_last_kept_of_the_practice_stands() -> None:
    store = PlainStore()
    assert last_of(store, Filters) is None
    first, last = Filters((("Mine", "{}"),)), Filters(())
    store.append([made(first, PRACTICE), made(last, PRACTICE)])
    store.append([made(Settings(b'{"format":"ldn-practice"}\n'), PRACTICE)])
    assert last_of(store, Filters) == last
