"""Opens plans of the library: to go on with, and as the beginning of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.storage.files import StoreError

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.files.plan_files import PlanFiles
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.library_place import InLibrary

_LEFT_OUT = (
    "It is without patient, safety check, other medicines, order, notes and changes along the way of that one; its "
    "first dose is proposed for today."
)
_TAKEN = " The text for the patient was taken along: read it."


class KeptOpening(QObject):
    """Opens the revision that stands; unsaved work is asked about first.

    ``message`` tells what a new plan was begun with, ``failed`` why a plan was not opened, ``opened`` that one is.
    """

    message = Signal(str)
    failed = Signal(str)
    opened = Signal()

    def __init__(self, bridge: Bridge, knowledge: Knowledge, files: PlanFiles) -> None:
        super().__init__(files)
        self._session, self._knowledge, self._files = bridge.session, knowledge, files

    def open(self, subject: str) -> bool:
        """Open the revision that stands of a plan; what is open of it already stays as it is. Tell whether it is."""
        place = self._files.keeping.place(subject)
        if self._is_open(place):
            self.opened.emit()
            return True
        if not self._files.open_from(place):
            return False
        heads = place.history().heads
        if len(heads) > 1:
            self._files.keeping.notices.tell_beside(heads)
        return True

    def use_as_template(self, subject: str) -> None:
        """Begin a new plan with steps, products, times and texts of the revision that stands."""
        plan = self._plan(subject)
        if plan is not None and self._files.opening.begin_like(plan):
            text = _TAKEN if plan.instructions.strip() else ""
            self.message.emit(f"A new plan was begun. {_LEFT_OUT}{text}")

    def _is_open(self, place: InLibrary) -> bool:
        """Tell whether the plan is open as it stands, changed since or not."""
        from ldn_desktop.workspace.library_place import InLibrary

        origin = self._session.origin
        if not isinstance(origin, InLibrary) or origin.subject != place.subject:
            return False
        try:
            told = origin.history()
        except StoreError:
            return False
        return bool(told.heads) and not told.gone and not origin.others(told)

    def _plan(self, subject: str) -> Plan | None:
        from ldn_desktop.exchange.plan_reader import read_plan

        place = self._files.keeping.place(subject)
        try:
            return read_plan(place.read(), self._knowledge.vocabulary)
        except (StoreError, FileError) as error:
            self.failed.emit(f"{place.name} was not opened. {error}")
            return None
