"""The texts of people on a page: whose it is and from whom, letter by letter.

Most are read as they were typed. Readers of a PDF give the words of a text from right to left in the order of the page,
and the marks of some scripts in that of their places: of such texts every letter is counted instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ldn_desktop.read_back.page_text import letters
from ldn_desktop.read_back.statements import Found, Statement, own_text

_LETTERS = "own letters"
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})
_FIRST_MOVING_MARK = "\u0590"
_MOST_PLACES = 5
"""How often a text stands on a page at most."""


class OwnTexts:
    """Texts by what they are (``name``, ``practice`` …); the empty ones stand nowhere."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {name: printed(text) for name, text in texts.items() if printed(text)}
        self._simple: dict[str, str] = {}
        """The statement of each text, or word of one, that is read as it was typed."""
        for text in self._texts.values():
            for part in _simple_parts(text):
                self._simple.setdefault(part, f"own text {len(self._simple) + 1}")

    def statements(self) -> Iterator[Statement]:
        """Yield what they may look like on a page."""
        for text, name in self._simple.items():
            yield own_text(name, text)
        moving = "".join(sorted({char for text in self._texts.values() for char in _moving(text)}))
        if moving:
            one = f"[{re.escape(moving)}]"
            # A run never takes the first letter of a word that follows it and is none of theirs.
            yield Statement(_LETTERS, re.compile(rf"{one}(?: ?{one})*(?![a-z])"))

    def has(self, name: str) -> bool:
        """Tell whether one of them has letters."""
        return name in self._texts

    def missing(self, found: Sequence[Found], page: int, shown: frozenset[str]) -> str:
        """Return which of the texts that a page shows is not there, or not to the letter; empty where all are."""
        named = {name for name, _, on in found if on == page}
        for name in sorted(shown & set(self._texts)):
            if any(self._simple[part] not in named for part in _simple_parts(self._texts[name])):
                return name
        seen = Counter[str]()
        for name, fields, on in found:
            if (name, on) == (_LETTERS, page):
                seen += _counted(fields[""])
        return "" if self._adds_up(seen, shown) else "a text of another script"

    def _adds_up(self, seen: Counter[str], shown: frozenset[str]) -> bool:
        """Tell whether letters are those of the texts, each so many times, at least once where it is shown."""
        moving = {name: _counted("".join(_moving(text))) for name, text in self._texts.items()}
        moving = {name: counts for name, counts in moving.items() if counts}
        # The longest first: a text that stands there once too often leaves too few letters for the rest at once.
        wanted = sorted(
            ((counts, 1 if name in shown else 0) for name, counts in moving.items()),
            key=lambda each: -each[0].total(),
        )
        return _made_of(seen, wanted)


def _made_of(seen: Counter[str], wanted: Sequence[tuple[Counter[str], int]]) -> bool:
    """Tell whether letters are those of texts, each at least so many times."""
    if not wanted:
        return not seen
    (counts, least), *rest = wanted
    for times in range(least, _MOST_PLACES + 1):
        if any(seen[char] < number * times for char, number in counts.items()):
            return False
        left = seen - Counter({char: number * times for char, number in counts.items()})
        if _made_of(left, rest):
            return True
    return False


def printed(text: str) -> str:
    """Return a text as a page can show it: on one line, without control characters."""
    shown = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return letters(shown)


def moves(word: str) -> bool:
    """Tell whether a text has letters that readers of a PDF may give in another order."""
    return any(
        unicodedata.bidirectional(char) in _FROM_THE_RIGHT
        or (char >= _FIRST_MOVING_MARK and unicodedata.category(char) in {"Mn", "Mc"})
        for char in word
    )


def _simple_parts(text: str) -> list[str]:
    """Return a text as a whole, or of one with moving letters the words that have none."""
    if not moves(text):
        return [text]
    words = (word.strip(",;:.") for word in text.split() if not moves(word))
    return [word for word in words if any(char.isalnum() for char in word)]


def _moving(text: str) -> Iterator[str]:
    for word in text.split():
        if moves(word):
            yield from word


def _counted(text: str) -> Counter[str]:
    """Count letters, marks and figures; brackets turn round and signs may belong to either side."""
    return Counter(char for char in text if unicodedata.category(char)[0] in "LMN")
