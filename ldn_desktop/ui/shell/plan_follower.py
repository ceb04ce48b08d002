"""What the window shows of the open plan besides its page.

Title, actions, when it was saved, and what is told of its file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui import PLANNER, PLANS
from ldn_desktop.ui.planner.result.finding_actions import QUESTION
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.workspace.clock import local_now, local_today

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.content import Content
    from ldn_desktop.ui.actions import Actions
    from ldn_desktop.ui.bridge import Bridge
    from ldn_desktop.ui.files.plan_files import PlanFiles
    from ldn_desktop.ui.planner.page import PlannerPage
    from ldn_desktop.ui.widgets.notices import Notices


_DAY_CHECK_MS = 60_000


class PlanFollower(QObject):
    """Follows the open plan, its files, the place that is open, and the day."""

    def __init__(
        self,
        window: QMainWindow,
        bridge: Bridge,
        files: PlanFiles,
        page: PlannerPage,
        places: PlaceStack,
        actions: Actions,
        notices: Notices,
        content: Content,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._files = window, bridge.session, files
        self._page, self._places, self._actions = page, places, actions
        self._notices, self._content = notices, content
        self._told_of = 0
        self._saved_in = ""
        self._nameless = False
        bridge.changed.connect(self.follow)
        page.waiting_changed.connect(self.follow)
        for told in (places.moved, places.whose_changed):
            told.connect(self._follow_place)
        notices.listen_to(files)
        files.unfinished.connect(self._offer_unfinished)
        files.asked_anew.connect(self._tell_asked_anew)
        files.saving.connect(self._show_saving)
        files.settled.connect(self._show_settled)
        files.saved.connect(self._show_saved)
        self._day = local_today()
        clock = QTimer(self, interval=_DAY_CHECK_MS)
        clock.timeout.connect(self._check_day)
        clock.start()
        self.follow()

    def follow(self) -> None:
        """Fit title and actions to the open plan."""
        self._forget_saving()
        self._notices.review()
        self._follow_place()

    def _follow_place(self) -> None:
        """Fit title and actions to what is open: over a page of another plan it names that one's patient, or nobody.

        And say above it where it can only be read.
        """
        self._notices.stand(self._places.stands)
        if not self._nameless:
            # The reference is read beside the open plan.
            elsewhere = self._places.place == PLANS
            own = self._session.draft.plan.patient.name or self._session.origin.title
            name = (self._places.whose or "Plans") if elsewhere else own
            # What somebody typed holds no place for the mark of unsaved changes.
            self._window.setWindowTitle(f"{one_line(name).replace('[*]', '[*][*]')}[*] – LDN Desktop")
            self._window.setWindowModified(self._session.modified and not elsewhere)
        self._fit_actions()

    def set_nameless(self, nameless: bool) -> None:
        """Leave the window's title alone while it may name nobody, or give it back."""
        self._nameless = nameless
        if nameless:
            self._window.setWindowModified(False)
        else:
            self.follow()

    def _check_day(self) -> None:
        """Have the plan shown as on another day, once it is one."""
        if local_today() != self._day:
            self._day = local_today()
            self._session.refresh()

    def _fit_actions(self) -> None:
        """Offer undo where the plan is seen, for else nothing would show what it changes.

        And the papers of a plan that is ready. In the reference, printing is the article's.
        """
        session, actions = self._session, self._actions
        planning = self._places.place == PLANNER
        for action, label, word in (
            (actions.undo, session.undo_label, "Undo"),
            (actions.redo, session.redo_label, "Redo"),
        ):
            action.setEnabled(bool(label) and planning)
            keys = action.shortcut().toString()
            action.setToolTip(
                plain_tip(f"{word}: {label} ({keys})" if label else f"Nothing to {word.lower()}")
            )
        regimen = session.regimen
        whole = regimen is not None and not self._page.waiting
        ready = whole and regimen is not None and not regimen.blocked
        # The clinician's record can be seen of a plan that is blocked; it says that it is.
        held = _all_held_back(regimen)
        for action in (actions.preview, actions.pack):
            action.setEnabled(whole and not held)
        actions.save_pdf.setEnabled(ready)
        for action in (actions.copy_record, actions.export, actions.compare):
            action.setEnabled(whole)
        actions.print.setEnabled(ready and planning)

    def _forget_saving(self) -> None:
        """Leave out when the plan before this one was saved, what else was told of it, and where its form stood."""
        if self._session.openings != self._told_of:
            self._told_of = self._session.openings
            self._notices.quieten()
            self._page.begin_new()
        if self._session.origin.address != self._saved_in:
            self._saved_in = self._session.origin.address
            self._page.saved_words = ""
            self._page.show_plan()

    def _show_saving(self) -> None:
        self._page.saving = True
        self._page.show_plan()

    def _show_settled(self) -> None:
        if self._page.saving:
            self._page.saving = False
            self._page.show_plan()

    def _show_saved(self) -> None:
        self._saved_in = self._session.origin.address
        self._page.saved_words = f"Saved {local_now():%H:%M}"
        self._page.show_plan()

    def _offer_unfinished(self, missing: str) -> None:
        """Say why the plan is not saved, and offer to save it unfinished."""
        outside = (
            " It is a file outside the library, and not encrypted." if self._session.origin.in_library else ""
        )
        bar = self._notices.tell_with(
            f"Not saved yet: {missing} "
            f"It can be saved as an unfinished plan, which opens here again and prints nothing.{outside}",
            [("unfinished", "Save unfinished…", True)],
            lambda: self._files.missing() == missing,
        )
        bar.action_triggered.connect(self._take_answer)

    def _tell_asked_anew(self, questions: tuple[str, ...], besides: str) -> None:
        """Say which questions a plan of an older version has open again, until they are answered.

        And what else there is.
        """
        asked = " ".join(f"“{self._content.screening.questions[name].text}”" for name in questions)
        bar = self._notices.tell_with(
            f"Open again: {asked} This plan was saved by an earlier version, which asked for less there, "
            f"so the answer was not taken over. {besides}".rstrip(),
            [(f"{QUESTION}{questions[0]}", "Answer it now", True)],
            lambda: not {*questions}.issubset(dict(self._session.draft.plan.screening.answers)),
        )
        bar.action_triggered.connect(self._take_answer)

    def _take_answer(self, key: str) -> None:
        if key == "unfinished":
            self._files.save_unfinished()
        elif key.startswith(QUESTION):
            self._places.open(PLANNER)
            self._page.go_to(key)


def _all_held_back(regimen: Regimen | None) -> bool:
    """Tell whether there is no paper of a plan."""
    if regimen is None:
        return True
    from ldn_desktop.papers.catalogue import PAPERS, holding_back

    return all(holding_back(regimen, kind) for kind in PAPERS)
