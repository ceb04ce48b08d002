"""What is told of a visit above its two sides, as long as it is about what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from shiboken6 import isValid

from ldn_desktop.ui.theme.tokens import STATES
from ldn_desktop.ui.widgets.notices import Notices

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.messages import Action, MessageBar
    from ldn_desktop.workspace.visit_desk import VisitDesk


class VisitNotices(Notices):
    """Sentences that can be closed, and go when they are no longer about what stands there."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: list[MessageBar] = []

    def say(self, sentence: str, severity: str, actions: Sequence[Action] = ()) -> MessageBar:
        """Say something; the caller connects to the bar where it offers more than to be closed."""
        bar = self.offer(sentence, [*actions, ("close", "Close", False)], severity)
        self._bars.append(bar)
        return bar

    def say_found(self, desk: VisitDesk) -> None:
        """Say that a draft was kept from before, where one was, or that one cannot be read."""
        if desk.unreadable:
            self.say(
                "A visit of this plan that was begun before cannot be read: a newer version of the program wrote it, "
                "or it is damaged. It stays in the folder “visits” of the library; what you write here is "
                "kept beside it.",
                "warning",
            )
        if desk.found:
            since = (
                " The plan has another revision since; it is shown against that." if desk.overtaken else ""
            )
            self.say(f"A visit that was begun before is here again.{since}", "info")

    def say_revised(self, desk: VisitDesk) -> None:
        """Say that the plan has another revision meanwhile."""
        self.say(
            f"This plan has another revision meanwhile: revision {desk.following.plan.revision}. "
            "Your visit is shown against it; nothing of it is lost.",
            "warning",
        )

    def withdraw(self, severities: AbstractSet[str] = frozenset(STATES)) -> None:
        """Take away what was said, or what was of some severities."""
        # One that was closed is deleted by who showed it.
        there = [bar for bar in self._bars if isValid(bar)]
        self._bars = [bar for bar in there if bar.severity not in severities]
        for bar in [bar for bar in there if bar.severity in severities]:
            self.offers.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
