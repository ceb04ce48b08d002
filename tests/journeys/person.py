"""Who chooses the files and answers the boxes, in place of the dialogs."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from tests.journeys.desk import Desk
from tests.printing.test_pdf_file import text_of

_BUTTONS = QMessageBox.StandardButton
_NUMBER = re.compile(r"Plan revision (\d+)")


class Person:
    """Who chooses the files and answers the boxes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "plan.ldnplan"
        self.answers: list[_BUTTONS] = []
        self.boxes: list[str] = []

    def choose(self, *_: object) -> tuple[str, str]:
        return str(self.path), ""

    def ask(self, box: QMessageBox) -> _BUTTONS:
        self.boxes.append(f"{box.text()} {box.informativeText()}".strip())
        return self.answers.pop(0)

    def save(self, desk: Desk) -> None:
        self.path = self.folder / "plan.ldnplan"
        desk.window.actions_.save.trigger()
        assert not desk.session.modified

    def pdf(self, desk: Desk, name: str) -> int:
        """Save the patient's plan as PDF; return the number that stands on every page."""
        self.path = self.folder / name
        desk.window.actions_.save_pdf.trigger()
        numbers = set(map(int, _NUMBER.findall(text_of(self.path.read_bytes()))))
        assert numbers == {desk.session.draft.plan.revision}
        return numbers.pop()

    def discard(self, desk: Desk) -> str:
        """Close the window, discard, and return what was asked."""
        self.answers.append(_BUTTONS.Discard)
        assert desk.window.close()
        return self.boxes[-1]
