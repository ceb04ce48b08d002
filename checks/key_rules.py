"""What a key is, which widgets take it, and what of a plan it may change there."""

from __future__ import annotations

import string

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ldn_desktop.ui.planner.safety.question_row import QuestionRow
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from tests.journeys.desk import Desk

_KEY = Qt.Key
ENTER, BLANK, _TAB = "Enter", "Space", "Tab"
_ARROWS = {"Left": _KEY.Key_Left, "Right": _KEY.Key_Right, "Up": _KEY.Key_Up, "Down": _KEY.Key_Down}
_NAMED = {
    ENTER: _KEY.Key_Return,
    BLANK: _KEY.Key_Space,
    _TAB: _KEY.Key_Tab,
    "Backspace": _KEY.Key_Backspace,
    "Delete": _KEY.Key_Delete,
    **_ARROWS,
}
_PASTED = (
    "2 weeks of morphine",
    "2,5",
    "5 mg\n6 mg",
    "1\N{NO-BREAK SPACE}000",
    "\N{ARABIC-INDIC DIGIT FIVE} mg",
    "NaN",
)
_LETTERS = (*string.ascii_lowercase, "N", "Y", *string.digits, ".", ",")
KEYS = (*_LETTERS, *(f"paste {text}" for text in _PASTED), *_NAMED)
MEANT = {ENTER, BLANK, "Delete", *_ARROWS}
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
OF_ITSELF = {"revision", "overrides"}
_STEPS = {"ladder", "basis"}
_FIELDS = {
    "Patient's name": {"patient"},
    "Patient's number": {"patient"},
    "Date of birth": {"patient"},
    "Prescriber's name": {"prescriber"},
    "Practice": {"prescriber"},
    "Telephone for the patient to call": {"prescriber"},
    "First dose": {"start_date"},
    "At most so many pieces a dose": {"max_pieces_per_dose"},
    "At most so many syringes a dose": {"max_measures_per_dose"},
    "At most so many drops a dose": {"max_drops_per_dose"},
    "Fill every so many days": {"fill_days"},
    "Text for the patient": {"instructions"},
    "Notes for the record": {"notes"},
    "Day of the operation": {"operation"},
    "Last dose, hours before the operation": {"operation"},
    "Reason for the override": {"overrides"},
    "Add other medicines": {"medicines"},
    "Start": _STEPS,
    "Step": _STEPS,
    "Target": _STEPS,
    "Round to": _STEPS,
    "Factor from step to step": _STEPS,
    "Every, days of each step": _STEPS,
    "Then keep for, days of the last step": _STEPS,
    "Ladder": _STEPS,
}


def takes_keys(part: QWidget) -> bool:
    """Tell whether Tab can lead the keyboard to a widget now."""
    return (
        bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and part.focusProxy() is None
        and part.isVisible()
        and part.isEnabled()
    )


def parts_of(desk: Desk) -> list[QWidget]:
    """Return every widget of the window that takes the keyboard now."""
    return [
        part
        for part in desk.window.findChildren(QWidget)
        if takes_keys(part) and part.window() is desk.window
    ]


def places_of(desk: Desk) -> list[tuple[str, str, int]]:
    """Name every widget that takes the keyboard, so that it is found again after the form was made anew."""
    seen: dict[tuple[str, str], int] = {}
    places = []
    for part in parts_of(desk):
        name = type(part).__name__, part.accessibleName()
        places.append((*name, seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return places


def question_of(part: QWidget | None) -> QuestionRow | None:
    """Return the question that a widget is an answer of, or ``None``."""
    above = part
    while above is not None and not isinstance(above, QuestionRow):
        above = above.parentWidget()
    return above if part is not None and part.property("role") == "segment" else None


def field_of(part: QWidget) -> str:
    """Return what a widget is called: its own name, or that of the field around the line."""
    above = part.parentWidget()
    return part.accessibleName() or (above.accessibleName() if isinstance(above, ParsedEdit) else "")


def called(part: QWidget) -> str:
    """Return what a report calls a widget."""
    words = part.text() if isinstance(part, QAbstractButton) else ""
    return f"{type(part).__name__} {field_of(part) or words!r}"


def allowed(part: QWidget, key: str) -> set[str] | None:
    """Return the parts of a plan that a key may change there; ``None`` for whatever pressing it is meant to do."""
    is_text = isinstance(part, _TEXTS) or (isinstance(part, QComboBox) and part.isEditable())
    if question_of(part) is not None:
        # Without an operation planned there is none in the plan.
        return {"screening", "operation"} if key in MEANT or key.casefold() in "ynu" else set()
    if field_of(part) in _FIELDS:
        return _FIELDS[field_of(part)]
    if is_text:
        named = field_of(part)
        return {"screening"} if "opioid" in named or named.startswith("Last dose of") else set()
    if isinstance(part, QAbstractItemView):
        return set()
    return None if key in MEANT else set()


def press(part: QWidget, key: str) -> None:
    """Press a key of ``KEYS`` on a widget; what is pasted takes the place of what a line holds."""
    if key.startswith("paste "):
        QApplication.clipboard().setText(key.removeprefix("paste "))
        if isinstance(part, QLineEdit):
            part.selectAll()
        QTest.keyClick(part, _KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif key in _NAMED:
        QTest.keyClick(part, _NAMED[key])
    else:
        QTest.keyClicks(part, key)
