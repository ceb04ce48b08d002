"""Pictures that a style sheet can only name as files: arrows, tick, in the colours of a theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.look import Theme

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
)


def write_images(icons: IconSet, theme: Theme, folder: Path) -> Mapping[str, str]:
    """Write the pictures of a theme into a folder and return for each name the address a style sheet takes."""
    found: dict[str, str] = {}
    for name, icon, role in _IMAGES:
        path = folder / f"{theme.name}-{name}.svg"
        if not path.exists():
            path.write_bytes(icons.svg(icon, theme.hex(role)))
        found[name] = f"url({path.as_posix()})"
    return found
