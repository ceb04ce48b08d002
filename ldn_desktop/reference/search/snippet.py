"""A short piece of a text around the words that matched."""

from __future__ import annotations

from collections.abc import Sequence

from ldn_desktop.reference.search.query import Matcher

LENGTH = 140
_BEFORE = 40
Span = tuple[int, int, str]
_SENTENCE_ENDS = (". ", "? ", "! ", "; ", "\n")


def snippet(text: str, found: Sequence[Span], matcher: Matcher) -> tuple[str, tuple[str, ...]]:
    """Return a piece of a text around its most telling match, and the folded words that matched anywhere in it.

    ``found`` are the words of the text as ``spans`` gives them.
    """
    hits: list[tuple[int, int, int]] = []
    matched: dict[str, None] = {}
    for start, end, word in found:
        number = matcher[word]
        if number >= 0:
            hits.append((start, end, number))
            matched[word] = None
    if not hits:
        return _cut(text, 0), ()
    return _cut(text, _from(text, _best(hits))), tuple(matched)


def _best(hits: Sequence[tuple[int, int, int]]) -> int:
    """Return where the piece begins that holds the most different units."""
    best, most = hits[0][0], 0
    for at, (start, _, _) in enumerate(hits):
        held = {number for begin, end, number in hits[at:] if end <= start + LENGTH - _BEFORE}
        if len(held) > most:
            best, most = start, len(held)
    return best


def _from(text: str, hit: int) -> int:
    """Return where to begin so that the hit is seen: at its sentence if that is near, else at a word."""
    if hit <= _BEFORE:
        return 0
    ends = [text.rfind(mark, 0, hit) + len(mark) for mark in _SENTENCE_ENDS if mark in text[:hit]]
    sentence = max(ends, default=0)
    if hit - sentence <= LENGTH // 2:
        return sentence
    return text.find(" ", hit - _BEFORE, hit) + 1 or hit


def _cut(text: str, start: int) -> str:
    """Return a piece that begins there, whole words, with dots where something is left out."""
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        piece = (piece.rpartition(" ")[0] or piece).rstrip(" ,;:(") + " …"
    before = text[:start].rstrip()
    inside = bool(before) and before[-1] not in ".?!;:"
    return " ".join((("… " if inside else "") + piece).split())
