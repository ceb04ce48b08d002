"""Keeps the open plan in the library as its next revision, with who and why; nothing that stands there is replaced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.kept_notices import KeptNotices
from ldn_desktop.ui.files.next_revision import NextRevision, Step
from ldn_desktop.ui.files.revision_asking import RevisionAsking
from ldn_desktop.ui.files.whose import Whose
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_desktop.library.records import Record
    from ldn_desktop.workspace.draft import Draft
    from ldn_desktop.workspace.library_place import InLibrary

MADE = "plan made"


class _Given(NamedTuple):
    """What was given above the page, and for which step."""

    step: Step
    reason: str
    author: str


class Keeping(QObject):
    """Asks above the page what must be known before a revision is kept, in a dialog where the plan is about to go.

    ``message`` and ``failed`` tell what became of it, ``kept`` that it stands, ``outdated`` that something else stands
    now than what is open and unchanged; ``file_wanted`` that a file is wanted
    instead, ``place_wanted`` a place of the window; ``library_wanted`` asks for a library, and for an answer at once;
    ``save_wanted`` that the plan is saved now that it is known why.
    """

    message = Signal(str)
    failed = Signal(str)
    kept = Signal()
    outdated = Signal()
    file_wanted = Signal()
    place_wanted = Signal(str)
    library_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        keeper: Keeper,
        remembered: Remembered,
        notices: Notices,
        whose: Whose,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._knowledge = bridge.session, knowledge
        self._keeper, self._remembered = keeper, remembered
        self._whose = whose
        self.notices = KeptNotices(bridge.session, notices, self)
        self.notices.file_wanted.connect(self.file_wanted)
        self.notices.place_wanted.connect(self.place_wanted)
        self.notices.settle_wanted.connect(self._settle)
        self._steps = NextRevision(bridge.session, keeper, self.notices, window)
        self._steps.failed.connect(self.failed)
        self._asking = RevisionAsking(bridge, notices, window, self)
        self._asking.given.connect(self._take_given)
        self._waiting: Step | None = None
        self._given: _Given | None = None
        self._openings = bridge.session.openings
        self._at_work = False
        bridge.changed.connect(self._review)
        keeper.plans_changed.connect(self._look_again)
        keeper.state_changed.connect(self._look_when_opened)

    def place(self, subject: str) -> InLibrary:
        """Return the place of a plan of the library."""
        from ldn_desktop.workspace.library_place import InLibrary

        return InLibrary(self._keeper.library, subject)

    def place_at(self, address: str) -> Origin | None:
        """Return the place of an address that a draft recorded; ``None`` of another kind's."""
        from ldn_desktop.workspace.library_place import InLibrary

        return InLibrary.at(address, self._keeper.library)

    def takes(self, origin: Origin) -> bool:
        """Tell whether the plan of a place that is finished is kept in the library: its own, or one without a file.

        Where there is no library it is offered first, once.
        """
        from ldn_desktop.workspace.plan_library import State

        if origin.in_library or (origin.kept and origin.finished):
            return origin.in_library
        library = self._keeper.library
        if library.state is State.ABSENT and not self._remembered.settings.library_declined:
            self.library_wanted.emit()
            if library.state is State.ABSENT:
                self._remembered.change(library_declined=True)
        return library.state is not State.ABSENT

    @property
    def can_keep(self) -> bool:
        """Whether the library is open, and can be written."""
        return self._keeper.can_keep

    def save(self, *, leaving: bool) -> bool:
        """Keep the open plan; tell whether it stands. Where something is asked above the page first it does not yet."""
        given, self._given = self._given, None
        step = self._steps.next_step(given.step if given else None)
        if step is None:
            return False
        if step.stands:
            # A revision says something new.
            self._note_saved(step.place, step.told.heads, self._session.draft)
            return True
        if given is not None:
            return self._keep(step, given.reason, given.author)
        return self._go_on(step, leaving=leaving)

    def _go_on(self, step: Step, *, leaving: bool) -> bool:
        """Ask for reason and name where they are not known, else keep the plan at once."""
        from ldn_desktop.ui.files.revision_note import Wanted
        from ldn_desktop.workspace.library_place import last_number

        author = self._keeper.author
        reason = None if step.told.head is None else self._proposed_reason()
        if author and reason is None:
            return self._keep(step, "", author)
        plan, last = self._session.draft.plan, last_number(step.told)
        wanted = Wanted(max(plan.revision, last + 1), reason, None if author else plan.prescriber.name)
        if not leaving:
            self._waiting = step
            self._asking.ask_above(wanted)
            return False
        given = self._asking.ask_at_once(wanted)
        return given is not None and self._keep(step, *given)

    def _proposed_reason(self) -> str:
        """Return what is noted of the last change that the saved plan has not."""
        saved = self._session.saved_plan
        before = saved.adjustments if saved else ()
        new = [change.note for change in self._session.draft.plan.adjustments if change not in before]
        return new[-1] if new else ""

    def _take_given(self, reason: str, author: str) -> None:
        """Have the plan saved as it now is: it may have changed since it was asked, so all is asked again of it."""
        if self._waiting is not None:
            self._given = _Given(self._waiting, reason, author)
            self.save_wanted.emit()
            self._given = None

    def _named(self, author: str) -> str:
        """Return who keeps the plan; a name that was asked for is remembered."""
        if self._keeper.author or not author:
            return self._keeper.author
        letterhead = self._remembered.settings.letterhead
        self._remembered.change(letterhead=letterhead._replace(name=author))
        return author

    def _keep(self, step: Step, reason: str, author: str) -> bool:
        """Keep the plan, for ``MADE`` at first."""
        from ldn_desktop.workspace.contents import PlanFileError, bytes_for
        from ldn_desktop.workspace.number_words import ask_numbers

        plans = self._keeper.library.kept
        try:
            self._steps.take_number(step.told)
            renumbered = ask_numbers(self._session)
            draft = self._session.draft
            bytes_for(draft, self._knowledge.vocabulary, finished=True)
            self._at_work = True
            reason = reason or ("" if step.told.head else MADE)
            named = self._named(author)
            record = plans.keep(draft.plan, named, reason, step.place.subject, step.follows)
        except (StoreError, PlanFileError, FileError) as error:
            self.failed.emit(f"Not saved. {error}")
            return False
        except UnicodeEncodeError:
            self.failed.emit("Not saved. The reason or the name holds half a character; type it again.")
            return False
        finally:
            self._at_work = False
        self._note_saved(step.place, [record], draft)
        if renumbered:
            self.message.emit(renumbered)
        return True

    def _note_saved(self, place: InLibrary, stands: Sequence[Record], draft: Draft) -> None:
        from ldn_desktop.workspace.owner import FIRST_SAVED

        owner = self._whose.owner_when_left(draft.plan, FIRST_SAVED)
        self._session.saved(
            replace(place, known=" ".join(record.hash for record in stands), owner=owner), draft
        )
        self.kept.emit()

    def _look_when_opened(self) -> None:
        """Look whether another window kept something while the library was locked here."""
        self._look_again(())

    def _look_again(self, subjects: object) -> None:
        """Say where something else stands now of the open plan than what was opened; unchanged it is opened anew."""
        from ldn_desktop.workspace.library_place import InLibrary

        origin = self._session.origin
        if self._at_work or not isinstance(origin, InLibrary) or not isinstance(subjects, tuple):
            return
        if (subjects and origin.subject not in subjects) or not self._keeper.is_open:
            return
        try:
            told = origin.history()
        except StoreError as error:
            self.failed.emit(f"{origin.name} cannot be looked at. {error}")
            return
        if told.gone or not told.heads:
            self.notices.tell_gone()
        elif others := origin.others(told):
            if not self._session.modified:
                self.outdated.emit()
                return
            self.notices.tell_other(others)

    def _review(self) -> None:
        """Forget what was given for a plan that is not open any more."""
        if self._session.openings != self._openings:
            self._openings = self._session.openings
            self._given = self._waiting = None

    def _settle(self) -> None:
        """Keep the revision that is open as the one that follows on all that stand beside it."""
        step = self._steps.next_step()
        if step is not None:
            self._go_on(step._replace(stands=False), leaving=False)
