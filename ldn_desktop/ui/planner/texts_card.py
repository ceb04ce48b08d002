"""Text and notes as a card: what the texts begin with, and whether one is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.planner.form_card import FormCard

if TYPE_CHECKING:
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.planner.texts_form import TextsForm
    from ldn_desktop.workspace.draft import Draft


class TextsCard(FormCard["TextsForm"]):
    """The card *Text and notes*, folded until somebody opens it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__("Text and notes")
        self._bridge = bridge

    def make_form(self) -> TextsForm:
        """Make the two texts."""
        from ldn_desktop.ui.planner.texts_form import TextsForm

        return TextsForm(self._bridge)

    def show_again(self) -> None:
        """Show the texts of the open plan."""
        self.show_draft(self._bridge.session.draft)

    def show_draft(self, draft: Draft) -> None:
        """Show the texts of the plan, and what is too long to be in it."""
        if self.made is not None:
            self.made.show_draft(draft)
        texts = (("for the patient", draft.plan.instructions), ("for the record", draft.plan.notes))
        self.set_summary(
            "; ".join(f"{name}: {one_line(text)}" for name, text in texts if text.strip()) or "none"
        )
        self.set_state(BLOCKING if draft.wrong_in("texts") else "none")
        self.refit()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on the text for the patient; tell whether the field is here."""
        return self.form.go_to(field)
