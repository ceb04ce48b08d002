"""What goes to a terminal or a pipe: one line as text, never as commands to the terminal.

Streams that may be closed.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from pathlib import Path
from typing import TextIO

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_KEPT = f"{_JOINERS}\n"
_WHY_NOT = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EBADF: "it is closed",
    errno.EFBIG: "the disk takes no file of that size",
}


def plain(text: str) -> str:
    """Return text on one line; what is no visible sign, such as an escape sequence, shows as a replacement."""
    return "".join(c if c.isprintable() or c in _JOINERS else "\N{REPLACEMENT CHARACTER}" for c in text)


def shown_name(name: str, longest: int = 200) -> str:
    """Return a file's name, or other text that came in, to stand in a message; of a very long one beginning and end."""
    flat, half = plain(name), longest // 2
    return flat if len(flat) <= longest else f"{flat[:half]}…{flat[-half:]}"


def tell(text: str) -> None:
    """Print one line for people on standard output. What that refuses (``OSError``) is for ``cli.run`` to say."""
    print(plain(text))


def tell_json(value: object) -> None:
    """Print JSON on standard output, its text as it is but for signs that a terminal could take for commands."""
    print(_harmless(json.dumps(value, indent=2, ensure_ascii=False)))


def give(data: bytes) -> None:
    """Give the bytes of a text file to standard output as they are; a terminal gets them as ``tell_json`` prints."""
    if sys.stdout.isatty():
        print(_harmless(data.decode().replace("\r\n", "\n")), end="")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _harmless(text: str) -> str:
    return "".join(c if c.isprintable() or c in _KEPT else json.dumps(c)[1:-1] for c in text)


def say(text: str) -> None:
    """Print one line on standard error; where that is closed or full, there is nobody to tell.

    A program without a console shows it.
    """
    if sys.platform == "win32" and no_console():
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, plain(text), "LDN Desktop", 0)
        return
    try:
        print(plain(text), file=sys.stderr)
    except OSError:
        drop(sys.stderr)


def hold_streams() -> None:
    """Take the place of standard streams that came closed, so that no file opened later gets their numbers.

    What a library writes to standard error would otherwise land in that file.
    """
    if sys.platform == "win32":
        _send_missing_nowhere()
        return
    for number, mode in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is given. Standard output takes nothing: who prints to it is told so.
            os.open(os.devnull, mode)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _send_missing_nowhere() -> None:
    """Give a program with a window, which has no streams on Windows, some in which what libraries write vanishes."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end


def no_console() -> bool:
    """Tell whether the program came without standard error, as with a window on Windows (after ``hold_streams``)."""
    return getattr(sys.stderr, "name", "") == os.devnull


def unwritable(error: OSError) -> str:
    """Say why standard output took no more, and drop what waits for it."""
    drop(sys.stdout)
    why = _WHY_NOT.get(error.errno or 0, "the system reports an error")
    return f"Standard output cannot be written: {why}."


def drop(stream: TextIO) -> None:
    """Send what still waits for a standard stream nowhere, so that Python does not complain of it at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
