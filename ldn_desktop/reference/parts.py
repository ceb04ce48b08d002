"""How content is read: part by part, each when it is first asked for, once, on whatever thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Generic, TypeVar, overload

import tomli

from ldn_desktop.decoding.strict import FileError, Members, Node, decimal

_Value = TypeVar("_Value")


class ContentError(ValueError):
    """A content file that is missing or cannot be read; its text names the file, the place and the mistake."""


@contextmanager
def told_of(file: str) -> Iterator[None]:
    """Have what is refused within told of a file."""
    try:
        yield
    except FileError as error:
        raise ContentError(f"{file}: {error}" if file else str(error)) from error


class Parts:
    """A folder of content, whose parts are the rows of a class below this one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.locks = {name: RLock() for name in self._rows()}

    @classmethod
    def files(cls) -> dict[str, str]:
        """Return the file of each part that is read from one file, by the part's name."""
        return {name: row.file for name, row in cls._rows().items() if row.file}

    @classmethod
    def _rows(cls) -> dict[str, Part[object]]:
        return {name: row for name, row in vars(cls).items() if isinstance(row, Part)}

    def root(self, name: str) -> Node:
        """Return the values in a content file.

        Refused (``ContentError``): a file that is missing or no TOML or JSON.
        """
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
            value = _json(text) if name.endswith(".json") else tomli.loads(text, parse_float=decimal)
        except (OSError, ValueError) as error:
            raise ContentError(f"{name}: cannot be read ({error}); install the program again.") from error
        return Node(value, "")


class Part(Generic[_Value]):
    """A row of the table: the file that a part stands in, and what reads it.

    A part that is made from other parts names no file of its own; its reader is given nothing then.
    """

    def __init__(self, file: str, read: Callable[[Any, Node], _Value]) -> None:
        self.file, self._read = file, read

    def __set_name__(self, owner: type[Parts], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, content: None, owner: type[Parts]) -> Part[_Value]: ...
    @overload
    def __get__(self, content: Parts, owner: type[Parts]) -> _Value: ...
    def __get__(self, content: Parts | None, owner: type[Parts]) -> Part[_Value] | _Value:
        if content is None:
            return self
        # What is kept stands in the way of this method from then on.
        kept = vars(content)
        with content.locks[self._name]:
            if self._name not in kept:
                root = content.root(self.file) if self.file else Node({}, "")
                with told_of(self.file):
                    kept[self._name] = self._read(content, root)
        value: _Value = kept[self._name]
        return value


def part(file: str = "") -> Callable[[Callable[[Any, Node], _Value]], Part[_Value]]:
    """Make a row of what reads a part."""

    def row(read: Callable[[Any, Node], _Value]) -> Part[_Value]:
        return Part(file, read)

    return row


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=Members.of_pairs, parse_float=decimal, parse_constant=decimal)
