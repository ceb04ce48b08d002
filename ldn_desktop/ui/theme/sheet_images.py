"""Pictures that a style sheet can only name as files: arrows, tick, in the colours of a theme."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Mapping
from pathlib import Path

from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.look import Theme

_PLAIN = re.compile(r"[\w/.:~-]+", re.ASCII)
_IMAGES = (
    ("up", "chevron-up", "text2"),
    ("up-off", "chevron-up", "disabled"),
    ("down", "chevron-down", "text2"),
    ("down-off", "chevron-down", "disabled"),
    ("left", "chevron-left", "text2"),
    ("right", "chevron-right", "text2"),
    ("tick-on-accent", "check", "on_accent"),
    ("tick-on-soft", "check", "on_soft"),
    ("tick-off", "check", "disabled"),
    ("tick", "check", "text"),
    ("cross", "x", "text2"),
    # Of the file dialog, whose own are drawn for light windows.
    ("back", "arrow-left", "text"),
    ("forward", "arrow-right", "text"),
    ("parent", "arrow-up", "text"),
    ("new-folder", "plus", "text"),
    ("tiles", "list", "text"),
    ("rows", "menu", "text"),
)


def write_images(icons: IconSet, theme: Theme, folder: Path) -> Mapping[str, str]:
    """Write the pictures of a theme into a folder and return for each name the address a style sheet takes.

    A picture is named by what it shows, so that one of another version is not taken for it. Refused (``OSError``): a
    folder that cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found: dict[str, str] = {}
    for name, icon, role in _IMAGES:
        picture = icons.svg(icon, theme.hex(role))
        path = folder / f"{theme.name}-{name}-{zlib.crc32(picture):08x}.svg"
        if not path.exists() or path.stat().st_size != len(picture):
            # Another window may be reading it.
            passing = path.with_suffix(f".{os.getpid()}")
            passing.write_bytes(picture)
            passing.replace(path)
        found[name] = _address(path.as_posix())
    return found


def _address(path: str) -> str:
    """Return a path as a style sheet takes it; blanks and brackets need quotation marks, which take no backslash."""
    if _PLAIN.fullmatch(path):
        return f"url({path})"
    if "\\" in path or "\n" in path:
        raise OSError("no style sheet takes this path")
    return 'url("{}")'.format(path.replace('"', '\\"'))
