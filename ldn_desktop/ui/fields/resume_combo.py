"""Chooses how a plan goes on after a pause; each choice names the dose that it goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ldn_desktop.ui.widgets.combo import Combo

if TYPE_CHECKING:
    from ldn_desktop.reference.words.wording import DoseWords

USUAL = "step_back"
_WORDS = {
    "continue": "go on where it stopped",
    "step_back": "one step back",
    "restart": "from the first step",
}
"""Each way to go on, as a choice."""
_NO_STEP_BEFORE = "the first step again"


class ResumeCombo(Combo):
    """Holds the ways to go on, by code.

    “One step back” does not say from what: from the step that the pause interrupts, and before the first is none.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for code, words in _WORDS.items():
            self.addItem(words[:1].upper() + words[1:], code)
        self.choose(USUAL)

    def code(self) -> str:
        """Return the code of the choice."""
        return str(self.currentData())

    def choose(self, code: str) -> None:
        """Choose by a code; the first for one that there is not."""
        self.setCurrentIndex(max(self.findData(code), 0))

    def name_doses(
        self, doses: Mapping[str, int], words: DoseWords | None = None, *, in_first: bool = False
    ) -> None:
        """Name the daily dose in nanograms by each code that has one; ``in_first`` is a pause in the first step."""
        for at, (code, usual) in enumerate(_WORDS.items()):
            told = _NO_STEP_BEFORE if in_first and code == USUAL else usual
            dose = f": {words.dose(doses[code])}" if words is not None and code in doses else ""
            text = f"{told[:1].upper()}{told[1:]}{dose}"
            if self.itemText(at) != text:
                self.setItemText(at, text)
