"""What is copied of a plan: it is marked, kept out of the clipboard's history, and cleared after a time."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

STAYS_S = 60
_MARK = "application/x-ldn-desktop-plan"
_NO_HISTORY = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"\0\0\0\0"),
)
"""How the histories of KDE and of Windows are asked to leave it out."""


def copy_of_plan(text: str) -> None:
    """Put a text of a plan on the clipboard."""
    data = QMimeData()
    data.setText(text)
    data.setData(_MARK, b"1")
    for kind, value in _NO_HISTORY:
        data.setData(kind, value)
    QGuiApplication.clipboard().setMimeData(data)


def clear_plan() -> None:
    """Clear what is there of a plan; before the program ends, for it cannot do so later."""
    if _holds_plan():
        QGuiApplication.clipboard().clear()


def _holds_plan() -> bool:
    data = QGuiApplication.clipboard().mimeData()
    # There is none while nobody owns it, whatever its stub says.
    return data is not None and data.hasFormat(_MARK)  # type: ignore[redundant-expr]


class ClipboardCare(QObject):
    """Clears what was copied of a plan once it has been there for ``STAYS_S`` seconds and nothing has replaced it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True, interval=STAYS_S * 1000)
        self._timer.timeout.connect(clear_plan)
        self._clipboard.dataChanged.connect(self._changed)

    def clear_own(self) -> None:
        """Clear all that this program put there and nobody has replaced."""
        clear_plan()
        for owned, mode in (
            (self._clipboard.ownsClipboard(), QClipboard.Mode.Clipboard),
            (self._clipboard.ownsSelection(), QClipboard.Mode.Selection),
        ):
            if owned:
                self._clipboard.clear(mode)

    def _changed(self) -> None:
        if _holds_plan():
            self._timer.start()
        else:
            self._timer.stop()
