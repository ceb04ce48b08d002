"""The text of finished pages, as any reader of the PDF finds it."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_UNSEEN = re.compile(
    "[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f]"
)
"""Joiners and marks of direction: they shape letters and are none."""
_JOINED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefe]")
"""Letters that are several, or forms of one: a reader gives those they are made of."""
_BROKEN_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""What PDFium says in place of a hyphen at the end of a line."""
_LINE, _GAP = 0.3, 0.4
"""How far, in parts of the size of the letters, one may stand from the line, and the end, of that before it."""


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
    apart = _JOINED.sub(_parts, text)
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", apart)).split())


def _parts(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _page_text(document: Any, at: int) -> str:
    page = document[at]
    text = page.get_textpage()
    try:
        said = letters("".join(_said(text)))
        # Of lines with words from the right PDFium turns round the others too, and their neighbours.
        return letters("".join(_painted(page, text))) if any(map(is_from_right, said)) else said
    finally:
        text.close()
        page.close()


def _said(text: Any) -> Iterator[str]:
    """Yield the letters of a page as PDFium has them, with the blank between lines that it leaves out at times."""
    import pypdfium2.raw as pdfium

    x, y, line = ctypes.c_double(), ctypes.c_double(), 0.0
    for at in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        if abs(y.value - line) > _LINE * pdfium.FPDFText_GetFontSize(text, at):
            yield " "
        line = y.value
        yield chr(pdfium.FPDFText_GetUnicode(text, at))


def is_from_right(char: str) -> bool:
    """Tell whether a letter or figure belongs to a script that is written from right to left."""
    return unicodedata.bidirectional(char) in {"R", "AL", "AN"}


def _painted(page: Any, text: Any) -> Iterator[str]:
    """Yield the letters of a page in the order of painting: from left to right in each line, whatever the script."""
    import pypdfium2.raw as pdfium

    said: dict[int, str] = {}
    for at in range(text.count_chars()):
        if painted := pdfium.FPDFText_GetTextObject(text, at):
            key = _address(painted)
            said[key] = said.get(key, "") + chr(pdfium.FPDFText_GetUnicode(text, at))
    line = end = 0.0
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        # A blank is painted as well, and has no letter.
        glyph = said.get(_address(each.raw), " ")
        if not glyph.isspace():
            scale, here = each.get_matrix(), each.get_bounds()
            size = each.get_font_size() * scale.d
            if not (abs(line - scale.f) < _LINE * size and -size < here[0] - end < _GAP * size):
                yield " "
            line, end = scale.f, here[2]
        yield glyph


def _address(painted: Any) -> int:
    return ctypes.cast(painted, ctypes.c_void_p).value or 0
