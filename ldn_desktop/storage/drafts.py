"""The draft of the open plan, kept encrypted so that it outlives a crash of the program.

A folder holds one ``<id>.draft`` and one ``<id>.lock`` for each running program. The lock is held while its
program runs; a draft whose lock is free was left by one that died, and is offered for recovery. Who offers it
holds its lock meanwhile, so two windows never offer the same draft.

A draft is: a mark, a nonce of 12 bytes, then AES-256-GCM over a JSON header on one line and the plan's bytes.
The mark and the id are authenticated with it.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ldn_desktop.storage import locks
from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically

MOST_PLAN_BYTES = 2 << 20
_MOST_SEALED_BYTES = MOST_PLAN_BYTES + (1 << 16)
_MARK = b"LDN draft 1\n"
_NONCE_BYTES = 12
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)

SpareKeys = Callable[[], Sequence[bytes]]
"""Gives every key that may have sealed a draft, such as ``draft_key.keys_at_hand``."""
KeyProvider = Callable[[], bytes | None]
"""Gives the key of 32 bytes, such as ``draft_key.find_draft_key``; ``None`` while there is none."""


class RecoveredDraft(NamedTuple):
    """A draft that a program left when it died: the file it was opened from, if any, and the plan's bytes.

    ``known`` is what ``save`` was given of that file's content.
    """

    id: str
    saved_at: datetime
    origin: str | None
    data: bytes
    known: str = ""


class _UnreadableError(ValueError):
    """A draft that no key at hand opens."""


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class DraftStore:
    """The draft of this program, and those of programs that died. To be used from one thread."""

    def __init__(
        self,
        folder: Path,
        key_provider: KeyProvider,
        clock: Callable[[], datetime] = utc_now,
        spare_keys: SpareKeys = tuple,
    ) -> None:
        self._folder = folder
        self._key_provider = key_provider
        self._spare_keys = spare_keys
        self._clock = clock
        self._own: tuple[str, locks.Lock] | None = None
        self._offered: dict[str, locks.Lock] = {}
        self.sealed: tuple[str, ...] = ()
        """The drafts that could not be opened when they were last looked for.

        Their key is elsewhere or gone, or a newer version of the program made them.
        """

    def save(self, data: bytes, origin: str | None = None, known: str = "") -> bool:
        """Keep the plan's bytes as this program's draft, in the place of its last.

        ``origin`` is the plan's file, ``known`` the digest of what the program last knew to be in it.

        Return false, and keep nothing, if there is no key: autosave is then not to be had, and the user is to be
        told. Refused (``StoreError``): more than 2 MiB, and what the disk refuses; the last draft then stays.
        """
        key = self._key_provider()
        if key is None:
            return False
        if len(data) > MOST_PLAN_BYTES:
            raise StoreError("The draft is too large to be kept; shorten the notes.")
        name = self._own_id()
        header = {"origin": origin, "known": known, "saved_at": self._clock().astimezone(UTC).isoformat()}
        plain = json.dumps(header).encode() + b"\n" + data
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, plain, _MARK + name.encode())
        replace_atomically(self._draft(name), _MARK + nonce + sealed)
        return True

    def discard(self) -> None:
        """Remove this program's draft: the plan was saved, or given up. Refused (``StoreError``) by the disk."""
        if self._own is not None:
            self._remove(self._own[0])

    def recoverable(self) -> list[RecoveredDraft]:
        """Return the drafts of programs that died, the latest first; nobody else is offered them meanwhile.

        None is removed: those that no key opens now, named by ``sealed``, may be opened by another start, or by a newer
        version. Never raises.
        """
        keys = [key for key in (self._key_provider(), *self._spare_keys()) if key is not None]
        found: list[RecoveredDraft] = []
        self.sealed = ()
        for name in self._left_behind():
            with contextlib.suppress(OSError):
                draft = self._opened(name, keys)
                if draft is None:
                    self.sealed = (*self.sealed, name)
                else:
                    found.append(draft)
        return sorted(found, key=lambda draft: draft.saved_at, reverse=True)

    def forget(self, draft_id: str) -> None:
        """Remove a draft that ``recoverable`` offered: it was taken over. Another is left alone."""
        lock = self._offered.get(draft_id)
        if lock is not None:
            self._remove(draft_id)
            del self._offered[draft_id]
            lock.release()

    def set_aside(self, draft_id: str) -> None:
        """Discard a draft that ``recoverable`` offered, so that ``bring_back`` can undo it until the program ends.

        Refused (``StoreError``) by the disk.
        """
        if draft_id in self._offered:
            self._move(self._draft(draft_id), self._discarded(draft_id))

    def bring_back(self, draft_id: str) -> None:
        """Undo ``set_aside``. Refused (``StoreError``) by the disk."""
        if draft_id in self._offered:
            self._move(self._discarded(draft_id), self._draft(draft_id))

    def close(self) -> None:
        """Let go of everything. Drafts that are neither discarded nor forgotten are offered at the next start."""
        for name, lock in self._offered.items():
            with contextlib.suppress(OSError):
                self._discarded(name).unlink(missing_ok=True)
            lock.release()
        self._offered.clear()
        if self._own is not None:
            self._own[1].release()
            self._own = None

    def _draft(self, name: str) -> Path:
        return self._folder / f"{name}.draft"

    def _discarded(self, name: str) -> Path:
        return self._folder / f"{name}.discarded"

    @staticmethod
    def _move(source: Path, target: Path) -> None:
        try:
            source.replace(target)
        except OSError as error:
            raise StoreError("The draft cannot be discarded: its folder cannot be written.") from error

    def _lock(self, name: str) -> Path:
        return self._folder / f"{name}.lock"

    def _own_id(self) -> str:
        if self._own is None:
            name = secrets.token_hex(16)
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                lock = locks.take(self._lock(name))
            except OSError as error:
                raise StoreError("The draft cannot be kept: its folder cannot be written.") from error
            if lock is None:
                raise StoreError("The draft cannot be kept: its folder knows no locks.")
            self._own = name, lock
        return self._own[0]

    def _remove(self, name: str) -> None:
        try:
            self._draft(name).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError("The draft cannot be removed: its folder cannot be written.") from error

    def _left_behind(self) -> list[str]:
        """Lock and name the drafts of dead programs; clear what else those left."""
        with contextlib.suppress(OSError):
            for name in sorted({path.stem for path in self._folder.iterdir() if _ID.fullmatch(path.stem)}):
                with contextlib.suppress(OSError):
                    self._claim(name)
        return list(self._offered)

    def _claim(self, name: str) -> None:
        if name in self._offered or (self._own is not None and self._own[0] == name):
            return
        lock = locks.take(self._lock(name))
        if lock is None:
            return
        for temporary in self._folder.glob(f".{name}.draft.*.tmp"):
            with contextlib.suppress(OSError):
                temporary.unlink()
        # A program that died after discarding it left it so.
        self._discarded(name).unlink(missing_ok=True)
        if self._draft(name).exists():
            self._offered[name] = lock
        else:
            lock.release()

    def _opened(self, name: str, keys: Sequence[bytes]) -> RecoveredDraft | None:
        """Return a draft, or ``None`` if no key opens it. Refused (``OSError``): what the disk refuses."""
        sealed = read_limited(self._draft(name), _MOST_SEALED_BYTES)
        for key in keys:
            with contextlib.suppress(_UnreadableError):
                return _unsealed(name, sealed, key)
        return None


def _unsealed(name: str, sealed: bytes, key: bytes) -> RecoveredDraft:
    body = sealed.removeprefix(_MARK)
    try:
        plain = AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _MARK + name.encode())
        line, _, data = plain.partition(b"\n")
        header = json.loads(line)
        saved_at = datetime.fromisoformat(header["saved_at"])
        return RecoveredDraft(name, saved_at, header["origin"], data, header.get("known", ""))
    except (InvalidTag, ValueError, KeyError, TypeError) as error:
        raise _UnreadableError from error
