"""The plans as a place of the rail: its rooms where the library is open, else the library's door."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.library.door import Door
from ldn_desktop.ui.plans import ROOMS
from ldn_desktop.ui.widgets.place_page import PlacePage

if TYPE_CHECKING:
    from ldn_desktop.ui.plans.copies.restore_page import RestorePage
    from ldn_desktop.ui.plans.room import Room
    from ldn_desktop.ui.widgets.place_page import Supplies

COPIES, RESTORE = "plans:copies", "plans:copies:restore"
"""The room of copies, and the one page that is there without an open library, too."""
_LEAVING = "The restore is not done yet; stop it, or wait."


def make_place(supplies: Supplies) -> PlansPlace:
    """Make the place."""
    return PlansPlace(supplies)


class PlansPlace(PlacePage):
    """The door, and rooms that are made when first opened."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies, self._target, self._chosen = supplies, "", ""
        self._rooms: dict[str, Room] = {}
        self._door = Door(supplies)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._door)
        self._door.message.connect(self.message)
        self._door.failed.connect(self.failed)
        self._door.restore_wanted.connect(self._restore_any)
        self._restoring: RestorePage | None = None
        supplies.keeper.state_changed.connect(self._state_changed)

    @property
    def first(self) -> str:
        """The list."""
        return PLANS

    @property
    def home(self) -> str:
        """The list, unless a restore is at work."""
        return "" if self._is_restoring else PLANS

    @property
    def target(self) -> str:
        """What is open."""
        return self._target

    @property
    def chapter(self) -> str:
        """That of the room, by its name, or of the door."""
        shown = self._stack.currentWidget()
        if shown is self._door:
            return "library"
        name = next((name for name, room in self._rooms.items() if room is shown), "copies")
        return "" if name == ROOMS[0] else name

    @property
    def whose(self) -> str:
        """The patient of the room that is shown."""
        return self._shown.whose if self._shown is not None else ""

    @property
    def stands(self) -> str:
        """Why nothing can be written: said above every room, in which what cannot be done is barred."""
        return self._supplies.keeper.library.why_read_only

    def open(self, target: str, words: object = ()) -> None:
        """Open a room, looking for a text; where the library is not open its door, which leads to the room."""
        shown = self._shown
        if target != self._target and self._is_restoring:
            self.message.emit(_LEAVING)
            self.opened.emit(self._target)
            return
        if target != self._target and shown is not None and not shown.may_leave():
            self.opened.emit(self._target)
            return
        before, self._target = self._target, target
        if not self._show():
            self._stay(before)
        elif isinstance(words, str) and words and self._shown is not None:
            self._shown.look_for(words)
        self.opened.emit(self._target)

    def focus_first(self) -> None:
        """Put the keyboard where one begins in what is shown."""
        if self._restoring is not None and self._stack.currentWidget() is self._restoring:
            self._restoring.focus_first()
        else:
            (self._shown or self._door).focus_first()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Hand plan files that were dropped to the room that is shown."""
        return self._shown is not None and self._shown.take_files(paths)

    @property
    def _shown(self) -> Room | None:
        return next((room for room in self._rooms.values() if room is self._stack.currentWidget()), None)

    def _show(self) -> bool:
        """Show what is open; tell whether no room refused it."""
        if self._target == RESTORE:
            page = self._page_to_restore()
            if self._stack.currentWidget() is not page:
                page.begin()
            self._stack.setCurrentWidget(page)
            return True
        if not self._supplies.keeper.is_open:
            self._door.refresh()
            self._stack.setCurrentWidget(self._door)
            return True
        _, _, rest = self._target.partition(":")
        name, _, subject = rest.partition(":")
        try:
            room = self._room(name or ROOMS[0])
            room.open(subject or self._chosen)
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))
            return False
        self._chosen = ""
        self._stack.setCurrentWidget(room)
        return True

    def _stay(self, before: str) -> None:
        """Have open what is shown after a room refused; where none is shown that is the list."""
        if self._shown is not None:
            self._target = before
        elif self._target != PLANS:
            self._target = PLANS
            self._show()

    @property
    def _is_restoring(self) -> bool:
        return self._restoring is not None and self._restoring.is_working

    def _restore_any(self) -> None:
        self._restore(None)

    def _restore(self, path: object) -> None:
        self.open(RESTORE)
        page = self._page_to_restore()
        page.begin(path if isinstance(path, Path) else None)
        page.focus_first()

    def _page_to_restore(self) -> RestorePage:
        """Return the page that restores; unlike a room it outlives a lock, and the restore with it."""
        if self._restoring is None:
            from ldn_desktop.ui.plans.copies.restore_page import RestorePage

            self._restoring = RestorePage(self._supplies)
            self._restoring.begin()
            self._restoring.message.connect(self.message)
            self._restoring.left.connect(self._leave_restore)
            self._restoring.restored.connect(self._show_first)
            self._stack.addWidget(self._restoring)
        return self._restoring

    def _leave_restore(self) -> None:
        self._go(COPIES if self._supplies.keeper.is_open else PLANS)

    def _show_first(self) -> None:
        self._go(PLANS)

    def _room(self, name: str) -> Room:
        if name not in self._rooms:
            room: Room = import_module(f"ldn_desktop.ui.plans.{name}.room").make_room(self._supplies)
            self._rooms[name] = room
            self._stack.addWidget(room)
            room.go.connect(self._go)
            room.restore_wanted.connect(self._restore)
            self.ask_for(room)
        return self._rooms[name]

    def _go(self, target: str) -> None:
        """Open what a room asks for, and put the keyboard there: it was in what is hidden now."""
        self.open(target)
        if self.isVisible():
            self.focus_first()

    def _state_changed(self) -> None:
        if not self._supplies.keeper.is_open:
            shown = self._shown
            self._chosen = self._chosen if shown is None else shown.chosen
            for name, room in list(self._rooms.items()):
                if not room.outlives_lock:
                    del self._rooms[name]
                    self._stack.removeWidget(room)
                    room.deleteLater()
        if self._target:
            if not self._show():
                self._stay(PLANS)
            if self.isVisible():
                self.focus_first()
        self.whose_changed.emit()
