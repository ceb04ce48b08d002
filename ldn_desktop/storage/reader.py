"""What a reader keeps of the reference: notes and bookmarks, in one file of this computer."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically

FORMAT, VERSION = "ldn-reader", 1
_MOST = 100_000


class Reader(NamedTuple):
    """Notes by target (such as ``topic:surgery``), and bookmarked targets, the newest last."""

    notes: Mapping[str, str]
    bookmarks: tuple[str, ...]

    def with_note(self, target: str, text: str) -> Reader:
        """Return the same with a note; an empty one is taken away."""
        notes = {name: kept for name, kept in self.notes.items() if name != target}
        if text.strip():
            notes[target] = text[:_MOST]
        return self._replace(notes=notes)

    def toggled(self, target: str) -> Reader:
        """Return the same with a bookmark set, or taken away where there was one."""
        rest = tuple(name for name in self.bookmarks if name != target)
        return self._replace(bookmarks=rest if target in self.bookmarks else (*rest, target))


NOTHING = Reader({}, ())


def load_reader(path: Path, known: Reader = NOTHING) -> Reader:
    """Read the file, which every open window of the program writes.

    One that is missing or cannot be understood gives what was known, and the latter is kept beside as ``.broken``.
    """
    try:
        data = read_limited(path)
    except StoreError:
        return known
    try:
        return _read(json.loads(data))
    except (ValueError, TypeError, KeyError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(f"{path.name}.broken"))
        return known


def save_reader(path: Path, reader: Reader) -> None:
    """Write the file, and make its folder. Refused (``StoreError``): what the disk refuses."""
    members = {
        "format": FORMAT,
        "version": VERSION,
        "notes": dict(reader.notes),
        "bookmarks": list(reader.bookmarks),
    }
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps(members, ensure_ascii=True, indent=2, sort_keys=True) + "\n"
    replace_atomically(path, text.encode())


def _read(value: object) -> Reader:
    if not isinstance(value, dict) or value["format"] != FORMAT or value["version"] != VERSION:
        raise ValueError("another format")
    notes, bookmarks = value["notes"], value["bookmarks"]
    if not isinstance(notes, dict) or not isinstance(bookmarks, list):
        raise TypeError("another shape")
    if not all(isinstance(text, str) for text in (*notes, *notes.values(), *bookmarks)):
        raise TypeError("another shape")
    return Reader(notes, tuple(dict.fromkeys(bookmarks)))
