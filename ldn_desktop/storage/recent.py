"""The recent files and the last folder. Their names may be patients' names, so they are sealed like drafts.

Where there is no key (``draft_key``), they last as long as the program runs.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically
from ldn_desktop.storage.settings_members import BrokenError, path_text, recent_paths

MOST_RECENT = 10
_MARK = b"LDN recent 1\n"
_NONCE_BYTES = 12

KeyProvider = Callable[[], bytes | None]


class Recent(NamedTuple):
    """At most 10 absolute paths, the latest first, and the folder that was used last, which may be empty."""

    files: tuple[str, ...] = ()
    folder: str = ""

    def with_file(self, path: str | os.PathLike[str]) -> Recent:
        """Return the same with a file in front, and its folder as the last one."""
        latest = _absolute(path)
        others = self.without(latest).files
        return Recent((latest, *others)[:MOST_RECENT], str(Path(latest).parent))

    def without(self, path: str | os.PathLike[str]) -> Recent:
        """Return the same without a file."""
        gone = _same(path)
        return self._replace(files=tuple(p for p in self.files if _same(p) != gone))


def _own_key() -> bytes | None:
    from ldn_desktop.storage.draft_key import find_draft_key

    return find_draft_key()


class RecentStore:
    """Keeps what is recent in a sealed file, shared by all windows. To be used from one thread."""

    def __init__(self, file: Path, key_provider: KeyProvider = _own_key) -> None:
        self._file, self._key_provider = file, key_provider
        self._last = Recent()

    def load(self) -> Recent:
        """Return what is recent; what cannot be opened is none. Never raises."""
        key = self._key_provider()
        if key is not None:
            with contextlib.suppress(StoreError):
                self._last = _opened(read_limited(self._file), key)
        return self._last

    def save(self, recent: Recent) -> None:
        """Keep what is recent. Refused (``StoreError``): what the disk refuses."""
        self._last = recent
        key = self._key_provider()
        if key is None:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_atomically(self._file, _sealed(recent, key))


def _sealed(recent: Recent, key: bytes) -> bytes:
    # The cipher is loaded when it is first used: it takes longer than painting the window.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return _MARK + nonce + AESGCM(key).encrypt(nonce, json.dumps(recent._asdict()).encode(), _MARK)


def _opened(sealed: bytes, key: bytes) -> Recent:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    body = sealed.removeprefix(_MARK)
    try:
        plain = json.loads(AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _MARK))
        return Recent(recent_paths(plain["files"], MOST_RECENT), path_text(plain["folder"]))
    except (InvalidTag, BrokenError, ValueError, KeyError, TypeError):
        # The key was another: it went with the session, or somebody tampered.
        return Recent()


def _absolute(path: str | os.PathLike[str]) -> str:
    """Return a path without detours, links as they are: what the user sees is what the user chose."""
    return os.path.normpath(Path(path).absolute())


def _same(path: str | os.PathLike[str]) -> str:
    return os.path.normcase(_absolute(path))
