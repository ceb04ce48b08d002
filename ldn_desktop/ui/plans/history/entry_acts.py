"""What can be done with an entry of the line of time: delete what was wrong, take a deletion back, copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from ldn_desktop.library.bodies import Deletion, Handed, Revision, Visit
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.ui.plans.history.reason_dialog import ReasonDialog
from ldn_desktop.ui.widgets.passing_copy import copy_of_plan
from ldn_desktop.workspace.plan_history import Kind, name_of
from ldn_desktop.workspace.plan_list_words import NO_NAME

if TYPE_CHECKING:
    from ldn_desktop.library.records import Record
    from ldn_desktop.ui.keeper import Keeper
    from ldn_desktop.ui.plans.history.timeline import Timeline
    from ldn_desktop.workspace.followed_plan import FollowedPlan

_WILL = "{name} will count no longer. It stays in the history as deleted, and the deletion can be taken back."

_MADE_AT = (
    "It was made at {name}: {answered} The plan goes on as if that had not been decided; where the visit stays, it "
    "still says so."
)
_MADE = "It made {name}: {answered} Where that stays, the plan stays as it was decided then."


class EntryActs(QObject):
    """``message`` tells what was done, ``failed`` why it was not; ``left_chosen`` hands over a revision's key."""

    message = Signal(str)
    failed = Signal(str)
    left_chosen = Signal(str)

    def __init__(self, keeper: Keeper, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._keeper, self._timeline = keeper, timeline
        self._followed: FollowedPlan | None = None

    def show_plan(self, followed: FollowedPlan) -> None:
        """Act on the entries of a plan from now on."""
        self._followed = followed

    def show_menu(self) -> None:
        """Offer what can be done with the chosen entry."""
        entry, followed = self._timeline.entry, self._followed
        if entry is None or followed is None:
            return
        menu = QMenu(self._timeline)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for record in self._deletable():
            verb = "Take back" if isinstance(record.body, Deletion) else "Delete"
            menu.addAction(f"{verb} {name_of(record, followed.words)}…").setData(record.hash)
        if entry.kind is Kind.REVISION and entry.counts:
            menu.addAction("Compare the right one with this (Shift+click, C)").setObjectName("left")
        menu.addAction("Copy").setObjectName("copy")
        menu.triggered.connect(self._chosen)
        place = self._timeline.visualRect(self._timeline.currentIndex())
        below = QPoint(place.left() + self._timeline.theme.px(40), place.center().y())
        menu.popup(self._timeline.viewport().mapToGlobal(below))

    def delete_chosen(self) -> None:
        """Delete what the chosen entry tells of, or take it back; of several ask which."""
        deletable = self._deletable()
        if len(deletable) == 1:
            self.ask(deletable[0])
        elif deletable:
            self.show_menu()

    def ask(self, record: Record) -> None:
        """Ask for the reason, then delete a record or take a deletion back."""
        followed = self._followed
        if followed is None:
            return
        if why_not := followed.why_not_deleted(record):
            self.message.emit(why_not)
            return
        name, other = name_of(record, followed.words), None
        also = ""
        if isinstance(record.body, Deletion):
            title, button, sentence = "Take back", "Take back", f"What {name} took away will count again."
        else:
            title, button = f"Delete {name}", "Delete"
            sentence = _WILL.format(name=_begun(name))
            other = followed.made_with(record)
        if other is not None and not followed.why_not_deleted(other):
            sentence = f"{sentence} {_belongs(followed, record, other)}"
            also = f"Delete {name_of(other, followed.words)} with it"
        dialog = ReasonDialog(title, sentence, button, self._timeline.window(), also)
        accepted, reason = dialog.exec() == QDialog.DialogCode.Accepted, dialog.reason
        with_other = dialog.with_other
        dialog.deleteLater()
        if accepted:
            self.delete([record, other] if with_other and other is not None else [record], reason)

    def delete(self, records: Sequence[Record], reason: str) -> None:
        """Have records count no longer, or take deletions back, for a reason."""
        followed = self._followed
        if followed is None:
            return
        try:
            kept = self._keeper.library.kept
            deletion = Deletion(tuple(record.hash for record in records))
            kept.note(deletion, followed.subject, self._keeper.author, reason)
        except LibraryError as error:
            self.failed.emit(str(error))
            return
        back = all(isinstance(record.body, Deletion) for record in records)
        names = ENGLISH.listed([name_of(record, followed.words) for record in records])
        whose = followed.standing[0].name or NO_NAME
        self.message.emit(f"Taken back for {whose}." if back else f"Deleted for {whose}: {names}.")

    def _deletable(self) -> list[Record]:
        """Return what of the chosen entry can be deleted or, where it is a deletion, taken back."""
        entry, followed = self._timeline.entry, self._followed
        if entry is None or followed is None or self._keeper.library.why_read_only:
            return []
        wanted = Deletion if entry.kind is Kind.DELETION else (Revision, Visit, Handed)
        deleted = followed.history.deleted
        return [r for r in entry.records if isinstance(r.body, wanted) and r.hash not in deleted]

    def _chosen(self, action: QAction) -> None:
        """Do what was chosen of the menu; to delete an action bears the hash of what."""
        entry, key = self._timeline.entry, action.data()
        record = next((record for record in self._deletable() if record.hash == key), None)
        if record is not None:
            self.ask(record)
        elif entry is not None and action.objectName() == "left":
            self.left_chosen.emit(entry.key)
        elif entry is not None:
            copy_of_plan(entry.text)


def _begun(name: str) -> str:
    """Return a name as a sentence begins with it."""
    return f"{name[:1].upper()}{name[1:]}"


def _belongs(followed: FollowedPlan, record: Record, other: Record) -> str:
    """Say what was decided at the visit of two records that belong together."""
    template, name = _MADE_AT, name_of(other, followed.words)
    visit = other.body
    if isinstance(record.body, Visit):
        template, visit = _MADE, record.body
    return template.format(name=name, answered=followed.answered(visit)) if isinstance(visit, Visit) else ""
