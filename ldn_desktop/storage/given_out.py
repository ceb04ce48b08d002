"""The revision numbers that plans were given on this computer, in files and on paper, and what the paper says.

The file holds no patient's data: of a plan's id and of its content only short digests, and the number. The content's
digest covers the id, which chance made and which stands nowhere in the file, so that guesses cannot be tried on it.
Of a plan without an id they could: its numbers are never written (``unkept``).
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.domain.plan import LAST_REVISION
from ldn_desktop.storage import locks
from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically

FORMAT, VERSION = "ldn-given-out", 1
MOST = 10_000
"""Numbers that are kept, the newest: some 500 KB, less than what ``read_limited`` reads."""
_DIGITS = 16
_TRIES, _WAIT_S = 20, 0.02
"""Tries for the lock and the seconds between.

Another window holds it for as long as a small file takes to be written.
"""


class NumberTakenError(StoreError):
    """A revision number that stands for something else. Its text is one sentence for the user."""

    def __init__(self, revision: int) -> None:
        then = (
            " by now; make the paper again, under the next number."
            if revision < LAST_REVISION
            else ", and no number follows it; begin a new plan."
        )
        super().__init__(f"Revision {revision} of this plan stands for something else{then}")


class _Number(NamedTuple):
    """What is known of a number of a plan: what its ``papers`` say, how many left, whether a file was saved with it."""

    plan: str
    revision: int
    content: str = ""
    papers: int = 0
    saved: bool = False


class GivenOut:
    """Remembers which number stands for what, for all windows on one folder. To be used from one thread.

    A file that is missing, damaged or forbidden holds none; a number that cannot be written is known as long as the
    program runs, as all are without a file (``None``).
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._unwritten: dict[tuple[str, int], _Number] = {}
        self.unkept = self if file is None else GivenOut()
        """The numbers of plans without an id, which are known as long as the program runs."""

    def known(self, plan_id: str) -> Mapping[int, str]:
        """Return the numbers of a plan as the file is now, each with the digest of what its paper says. Never raises.

        The digest is empty where no paper is known, but a plan file was saved with the number.
        """
        numbers = self._all().values()
        plan = digest(plan_id) if numbers else ""
        return {entry.revision: entry.content for entry in numbers if entry.plan == plan}

    def claim(self, plan_id: str, revision: int, content: str, *, own: bool = True) -> None:
        """Have a number stand for what a paper says from now on.

        ``own`` tells that the plan is known by it, as by its file's. To be called before the paper leaves. Refused
        (``NumberTakenError``): a number of a paper that says something else, and one that a file was saved with, where
        it is not the plan's own.
        """
        with self._alone():
            before = self._entry(plan_id, revision)
            if before.content not in {"", content} or (before.saved and not before.papers and not own):
                raise NumberTakenError(revision)
            self._write(before._replace(content=content, papers=before.papers + 1))

    def give_back(self, plan_id: str, revision: int) -> None:
        """Undo one ``claim``: the paper did not leave. One that another window let leave stays known."""
        with self._alone():
            before = self._entry(plan_id, revision)
            papers = max(before.papers - 1, 0)
            self._write(before._replace(content=before.content if papers else "", papers=papers))

    def note(self, plan_id: str, revision: int) -> None:
        """Keep that a plan file was saved with a number."""
        with self._alone():
            self._write(self._entry(plan_id, revision)._replace(saved=True))

    def _entry(self, plan_id: str, revision: int) -> _Number:
        unknown = _Number(digest(plan_id), revision)
        return self._all().get(unknown[:2], unknown)

    def _all(self) -> dict[tuple[str, int], _Number]:
        found: dict[tuple[str, int], _Number] = {}
        if self._file is not None:
            with contextlib.suppress(StoreError, ValueError, TypeError, KeyError, RecursionError):
                found = {entry[:2]: entry for entry in _read(json.loads(read_limited(self._file)))}
        for key, entry in self._unwritten.items():
            # What a paper says, by whichever window, is more than what could not be written here.
            if key not in found or not found[key].papers:
                found[key] = entry
        return found

    def _write(self, entry: _Number) -> None:
        """Keep a number as the newest; one that cannot be written is known here alone, until something can."""
        numbers = self._all()
        numbers.pop(entry[:2], None)
        self._unwritten.pop(entry[:2], None)
        if entry.papers or entry.saved:
            numbers[entry[:2]] = self._unwritten[entry[:2]] = entry
        if self._file is None:
            return
        members = {"format": FORMAT, "version": VERSION, "numbers": list(numbers.values())[-MOST:]}
        with contextlib.suppress(StoreError):
            replace_atomically(self._file, json.dumps(members, separators=(",", ":")).encode() + b"\n")
            self._unwritten = {}

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
    # OpenSSL is loaded when the first paper is given out.
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _read(value: object) -> list[_Number]:
    if not isinstance(value, dict) or (value["format"], value["version"]) != (FORMAT, VERSION):
        raise ValueError("another format")
    numbers = value["numbers"]
    if not isinstance(numbers, list):
        raise TypeError("another shape")
    return [_number(*entry) for entry in numbers]


def _number(plan: object, revision: object, content: object, papers: object, saved: object) -> _Number:
    # Spelled out: a truth value is a whole number, too.
    if not (isinstance(plan, str) and isinstance(content, str) and isinstance(saved, bool)):
        raise TypeError("another shape")
    if type(revision) is int and type(papers) is int and revision > 0 and papers >= 0:
        return _Number(plan, revision, content, papers, saved)
    raise TypeError("another shape")


def _locked(path: Path) -> locks.Lock | None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(_TRIES):
            lock = locks.take(path)
            if lock is not None:
                return lock
            time.sleep(_WAIT_S)
    return None
