"""The text of finished pages, as any reader of the PDF finds it."""

from __future__ import annotations

import unicodedata
from typing import Any

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff")
"""Joiners and marks of direction: they shape letters and are none."""
_EMBEDDED = range(0x202A, 0x202F), range(0x2066, 0x206A), range(0xFE00, 0xFE10)
_JOINED = range(0xFB00, 0xFB07), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF)
"""Letters that are several, or forms of one: a reader gives those they are made of."""
_BROKEN_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""What PDFium says in place of a hyphen at the end of a line."""


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF in the order of painting, as ``letters`` spells it."""
    # Of use once something is printed.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page_text(document, at) for at in range(len(document)))
    finally:
        document.close()


def letters(text: str) -> str:
    """Return a text with composed letters, single blanks, and without marks that are no letters."""
    for broken, hyphen in _BROKEN_HYPHENS.items():
        text = text.replace(broken, hyphen)
    apart = (unicodedata.normalize("NFKC", char) if _is_in(char, _JOINED) else char for char in text)
    composed = unicodedata.normalize("NFC", "".join(apart))
    seen = (" " if char.isspace() else char for char in composed if not _is_unseen(char))
    return " ".join("".join(seen).split())


def _is_unseen(char: str) -> bool:
    return char in _UNSEEN or _is_in(char, _EMBEDDED)


def _is_in(char: str, ranges: tuple[range, ...]) -> bool:
    return any(ord(char) in each for each in ranges)


def _page_text(document: Any, at: int) -> str:
    page = document[at]
    text = page.get_textpage()
    try:
        return letters(str(text.get_text_range()))
    finally:
        text.close()
        page.close()
