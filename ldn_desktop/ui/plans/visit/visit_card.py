"""The visit itself: the day, with whom, how, and the next one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout

from ldn_desktop.reference.words.english import full_date, short_date
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.idle import quiet, show_text
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.typed_fields import go_to, show_typed, typed_of
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.visit_draft import dated

if TYPE_CHECKING:
    from collections.abc import Collection

    from ldn_desktop.workspace.visit_desk import VisitDesk
    from ldn_desktop.workspace.visit_draft import VisitDraft

_ON, _NEXT = "the day of the visit", "the next visit"
HOW_WORDS = {"in-person": "In person", "telephone": "Telephone", "letter": "Letter"}


class VisitCard(Card):
    """``written`` hands over the draft as it shall be, what was changed, and the field that is being typed in."""

    written = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__("Visit")
        self._draft: VisitDraft | None = None
        self._on = DateEdit(latest=local_today)
        self._on.setAccessibleName("Date of the visit")
        self._with = WholeLine()
        self._with.setAccessibleName("With whom")
        self._how = Segmented(list(HOW_WORDS.items()))
        self._how.setAccessibleName("How")
        self._next = DateEdit(optional=True)
        self._next.setAccessibleName("Next visit")
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._labels: list[FieldLabel] = []
        self._grids: list[QGridLayout] = []
        self._narrow = False
        for share, rows in (
            (3, (("&Date", self._on), ("How", self._how))),
            (2, (("&With", self._with), ("Ne&xt visit", self._next))),
        ):
            grid = QGridLayout()
            grid.setColumnStretch(1, 1)
            for row, (words, field) in enumerate(rows):
                label = FieldLabel(words, field)
                self._labels.append(label)
                grid.addWidget(label, row, 0, BESIDE)
                grid.addWidget(field, row, 1, BESIDE)
            self._grids.append(grid)
            self._halves.addLayout(grid, share)
        self._how.spread()
        self.body.addLayout(self._halves)
        self._on.day_changed.connect(self._on_changed)
        self._with.textEdited.connect(self._with_edited)
        self._how.chosen.connect(self._how_chosen)
        self._next.day_changed.connect(self._next_changed)
        self._typed = {"on": self._on, "next": self._next}
        for field in self._typed.values():
            field.edited.connect(self._typed_changed)
            field.unreadable_changed.connect(self._typed_changed)

    def show_desk(self, desk: VisitDesk) -> None:
        """Show the visit as it stands."""
        draft = self._draft = desk.draft
        visit = draft.visit
        with quiet(self._on, self._next):
            self._on.set_day(visit.on)
            self._next.set_day(visit.next_visit)
        show_typed(draft, self._typed)
        show_text(self._with, draft.author)
        self._how.set_current(visit.how or "in-person")
        following, line = desk.next_visit, self._next.line_edit()
        line.setPlaceholderText(f"{full_date(following)} stays" if following else "none planned")
        told = f", next {short_date(following)}" if following else ""
        self.set_summary(f"{full_date(visit.on)}, {HOW_WORDS[visit.how or 'in-person'].lower()}{told}")

    def set_narrow(self, *, narrow: bool) -> None:
        """Put all fields below each other where two have no room side by side."""
        self._narrow = narrow
        flow = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(flow)
        self._align()
        self.refit()

    def apply_theme(self) -> None:
        """Measure the labels anew."""
        super().apply_theme()
        if hasattr(self, "_labels"):
            self._align()

    def _align(self) -> None:
        """Have the fields begin below each other where they stand so."""
        wide = max(label.sizeHint().width() for label in self._labels) if self._narrow else 0
        for grid in self._grids:
            grid.setColumnMinimumWidth(0, wide)

    @property
    def fields(self) -> Collection[str]:
        """The ids of the fields whose text may be unreadable."""
        return self._typed.keys()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return go_to(field, self._typed)

    def take_focus(self) -> None:
        """Put the keyboard on the day."""
        self._on.setFocus()

    def _on_changed(self) -> None:
        day = self._on.day()
        if self._draft is not None and day is not None:
            self.written.emit(dated(self._draft, day), _ON, "visit.on")

    def _with_edited(self, text: str) -> None:
        if self._draft is not None:
            self.written.emit(replace(self._draft, author=text), "with whom", "visit.with")

    def _how_chosen(self, how: str) -> None:
        if self._draft is not None:
            visit = replace(self._draft.visit, how=how)
            self.written.emit(replace(self._draft, visit=visit), "how the visit was", "")

    def _next_changed(self) -> None:
        if self._draft is not None:
            visit = replace(self._draft.visit, next_visit=self._next.day())
            self.written.emit(replace(self._draft, visit=visit), _NEXT, "visit.next")

    def _typed_changed(self) -> None:
        for (name, field), label in zip(self._typed.items(), (_ON, _NEXT), strict=True):
            if self._draft is not None and field is self.sender():
                self.written.emit(self._draft.with_typed(typed_of(name, field)), label, f"visit.{name}")
