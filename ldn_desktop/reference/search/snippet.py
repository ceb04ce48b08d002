"""What a result shows: a short piece of its text around the words that matched, and these words marked in any text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ldn_desktop.reference.search.matcher import Hit
from ldn_desktop.reference.search.words import text_words

LENGTH = 140
_BEFORE = 40
_LOOKED_AT = 20
_SENTENCE_ENDS = (". ", "? ", "! ", "\n")


def snippet(text: str, hits: Sequence[Hit]) -> str:
    """Return a piece of a text around its most telling hit."""
    return _cut(text, _from(text, _best(hits)) if hits else 0)


def _best(hits: Sequence[Hit]) -> int:
    """Return where the piece begins that holds the most different units."""
    best, most = hits[0].start, 0
    for at, first in enumerate(hits):
        room = first.start + LENGTH - _BEFORE
        held = {hit.unit for hit in hits[at : at + _LOOKED_AT] if hit.end <= room}
        if len(held) > most:
            best, most = first.start, len(held)
    return best


def _from(text: str, hit: int) -> int:
    """Return where to begin so that the hit is seen: at its sentence if that is near, else at a word."""
    if hit <= _BEFORE:
        return 0
    ends = [text.rfind(mark, 0, hit) + len(mark) for mark in _SENTENCE_ENDS if mark in text[:hit]]
    sentence = max(ends, default=0)
    if hit - sentence <= LENGTH - _BEFORE:
        return sentence
    return text.find(" ", hit - _BEFORE, hit) + 1 or hit


def _cut(text: str, start: int) -> str:
    """Return a piece that begins there, whole words, with dots where something is left out."""
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        piece = (piece.rpartition(" ")[0] or piece).rstrip(" ,;:(") + " …"
    return " ".join((("" if _begins(text, start) else "… ") + piece).split())


def _begins(text: str, start: int) -> bool:
    """Tell whether a line or a sentence begins there: a small letter after a dot is an abbreviation's."""
    before = text[:start].rstrip(" ")
    if not before or before[-1] == "\n":
        return True
    return before[-1] in ".?!" and not text[start : start + 1].islower()


class Highlighter:
    """Marks words and phrases as ``Result.words`` gives them: folded, a phrase with blanks between its words."""

    def __init__(self, marked: Iterable[str]) -> None:
        rows = [tuple(text.split()) for text in marked]
        self._single = frozenset(row[0] for row in rows if len(row) == 1)
        self._phrases = [row for row in rows if len(row) > 1]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where what is to be marked begins and ends, in order, without overlap."""
        found = text_words(text)
        places: list[tuple[int, int]] = []
        for at, word in enumerate(found.words):
            if places and found.starts[at] < places[-1][1]:
                continue
            length = next((len(row) for row in self._phrases if found.words[at : at + len(row)] == row), 0)
            length = length or int(word in self._single)
            if length:
                places.append((found.starts[at], found.ends[at + length - 1]))
        return places

    def parts(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield a text in parts, those to be marked told apart."""
        at = 0
        for start, end in self.places(text):
            if start > at:
                yield text[at:start], False
            yield text[start:end], True
            at = end
        if at < len(text):
            yield text[at:], False
