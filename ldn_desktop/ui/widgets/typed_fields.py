"""Ties fields to a draft: what cannot be read is kept there with its sentence, and shown from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.workspace.draft import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit


class Typing(Protocol):
    """What knows which texts stand in fields and are not read."""

    def typed_in(self, name: str, /) -> Typed | None:
        """Return what is typed in a field by its id, or ``None``."""


def typed_of(field: str, edit: ParsedEdit) -> Typed:
    """Return what stands in a field, by its id; one that is not asked for at the moment has no problem."""
    # One in a card that was never open is hidden as well, and asked for none the less.
    asked = not (edit.isHidden() and edit.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide))
    return Typed(field, edit.accessibleName(), edit.text(), edit.error() if asked else "")


def show_typed(draft: Typing, edits: Mapping[str, ParsedEdit]) -> None:
    """Show what is typed in fields, by their ids, and cannot be read; elsewhere they show what they showed last."""
    for field, edit in edits.items():
        entry = draft.typed_in(field)
        with quiet(edit):
            if entry is None:
                edit.show_read()
            else:
                edit.show_typed(entry.text, entry.problem)


def go_to(field: str, edits: Mapping[str, ParsedEdit]) -> bool:
    """Put the keyboard on a field; tell whether it is one of these."""
    edit = edits.get(field)
    if edit is not None:
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.select_all()
    return edit is not None
