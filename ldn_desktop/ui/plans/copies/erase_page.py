"""A plan is erased for good: what goes, what still holds it elsewhere, why, and the name typed to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout

from ldn_desktop.library.bodies import Revision
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.history import copies_holding
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.beside import Beside, Watch
from ldn_desktop.ui.files.saving import ask_folder, usual_folder
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.plans.copies.page import CopiesPage, Section, small_button
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.erasing import (
    WORD,
    Holding,
    confirms,
    holding,
    named_in,
    remove_copies,
    what_goes,
)
from ldn_desktop.workspace.plan_list_words import NO_NAME, known_by
from ldn_desktop.workspace.plan_rows import born_in, plan_of, text_in

if TYPE_CHECKING:
    from pathlib import Path

    from ldn_desktop.library.backups import Computer
    from ldn_desktop.library.opening import Opened
    from ldn_desktop.ui.widgets.place_page import Supplies

_GOES = (
    "All of it is removed from the library, and cannot be brought back. Deleting in the list only hides a plan; this "
    "is for a patient's right to be forgotten."
)
_NO_COPIES = "No backup or export that is known here holds it."
_ELSEWHERE = (
    "Papers, and copies that somebody made in another way or on another computer, are not known here."
)
_RENEW = "Make a new backup, then remove those that are ticked"
_CHOOSE = "Choose a folder for a backup, then remove those ticked"
_REMOVED = "A new backup is made, and the older ones are removed."
_BARE = "The backups that were ticked are removed, and no new one is made: there is no folder for backups."
_WAITS = "A backup is being made. Erase when it is done."
_REMOVES = "Backups that hold the plan that was erased last are still being removed. Go on when that is done."


class ErasePage(CopiesPage):
    """Of one plan after the other; what was done is said on the page until another plan is asked about.

    ``whose_changed`` tells that the page is of nobody any more.
    """

    whose_changed = Signal()

    def __init__(self, supplies: Supplies) -> None:
        super().__init__("Erase for good", supplies.icons)
        self._keeper, self._backing = supplies.keeper, supplies.backing()
        self._subject = self._patient = self._number = self._looked = ""
        self._held: Sequence[Holding] = ()
        self._known = self._done = self._removing = False
        self._boxes: list[tuple[QCheckBox, Path]] = []
        self._beside = Beside(self)
        self._lay_out()
        self._beside.finished.connect(self._found)
        self._backing.changed.connect(self._backed_up)
        self._keeper.closing.connect(self._overtaken)

    def begin(self, subject: str) -> None:
        """Ask about a plan.

        Refused (``LibraryError``, ``FileError``): one that is not there or cannot be read, and while backups of the one
        before go.
        """
        if self._done and subject == self._subject:
            return
        if self._removing:
            raise LibraryError(_REMOVES)
        library = self._keeper.library
        history = library.kept.history(subject)
        if not history.records:
            raise LibraryError("There is no such plan in the library any more.")
        body = history.head.body if history.head is not None else None
        plan = body.plan if isinstance(body, Revision) else b""
        self._subject, self._done, self._known = subject, False, False
        self._patient = text_in(plan, "patient", "name")
        self._number = text_in(plan, "patient", "identifier")
        self._who.setText(one_line(self._patient) or "A plan without a name")
        self._known_by.say(known_by(born_in(plan), one_line(self._number)))
        self._what.setText(f"{what_goes(history)}.")
        word = "the patient's name" if self._patient.strip() else f"the word {WORD}"
        self._confirm_label.setText(f"To confirm, &type {word}")
        for part in (self._reason, self._confirm):
            part.clear()
        self._wrong.say("blocking", "")
        for section in (self._goes, self._why):
            section.show()
        self._show_copies("Looking which copies hold it…")
        if not self._beside.is_working:
            self._look()
        self._review()

    @property
    def whose(self) -> str:
        """Whose plan is asked about; nobody's once it is erased."""
        return "" if self._done or not self._subject else self._patient or NO_NAME

    def focus_first(self) -> None:
        """Put the keyboard into the reason, or where one goes on."""
        after = self._tidy if self._boxes else self.inner.back
        (after if self._done else self._reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._goes = Section("What goes")
        self._who, self._known_by = self._goes.say(role="lead"), self._goes.say(role="body-secondary")
        self._what = self._goes.say(role="")
        self._goes.say(_GOES)
        self._copies = Section("What still holds it")
        self._list = QVBoxLayout()
        self._copies.body.addLayout(self._list)
        self._copies.say(_ELSEWHERE, "caption")
        self._tidy = small_button(_RENEW, primary=True)
        self._bare = small_button("Remove those ticked without a new backup")
        self._copies.row(self._tidy, self._bare)
        self._why = Section("Why, and for sure")
        self._reason, self._confirm = QLineEdit(), QLineEdit()
        reason = PlainLabel(
            "&Reason; it stays in the library, so it names nobody", role="secondary", wraps=True
        )
        reason.setBuddy(self._reason)
        self._why.body.addWidget(reason)
        self._reason.setAccessibleName("Reason; it stays in the library, so it names nobody")
        self._why.body.addWidget(self._reason)
        self._confirm_label = PlainLabel(role="secondary", wraps=True)
        self._confirm_label.setBuddy(self._confirm)
        self._confirm.setAccessibleName("Confirm by the patient's name, or the word")
        self._why.body.addWidget(self._confirm_label)
        self._why.body.addWidget(self._confirm)
        self._erase, cancel = small_button("Erase for good"), small_button("Cancel")
        self._why.row(self._erase, cancel)
        self._wrong = StateLine()
        for part in (self._goes, self._copies, self._why, self._wrong):
            self.add(part)
        cancel.clicked.connect(self.left)
        self._erase.clicked.connect(self._do)
        self._tidy.clicked.connect(self._renew_backups)
        self._bare.clicked.connect(self._remove_ticked)
        for edit in (self._reason, self._confirm):
            edit.textChanged.connect(self._review)

    def _look(self) -> None:
        library, folder, self._looked = self._keeper.library, self._backing.folder, self._subject
        places = copies_holding(library.kept.store, [self._subject])
        computer = self._backing.computer
        self._beside.start(partial(_holding, library.opened, places, folder, computer, self._subject))

    def _found(self, held: object) -> None:
        if self._looked != self._subject:
            self._look()
        elif isinstance(held, list):
            self._held, self._known = held, True
            self._show_copies("")
            self._review()

    def _show_copies(self, instead: str) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = []
        self._offer_copies(instead)
        self._show_ways()

    def _show_ways(self) -> None:
        """Offer what can be done about the boxes: without a folder of backups one is chosen first, or none is made."""
        has_folder = self._backing.folder is not None
        self._tidy.setText(_RENEW if has_folder else _CHOOSE)
        self._tidy.setVisible(bool(self._boxes))
        self._bare.setVisible(bool(self._boxes) and not has_folder)

    def _offer_copies(self, instead: str) -> None:
        if instead or not self._held:
            self._list.addWidget(PlainLabel(instead or _NO_COPIES, wraps=True))
            return
        for held in self._held:
            if self._done and held.ours and held.there:
                box, place = QCheckBox(held.title), one_line(str(held.path))
                box.setAccessibleDescription(place)
                box.setChecked(True)
                self._boxes.append((box, held.path))
                self._list.addWidget(box)
                self._list.addWidget(PlainLabel(place, role="body-secondary", wraps=True))
            else:
                self._list.addWidget(PlainLabel(held.words, wraps=True))

    def _review(self) -> None:
        if self._done:
            return
        why_not = ""
        said = named_in(self._reason.text(), self._patient, self._number)
        if said:
            why_not = f"The reason stays, so it must not name anybody: leave out “{said}”."
        elif self._backing.is_working:
            why_not = _WAITS
        self._wrong.say("caution", why_not, worded=False)
        ready = bool(self._reason.text().strip()) and confirms(self._confirm.text(), self._patient)
        barred = bool(why_not or self._keeper.library.why_read_only)
        self._erase.setEnabled(ready and not barred and self._known)

    def _do(self) -> None:
        keeper = self._keeper
        try:
            # What cannot be removed stops it before anything went.
            keeper.library.drafts.discard(self._subject)
            keeper.library.kept.erase([self._subject], keeper.author, self._reason.text().strip())
        except LibraryError as error:
            self._wrong.say("blocking", f"{plan_of(self._patient)} was not erased. {error}", worded=False)
            return
        self._done, self._patient = True, ""
        self._known_by.say("")
        self.whose_changed.emit()
        for edit in (self._reason, self._confirm):
            edit.clear()
        for section in (self._goes, self._why):
            section.hide()
        self._show_copies("")
        left = "The copies above still hold it." if self._held else "No copy that is known here holds it."
        self._wrong.say("ok", f"Erased for good. {left}", worded=False)
        self.focus_first()

    def _renew_backups(self) -> None:
        had = self._backing.folder
        folder = had or ask_folder(self, "Backups of the plans go into", usual_folder(""))
        if folder is None:
            return
        self._removing = True
        self._tidy.setEnabled(False)
        self._bare.setEnabled(False)
        self._wrong.say(
            "info", "A new backup is being made; the others go once it was read again.", worded=False
        )
        if had is None:
            self._backing.choose(folder)
        else:
            self._backing.back_up()

    def _overtaken(self) -> None:
        """Tell whoever unlocks that the older backups are still there: the page is gone then."""
        if self._removing:
            self._removing = False
            still = "; ".join(one_line(str(path)) for box, path in self._boxes if box.isChecked())
            told = "The program was locked before the older backups were removed. They still hold what was erased"
            self._keeper.tell(f"{told}: {still}")

    def _backed_up(self) -> None:
        """Remove what was ticked once a backup without the plan is there; nothing where none was made."""
        if not self._removing:
            if self._subject and self._keeper.is_open:
                self._review()
            return
        if self._backing.is_working:
            return
        self._removing = False
        for way in (self._tidy, self._bare):
            way.setEnabled(True)
        self._show_ways()
        if self._backing.problem:
            self._wrong.say(
                "caution", f"Nothing was removed, as no new backup was made. {self._backing.problem}"
            )
            return
        self._remove_ticked()

    def _remove_ticked(self) -> None:
        gone = [path for box, path in self._boxes if box.isChecked()]
        if not gone:
            self._wrong.say("caution", "Nothing was removed, as nothing is ticked.")
            return
        left = remove_copies(gone)
        self._held = [
            held for held in self._held if held.path not in gone or one_line(str(held.path)) in left
        ]
        self._show_copies("")
        done = _BARE if self._backing.folder is None else _REMOVED
        still = " What is named above may still hold what was erased." if self._held else ""
        told = f"Not removed: {'; '.join(left)}." if left else f"{done}{still}"
        self._wrong.say("caution" if left else "ok", told, worded=False)


def _holding(
    opened: Opened,
    places: Sequence[str],
    folder: Path | None,
    computer: Computer,
    subject: str,
    _watch: Watch,
) -> list[Holding]:
    return holding(opened, places, folder, computer, subject)
