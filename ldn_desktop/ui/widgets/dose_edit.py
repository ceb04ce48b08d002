"""A field for a dose written as text, with arrows for more and less."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.stepper_line import StepperLine


class DoseEdit(ParsedEdit):
    """A dose as text. ``stepped`` tells a wish for more (+1, +10) or less (−1, −10)."""

    stepped = Signal(int)

    def __init__(
        self,
        parse: Callable[[str], object],
        *,
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        line = StepperLine()
        line.set_suffix(suffix)
        super().__init__(parse, line, parent=parent)
        line.stepped.connect(self._step)

    def _step(self, step: int) -> None:
        self._typing = False
        self.stepped.emit(step)
