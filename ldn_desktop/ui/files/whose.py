"""Whose the open plan is: noted when it is opened or first leaves, and asked where it then names another patient."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.files.questions import ask
from ldn_desktop.workspace.session import Session, ShowError

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.workspace.contents import Found
    from ldn_desktop.workspace.origin import Origin
    from ldn_desktop.workspace.owner import Owner

_LONGEST_NAME = 40
_KNOWN, _NEW, _NOBODY = "known", "new", "nobody"
"""Whose the open plan is: its file's, nobody's before in a new plan, or not said."""
_KEPT = "condition, steps, products, times of the day and prescriber"
_CLEARED = "the safety check, opioids, other medicines, overrides, changes along the way, texts and notes"


class Whose(QObject):
    """Knows whose the open plan is; ``look`` tells what stands in a place.

    ``message`` and ``failed`` tell of a new plan begun.
    """

    message = Signal(str)
    failed = Signal(str)

    def __init__(
        self, session: Session, look: Callable[[Origin], Found], window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._look, self._window = session, look, window

    def held(self) -> Plan | None:
        """Return the plan that the open one's place holds, as this window last knew it or else as it is read now."""
        origin = self._session.origin
        return (self._session.saved_plan or self._look(origin).plan) if origin.kept else None

    def owner(self) -> Owner | None:
        """Return whose plan the open file holds; of one recovered after a crash, as the file says now."""
        from ldn_desktop.workspace.owner import Owner

        if self._session.origin.owner is None and (held := self.held()):
            self._session.owned_by(Owner(held.patient))
        return self._session.origin.owner

    def owner_when_left(self, plan: Plan, how: str) -> Owner:
        """Return whose a plan is that leaves: what it says of the patient is known from then on.

        At first as ``how`` says.
        """
        from ldn_desktop.workspace.owner import Owner

        return (self.owner() or Owner(plan.patient, how)).learned(plan.patient)

    def has_left(self, plan: Plan) -> None:
        """Note that a plan left on paper."""
        from ldn_desktop.workspace.owner import FIRST_PRINTED, FIRST_SAVED

        # Else another was opened while a slow disk was written to.
        if plan.id == self._session.draft.plan.id:
            how = FIRST_SAVED if self._session.origin.kept else FIRST_PRINTED
            self._session.owned_by(self.owner_when_left(plan, how))

    def is_settled(self) -> bool:
        """Ask where the open file's plan now names another patient: the same person, a new plan, or nothing is done.

        A new plan has no file yet. Compared is with the patient that the file was opened with, however often it was
        saved since.
        """
        return self._asked() != _NOBODY

    def is_known(self) -> bool:
        """Ask as ``is_settled`` does, before a paper: a new plan, whose safety check is empty, has none at once."""
        return self._asked() == _KNOWN

    def _asked(self) -> str:
        from ldn_desktop.workspace.owner import SAID_SO, Owner, names_another, person_question

        origin, owner, now = self._session.origin, self.owner(), self._session.draft.plan.patient
        if owner is None or not names_another(owner.patient, now):
            return _KNOWN
        found = self._look(origin).plan
        name = one_line(now.name).strip()
        shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        whom = shown or "this patient"
        answer = ask(
            self._window,
            "Another patient",
            person_question(origin.quoted, owner, found.patient if found else None, now),
            {"Save": f"A new plan for {whom.replace('&', '&&')}", "Ignore": "Same person"},
            "Cancel",
            self._new_plan_told(),
        )
        if answer == "Ignore":
            self._session.owned_by(Owner(now, SAID_SO))
            return _KNOWN
        return _NEW if answer == "Save" and self._begin_for(whom) else _NOBODY

    def _new_plan_told(self) -> str:
        """Say what a new plan for another patient keeps, what it is without, and that it cannot be taken back."""
        told = [
            "A new plan leaves that one as it is."
            if self._session.origin.kept
            else "The plan before it was never saved and goes: to keep it, cancel, put its patient back and save it.",
            f"It keeps {_KEPT}.",
            f"It is without {_CLEARED}: they are of the person before.",
            self._begins_told(),
            "Undo does not go back behind it.",
        ]
        return "\n".join(line for line in told if line)

    def _begins_told(self) -> str:
        from ldn_desktop.reference.words.english import full_date
        from ldn_desktop.workspace.clock import local_today

        first, today = self._session.draft.plan.start_date, local_today()
        if first >= today:
            return f"It keeps the first dose on {full_date(first)}, too."
        return f"The first dose on {full_date(first)} has passed: the new plan begins on {full_date(today)}."

    def _begin_for(self, whom: str) -> bool:
        """Begin a new plan for the patient whom the open one names; tell whether it could be shown."""
        from ldn_desktop.workspace.clock import local_today
        from ldn_desktop.workspace.draft import for_another
        from ldn_desktop.workspace.origin import Unsaved

        begins = self._begins_told()
        try:
            self._session.recover(for_another(self._session.draft, local_today()), Unsaved())
        except (ShowError, CourseError):
            self.failed.emit("The new plan could not be shown. The plan before it stays.")
            return False
        self.message.emit(
            f"This is a new plan for {whom}. {_CLEARED[:1].upper()}{_CLEARED[1:]} of the person before were cleared: "
            "go through the safety check for this one before you make a paper. "
            f"{_KEPT[:1].upper()}{_KEPT[1:]} were kept: see whether they fit. {begins}"
        )
        return True
