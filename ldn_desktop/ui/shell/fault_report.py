"""Shows the report of a fault: what stands in it can be seen before it is copied or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.files.saving import FileKind, ask_where, write_aside
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import PlainLabel


class FaultReport(QDialog):
    """The text of a report, to be copied or saved; nothing is ever sent."""

    def __init__(self, report: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Report of a fault")
        self._report = report
        told = PlainLabel(
            "This is all that was kept of the fault. It names places in the program, and nothing that was typed. "
            "It stays on this computer unless you pass it on.",
            wraps=True,
        )
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName("Report")
        self._state = PlainLabel(role="secondary", wraps=True)
        copy, save, close = QPushButton("&Copy"), QPushButton("&Save…"), QPushButton("C&lose")
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        for button in (copy, save, close):
            button.setAutoDefault(False)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(text, 1)
        layout.addLayout(row)
        copy.clicked.connect(self.copy)
        save.clicked.connect(self._ask_file)
        close.clicked.connect(self.accept)
        first_size(self, 640, 420)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self._state.setText("Copied.")

    def save(self, path: Path) -> None:
        """Write the report into a file, or say why it could not be written."""
        try:
            write_aside(path, self._report.encode())
        except StoreError as error:
            self._state.setText(f"Not saved. {error}")
        else:
            self._state.setText(f"Saved {one_line(path.name)}.")

    def _ask_file(self) -> None:
        path = ask_where(self, "Save the report", "ldn-desktop-fault.txt", FileKind("Text", ".txt"))
        if path is not None:
            self.save(path)
