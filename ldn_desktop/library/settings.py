"""What the program remembers of its user: looks, letterhead, recent files. Never anything of a plan's content.

The names of recent files are the user's own; for their sake too the file is readable by the user alone.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.library.files import StoreError, read_limited, replace_atomically
from ldn_desktop.library.settings_members import (
    BrokenError,
    base64_text,
    choice,
    flag,
    path_text,
    percent,
    recent_paths,
    some_text,
)

FORMAT = "ldn-settings"
VERSION = 1
LEAST_ZOOM, MOST_ZOOM = 80, 250
MOST_RECENT = 10

Theme = Literal["system", "light", "dark", "high-contrast"]
MicroUnit = Literal["mcg", "micrograms"]
Paper = Literal["a4", "letter"]
Members = dict[str, object]
Migration = Callable[[Members], Members]

MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})
"""From a version to what turns its members into those of the next. Version 1 is the first there is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept from one run to the next.

    ``zoom_percent`` is 80 to 250; ``window_geometry`` and ``splitter_state`` are base64 or empty;
    ``letterhead`` fills a new plan's prescriber; ``recent_files`` are at most 10 absolute paths, the latest
    first; ``micro_unit`` is how a dose below 0.1 mg is worded on screen and paper; ``last_folder`` may be empty.
    """

    theme: Theme = "system"
    zoom_percent: int = 100
    window_geometry: str = ""
    splitter_state: str = ""
    recent_files: tuple[str, ...] = ()
    letterhead: Prescriber = field(default=Prescriber())
    micro_unit: MicroUnit = "mcg"
    paper: Paper = "a4"
    large_print: bool = False
    last_folder: str = ""


def _letterhead(value: object) -> Prescriber:
    if not isinstance(value, dict) or not set(value) <= set(Prescriber._fields):
        raise BrokenError
    return Prescriber(**{key: some_text(text) for key, text in value.items()})


def _zoom(value: object) -> int:
    return percent(value, LEAST_ZOOM, MOST_ZOOM)


def _recent(value: object) -> tuple[str, ...]:
    return recent_paths(value, MOST_RECENT)


_READERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "theme": choice("system", "light", "dark", "high-contrast"),
        "zoom_percent": _zoom,
        "window_geometry": base64_text,
        "splitter_state": base64_text,
        "recent_files": _recent,
        "letterhead": _letterhead,
        "micro_unit": choice("mcg", "micrograms"),
        "paper": choice("a4", "letter"),
        "large_print": flag,
        "last_folder": path_text,
    }
)
"""For each member what reads it, or raises ``BrokenError``."""


def load(path: Path, *, current: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS) -> Settings:
    """Return the settings in a file; what is missing or cannot be understood has its default.

    Never raises. If anything in the file would be lost at the next ``save``, the file as it was is kept beside
    it as ``settings.json.broken``. A migration that fails is undone: what the older file says is then read as
    far as it is still understood.
    """
    try:
        data = read_limited(path)
    except StoreError:
        _set_aside(path)
        return Settings()
    settings, is_whole = _decode(data, current, migrations)
    if not is_whole:
        with contextlib.suppress(StoreError):
            replace_atomically(broken_copy(path), data)
    return settings


def save(path: Path, settings: Settings) -> None:
    """Write the settings, and make their folder. Refused (``StoreError``): what the disk refuses."""
    members = {
        "format": FORMAT,
        "version": VERSION,
        **asdict(settings),
        "letterhead": settings.letterhead._asdict(),
    }
    # Escaped: a path on Linux may hold bytes that no UTF-8 text has.
    text = json.dumps(members, ensure_ascii=True, indent=2, sort_keys=True) + "\n"
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_atomically(path, text.encode())


def broken_copy(path: Path) -> Path:
    """Return where the copy of a settings file that could not be understood is kept."""
    return path.with_name(f"{path.name}.broken")


def with_recent(settings: Settings, path: str | os.PathLike[str]) -> Settings:
    """Return the settings with a file in front of the recent ones, and its folder as the last one."""
    latest = _absolute(path)
    others = without_recent(settings, latest).recent_files
    kept = (latest, *others)[:MOST_RECENT]
    return replace(settings, recent_files=kept, last_folder=str(Path(latest).parent))


def without_recent(settings: Settings, path: str | os.PathLike[str]) -> Settings:
    """Return the settings without a file among the recent ones."""
    gone = _same(path)
    return replace(settings, recent_files=tuple(p for p in settings.recent_files if _same(p) != gone))


def _absolute(path: str | os.PathLike[str]) -> str:
    """Return a path without detours, links as they are: what the user sees is what the user chose."""
    return os.path.normpath(Path(path).absolute())


def _same(path: str | os.PathLike[str]) -> str:
    return os.path.normcase(_absolute(path))


def _set_aside(path: Path) -> None:
    """Move a file that is too large to read, or forbidden, out of the way of the next save."""
    with contextlib.suppress(OSError):
        if path.is_file():
            path.replace(broken_copy(path))


def _decode(data: bytes, current: int, migrations: Mapping[int, Migration]) -> tuple[Settings, bool]:
    """Return the settings in the bytes, and whether the bytes say nothing else."""
    try:
        root: object = json.loads(data)
    except (ValueError, RecursionError):
        return Settings(), False
    if not isinstance(root, dict):
        return Settings(), False
    members, is_whole = _current(root, current, migrations)
    found: dict[str, Any] = {}
    for name, value in members.items():
        if name not in _READERS:
            is_whole = False
            continue
        try:
            found[name] = _READERS[name](value)
        except BrokenError:
            is_whole = False
    return replace(Settings(), **found), is_whole


def _current(root: Members, current: int, migrations: Mapping[int, Migration]) -> tuple[Members, bool]:
    """Return the members as the current version has them, and whether all steps to there succeeded."""
    members = {key: value for key, value in root.items() if key not in {"format", "version"}}
    version = root.get("version")
    is_known = root.get("format") == FORMAT and type(version) is int and 1 <= version <= current
    if not is_known or not isinstance(version, int):
        return members, False
    # No mistake in a migration may keep the program from opening. Each has a copy of its own, so that one
    # which fails half-way has changed nothing.
    with contextlib.suppress(Exception):
        migrated = members
        for step in range(version, current):
            migrated = migrations[step](json.loads(json.dumps(migrated)))
        return migrated, True
    return members, False
