"""Saves the open plan to files; what stands there is looked at and asked about first."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ldn_desktop.library.bodies import Exported
from ldn_desktop.storage.file_names import DRAFT_SUFFIX, PLAN_SUFFIX
from ldn_desktop.storage.files import OTHER_NAME, StoreError
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.saving import FileKind, Standing, ask_where, saved_words
from ldn_desktop.workspace.contents import Found, PlanFileError, bytes_for, question, refusal
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.number_words import ask_numbers
from ldn_desktop.workspace.origin import File, Origin, digest_of
from ldn_desktop.workspace.owner import FIRST_SAVED

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.ui.files.plan_files import PlanFiles


class FileSaves:
    """Writes the open plan; ``files`` tells what became of it."""

    def __init__(self, bridge: Bridge, knowledge: Knowledge, files: PlanFiles, window: QWidget) -> None:
        self._session, self._knowledge = bridge.session, knowledge
        self._files, self._window = files, window
        self._replaced: Plan | None = None

    def save(self, origin: Origin) -> bool:
        """Save to the plan's own file, after asking where it is not what this window knows of it."""
        found = self._files.look(origin, origin.known)
        if found.digest and found.digest == origin.known:
            return self.write(origin) if self._session.modified else True
        return self._ask_about(origin, found)

    def save_as(self) -> bool:
        """Ask for a file and save to it; of a plan that can be kept in the library it is a copy."""
        offered, kind = self._files.offered(PLAN_SUFFIX), FileKind("LDN plans", PLAN_SUFFIX)
        path = ask_where(self._window, "Save the plan", offered, kind, judge=self._judge)
        if path is None:
            return False
        if self._session.origin.in_library and self._files.keeping.can_keep:
            return self._export(File(path))
        return self.write(File(path), self._replaced)

    def save_unfinished(self) -> bool:
        """Ask for a file and save what there is."""
        kind = FileKind("Unfinished LDN plans", DRAFT_SUFFIX)
        offered = self._files.offered(DRAFT_SUFFIX)
        path = ask_where(self._window, "Save the unfinished plan", offered, kind, judge=self._judge)
        return path is not None and self.write(File(path))

    def _judge(self, path: Path) -> Standing | None:
        """Return what stands in the place of a file that was chosen."""
        place, plan, own = File(path), self._session.draft.plan, self._session.origin
        found, is_open = self._files.look(place), own.is_at(path)
        self._replaced = found.plan
        if found.missing or (is_open and found.digest == own.known):
            return None
        refused = refusal(place.name, found, plan, is_open=is_open)
        asked = refused or question(place.name, found, is_open=is_open)
        return Standing(asked, replaceable=not refused)

    def _ask_about(self, origin: Origin, found: Found) -> bool:
        """Ask what to do with a file that somebody else has changed meanwhile."""
        refused = refusal(origin.name, found, self._session.draft.plan, is_open=True)
        over = "Save it there" if found.missing else "Save over it"
        text = refused or question(origin.name, found, is_open=True)
        answer = self._files.questions.changed_elsewhere(text, "" if refused else over)
        if answer == "Ignore":
            return self.write(origin, found.plan)
        return answer == "Save" and self._files.save_as(asked=True)

    def write(self, place: Origin, replaced: Plan | None = None) -> bool:
        """Write the plan; it becomes the next revision of another that it replaces."""
        if self._files.tell_busy():
            return False
        if replaced is not None and place.finished:
            self._session.replacing(replaced)
        renumbered = ask_numbers(self._session)
        draft = self._session.draft
        missing = self._files.missing() if place.finished else ""
        if missing:
            self._files.unfinished.emit(missing)
            return False
        try:
            data = bytes_for(draft, self._knowledge.vocabulary, finished=place.finished)
            self._files.begun.emit(place.recent)
            parted = self._files.aside(place, partial(place.write, data), self._files.saving.emit)
        except (StoreError, PlanFileError) as error:
            self._files.failed.emit(f"Not saved. {error}")
            return False
        owner = self._files.whose.owner_when_left(draft.plan, FIRST_SAVED)
        self._session.saved(replace(place, known=digest_of(data), owner=owner), draft)
        self._files.saved.emit()
        if parted or renumbered:
            self._files.message.emit(" ".join(filter(None, [renumbered, OTHER_NAME if parted else ""])))
        return True

    def _export(self, file: File) -> bool:
        """Write a plan of the library to a file, which is noted there; the library stays its place."""
        draft = self._session.draft
        # Of what is not kept yet the number stands for what the file says from now on.
        leaving = self._session.giving_out(draft.plan) if self._session.modified else nullcontext()
        try:
            data = bytes_for(draft, self._knowledge.vocabulary, finished=True)
            self._files.begun.emit(file.recent)
            with leaving:
                parted = self._files.aside(file, partial(file.write, data), self._files.saving.emit)
        except (StoreError, PlanFileError) as error:
            self._files.failed.emit(f"Not saved. {error}")
            return False
        self._files.noting.note(draft.plan, (Exported("ldnplan", str(file.path), ""),))
        self._files.message.emit(
            f"{saved_words(file.path, parted=parted)} The plan itself stays in the library."
        )
        return True
