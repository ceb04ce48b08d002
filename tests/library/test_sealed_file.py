from __future__ import annotations

import pytest

from ldn_desktop.library.errors import DamagedError, NewerError
from ldn_desktop.library.keys import RECOVERY, Secret, data_key, new_keys
from ldn_desktop.library.sealed_file import hashes_in, look, records_in, seal
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE, SUBJECTS, revision, visit
from tests.library.plain_store import PlainStore

A = SUBJECTS[0]
KEYS, KEY = new_keys(SENTENCE, RECOVERY_TEXT, CHEAP)
RECORDS = [revision(A, name="Zqxjkv"), *(visit(A, note=f"note {at}") for at in range(700))]


def sealed_bytes(many: int) -> bytes:
    store = PlainStore()
    store.append(RECORDS[:many])
    return seal(store, KEYS, KEY)


FILE = sealed_bytes(20)


@pytest.mark.parametrize("many", [0, 1, 20, 501])
def test_every_record_comes_back_with_what_opened_the_library(many: int) -> None:
    found = look(sealed_bytes(many))
    assert (found.head.records, found.head.upto) == (many, many)
    key = data_key(found.head.keys, Secret(RECOVERY, RECOVERY_TEXT))
    assert list(records_in(found, key)) == [record.data for record in RECORDS[:many]]
    assert hashes_in(found, key) == [record.hash for record in RECORDS[:many]]


def test_more_than_one_block_comes_back() -> None:
    store = PlainStore()
    # Chance cannot be packed.
    store.append([visit(A, note="".join(RECORDS[at].hash for at in range(1, 700)) * 60)])
    store.append([visit(A, note=" ".join(revision(A).hash for _ in range(20_000)))])
    found = look(seal(store, KEYS, KEY))
    assert len(found.blocks) > 1 << 20
    assert len(hashes_in(found, KEY)) == 2


def test_nothing_of_a_patient_is_in_it() -> None:
    assert b"Zqxjkv" not in FILE
    assert A.encode() not in FILE


def test_two_files_of_the_same_are_sealed_with_other_keys() -> None:
    assert look(FILE).blocks != look(sealed_bytes(20)).blocks


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_a_file_that_lost_its_end_is_none(cut: int) -> None:
    with pytest.raises(DamagedError):
        hashes_in(look(FILE[:-cut]), KEY)


@pytest.mark.parametrize("place", range(14, len(FILE), 97))
def test_any_changed_byte_is_found(place: int) -> None:
    changed = bytearray(FILE)
    changed[place] ^= 1
    with pytest.raises(DamagedError):
        hashes_in(look(bytes(changed)), KEY)


def test_another_key_is_refused() -> None:
    with pytest.raises(DamagedError):
        hashes_in(look(FILE), bytes(32))


@pytest.mark.parametrize(
    "data", [b"", b"LDN plan 1\n{}\n", b"LDN library x\n{}\n", b"LDN library 1\n[]\n", b"\0" * 99]
)
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError, match="no library"):
        look(data)


def test_a_newer_one_is_told() -> None:
    with pytest.raises(NewerError):
        look(FILE.replace(b"LDN library 1", b"LDN library 2", 1))
