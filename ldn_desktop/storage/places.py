"""Where the program keeps its own files on each system. Nothing is created here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs

from ldn_desktop.storage.files import is_there

APP_NAME = "ldn-desktop"
PORTABLE = "portable"
"""The name of the file that makes a program portable; what is in it does not matter."""


class Places(NamedTuple):
    """The folders of settings, of what must outlive a crash, and of what is kept; they may not exist yet."""

    config: Path
    state: Path
    data: Path

    @property
    def settings_file(self) -> Path:
        """The file that ``ldn_desktop.storage.settings`` reads and writes."""
        return self.config / "settings.json"

    @property
    def reader_file(self) -> Path:
        """The file of notes and bookmarks that ``ldn_desktop.storage.reader`` reads and writes."""
        return self.config / "reader.json"

    @property
    def local_rules_file(self) -> Path:
        """The file of a clinic's own severities, which need not exist."""
        return self.config / "local-rules.toml"

    @property
    def practice_file(self) -> Path:
        """The file of the practice's settings, which need not exist."""
        return self.config / "practice.ldnpractice"

    @property
    def recent_file(self) -> Path:
        """The sealed file of ``ldn_desktop.storage.recent``."""
        return self.state / "recent"

    @property
    def given_out_file(self) -> Path:
        """The file of ``ldn_desktop.storage.given_out``."""
        return self.state / "given-out.json"

    @property
    def pictures(self) -> Path:
        """The folder of the small pictures that a style sheet names; nothing of a plan is in it."""
        return self.state / "pictures"

    @property
    def drafts(self) -> Path:
        """The folder of ``ldn_desktop.storage.drafts.DraftStore``."""
        return self.state / "drafts"

    @property
    def library(self) -> Path:
        """The folder of the library of plans, which need not exist; ``ldn_desktop.library.opening`` makes it."""
        return self.data / "library"

    @property
    def faults(self) -> Path:
        """The folder of ``ldn_desktop.storage.fault_log``."""
        return self.state / "faults"


def program_folder() -> Path:
    """Return the folder of the packaged program, or the one that holds the package."""
    packed = bool(getattr(sys, "frozen", False))
    return Path(sys.executable).resolve().parent if packed else Path(__file__).resolve().parents[2]


def find_places(root: Path | None = None, program: Path | None = None) -> Places:
    """Return the folders that the system gives to programs, or those under ``root``.

    Where a file named ``portable`` lies in the folder of the program (``program``, or its own), everything is kept in
    a folder ``data`` beside it: on a stick, or on a computer where nothing may be installed.
    """
    beside = program or program_folder()
    if root is None and is_there(beside / PORTABLE):
        root = beside / "data"
    if root is not None:
        return Places(root / "config", root / "state", root / "kept")
    # On Windows, settings follow the user to other computers of a practice (%APPDATA%); drafts and faults stay
    # (%LOCALAPPDATA%).
    config = PlatformDirs(APP_NAME, appauthor=False, roaming=True).user_config_path
    here = PlatformDirs(APP_NAME, appauthor=False)
    return Places(config, here.user_state_path, here.user_data_path)
