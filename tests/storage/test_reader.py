"""Notes and bookmarks: kept, read back, and a broken file is neither lost nor in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.reader import Reader, load_reader, save_reader

EMPTY = Reader({}, ())


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    reader = EMPTY.with_note("topic:surgery", "Ask the anaesthetist – “early”.").toggled("topic:liver")
    path = tmp_path / "config" / "reader.json"

    save_reader(path, reader)

    assert load_reader(path) == reader


def test_nothing_was_kept_yet(tmp_path: Path) -> None:
    assert load_reader(tmp_path / "reader.json") == EMPTY


def test_an_empty_note_is_taken_away() -> None:
    assert EMPTY.with_note("topic:a", "x").with_note("topic:a", " \n") == EMPTY


def test_a_bookmark_is_set_and_taken_away() -> None:
    both = EMPTY.toggled("topic:a").toggled("topic:b")

    assert both.bookmarks == ("topic:a", "topic:b")
    assert both.toggled("topic:a").bookmarks == ("topic:b",)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "other", "version": 1, "notes": {}, "bookmarks": []}',
     '{"format": "ldn-reader", "version": 2, "notes": {}, "bookmarks": []}',
     '{"format": "ldn-reader", "version": 1, "notes": [], "bookmarks": []}',
     '{"format": "ldn-reader", "version": 1, "notes": {"a": 1}, "bookmarks": []}',
     '{"format": "ldn-reader", "version": 1, "notes": {}, "bookmarks": [1]}',
     '{"format": "ldn-reader", "version": 1}', "[" * 100_000],
)  # fmt: skip
def test_a_broken_file_is_kept_beside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reader.json"
    path.write_text(text, encoding="utf-8")

    assert load_reader(path) == EMPTY
    assert (tmp_path / "reader.json.broken").read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file, not a folder", encoding="utf-8")

    with pytest.raises(StoreError):
        save_reader(tmp_path / "config" / "reader.json", EMPTY)


@given(
    st.dictionaries(st.text(max_size=20), st.text(min_size=1, max_size=50)),
    st.lists(st.text(max_size=20), unique=True),
)
def test_any_text_is_kept(
    tmp_path_factory: pytest.TempPathFactory, notes: dict[str, str], marks: list[str]
) -> None:
    path = tmp_path_factory.mktemp("reader") / "reader.json"
    reader = Reader(notes, tuple(marks))

    save_reader(path, reader)

    assert load_reader(path) == reader


def test_what_is_away_gives_what_was_known(tmp_path: Path) -> None:
    known = EMPTY.toggled("topic:a")
    path = tmp_path / "reader.json"
    assert load_reader(path, known) == known
    path.write_text("{", encoding="utf-8")
    assert load_reader(path, known) == known
    save_reader(path, EMPTY.toggled("topic:b"))
    assert load_reader(path, known).bookmarks == ("topic:b",)
