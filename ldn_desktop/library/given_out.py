"""The revision numbers that plans were given on this computer, in plan files and on paper, and what stands on the paper.

The file holds no patient's data: of a plan's id and of its content only short digests, and the number. The content's
digest covers the id, which chance made and which stands nowhere in the file, so that guesses cannot be tried on it.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.library import locks
from ldn_desktop.library.files import StoreError, read_limited, replace_atomically

FORMAT, VERSION = "ldn-given-out", 1
MOST = 10_000
"""Numbers that are kept, the newest: some 500 KB, less than what ``read_limited`` reads."""
_DIGITS = 16
_TRIES, _WAIT_S = 20, 0.02
"""Tries for the lock and the seconds between: another window holds it for as long as a small file takes to be written."""


class NumberTakenError(StoreError):
    """A revision number that stands for something else. Its text is one sentence for the user."""


class _Number(NamedTuple):
    plan: str
    revision: int
    content: str


class GivenOut:
    """Remembers which number stands for what, for all windows on one folder. To be used from one thread.

    A file that is missing, damaged or forbidden holds none; a number that cannot be written is known as long as the
    program runs, as all are without a file (``None``).
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._unwritten: list[_Number] = []

    def known(self, plan_id: str) -> Mapping[int, str]:
        """Return the numbers of a plan as the file is now, each with the digest of what its paper says. Never raises.

        The digest is empty where no paper is known, but a plan file was saved with the number.
        """
        plan = digest(plan_id)
        return {entry.revision: entry.content for entry in self._all() if entry.plan == plan}

    def claim(self, plan_id: str, revision: int, content: str) -> str | None:
        """Have a number stand for what a paper says from now on; return for what it did before, ``None`` for nothing.

        To be called before the paper leaves. Refused (``NumberTakenError``): a number of a paper that says something else.
        """
        entry = _Number(digest(plan_id), revision, content)
        with self._alone():
            others, before = self._others(entry)
            if before not in {None, "", content}:
                raise NumberTakenError(
                    f"Revision {revision} of this plan was given out meanwhile, for something else; "
                    "make the paper again, under the next number."
                )
            self._write([*others, entry])
        return before

    def give_back(self, plan_id: str, revision: int, before: str | None) -> None:
        """Undo ``claim``, which returned ``before``: the paper did not leave."""
        entry = _Number(digest(plan_id), revision, before or "")
        with self._alone():
            others, _ = self._others(entry)
            self._write(others if before is None else [*others, entry])

    def note(self, plan_id: str, revision: int) -> None:
        """Keep that a plan file was saved with a number."""
        entry = _Number(digest(plan_id), revision, "")
        with self._alone():
            others, before = self._others(entry)
            self._write([*others, entry._replace(content=before or "")])

    def _others(self, entry: _Number) -> tuple[list[_Number], str | None]:
        """Return all but what is known of a number, and for what that stands."""
        numbers = self._all()
        same = [other.content for other in numbers if other[:2] == entry[:2]]
        return [other for other in numbers if other[:2] != entry[:2]], same[-1] if same else None

    def _all(self) -> list[_Number]:
        kept: list[_Number] = []
        if self._file is not None:
            with contextlib.suppress(StoreError, ValueError, TypeError, KeyError, RecursionError):
                kept = _read(json.loads(read_limited(self._file)))
        return list(dict.fromkeys([*kept, *self._unwritten]))

    def _write(self, numbers: list[_Number]) -> None:
        self._unwritten = numbers[-MOST:]
        if self._file is None:
            return
        members = {"format": FORMAT, "version": VERSION, "numbers": self._unwritten}
        with contextlib.suppress(StoreError):
            replace_atomically(self._file, json.dumps(members, separators=(",", ":")).encode() + b"\n")
            self._unwritten = []

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other windows from writing; where the disk knows no locks, or one is stuck, it is done all the same."""
        lock = _locked(self._file.with_name(f"{self._file.name}.lock")) if self._file else None
        try:
            yield
        finally:
            if lock is not None:
                lock.release()


def digest(text: str) -> str:
    """Return the short digest by which an id or a content is known again."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _read(value: object) -> list[_Number]:
    if not isinstance(value, dict) or (value["format"], value["version"]) != (FORMAT, VERSION):
        raise ValueError("another format")
    numbers = value["numbers"]
    if not isinstance(numbers, list):
        raise TypeError("another shape")
    return [_number(*entry) for entry in numbers]


def _number(plan: object, revision: object, content: object) -> _Number:
    # Spelled out: a truth value is a whole number, too.
    if not (isinstance(plan, str) and isinstance(content, str) and type(revision) is int and revision > 0):
        raise TypeError("another shape")
    return _Number(plan, revision, content)


def _locked(path: Path) -> locks.Lock | None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(_TRIES):
            lock = locks.take(path)
            if lock is not None:
                return lock
            time.sleep(_WAIT_S)
    return None
