"""Values of a file read strictly: each knows its path, and a refusal says where, what is wrong and what to do."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.amount import AmountError, quoted

# Made ready by re when they are first used.
_PLAIN_KEY = r"[A-Za-z0-9_.-]{1,40}"
_FEW, _LONG = 16, 60
"""How many keys are told in one sentence, and how much of a key is looked at for one that is alike."""
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class FileError(ValueError):
    """A file, or a place in it, that cannot be read. Its text is one sentence that begins with the path."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else f"The file {message}")
        self.path = path


class Oddity(NamedTuple):
    """A JSON value that the format has no use for, with its description: a decimal number, ``NaN``."""

    words: str


def decimal(number: str) -> Oddity:
    """Return a decimal number as a value that the format has no use for."""
    return Oddity(f"the decimal number {number[:20]}")


class Members(dict[str, object]):
    """A JSON object that remembers a key which came twice."""

    repeated: str | None = None

    @classmethod
    def of_pairs(cls, pairs: list[tuple[str, object]]) -> Members:
        """Return the object that a JSON reader met as pairs of key and value."""
        found = cls(pairs)
        if len(found) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            found.repeated = next(key for key, count in counts.items() if count > 1)
        return found


class Node(NamedTuple):
    """A value of a JSON text and its path, such as ``ladder[2].days``."""

    value: object
    path: str

    def fail(self, message: str) -> FileError:
        """Return the refusal of this value, to be raised."""
        return FileError(self.path, message)

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Node]:
        """Return the members of an object. Refused: no object, a key that is unknown, repeated or missing."""
        members = self._members()
        needed, allowed = tuple(required), (*required, *optional)
        for key in members:
            if key not in allowed:
                raise FileError(self._under(key), f"unknown key; remove it{_instead(key, allowed)}.")
        for key in needed:
            if key not in members:
                raise FileError(self._under(key), "is missing; add it.")
        return members

    def entries(self) -> dict[str, Node]:
        """Return the members of an object whose keys are data. Refused: no object, a repeated key."""
        return self._members()

    def member(self, key: str) -> Node:
        """Return the member that says of which kind an object is. Refused: no object, none of that key."""
        members = self._members()
        if key not in members:
            raise FileError(self._under(key), "is missing; add it.")
        return members[key]

    def items(self, what: str) -> list[Node]:
        """Return the items of a list that may not be empty; ``what`` names one item."""
        found = self.any_items()
        if not found:
            raise self.fail(f"is empty; give at least one {what}.")
        return found

    def any_items(self) -> list[Node]:
        """Return the items of a list, which may be empty."""
        if not isinstance(self.value, list):
            raise self.fail(f"must be a list in square brackets, not {_kind(self.value)}.")
        return [Node(item, f"{self.path}[{at}]") for at, item in enumerate(self.value)]

    def text(self) -> str:
        """Return a text. Refused: another type, and half a character pair, which no UTF-8 file can hold."""
        if not isinstance(self.value, str):
            raise self.fail(f"must be text in quotation marks, not {_kind(self.value)}.")
        try:
            self.value.encode()
        except UnicodeEncodeError:
            raise self.fail(
                "holds half a character, which cannot be written as UTF-8; type it again."
            ) from None
        return self.value

    def filled(self) -> str:
        """Return a text that is not blank."""
        text = self.text()
        if not text.strip():
            raise self.fail("is empty; type something.")
        return text

    def choice(self, *choices: str) -> str:
        """Return a text that is one of the choices."""
        text = self.text()
        if text not in choices:
            one = "one of " if len(choices) > 1 else ""
            raise self.fail(f"{quoted(text)} is not known; use {one}{', '.join(choices)}.")
        return text

    def whole(self, low: int, high: int | None = None) -> int:
        """Return a whole number within bounds, both inclusive."""
        bounds = f"from {low:,} to {high:,}" if high is not None else f"from {low:,}"
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.fail(f"must be a whole number {bounds}, not {_kind(self.value)}.")
        if self.value < low or (high is not None and self.value > high):
            raise self.fail(f"is {self.value}; give a whole number {bounds}.")
        return self.value

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.fail(f"must be true or false, not {_kind(self.value)}.")
        return self.value

    def day(self) -> date:
        """Return a date of the calendar, written ``2026-12-01``."""
        text = self.text()
        if not text:
            raise self.fail("is an empty date; leave the key out.")
        if not re.fullmatch(_DATE, text):
            raise self.fail(f"{quoted(text)} is no date; write year-month-day, such as 2026-12-01.")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.fail(f"{quoted(text)} does not exist in the calendar; correct the date.") from None

    def amount(self, parse: Callable[[str], int]) -> int:
        """Return what an amount parser makes of a text; its refusal is given with the path."""
        text = self.text()
        try:
            return parse(text)
        except AmountError as error:
            raise self.fail(str(error)) from error

    def _members(self) -> dict[str, Node]:
        if not isinstance(self.value, dict):
            raise self.fail(f"must be an object in curly braces, not {_kind(self.value)}.")
        if isinstance(self.value, Members) and self.value.repeated is not None:
            raise FileError(self._under(self.value.repeated), "stands there twice; remove one of the two.")
        return {key: Node(value, self._under(key)) for key, value in self.value.items()}

    def _under(self, key: str) -> str:
        shown = key if re.fullmatch(_PLAIN_KEY, key) else quoted(key)
        return f"{self.path}.{shown}" if self.path else shown


def _instead(key: str, allowed: tuple[str, ...]) -> str:
    """Return what may be meant by an unknown key: all that are known where they are few, else the nearest."""
    if len(allowed) <= _FEW:
        return f", or use one of {', '.join(allowed)}"
    from difflib import get_close_matches

    near = get_close_matches(key[:_LONG], allowed, 1)
    return f", or use {near[0]}" if near else ""


def _kind(value: object) -> str:
    if isinstance(value, Oddity):
        return value.words
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    names = {int: "a number", str: "text", list: "a list"}
    return names.get(type(value), "an object")
