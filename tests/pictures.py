"""Small pictures made byte by byte, whole and broken, as tests need them."""

from __future__ import annotations

import struct
import zlib

END = b"IEND"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int = 6, height: int = 4, *, interlaced: int = 0, lines: bytes | None = None, depth: int = 8
) -> bytes:
    """Return a grey PNG; ``lines`` are its pixels where they are not what its head says."""
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, interlaced)
    pixels = (b"\0" + b"\x80" * width) * height if lines is None else lines
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(pixels)), chunk(END, b""))
    )


def jpeg(width: int = 6, height: int = 4) -> bytes:
    """Return a JPEG as far as its frame tells; its scan is empty."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    parts = (
        b"\xff\xd8",
        _part(0xE0, b"JFIF\0"),
        _part(0xC0, frame),
        _part(0xDA, b"\x01\x01\0\0?\0"),
        b"\xff\xd9",
    )
    return b"".join(parts)


def _part(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body
