"""Which letters can be drawn, and by which font: those the program brings, and the system's for Chinese to Korean.

No Qt is asked for what the program brings: ``resources/fonts/coverage.txt`` lists it, so that a command without a
window finds the same as the window. ``checks/font_coverage.py`` writes the list, and a test holds both together.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

COVERAGE = "coverage.txt"
_EAST_ASIAN = ((0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF))
_EAST_ASIAN_WIDE = ((0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
"""Chinese, Japanese and Korean letters and their punctuation: their fonts are too large to be brought along."""
_FIRST_MARK = 0x300
"""No letter below it needs more than the one before it."""
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
FROM_THE_RIGHT = frozenset({"R", "AL"})
"""Classes of letters that are read from right to left."""
JOINERS = frozenset("\u200c\u200d")
UNSEEN = frozenset((*JOINERS, ISOLATE, END_OF_ISOLATE))
"""Characters that are drawn as nothing, in whichever font."""


class Typeface(NamedTuple):
    """A font: its family, the file it is loaded from (``None``: the system has it), ranges of its letters."""

    family: str
    file: Path | None
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def has(self, letter: str) -> bool:
        """Tell whether the font has a letter."""
        at = bisect_right(self.starts, ord(letter)) - 1
        return at >= 0 and ord(letter) <= self.ends[at]


class Run(NamedTuple):
    """A piece of a text and the font that draws it; ``None`` where none does."""

    text: str
    face: Typeface | None


class Typefaces:
    """The fonts of a folder in order of preference. ``system`` names the system's family for an East Asian letter."""

    def __init__(self, folder: Path, system: Callable[[str], str] | None = None) -> None:
        self._folder, self._system = folder, system
        self._asked: dict[str, Typeface | None] = {}

    @cached_property
    def faces(self) -> tuple[Typeface, ...]:
        """The fonts that the program brings."""
        lines = (self._folder / COVERAGE).read_text(encoding="utf-8").splitlines()
        return tuple(_face(line, self._folder) for line in lines if line and not line.startswith("#"))

    def is_plain(self, text: str) -> bool:
        """Tell whether the first font draws a text letter by letter: no marks, no joiners, from left to right."""
        return text.isascii() or all(ord(letter) < _FIRST_MARK or self._is_plain(letter) for letter in text)

    def undrawable(self, text: str) -> str:
        """Return the letters of a text that no font can draw, each once."""
        if self.is_plain(text):
            return ""
        missing = (letter for run in self.runs(text) if run.face is None for letter in run.text)
        return "".join(dict.fromkeys(missing))

    def runs(self, text: str) -> tuple[Run, ...]:
        """Divide a text by the fonts that draw it; a mark stays with its letter, a blank with the word before it."""
        found: list[Run] = []
        for letter, face in self._faces_of(text):
            if found and found[-1].face is face:
                found[-1] = Run(found[-1].text + letter, face)
            else:
                found.append(Run(letter, face))
        return tuple(found)

    def _faces_of(self, text: str) -> Iterator[tuple[str, Typeface | None]]:
        first = self.faces[0]
        face: Typeface | None = first
        for at, letter in enumerate(text):
            if letter == " " or letter in UNSEEN:
                # Any font will do; the one before it keeps words together.
                face = face or first
            elif at and unicodedata.category(letter).startswith("M"):
                face = face if face is not None and self._has(face, letter) else None
            elif first.has(letter):
                face = first
            elif face is None or face is first or not face.has(letter):
                face = self._face_for(letter)
            yield letter, face

    def _has(self, face: Typeface, letter: str) -> bool:
        return face.has(letter) if face.file is not None else self._face_for(letter) is face

    def _face_for(self, letter: str) -> Typeface | None:
        if letter not in self._asked:
            own = next((face for face in self.faces if face.has(letter)), None)
            self._asked[letter] = own or self._of_system(letter)
        return self._asked[letter]

    def _of_system(self, letter: str) -> Typeface | None:
        code = ord(letter)
        if not any(low <= code <= high for low, high in (*_EAST_ASIAN, *_EAST_ASIAN_WIDE)):
            return None
        family = self._system(letter) if self._system else ""
        known = (face for face in self._asked.values() if face is not None and face.family == family)
        return next(known, Typeface(family, None)) if family else None

    def _is_plain(self, letter: str) -> bool:
        return (
            self.faces[0].has(letter)
            and letter not in UNSEEN
            and not unicodedata.category(letter).startswith("M")
        )


def _face(line: str, folder: Path) -> Typeface:
    family, file, ranges = (part.strip() for part in line.split("|"))
    pairs = [entry.partition("-") for entry in ranges.split()]
    return Typeface(
        family,
        folder / file,
        tuple(int(low, 16) for low, _, _ in pairs),
        tuple(int(high or low, 16) for low, _, high in pairs),
    )
