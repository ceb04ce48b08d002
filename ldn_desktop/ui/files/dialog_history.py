"""The toolkit keeps no history: the folders and files of its dialogs may be patients' names."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings

IS_SYSTEMS = sys.platform in {"win32", "darwin"}
"""Whether dialogs are the system's, and the toolkit's settings lie where the system keeps all programs'."""
_NOWHERE = f"{os.devnull}/none"
"""A folder that cannot be: what the toolkit would remember is written nowhere."""


def forget_history() -> None:
    """Keep the toolkit from writing settings of its own, such as ``QtProject.conf`` with its file dialog's folders."""
    if not IS_SYSTEMS:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, _NOWHERE)


def forget_dialog() -> None:
    """Take away what the toolkit wrote of a dialog just closed, where its settings cannot be led away."""
    if IS_SYSTEMS:
        take_away(QSettings(QSettings.Scope.UserScope, "QtProject"))


def take_away(settings: QSettings) -> None:
    """Take the folders and files out of the toolkit's settings; the looks of its dialogs stay."""
    for name in ("lastVisited", "history", "shortcuts"):
        settings.remove(f"FileDialog/{name}")
    settings.sync()
