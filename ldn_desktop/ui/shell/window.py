"""The window: rail, pages, actions, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.storage.places import Places
from ldn_desktop.storage.recent import RecentStore
from ldn_desktop.storage.settings import Settings
from ldn_desktop.ui.actions import Actions
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.code_opening import CodeOpening
from ldn_desktop.ui.files.drops import FileDrops
from ldn_desktop.ui.files.leaving import Leaving
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.files.recent_menu import RecentMenu
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.planner.page import PlannerPage
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.dialogs import Dialogs
from ldn_desktop.ui.shell.enter_key import EnterKey
from ldn_desktop.ui.shell.fault_offer import FaultOffer
from ldn_desktop.ui.shell.guard import Guard
from ldn_desktop.ui.shell.kept_plans import KeptPlans
from ldn_desktop.ui.shell.open_work import OpenWork
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.shell.plan_follower import PlanFollower
from ldn_desktop.ui.shell.preferences import Preferences
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.shell.script_letters import ScriptLetters
from ldn_desktop.ui.shell.top_bar import TopBar
from ldn_desktop.ui.shell.ways import Ways
from ldn_desktop.ui.shell.window_size import WindowSize
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.theme import MODES, ThemeManager
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.ui.widgets.tab_order import go_on
from ldn_desktop.workspace.clock import local_now, local_today
from ldn_desktop.workspace.draft import Draft, blank, new_id
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Unsaved
from ldn_desktop.workspace.plan_library import PlanLibrary
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from ldn_desktop.ui.backing import Backing
    from ldn_desktop.ui.startup.crash_care import CrashCare


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
        self._waiting: Path | None = None
        self._ready_to_go = False
        bridge.word(Wording(settings.micro_unit))
        bridge.session.open(self._blank(), Unsaved())
        need = ScriptLetters(bridge, knowledge).need
        self.actions_ = Actions(self)
        self._keeper = Keeper(PlanLibrary(places.library, knowledge, local_now), self._author, self)
        self.notices = Notices()
        hands = self._blank, self._usual_folder, self._remembered, self._keeper, self.notices
        self.files = PlanFiles(bridge, knowledge, *hands, self)
        keeping = self.files, self._keeper, self.notices, places.drafts, need
        self._work = OpenWork(self, bridge, knowledge, *keeping)
        self._codes = CodeOpening(bridge, knowledge, self.files, need, self)
        recent = self.actions_.recent, RecentStore(places.recent_file)
        self._recent = RecentMenu(*recent, self.files, need, self)
        self._faults = FaultOffer(FaultLog(places.faults), self.notices, self._work.keep, self)
        self._page = PlannerPage(bridge, self.actions_, knowledge, icons, self.notices)
        leaving = Leaving(bridge, self.files)
        leaving.message.connect(self.notices.tell)
        self._papers = Papers(bridge, knowledge, self._remembered, self.files, leaving, self)
        self._backing: Backing | None = None
        self._keeper.state_changed.connect(self._care_for_backups)
        self._supplies = Supplies(
            knowledge, places, icons, bridge, self._keeper, self._remembered, self.get_backing
        )
        self._places_shown = PlaceStack(self._page, self._supplies)
        self._drops = FileDrops(self, self._places_shown.take_files)
        self._kept = KeptPlans(self, self._supplies, self._places_shown, self.files, self.notices)
        self._search = SearchBox(knowledge.content, icons, local_today, self._kept.find)
        self._top = TopBar(self._search, self.actions_)
        self._rail = Rail(icons, settings, self.actions_)
        EnterKey(self)
        self._lay_out()
        self.actions_.tint(icons)
        parts = self._places_shown, self._page, self._rail, self._search, self.actions_
        self.ways = Ways(*parts, knowledge.content, bridge.session, self.files, self)
        self._preferences = Preferences(
            themes, self._remembered, bridge, self._rail, self._page, self.notices, self
        )
        shown = self._page, self._papers, self.notices, self._usual_folder
        self._dialogs = Dialogs(self, self._supplies, self._places_shown, *shown)
        held = self._rail, self.actions_, self.notices, self._work.keep
        self._guard = Guard(self, self._supplies, self._places_shown, *held)
        self._size = WindowSize(self, self._page.sides, self._remembered)
        self._size.restore()
        followed = self._page, self._places_shown, self.actions_, self.notices, knowledge.content
        self._follower = PlanFollower(self, bridge, self.files, *followed)
        self._connect()
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
        self._page.form.show_card(card)

    def take_care(self, care: CrashCare) -> None:
        """Tell of faults that ``care`` keeps, from now on."""
        care.failed.connect(self._faults.offer_now)

    def begin(self) -> None:
        """Do what waits for the first paint: drafts of a crash, the plan named at the start, the first focus."""
        from ldn_desktop.storage.leftovers import clear_beside

        self._work.begin()
        self._drops.watch(self.windowHandle())
        if self._waiting is not None:
            self.files.open_path(self._waiting)
        if problem := self.knowledge.practice.problem:
            self.notices.tell_failure(f"The settings of the practice are left out. {problem}")
        self._work.offer_drafts()
        self._faults.offer_of_last_time()
        self._guard.begin()
        self._page.focus_part("form")
        self.setWindowIcon(QIcon(str(self.knowledge.resources / "ldn-desktop.svg")))
        clear_beside(self._places)
        # Read while nobody waits, so that the first keystroke need not.
        self.knowledge.get_rules()
        self._page.prepare()

    def open_at_start(self, path: Path) -> None:
        """Open a plan once the window stands."""
        self._waiting = path

    def _care_for_backups(self) -> None:
        if self._keeper.is_open:
            self.get_backing()

    def get_backing(self) -> Backing:
        """Return what makes backups; loaded when a library is first open."""
        if self._backing is None:
            from ldn_desktop.ui.shell.backup_notices import backing_of

            self._backing = backing_of(self._keeper, self._remembered, self.notices, self)
        return self._backing

    def force_close(self) -> None:
        """Close without asking."""
        self._ready_to_go = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, then remember the window. While a file is being saved, closing waits for it."""
        # A fault on the way must not close the window over unsaved work.
        event.ignore()
        if self._guard.is_locked and not self._ready_to_go:
            # A question would name somebody: the draft that was kept is offered at the next start.
            if not self._guard.may_end or self.files.is_busy:
                return
            self._work.leave()
        elif self._ready_to_go or self._work.may_close():
            self._work.end()
            self._size.keep()
            # A last backup goes on beside, and the process waits for it.
            self._keeper.library.lock()
        else:
            return
        self._guard.end()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a plan file that is dragged over the window."""
        self._drops.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the plan file that was dropped."""
        self._drops.drop(event)

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
            guard=self._guard,
            dialogs=self._dialogs,
            ways=self.ways,
            files=self.files,
            codes=self._codes,
            session=self.session,
            papers=self._papers,
            preferences=self._preferences,
            places=self._places_shown,
        )
        for part in (self._remembered, self._recent, self._codes, self._search):
            part.failed.connect(self.notices.tell_failure)
        self._drops.dropped.connect(self.files.open_path)
        self._drops.message.connect(self.notices.tell)
        self._keeper.message.connect(self.notices.tell)
        self.notices.listen_to(self._places_shown)
        self.notices.listen_to(self._papers)
        self.notices.released.connect(self.ways.take_keyboard)
        self._places_shown.preview_wanted.connect(self._papers.look_at)
        self.files.place_wanted.connect(self._places_shown.open)
        self._kept.closed.connect(self._search.forget)
        self._guard.locked.connect(self._follower.set_nameless)
        self._guard.locked.connect(self._drops.leave_alone)
        for prints in (self._papers, self._kept):
            prints.held_back.connect(self._faults.keep_paper)
        self._themes.changed.connect(self._theme_changed)

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
        self._rail.fit(self.width())

    def _usual_folder(self) -> str:
        from ldn_desktop.ui.files.saving import usual_folder

        return usual_folder(self._recent.folder())

    def _author(self) -> str:
        return self._remembered.settings.letterhead.name

    def _theme_changed(self) -> None:
        self.actions_.tint(self._icons)
