"""What a place of the rail is to the window, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_desktop.reference.content import Content
    from ldn_desktop.storage.places import Places
    from ldn_desktop.ui.theme.icons import IconSet


class Supplies(NamedTuple):
    """What a place may be made of; ``paper`` tells the size of paper that is chosen."""

    content: Content
    folders: Places
    icons: IconSet
    paper: Callable[[], str]


class PlacePage(QWidget):
    """``opened`` tells what is open now, ``plan_wanted`` a condition to plan for.

    ``opioid_wanted`` hands over an opioid's id, last dose and use for the plan, ``message`` a sentence for the person,
    ``failed`` one on what was not done. What is open is a target: the place's name, or one that begins with it and a
    colon; the reference has those of its own kinds.
    """

    opened = Signal(str)
    plan_wanted = Signal(str)
    opioid_wanted = Signal(str, object, str)
    message = Signal(str)
    failed = Signal(str)

    @property
    def first(self) -> str:
        """What is opened where nothing was named."""
        raise NotImplementedError

    @property
    def target(self) -> str:
        """What is open; empty before anything was."""
        raise NotImplementedError

    def open(self, target: str, words: object = ()) -> None:
        """Open a target, its ``words`` marked, and tell that it is ``opened``."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
