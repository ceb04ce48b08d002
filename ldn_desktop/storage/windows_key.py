"""The draft key on Windows: in files that only this user of this computer opens.

Each file holds one key, sealed by Windows' own data protection (DPAPI): with a key that comes from the user's sign-in
and leaves neither the account nor the computer. A portable folder travels, so each computer and user finds, among the
files of others that it cannot open, its own.
"""

from __future__ import annotations

import contextlib
import secrets
import sys
from pathlib import Path
from typing import Protocol

from ldn_desktop.storage.files import read_limited, replace_atomically

_PATTERN = "draft-*.key"
_MOST_BYTES = 4096


class Vault(Protocol):
    """Seals bytes so that the same user, and nobody else, opens them."""

    def seal(self, plain: bytes) -> bytes:
        """Return them sealed. Refused (``OSError``): what the system refuses."""

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed. Refused (``OSError``): what another sealed, or nobody."""


def key_sealed_in(folder: Path, vault: Vault, size: int) -> bytes | None:
    """Return the user's key in a folder, made if there is none that opens; ``None`` where none can be kept."""
    for key in keys_sealed_in(folder, vault, size):
        return key
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        sealed = vault.seal(secrets.token_bytes(size))
        replace_atomically(folder / f"draft-{secrets.token_hex(4)}.key", sealed)
    # Of two programs that start together, both take the same.
    return next(iter(keys_sealed_in(folder, vault, size)), None)


def keys_sealed_in(folder: Path, vault: Vault, size: int) -> list[bytes]:
    """Return the keys in a folder that this user opens; those of others stay untouched."""
    found = []
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(_PATTERN)):
            with contextlib.suppress(OSError):
                found.append(vault.open(read_limited(path, _MOST_BYTES)))
    return [key for key in found if len(key) == size]


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_DIALOG = 1

    class _Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    class UserVault:
        """Windows' own data protection (DPAPI), for the user who is signed in."""

        def seal(self, plain: bytes) -> bytes:
            """Seal for this user."""
            return self._carried_out("CryptProtectData", plain)

        def open(self, sealed: bytes) -> bytes:
            """Open what this user sealed."""
            return self._carried_out("CryptUnprotectData", sealed)

        def _carried_out(self, name: str, data: bytes) -> bytes:
            held = ctypes.create_string_buffer(data, len(data))
            given, got = _Blob(len(data), held), _Blob()
            call = getattr(ctypes.WinDLL("crypt32", use_last_error=True), name)
            if not call(ctypes.byref(given), None, None, None, None, _NO_DIALOG, ctypes.byref(got)):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return ctypes.string_at(got.data, got.size)
            finally:
                free = ctypes.WinDLL("kernel32").LocalFree
                free.argtypes = (ctypes.c_void_p,)
                free(got.data)
