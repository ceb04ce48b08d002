"""The texts of people on a page: whose it is and from whom, letter by letter.

Most are read as they were typed. A PDF holds the words of a text from right to left in the order of the page,
and the marks of some scripts in that of their places: of such texts every letter is counted instead. The words and
figures from left to right among them are read as they were typed, in whatever order the line has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from ldn_desktop.read_back.page_text import is_from_right, letters
from ldn_desktop.read_back.statements import Found, Statement, own_text

_OWN, _LETTERS = "own text", "own letters"
_FIRST_MOVING_MARK = "\u0590"
_STAYS, _MOVES, _SIGNS = "stays", "moves", "signs"
_MOST_PLACES = 5
"""How often a text stands on a page at most."""


class OwnTexts:
    """Texts by what they are (``name``, ``practice`` …); the empty ones stand nowhere."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {name: printed(text) for name, text in texts.items() if printed(text)}
        self._simple: dict[str, str] = {}
        """The statement of each text, or words of one, that are read as they were typed."""
        for text in self._texts.values():
            for part in (*_simple_parts(text), *_between(text)):
                self._simple.setdefault(part, f"{_OWN} {len(self._simple) + 1}")

    def statements(self) -> Iterator[Statement]:
        """Yield what they may look like on a page."""
        for text, name in self._simple.items():
            yield own_text(name, text)
        moving = "".join(sorted({char for text in self._texts.values() for char in _moving(text)}))
        if moving:
            one = f"[{re.escape(moving)}]"
            yield Statement(_LETTERS, re.compile(rf"{one}(?: ?{one})*"))

    def has(self, name: str) -> bool:
        """Tell whether one of them has letters."""
        return name in self._texts

    @staticmethod
    def last(statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return statements with those of people's texts last: what is spelled as both counts as the other."""
        return tuple(sorted(statements, key=lambda each: each.name.startswith(_OWN)))

    def framed(self, found: Iterable[Found], begins: str) -> Iterator[Found]:
        """Yield what stands on pages, with the texts above the body of each and before the revision at its foot.

        A patient who is called ``1 mg`` is read there as no dose. A body has begun with a statement whose
        name begins so.
        """
        named = {text.replace(" ", ""): name for text, name in self._simple.items()}
        for _, page in groupby(found, lambda each: each.page):
            told, above = list(page), True
            for each, after in zip(told, (*told[1:], None), strict=True):
                above = above and not each.name.startswith(begins)
                own = above or (after is not None and after.name == "revision")
                name = named.get(each.fields[""].replace(" ", "")) if own else None
                yield each._replace(name=name, fields={"": each.fields[""]}) if name else each

    def missing(self, found: Sequence[Found], page: int, shown: frozenset[str]) -> str:
        """Return which of the texts that a page shows is not there, or not to the letter; empty where all are."""
        named = {name for name, _, on in found if on == page}
        # What looks like another statement, as a practice called "1 mg", may be read as that one.
        whole = {fields[""] for _, fields, on in found if on == page}
        there = {text for text, name in self._simple.items() if name in named or text in whole}
        # Words of one text may stand in those of another as well, as a number in the words around it.
        there |= {part for text in there for part in _kept(text)}
        for name in sorted(shown & set(self._texts)):
            if not there.issuperset(_simple_parts(self._texts[name])):
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
        is_from_right(char) or (char >= _FIRST_MOVING_MARK and unicodedata.category(char) in {"Mn", "Mc"})
        for char in word
    )


def _simple_parts(text: str) -> list[str]:
    """Return a text as a whole, or of one with moving letters the words and figures that have none."""
    return _kept(text) if moves(text) else [text]


def _kept(text: str) -> list[str]:
    return [piece for kind, piece in _pieces(text) if kind == _STAYS]


def _between(text: str) -> list[str]:
    """Return the words in a row without moving letters, of a text that has some: ``3 mg`` is no dose of the plan."""
    runs = groupby(text.split(), moves) if moves(text) else ()
    return [" ".join(words) for moving, words in runs if not moving]


def _moving(text: str) -> Iterator[str]:
    """Yield the letters of a text that move, and with them its signs: those stand on either side of a word."""
    if moves(text):
        for kind, piece in _pieces(text):
            yield from "" if kind == _STAYS else piece


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield letters and figures in a row with what they do among words from the right, and signs by themselves."""
    for word in text.split():
        first = _FIRST_MOVING_MARK if moves(word) else ""
        for kind, chars in groupby(word, partial(_kind, first)):
            yield kind, "".join(chars)


def _kind(first: str, char: str) -> str:
    if not _is_counted(char):
        return _SIGNS
    return _MOVES if first and char >= first else _STAYS


def _is_counted(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _counted(text: str) -> Counter[str]:
    """Count letters, marks and figures; brackets turn round and signs may belong to either side."""
    return Counter(filter(_is_counted, text))
