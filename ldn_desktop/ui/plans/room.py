"""What a room of the plans is to the place that holds it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ldn_desktop.ui.widgets.place_page import Asking


class Room(Asking):
    """A room of an open library. ``go`` asks for another target of the place, ``restore_wanted`` to restore a file.

    Which file that is may be left open (``None``).

    A room is made when it is first opened, and let go of when the library is locked: it holds what it read of patients.
    One that ``outlives_lock`` stays for what is being written in it, seen by nobody, and is opened with the library.
    """

    go = Signal(str)
    restore_wanted = Signal(object)

    def open(self, subject: str) -> None:
        """Show the room anew, of a plan where it is one of a plan. Refused (``LibraryError``): by the library."""
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """What is chosen in the room and ``open`` would choose again; empty where it chooses nothing."""
        return ""

    @property
    def outlives_lock(self) -> bool:
        """Whether something is being written that would not be as it was if the room were made anew."""
        return False

    def look_for(self, text: str) -> None:
        """Show what a text finds, in a room that can be searched."""

    def may_leave(self) -> bool:
        """Tell whether the room may be left now, after asking where something would be lost."""
        return True
