"""What is asked before the open plan is saved, leaves on paper or goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ldn_desktop.domain.plan import LAST_REVISION
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.theme.marks import severity_pixmap
from ldn_desktop.ui.widgets.covering import Asked

if TYPE_CHECKING:
    from ldn_desktop.ui.bridge import Bridge

_MARK = 32
"""Pixels of the mark at 100 %."""


def ask(
    window: QWidget, title: str, text: str, answers: Mapping[str, str], default: str, more: str = ""
) -> str:
    """Ask something and return the name of the answer, ``Cancel`` where there was none.

    ``answers`` are the names of Qt's buttons with their words, empty for Qt's own; *Cancel* is always among them.
    """
    from PySide6.QtWidgets import QMessageBox

    buttons = QMessageBox.StandardButton
    box = QMessageBox(window)
    theme, size = current_theme(), current_theme().px(_MARK)
    mark = severity_pixmap(
        "warning", theme.color("warning"), theme.color("panel"), size, window.devicePixelRatioF()
    )
    box.setIconPixmap(mark)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    for name, words in answers.items():
        button = box.addButton(buttons[name])
        if words:
            button.setText(words)
    box.addButton(buttons.Cancel)
    box.setDefaultButton(buttons[default])
    box.setEscapeButton(buttons.Cancel)
    asked = Asked(window)
    answer = box.exec() if asked.may_ask() else buttons.Cancel
    if isValid(box):
        box.deleteLater()
    if not asked.counts():
        return "Cancel"
    return next((name for name in answers if buttons[name] == answer), "Cancel")


class Questions:
    """Asks about the open plan; an answer changes nothing but what it says."""

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        self._bridge, self._session, self._window = bridge, bridge.session, window
        self._older: tuple[str, int, int] | None = None
        """A plan, its number and the later one on paper, where the older is to leave as what it is."""

    def past_settled(self) -> bool:
        """Ask where days that have passed would change: the saved plan was wrong about them, or nothing is saved."""
        rewrites = self._session.rewrites
        if not rewrites:
            return True
        from ldn_desktop.workspace.past_words import PAST_CHANGES, PAST_STAYS, both_plans

        text = f"{PAST_CHANGES} {both_plans(rewrites[0], self._bridge.wording)}"
        answers = {"Ignore": "The saved plan was wrong: save it so"}
        more = PAST_STAYS.format(undo="take it back")
        if ask(self._window, "The past would change", text, answers, "Cancel", more) == "Cancel":
            return False
        self._session.correct_past()
        return True

    def number_settled(self) -> bool:
        """Ask where a paper with a later number is out: what leaves as an earlier one would be taken for the older."""
        plan, later = self._session.draft.plan, self._session.later_paper
        asked = (plan.id, plan.revision, later)
        if not later or asked == self._older:
            return True
        last = self._session.last_number
        text = (
            f"A paper of this plan with revision {later} is out, and what is open is revision {plan.revision}. "
            f"Whoever holds both papers takes revision {later} for the one that counts."
        )
        answers = {"Ignore": f"Keep revision {plan.revision}"}
        default, more = "Cancel", f"No number follows revision {last}: this paper cannot replace that one."
        if last < LAST_REVISION:
            default, more = (
                "Save",
                f"Make it revision {last + 1} where this paper is to replace that one; then save the plan.",
            )
            answers = {"Save": f"Make it revision {last + 1}"} | answers
        answer = ask(self._window, "A later paper is out", text, answers, default, more)
        if answer == "Save":
            self._session.take_next_number()
        if answer == "Ignore":
            self._older = asked
        return answer != "Cancel"

    def unsaved(self, missing: str) -> str:
        """Ask about changes that are not saved: ``Save``, ``Discard`` or ``Cancel``.

        ``missing`` allows an unfinished plan alone.
        """
        name = one_line(self._session.draft.plan.patient.name).strip() or "This plan"
        more = []
        if lost := self._session.lost_number:
            more.append(
                f"Revision {lost} of it was printed or made a PDF. If you discard, no file holds what that paper says; "
                "its number is not used again."
            )
        if missing:
            more.append(f"It can be saved as an unfinished plan alone: {missing}")
        text = f"{name} has changes that are not saved."
        answers = {"Save": "Save unfinished…" if missing else "", "Discard": ""}
        # Space or Enter never throws work away.
        return ask(self._window, "Unsaved changes", text, answers, "Save", " ".join(more))

    def changed_elsewhere(self, text: str, over: str) -> str:
        """Ask what to do with a file that somebody else changed.

        ``Save`` under another name, ``Ignore`` that, or ``Cancel``. ``over`` are the words for ignoring it, empty where
        it may not be replaced.
        """
        answers = {"Save": "Save under another name…"} | ({"Ignore": over} if over else {})
        return ask(self._window, "The file has changed", text, answers, "Save")
