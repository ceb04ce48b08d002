from __future__ import annotations

import json
from typing import Any

import pytest

from ldn_desktop.library.errors import DamagedError, LibraryError, NewerError, WrongKeyError
from ldn_desktop.library.keys import (
    COST,
    PASSPHRASE,
    RECOVERY,
    Secret,
    data_key,
    new_keys,
    read_keys,
    rewrapped,
    write_keys,
)
from ldn_desktop.library.recovery_key import RecoveryKeyError, new_recovery_key
from tests.library.given import CHEAP, RECOVERY_TEXT, SENTENCE

KEYS, KEY = new_keys(SENTENCE, RECOVERY_TEXT, CHEAP)


@pytest.mark.parametrize(
    "secret",
    [
        Secret(PASSPHRASE, SENTENCE),
        Secret(RECOVERY, RECOVERY_TEXT),
        Secret(RECOVERY, RECOVERY_TEXT.lower()),
    ],
)
def test_passphrase_and_recovery_key_open_the_same(secret: Secret) -> None:
    assert data_key(KEYS, secret) == KEY
    assert len(KEY) == 32


@pytest.mark.parametrize(
    "secret",
    [
        Secret(PASSPHRASE, "a sentence is welcome "),
        Secret(PASSPHRASE, ""),
        Secret(PASSPHRASE, "\ud800"),
        Secret(PASSPHRASE, RECOVERY_TEXT),
        Secret(RECOVERY, new_recovery_key()),
    ],
)
def test_a_wrong_one_is_one_refusal(secret: Secret) -> None:
    with pytest.raises(WrongKeyError, match="Try again"):
        data_key(KEYS, secret)


def test_a_mistyped_recovery_key_is_told_before_it_is_tried() -> None:
    with pytest.raises(RecoveryKeyError, match="Group 8"):
        data_key(KEYS, Secret(RECOVERY, RECOVERY_TEXT[:-1] + "Z"))


def test_the_file_says_what_a_derivation_takes_and_comes_back() -> None:
    told = json.loads(write_keys(KEYS))
    assert {entry["by"]: entry.get("memory_kib") for entry in told["wrapped"]} == {
        PASSPHRASE: 64,
        RECOVERY: None,
    }
    assert read_keys(write_keys(KEYS)) == KEYS
    assert KEY.hex() not in write_keys(KEYS).decode()


def test_a_real_library_costs_at_least_64_mib() -> None:
    assert COST.memory_kib >= 64 << 10


def test_another_passphrase_wraps_the_same_key_and_the_old_one_is_wrong() -> None:
    after = rewrapped(KEYS, KEY, Secret(PASSPHRASE, "another sentence"), CHEAP)
    assert data_key(after, Secret(PASSPHRASE, "another sentence")) == KEY
    assert data_key(after, Secret(RECOVERY, RECOVERY_TEXT)) == KEY
    with pytest.raises(WrongKeyError):
        data_key(after, Secret(PASSPHRASE, SENTENCE))


def test_another_recovery_key_is_taken_too() -> None:
    new = new_recovery_key()
    after = rewrapped(KEYS, KEY, Secret(RECOVERY, new), CHEAP)
    assert data_key(after, Secret(RECOVERY, new)) == KEY
    with pytest.raises(WrongKeyError):
        data_key(after, Secret(RECOVERY, RECOVERY_TEXT))


def test_a_passphrase_that_is_too_short_makes_nothing() -> None:
    with pytest.raises(LibraryError, match="12 characters"):
        new_keys("elevenchars", RECOVERY_TEXT, CHEAP)


def _changed(**changes: Any) -> bytes:
    told = json.loads(write_keys(KEYS))
    wrapped = changes.pop("wrapped", {})
    told["wrapped"][0] |= wrapped
    return json.dumps(told | changes).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        _changed(more=1),
        _changed(wrapped={"passes": 99}),
        _changed(wrapped={"memory_kib": 1 << 30}),
        _changed(wrapped={"salt": "AAAA"}),
        _changed(wrapped={"by": "guess"}),
    ],
)
def test_damaged_keys_are_told(data: bytes) -> None:
    with pytest.raises(DamagedError, match="Restore them from a backup"):
        read_keys(data)


def test_newer_keys_are_told() -> None:
    with pytest.raises(NewerError, match="update the program"):
        read_keys(_changed(version=2))


@pytest.mark.parametrize("changed", [_changed(library="f" * 32), _changed(wrapped={"passes": 2})])
def test_what_stands_beside_a_wrapped_key_is_authenticated(changed: bytes) -> None:
    with pytest.raises(WrongKeyError):
        data_key(read_keys(changed), Secret(PASSPHRASE, SENTENCE))
