"""What the program remembers of its user: looks and letterhead. Never anything of a patient, not even a file's name."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.storage.files import StoreError, read_limited, replace_atomically
from ldn_desktop.storage.settings_members import (
    BrokenError,
    base64_text,
    choice,
    digits_of,
    flag,
    number_of,
    path_text,
    percent,
    text_of,
)

FORMAT = "ldn-settings"
VERSION = 2
LEAST_ZOOM, MOST_ZOOM = 80, 250
LOCK_AFTER = (5, 10, 20, 0)
"""Minutes without use after which the program locks itself; 0 is never."""
COMPUTER_DIGITS = 8
LONGEST_LETTERHEAD = 32_767
"""Characters of one of its fields: what a field on screen takes."""

Theme = Literal["system", "light", "dark", "high-contrast"]
MicroUnit = Literal["mcg", "micrograms"]
Paper = Literal["a4", "letter"]
Members = dict[str, object]
Migration = Callable[[Members], Members]


def _without_names_of_files(members: Members) -> Members:
    """Version 1 held the recent files and the last folder, which are now sealed (``library.recent``)."""
    return {name: value for name, value in members.items() if name not in {"recent_files", "last_folder"}}


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _without_names_of_files})
"""From a version to what turns its members into those of the next. Version 1 is the first there is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept from one run to the next.

    ``zoom_percent`` is 80 to 250; ``window_geometry`` and ``splitter_state`` are base64 or empty;
    ``letterhead`` fills a new plan's prescriber; ``micro_unit`` is how a dose below 0.1 mg is worded on screen and
    paper; ``code_on_papers`` is whether papers that may carry the plan do; ``name_in_files`` is whether the patient's
    name is in the name that is offered for a file; ``library_declined`` is whether a library was offered and not made;
    ``lock_after_minutes`` is one of ``LOCK_AFTER``, 0 for never; ``backup_folder`` is where backups of the library go,
    empty where none are made, ``backups_asked`` whether somebody was asked for it, and ``computer`` what tells them
    from those of other computers, empty before the first.
    """

    theme: Theme = "system"
    zoom_percent: int = 100
    window_geometry: str = ""
    splitter_state: str = ""
    letterhead: Prescriber = field(default=Prescriber())
    micro_unit: MicroUnit = "mcg"
    paper: Paper = "a4"
    large_print: bool = False
    code_on_papers: bool = False
    name_in_files: bool = True
    library_declined: bool = False
    lock_after_minutes: int = 10
    backup_folder: str = ""
    backups_asked: bool = False
    computer: str = ""


def _letterhead(value: object) -> Prescriber:
    if not isinstance(value, dict) or not set(value) <= set(Prescriber._fields):
        raise BrokenError
    read = text_of(LONGEST_LETTERHEAD)
    return Prescriber(**{key: read(text) for key, text in value.items()})


def fits_letterhead(prescriber: Prescriber) -> bool:
    """Tell whether a prescriber would be read from the settings as it is written."""
    try:
        return _letterhead(prescriber._asdict()) == prescriber
    except BrokenError:
        return False


def _zoom(value: object) -> int:
    return percent(value, LEAST_ZOOM, MOST_ZOOM)


_READERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "theme": choice("system", "light", "dark", "high-contrast"),
        "zoom_percent": _zoom,
        "window_geometry": base64_text,
        "splitter_state": base64_text,
        "letterhead": _letterhead,
        "micro_unit": choice("mcg", "micrograms"),
        "paper": choice("a4", "letter"),
        "large_print": flag,
        "code_on_papers": flag,
        "name_in_files": flag,
        "library_declined": flag,
        "lock_after_minutes": number_of(*LOCK_AFTER),
        "backup_folder": path_text,
        "backups_asked": flag,
        "computer": digits_of(COMPUTER_DIGITS),
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
    with contextlib.suppress(StoreError):
        if not is_whole:
            replace_atomically(broken_copy(path), data)
        elif data != _encoded(settings):
            # An older file held names of files, which may be patients'.
            replace_atomically(path, _encoded(settings))
    return settings


def save_changed(path: Path, settings: Settings, names: Iterable[str]) -> None:
    """Write the members of these names; the others stay as another window may have written them meanwhile.

    Refused (``StoreError``): what the disk refuses.
    """
    with contextlib.suppress(StoreError):
        written, is_whole = _decode(read_limited(path), VERSION, MIGRATIONS)
        if is_whole:
            settings = replace(written, **{name: getattr(settings, name) for name in names})
    save(path, settings)


def save(path: Path, settings: Settings) -> None:
    """Write the settings, and make their folder. Refused (``StoreError``): what the disk refuses."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_atomically(path, _encoded(settings))


def _encoded(settings: Settings) -> bytes:
    members = {
        "format": FORMAT,
        "version": VERSION,
        **asdict(settings),
        "letterhead": settings.letterhead._asdict(),
    }
    return (json.dumps(members, ensure_ascii=True, indent=2, sort_keys=True) + "\n").encode()


def broken_copy(path: Path) -> Path:
    """Return where the copy of a settings file that could not be understood is kept."""
    return path.with_name(f"{path.name}.broken")


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
