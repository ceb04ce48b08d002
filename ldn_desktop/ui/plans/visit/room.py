"""A visit: what is written at the left, what it makes of the plan at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.ui.plans.visit.open_visit import OpenVisit
from ldn_desktop.ui.plans.visit.visit_head import VisitHead
from ldn_desktop.ui.plans.visit.visit_notices import VisitNotices
from ldn_desktop.ui.plans.visit.visit_panes import FORM, RESULT, VisitPanes
from ldn_desktop.workspace.plan_list_words import NO_NAME
from ldn_desktop.workspace.visit_words import DECISION_KEYS

if TYPE_CHECKING:
    from ldn_desktop.ui.plans.visit.result_side import ResultSide
    from ldn_desktop.ui.plans.visit.visit_form import VisitForm
    from ldn_desktop.ui.widgets.place_page import Supplies
    from ldn_desktop.workspace.visit_desk import VisitDesk
    from ldn_desktop.workspace.visit_draft import VisitDraft


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return VisitRoom(supplies)


class VisitRoom(Room):
    """One plan's visit at a time; its draft is sealed whenever the room is left."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies = supplies
        self._visit = OpenVisit(supplies, self)
        self._letters: dict[str, QShortcut] = {}
        self.head, self.notices = VisitHead(supplies.icons), VisitNotices()
        self._panes = VisitPanes(supplies.knowledge, supplies.icons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notices)
        layout.addWidget(self._panes, 1)
        self._connect()
        self._hear_keys()

    @property
    def desk(self) -> VisitDesk | None:
        """The visit that is open."""
        return self._visit.desk

    @property
    def form(self) -> VisitForm:
        """The left side."""
        return self._panes.form

    @property
    def result(self) -> ResultSide:
        """The right side."""
        return self._panes.result

    def open(self, subject: str) -> None:
        """Open a plan's visit, with the draft that was kept of it. Refused (``LibraryError``): by the library."""
        if self.desk is not None and self.desk.subject == subject and self._visit.resume():
            self.form.setEnabled(not self.desk.why_read_only)
            return
        self.notices.withdraw()
        desk = self._visit.begin(subject)
        self._panes.begin()
        self.result.setEnabled(True)
        self.form.setEnabled(not desk.why_read_only)
        self.notices.say_found(desk)
        self._show()

    @property
    def whose(self) -> str:
        """The patient of the visit."""
        return (self.desk.following.plan.patient.name or NO_NAME) if self.desk is not None else ""

    @property
    def outlives_lock(self) -> bool:
        """As long as a visit is open."""
        return self.desk is not None

    def focus_first(self) -> None:
        """Put the keyboard on the day of the visit."""
        self.form.visit.take_focus()

    def may_leave(self) -> bool:
        """Seal the draft; nothing is lost by leaving."""
        self.seal()
        return True

    def seal(self) -> None:
        """Keep the draft sealed now."""
        self._visit.seal()

    def accept(self) -> bool:
        """Keep the visit and what it makes; tell whether that was done."""
        # What stands there is meant for the visit.
        self.form.how.effects.take_typed()
        made = self._visit.accept()
        if made is None:
            return False
        became = f"; revision {made.plan.revision} stands" if made.changed else ""
        name = made.plan.patient.name or "the plan"
        self.message.emit(f"The visit of {name} on {full_date(made.on)} is kept{became}.")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the plans with Escape, where nothing within has a use for it; the draft is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.go.emit("plans")
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether the day or the plan is another."""
        super().showEvent(event)
        self._visit.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Seal the draft: who goes elsewhere may lock."""
        super().hideEvent(event)
        self.seal()

    def _connect(self) -> None:
        self._visit.changed.connect(self._show)
        self._visit.revised.connect(self._tell_revised)
        self._visit.overtaken.connect(self._tell_overtaken)
        self._visit.ended.connect(self._put_away)
        self._visit.failed.connect(self.failed)
        self.head.undo_wanted.connect(self._visit.undo)
        self.head.redo_wanted.connect(self._visit.redo)
        self.head.discard_wanted.connect(self._discard)
        self.head.side_chosen.connect(self._panes.show_side)
        self._panes.single_changed.connect(self.head.show_sides)
        self.head.show_sides(self._panes.single)
        self._panes.form_made.connect(self._follow_form)
        self._panes.decisions_seen.connect(self._arm)
        self._follow_form()
        bars, papers = self.result.bars, self.result.papers
        bars.field_wanted.connect(self._go_to)
        bars.decided.connect(self._option_chosen)
        bars.overruled.connect(self._visit.overrule)
        bars.reason_typed.connect(self._visit.type_reason)
        bars.link_wanted.connect(self.link_wanted)
        self.result.copied.connect(self._tell_copied)
        papers.accepted.connect(self._accept)
        papers.print_wanted.connect(self._accept_and_print)
        papers.preview_wanted.connect(self._preview)
        self._supplies.bridge.changed.connect(self._tell_open_plan)

    def _hear_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+Return", self._accept),
            ("Ctrl+Enter", self._accept),
            ("Ctrl+Z", self._visit.undo),
            ("Ctrl+Shift+Z", self._visit.redo),
            ("Ctrl+Y", self._visit.redo),
        ):
            self._shortcut(keys).activated.connect(slot)
        for letter in DECISION_KEYS:
            self._letters[letter] = self._shortcut(f"Alt+{letter.upper()}")
            self._letters[letter].activated.connect(self._lettered)

    def _shortcut(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _follow_form(self) -> None:
        self.form.written.connect(self._written)
        self.form.choice_left.connect(self._visit.end_typing)

    def _written(self, draft: VisitDraft, label: str, typing: str) -> None:
        # What was told of the draft as it was found is no longer about what stands there.
        self.notices.withdraw({"info"})
        self._visit.put(draft, label, typing)

    def _show(self) -> None:
        desk = self.desk
        if desk is None:
            return
        wording = self._supplies.bridge.wording
        words = wording.of(desk.following.regimen)
        self.head.show_desk(desk, self._supplies.knowledge.condition_name(desk.following.plan.condition))
        self.form.show_desk(desk, words)
        self.result.show_desk(desk, wording)
        self._tell_open_plan()
        self.whose_changed.emit()

    def _discard(self) -> None:
        if self.desk is None or not self.desk.begun:
            return
        self.notices.withdraw()
        self._visit.discard()
        bar = self.notices.say("What was written is discarded.", "info", [("undo", "Undo", False)])
        bar.action_triggered.connect(self._answered)

    def _answered(self, answer: str) -> None:
        if answer == "undo":
            self._visit.undo()

    def _go_to(self, field: str) -> None:
        self._show_side(FORM)
        self.form.go_to(field)

    def _show_side(self, side: str) -> None:
        self.head.choose_side(side)
        self._panes.show_side(side)

    def _arm(self, seen: bool) -> None:
        """Have the letters of decisions heard here while their buttons, which have them too, are out of sight."""
        for shortcut in self._letters.values():
            shortcut.setEnabled(not seen)

    def _lettered(self) -> None:
        letter = next(letter for letter, shortcut in self._letters.items() if shortcut is self.sender())
        self.form.decision.decide(DECISION_KEYS[letter])

    def _option_chosen(self, option: str) -> None:
        if option == "morning":
            self.form.decision.move_to(("morning",))
        else:
            self.form.decision.decide(option.replace("_", "-"))

    def _accept(self) -> None:
        if self.accept():
            self.go.emit("plans")
        elif self.desk is not None and self.desk.draft.unread:
            self._go_to(self.desk.draft.unread[0].field)
        elif self.desk is not None:
            # What holds it back is told there.
            self._show_side(RESULT)
            self.result.show_top()

    def _accept_and_print(self) -> None:
        desk, kinds = self.desk, self.result.papers.kinds
        if desk is None or not self.accept():
            return
        try:
            self.result.papers.keep_choice()
        except StoreError as error:
            self.failed.emit(str(error))
        self.go.emit("plans")
        self.pack_wanted.emit(desk.subject, kinds)

    def _preview(self) -> None:
        if self.desk is not None:
            self.preview_wanted.emit(self.desk.outcome.after, self.desk.next_visit)

    def _put_away(self, why: str) -> None:
        """Show that nothing is written of a plan that takes no visit any more."""
        self.notices.withdraw()
        self.form.setEnabled(False)
        self.result.setEnabled(False)
        self.failed.emit(why)

    def _tell_revised(self) -> None:
        if self.desk is not None:
            self.notices.say_revised(self.desk)

    def _tell_overtaken(self, why: str) -> None:
        self.notices.say(
            f"{why} It is shown now, and your visit against it: look, and accept again.", "warning"
        )

    def _tell_open_plan(self) -> None:
        """Say that the plan is open in the planner with changes that are not kept, as long as it is."""
        session, desk = self._supplies.bridge.session, self.desk
        same = (
            desk is not None
            and bool(desk.following.plan.id)
            and session.draft.plan.id == desk.following.plan.id
        )
        self.head.show_open_plan(told=same and session.modified)

    def _tell_copied(self) -> None:
        self.message.emit("Copied.")
