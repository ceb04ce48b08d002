"""The box for other medicines in the safety check: any names, and for each what is known or that nobody checked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.domain.amount import quoted
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.planner.safety.medicine_row import ANSWER, MEANT, OPIOID, STACKED_ABOVE, MedicineRow
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.intents import Enter, SetMedicines
from ldn_desktop.workspace.medicine_text import with_named

FIELD = "safety.medicine"
"""The id of the field that adds medicines."""
_NAME, _LABEL = "Other medicines", "the medicines"


class MedicineBox(Themed, QWidget):
    """Puts the medicines into the plan at once, and keeps what stands in the field and is none of them.

    ``answered`` wants a question answered with Yes, ``opioid_wanted`` an opioid listed, ``link_wanted`` a source.
    """

    answered = Signal(str, str)
    opioid_wanted = Signal(str)
    link_wanted = Signal(str)

    def __init__(self, bridge: Bridge, content: Content) -> None:
        super().__init__()
        self._bridge, self._content = bridge, content
        self._medicines: tuple[str, ...] = ()
        self._rows: list[MedicineRow] = []
        self._narrow = False
        head = PlainLabel(_NAME, role="strong")
        hint = PlainLabel(
            "Everything else that is taken; commas or lines between. Enter adds.", role="caption", wraps=True
        )
        self._field = WholeLine()
        self._field.setAccessibleName("Add other medicines")
        self._field.setPlaceholderText("Add medicines: any names")
        self._told = PlainLabel(role="caption", wraps=True)
        self._told.hide()
        self._count = PlainLabel(role="caption", wraps=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        for part in (head, hint, self._field, self._told):
            layout.addWidget(part)
        layout.addLayout(self._list)
        layout.addWidget(self._count)
        self._field.textEdited.connect(self._edited)
        self._field.returnPressed.connect(self._take)
        self._field.editingFinished.connect(self._left)

    def show_medicines(
        self, medicines: tuple[str, ...], answers: Mapping[str, str], opioids: frozenset[str]
    ) -> None:
        """Show the medicines of a plan beside its answers and the opioids that it lists."""
        if medicines != self._medicines:
            self._show_rows(medicines)
        for row in self._rows:
            row.show_answers(answers, opioids)
        self._count.setText(self._counted())
        self._count.setVisible(bool(medicines))

    @property
    def rows(self) -> list[MedicineRow]:
        """The rows shown, in their order."""
        return list(self._rows)

    def show_typed(self, draft: Draft) -> None:
        """Show what is typed in the field and is not in the plan."""
        entry = draft.typed_in(FIELD)
        text = entry.text if entry else ""
        if self._field.text() != text:
            self._field.setText(text)
        if not text:
            self._told.hide()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on the field by its id; tell whether it is here."""
        if field == FIELD:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field == FIELD

    def forget(self) -> None:
        """Drop what was typed for another plan."""
        self._field.clear()
        self._told.hide()

    def apply_theme(self) -> None:
        """Follow a theme."""
        self._fit()

    def set_narrow(self, *, narrow: bool) -> None:
        """Fit into a narrow form: what is known stands below each name."""
        self._narrow = narrow
        self._fit()

    def _fit(self) -> None:
        for row in self._rows:
            row.set_stacked(stacked=self._narrow or self.theme.scale > STACKED_ABOVE)

    def _show_rows(self, medicines: tuple[str, ...]) -> None:
        self._medicines = medicines
        kept = {row.name: row for row in self._rows}
        for row in self._rows:
            self._list.removeWidget(row)
            if row.name not in medicines:
                row.hide()
                row.deleteLater()
        self._rows = [kept.get(name) or self._made(name) for name in medicines]
        for row in self._rows:
            self._list.addWidget(row)
        self._fit()

    def _made(self, name: str) -> MedicineRow:
        row = MedicineRow(name, self._content.read_medicine(name), self._content)
        row.followed.connect(self._followed)
        row.removed.connect(self._removed)
        return row

    def _counted(self) -> str:
        count, unchecked = len(self._rows), sum(not row.checked for row in self._rows)
        known = f"{count - unchecked} known" if count > unchecked else "none known"
        told = f"{known}, {unchecked} not checked" if unchecked else "all known"
        return f"{counted(count, 'medicine')}: {told}. The clinician record lists each as typed and says so."

    def _edited(self, text: str) -> None:
        self._told.hide()
        told = f"{quoted(text.strip())} is typed and not added: press Enter, or empty the field."
        self._keep(text, told if text.strip() else "")

    def _left(self) -> None:
        """Take what was typed when the cursor leaves it: a name that stands there is meant for the plan."""
        if not self._field.hasFocus():
            self._take()

    def _take(self) -> None:
        text = self._field.text()
        if not text.strip():
            return
        added = with_named(self._medicines, text)
        self._field.setText(added.left)
        self._told.say(added.problem)
        if added.problem:
            self._set(added.medicines)
            self._keep(added.left, added.problem)
        else:
            # One step with the field that is empty then.
            entered = Enter(FIELD, _NAME, "", "", SetMedicines(added.medicines))
            self._bridge.do(entered, _LABEL, FIELD)
        self._bridge.session.end_typing()

    def _keep(self, text: str, problem: str) -> None:
        self._bridge.do(Enter(FIELD, _NAME, text, problem, None), _LABEL, FIELD)

    def _set(self, medicines: tuple[str, ...]) -> None:
        self._bridge.do(SetMedicines(medicines), _LABEL)

    def _removed(self, name: str) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set(tuple(known for known in self._medicines if known != name))

    def _followed(self, link: str, name: str) -> None:
        if link.startswith(ANSWER):
            self.answered.emit(link.removeprefix(ANSWER), "yes")
        elif link.startswith(OPIOID):
            self.opioid_wanted.emit(link.removeprefix(OPIOID))
        elif link.startswith(MEANT):
            meant = link.removeprefix(MEANT)
            others = [known for known in self._medicines if known != name]
            there = any(known.casefold() == meant.casefold() for known in others)
            at = self._medicines.index(name)
            self._set((*others[:at], *(() if there else (meant,)), *others[at:]))
        else:
            self.link_wanted.emit(link)
