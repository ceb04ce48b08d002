"""The text of finished pages, as any reader of the PDF finds it."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import cycle
from typing import Any, NamedTuple

_UNSEEN = re.compile(
    "[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f]"
)
"""Joiners and marks of direction: they shape letters and are none."""
_JOINED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefe]")
"""Letters that are several, or forms of one: a reader gives those they are made of."""
_BROKEN_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""What PDFium says in place of a hyphen at the end of a line."""
_APART, _MARK = 0.5, "\x1f"
"""What is more between two letters than they ever leave in a word, in parts of their size; the sign of it."""
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_READ_FROM_LEFT = re.compile(rf"(\+?[^\W_{_RIGHT}](?:[^{_RIGHT}{_MARK},;:!?()·–]*[^\W_{_RIGHT}])?(?:%| ×)?)")
_BRACKETS = re.compile(r"[()]")
_QUARTERS = {"1/4": "¼", "1/2": "½", "3/4": "¾"}
"""What PDFium makes of parts of a piece on lines from the right."""
_LINE, _GAP = 0.3, 0.4
"""How far, in parts of the size of the letters, one may stand from the line, and the end, of that before it."""


def page_texts(pdf: bytes, from_right: Container[int] = ()) -> tuple[str, ...]:
    """Return the text of each page of a PDF in the order of painting, as ``letters`` spells it.

    Of pages (from 0) that are read ``from_right``, lines are.
    """
    # Of use once something is printed.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page_text(document, at, from_right=at in from_right) for at in range(len(document)))
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


def _page_text(document: Any, at: int, *, from_right: bool) -> str:
    page = document[at]
    text = page.get_textpage()
    try:
        if from_right:
            return letters(_told_alike(" ".join(map(_from_right, _lines(page, text)))))
        said = letters("".join(_said(text)))
        # Of lines with words from the right PDFium turns round the others too, and their neighbours.
        return letters("".join(_painted(page, text))) if any(map(is_from_right, said)) else said
    finally:
        text.close()
        page.close()


def _said(text: Any) -> Iterator[str]:
    """Yield the letters of a page as PDFium has them, with the blank between lines that it leaves out at times."""
    import pypdfium2.raw as pdfium

    x, y, matrix, line, last = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX(), 0.0, " "
    for at in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        # The size of a font is that before the matrix: ten times what is seen, where the printer scales.
        size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        if abs(y.value - line) > _LINE * size and last not in _BROKEN_HYPHENS:
            yield " "
        line, last = y.value, chr(pdfium.FPDFText_GetUnicode(text, at))
        yield last


def is_from_right(char: str) -> bool:
    """Tell whether a letter or figure belongs to a script that is written from right to left."""
    return unicodedata.bidirectional(char) in {"R", "AL", "AN"}


def _painted(page: Any, text: Any) -> Iterator[str]:
    """Yield the letters of a page in the order of painting: from left to right in each line, whatever the script."""
    line = end = 0.0
    for glyph, here in _glyphs(page, text):
        if not glyph.isspace():
            near = -here.size < here.left - end < _GAP * here.size
            if not (abs(line - here.line) < _LINE * here.size and near):
                yield " "
            line, end = here.line, here.right
        yield glyph


class _Place(NamedTuple):
    """Where letters stand: their line, where they begin, their sides, and how large they are."""

    line: float
    begin: float
    left: float
    right: float
    size: float


def _glyphs(page: Any, text: Any) -> Iterator[tuple[str, _Place]]:
    """Yield the letters of a page in the order of painting; a blank is painted as well."""
    import pypdfium2.raw as pdfium

    said: dict[int, str] = {}
    for at in range(text.count_chars()):
        if painted := pdfium.FPDFText_GetTextObject(text, at):
            key = _address(painted)
            said[key] = said.get(key, "") + chr(pdfium.FPDFText_GetUnicode(text, at))
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        # A blank has no letter.
        glyph, scale, here = said.get(_address(each.raw), " "), each.get_matrix(), each.get_bounds()
        yield glyph, _Place(scale.f, scale.e, here[0], here[2], each.get_font_size() * scale.d)


def _lines(page: Any, text: Any) -> Iterator[str]:
    """Yield lines from left to right in the order of painting, with a mark where more than a blank lies between."""
    line: list[tuple[str, _Place]] = []
    for glyph, here in _glyphs(page, text):
        if line and abs(line[-1][1].line - here.line) >= _LINE * here.size:
            yield _line(line)
            line = []
        line.append((glyph, here))
    if line:
        yield _line(line)


def _line(glyphs: list[tuple[str, _Place]]) -> str:
    told, end = "", float("inf")
    for glyph, here in sorted(glyphs, key=lambda each: each[1].begin):
        if glyph.isspace():
            told, end = f"{told} ", max(end, here.begin + here.size)
        else:
            apart = here.left - end > _APART * here.size
            told, end = f"{told}{_MARK if apart else ''}{glyph}", here.right
    return told


def _from_right(line: str) -> str:
    """Return a line as it is read from the right; what is read from the left in it stays so, or all of one without."""
    if _MARK not in line and not any(map(is_from_right, line)):
        return line
    pieces = _READ_FROM_LEFT.split(line)
    told = [piece if at % 2 else piece[::-1] for at, piece in enumerate(pieces)]
    return "".join(reversed(told)).replace(_MARK, " ")


def _told_alike(text: str) -> str:
    """Return a text with its parts of a piece, and its brackets in pairs: PDFium turns and shifts some of them."""
    for told, sign in _QUARTERS.items():
        text = text.replace(told, sign)
    sides = cycle("()")
    paired = _BRACKETS.sub(lambda _: next(sides), text)
    return paired.replace("( ", "(").replace(" )", ")")


def _address(painted: Any) -> int:
    return ctypes.cast(painted, ctypes.c_void_p).value or 0
