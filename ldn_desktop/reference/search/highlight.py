"""Finds the words of a result again in any text that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ldn_desktop.reference.search.words import spans


class Highlighter:
    """Marks words and phrases as ``Result.words`` gives them: folded, a phrase with blanks between its words."""

    def __init__(self, marked: Iterable[str]) -> None:
        rows = [tuple(text.split()) for text in marked]
        self._single = frozenset(row[0] for row in rows if len(row) == 1)
        self._phrases = [row for row in rows if len(row) > 1]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where what is to be marked begins and ends, in order, without overlap."""
        found = list(spans(text))
        places: list[tuple[int, int]] = []
        for at, (start, end, word) in enumerate(found):
            if places and start < places[-1][1]:
                continue
            row = next((row for row in self._phrases if self._stands(row, found, at)), None)
            if row is not None:
                places.append((start, found[at + len(row) - 1][1]))
            elif word in self._single:
                places.append((start, end))
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

    @staticmethod
    def _stands(row: tuple[str, ...], found: list[tuple[int, int, str]], at: int) -> bool:
        if found[at][2] != row[0]:
            return False
        return tuple(word for _, _, word in found[at : at + len(row)]) == row
