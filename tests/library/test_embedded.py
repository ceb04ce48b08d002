from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checks.library_bytes import decrypted_pages
from ldn_desktop.library.bodies import Erasure
from ldn_desktop.library.embedded import EmbeddedStore, create
from ldn_desktop.library.errors import DamagedError, LibraryError
from ldn_desktop.library.records import PRACTICE
from tests.library.given import KEY, SUBJECTS, entry, made, revision, store_in, visit

A, B = SUBJECTS[:2]
NAME = "Zqxjkvwhistle"


def test_another_key_is_refused_and_the_right_one_then_opens(tmp_path: Path) -> None:
    store_in(tmp_path).close()
    with pytest.raises(DamagedError, match="other keys"):
        EmbeddedStore(tmp_path / "plans.db", bytes(32))
    store_in(tmp_path).close()


def test_a_key_of_another_length_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        create(tmp_path / "plans.db", b"short", "0" * 32)


def test_nothing_is_made_over_a_library(tmp_path: Path) -> None:
    store_in(tmp_path).close()
    with pytest.raises(LibraryError, match="already"):
        create(tmp_path / "plans.db", KEY, "0" * 32)


def test_between_two_writes_it_is_one_file(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.append([revision(A), visit(A)])
    assert [path.name for path in tmp_path.iterdir()] == ["plans.db"]
    copied = tmp_path / "copied.db"
    copied.write_bytes((tmp_path / "plans.db").read_bytes())
    copy = EmbeddedStore(copied, KEY, "a copy")
    assert (copy.count(), copy.damage()) == (2, "")
    copy.close()
    store.close()


def test_a_name_is_nowhere_in_plain_bytes(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.append([revision(A, name=NAME)], [entry(A, NAME, told=NAME.encode())])
    assert list(store.search(NAME[:5])) == [A]
    data = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert NAME.encode() not in data
    assert NAME.lower().encode() not in data
    store.close()


def test_a_letter_without_its_key_is_found_by_the_one_beside_it(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.append([revision(A)], [entry(A, "Łukasz Ørsted")])
    assert [list(store.search(typed)) for typed in ("luk", "Łu", "orst", "ost")] == [[A], [A], [A], []]
    store.close()


def test_what_is_erased_is_in_no_page_either(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    for at in range(30):
        store.append([revision(B, name=f"Other {at}")], [entry(B, f"Other {at}")])
    store.append([revision(A, name=NAME), visit(A, note=NAME * 2_000)], [entry(A, NAME, told=NAME.encode())])
    store.put([entry(A, NAME, "again")])
    pages = decrypted_pages(tmp_path / "plans.db", KEY)
    assert b"Other 29" in pages
    assert NAME.encode() in pages
    assert NAME.lower()[2:].encode() in pages
    store.erase([A], made(Erasure((A,), 2), PRACTICE))
    pages = decrypted_pages(tmp_path / "plans.db", KEY)
    assert b"Other 29" in pages
    assert NAME[1:].encode() not in pages
    assert NAME.lower()[2:].encode() not in pages
    store.close()


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    for _ in range(20):
        store.append([visit(A, note="x" * 2_000)])
    assert store.damage() == ""
    store.close()
    file = tmp_path / "plans.db"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    damaged = EmbeddedStore(file, KEY, "looked at")
    assert damaged.damage()
    with pytest.raises(DamagedError):
        damaged.after(0, 100)
    damaged.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_full_disk_at_any_write_leaves_all_or_nothing(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    first = revision(A)
    store.append([first], [entry(A, "Anna")])
    size = (tmp_path / "plans.db").stat().st_size
    refused = kept = 0
    # From a journal that cannot be begun to a database that cannot grow.
    for limit in (*range(0, 24_000, 3_000), *range(size, size + 300_000, 30_000), 0):
        before, last = store.count(), list(store.search("anna"))
        with _largest_file(limit):
            try:
                store.append([visit(A, first, note="x" * 60_000)], [entry(A, "Anna", "new" * 9_000)])
                kept += 1
                continue
            except LibraryError:
                refused += 1
        assert (store.count(), list(store.search("anna"))) == (before, last)
    assert refused
    assert kept
    assert store.damage() == ""
    store.close()
    again = store_in(tmp_path)
    assert again.count() == 1 + kept
    again.close()


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    assert sys.platform != "win32"
    resource = importlib.import_module("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
