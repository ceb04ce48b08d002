"""What is done with plans of the list that changes the library or leaves it: delete, bring back, take in, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.library.bodies import Deletion
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.storage.file_names import PLAN_SUFFIX, one_line
from ldn_desktop.ui.files.questions import ask
from ldn_desktop.ui.files.saving import FileKind, ask_files, ask_folder, usual_folder
from ldn_desktop.ui.plans.listing.stepwise import Stepwise
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.plan_export import Exporting
from ldn_desktop.workspace.plan_intake import Taken, TakingIn
from ldn_desktop.workspace.plan_rows import plan_in

PLAN_FILE = FileKind("LDN plan", PLAN_SUFFIX)
_UNDO, _SHOW = "undo", "show"
_MOST_SHOWN = 12
_SLICE = 5
"""Plans that are worked on between two looks at the window."""
_UNASKED = 20
"""Plans that are deleted without a question."""


class PlanActs(QObject):
    """Works on the open library and says what came of it. ``renewed`` tells that entries were made anew.

    ``message`` says what came of work that the lock ended: it stands where it is read after unlocking.
    """

    message = Signal(str)
    failed = Signal(str)
    renewed = Signal()

    def __init__(self, supplies: Supplies, notices: Notices, stepwise: Stepwise, window: QWidget) -> None:
        super().__init__(window)
        self._keeper, self._knowledge = supplies.keeper, supplies.knowledge
        self._remembered = supplies.remembered
        self._notices, self._stepwise, self._window = notices, stepwise, window
        self._deletions: list[tuple[str, str]] = []
        self._back: list[str] = []
        self._taking: TakingIn | None = None
        self._exporting: Exporting | None = None
        self._taken: Taken | None = None
        stepwise.failed.connect(self.failed)
        self._locks = False
        self._keeper.closing.connect(self._end_before_lock)

    def renew(self) -> None:
        """Make entries anew that are not up to date, if any are; the list goes on without them meanwhile."""
        kept = self._keeper.library.kept
        if self._keeper.library.why_read_only or self._stepwise.is_working:
            return
        subjects = kept.stale()
        if subjects:
            told = f"Looking through {len(subjects):,} plans that are new here"
            slices = range(0, len(subjects), _SLICE)
            steps = (self._renewed(subjects[at : at + _SLICE], at + _SLICE) for at in slices)
            self._stepwise.work(told, steps, len(subjects), self.renewed.emit)

    def delete(self, subjects: Sequence[str]) -> None:
        """Have plans count no longer; it can be taken back at once, and later from the list of deleted ones."""
        if self._stepwise.is_working or not self._is_meant(subjects):
            return
        self._deletions = []
        slices = [subjects[at : at + _SLICE] for at in range(0, len(subjects), _SLICE)]
        told, why_not = f"Deleting {_plans(len(subjects))}", self._not(subjects, "deleted")
        self._do(told, map(self._deleted, slices), len(subjects), self._tell_deleted, why_not)

    def bring_back(self, subjects: Sequence[str]) -> None:
        """Take back the deletion of plans."""
        kept = self._keeper.library.kept
        try:
            told = [(subject, kept.history(subject)) for subject in subjects]
        except (FileError, LibraryError) as error:
            self.failed.emit(f"Not brought back. {error}")
            return
        self._take_back(
            [
                (subject, record.hash)
                for subject, history in told
                for record in history.records
                if isinstance(record.body, Deletion)
                and not record.body.records
                and record.hash not in history.deleted
            ]
        )

    def choose_files(self) -> None:
        """Ask for plan files and take them in."""
        self.take_in(ask_files(self._window, "Import plan files", usual_folder(""), PLAN_FILE))

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take plan files in; the window shows how far it is."""
        if not paths or self._stepwise.is_working:
            return
        kept = self._keeper.library.kept
        try:
            self._taking = TakingIn(paths, kept, self._knowledge, self._keeper.author)
        except LibraryError as error:
            self.failed.emit(f"Nothing was taken in. {error}")
            return
        told = f"Taking in {len(paths):,} plan files" if len(paths) > 1 else "Taking in a plan file"
        self._stepwise.work(told, self._taking.steps(), 2 * len(paths), self._took_in)

    def export(self, subjects: Sequence[str]) -> None:
        """Ask for a folder and write the plan files of plans into it."""
        if not subjects or self._stepwise.is_working:
            return
        folder = ask_folder(self._window, "Export plan files into", usual_folder(""))
        if folder is not None:
            self.export_into(folder, subjects)

    def export_into(self, folder: Path, subjects: Sequence[str]) -> None:
        """Write the plan files of plans into a folder."""
        named = self._remembered.settings.name_in_files
        kept, author = self._keeper.library.kept, self._keeper.author
        self._exporting = Exporting(subjects, folder, kept, author, named=named)
        self._stepwise.work("Writing plan files", self._exporting.steps(), len(subjects), self._exported)

    def _end_before_lock(self) -> None:
        """End what is under way before the library is locked: what was taken in and waits is kept."""
        if self._stepwise.is_working:
            self._locks = True
            self._stepwise.stop()
            self._locks = False

    def _renewed(self, subjects: Sequence[str], done: int) -> int:
        self._keeper.library.kept.renew(subjects)
        return done

    def _took_in(self) -> None:
        taking, self._taking = self._taking, None
        if taking is None:
            return
        self._taken = taken = taking.taken()
        actions = [(_SHOW, "Show what was refused", False)] if taken.refused else []
        self._tell(taken.sentence, actions)

    def _exported(self) -> None:
        exporting, self._exporting = self._exporting, None
        if exporting is not None:
            self._tell(exporting.sentence)

    def _answered(self, key: str) -> None:
        if key == _UNDO:
            self._take_back(self._deletions)
        elif key == _SHOW and self._taken is not None:
            self._show_refused(self._taken)

    def _take_back(self, deletions: Sequence[tuple[str, str]]) -> None:
        if self._stepwise.is_working or not deletions:
            return
        self._back = []
        slices = [deletions[at : at + _SLICE] for at in range(0, len(deletions), _SLICE)]
        told = f"Bringing {_plans(len(deletions))} back"
        not_back = self._not([subject for subject, _ in deletions], "brought back")
        self._do(told, map(self._brought_back, slices), len(deletions), self._tell_back, not_back)

    def _do(
        self, told: str, steps: Iterator[int], total: int, then: Callable[[], None], not_done: str
    ) -> None:
        """Do a work at once where it is short, else with the window alive; ``not_done`` says before why it was not."""
        if total > _SLICE:
            self._stepwise.work(told, steps, total, then)
            return
        try:
            for _ in steps:
                pass
            then()
        except LibraryError as error:
            self.failed.emit(f"{not_done} {error}")

    def _deleted(self, subjects: Sequence[str]) -> int:
        events = {subject: Deletion() for subject in subjects}
        records = self._keeper.library.kept.note_each(events, self._keeper.author)
        self._deletions += [(record.subject, record.hash) for record in records]
        return len(self._deletions)

    def _tell_deleted(self) -> None:
        one = self._one([subject for subject, _ in self._deletions])
        told = f"{one} is deleted." if one else f"{_plans(len(self._deletions))} deleted."
        self._tell(told, [(_UNDO, "Undo", False)])

    def _brought_back(self, deletions: Sequence[tuple[str, str]]) -> int:
        events = {subject: Deletion((deletion,)) for subject, deletion in deletions}
        records = self._keeper.library.kept.note_each(events, self._keeper.author)
        self._back += [record.subject for record in records]
        return len(self._back)

    def _tell_back(self) -> None:
        one = self._one(self._back)
        self._tell(f"{f'{one} is' if one else f'{_plans(len(self._back))} are'} back in the list.")

    def _not(self, subjects: Sequence[str], done: str) -> str:
        one = self._one(subjects)
        return f"{one} was not {done}." if one else "Not done."

    def _one(self, subjects: Sequence[str]) -> str:
        """Return how a sentence about one plan begins, by whose it is; empty of several."""
        if len(subjects) != 1:
            return ""
        try:
            return plan_in(self._keeper.library.kept.history(subjects[0]))
        except (FileError, LibraryError):
            return "1 plan"

    def _tell(self, sentence: str, actions: Sequence[tuple[str, str, bool]] = ()) -> None:
        if self._locks:
            self.message.emit(f"Locking ended what was under way. {sentence}")
        else:
            self._notices.tell_with(sentence, list(actions)).action_triggered.connect(self._answered)

    def _is_meant(self, subjects: Sequence[str]) -> bool:
        """Ask before more plans than anybody looks at are deleted."""
        if len(subjects) <= _UNASKED:
            return bool(subjects)
        text = f"Delete {_plans(len(subjects))}? They can be brought back from the list of deleted plans."
        return (
            ask(self._window, "Delete plans?", text, {"Yes": f"Delete {len(subjects):,}"}, "Cancel") == "Yes"
        )

    def _show_refused(self, taken: Taken) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Refused")
        lines = [f"{one_line(path.name)}: {why}" for path, why in taken.refused]
        box.setText(taken.sentence)
        box.setInformativeText("\n".join(lines[:_MOST_SHOWN]))
        if len(lines) > _MOST_SHOWN:
            box.setDetailedText("\n".join(lines))
        box.exec()
        box.deleteLater()


def _plans(many: int) -> str:
    return "1 plan" if many == 1 else f"{many:,} plans"
