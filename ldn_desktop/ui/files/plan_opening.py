"""Opens plans from their places into the window, and tells what is otherwise than it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.decoding.strict_json import parse
from ldn_desktop.domain.ladder import LadderError
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.exchange.bundle_reader import plan_file_in
from ldn_desktop.exchange.migrations import asked_anew
from ldn_desktop.storage.files import StoreError
from ldn_desktop.workspace.contents import draft_in
from ldn_desktop.workspace.draft import Draft, like
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.number_words import opened_as
from ldn_desktop.workspace.origin import Origin, Unsaved
from ldn_desktop.workspace.owner import Owner
from ldn_desktop.workspace.session import Session, ShowError

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.ui.files.plan_files import PlanFiles


class PlanOpening:
    """Opens them once the plan before may go; ``files`` tells what became of it."""

    def __init__(
        self, session: Session, knowledge: Knowledge, blank: Callable[[], Draft], files: PlanFiles
    ) -> None:
        self._session, self._knowledge, self._blank, self._files = session, knowledge, blank, files

    def open_from(self, origin: Origin) -> bool:
        """Open the plan of a place. One that cannot be read is told in a sentence, and the open plan stays."""
        before = self._session.draft
        try:
            found = self._files.aside(origin, origin.read)
            data = plan_file_in(found)
            draft = draft_in(data, self._knowledge, finished=origin.finished)
        except (StoreError, FileError) as error:
            self._files.failed.emit(f"{origin.name} was not opened. {error}")
            return False
        if self._session.draft != before and not self._files.may_leave():
            # Typed while a slow disk was read.
            return False
        owner = Owner(draft.plan.patient)
        try:
            if data is found:
                self._session.open(draft, replace(origin.read_as(data), owner=owner))
            else:
                # A Bundle is read and never written: the plan in it is one that is not saved yet.
                self._session.recover(replace(draft, taken=True), Unsaved(owner=owner))
        except ShowError:
            self._files.failed.emit(
                f"{origin.name} was not opened: it could not be shown. The plan before it stays."
            )
            return False
        except CourseError as error:
            self._files.failed.emit(f"{origin.name} was not opened. {error.path}: {error}.")
            return False
        self._files.opened.emit()
        self.tell_what_was_read(
            data, draft.plan, "" if data is found else f"Taken from {origin.name}; not saved yet."
        )
        return True

    def open_anew(self) -> None:
        """Open what stands in the library now of the open plan, which has no changes of its own."""
        origin = self._session.origin
        try:
            data = origin.read()
            draft = draft_in(data, self._knowledge, finished=True)
            place = replace(origin.read_as(data), owner=Owner(draft.plan.patient))
            self._session.open(draft, place)
        except (StoreError, FileError, ShowError, CourseError) as error:
            self._files.failed.emit(f"{origin.name} was not opened anew. {error}")
            return
        self._files.message.emit(
            f"The planner shows revision {draft.plan.revision}, which stands in the library now."
        )

    def tell_what_was_read(self, data: bytes, read: Plan, told: str = "") -> None:
        """Tell where a plan was taken from, and what is otherwise than in the file that was read.

        That is its revision, and questions that are open again: an answer to less than is asked now is none.
        """
        numbered = " ".join(filter(None, [told, opened_as(self._session, read)]))
        questions = asked_anew(parse(data))
        if questions:
            self._files.asked_anew.emit(questions, numbered)
        elif numbered:
            self._files.message.emit(numbered)

    def begin_like(self, plan: Plan) -> bool:
        """Begin a new plan with the steps and products of another, after asking about unsaved changes."""
        if not self._files.may_leave():
            return False
        try:
            self._session.recover(like(self._knowledge.offers.draft_of(plan), self._blank()), Unsaved())
        except (ShowError, CourseError, LadderError) as error:
            self._files.failed.emit(f"The new plan was not begun. {error}")
            return False
        self._files.opened.emit()
        return True
