"""The key that drafts are encrypted with, and where it lives.

A draft holds patient data, and the user never chose to store it. So it is never readable at rest: the draft
lies on the disk encrypted, and its key lies elsewhere.

- Linux and other Unix: in memory, ``$XDG_RUNTIME_DIR/ldn-desktop/draft.key`` (gone at logout), or
  ``/dev/shm/ldn-desktop-<uid>/draft.key`` (gone at restart at the latest). Without either there is no
  autosave; the user is told.
- Windows: beside the drafts, sealed by the system for this user of this computer (``ldn_desktop.storage.windows_key``).
- macOS: in the system's own keychain, by ``keyring``.

The price on Linux: a draft survives a crash of the program or of the desktop, but no logout, restart or power
cut. A disk that is stolen or backed up holds nothing that can be read.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import importlib
import os
import secrets
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ldn_desktop.storage import windows_key
from ldn_desktop.storage.places import find_places

KEY_BYTES = 32
_APP = "ldn-desktop"
_KEY_FILE = "draft.key"
_ENTRY = "draft-key"
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - its owner and mode are verified below
_OTHERS = 0o077
# XDG_RUNTIME_DIR may be swept of files unused for six hours; the sticky bit exempts (XDG base directories).
_KEY_MODE = 0o600 | stat.S_ISVTX


class Keychain(Protocol):
    """What is used of a ``keyring`` backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return an entry, or ``None``."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Make or replace an entry."""


def find_draft_key() -> bytes | None:
    """Return this user's key of 32 bytes, made if there is none yet; ``None`` if it has no safe place."""
    if sys.platform == "win32":
        return windows_key.key_sealed_in(find_places().state, windows_key.UserVault(), KEY_BYTES)
    if sys.platform == "darwin":
        with contextlib.suppress(Exception):  # a keychain that is locked or absent fails in its own many ways
            return key_in_keychain(_native_keychain())
        return None
    return key_in_memory(os.environ)


def where_the_key_is() -> str:
    """Return, in words, why a key may not be at hand on this system."""
    if sys.platform == "win32":
        return "Windows seals it for one user of one computer"
    if sys.platform == "darwin":
        return "it lies in the keychain of the user who made the draft"
    return "it lies in memory, and is gone after a logout or a restart"


def keys_at_hand() -> list[bytes]:
    """Return every key that this user already has; none is made.

    A start with another environment than the last finds its key elsewhere, and the drafts of both are to be opened.
    """
    if sys.platform == "win32":
        return windows_key.keys_sealed_in(find_places().state, windows_key.UserVault(), KEY_BYTES)
    return [] if sys.platform == "darwin" else keys_in_memory(os.environ)


def keys_in_memory(environment: Mapping[str, str], shared_memory: Path = _SHARED_MEMORY) -> list[bytes]:
    """Return the keys that already lie in memory, in any of the places where one may."""
    found = []
    for folder in _memory_folders(environment, shared_memory):
        with contextlib.suppress(OSError):
            if folder.is_dir():
                descriptor = _open_own_folder(folder)
                try:
                    found.append(_read_key(descriptor))
                finally:
                    os.close(descriptor)
    return [key for key in found if len(key) == KEY_BYTES]


def key_in_memory(environment: Mapping[str, str], shared_memory: Path = _SHARED_MEMORY) -> bytes | None:
    """Return the key that lies in memory, made if there is none.

    ``None`` if there is no folder in memory that is the user's alone: a folder or key that is a link, belongs
    to somebody else, or is open to others is refused.
    """
    for folder in _memory_folders(environment, shared_memory):
        with contextlib.suppress(OSError):
            descriptor = _open_own_folder(folder)
            try:
                return _key_in(descriptor)
            finally:
                os.close(descriptor)
    return None


def key_in_keychain(keychain: Keychain) -> bytes | None:
    """Return the key in a keychain, made if there is none. ``None`` if the keychain does not keep it."""
    found = _decoded(keychain.get_password(_APP, _ENTRY))
    if found is not None:
        return found
    text = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    keychain.set_password(_APP, _ENTRY, text)
    return _decoded(keychain.get_password(_APP, _ENTRY))


def _native_keychain() -> Keychain:
    # Named, not looked for: `keyring` itself might pick a backend that writes plain text.
    keychain: Keychain = importlib.import_module("keyring.backends.macOS").Keyring()
    return keychain


def _decoded(text: str | None) -> bytes | None:
    try:
        key = base64.b64decode(text or "", validate=True)
    except (ValueError, binascii.Error):
        return None
    return key if len(key) == KEY_BYTES else None


def _memory_folders(environment: Mapping[str, str], shared_memory: Path) -> list[Path]:
    folders = []
    runtime = Path(environment.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute():
        folders.append(runtime / _APP)
    if shared_memory.is_dir():
        folders.append(shared_memory / f"{_APP}-{os.geteuid()}")
    return folders


def _open_own_folder(folder: Path) -> int:
    """Open a folder, made if missing. Refused (``OSError``): a link, another's, one open to others."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _refuse_unless_own(os.fstat(descriptor))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_unless_own(found: os.stat_result) -> None:
    if found.st_uid != os.geteuid() or found.st_mode & _OTHERS:
        raise PermissionError


def _key_in(folder: int) -> bytes:
    for _attempt in range(2):
        with contextlib.suppress(FileNotFoundError):
            key = _read_key(folder)
            if len(key) == KEY_BYTES:
                return key
            # Whole keys only are put in place, so somebody tampered with this one.
            os.unlink(_KEY_FILE, dir_fd=folder)
        _make_key(folder)
    return _read_key(folder)


def _read_key(folder: int) -> bytes:
    descriptor = os.open(_KEY_FILE, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        _refuse_unless_own(found)
        if not stat.S_ISREG(found.st_mode):
            raise PermissionError
        return file.read(KEY_BYTES + 1)


def _make_key(folder: int) -> None:
    """Write a new key, whole at once: of two programs that start together, one makes it and both use it."""
    temporary = f".{secrets.token_hex(8)}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            os.fchmod(descriptor, _KEY_MODE)
        with contextlib.suppress(FileExistsError):
            os.link(temporary, _KEY_FILE, src_dir_fd=folder, dst_dir_fd=folder)
    finally:
        os.unlink(temporary, dir_fd=folder)
