"""Where the program keeps its own files on each system. Nothing is created here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs

APP_NAME = "ldn-desktop"


class Places(NamedTuple):
    """The folders of settings and of what must outlive a crash; they may not exist yet."""

    config: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        """The file that ``ldn_desktop.library.settings`` reads and writes."""
        return self.config / "settings.json"

    @property
    def reader_file(self) -> Path:
        """The file of notes and bookmarks that ``ldn_desktop.library.reader`` reads and writes."""
        return self.config / "reader.json"

    @property
    def local_rules_file(self) -> Path:
        """The file of a clinic's own severities, which need not exist."""
        return self.config / "local-rules.toml"

    @property
    def drafts(self) -> Path:
        """The folder of ``ldn_desktop.library.drafts.DraftStore``."""
        return self.state / "drafts"

    @property
    def faults(self) -> Path:
        """The folder of ``ldn_desktop.library.fault_log``."""
        return self.state / "faults"


def find_places(root: Path | None = None) -> Places:
    """Return the folders that the system gives to programs, or those under ``root`` (portable use, tests)."""
    if root is not None:
        return Places(root / "config", root / "state")
    folders = PlatformDirs(APP_NAME, appauthor=False)
    return Places(folders.user_config_path, folders.user_state_path)
