"""The open plan and its place: where it is opened and saved, and that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.storage.file_names import OPENED, plan_stem
from ldn_desktop.ui.aside import run_aside
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.questions import Questions
from ldn_desktop.ui.files.whose import Whose
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import File, Origin, Unsaved

if TYPE_CHECKING:
    from ldn_desktop.ui.files.file_saves import FileSaves
    from ldn_desktop.ui.files.keeping import Keeping
    from ldn_desktop.ui.files.noting import Noting
    from ldn_desktop.ui.files.plan_opening import PlanOpening
    from ldn_desktop.workspace.contents import Found

T = TypeVar("T")
_NOT_YET = "a plan needs at least one step and one product."


class PlanFiles(QObject):
    """Moves the open plan between the session and its place; ``questions`` and ``whose`` ask what must be known before.

    ``unfinished`` tells why the plan cannot be saved yet but as an unfinished one; ``asked_anew`` the ids of questions
    that the file of an older version had answered and that are open now, and what else is told of it. ``begun`` tells
    that a file is about to be written, ``saving`` that this takes longer than a moment, ``settled`` that one was read
    or written, or failed; ``place_wanted`` that a place of the window is wanted,
    ``library_wanted`` that a library is offered: whoever is told asks before returning.
    """

    message = Signal(str)
    failed = Signal(str)
    unfinished = Signal(str)
    asked_anew = Signal(object, str)
    begun = Signal(str)
    saving = Signal()
    settled = Signal()
    saved = Signal()
    opened = Signal()
    place_wanted = Signal(str)
    library_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        blank: Callable[[], Draft],
        folder: Callable[[], str],
        remembered: Remembered,
        keeper: Keeper,
        notices: Notices,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._session = bridge, bridge.session
        self._knowledge, self._blank, self._window = knowledge, blank, window
        self._folder, self._remembered = folder, remembered
        self.questions = Questions(bridge, window)
        self.whose = Whose(bridge.session, self.look, window, self)
        self.whose.message.connect(self.message)
        self.whose.failed.connect(self.failed)
        self._keeper, self._notices = keeper, notices
        self._at_work: Origin | None = None

    @property
    def bridge(self) -> Bridge:
        """The open plan, as the window has it."""
        return self._bridge

    def beside(self) -> PlanFiles:
        """Return what opens another plan beside the open one, which stays as it is."""
        bridge = Bridge(self._session.beside(self._blank()))
        bridge.word(self._bridge.wording)
        return PlanFiles(
            *(bridge, self._knowledge, self._blank, self._folder),
            *(self._remembered, self._keeper, self._notices, self._window),
        )

    @cached_property
    def keeping(self) -> Keeping:
        """What keeps plans in the library; loaded when it is first used, so that the window opens sooner."""
        from ldn_desktop.ui.files.keeping import Keeping

        made = Keeping(
            self._bridge,
            self._knowledge,
            self._keeper,
            self._remembered,
            self._notices,
            self.whose,
            self._window,
            self,
        )
        made.message.connect(self.message)
        made.failed.connect(self.failed)
        made.kept.connect(self._note_kept)
        made.outdated.connect(self.opening.open_anew)
        made.file_wanted.connect(self.save_as)
        made.save_wanted.connect(self.save)
        made.place_wanted.connect(self.place_wanted)
        made.library_wanted.connect(self.library_wanted)
        return made

    @cached_property
    def opening(self) -> PlanOpening:
        """What opens plans; loaded when it is first used."""
        from ldn_desktop.ui.files.plan_opening import PlanOpening

        return PlanOpening(self._session, self._knowledge, self._blank, self)

    @cached_property
    def saves(self) -> FileSaves:
        """What saves to files; loaded when it is first used."""
        from ldn_desktop.ui.files.file_saves import FileSaves

        return FileSaves(self._bridge, self._knowledge, self, self._window)

    @cached_property
    def noting(self) -> Noting:
        """What notes in the library what left; loaded when it is first used."""
        from ldn_desktop.ui.files.noting import Noting

        return Noting(self._session, self._keeper, self._notices, self)

    def _note_kept(self) -> None:
        self.noting.note_kept()
        self.saved.emit()

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being read or written; nothing else is begun meanwhile."""
        return self._at_work is not None

    def offered(self, ending: str) -> Path:
        """Return the file that is offered for something of the plan that ends so."""
        return self._session.origin.offered(ending, self._by_default)

    def offered_unnamed(self, ending: str) -> Path:
        """Return the same without the patient's name, for what others are handed."""
        stem = plan_stem(self._session.draft.plan, named=False)
        return self.offered(ending).with_name(f"{stem}{ending}")

    def _by_default(self) -> Path:
        named = self._remembered.settings.name_in_files
        return Path(self._folder()) / plan_stem(self._session.draft.plan, named=named)

    def new(self) -> bool:
        """Begin an empty plan, after asking about unsaved changes; tell whether it was begun."""
        if not self.may_leave():
            return False
        self._session.open(self._blank(), Unsaved())
        return True

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_leave():
            return
        from ldn_desktop.ui.files.saving import FileKind, ask_file

        kinds = FileKind("LDN plans", " *".join(OPENED))
        path = ask_file(self._window, "Open a plan", self._folder(), kinds)
        if path is not None:
            self.open_path(path, asked=True)

    def open_path(self, path: Path, *, asked: bool = False) -> bool:
        """Open a file, as ``open_from`` does."""
        return self.open_from(File(path), asked=asked)

    def open_from(self, origin: Origin, *, asked: bool = False) -> bool:
        """Open the plan of a place. One that cannot be read is told in a sentence, and the open plan stays."""
        return (asked or self.may_leave()) and self.opening.open_from(origin)

    def look(self, origin: Origin, known: str = "") -> Found:
        """Return what stands in a place, looked at beside the window."""
        from ldn_desktop.workspace.contents import look

        return self.aside(origin, partial(look, origin, self._knowledge.vocabulary, known))

    def save(self, *, leaving: bool = False) -> bool:
        """Save to the plan's own file or in the library, or ask where.

        A plan that is finished by now leaves its unfinished file. Where the plan is about to go (``leaving``), what is
        to be known of its revision is asked before this returns.
        """
        if self.tell_busy():
            return False
        origin, missing = self._session.origin, self.missing()
        if not missing and self.keeping.takes(origin):
            return self._all_settled() and self.keeping.save(leaving=leaving)
        if not origin.kept or origin.finished is bool(missing):
            return self.save_as()
        if not self._all_settled():
            return False
        origin = self._session.origin
        if not origin.kept:
            return self._save_unfinished_there() if missing else self.save(leaving=leaving)
        return self.saves.save(origin)

    def save_as(self, *, asked: bool = False) -> bool:
        """Ask for a file and save to it; a plan that is not finished is offered to be saved so.

        Of a plan that can be kept in the library it is a copy.
        """
        if self.tell_busy():
            return False
        if missing := self.missing():
            self.unfinished.emit(missing)
            return False
        return (asked or self._all_settled()) and self.saves.save_as()

    def save_unfinished(self) -> bool:
        """Ask for a file and save what there is: the plan as far as it goes, and the form as it is typed."""
        return not self.tell_busy() and self.whose.is_settled() and self.saves.save_unfinished()

    def _all_settled(self) -> bool:
        """Ask what must be known before the plan is saved: whether it is of another patient, and tells another past."""
        return self.whose.is_settled() and self.questions.past_settled()

    def may_leave(self) -> bool:
        """Return whether the open plan may go: it is saved, or the person said so."""
        if self.tell_busy():
            return False
        if not self._session.modified:
            return True
        missing = self.missing()
        answer = self.questions.unsaved(missing)
        if answer == "Save":
            # What was typed while the disk was busy is asked about again.
            saved = self._save_unfinished_there() if missing else self.save(leaving=True)
            return saved and self.may_leave()
        return answer == "Discard"

    def missing(self) -> str:
        """Return what keeps the plan from being saved, or an empty text."""
        plan, unread = self._session.draft.plan, self._session.unread
        if unread:
            more = f" ({len(unread) - 1} more)" if len(unread) > 1 else ""
            return f"{unread[0].name}: {unread[0].problem}{more}"
        return "" if plan.ladder and plan.formulations else _NOT_YET

    def _save_unfinished_there(self) -> bool:
        own = self._session.origin
        return self.save() if own.kept and not own.finished else self.save_unfinished()

    def aside(self, place: Origin, work: Callable[[], T], slow: Callable[[], object] | None = None) -> T:
        """Do something in a place beside the window, which stays alive; nothing else is begun meanwhile."""
        if place.in_library:
            return work()
        self._at_work = place
        try:
            return run_aside(work, slow)
        finally:
            self._at_work = None
            self.settled.emit()

    def tell_busy(self) -> bool:
        """Say that a file is still being read or written, where it is; tell whether it is."""
        if self._at_work is not None:
            self.message.emit(f"{self._at_work.name} is still being saved or read; wait a moment.")
        return self._at_work is not None
