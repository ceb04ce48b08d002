"""A card whose form is made when somebody first opens it: until then its header tells all there is."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ldn_desktop.ui.widgets.card import Card

F = TypeVar("F", bound=QWidget)


class FormCard(Card, Generic[F]):
    """Folded until it is opened. What only the form needs is imported by ``make_form``, when it is made."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.made: F | None = None
        """The form, where there is one yet."""
        self.set_folded(True)
        self.folded_changed.connect(self._fold_changed)

    @property
    def form(self) -> F:
        """The form; made at the first asking."""
        if self.made is None:
            self.made = self.make_form()
            self.body.addWidget(self.made)
            self.made.show()
            self.show_again()
        return self.made

    def make_form(self) -> F:
        """Make the form, connected. To be overridden."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Show the open plan in the form that was just made. To be overridden."""
        raise NotImplementedError

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here. To be overridden."""
        raise NotImplementedError

    def fold_form(self) -> None:
        """End what is begun in the form and is not kept in a folded card."""

    def _fold_changed(self, folded: bool) -> None:
        if not folded:
            # It is made by asking for it.
            _ = self.form
        elif self.made is not None:
            self.fold_form()
