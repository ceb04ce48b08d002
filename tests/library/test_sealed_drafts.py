"""Drafts beside a library: sealed, one a plan, opened by its key alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.sealed_drafts import FOLDER, MOST_BYTES, SealedDrafts
from tests.library.given import KEY, SUBJECTS

ONE, OTHER = SUBJECTS[:2]


def test_a_draft_comes_back_as_it_was_and_stands_in_no_plain_byte(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, KEY)
    assert (drafts.holds(ONE), drafts.load(ONE), drafts.subjects()) == (False, None, frozenset())
    drafts.save(ONE, b"first")
    assert drafts.holds(ONE)
    assert drafts.subjects() == {ONE}
    drafts.save(ONE, "Anna Müller".encode())
    assert SealedDrafts(tmp_path, KEY).load(ONE) == "Anna Müller".encode()
    (file,) = (tmp_path / FOLDER).iterdir()
    assert "Müller".encode() not in file.read_bytes()
    drafts.discard(ONE)
    drafts.discard(ONE)
    assert drafts.load(ONE) is None
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_another_key_another_plan_and_a_changed_byte_open_nothing(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, KEY)
    drafts.save(ONE, b"told")
    assert SealedDrafts(tmp_path, bytes(32)).load(ONE) is None
    file = tmp_path / FOLDER / f"{ONE}.visit"
    (tmp_path / FOLDER / f"{OTHER}.visit").write_bytes(file.read_bytes())
    assert drafts.load(OTHER) is None
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert drafts.load(ONE) is None
    file.write_bytes(b"")
    assert drafts.load(ONE) is None


def test_what_cannot_be_kept_is_told_and_the_last_one_stays(tmp_path: Path) -> None:
    drafts = SealedDrafts(tmp_path, KEY)
    drafts.save(ONE, b"told")
    with pytest.raises(LibraryError, match="too large"):
        drafts.save(ONE, bytes(MOST_BYTES + 1))
    assert drafts.load(ONE) == b"told"
    with pytest.raises(LibraryError, match="folder cannot be written"):
        SealedDrafts(tmp_path / "away" / "library", KEY).save(ONE, b"told")
    with pytest.raises(ValueError, match="no subject"):
        drafts.save("../x", b"told")
