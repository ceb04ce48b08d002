"""What the window remembers from one start to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ldn_desktop.storage import settings as settings_file
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.settings import Settings


class Remembered(QObject):
    """Holds the settings and writes every change to their file; ``failed`` says why one was not written."""

    failed = Signal(str)

    def __init__(self, file: Path, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._file, self.settings = file, settings

    def change(self, **changes: Any) -> None:
        """Change some settings by name and keep them."""
        self.settings = replace(self.settings, **changes)
        try:
            settings_file.save_changed(self._file, self.settings, changes)
        except StoreError as error:
            self.failed.emit(f"The settings were not saved. {error}")
