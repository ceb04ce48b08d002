"""Everything in one sealed file: what a backup is, and an export to another computer.

The file: a line that names it, a line of JSON with the key file of its library and what it holds, then blocks. Each
block is a length of four bytes and that many bytes under AES-256-GCM, of a key that is derived for this file alone from
the data key. Block and place are authenticated, and so is which one is the last: a file that lost its end is none. The
blocks together are records, each its bytes and a line's end, packed by zlib. So a passphrase or recovery key that
opened the library then opens the file, wherever it lies and whichever engine made it.
"""

from __future__ import annotations

import json
import secrets
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.library.contract import Store
from ldn_desktop.library.errors import DamagedError, NewerError
from ldn_desktop.library.keys import KeyFile, read_keys, sub_key, write_keys
from ldn_desktop.library.records import canonical, hash_of

SUFFIX = ".ldnlibrary"
MAX_BYTES = 1 << 30
VERSION = 1
_MARK = b"LDN library "
_BLOCK = 1 << 20
_SALT_BYTES, _LENGTH_BYTES = 16, 4
_PAGE = 500
_NOT_ONE = "The file is no library that this program wrote; choose another."
_DAMAGED = "The file is damaged, or not all of it is there; choose another copy."


class Head(NamedTuple):
    """What a sealed file says without a key: whose it is, how many records it holds, up to which count."""

    keys: KeyFile
    salt: bytes
    records: int
    upto: int


class Sealed(NamedTuple):
    """A sealed file: its head, and its bytes."""

    head: Head
    line: bytes
    blocks: bytes


def seal(store: Store, keys: KeyFile, key: bytes) -> bytes:
    """Return the bytes of a file that holds every record of a store, in their order.

    ``keys`` and ``key`` are the library's; nothing leaves the memory unsealed.
    """
    packer, packed, records, upto = zlib.compressobj(6), bytearray(), 0, 0
    while page := store.after(upto, _PAGE):
        for kept in page:
            packed += packer.compress(kept.data + b"\n")
        records, upto = records + len(page), page[-1].place
    packed += packer.flush()
    salt = secrets.token_bytes(_SALT_BYTES)
    told = {
        "keys": json.loads(write_keys(keys)),
        "salt": b64encode(salt).decode(),
        "records": records,
        "upto": upto,
    }
    line = canonical(told)
    return b"".join([_MARK, str(VERSION).encode(), b"\n", line, b"\n", *_sealed(packed, line, key, salt)])


def look(data: bytes) -> Sealed:
    """Return what a file says of itself, before it is opened.

    Refused (``DamagedError``): what is no such file; (``NewerError``) one of a newer program.
    """
    mark, _, rest = data.partition(b"\n")
    line, end, blocks = rest.partition(b"\n")
    number = mark.removeprefix(_MARK)
    if not mark.startswith(_MARK) or not end or not number.isdigit():
        raise DamagedError(_NOT_ONE)
    if int(number) > VERSION:
        raise NewerError("A newer version of the program wrote this file; update the program.")
    try:
        f = parse(line, "library").fields(("keys", "salt", "records", "upto"))
        keys = read_keys(json.dumps(f["keys"].value).encode())
        salt = b64decode(f["salt"].text(), validate=True)
        head = Head(keys, salt, f["records"].whole(0), f["upto"].whole(0))
    except (FileError, ValueError, TypeError) as error:
        raise DamagedError(_NOT_ONE) from error
    return Sealed(head, line, blocks)


def records_in(sealed: Sealed, key: bytes) -> Iterator[bytes]:
    """Yield the bytes of every record, in their order. Refused (``DamagedError``): another key, any changed byte."""
    many, rest = 0, b""
    for part in _unpacked(sealed, key):
        *lines, rest = (rest + part).split(b"\n")
        yield from lines
        many += len(lines)
    if rest or many != sealed.head.records:
        raise DamagedError(_DAMAGED)


def hashes_in(sealed: Sealed, key: bytes) -> list[str]:
    """Return the hash of every record, in their order: to open a file, read all of it, and keep none."""
    return [hash_of(data) for data in records_in(sealed, key)]


def _sealed(packed: bytearray, line: bytes, key: bytes, salt: bytes) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, view = AESGCM(_file_key(key, salt)), memoryview(packed)
    blocks = max(1, -(-len(packed) // _BLOCK))
    for at in range(blocks):
        block = cipher.encrypt(
            _nonce(at), view[at * _BLOCK : (at + 1) * _BLOCK], _beside(line, last=at == blocks - 1)
        )
        yield len(block).to_bytes(_LENGTH_BYTES, "big")
        yield block


def _unpacked(sealed: Sealed, key: bytes) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, unpacker = AESGCM(_file_key(key, sealed.head.salt)), zlib.decompressobj()
    data, at, place = memoryview(sealed.blocks), 0, 0
    while place < len(data):
        begin = place + _LENGTH_BYTES
        end = begin + int.from_bytes(data[place:begin], "big")
        try:
            if end > len(data):
                raise DamagedError(_DAMAGED)
            packed = cipher.decrypt(_nonce(at), data[begin:end], _beside(sealed.line, last=end == len(data)))
            # What this program sealed is what it unpacks, so it has an end.
            yield unpacker.decompress(packed)
        except (InvalidTag, zlib.error) as error:
            raise DamagedError(_DAMAGED) from error
        at, place = at + 1, end
    if not unpacker.eof:
        raise DamagedError(_DAMAGED)


def _file_key(key: bytes, salt: bytes) -> bytes:
    return sub_key(key, salt, b"ldn-desktop sealed file 1")


def _nonce(at: int) -> bytes:
    return at.to_bytes(12, "big")


def _beside(line: bytes, *, last: bool) -> bytes:
    return line + (b" last" if last else b" more")
