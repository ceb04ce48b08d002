"""Shows values in fields without disturbing a person who is typing in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit


@contextmanager
def quiet(*widgets: QObject) -> Iterator[None]:
    """Keep widgets from emitting signals while their values are set from the plan."""
    before = [widget.blockSignals(True) for widget in widgets]
    try:
        yield
    finally:
        for widget, blocked in zip(widgets, before, strict=True):
            widget.blockSignals(blocked)


def show_text(edit: QLineEdit, text: str) -> None:
    """Put a text into a field unless it is there already, so that the cursor stays where it is."""
    if edit.text() != text:
        with quiet(edit):
            edit.setText(text)
