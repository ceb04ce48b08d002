"""What a room of the plans is to the place that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget


class Room(QWidget):
    """A room of an open library. ``go`` asks for another target of the place; the other signals are those of a place.

    A room is made when it is first opened, and let go of when the library is locked: it holds what it read of patients.
    """

    go = Signal(str)
    message = Signal(str)
    failed = Signal(str)
    new_wanted = Signal()
    link_wanted = Signal(str)
    kept_wanted = Signal(str)
    template_wanted = Signal(str)
    papers_wanted = Signal(str)
    pack_wanted = Signal(str)
    preview_wanted = Signal(object)

    def open(self, subject: str) -> None:
        """Show the room anew, of a plan where it is one of a plan. Refused (``LibraryError``): by the library."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """What is chosen in the room and ``open`` would choose again; empty where it chooses nothing."""
        return ""

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_files(self, paths: Sequence[Path]) -> bool:  # noqa: ARG002 - a room that takes none
        """Take plan files that were dropped on the window; tell whether the room does so."""
        return False

    def may_leave(self) -> bool:
        """Tell whether the room may be left now, after asking where something would be lost."""
        return True
