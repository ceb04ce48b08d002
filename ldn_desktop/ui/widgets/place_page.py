"""What a place of the rail is to the window, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ldn_desktop.storage.places import Places
    from ldn_desktop.ui.backing import Backing
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.keeper import Keeper
    from ldn_desktop.ui.remembered import Remembered
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.knowledge import Knowledge


class Supplies(NamedTuple):
    """What a place may be made of: clinical knowledge, the library, how things are worded, what is remembered.

    ``backing`` gives what makes backups; ``for_reading`` is a place that is seen while the program is locked: nothing
    is printed or saved there, for the dialogs of files and printers show names.
    """

    knowledge: Knowledge
    folders: Places
    icons: IconSet
    bridge: Bridge
    keeper: Keeper
    remembered: Remembered
    backing: Callable[[], Backing]
    for_reading: bool = False


class Asking(QWidget):
    """What a place, or a room in one, asks of the window, or hands over to it.

    ``plan_wanted`` asks for a condition to plan for, ``new_wanted`` for a new plan, ``link_wanted`` for something of
    the reference. ``opioid_wanted`` hands over an opioid's id, last dose and use for the plan, ``message`` a sentence
    for the person, ``failed`` one on what was not done, ``whose_changed`` that ``whose`` or ``stands`` may be another.
    ``kept_wanted`` asks for a plan of the library, by its subject,
    in the planner; ``template_wanted`` for a new plan like it, ``papers_wanted`` for the papers of the revision that
    stands, ``pack_wanted`` for several of them in one go, by their codes, ``preview_wanted`` to look at those of a
    computed plan that does not stand yet, with the day of its next visit.
    """

    plan_wanted = Signal(str)
    opioid_wanted = Signal(str, object, str)
    new_wanted = Signal()
    link_wanted = Signal(str)
    kept_wanted = Signal(str)
    template_wanted = Signal(str)
    papers_wanted = Signal(str)
    pack_wanted = Signal(str, object)
    preview_wanted = Signal(object, object)
    message = Signal(str)
    failed = Signal(str)
    whose_changed = Signal()

    @property
    def whose(self) -> str:
        """Of which patient something is shown, in words for the title of the window; empty where it is of none."""
        return ""

    @property
    def stands(self) -> str:
        """Why what is shown can only be read, as long as that is so; empty where it is not."""
        return ""

    def ask_for(self, inner: Asking) -> None:
        """Ask for all that one within asks for."""
        inner.plan_wanted.connect(self.plan_wanted)
        inner.opioid_wanted.connect(self.opioid_wanted)
        inner.new_wanted.connect(self.new_wanted)
        inner.link_wanted.connect(self.link_wanted)
        inner.kept_wanted.connect(self.kept_wanted)
        inner.template_wanted.connect(self.template_wanted)
        inner.papers_wanted.connect(self.papers_wanted)
        inner.pack_wanted.connect(self.pack_wanted)
        inner.preview_wanted.connect(self.preview_wanted)
        inner.message.connect(self.message)
        inner.failed.connect(self.failed)
        inner.whose_changed.connect(self.whose_changed)

    def take_files(self, paths: Sequence[Path]) -> bool:  # noqa: ARG002 - one that takes none
        """Take plan files that were dropped on the window; tell whether they are taken."""
        return False

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class PlacePage(Asking):
    """``opened`` tells what is open now.

    That is a target: the place's name, or one that begins with it and a colon; the reference has those of its own.
    """

    opened = Signal(str)

    @property
    def first(self) -> str:
        """What is opened where nothing was named."""
        raise NotImplementedError

    @property
    def target(self) -> str:
        """What is open; empty before anything was."""
        raise NotImplementedError

    @property
    def home(self) -> str:
        """Where the key of the place leads while it is open; empty where that leads nowhere else."""
        return ""

    @property
    def chapter(self) -> str:
        """The chapter of the guide that tells of what is open; empty where that is the one of the place's name."""
        return ""

    def open(self, target: str, words: object = ()) -> None:
        """Open a target, its ``words`` marked, and tell that it is ``opened``."""
        raise NotImplementedError
