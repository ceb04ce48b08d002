"""What a click on a finding does: repair the plan, or overrule the finding with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.workspace.draft import Draft, Typed
from ldn_desktop.workspace.intents import KeepTyped, SetOverride
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from ldn_desktop.ui.fields.override_field import OverrideField

_PART = "override"
OVERRIDE, RESTORE, WHY, FIELD = "override:", "restore:", "why:", "field:"
"""Before the code of a finding, what explains it in the reference, or a field of the form: what the person wants."""
SINCE_PAUSE = "safety.since-pause"
"""The field of the question about opioids that a pause opens again."""
QUESTION = "safety.question."
"""Before the id of a question: its field."""


class FindingActions(QObject):
    """Carries out the action of a finding by its key; a reason is asked for in ``place``.

    ``link_wanted`` tells what of the reference the person wants to read, ``field_wanted`` the field that answers a
    finding, ``settled`` that a reason was given or is not.
    """

    link_wanted = Signal(str)
    field_wanted = Signal(str)
    settled = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge, place: QVBoxLayout) -> None:
        super().__init__()
        self._bridge, self._knowledge, self._place = bridge, knowledge, place
        self._reason: OverrideField | None = None

    def take(self, key: str) -> None:
        """Carry out an action: a repair, ``override:CODE``, ``restore:CODE``, ``why:TARGET`` or ``field:ID``."""
        if key.startswith(WHY):
            self.link_wanted.emit(key.removeprefix(WHY))
            return
        if key.startswith(FIELD):
            self.field_wanted.emit(key.removeprefix(FIELD))
            return
        if key.startswith(OVERRIDE):
            self._ask_reason(key.removeprefix(OVERRIDE))
            return
        if key.startswith(RESTORE):
            self._bridge.do(SetOverride(key.removeprefix(RESTORE), ""), "an override")
            return
        from ldn_desktop.workspace.repairs import repair_for

        regimen = self._bridge.session.regimen
        repair = repair_for(key, regimen, self._bridge.wording.of(regimen)) if regimen else None
        if repair is not None:
            self._bridge.do(repair.intent, repair.label)

    def forget(self) -> None:
        """Ask for no reason any more: it was asked for another plan."""
        self._drop_reason()

    def _ask_reason(self, code: str) -> None:
        self._drop_reason()
        regimen = self._bridge.session.regimen
        found = [f for f in regimen.findings if f.code == code] if regimen else []
        if regimen is None or not found:
            return
        # A reason overrules every finding of its code, so each of them is named.
        told = [
            self._knowledge.findings.sentence(finding, regimen, self._bridge.wording) for finding in found
        ]
        self._open(code, " ".join(dict.fromkeys(told))).take_focus()

    def _open(self, code: str, told: str) -> OverrideField:
        # Loaded when a reason is first asked for: most plans need none.
        from ldn_desktop.ui.fields.override_field import OverrideField

        self._reason = OverrideField(code, told)
        self._reason.given.connect(self._overrule)
        self._reason.typed.connect(self._typed)
        self._reason.cancelled.connect(self._cancel)
        self._place.addWidget(self._reason)
        return self._reason

    def show_typed(self, draft: Draft) -> None:
        """Show the reason that is being typed as the draft holds it."""
        entry = next(iter(draft.typed_within(_PART)), None)
        code = entry.field.removeprefix(f"{_PART}.") if entry is not None else ""
        if self._reason is not None and self._reason.code != code and (code or self._reason.text()):
            self._drop_reason()
        if entry is not None:
            field = self._reason or self._open(code, "the reason that was being given")
            field.put_text(entry.text)

    def go_to(self) -> None:
        """Put the keyboard on the reason."""
        if self._reason is not None:
            self._reason.take_focus()

    def _typed(self, code: str, text: str) -> None:
        told = "it is typed and not given; press Override or Cancel."
        entries = (Typed(f"{_PART}.{code}", "Reason for the override", text, told),) if text.strip() else ()
        self._bridge.do(KeepTyped(_PART, entries), "the reason of an override", _PART)

    def _overrule(self, code: str, reason: str) -> None:
        self._drop_reason()
        self._bridge.do(SetOverride(code, reason), "an override", _PART)
        self._bridge.session.end_typing()
        self.settled.emit()

    def _cancel(self) -> None:
        self._drop_reason()
        self._bridge.do(KeepTyped(_PART), "the reason of an override")
        self.settled.emit()

    def _drop_reason(self) -> None:
        if self._reason is not None:
            self._place.removeWidget(self._reason)
            self._reason.hide()
            self._reason.deleteLater()
            self._reason = None
