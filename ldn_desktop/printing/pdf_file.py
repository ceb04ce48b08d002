"""A PDF made in memory, from which a copied sentence holds blanks, and each letter as it was painted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

_LETTERS = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_LETTER = re.compile(rb"(?<=<)[0-9A-F]{4}(?=>)")
_STANDS_FOR = re.compile(rb"\[[^\]]*\]|<[0-9A-F]{4}>$", re.MULTILINE)
"""What glyphs stand for: all of a line in brackets, or the last of three.

What comes before are the glyphs' own numbers.
"""


class PdfFile:
    """A PDF to paint on by its `writer`; its only properties are the title and the program's name."""

    def __init__(self, title: str) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self.writer.setTitle(title)
        self.writer.setCreator("LDN Desktop")

    def finished(self, twins: Mapping[str, str] = MappingProxyType({})) -> bytes:
        """Return the bytes, once everything is painted; a glyph for the first of ``twins`` stands for the second."""
        self._buffer.close()
        return with_letters(bytes(self._buffer.data().data()), {"\t": " ", **twins})


def with_letters(pdf: bytes, twins: Mapping[str, str]) -> bytes:
    """Return a PDF of Qt's whose tables name the letters that were painted.

    Qt tells for each glyph the lowest letter that it stands for: every blank read as a tab, which is drawn with the
    same glyph. The length stays, so that no place in the file moves.
    """
    codes = {b"%04X" % ord(one): b"%04X" % ord(other) for one, other in twins.items()}

    def letter(found: re.Match[bytes]) -> bytes:
        return codes.get(found[0], found[0])

    def letters(found: re.Match[bytes]) -> bytes:
        return _LETTER.sub(letter, found[0])

    return _LETTERS.sub(lambda table: _STANDS_FOR.sub(letters, table[0]), pdf)
