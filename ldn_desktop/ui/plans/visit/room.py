"""A visit: what is written at the left, what it makes of the plan at the right."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout
from shiboken6 import isValid

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import Override
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import GivenOut
from ldn_desktop.ui.plans.room import Room
from ldn_desktop.ui.plans.visit.result_side import ResultSide
from ldn_desktop.ui.plans.visit.visit_form import VisitForm
from ldn_desktop.ui.plans.visit.visit_head import VisitHead
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.tokens import STATES
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.followed import VisitError
from ldn_desktop.workspace.visit_desk import VisitDesk
from ldn_desktop.workspace.visit_draft import VisitDraft
from ldn_desktop.workspace.visiting import OvertakenError

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.messages import MessageBar
    from ldn_desktop.ui.widgets.place_page import Supplies

_KEEP_MS = 1_000
"""From the first change that is not sealed yet to the next draft: with the writing, at most two seconds are lost."""
_NARROW, _SINGLE = 1180, 900
_LEFT = (566, 396)
"""The width of the form in a wide window and in a narrow one, in pixels at 100 %."""
_OPEN_PLAN = (
    "This plan is open in the planner with changes that are not kept in the library. They are no part of this visit; "
    "what is kept here is its next revision, and the planner's copy is then the older one."
)


def make_room(supplies: Supplies) -> Room:
    """Make the room."""
    return VisitRoom(supplies)


class VisitRoom(Themed, Room):
    """One plan's visit at a time; its draft is sealed a moment after it changes, and whenever the room is left."""

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies, self._keeper = supplies, supplies.keeper
        self._desk: VisitDesk | None = None
        self._told: list[MessageBar] = []
        self._accepting = False
        self.head = VisitHead(supplies.icons)
        self.notices = Notices()
        self.form = VisitForm(supplies.knowledge)
        self.result = ResultSide(supplies.knowledge, supplies.icons)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._lay_out()
        self._connect()
        self.apply_theme()

    @property
    def desk(self) -> VisitDesk | None:
        """The visit that is open."""
        return self._desk

    def open(self, subject: str) -> None:
        """Open a plan's visit, with the draft that was kept of it. Refused (``LibraryError``): by the library."""
        if self._desk is not None and self._desk.subject == subject:
            self._follow()
            return
        self.seal()
        self._quieten()
        try:
            desk = VisitDesk(
                subject,
                self._keeper.library,
                self._supplies.knowledge,
                GivenOut(self._supplies.folders.given_out_file),
                local_today,
                self._keeper.author,
            )
        except VisitError as error:
            raise LibraryError(str(error)) from error
        self._desk = desk
        self._clear_form()
        self.result.papers.begin()
        for part in (self.form, self.result):
            part.setEnabled(True)
        self.form.setEnabled(not desk.why_read_only)
        self._tell_first(desk)
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard on the day of the visit."""
        self.form.visit.take_focus()

    def may_leave(self) -> bool:
        """Seal the draft; nothing is lost by leaving."""
        self.seal()
        return True

    def seal(self) -> None:
        """Keep the draft sealed now; what stands in the way is told."""
        self._timer.stop()
        if self._desk is None:
            return
        try:
            self._desk.seal()
        except LibraryError as error:
            self.failed.emit(str(error))

    def accept(self) -> bool:
        """Keep the visit and what it makes; tell whether that was done."""
        # What stands there is meant for the visit.
        self.form.how.effects.take_typed()
        desk = self._desk
        if desk is None or not desk.ready:
            return False
        made, name = desk.outcome, desk.following.plan.patient.name or "the plan"
        self._accepting = True
        try:
            desk.accept()
        except OvertakenError as error:
            self._tell(
                f"{error} It is shown now, and your visit against it: look, and accept again.", "warning"
            )
            self._show()
            return False
        except VisitError as error:
            self._put_away(error)
            return False
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))
            return False
        finally:
            self._accepting = False
        self._timer.stop()
        self._desk = None
        became = f"; revision {made.plan.revision} stands" if made.changed else ""
        self.message.emit(f"The visit of {name} on {full_date(made.on)} is kept{became}.")
        return True

    def apply_theme(self) -> None:
        """Share the width anew."""
        self._fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the plans with Escape, where nothing within has a use for it; the draft is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.go.emit("plans")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the cards in a narrow window, so that one is open."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether the day or the plan is another."""
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Seal the draft: who goes elsewhere may lock."""
        super().hideEvent(event)
        self.seal()

    def _lay_out(self) -> None:
        self._splitter.addWidget(self.form)
        self._splitter.addWidget(self.result)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.notices)
        layout.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self._follow_form()
        self.head.undo_wanted.connect(self._undo_one)
        self.head.redo_wanted.connect(self._redo_one)
        self.head.discard_wanted.connect(self._discard)
        self.head.side_chosen.connect(self._show_side)
        self.result.bars.field_wanted.connect(self._go_to)
        self.result.bars.decided.connect(self._option_chosen)
        self.result.bars.overruled.connect(self._overruled)
        self.result.bars.link_wanted.connect(self.link_wanted)
        self.result.copied.connect(self._tell_copied)
        self.result.papers.accepted.connect(self._accept)
        self.result.papers.print_wanted.connect(self._accept_and_print)
        self.result.papers.preview_wanted.connect(self._preview)
        self._timer.timeout.connect(self.seal)
        self._keeper.plans_changed.connect(self._plans_changed)
        self._keeper.state_changed.connect(self.seal)
        self._supplies.bridge.changed.connect(self._tell_open_plan)
        for keys, slot in (
            ("Ctrl+Return", self._accept),
            ("Ctrl+Enter", self._accept),
            ("Ctrl+Z", self._undo_one),
            ("Ctrl+Shift+Z", self._redo_one),
            ("Ctrl+Y", self._redo_one),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _follow_form(self) -> None:
        self.form.written.connect(self._written)
        self.form.choice_left.connect(self._end_typing)

    def _clear_form(self) -> None:
        """Begin with fields that hold nothing of another visit, such as what could not be read there."""
        before, self.form = self.form, VisitForm(self._supplies.knowledge)
        self._splitter.replaceWidget(0, self.form)
        before.hide()
        before.deleteLater()
        self._follow_form()
        self._fit(self.width())

    def _written(self, draft: VisitDraft, label: str, typing: str) -> None:
        if self._desk is None:
            return
        if label:
            # What was told of the draft as it was found is no longer about what stands there.
            self._quieten({"info"})
            self._desk.put(draft, label, typing)
        if self._desk.unsealed and not self._timer.isActive():
            self._timer.start()
        self._show()

    def _show(self) -> None:
        desk = self._desk
        if desk is None:
            return
        wording = self._supplies.bridge.wording
        words = wording.of(desk.following.regimen)
        self.head.show_desk(desk, self._supplies.knowledge.condition_name(desk.following.plan.condition))
        self.form.show_desk(desk, words)
        self.result.show_desk(desk, wording)
        self._tell_open_plan()

    def _answered(self, answer: str) -> None:
        if answer == "undo":
            self._undo_one()

    def _undo_one(self) -> None:
        if self._desk is not None:
            self._desk.undo()
            self._written(self._desk.draft, "", "")

    def _redo_one(self) -> None:
        if self._desk is not None:
            self._desk.redo()
            self._written(self._desk.draft, "", "")

    def _discard(self) -> None:
        if self._desk is None or not self._desk.begun:
            return
        self._quieten()
        try:
            self._desk.discard()
        except LibraryError as error:
            self.failed.emit(str(error))
        self._show()
        bar = self._tell("What was written is discarded.", "info", [("undo", "Undo", False)])
        bar.action_triggered.connect(self._answered)

    def _end_typing(self) -> None:
        if self._desk is not None:
            self._desk.end_typing()

    def _go_to(self, field: str) -> None:
        self.form.go_to(field)

    def _option_chosen(self, option: str) -> None:
        if option == "morning":
            self.form.decision.move_to(("morning",))
        else:
            self.form.decision.decide(option.replace("_", "-"))

    def _overruled(self, code: str, reason: str) -> None:
        if self._desk is None:
            return
        draft = self._desk.draft
        kept = tuple(entry for entry in draft.overrides if entry.code != code)
        added = (Override(code, reason),) if reason else ()
        self._written(replace(draft, overrides=(*kept, *added)), "an override", "")

    def _accept(self) -> None:
        if self.accept():
            self.go.emit("plans")

    def _accept_and_print(self) -> None:
        desk, kinds = self._desk, self.result.papers.kinds
        if desk is None or not self.accept():
            return
        try:
            self.result.papers.keep_choice()
        except StoreError as error:
            self.failed.emit(str(error))
        self.go.emit("plans")
        self.pack_wanted.emit(desk.subject, kinds)

    def _preview(self) -> None:
        if self._desk is not None:
            self.preview_wanted.emit(self._desk.outcome.after, self._desk.next_visit)

    def _follow(self) -> None:
        """Look whether the plan has another revision, or the day is another."""
        desk = self._desk
        if desk is None or not self._keeper.is_open:
            return
        try:
            if desk.follow():
                self._tell(
                    f"This plan has another revision meanwhile: revision {desk.following.plan.revision}. "
                    "Your visit is shown against it; nothing of it is lost.",
                    "warning",
                )
        except VisitError as error:
            self._put_away(error)
            return
        except (LibraryError, FileError) as error:
            self.failed.emit(str(error))
            return
        self._show()

    def _put_away(self, error: VisitError) -> None:
        """Let go of the visit of a plan that takes none any more; its draft stays, but that of an erased plan."""
        desk, self._desk = self._desk, None
        self._timer.stop()
        self._quieten()
        self.form.setEnabled(False)
        self.result.setEnabled(False)
        self.failed.emit(str(error))
        try:
            if desk is not None and self._keeper.library.kept.store.of(desk.subject):
                desk.seal()
        except LibraryError as refused:
            self.failed.emit(str(refused))

    def _plans_changed(self, subjects: tuple[str, ...]) -> None:
        desk = self._desk
        if desk is not None and not self._accepting and (not subjects or desk.subject in subjects):
            self._follow()

    def _tell_first(self, desk: VisitDesk) -> None:
        if desk.found:
            since = (
                " The plan has another revision since; it is shown against that." if desk.overtaken else ""
            )
            self._tell(f"A visit that was begun before is here again.{since}", "info")

    def _tell_open_plan(self) -> None:
        """Say that the plan is open in the planner with changes that are not kept, as long as it is."""
        session, desk = self._supplies.bridge.session, self._desk
        same = (
            desk is not None
            and bool(desk.following.plan.id)
            and session.draft.plan.id == desk.following.plan.id
        )
        self.head.show_open_plan(_OPEN_PLAN if same and session.modified else "")

    def _tell_copied(self) -> None:
        self.message.emit("Copied.")

    def _tell(
        self, sentence: str, severity: str, actions: list[tuple[str, str, bool]] | None = None
    ) -> MessageBar:
        bar = self.notices.offer(sentence, [*(actions or []), ("close", "Close", False)], severity)
        self._told.append(bar)
        return bar

    def _quieten(self, severities: AbstractSet[str] = frozenset(STATES)) -> None:
        # One that was closed is deleted by who showed it.
        there = [bar for bar in self._told if isValid(bar)]
        self._told = [bar for bar in there if bar.severity not in severities]
        for bar in [bar for bar in there if bar.severity in severities]:
            self.notices.offers.removeWidget(bar)
            bar.hide()
            bar.deleteLater()

    def _fit(self, width: int) -> None:
        wide = width / self.theme.scale
        narrow, single = wide < _NARROW, wide < _SINGLE
        self.head.show_sides(shown=single)
        if single:
            self._show_side(self.head.side)
        else:
            self.form.show()
            self.result.show()
        self.form.set_narrow(narrow=narrow)
        left = self.theme.px(_LEFT[1] if narrow else _LEFT[0])
        self._splitter.setSizes([left, max(width - left, 1)])

    def _show_side(self, side: str) -> None:
        self.form.setVisible(side == "form")
        self.result.setVisible(side != "form")
