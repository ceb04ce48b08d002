"""The keys of a library. Chance makes the data key; it is kept wrapped, once for each secret that opens it.

The key file is JSON: for each secret how its wrapping key is derived, with all that this takes, and the data key under
AES-256-GCM, with everything beside it authenticated. A passphrase goes through Argon2id; a recovery key is 153 bits of
chance and needs no more than HKDF. Another passphrase wraps the same data key anew: nothing else is rewritten, and
whoever knows an older passphrase opens copies that were made before.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.library.errors import DamagedError, LibraryError, NewerError, WrongKeyError
from ldn_desktop.library.passphrase import as_typed, is_long_enough
from ldn_desktop.library.records import canonical
from ldn_desktop.library.recovery_key import read_recovery_key

FORMAT, VERSION = "ldn-library-keys", 1
KEY_BYTES = 32
PASSPHRASE, RECOVERY = "passphrase", "recovery-key"
_NONCE_BYTES, _SALT_BYTES, _ID_BYTES, _TAG_BYTES = 12, 16, 16, 16
_LEAST_MEMORY_KIB, _MOST_MEMORY_KIB, _MOST_PASSES = 8, 1 << 20, 16
"""What a key file may ask for: a damaged one must not keep the computer busy for an hour."""


class Cost(NamedTuple):
    """What a derivation by Argon2id costs: memory, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int


COST = Cost(memory_kib=64 << 10, passes=3, lanes=4)
"""The second choice of RFC 9106, for where memory is scarce. Measured in ``benchmarks/library.py``."""


class Wrapped(NamedTuple):
    """The data key under one secret. ``cost`` is that of a passphrase; a recovery key has none."""

    by: str
    salt: bytes
    nonce: bytes
    sealed: bytes
    cost: Cost | None = None


class KeyFile(NamedTuple):
    """The id of a library, and its data key under each secret."""

    library: str
    wrapped: tuple[Wrapped, ...]


class Secret(NamedTuple):
    """What somebody typed to open a library: one of ``PASSPHRASE`` and ``RECOVERY``, and its text."""

    by: str
    text: str


def new_keys(passphrase: str, recovery_key: str, cost: Cost = COST) -> tuple[KeyFile, bytes]:
    """Return the key file of a new library, and its data key.

    Refused (``LibraryError``): a passphrase that is too short; (``RecoveryKeyError``) what is no recovery key.
    """
    library, key = secrets.token_hex(_ID_BYTES), secrets.token_bytes(KEY_BYTES)
    wrapped = (
        _wrap(key, library, Secret(PASSPHRASE, passphrase), cost),
        _wrap(key, library, Secret(RECOVERY, recovery_key)),
    )
    return KeyFile(library, wrapped), key


def data_key(keys: KeyFile, secret: Secret) -> bytes:
    """Return the data key that a secret opens.

    Refused (``WrongKeyError``): a secret that opens none; (``RecoveryKeyError``) a recovery key that is mistyped.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for entry in keys.wrapped:
        if entry.by == secret.by:
            try:
                key = AESGCM(_derived(secret, entry.salt, entry.cost)).decrypt(
                    entry.nonce, entry.sealed, _beside(keys.library, entry)
                )
            except InvalidTag:
                continue
            return key
    what = "passphrase" if secret.by == PASSPHRASE else "recovery key"
    raise WrongKeyError(f"That is not the {what}. Try again.")


def rewrapped(keys: KeyFile, key: bytes, secret: Secret, cost: Cost = COST) -> KeyFile:
    """Return a key file in which another passphrase, or another recovery key, opens the same data key.

    Refused: as by ``new_keys``.
    """
    entry = _wrap(key, keys.library, secret, cost if secret.by == PASSPHRASE else None)
    return keys._replace(wrapped=(*(other for other in keys.wrapped if other.by != secret.by), entry))


def write_keys(keys: KeyFile) -> bytes:
    """Return the canonical bytes of a key file."""
    told = [
        _members(entry) | {"nonce": _text(entry.nonce), "sealed": _text(entry.sealed)}
        for entry in keys.wrapped
    ]
    members = {"format": FORMAT, "version": VERSION, "library": keys.library, "wrapped": told}
    return json.dumps(members, indent=2, sort_keys=True).encode() + b"\n"


def read_keys(data: bytes) -> KeyFile:
    """Return a key file. Refused (``DamagedError``, ``NewerError``): what is none, what this program cannot read."""
    try:
        return _keys(parse(data, "key file"))
    except FileError as error:
        raise DamagedError(
            f"The keys of the library are damaged ({error}) Restore them from a backup."
        ) from error


def _keys(root: Node) -> KeyFile:
    root.member("format").choice(FORMAT)
    if root.member("version").whole(1) > VERSION:
        raise NewerError("A newer version of the program wrote the keys of this library; update the program.")
    f = root.fields(("format", "version", "library", "wrapped"))
    return KeyFile(f["library"].filled(), tuple(map(_wrapped, f["wrapped"].items("wrapped key"))))


def _wrapped(node: Node) -> Wrapped:
    by = node.member("by").choice(PASSPHRASE, RECOVERY)
    cost: Cost | None = None
    f = node.fields(("by", "salt", "nonce", "sealed", *(Cost._fields if by == PASSPHRASE else ())))
    if by == PASSPHRASE:
        lanes = f["lanes"].whole(1, 16)
        memory = f["memory_kib"].whole(_LEAST_MEMORY_KIB * lanes, _MOST_MEMORY_KIB)
        cost = Cost(memory, f["passes"].whole(1, _MOST_PASSES), lanes)
    salt, nonce = _bytes(f["salt"], _SALT_BYTES), _bytes(f["nonce"], _NONCE_BYTES)
    return Wrapped(by, salt, nonce, _bytes(f["sealed"], KEY_BYTES + _TAG_BYTES), cost)


def _wrap(key: bytes, library: str, secret: Secret, cost: Cost | None = None) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if secret.by == PASSPHRASE and not is_long_enough(secret.text):
        raise LibraryError("The passphrase is too short; type 12 characters at least.")
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    bare = Wrapped(secret.by, salt, nonce, b"", cost)
    sealed = AESGCM(_derived(secret, salt, cost)).encrypt(nonce, key, _beside(library, bare))
    return bare._replace(sealed=sealed)


def _derived(secret: Secret, salt: bytes, cost: Cost | None) -> bytes:
    return _DERIVATIONS[secret.by](secret.text, salt, cost)


def _by_passphrase(text: str, salt: bytes, cost: Cost | None) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory, passes, lanes = cost or COST
    derivation = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory)
    return derivation.derive(as_typed(text).encode("utf-8", "surrogatepass"))


def _by_recovery_key(text: str, salt: bytes, _cost: Cost | None) -> bytes:
    letters = read_recovery_key(text).replace(" ", "")
    return sub_key(letters.encode(), salt, b"ldn-desktop recovery key 1")


_DERIVATIONS: Mapping[str, Callable[[str, bytes, Cost | None], bytes]] = MappingProxyType(
    {PASSPHRASE: _by_passphrase, RECOVERY: _by_recovery_key}
)


def sub_key(key: bytes, salt: bytes, use: bytes) -> bytes:
    """Return the key of one use that is derived from a strong one (HKDF with SHA-256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=use).derive(key)


def _beside(library: str, entry: Wrapped) -> bytes:
    return canonical({"format": FORMAT, "version": VERSION, "library": library} | _members(entry))


def _members(entry: Wrapped) -> dict[str, object]:
    told: dict[str, object] = {"by": entry.by, "salt": _text(entry.salt)}
    return told | (entry.cost._asdict() if entry.cost else {})


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(node: Node, many: int) -> bytes:
    try:
        data = b64decode(node.text(), validate=True)
    except ValueError:
        data = b""
    if len(data) != many:
        raise node.fail(f"must be {many} bytes in base64.")
    return data
