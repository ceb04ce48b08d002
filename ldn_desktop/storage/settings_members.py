"""Readers of single settings: each returns the value, or raises ``BrokenError``."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable
from pathlib import Path

_LONGEST_CHOICE = 100
_LONGEST_PATH = 4_096
_LONGEST_BASE64 = 1 << 16


class BrokenError(ValueError):
    """A value that a setting cannot have."""


def choice(*choices: str) -> Callable[[object], str]:
    """Return a reader of one of some words."""

    def read(value: object) -> str:
        text = _text(value, _LONGEST_CHOICE)
        if text not in choices:
            raise BrokenError
        return text

    return read


def number_of(*numbers: int) -> Callable[[object], int]:
    """Return a reader of one of some whole numbers; ``true`` is none."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value not in numbers:
            raise BrokenError
        return value

    return read


def text_of(longest: int) -> Callable[[object], str]:
    """Return a reader of a text that UTF-8 can hold, of at most so many characters."""

    def read(value: object) -> str:
        text = _text(value, longest)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise BrokenError from None
        return text

    return read


def digits_of(many: int) -> Callable[[object], str]:
    """Return a reader of so many digits (0 to f) that chance gave, or of an empty text."""

    def read(value: object) -> str:
        text = _text(value, many)
        if text and (len(text) != many or not set(text) <= set("0123456789abcdef")):
            raise BrokenError
        return text

    return read


def path_text(value: object) -> str:
    """Return a path that this system could have, or an empty text."""
    text = _text(value, _LONGEST_PATH)
    try:
        name = os.fsencode(text)
    except UnicodeEncodeError:
        raise BrokenError from None
    if b"\0" in name:
        raise BrokenError
    return text


def recent_paths(value: object, most: int) -> tuple[str, ...]:
    """Return absolute paths, each once. One that is broken spoils the list."""
    if not isinstance(value, list) or len(value) > most:
        raise BrokenError
    paths = tuple(path_text(item) for item in value)
    if len(set(paths)) < len(paths) or not all(Path(path).is_absolute() for path in paths):
        raise BrokenError
    return paths


def base64_text(value: object) -> str:
    """Return a text in base64, such as a window's geometry, or an empty text."""
    text = _text(value, _LONGEST_BASE64)
    try:
        base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise BrokenError from None
    return text


def percent(value: object, low: int, high: int) -> int:
    """Return a whole number within bounds, both inclusive; ``true`` is none."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BrokenError
    return value


def flag(value: object) -> bool:
    """Return ``true`` or ``false``."""
    if not isinstance(value, bool):
        raise BrokenError
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise BrokenError
    return value
