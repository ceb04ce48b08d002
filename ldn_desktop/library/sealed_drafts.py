"""What is being written about plans and not kept yet, beside an open library: one sealed file a plan.

A file is a mark, a nonce, then AES-256-GCM under a key that is derived from the library's data key for this alone; mark
and subject are authenticated with it. So it opens wherever the library opens, and never while that is locked. Its name
is the plan's subject, which chance made. One that cannot be read is set aside under a name that counts up.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.keys import sub_key
from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically
from ldn_desktop.storage.temporary_files import clear_leftovers

FOLDER = "visits"
MOST_BYTES = 2 << 20
_SUFFIX, _ASIDE = ".visit", ".unread"
_MARK = b"LDN visit 1\n"
_NONCE_BYTES = 12
_SUBJECT = re.compile(r"[0-9a-f]{32}", re.ASCII)


class SealedDrafts:
    """The drafts of an open library, by the subjects of their plans."""

    def __init__(self, library: Path, key: bytes) -> None:
        self._folder = library / FOLDER
        self._key = sub_key(key, b"", b"ldn visit drafts")

    def save(self, subject: str, data: bytes) -> None:
        """Keep a draft in the place of the last of its plan.

        Refused (``LibraryError``): one that is too large, what the disk refuses; the last one then stays.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if len(data) > MOST_BYTES:
            raise LibraryError("The draft of the visit is too large to be kept; shorten the note.")
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self._key).encrypt(nonce, data, _MARK + subject.encode())
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            replace_atomically(self._file(subject), _MARK + nonce + sealed)
        except StoreError as error:
            raise LibraryError(f"The draft of the visit is not kept. {error}") from error
        except OSError as error:
            raise LibraryError("The draft of the visit is not kept: its folder cannot be written.") from error

    def holds(self, subject: str) -> bool:
        """Tell whether there is a draft of a plan, whether it can be opened or not, or one that was set aside."""
        return self._file(subject).exists() or any(self._set_aside(subject))

    def subjects(self) -> frozenset[str]:
        """Return the plans of which there is a draft."""
        return frozenset(
            file.stem for file in self._folder.glob(f"*{_SUFFIX}") if _SUBJECT.fullmatch(file.stem)
        )

    def load(self, subject: str) -> bytes | None:
        """Return the draft of a plan; ``None`` where there is none that this program can open."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        with contextlib.suppress(StoreError, InvalidTag, ValueError):
            body = read_limited(self._file(subject), MOST_BYTES + (1 << 10)).removeprefix(_MARK)
            nonce, sealed = body[:_NONCE_BYTES], body[_NONCE_BYTES:]
            return AESGCM(self._key).decrypt(nonce, sealed, _MARK + subject.encode())
        return None

    def set_aside(self, subject: str) -> None:
        """Keep the draft of a plan under another name, beside those set aside before. Refused (``LibraryError``)."""
        file = self._file(subject)
        free = (file.with_suffix(f".{number}{_ASIDE}") for number in count(1))
        try:
            file.rename(next(name for name in free if not name.exists()))
        except OSError as error:
            raise LibraryError(
                "The draft of the visit is not kept: the one before cannot be set aside."
            ) from error

    def forget(self, subject: str) -> None:
        """Remove the draft of a plan and all that were set aside. Refused (``LibraryError``) by the disk."""
        self.discard(subject)
        self._remove(*self._set_aside(subject))

    def discard(self, subject: str) -> None:
        """Remove the draft of a plan, if there is one. Refused (``LibraryError``) by the disk."""
        self._remove(self._file(subject))

    def _remove(self, *files: Path) -> None:
        try:
            for file in files:
                file.unlink(missing_ok=True)
            clear_leftovers(self._folder)
        except OSError as error:
            raise LibraryError(
                "The draft of the visit cannot be removed: its folder cannot be written."
            ) from error

    def _set_aside(self, subject: str) -> Iterator[Path]:
        return self._folder.glob(f"{self._file(subject).stem}.*{_ASIDE}")

    def _file(self, subject: str) -> Path:
        if not _SUBJECT.fullmatch(subject):
            raise ValueError("this is no subject of a plan")
        return self._folder / f"{subject}{_SUFFIX}"
