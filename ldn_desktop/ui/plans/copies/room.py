"""The room itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.ui.plans.room import Room

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return _Room(supplies)


class _Room(Room):
    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._keeper = supplies.keeper

    def open(self, subject: str) -> None:
        """Show nothing yet."""
