"""Everything that may stand on a page, and the search that accounts for every letter of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ldn_desktop.read_back.page_text import letters
from ldn_desktop.reference.words.bold import plain

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{2,12}(?![0-9])")
_LOOSE = "-–—/"
"""Signs after which a line may be broken within a word."""
_BETWEEN = "·|,;:!"
"""What may stand between two statements, beside blanks, and says nothing; a text may begin with it as well."""


class Statement(NamedTuple):
    """A sentence or label by ``name``; its fields are the named groups of ``pattern``."""

    name: str
    pattern: re.Pattern[str]


class Found(NamedTuple):
    """A statement found on a page (from 1), with what stands in its fields; under an empty name the whole."""

    name: str
    fields: Mapping[str, str]
    page: int


class UnaccountedError(ValueError):
    """Letters on ``page``, after so many statements of it, that no statement accounts for."""

    def __init__(self, page: int, after: int) -> None:
        super().__init__(f"page {page}, after statement {after}")
        self.page, self.after = page, after


def sentence(name: str, text: str, fields: Mapping[str, str] | None = None) -> Statement:
    """Return a statement of content: ``{field}`` stands for a pattern of ``fields``; marks of bold letters are none.

    A field may come more than once; its later places must hold the same.
    """
    return Statement(name, _compiled(pattern_of(text, fields or {})))


# Python keeps 512 patterns, fewer than a pack of papers has: each was then made anew for every paper.
@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def pattern_of(text: str, fields: Mapping[str, str]) -> str:
    """Return the pattern of a sentence; blanks bend where lines are broken, never between two figures."""
    seen: set[str] = set()
    parts: list[str] = []
    for at, part in enumerate(_FIELD.split(plain(text))):
        if at % 2 == 0:
            parts.append(fixed(part))
        elif part in seen:
            parts.append(f"(?P={part})")
        else:
            seen.add(part)
            parts.append(f"(?P<{part}>{fields[part]})")
    return "".join(parts)


# The sentences of the content are the same for every paper that is read back.
@lru_cache(maxsize=2048)
def fixed(text: str) -> str:
    """Return the pattern of a text in which lines may be broken at blanks and after hyphens."""
    flat = letters(f"x{text}x")[1:-1]
    parts = []
    for at, char in enumerate(flat):
        if char == " ":
            between_figures = flat[at - 1 : at].isdigit() and flat[at + 1 : at + 2].isdigit()
            parts.append(" " if between_figures else " ?")
        else:
            parts.append(re.escape(char) + (" ?" if char in _LOOSE else ""))
    return "".join(parts)


def own_text(name: str, text: str) -> Statement:
    """Return a statement of somebody's own text, which may be broken anywhere but within a number.

    A line has room for a number: the days of a calendar stand apart, and are no number of a patient.
    """
    parts, at, flat = list[str](), 0, letters(text)
    for number in _NUMBER.finditer(flat):
        parts += [*flat[at : number.start()], number[0]]
        at = number.end()
    return Statement(
        name, re.compile(" ?".join(re.escape(part) for part in (*parts, *flat[at:]) if part != " "))
    )


def account(pages: Sequence[str], statements: Sequence[Statement]) -> Iterator[Found]:
    """Yield what stands on the pages, in order; at each place the longest statement counts.

    Refused (``UnaccountedError``): a letter, figure or sign that belongs to none.
    """
    for number, text in enumerate(pages, start=1):
        at = count = 0
        while at < len(text):
            if text[at] == " ":
                at += 1
                continue
            best: tuple[int, str, Mapping[str, str]] | None = None
            for name, pattern in statements:
                found = pattern.match(text, at)
                if found is not None and found.end() > at and (best is None or found.end() > best[0]):
                    best = found.end(), name, {"": found[0], **found.groupdict()}
            if best is None and text[at] in _BETWEEN:
                at += 1
                continue
            if best is None:
                raise UnaccountedError(number, count)
            at = best[0]
            count += 1
            yield Found(best[1], best[2], number)
