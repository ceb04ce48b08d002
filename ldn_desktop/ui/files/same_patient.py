"""Says that the library has a plan already of the patient whom a new plan names; nothing is held up by it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ldn_desktop.reference.words.english import counted
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.owner import person
from ldn_desktop.workspace.plan_found import same_patient


class SamePatient(QObject):
    """Looks whenever a plan that stands nowhere yet names somebody by name and birth date.

    ``place_wanted`` asks for the plan in the list.
    """

    place_wanted = Signal(str)

    def __init__(self, bridge: Bridge, keeper: Keeper, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._keeper, self._notices = bridge.session, keeper, notices
        self._asked = self._patient
        self._found = ""
        bridge.changed.connect(self._look)
        self._look()

    @property
    def _patient(self) -> object:
        """Whom a plan that stands nowhere yet is of, and which plan it is."""
        plan = self._session.draft.plan
        return None if self._session.origin.kept else (plan.id, plan.patient._replace(identifier=""))

    def _look(self) -> None:
        if self._patient == self._asked or not self._keeper.is_open:
            return
        self._asked, plan = self._patient, self._session.draft.plan
        try:
            same = same_patient(self._keeper.library.kept, plan.patient) if self._asked else ()
        except StoreError:
            # It is only a hint.
            return
        others = [listed for listed in same if not plan.id or listed.row.plan_id != plan.id]
        if not others:
            return
        self._found = others[0].subject
        known, said = self._asked, person(plan.patient._replace(identifier=""))
        plans = "a plan" if len(others) == 1 else counted(len(others), "plan")

        def is_true() -> bool:
            return self._patient == known

        told = f"The library already has {plans} of {said}."
        bar = self._notices.tell_with(told, [("look", "Look at it", True)], is_true)
        bar.action_triggered.connect(self._answered)

    def _answered(self, key: str) -> None:
        if key == "look":
            self.place_wanted.emit(f"{PLANS}:listing:{self._found}")
