"""The toolkit keeps no history: the folders and files of its dialogs may be patients' names."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings

_NOWHERE = f"{os.devnull}/none"
"""A folder that cannot be: what the toolkit would remember is written nowhere."""


def forget_history() -> None:
    """Keep the toolkit from writing settings of its own, such as ``QtProject.conf`` with the folders of its file dialog.

    On Windows and macOS the dialogs are the system's.
    """
    if sys.platform not in {"win32", "darwin"}:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, _NOWHERE)
