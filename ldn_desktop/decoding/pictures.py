"""Checks the bytes of a picture, without painting it: whole, of a kind that papers take, of a size that is no trap."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

MAX_BYTES = 512 << 10
MAX_SIDE = 2_000
"""Pixels: more than a sheet of paper shows at 300 dots to the inch."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_KIND = 4
"""Letters of the kind of a chunk."""
_BEFORE = 0xFF
"""Stands before every marker, and fills the room before one."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a channel by the type of a PNG's colours."""
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of an interlaced PNG: where each pass begins, across and down, and its steps."""
_AT_ONCE = 1 << 16
"""Bytes unpacked at once, so that a picture which claims to be huge takes no memory."""
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Markers of the ways of JPEG that every reader knows."""
_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of JPEG without anything behind them."""


class PictureError(ValueError):
    """Bytes that are no picture for a paper. Its text goes on after the name of what it is said of."""


class Picture(NamedTuple):
    """What a picture is: ``png`` or ``jpeg``, and its pixels across and down."""

    kind: str
    width: int
    height: int


def check_picture(data: bytes) -> Picture:
    """Return what the bytes are.

    Refused (``PictureError``): more than 512 KiB, another kind than PNG and JPEG, more than 2,000 pixels on a side,
    what is damaged or cut off, and more behind the picture than it says.
    """
    if len(data) > MAX_BYTES:
        raise PictureError(f"is larger than {MAX_BYTES >> 10} KiB; save the picture smaller.")
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_JPEG):
        return _jpeg(data)
    raise PictureError("is no PNG or JPEG picture; save it as one of them.")


def _damaged() -> PictureError:
    return PictureError("is a damaged picture; save it anew.")


def _sized(kind: str, width: int, height: int) -> Picture:
    if not width or not height:
        raise _damaged()
    if max(width, height) > MAX_SIDE:
        raise PictureError(
            f"is {width:,} by {height:,} pixels; save it with at most {MAX_SIDE:,} on each side."
        )
    return Picture(kind, width, height)


def _png(data: bytes) -> Picture:
    chunks = _chunks(data)
    kind, head = next(chunks, (b"", b""))
    if kind != b"IHDR" or len(head) != struct.calcsize(">IIBBBBB"):
        raise _damaged()
    width, height, depth, colours, packed, filtered, interlaced = struct.unpack(">IIBBBBB", head)
    picture = _sized("png", width, height)
    if depth not in _DEPTHS.get(colours, ()) or packed or filtered or interlaced > 1:
        raise _damaged()
    bits = depth * _CHANNELS[colours]
    wanted = sum(_lines(width, height, bits, each) for each in (_PASSES if interlaced else ((0, 0, 1, 1),)))
    unpacker, got = zlib.decompressobj(), 0
    for kind, body in chunks:
        if kind == b"IDAT":
            got += _unpacked(unpacker, body, wanted - got)
    if got != wanted or not unpacker.eof:
        raise _damaged()
    return picture


def _lines(width: int, height: int, bits: int, way: tuple[int, int, int, int]) -> int:
    """Return the bytes of the lines of one pass, each behind the number of its filter."""
    left, top, across, down = way
    columns, rows = -(-(width - left) // across), -(-(height - top) // down)
    return rows * (1 + -(-columns * bits // 8)) if columns > 0 and rows > 0 else 0


def _unpacked(unpacker: zlib._Decompress, body: bytes, room: int) -> int:
    """Return how many bytes a part unpacks to. Refused: more than there is room for, before it is unpacked whole."""
    made = 0
    while body:
        try:
            made += len(unpacker.decompress(body, _AT_ONCE))
        except zlib.error:
            raise _damaged() from None
        if made > room:
            raise _damaged()
        body = unpacker.unconsumed_tail
    return made


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and bytes of each chunk of a PNG up to its end, which is the end of the bytes."""
    at = len(_PNG)
    while True:
        kind, body = data[at + 4 : at + 8], b""
        if len(kind) == _KIND:
            size = int.from_bytes(data[at : at + 4], "big")
            body = data[at + 8 : at + 8 + size]
            at += 12 + size
        if at > len(data) or not kind or zlib.crc32(kind + body) != int.from_bytes(data[at - 4 : at], "big"):
            raise _damaged()
        yield kind, body
        if kind == b"IEND":
            if at != len(data):
                raise _damaged()
            return


def _jpeg(data: bytes) -> Picture:
    at, picture = 2, None
    while at + 4 <= len(data):
        if data[at] != _BEFORE:
            break
        marker = data[at + 1]
        if marker == _BEFORE:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9].ljust(4, b"\0"))
            picture = _sized("jpeg", width, height)
        if marker == _SCAN:
            # What a scan holds is for who paints it; its end is the end of the bytes, filling aside.
            if picture is None or data.rstrip(b"\0")[-2:] != bytes((0xFF, _END)):
                break
            return picture
        at += 2 + size
    raise _damaged()
