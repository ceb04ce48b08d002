"""What the window does with plans of the library: opens, prints and finds them; each part is loaded when it is used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui import PLANNER
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.clock import local_today

if TYPE_CHECKING:
    from ldn_desktop.ui.files.kept_opening import KeptOpening
    from ldn_desktop.ui.files.same_patient import SamePatient
    from ldn_desktop.ui.papers.again import PapersAgain
    from ldn_desktop.ui.shell.half_restore import HalfRestore
    from ldn_desktop.workspace.plan_found import FoundPlans, PlanFinder


class KeptPlans(QObject):
    """Does what the places ask; ``held_back`` tells where a finished paper differs from its plan.

    ``closed`` tells that nothing may be shown of the library any more.
    """

    held_back = Signal(str)
    closed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        supplies: Supplies,
        places: PlaceStack,
        files: PlanFiles,
        notices: Notices,
    ) -> None:
        super().__init__(window)
        self._window, self._supplies, self._places = window, supplies, places
        self._files, self._notices, self._keeper = files, notices, supplies.keeper
        self._same_patient: SamePatient | None = None
        self._finder: PlanFinder | None = None
        places.kept_wanted.connect(self._open)
        places.template_wanted.connect(self._begin_like)
        places.papers_wanted.connect(self._print_again)
        places.pack_wanted.connect(self._print_together)
        files.library_wanted.connect(self._offer_library)
        self._keeper.state_changed.connect(self._library_changed)

    def find(self, text: str) -> FoundPlans | None:
        """Return the plans in which a text is found; ``None`` where none can be read now."""
        if not self._keeper.is_open:
            return None
        if self._finder is None:
            from ldn_desktop.workspace.plan_found import PlanFinder

            self._finder = PlanFinder(self._keeper.library.kept)
        try:
            return self._finder.find(text, local_today(), self._supplies.bridge.wording)
        except StoreError as error:
            self._notices.tell_failure(str(error))
            return None

    @cached_property
    def _half_restore(self) -> HalfRestore:
        from ldn_desktop.ui.shell.half_restore import HalfRestore

        return HalfRestore(self._keeper, self._places, self._notices, self._window)

    @cached_property
    def _opening(self) -> KeptOpening:
        from ldn_desktop.ui.files.kept_opening import KeptOpening

        made = KeptOpening(self._supplies.bridge, self._supplies.knowledge, self._files)
        made.message.connect(self._notices.tell)
        made.failed.connect(self._notices.tell_failure)
        made.opened.connect(self._show_planner)
        return made

    def _open(self, subject: str) -> None:
        self._opening.open(subject)

    def _begin_like(self, subject: str) -> None:
        self._opening.use_as_template(subject)

    def _show_planner(self) -> None:
        self._places.open(PLANNER)

    def _print_again(self, subject: str) -> None:
        """Show the papers of a plan; the open plan stays as it is."""
        again = self._papers_again()
        again.preview(subject)
        again.deleteLater()

    def _print_together(self, subject: str, kinds: tuple[str, ...]) -> None:
        """Show the papers of a plan to be taken in one go."""
        again = self._papers_again()
        again.pack(subject, kinds)
        again.deleteLater()

    def _papers_again(self) -> PapersAgain:
        from ldn_desktop.ui.papers.again import PapersAgain

        again = PapersAgain(self._files, self._supplies.knowledge, self._supplies.remembered, self._window)
        again.message.connect(self._notices.tell)
        again.failed.connect(self._notices.tell_failure)
        again.held_back.connect(self.held_back)
        return again

    def _offer_library(self) -> None:
        from ldn_desktop.ui.shell.library_offer import LibraryOffer

        offer = LibraryOffer(self._supplies, self._window)
        offer.exec()
        offer.deleteLater()

    def _library_changed(self) -> None:
        """Look for plans of the same patient in an open library."""
        self._finder = None
        if not self._keeper.is_open:
            self.closed.emit()
        elif self._same_patient is None:
            from ldn_desktop.ui.files.same_patient import SamePatient

            self._same_patient = SamePatient(self._supplies.bridge, self._keeper, self._notices, self._window)
            self._same_patient.place_wanted.connect(self._places.open)
        self._half_restore.review()
