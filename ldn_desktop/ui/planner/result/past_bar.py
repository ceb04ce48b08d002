"""Says at the result that days that have passed would change, and leads to what is meant instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.ui.widgets.messages import MessageBar

if TYPE_CHECKING:
    from ldn_desktop.domain.difference import Rewrite

_UNDO = "undo"
_WAYS = (
    ("follow-up", "Follow-up", False),
    ("correct", "The saved plan was wrong: correct the past", False),
)


class PastBar(MessageBar):
    """Names the first such day and what either plan says; its buttons tell ``undo``, ``follow-up`` or ``correct``.

    Undo goes step by step, the latest first, and each press is named before: what was typed after the change of the
    past is no part of it and does not go along unseen.
    """

    def __init__(self) -> None:
        super().__init__("warning", "")
        self._undo: str | None = None
        self.hide()

    def show_rewrites(self, rewrites: Sequence[Rewrite], wording: Wording, undo: str) -> None:
        """Show what would change, or nothing; ``undo`` names the step that can be taken back, if there is one."""
        self.setVisible(bool(rewrites))
        if not rewrites:
            return
        from ldn_desktop.workspace.past_words import PAST_CHANGES, PAST_STAYS, both_plans

        self.set_text(PAST_CHANGES, f"{both_plans(rewrites[0], wording)} Papers wait.")
        self.set_second(PAST_STAYS.format(undo="undo, the latest step first" if undo else "set it back"))
        if self._undo is None or bool(undo) != bool(self._undo):
            self.set_actions([(_UNDO, "", True), *_WAYS] if undo else _WAYS)
        if undo:
            # The button stays: the keyboard on it takes back one step after the other.
            self.buttons()[0].setText(f"Undo {undo.replace('&', '&&')}")
        self._undo = undo
