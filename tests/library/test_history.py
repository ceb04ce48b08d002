from __future__ import annotations

import json
from pathlib import Path

from ldn_desktop.library.bodies import Copied, Deletion, Erasure, Exported, Filters, Newer, Settings
from ldn_desktop.library.contract import Kept
from ldn_desktop.library.history import History, copies_holding, half_taken, history, history_of, standing
from ldn_desktop.library.keys import new_keys
from ldn_desktop.library.records import PRACTICE, Record, canonical, hash_of
from ldn_desktop.library.restoring import take_in
from ldn_desktop.library.sealed_file import look, seal
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE, SUBJECTS, made, revision, visit
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
    assert set(told(first, left, right).heads) == {left, right}
    assert told(first, left, right).concurrent
    both = revision(A, left, right, number=3)
    assert told(first, left, right, both).heads == (both,)


def test_parents_and_not_clocks_say_what_follows() -> None:
    first = revision(A)
    earlier = first.at.replace(year=1970)
    second = made(first.body, A, first)._replace(at=earlier)  # type: ignore[arg-type]
    assert [head.hash for head in told(first, second).heads] == [second.hash]


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
    store.append([made(Copied("backup", "before", 9), PRACTICE), first])
    store.append([made(Copied("backup", "with A", 2), PRACTICE), revision(B)])
    store.append([made(Copied("export", "with both", 4), PRACTICE)])
    store.append(
        [made(Exported("csv", "A alone", first.hash), A), made(Copied("backup", "with A", 6), PRACTICE)]
    )
    assert copies_holding(store, [A]) == ["with A", "with both", "A alone"]
    assert copies_holding(store, [B]) == ["with both", "with A"]
    store.erase([A, B], made(Erasure((A, B), 2), PRACTICE))
    assert copies_holding(store, [A, B]) == []


def test_a_file_that_was_half_taken_in_holds_a_plan_that_came_of_it() -> None:
    store = PlainStore()
    store.append([made(Copied("export", "half", 0), PRACTICE), revision(A)])
    assert (half_taken(store), copies_holding(store, [A])) == ("half", ["half"])
    store.append([made(Copied("export", "half", 2), PRACTICE), revision(B)])
    assert (half_taken(store), copies_holding(store, [A]), copies_holding(store, [B])) == ("", ["half"], [])


def test_a_history_is_read_from_a_store(tmp_path: Path) -> None:
    store = PlainStore()
    first = revision(A)
    store.append([revision(B), first])
    assert history_of(store, A).head == first


def test_of_revisions_beside_each_other_the_same_one_stands_in_every_store() -> None:
    first = revision(A)
    left, right = revision(A, first, number=2), revision(A, first, number=2)
    assert told(first, left, right).head == told(first, right, left).head
    later = revision(A, first, number=3)
    assert told(first, later, left).head == told(first, left, later).head == later


def test_a_copy_that_another_computer_made_is_named_too() -> None:
    """Its place there says nothing here: this store holds more."""
    there, here = PlainStore(), PlainStore()
    here.append([revision(B), revision(B), revision(B)])
    there.append([revision(A)])
    there.append([made(Copied("backup", "the other's stick", 1), PRACTICE)])
    keys, key = new_keys(SENTENCE, RECOVERY_TEXT, CHEAP)
    take_in(here, look(seal(there, keys, key)), key)
    assert copies_holding(here, [A]) == ["the other's stick"]


def filters(name: str, *parents: Record) -> Record:
    return made(Filters(((name, "{}"),)), PRACTICE, *parents)


def test_what_was_last_kept_of_the_practice_stands() -> None:
    store = PlainStore()
    assert standing(store, Filters) == (None, ())
    first = filters("first")
    last = filters("last", first)
    store.append([first, last])
    store.append([made(Settings(b'{"format":"ldn-practice"}\n'), PRACTICE)])
    assert standing(store, Filters) == (last.body, (last,))


def test_an_older_copy_that_is_taken_in_puts_no_filters_back() -> None:
    first = filters("first")
    second = filters("second", first)
    store = PlainStore()
    store.append([first, second, filters("of another library")])
    kept = standing(store, Filters)
    assert (kept.body, len(kept.heads)) == (second.body, 2)
    store.append([filters("settled", *kept.heads)])
    assert len(standing(store, Filters).heads) == 1


def test_of_filters_beside_each_other_the_same_stand_in_every_store() -> None:
    first = filters("first")
    left, right = filters("left", first), filters("right", first)
    found = []
    for records in ([first, left, right], [first, right, left]):
        store = PlainStore()
        store.append(records)
        found.append(standing(store, Filters))
    assert found[0] == found[1]


def test_what_was_kept_before_records_followed_on_each_other_goes_by_its_place() -> None:
    store = PlainStore()
    older, newer = filters("older"), filters("newer")
    store.append([older, newer])
    assert standing(store, Filters).body == newer.body
