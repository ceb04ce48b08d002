"""The side effects of a visit: any word, how bad, from when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.library.bodies import SEVERITIES, SideEffect
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.idle import quiet, show_text
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.typed_fields import go_to, show_typed, typed_of
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.visit_draft import EFFECT, SINCE, VisitDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit

_MILD = SEVERITIES[0]
_DATE = 114


class EffectRow(Themed, QWidget):
    """One side effect. ``changed`` hands over its place and how it is now, ``removed`` its place.

    ``dated`` tells that something else stands in the field of the day.
    """

    changed = Signal(int, object)
    dated = Signal(int)
    removed = Signal(int)

    def __init__(self, at: int, effect: SideEffect) -> None:
        super().__init__()
        self._at, self._effect = at, effect
        self._severity = Segmented([(code, code) for code in SEVERITIES], small=True)
        self._severity.setAccessibleName(effect.name)
        self._since = DateEdit(optional=True, latest=local_today)
        self._since.setAccessibleName(f"{effect.name} since")
        self._since.line_edit().setPlaceholderText("from")
        remove = MarkButton("cross", f"Remove {effect.name}")
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        begun = QWidget()
        beside = QHBoxLayout(begun)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._since)
        beside.addWidget(remove)
        row = FlowLayout(self, spacing=4)
        for part in (PlainLabel(effect.name, role="strong"), self._severity, begun):
            row.addWidget(part)
        self.apply_theme()
        self.show_effect(effect)
        self._severity.chosen.connect(self._severity_chosen)
        self._since.day_changed.connect(self._since_changed)
        self._since.edited.connect(self._dated)
        self._since.unreadable_changed.connect(self._dated)
        remove.clicked.connect(self._remove)

    @property
    def since(self) -> DateEdit:
        """The field of the day on which it began."""
        return self._since

    def show_effect(self, effect: SideEffect) -> None:
        """Show the same side effect as it is now."""
        self._effect = effect
        self._severity.set_current(effect.severity)
        with quiet(self._since):
            self._since.set_day(effect.since)

    def apply_theme(self) -> None:
        """Give the day the room of a date."""
        self._since.setFixedWidth(self.theme.px(_DATE))

    def take_focus(self) -> None:
        """Put the keyboard on how bad it is."""
        self._severity.setFocus(Qt.FocusReason.TabFocusReason)

    def _severity_chosen(self, severity: str) -> None:
        self.changed.emit(self._at, self._effect._replace(severity=severity))

    def _since_changed(self) -> None:
        self.changed.emit(self._at, self._effect._replace(since=self._since.day()))

    def _dated(self) -> None:
        self.dated.emit(self._at)

    def _remove(self) -> None:
        self.removed.emit(self._at)


class EffectRows(QWidget):
    """All side effects and a line that adds one. ``changed`` hands over all of them as they shall be.

    ``typed`` hands over what stands in a field and is none of them. Both tell the field that is being typed in.
    """

    changed = Signal(object, str)
    typed = Signal(object, str)

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__()
        self._effects: tuple[SideEffect, ...] = ()
        self._rows: list[EffectRow] = []
        self._add = WholeLine()
        self._add.setAccessibleName("Add a side effect, any word")
        self._add.setPlaceholderText("Add a side effect: any word")
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._add.setCompleter(completer)
        self._list = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._list)
        layout.addWidget(self._add)
        self._add.returnPressed.connect(self.take_typed)
        self._add.editingFinished.connect(self._left)
        self._add.textEdited.connect(self._typed)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        return go_to(field, self._days)

    def show_draft(self, draft: VisitDraft) -> None:
        """Show the side effects of a visit, and what is typed; those that are there stay where they are."""
        effects = draft.visit.side_effects
        names = [effect.name for effect in effects]
        if names != [effect.name for effect in self._effects]:
            while (item := self._list.takeAt(0)) is not None:
                if (row := item.widget()) is not None:
                    row.hide()
                    row.deleteLater()
            self._rows = [EffectRow(at, effect) for at, effect in enumerate(effects)]
            for row in self._rows:
                self._list.addWidget(row)
                row.changed.connect(self._changed)
                row.dated.connect(self._dated)
                row.removed.connect(self._removed)
        else:
            for row, effect in zip(self._rows, effects, strict=True):
                row.show_effect(effect)
        self._effects = effects
        show_typed(draft, self._days)
        entry = draft.typed_in(EFFECT)
        show_text(self._add, entry.text if entry else "")

    def take_focus(self) -> None:
        """Put the keyboard into the line that adds one."""
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> None:
        """Take what stands in the line as one more."""
        name = " ".join(self._add.text().split())
        self._add.clear()
        if not name:
            return
        if any(effect.name.casefold() == name.casefold() for effect in self._effects):
            self._typed("")
            return
        self.changed.emit((*self._effects, SideEffect(name, _MILD)), EFFECT)
        self._rows[-1].take_focus()

    def _left(self) -> None:
        """Take what was typed once the keyboard goes on; what is hidden, as by the lock, is gone on with later."""
        if self._add.isVisible():
            self.take_typed()

    @property
    def _days(self) -> dict[str, ParsedEdit]:
        return {
            f"{SINCE}{effect.name}": row.since for row, effect in zip(self._rows, self._effects, strict=True)
        }

    def _typed(self, text: str) -> None:
        self.typed.emit(Typed(EFFECT, self._add.accessibleName(), text), EFFECT)

    def _dated(self, at: int) -> None:
        field = f"{SINCE}{self._effects[at].name}"
        self.typed.emit(typed_of(field, self._rows[at].since), field)

    def _changed(self, at: int, effect: SideEffect) -> None:
        typing = f"{SINCE}{effect.name}" if effect.since != self._effects[at].since else ""
        self.changed.emit((*self._effects[:at], effect, *self._effects[at + 1 :]), typing)

    def _removed(self, at: int) -> None:
        self.changed.emit(self._effects[:at] + self._effects[at + 1 :], "")
        self.take_focus()


def effects_told(effects: Sequence[SideEffect]) -> str:
    """Return side effects in words, each with how bad it is: one may have the name of a score."""
    told = ", ".join(f"{effect.name} ({effect.severity})" for effect in effects)
    return f"side effect{'s' if len(effects) > 1 else ''}: {told}" if told else ""
