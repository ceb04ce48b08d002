"""Says at the result that days that have passed would change, and leads to what is meant instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ldn_desktop.documents.wording import DoseWords, Wording, held, times_text, weekday_date
from ldn_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ldn_desktop.domain.difference import Rewrite, Taken

HEADLINE = "Days that have passed would change."
INSTEAD = "What was taken stays as it was: {undo}, and put the change into Follow-up from today on."
_UNDO = "undo"
_WAYS = (
    ("follow-up", "Follow-up", False),
    ("correct", "The saved plan was wrong: correct the past", False),
)


class PastBar(MessageBar):
    """Names the first such day and what either plan says; its buttons tell ``undo``, ``follow-up`` or ``correct``.

    Undo goes step by step, the latest first, and each press is named before: what was typed after the change of the past is no
    part of it and does not go along unseen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", "", parent=parent)
        self._undo: str | None = None
        self.hide()

    def show_rewrites(self, rewrites: Sequence[Rewrite], wording: Wording, undo: str) -> None:
        """Show what would change, or nothing; ``undo`` names the step that can be taken back, if there is one."""
        self.setVisible(bool(rewrites))
        if not rewrites:
            return
        self.set_text(HEADLINE, f"{both_plans(rewrites[0], wording)} Papers wait.")
        self.set_second(INSTEAD.format(undo="undo, the latest step first" if undo else "set it back"))
        if self._undo is None or bool(undo) != bool(self._undo):
            self.set_actions([(_UNDO, "", True), *_WAYS] if undo else _WAYS)
        if undo:
            # The button stays: the keyboard on it takes back one step after the other.
            self.buttons()[0].setText(f"Undo {undo.replace('&', '&&')}")
        self._undo = undo


def both_plans(rewrite: Rewrite, wording: Wording) -> str:
    """Say in a sentence what the saved plan and the one that is open tell of a day that has passed."""
    saved, now = _both(rewrite, wording)
    return f"On {weekday_date(rewrite.first)} the saved plan says {saved}, this one {now}."


def _both(rewrite: Rewrite, wording: Wording) -> tuple[str, str]:
    """Say what is taken in either plan, in as few words as tell them apart."""
    both = (rewrite.before, rewrite.after)
    takes = [take for taken in both for take in taken.takes]
    products = [portion.formulation for take in takes if take.recipe for portion in take.recipe.portions]
    doses = (
        [taken.dose_ng for taken in both] + [take.dose_ng or 0 for take in takes] + list(map(held, products))
    )
    words = wording.doses(doses, products)
    saved, now = (words.dose(taken.dose_ng) if taken.dose_ng else "no dose" for taken in both)
    if saved != now:
        return saved, now
    old, new = (times_text(tuple(take.time for take in taken.takes)) for taken in both)
    if old != new:
        return f"{saved} {old}", f"{now} {new}"
    return f"{saved} ({_made(rewrite.before, words)})", f"{now} ({_made(rewrite.after, words)})"


def _made(taken: Taken, words: DoseWords) -> str:
    """Say what each take is made of, once where all are alike."""
    return ", then ".join(dict.fromkeys(map(words.take, taken.takes)))
