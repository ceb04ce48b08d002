"""The first look at a command line: a command, or a plan for the window.

Apart from the grammar, which that needs not.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

from ldn_desktop.cli import COMMANDS

SUFFIX = ".ldnplan"
_ADDRESS = re.compile(r"file:(?://(?P<host>[^/]*))?(?P<path>/.*)", re.IGNORECASE | re.DOTALL)
_HERE = ("", "localhost")


def is_command(arguments: Sequence[str]) -> bool:
    """Tell whether arguments name a command (or ask for help), rather than a plan to open in the window."""
    if not arguments:
        return False
    first = arguments[0]
    return first in COMMANDS or (first.startswith("-") and first != "--" and not is_plan_name(first))


def is_plan_name(argument: str) -> bool:
    """Tell whether an argument that begins as an option does is the name of a plan file."""
    return argument.lower().endswith(SUFFIX) and "=" not in argument


def plans_to_open(arguments: Sequence[str]) -> list[str]:
    """Return the files that a command line without a command names."""
    return [a for at, a in enumerate(arguments) if a != "--" or "--" in arguments[:at]]


def path_of(argument: str) -> str:
    """Return the path that an argument names: itself, or that of a ``file:`` address as desktops pass it.

    Windows reaches a folder that another computer shares by its name (``//server/share``). Refused (``FileError``): an
    address on another computer elsewhere, or one that no file can have.
    """
    found = _ADDRESS.fullmatch(argument)
    if found is None:
        return argument
    from urllib.parse import unquote_to_bytes

    from ldn_desktop.decoding.strict import FileError

    host = "" if (found["host"] or "").lower() in _HERE else found["host"]
    if host and not _on_windows():
        raise FileError("", "lies on another computer; copy the file to this one.")
    raw = unquote_to_bytes(found["path"])
    if b"\0" in raw:
        raise FileError("", "is no address that a file can have; name the file itself.")
    path = os.fsdecode(raw)
    if host:
        return f"//{host}{path}"
    # Windows writes file:///C:/plans.
    return path[1:] if _on_windows() and re.match(r"/[A-Za-z]:", path) else path


def each_file(arguments: Sequence[str]) -> list[str]:
    """Return the files that arguments name.

    Shells of Windows leave it to a program to find those that ``*.ldnplan`` means. A pattern that fits no file stays as
    it is, and is told to be none.
    """
    if not _on_windows():
        return list(arguments)
    from glob import glob

    patterns = (
        sorted(glob(name)) if set("*?") & set(name) else []  # noqa: PTH207 - names stay as typed
        for name in arguments
    )
    return [name for typed, found in zip(arguments, patterns, strict=True) for name in found or [typed]]


def _on_windows() -> bool:
    return sys.platform == "win32"
