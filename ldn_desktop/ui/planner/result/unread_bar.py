"""Says at the result what in the form is not in the plan, and leads there."""

from __future__ import annotations

from collections.abc import Sequence

from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.draft import Typed

_MOST = 3


class UnreadBar(MessageBar):
    """Names each field and why it is not in the plan; its buttons tell the id of a field to go to."""

    def __init__(self) -> None:
        super().__init__("blocking", "")
        self._ways: list[tuple[str, str, bool]] = []
        self.hide()

    def show_unread(self, unread: Sequence[Typed], *, before: bool) -> None:
        """Show what is not in the plan, or nothing; ``before`` tells whether the plan from before stands below."""
        self.setVisible(bool(unread))
        if not unread:
            return
        count = "One entry" if len(unread) == 1 else counted(len(unread), "entry", "entries")
        below = " What stands below is the plan from before." if before else ""
        self.set_text(
            f"{count} of the form {'is' if len(unread) == 1 else 'are'} not in the plan.",
            f"Papers wait.{below}",
        )
        told = [f"{entry.name}: {entry.problem}" for entry in unread[:_MOST]]
        self.set_second(
            "\n".join([*told, *([f"and {len(unread) - _MOST} more"] if len(unread) > _MOST else [])])
        )
        ways = [(entry.field, f"Go to {entry.name}", False) for entry in unread[:_MOST]]
        if ways != self._ways:
            self._ways = ways
            self.set_actions(ways)
