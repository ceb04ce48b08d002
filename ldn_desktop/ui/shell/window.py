"""The window: rail, pages, actions, files; its size and place are remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.places import Places
from ldn_desktop.storage.recent import RecentStore
from ldn_desktop.storage.settings import Settings, fits_letterhead
from ldn_desktop.ui import PLANS
from ldn_desktop.ui.actions import Actions
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.code_opening import CodeOpening
from ldn_desktop.ui.files.drops import FileDrops
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.files.recent_menu import RecentMenu
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.papers.comparing import Comparing
from ldn_desktop.ui.papers.exports import Exports
from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.planner.page import PlannerPage
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.appearance import Appearance
from ldn_desktop.ui.shell.enter_key import EnterKey
from ldn_desktop.ui.shell.fault_offer import FaultOffer
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.shell.plan_follower import PlanFollower
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.shell.script_letters import ScriptLetters
from ldn_desktop.ui.shell.top_bar import TopBar
from ldn_desktop.ui.shell.ways import Ways
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.theme import MODES, ThemeManager
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.ui.widgets.tab_order import go_on
from ldn_desktop.workspace.clock import local_now, local_today
from ldn_desktop.workspace.draft import Draft, blank, new_id
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Unsaved
from ldn_desktop.workspace.plan_library import PlanLibrary, State
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from ldn_desktop.ui.backing import Backing
    from ldn_desktop.ui.files.kept_opening import KeptOpening
    from ldn_desktop.ui.files.recovery import Recovery
    from ldn_desktop.ui.files.same_patient import SamePatient
    from ldn_desktop.ui.library.watch import Watch
    from ldn_desktop.ui.papers.again import PapersAgain
    from ldn_desktop.ui.shell.guide import Guide
    from ldn_desktop.ui.shell.locking import Locking
    from ldn_desktop.ui.shell.practice.in_library import PracticeInLibrary
    from ldn_desktop.ui.startup.crash_care import CrashCare
    from ldn_desktop.ui.widgets.passing_copy import ClipboardCare
    from ldn_desktop.workspace.plan_found import FoundPlan

_SLIM_BELOW = 1180
_DAY_CHECK_MS = 60_000


def _recent_key() -> bytes | None:
    from ldn_desktop.storage.draft_key import find_draft_key

    return find_draft_key()


class MainWindow(QMainWindow):
    """One window on one open plan."""

    def __init__(
        self,
        bridge: Bridge,
        knowledge: Knowledge,
        icons: IconSet,
        themes: ThemeManager,
        places: Places,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._bridge, self.knowledge, self._icons = bridge, knowledge, icons
        self._themes, self._places = themes, places
        self._remembered = Remembered(places.settings_file, settings, self)
        self._appearance = Appearance(themes, self._remembered, self)
        self._recovery: Recovery | None = None
        self._same_patient: SamePatient | None = None
        self._guide: Guide | None = None
        self._locking: Locking | None = None
        self._watch: Watch | None = None
        self._clipboard: ClipboardCare | None = None
        self._waiting: Path | None = None
        self._ready_to_go = False
        self._close_when_settled = False
        bridge.word(Wording(settings.micro_unit))
        bridge.session.open(self._blank(), Unsaved())
        self._letters = ScriptLetters(bridge.session, knowledge)
        self._letters.follow()
        bridge.show_with(self._letters.follow)
        self.actions_ = Actions(self)
        self._keeper = Keeper(PlanLibrary(places.library, knowledge, local_now), self._author, self)
        self.notices = Notices()
        self.files = PlanFiles(
            bridge,
            knowledge,
            self._blank,
            self._usual_folder,
            self._remembered,
            self._keeper,
            self.notices,
            self,
        )
        self._codes = CodeOpening(bridge, knowledge, self.files, self._letters.need, self)
        recent = RecentStore(places.recent_file, _recent_key)
        self._recent = RecentMenu(
            self.actions_.recent, recent, self.files.open_path, self._letters.need, self
        )
        self._faults = FaultOffer(FaultLog(places.faults), self.notices, self._keep_draft, self)
        self._page = PlannerPage(bridge, self.actions_, knowledge, icons, self.notices)
        self._leaving = Leaving(bridge, self.files)
        self._papers = Papers(bridge, knowledge, self._remembered, self.files, self._leaving, self)
        self._exports = Exports(bridge, knowledge, self.files, self._leaving, self)
        self._comparing = Comparing(bridge, knowledge, self._remembered, self.files, self._leaving, self)
        self._backing: Backing | None = None
        self._keeper.state_changed.connect(self._care_for_library)
        self._practice_there: PracticeInLibrary | None = None
        self._supplies = Supplies(
            knowledge, places, icons, bridge, self._keeper, self._remembered, self.get_backing
        )
        self._places_shown = PlaceStack(self._page, self._supplies)
        self._drops = FileDrops(self, self._places_shown.take_files)
        self._search = SearchBox(knowledge.content, icons, local_today, self._find_plans)
        self._top = TopBar(self._search, self.actions_)
        self._rail = Rail(icons, settings, self.actions_)
        self._day = local_today()
        self._enter = EnterKey(self)
        self._lay_out()
        self.actions_.tint(icons)
        self.ways = Ways(
            self._places_shown,
            self._page,
            self._rail,
            self._search,
            self.actions_,
            knowledge.content,
            bridge.session,
            self.files,
            self,
        )
        self._connect()
        self._restore()
        self._follower = PlanFollower(
            self,
            bridge,
            self.files,
            self._page,
            self._places_shown,
            self.actions_,
            self.notices,
            knowledge.content,
        )
        self._page.focus_part("form")

    @property
    def session(self) -> Session:
        """The open plan."""
        return self._bridge.session

    @property
    def keeper(self) -> Keeper:
        """The library of plans, as the window has it."""
        return self._keeper

    def open_reference(self, target: str) -> None:
        """Open something of the reference, such as ``topic:surgery`` or ``page:studies``."""
        self._places_shown.open(target)

    def show_state(self, theme: str, zoom: int, tab: str = "", part: str = "") -> None:
        """Show the window in a theme, at a size of letters, on a tab of the result and a part of the page."""
        self._themes.set_mode(next(known for known in MODES if known == theme))
        self._themes.set_zoom(zoom)
        self._page.show_part(part, tab)

    def show_card(self, card: str) -> None:
        """Open a card of the form: ``safety`` or ``follow-up``; an empty name folds both."""
        self._page.show_card(card)

    def take_care(self, care: CrashCare) -> None:
        """Tell of faults that ``care`` keeps, from now on."""
        care.failed.connect(self._faults.offer_now)

    def begin(self) -> None:
        """Do what waits for the first paint: drafts of a crash, the plan named at the start, the first focus."""
        from ldn_desktop.ui.files.recovery import Recovery
        from ldn_desktop.ui.widgets.passing_copy import ClipboardCare

        self._clipboard = ClipboardCare(self)
        self._recovery = Recovery(
            self._bridge,
            self.knowledge,
            self.notices,
            self.files,
            self._keeper,
            self._places.drafts,
            self._letters.need,
            self,
        )
        self._drops.watch(self.windowHandle())
        if self._waiting is not None:
            self.files.open_path(self._waiting)
        if problem := self.knowledge.practice.problem:
            self.notices.tell_failure(f"The settings of the practice are left out. {problem}")
        self._recovery.offer()
        self._faults.offer_of_last_time()
        self._watch_idleness()
        self._page.focus_part("form")
        self.setWindowIcon(QIcon(str(self.knowledge.resources / "ldn-desktop.svg")))
        self._clear_leftovers()
        # Read while nobody waits, so that the first keystroke need not.
        self.knowledge.get_rules()
        self._page.prepare()

    def _clear_leftovers(self) -> None:
        """Clear what killed saves left, beside the window: the folder of a recent file may be far away."""
        from ldn_desktop.storage.leftovers import clear_all_leftovers

        Thread(target=clear_all_leftovers, args=(self._places,), name="leftovers", daemon=True).start()

    def open_at_start(self, path: Path) -> None:
        """Open a plan once the window stands."""
        self._waiting = path

    def _keep_draft(self) -> bool:
        return self._recovery.keep() if self._recovery is not None else not self.session.modified

    def lock(self) -> None:
        """Lock the program by hand; without a library say what it takes."""
        if self._keeper.library.state is State.ABSENT:
            bar = self.notices.tell_with(
                "Locking takes a library: its passphrase unlocks the program again. There is none yet.",
                [(PLANS, "Make a library…", True)],
            )
            bar.action_triggered.connect(self._places_shown.open)
        else:
            self.locking.lock("by hand")

    def _watch_idleness(self) -> None:
        """Lock by itself from now on, where there is a library to unlock."""
        if self._watch is None and self._keeper.library.state is not State.ABSENT:
            from ldn_desktop.ui.library.watch import Watch

            self._watch = Watch(self._lock_after, self)
            self._watch.wanted.connect(self.locking.lock)
            self._rail.tell_idle(by_system=self._watch.by_system)

    def _tell_read_only(self) -> None:
        if why := self._keeper.library.why_read_only:
            self.notices.tell(why)

    def _lock_after(self) -> int:
        return self._remembered.settings.lock_after_minutes

    def _lock_after_chosen(self, minutes: int) -> None:
        self._remembered.change(lock_after_minutes=minutes)

    def _lend_lock(self) -> None:
        """Have Ctrl+L lock from a dialog too, which keeps all other keys from the window."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.addAction(self.actions_.lock)

    @property
    def locking(self) -> Locking:
        """What locks the program; loaded when it is first asked for."""
        if self._locking is None:
            from ldn_desktop.ui.shell.locking import Locking

            self._locking = Locking(self, self._supplies, self.actions_, self._keep_draft)
            self._locking.began.connect(self._locked)
            self._locking.ended.connect(self._unlocked)
            self._locking.told.connect(self.notices.tell)
        return self._locking

    def _care_for_library(self) -> None:
        """Have backups made and the practice's settings follow, from when a library is first open."""
        if self._keeper.is_open and self._practice_there is None:
            from ldn_desktop.ui.shell.practice.in_library import PracticeInLibrary

            self.get_backing()
            self._practice_there = PracticeInLibrary(self._keeper, self.knowledge, self.notices, self)
            self._practice_there.taken.connect(self._practice_kept)
            self._practice_there.look()

    def get_backing(self) -> Backing:
        """Return what makes backups; loaded when a library is first open."""
        if self._backing is None:
            from ldn_desktop.ui.backing import Backing
            from ldn_desktop.ui.shell.backup_notices import BackupNotices

            self._backing = Backing(self._keeper, self._remembered, self)
            BackupNotices(self._backing, self.notices, self)
            self._backing.begin()
        return self._backing

    def _locked(self) -> None:
        if self._clipboard is not None:
            self._clipboard.clear_own()
        self.actions_.recent.clear()
        self._follower.set_nameless(nameless=True)
        self._drops.set_taking(taking=False)

    def _unlocked(self) -> None:
        self._follower.set_nameless(nameless=False)
        self._drops.set_taking(taking=True)

    def force_close(self) -> None:
        """Close without asking."""
        self._ready_to_go = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, then remember the window. While a file is being saved, closing waits for it."""
        # A fault on the way must not close the window over unsaved work.
        event.ignore()
        if self._locking is not None and self._locking.is_locked and not self._ready_to_go:
            self._close_locked(event)
            return
        if self.files.is_busy and not self._ready_to_go:
            self._close_when_settled = True
            self.notices.tell("The plan is still being saved. The window closes when that is done.")
            return
        if not self._ready_to_go and not self.files.may_leave():
            return
        if self._recovery is not None:
            self._recovery.end()
        self._remember_sizes()
        # A last backup goes on beside, and the process waits for it.
        self._keeper.library.lock()
        self._accept_close(event)

    def _close_locked(self, event: QCloseEvent) -> None:
        """Ask nothing, which would name somebody: the draft that was kept is offered at the next start."""
        if self.locking.may_end and not self.files.is_busy:
            if self._recovery is not None:
                self._recovery.leave()
            self._accept_close(event)

    def _accept_close(self, event: QCloseEvent) -> None:
        if self._clipboard is not None:
            from ldn_desktop.ui.widgets.passing_copy import clear_plan

            clear_plan()
        event.accept()

    def _remember_sizes(self) -> None:
        self._remembered.change(
            window_geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            splitter_state=bytes(self._page.sides.state().toBase64().data()).decode(),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a plan file that is dragged over the window."""
        self._drops.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the plan file that was dropped."""
        self._drops.drop(event)

    def _file_dropped(self, name: str) -> None:
        self.files.open_path(Path(name))

    def _blank(self) -> Draft:
        """Return a new plan: from whom this computer's plans are, and what the practice proposes."""
        draft, practice = blank(local_today(), new_id()), self.knowledge.practice.practice
        prescriber = practice.proposed(self._remembered.settings.letterhead)
        return replace(draft, plan=replace(draft.plan, prescriber=prescriber, formulations=practice.products))

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.notices)
        column.addWidget(self._places_shown, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(body)
        self.setMinimumSize(800, 560)

    def _connect(self) -> None:
        self.actions_.connect_to(
            window=self,
            ways=self.ways,
            files=self.files,
            codes=self._codes,
            session=self.session,
            papers=self._papers,
            exports=self._exports,
            comparing=self._comparing,
            appearance=self._appearance,
            places=self._places_shown,
        )
        for part in (self._remembered, self._recent, self._codes):
            part.failed.connect(self.notices.tell_failure)
        self._drops.dropped.connect(self._file_dropped)
        self._drops.message.connect(self.notices.tell)
        self._places_shown.message.connect(self.notices.tell)
        self.notices.released.connect(self.ways.take_keyboard)
        self._places_shown.failed.connect(self.notices.tell_failure)
        self._places_shown.preview_wanted.connect(self._papers.look_at)
        self._places_shown.kept_wanted.connect(self._open_kept)
        self._places_shown.template_wanted.connect(self._begin_like)
        self._places_shown.papers_wanted.connect(self._print_again)
        self._places_shown.pack_wanted.connect(self._print_together)
        self.files.library_wanted.connect(self._offer_library)
        self.files.place_wanted.connect(self._places_shown.open)
        self._search.failed.connect(self.notices.tell_failure)
        self._keeper.state_changed.connect(self._library_changed)
        self._rail.theme_chosen.connect(self._appearance.choose_theme)
        self._rail.micro_unit_chosen.connect(self._micro_unit_chosen)
        self._rail.name_in_files_chosen.connect(self._name_in_files_chosen)
        self._rail.lock_after_chosen.connect(self._lock_after_chosen)
        self._keeper.state_changed.connect(self._watch_idleness)
        self._keeper.state_changed.connect(self._tell_read_only)
        self._leaving.message.connect(self.notices.tell)
        for leaves in (self._papers, self._exports, self._comparing):
            leaves.message.connect(self.notices.tell)
            leaves.failed.connect(self.notices.tell_failure)
        self.files.begun.connect(self._recent.note_folder)
        self._papers.held_back.connect(self._faults.keep_paper)
        self.files.settled.connect(self._file_settled)
        self.files.saved.connect(self._note_file)
        self.files.opened.connect(self._note_file)
        self._page.card_wanted.connect(self._show_card)
        self._page.letterhead_wanted.connect(self._letterhead_chosen)
        self._page.show_letterhead(self._remembered.settings.letterhead)
        self._themes.changed.connect(self._theme_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._lend_lock)
        clock = QTimer(self, interval=_DAY_CHECK_MS)
        clock.timeout.connect(self._check_day)
        clock.start()

    def _restore(self) -> None:
        first_size(self, 1440, 900)
        if self._remembered.settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._remembered.settings.window_geometry.encode()))
        if self._remembered.settings.splitter_state:
            self._page.sides.restore(QByteArray.fromBase64(self._remembered.settings.splitter_state.encode()))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go with Tab to what is seen next: the search comes first, then the rail, what is told, and the page."""
        parts = (self._top, self._rail, self.notices, self._places_shown)
        return go_on(parts, self.focusWidget(), forward=forward)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the program's letters where the system gives its own along with a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._themes.give_letters()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rail slim in a narrow window."""
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        self._rail.set_slim(self.width() < self._themes.theme.px(_SLIM_BELOW))

    def _show_card(self) -> None:
        """Show the wallet card, which waits like every paper while the plan is not what stands on screen."""
        if self._page.waiting:
            self.notices.tell(
                "The wallet card waits: correct what is not in the plan, or settle what the result says of a change.",
                lambda: self._page.waiting,
            )
        else:
            self._papers.preview_card()

    def _usual_folder(self) -> str:
        from ldn_desktop.ui.files.saving import usual_folder

        return usual_folder(self._recent.folder())

    def _author(self) -> str:
        return self._remembered.settings.letterhead.name

    @cached_property
    def _kept(self) -> KeptOpening:
        """What opens plans of the library; loaded when it is first used, as what prints them again is."""
        from ldn_desktop.ui.files.kept_opening import KeptOpening

        made = KeptOpening(self._bridge, self.knowledge, self.files)
        made.message.connect(self.notices.tell)
        made.failed.connect(self.notices.tell_failure)
        made.opened.connect(self.ways.open_planner)
        return made

    def _open_kept(self, subject: str) -> None:
        self._kept.open(subject)

    def _begin_like(self, subject: str) -> None:
        self._kept.use_as_template(subject)

    def _find_plans(self, text: str) -> Sequence[FoundPlan] | None:
        if not self._keeper.is_open:
            return None
        from ldn_desktop.workspace.plan_found import found_plans

        try:
            return found_plans(self._keeper.library.kept, text, local_today(), self._bridge.wording)
        except StoreError as error:
            self.notices.tell_failure(str(error))
            return ()

    def _library_changed(self) -> None:
        """Look for plans of the same patient in an open library; forget what was found in one that is locked."""
        if not self._keeper.is_open:
            self._search.forget()
        elif self._same_patient is None:
            from ldn_desktop.ui.files.same_patient import SamePatient

            self._same_patient = SamePatient(self._bridge, self._keeper, self.notices, self)
            self._same_patient.place_wanted.connect(self._places_shown.open)

    def _offer_library(self) -> None:
        from ldn_desktop.ui.shell.library_offer import LibraryOffer

        offer = LibraryOffer(self._supplies, self)
        offer.exec()
        offer.deleteLater()

    def _print_again(self, subject: str) -> None:
        """Show the papers of a plan of the library; the open plan stays as it is."""
        again = self._papers_again()
        again.preview(subject)
        again.deleteLater()

    def _print_together(self, subject: str) -> None:
        """Show the papers of a plan of the library to be taken in one go."""
        again = self._papers_again()
        again.pack(subject)
        again.deleteLater()

    def _papers_again(self) -> PapersAgain:
        from ldn_desktop.ui.papers.again import PapersAgain

        again = PapersAgain(
            self._bridge,
            self.knowledge,
            self._blank,
            self._usual_folder,
            self._remembered,
            self._keeper,
            self.notices,
            self,
        )
        again.message.connect(self.notices.tell)
        again.failed.connect(self.notices.tell_failure)
        again.held_back.connect(self._faults.keep_paper)
        return again

    def _name_in_files_chosen(self, named: bool) -> None:
        self._remembered.change(name_in_files=named)

    def _file_settled(self) -> None:
        if self._close_when_settled and not self.files.is_busy:
            self._close_when_settled = False
            QTimer.singleShot(0, self.close)

    def _note_file(self) -> None:
        self._recent.add(self._bridge.session.origin.recent)
        if self._recovery is not None:
            self._recovery.keep()

    def _letterhead_chosen(self) -> None:
        """Begin new plans with the prescriber of this one: only its owner says so, by the button."""
        prescriber = self._bridge.session.draft.plan.prescriber
        if not fits_letterhead(prescriber):
            self.notices.tell("This prescriber is too long for the head of new plans; shorten the fields.")
            return
        self._remembered.change(letterhead=prescriber)
        self._page.show_letterhead(prescriber)

    def _micro_unit_chosen(self, unit: str) -> None:
        self._bridge.word(Wording(unit))
        self._remembered.change(micro_unit=unit)

    def _theme_changed(self) -> None:
        self.actions_.tint(self._icons)
        self._fit_rail()

    def _check_day(self) -> None:
        if local_today() != self._day:
            self._day = local_today()
            self._bridge.session.refresh()

    def show_guide(self) -> None:
        """Open the guide beside the window, on the chapter of the place that is open."""
        from ldn_desktop.ui.shell.guide import Guide, guide_folder

        if self._guide is None:
            self._guide = Guide(guide_folder(self.knowledge.resources), self)
        self._guide.open_chapter(self._places_shown.place)
        self._guide.show()
        self._guide.raise_()

    def show_practice(self) -> None:
        """Show the settings of the practice."""
        from ldn_desktop.ui.shell.practice.dialog import PracticeDialog

        plan, kept = self.session.draft.plan, self._remembered.settings.letterhead
        dialog = PracticeDialog(self.knowledge, plan, kept, self._usual_folder(), self)
        dialog.kept.connect(self._practice_kept)
        dialog.exec()
        dialog.deleteLater()

    def _practice_kept(self) -> None:
        """Have papers, presets and findings follow the practice's settings, and print on its sheet."""
        paper = self.knowledge.practice.practice.paper
        if paper:
            self._remembered.change(paper=paper)
        self._bridge.session.refresh()
        if self._practice_there is not None:
            self._practice_there.keep()

    def show_about(self) -> None:
        """Show version, content and licences."""
        from ldn_desktop.ui.shell.about import show_about

        show_about(self, self.knowledge.content, local_today())
