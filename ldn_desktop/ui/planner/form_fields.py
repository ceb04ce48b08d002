"""Ties the fields of a form that hold a text to the draft: what cannot be read is kept there, and shown from there."""

from __future__ import annotations

from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.typed_fields import go_to, show_typed
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import Enter, Intent

_FIELD, _CALLED = "field", "called"


class FormFields:
    """The fields of one part of the form (``titration``), each with its own id in it (``start_ng``)."""

    def __init__(self, bridge: Bridge, part: str) -> None:
        self._bridge, self._part = bridge, part
        self._edits: dict[str, ParsedEdit] = {}

    def add(self, name: str, edit: ParsedEdit, called: str = "") -> None:
        """Take a field in. It is called by its accessible name, or otherwise, where it stands in the way."""
        self._edits[f"{self._part}.{name}"] = edit
        edit.setProperty(_FIELD, f"{self._part}.{name}")
        edit.setProperty(_CALLED, called)

    def enter(self, edit: ParsedEdit, intent: Intent | None, label: str, *, stepped: bool = False) -> None:
        """Carry out what a field's text means, or keep the text with the sentence that the field shows.

        What is ``stepped`` by keys or arrows takes the place of any text.
        """
        field, told = str(edit.property(_FIELD)), "" if stepped else edit.error()
        called = str(edit.property(_CALLED) or edit.accessibleName())
        meant, typing = None if told else intent, f"step {field}" if stepped else field
        self._bridge.do(Enter(field, called, edit.text(), told, meant), label, typing)

    def show(self, draft: Draft) -> None:
        """Show what is typed and in no plan; elsewhere the fields show the plan."""
        show_typed(draft, self._edits)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field; tell whether it is one of these."""
        return go_to(field, self._edits)
