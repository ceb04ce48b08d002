"""Opening, saving and guarding the open plan's file, and the draft that outlives a crash."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import LAST_REVISION
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.storage.file_names import DRAFT_SUFFIX, PLAN_SUFFIX, one_line, plan_stem
from ldn_desktop.storage.files import OTHER_NAME, StoreError, read_limited, replace_atomically
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.aside import run_aside
from ldn_desktop.workspace.draft import Draft
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.session import ShowError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.ui.files.saving import FileKind, Standing
    from ldn_desktop.workspace.plan_place import Owner, Place

T = TypeVar("T")
SUFFIX = PLAN_SUFFIX
_LONGEST_NAME = 40
_KNOWN, _NEW, _NOBODY = "known", "new", "nobody"
"""Whose the open plan is: its file's, nobody's before in a new plan, or not said."""
_KEPT = "condition, steps, products, times of the day and prescriber"
_CLEARED = "the safety check, opioids, other medicines, overrides, changes along the way and notes"
_NOT_YET = "a plan needs at least one step and one product."


class PlanFiles(QObject):
    """Moves the open plan between the session and its file. Every question is asked here.

    ``unfinished`` tells why the plan cannot be saved yet but as an unfinished one; ``asked_anew`` the ids of questions that
    the file of an older version had answered and that are open now, and what else is told of it. ``begun`` tells that a file is about to be written, ``saving`` that this takes longer than a moment, ``settled`` that a
    file was read or written, or failed.
    """

    told = Signal(str)
    failed = Signal(str)
    unfinished = Signal(str)
    asked_anew = Signal(object, str)
    begun = Signal(str)
    saving = Signal(str)
    settled = Signal()
    saved = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        blank: Callable[[], Draft],
        folder: Callable[[], str],
        named: Callable[[], bool],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._session = bridge, bridge.session
        self._knowledge, self._blank, self._window = knowledge, blank, window
        self._folder, self._named = folder, named
        self._at_work: Path | None = None
        self._slow: SignalInstance | None = None
        self._replaced: Plan | None = None
        self._whose: tuple[Path | None, str, Owner] | None = None
        """A file or none yet, the plan's id, and whose it was when it was opened or first left, or is since said to be."""
        self._older: tuple[str, int, int] | None = None
        """A plan, its number and the later one on paper, where the older is to leave as what it is."""
        self.known = ""
        """The digest of what the plan's file held when this window last read or wrote it."""

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being read or written; nothing else is begun meanwhile."""
        return self._at_work is not None

    def offered(self, ending: str) -> Path:
        """Return the file that is offered for something of the plan: beside the plan's own, or by its default name."""
        own = self._session.path
        stem = own.stem if own else plan_stem(self._session.draft.plan, named=self._named())
        return (own.parent if own else Path(self._folder())) / f"{stem}{ending}"

    def new(self) -> bool:
        """Begin an empty plan, after asking about unsaved changes; tell whether it was begun."""
        if not self.may_leave():
            return False
        self._session.open(self._blank(), None)
        return True

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_leave():
            return
        from ldn_desktop.ui.files.saving import FileKind, ask_file

        kinds = FileKind("LDN plans", f"{SUFFIX} *{DRAFT_SUFFIX}")
        path = ask_file(self._window, "Open a plan", self._folder(), kinds)
        if path is not None:
            self.open_path(path, asked=True)

    def open_path(self, path: Path, *, asked: bool = False) -> bool:
        """Open a file. One that cannot be read is told in a sentence, and the open plan stays."""
        if not asked and not self.may_leave():
            return False
        # Here and below: what reads and writes plans is loaded when it is first used, so that the window opens sooner.
        from ldn_desktop.workspace.plan_place import Owner, digest_of

        before = self._session.draft
        try:
            data = self._aside(path, partial(read_limited, path))
            draft = self._read(path, data)
        except (StoreError, FileError) as error:
            self.failed.emit(f"{one_line(path.name)} was not opened. {error}")
            return False
        if self._session.draft != before and not self.may_leave():
            # Typed while a slow disk was read.
            return False
        try:
            self._session.open(draft, path)
        except ShowError:
            self.failed.emit(
                f"{one_line(path.name)} was not opened: it could not be shown. The plan before it stays."
            )
            return False
        except CourseError as error:
            self.failed.emit(f"{one_line(path.name)} was not opened. {error.path}: {error}.")
            return False
        self.known, self._whose = digest_of(data), (path, draft.plan.id, Owner(draft.plan.patient))
        self.opened.emit(str(path))
        self.tell_what_was_read(data, draft.plan)
        return True

    def tell_what_was_read(self, data: bytes, read: Plan) -> None:
        """Tell what is otherwise than in a file that was read: its revision, and questions that are open again.

        An answer to less than is asked now is none.
        """
        from ldn_desktop.decoding.strict_json import parse
        from ldn_desktop.exchange.migrations import asked_anew

        numbered = self._numbered(read)
        questions = asked_anew(parse(data))
        if questions:
            self.asked_anew.emit(questions, numbered)
        elif numbered:
            self.told.emit(numbered)

    def _numbered(self, read: Plan) -> str:
        """Say where a plan that was read is another revision now than it says, or not the last that is known of it."""
        now, last = self._session.draft.plan.revision, self._session.last_number
        if now != read.revision:
            match self._session.stands_for(read.revision):
                case "paper":
                    has = (
                        f"A paper of this plan that says something else has revision {read.revision} already"
                    )
                case "file":
                    has = f"A saved file of this plan has revision {read.revision} already"
                case _:
                    has = f"Revision {last} of this plan is known already"
            return f"{has}, so the plan was opened as revision {now}."
        if last > now:
            following = (
                f"A change makes it revision {last + 1}."
                if last < LAST_REVISION
                else "No number follows that one: a changed plan makes no paper; begin a new plan for it."
            )
            return (
                f"The plan was opened at revision {now}, which is not its last: revision {last} was saved, printed or made a "
                f"PDF on this computer. {following}"
            )
        return ""

    def ask_numbers(self) -> str:
        """Look which revisions other windows gave out meanwhile; return what became of this one's, empty where it stays."""
        before = self._session.draft.plan.revision
        self._session.ask_numbers()
        now = self._session.draft.plan.revision
        used = self._session.last_number
        return "" if now == before else f"It is revision {now}: another window has used revision {used}."

    def _read(self, path: Path, data: bytes) -> Draft:
        if _is_draft(path):
            from ldn_desktop.workspace.draft_file import read_draft

            return read_draft(data, self._knowledge.vocabulary)
        from ldn_desktop.exchange.plan_reader import read_plan

        return self._knowledge.draft_of(read_plan(data, self._knowledge.vocabulary))

    def _look(self, path: Path, known: str = "") -> Place:
        from ldn_desktop.workspace.draft_file import read_unfinished
        from ldn_desktop.workspace.plan_place import look

        vocabulary = self._knowledge.vocabulary
        if _is_draft(path):
            return self._aside(path, partial(look, path, vocabulary, known, read_unfinished))
        return self._aside(path, partial(look, path, vocabulary, known))

    def save(self) -> bool:
        """Save to the plan's own file, or ask where; a plan that is finished by now leaves its unfinished file."""
        path = self._session.path
        if self._tell_busy():
            return False
        missing = self.missing()
        if path is None or _is_draft(path) is not bool(missing):
            return self.save_as()
        if not self._all_settled():
            return False
        if self._session.path is None:
            return self._save_unfinished_there() if missing else self.save_as()
        place = self._look(path, self.known)
        if place.digest and place.digest == self.known:
            return self._write(path) if self._session.modified else True
        return self._ask_about(path, place)

    def save_as(self, *, asked: bool = False) -> bool:
        """Ask for a file and save to it; a plan that is not finished is offered to be saved so."""
        if self._tell_busy():
            return False
        if missing := self.missing():
            self.unfinished.emit(missing)
            return False
        if not (asked or self._all_settled()):
            return False
        from ldn_desktop.ui.files.saving import ask_where

        own = self._session.path
        offered = own if own is not None and not _is_draft(own) else self.offered(SUFFIX)
        path = ask_where(self._window, "Save the plan", offered, _kind(), judge=self._judge)
        return path is not None and self._write(path, self._replaced)

    def save_unfinished(self) -> bool:
        """Ask for a file and save what there is: the plan as far as it goes, and the form as it is typed."""
        if self._tell_busy():
            return False
        if not self.person_settled():
            return False
        from ldn_desktop.ui.files.saving import FileKind, ask_where

        kind = FileKind("Unfinished LDN plans", DRAFT_SUFFIX)
        offered = self.offered(DRAFT_SUFFIX)
        path = ask_where(self._window, "Save the unfinished plan", offered, kind, judge=self._judge)
        return path is not None and self._write(path)

    def _judge(self, path: Path) -> Standing | None:
        """Return what stands in the place of a file that was chosen."""
        from ldn_desktop.ui.files.saving import Standing
        from ldn_desktop.workspace.plan_place import question, refusal, words_for

        plan = self._session.draft.plan
        place = self._look(path)
        self._replaced = place.plan
        is_open = self._is_open(path)
        if place.missing or (is_open and place.digest == self.known):
            return None
        refused = refusal(path, place, plan, is_open=is_open)
        if refused:
            return Standing(refused, replaceable=False)
        return Standing(question(path, place) if is_open else words_for(path, place), replaceable=True)

    def held(self) -> Plan | None:
        """Return the plan that the open file holds, as this window last knew it or else as it is read now."""
        path, saved = self._session.path, self._session.saved_plan
        return saved if path is None or saved is not None else self._look(path).plan

    def _of_the_file(self) -> Owner | None:
        """Return whose plan the open file holds; of one recovered after a crash, as the file says now."""
        from ldn_desktop.workspace.plan_place import Owner

        path, plan = self._session.path, self._session.draft.plan
        if path is not None and (self._whose is None or self._whose[0] != path):
            held = self.held()
            self._whose = (path, plan.id, Owner(held.patient)) if held else None
        if self._whose is None or (path is None and self._whose[:2] != (None, plan.id)):
            return None
        return self._whose[2]

    def has_left(self, plan: Plan) -> None:
        """Note that a plan left as a file or on paper: what it says of the patient is whose it is from then on."""
        from ldn_desktop.workspace.plan_place import FIRST_PRINTED, FIRST_SAVED, Owner

        path = self._session.path
        if plan.id != self._session.draft.plan.id:
            # Another was opened while a slow disk was written to.
            return
        first = Owner(plan.patient, FIRST_PRINTED if path is None else FIRST_SAVED)
        self._whose = (path, plan.id, (self._of_the_file() or first).learned(plan.patient))

    def _is_open(self, path: Path) -> bool:
        own = self._session.path
        try:
            return own is not None and (own == path or own.samefile(path))
        except (OSError, ValueError):
            return False

    def _ask_about(self, path: Path, place: Place) -> bool:
        """Ask what to do with a file that somebody else has changed meanwhile."""
        from PySide6.QtWidgets import QMessageBox

        from ldn_desktop.workspace.plan_place import question, refusal

        refused = refusal(path, place, self._session.draft.plan, is_open=True)
        buttons = QMessageBox.StandardButton
        box = self._box("The file has changed", refused or question(path, place))
        box.addButton(buttons.Save).setText("Save under another name…")
        if not refused:
            box.addButton(buttons.Ignore).setText("Save it there" if place.missing else "Save over it")
        box.addButton(buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = self._answer(box)
        if answer == buttons.Ignore and not refused:
            return self._write(path, place.plan)
        return answer == buttons.Save and self.save_as(asked=True)

    def _all_settled(self) -> bool:
        """Ask what must be known before the plan is saved: whether it is of another patient, and tells another past."""
        return self.person_settled() and self._past_settled()

    def _past_settled(self) -> bool:
        """Ask where days that have passed would change: the saved plan was wrong about them, or nothing is saved."""
        rewrites = self._session.rewrites
        if not rewrites:
            return True
        from PySide6.QtWidgets import QMessageBox

        from ldn_desktop.papers.difference_words import PAST_CHANGES, PAST_STAYS, both_plans

        buttons = QMessageBox.StandardButton
        box = self._box(
            "The past would change", f"{PAST_CHANGES} {both_plans(rewrites[0], self._bridge.wording)}"
        )
        box.setInformativeText(PAST_STAYS.format(undo="take it back"))
        box.addButton(buttons.Ignore).setText("The saved plan was wrong: save it so")
        box.addButton(buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        if self._answer(box) != buttons.Ignore:
            return False
        self._session.correct_past()
        return True

    def person_settled(self) -> bool:
        """Ask where the open file's plan now names another patient: the same person, a new plan, or nothing is done.

        A new plan has no file yet. Compared is with the patient that the file was opened with, however often it was saved since.
        """
        return self._person() != _NOBODY

    def person_known(self) -> bool:
        """Ask as ``person_settled`` does, before a paper: a new plan, whose safety check is empty, has none at once."""
        return self._person() == _KNOWN

    def _person(self) -> str:
        from ldn_desktop.workspace.plan_place import SAID_SO, Owner, names_another, person_question

        path, owner = self._session.path, self._of_the_file()
        if owner is None or not names_another(owner.patient, self._session.draft.plan.patient):
            return _KNOWN
        found = self._look(path).plan if path is not None else None
        now = self._session.draft.plan.patient
        from PySide6.QtWidgets import QMessageBox

        buttons = QMessageBox.StandardButton
        box = self._box(
            "Another patient", person_question(path, owner, found.patient if found else None, now)
        )
        box.setInformativeText(self._new_plan_told())
        name = one_line(now.name).strip()
        shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        whom = shown or "this patient"
        box.addButton(buttons.Save).setText(f"A new plan for {whom.replace('&', '&&')}")
        box.addButton(buttons.Ignore).setText("Same person")
        box.addButton(buttons.Cancel)
        box.setDefaultButton(buttons.Cancel)
        box.setEscapeButton(buttons.Cancel)
        answer = self._answer(box)
        if answer == buttons.Ignore:
            self._whose = (path, self._session.draft.plan.id, Owner(now, SAID_SO))
            return _KNOWN
        return _NEW if answer == buttons.Save and self._begin_for(whom) else _NOBODY

    def _new_plan_told(self) -> str:
        """Say what a new plan for another patient keeps, what it is without, and that it cannot be taken back."""
        told = [
            "A new plan leaves that file as it is."
            if self._session.path is not None
            else "The plan before it was never saved and goes: to keep it, cancel, put its patient back and save it.",
            f"It keeps {_KEPT}.",
            f"It is without {_CLEARED}: they are of the person before.",
            self._begins_told(),
            "Undo does not go back behind it.",
        ]
        return "\n".join(line for line in told if line)

    def _begins_told(self) -> str:
        from ldn_desktop.reference.words.wording import full_date
        from ldn_desktop.workspace.clock import local_today

        first, today = self._session.draft.plan.start_date, local_today()
        if first >= today:
            return f"It keeps the first dose on {full_date(first)}, too."
        return f"The first dose on {full_date(first)} has passed: the new plan begins on {full_date(today)}."

    def _begin_for(self, whom: str) -> bool:
        """Begin a new plan for the patient whom the open one names; tell whether it could be shown."""
        from ldn_desktop.workspace.clock import local_today
        from ldn_desktop.workspace.draft import for_another

        begins = self._begins_told()
        try:
            self._session.recover(for_another(self._session.draft, local_today()), None)
        except (ShowError, CourseError):
            self.failed.emit("The new plan could not be shown. The plan before it stays.")
            return False
        self.known = ""
        self.told.emit(
            f"This is a new plan for {whom}. {_CLEARED[:1].upper()}{_CLEARED[1:]} of the person before were cleared: go "
            f"through the safety check for this one before you make a paper. {_KEPT[:1].upper()}{_KEPT[1:]} were kept: "
            f"see whether they fit. {begins}"
        )
        return True

    def number_settled(self) -> bool:
        """Ask where a paper with a later number is out: what leaves as an earlier one would be taken for the older."""
        plan, later = self._session.draft.plan, self._session.later_paper
        asked = (plan.id, plan.revision, later)
        if not later or asked == self._older:
            return True
        from PySide6.QtWidgets import QMessageBox

        buttons = QMessageBox.StandardButton
        last = self._session.last_number
        following = last + 1
        box = self._box(
            "A later paper is out",
            f"A paper of this plan with revision {later} is out, and what is open is revision {plan.revision}. "
            f"Whoever holds both papers takes revision {later} for the one that counts.",
        )
        if last < LAST_REVISION:
            box.setInformativeText(
                f"Make it revision {following} where this paper is to replace that one; then save the plan."
            )
            box.addButton(buttons.Save).setText(f"Make it revision {following}")
        else:
            box.setInformativeText(f"No number follows revision {last}: this paper cannot replace that one.")
        box.addButton(buttons.Ignore).setText(f"Keep revision {plan.revision}")
        box.addButton(buttons.Cancel)
        box.setDefaultButton(buttons.Save if last < LAST_REVISION else buttons.Cancel)
        box.setEscapeButton(buttons.Cancel)
        answer = self._answer(box)
        if answer == buttons.Save:
            self._session.take_next_number()
        if answer == buttons.Ignore:
            self._older = asked
        return answer in {buttons.Save, buttons.Ignore}

    def may_leave(self) -> bool:
        """Return whether the open plan may go: it is saved, or the person said so."""
        if self._tell_busy():
            return False
        if not self._session.modified:
            return True
        from PySide6.QtWidgets import QMessageBox

        name = one_line(self._session.draft.plan.patient.name).strip() or "This plan"
        box = self._box("Unsaved changes", f"{name} has changes that are not saved.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        missing = self.missing()
        # Space or Enter never throws work away.
        box.setDefaultButton(buttons.Save)
        box.setEscapeButton(buttons.Cancel)
        told = []
        if lost := self._session.lost_number:
            told.append(
                f"Revision {lost} of it was printed or made a PDF. If you discard, no file holds what that paper says; "
                "its number is not used again."
            )
        if missing:
            box.button(buttons.Save).setText("Save unfinished…")
            told.append(f"It can be saved as an unfinished plan alone: {missing}")
        box.setInformativeText(" ".join(told))
        answer = self._answer(box)
        if answer == buttons.Save:
            # What was typed while the disk was busy is asked about again.
            saved = self._save_unfinished_there() if missing else self.save()
            return saved and self.may_leave()
        return answer == buttons.Discard

    def _box(self, title: str, text: str) -> QMessageBox:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title)
        box.setText(text)
        return box

    @staticmethod
    def _answer(box: QMessageBox) -> int:
        answer = box.exec()
        box.deleteLater()
        return answer

    def missing(self) -> str:
        """Return what keeps the plan from being saved, or an empty text."""
        plan, unread = self._session.draft.plan, self._session.unread
        if unread:
            more = f" ({len(unread) - 1} more)" if len(unread) > 1 else ""
            return f"{unread[0].name}: {unread[0].problem}{more}"
        return "" if plan.ladder and plan.formulations else _NOT_YET

    def _save_unfinished_there(self) -> bool:
        own = self._session.path
        return self.save() if own is not None and _is_draft(own) else self.save_unfinished()

    def _write(self, path: Path, replaced: Plan | None = None) -> bool:
        """Write the plan; it becomes the next revision of another that it replaces."""
        if self._tell_busy():
            return False
        if replaced is not None and not _is_draft(path):
            self._session.replacing(replaced)
        renumbered = self.ask_numbers()
        from ldn_desktop.workspace.draft_file import draft_bytes
        from ldn_desktop.workspace.plan_place import FIRST_SAVED, Owner, PlanFileError, digest_of, plan_bytes

        draft, vocabulary = self._session.draft, self._knowledge.vocabulary
        missing = "" if _is_draft(path) else self.missing()
        if missing:
            self.unfinished.emit(missing)
            return False
        try:
            data = draft_bytes(draft, vocabulary) if _is_draft(path) else plan_bytes(draft.plan, vocabulary)
            self.begun.emit(str(path))
            parted = self._aside(path, partial(replace_atomically, path, data), self.saving)
        except (StoreError, PlanFileError) as error:
            self.failed.emit(f"Not saved. {error}")
            return False
        self.known = digest_of(data)
        whose = self._of_the_file() or Owner(draft.plan.patient, FIRST_SAVED)
        self._whose = (path, draft.plan.id, whose.learned(draft.plan.patient))
        self._session.saved(path, draft)
        self.saved.emit(str(path))
        if parted or renumbered:
            self.told.emit(" ".join(filter(None, [renumbered, OTHER_NAME if parted else ""])))
        return True

    def _aside(self, path: Path, work: Callable[[], T], slow: SignalInstance | None = None) -> T:
        """Do something with a file beside the window, which stays alive; nothing else is begun meanwhile."""
        self._at_work, self._slow = path, slow
        try:
            return run_aside(work, self._tell_slow)
        finally:
            self._at_work = None
            self.settled.emit()

    def _tell_slow(self) -> None:
        if self._slow is not None:
            self._slow.emit(str(self._at_work))

    def _tell_busy(self) -> bool:
        if self._at_work is not None:
            self.told.emit(f"{one_line(self._at_work.name)} is still being saved or read; wait a moment.")
        return self._at_work is not None


def _is_draft(path: Path) -> bool:
    return path.suffix.lower() == DRAFT_SUFFIX


def _kind() -> FileKind:
    from ldn_desktop.ui.files.saving import FileKind

    return FileKind("LDN plans", SUFFIX)
