"""A PDF made in memory, from which a copied sentence holds blanks."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

_LETTERS = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_TAB, _BLANK = b"<0009>", b"<0020>"


class PdfFile:
    """A PDF to paint on by its `writer`; its only properties are the title and the program's name."""

    def __init__(self, title: str) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self.writer.setTitle(title)
        self.writer.setCreator("LDN Desktop")

    def finished(self) -> bytes:
        """Return the bytes, once everything is painted."""
        self._buffer.close()
        return with_blanks(bytes(self._buffer.data().data()))


def with_blanks(pdf: bytes) -> bytes:
    """Return a PDF of Qt's whose tables of letters name the blank as a blank.

    Qt draws a tab with the glyph of the blank and tells for each glyph the lowest letter that it stands for: every
    blank read as a tab. The length stays, so that no place in the file moves.
    """
    return _LETTERS.sub(lambda table: table[0].replace(_TAB, _BLANK), pdf)
