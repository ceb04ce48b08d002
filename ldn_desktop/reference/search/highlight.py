"""Finds the words of a result again in any text that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ldn_desktop.reference.search.words import text_words


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
