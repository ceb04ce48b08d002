"""The letters of other scripts on screen: the fonts of papers, loaded when a text first needs them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ldn_desktop.domain.plan import Plan
from ldn_desktop.printing.fonts import FontError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.workspace.knowledge import Knowledge


class ScriptLetters:
    """Has the window show names in the letters that the paper will have, whatever fonts the system has."""

    def __init__(self, bridge: Bridge, knowledge: Knowledge) -> None:
        self._session, self._knowledge = bridge.session, knowledge
        self._loaded = False
        self._follow()
        bridge.show_with(self._follow)

    def _follow(self) -> None:
        """Load the fonts where a text of the open plan needs one, before it is shown."""
        draft = self._session.draft
        self.need(*_texts_of(draft.plan), *(entry.text for entry in draft.typed))

    def need(self, *texts: str) -> None:
        """Load the fonts where one of some texts needs one: all of them, or what is shown already keeps its boxes."""
        text = " ".join(texts)
        if self._loaded or text.isascii() or self._knowledge.typefaces.is_plain(text):
            return
        from ldn_desktop.printing.scripts import family_of

        self._loaded = True
        for face in self._knowledge.typefaces.faces[1:]:
            # Where a font is damaged the system's letters serve; a paper says so.
            with suppress(FontError):
                family_of(face)
        _lay_out_fields()


def _texts_of(plan: Plan) -> Iterator[str]:
    patient, prescriber = plan.patient, plan.prescriber
    yield from (
        patient.name,
        patient.identifier,
        plan.condition,
        plan.notes,
        plan.instructions,
        *plan.medicines,
    )
    yield from (change.note for change in plan.adjustments)
    yield from (prescriber.name, prescriber.practice, prescriber.phone)
    yield from (entry.reason for entry in plan.overrides)


def _lay_out_fields() -> None:
    """Have fields look for their letters again; labels do so by themselves."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))
