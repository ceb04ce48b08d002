"""Opioids taken now or before, and the field that finds another by any of its names."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.reference.opioids.finder import OpioidFinder
from ldn_desktop.reference.opioids.table import Opioids
from ldn_desktop.ui.fields.opioid_row import OpioidRow
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.ui.widgets.typed_fields import Typing
from ldn_desktop.workspace.draft import OPIOID_FIELD, OPIOID_NAME, opioid_not_added

_SHOWN = 12
_ACCEPTING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SEVERAL = (
    "Several are called so: choose one of the list, which Enter in the field shows. It is not added yet."
)
_LIKE = (
    "No opioid of the reference is called so, so nothing is added: choose one of the names like it, which Enter in "
    "the field shows, try another name, or clear the field."
)
_UNKNOWN = (
    "No opioid of the reference is called so, so nothing is added: try another name, or clear the field."
)
_LAST = "safety.last."
"""What the ids of the last doses begin with."""


class OpioidRows(QWidget):
    """The opioids of the plan and a field that finds another. ``changed`` hands over all of them as they shall be.

    ``typed`` hands over what stands in a field: its id, its name, the text, why it is not in the plan, and the
    opioids where it is (``None`` for a text that is none of them).
    """

    changed = Signal(object)
    typed = Signal(str, str, str, str, object)

    def __init__(self, opioids: Opioids) -> None:
        super().__init__()
        self._opioids = opioids
        self._finder = OpioidFinder(opioids.by_id.values())
        self._uses: tuple[OpioidUse, ...] = ()
        self._rows: list[OpioidRow] = []
        self._stacked = False
        self._names: dict[str, str] = {}
        self._field = WholeLine()
        self._field.setAccessibleName(OPIOID_FIELD)
        self._field.setPlaceholderText("Add an opioid: any name or brand")
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        # The finder judges; the completer only shows.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._field.setCompleter(self._completer)
        popup = self._completer.popup()
        if popup is not None:
            popup.installEventFilter(self)
        self._told = PlainLabel(role="caption", wraps=True)
        self._told.hide()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        # The field stands first: what is added below it does not move it.
        layout.addWidget(self._field)
        layout.addWidget(self._told)
        layout.addLayout(self._list)
        self._field.textEdited.connect(self._find)
        self._field.textChanged.connect(self._text_changed)
        self._completer.activated.connect(self._take)
        self._field.returnPressed.connect(self._take_typed)
        self._field.editingFinished.connect(self._left)

    def show_uses(self, uses: tuple[OpioidUse, ...], today: date) -> None:
        """Show the opioids of a plan; a new one counts as still taken until told otherwise."""
        if uses == self._uses:
            return
        same = [use.opioid for use in uses] == [use.opioid for use in self._uses]
        self._uses = uses
        if same:
            for row, use in zip(self._rows, uses, strict=True):
                row.show_use(use, today)
            return
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [OpioidRow(at, use, today, self._opioids) for at, use in enumerate(uses)]
        for row in self._rows:
            row.changed.connect(self._use_changed)
            row.removed.connect(self._use_removed)
            row.set_stacked(stacked=self._stacked)
            row.dated.connect(self._dated)
            self._list.addWidget(row)

    def take_focus(self) -> None:
        """Put the cursor into the field that finds an opioid."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_typed(self, draft: Typing) -> None:
        """Show what is typed in a field and is not in the plan."""
        for row, use in zip(self._rows, self._uses, strict=True):
            entry = draft.typed_in(f"{_LAST}{use.opioid}")
            if entry is None:
                row.last.show_read()
            else:
                row.last.show_typed(entry.text, entry.problem)
        name = draft.typed_in(OPIOID_NAME)
        text = name.text if name else ""
        if self._field.text() != text:
            self._field.setText(text)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        found: list[QWidget] = [
            row.last
            for row, use in zip(self._rows, self._uses, strict=True)
            if field == f"{_LAST}{use.opioid}"
        ]
        found += [self._field] if field == OPIOID_NAME else []
        for edit in found:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(found)

    def set_stacked(self, *, stacked: bool) -> None:
        """Put each name above its controls where there is no room beside them."""
        self._stacked = stacked
        for row in self._rows:
            row.set_stacked(stacked=stacked)

    def forget(self) -> None:
        """Drop a name that was typed for another plan."""
        self._field.clear()
        self._told.hide()

    def _text_changed(self, text: str) -> None:
        if not text.strip():
            self._told.hide()

    def _find(self, text: str) -> None:
        self._tell(text)
        self._told.hide()
        self._match(text)
        popup = self._completer.popup()
        if self._names:
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what was typed, not the first of the list, where a key accepts and nothing in the list was chosen."""
        popup = self._completer.popup()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is popup:
            chosen = popup.selectionModel().hasSelection()
            if not chosen and event.key() in _ACCEPTING:
                popup.hide()
                self._take_typed()
                return True
            if not chosen and event.key() == Qt.Key.Key_Tab:
                popup.setCurrentIndex(QModelIndex())
        return super().eventFilter(watched, event)

    def _match(self, text: str) -> None:
        """Note what a text may name."""
        matches = self._finder.find(text)[:_SHOWN] if text.strip() else ()
        self._names = {}
        for match in matches:
            beside = "" if match.text.casefold() == match.opioid.name.casefold() else f"  ({match.matched})"
            self._names[f"{match.opioid.name}{beside}"] = match.opioid.id
        self._offers.setStringList(list(self._names))

    def _take(self, shown: str) -> None:
        name = self._names.get(shown)
        if name is not None:
            self._add(name)

    def _take_typed(self) -> None:
        """Take what was typed; where that is not sure, show the list again."""
        if not self._took() and self._names:
            self._completer.complete()

    def _left(self) -> None:
        """Take what was typed when the cursor leaves it: a name that stands there is meant for the plan."""
        if not self._field.hasFocus():
            self._took()

    def _took(self) -> bool:
        """Take what was typed where it names one opioid alone; a name of several, or of none, is asked back."""
        typed = self._field.text().strip()
        if not typed:
            return True
        self._match(typed)
        sure = [match for match in self._finder.find(typed) if match.is_sure]
        exact = [match for match in sure if match.text.casefold() == typed.casefold()]
        if len(sure) == 1 or len(exact) == 1:
            self._add((exact or sure)[0].opioid.id)
            return True
        self._told.setText(_SEVERAL if sure else _LIKE if self._names else _UNKNOWN)
        self._told.show()
        return False

    def _tell(self, text: str) -> None:
        """Tell that a name is typed and none of the opioids yet."""
        self.typed.emit(*opioid_not_added(text), None)

    def _dated(self, at: int) -> None:
        last = self._rows[at].last
        uses = list(self._uses)
        uses[at] = uses[at]._replace(last_dose=last.day())
        field = f"{_LAST}{uses[at].opioid}"
        self.typed.emit(field, last.accessibleName(), last.text(), last.error(), tuple(uses))

    def _add(self, name: str) -> None:
        self._tell("")
        self._field.clear()
        # The completer writes its choice into the field after it told it.
        QTimer.singleShot(0, self._field.clear)
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        self._told.hide()
        if all(use.opioid != name for use in self._uses):
            # Nobody has said yet that it was the last dose.
            self.changed.emit((*self._uses, OpioidUse(name, None)))

    def _use_changed(self, at: int, use: OpioidUse) -> None:
        self.changed.emit((*self._uses[:at], use, *self._uses[at + 1 :]))

    def _use_removed(self, at: int) -> None:
        self.changed.emit(self._uses[:at] + self._uses[at + 1 :])
