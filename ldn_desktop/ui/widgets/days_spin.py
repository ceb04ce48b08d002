"""A number of days."""

from __future__ import annotations

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.spin import Spin

MOST = 3650
_NONE = 0


class DaysSpin(Spin):
    """1 to 3650 days, or nothing yet; written "1 day", "7 days"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_NONE, MOST, parent=parent)
        self.setSpecialValueText(" ")
        self.setValue(_NONE)

    def days(self) -> int | None:
        """Return the number, or ``None`` while there is none."""
        return self.value() or None

    def set_days(self, days: int | None) -> None:
        """Show a number, or none; the text that means the same stays as it is typed. Refused: outside 1 to 3650."""
        if days is not None and not 1 <= days <= MOST:
            raise ValueError(f"{days} days are outside 1 to {MOST}")
        if (days or _NONE) != self.value():
            self.setValue(days or _NONE)

    def textFromValue(self, value: int) -> str:
        """Write a number with its word."""
        return f"{value} day" if value == 1 else f"{value} days"

    def valueFromText(self, text: str) -> int:
        """Read the number before the word."""
        return int(_number(text) or _NONE)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept digits with or without the word."""
        number = _number(text)
        if number == "":
            return QValidator.State.Intermediate, text, position
        if not (number.isascii() and number.isdigit()) or int(number) > MOST:
            return QValidator.State.Invalid, text, position
        state = QValidator.State.Acceptable if int(number) else QValidator.State.Intermediate
        return state, text, position


def _number(text: str) -> str:
    return text.strip().removesuffix("s").removesuffix("y").removesuffix("a").removesuffix("d").strip()
