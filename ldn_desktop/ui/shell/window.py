"""The window: rail, pages, actions, files; its size and place are remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ldn_desktop.papers.catalogue import PAPERS, holding_back
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.fault_log import FaultLog
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.places import Places
from ldn_desktop.storage.recent import RecentStore
from ldn_desktop.storage.settings import Settings, fits_letterhead
from ldn_desktop.ui.actions import Actions
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.drops import FileDrops
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.files.recent_menu import RecentMenu
from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.planner.page import PlannerPage
from ldn_desktop.ui.planner.result.finding_actions import QUESTION
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.appearance import Appearance
from ldn_desktop.ui.shell.enter_key import EnterKey
from ldn_desktop.ui.shell.fault_offer import FaultOffer
from ldn_desktop.ui.shell.place_stack import PLANNER, REFERENCE, PlaceStack
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.shell.remembered import Remembered
from ldn_desktop.ui.shell.script_letters import ScriptLetters
from ldn_desktop.ui.shell.top_bar import TopBar
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.theme.theme import MODES, ThemeManager
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import plain_tip
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.tab_order import go_on
from ldn_desktop.workspace.clock import local_now, local_today
from ldn_desktop.workspace.draft import Draft, blank, new_id
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.origin import Unsaved
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_desktop.articles.article import Article
    from ldn_desktop.reference.evidence.grades import Grades
    from ldn_desktop.ui.files.recovery import Recovery
    from ldn_desktop.ui.files.saving import Outcome
    from ldn_desktop.ui.shell.guide import Guide
    from ldn_desktop.ui.startup.crash_care import CrashCare

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
        self._guide: Guide | None = None
        self._waiting: Path | None = None
        self._ready_to_go = False
        self._close_when_settled = False
        self._saved_in = ""
        self._told_of = bridge.session.openings
        bridge.word(Wording(settings.micro_unit))
        self._start_with_letterhead()
        self._letters = ScriptLetters(bridge.session, knowledge)
        self._letters.follow()
        bridge.show_with(self._letters.follow)
        self.actions_ = Actions(self)
        self.files = PlanFiles(bridge, knowledge, self._blank, self._usual_folder, self._name_in_files, self)
        recent = RecentStore(places.recent_file, _recent_key)
        self._recent = RecentMenu(
            self.actions_.recent, recent, self.files.open_path, self._letters.need, self
        )
        self._drops = FileDrops(self)
        self.notices = Notices()
        self._faults = FaultOffer(FaultLog(places.faults), self.notices, self._keep_draft, self)
        self._page = PlannerPage(bridge, self.actions_, knowledge, icons, self.notices)
        self._papers = Papers(bridge, knowledge, settings, self.files, self)
        self._places_shown = PlaceStack(self._page, knowledge.content, places.reader_file, icons)
        self._search = SearchBox(knowledge.content, icons, local_today)
        self._top = TopBar(self._search, self.actions_)
        self._rail = Rail(icons, settings, self.actions_)
        self._day = local_today()
        self._enter = EnterKey(self)
        self._lay_out()
        self.actions_.tint(icons, on_buttons=True)
        self._connect()
        self._restore()
        self._follow()
        self._moved()
        self._page.focus_part("form")

    @property
    def session(self) -> Session:
        """The open plan."""
        return self._bridge.session

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

        self._recovery = Recovery(
            self._bridge,
            self.knowledge,
            self.notices,
            self.files,
            self._places.drafts,
            self._letters.need,
            self,
        )
        self._drops.watch(self.windowHandle())
        if self._waiting is not None:
            self.files.open_path(self._waiting)
        self._recovery.offer()
        self._faults.offer_of_last_time()
        self._page.focus_part("form")
        self.actions_.tint(self._icons)
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

    def _keep_draft(self) -> None:
        if self._recovery is not None:
            self._recovery.keep()

    def force_close(self) -> None:
        """Close without asking."""
        self._ready_to_go = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, then remember the window. While a file is being saved, closing waits for it."""
        # A fault on the way must not close the window over unsaved work.
        event.ignore()
        if self.files.is_busy and not self._ready_to_go:
            self._close_when_settled = True
            self.notices.tell("The plan is still being saved. The window closes when that is done.")
            return
        if not self._ready_to_go and not self.files.may_leave():
            return
        if self._recovery is not None:
            self._recovery.end()
        self._remembered.change(
            window_geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            splitter_state=bytes(self._page.sides.state().toBase64().data()).decode(),
        )
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a plan file that is dragged over the window."""
        self._drops.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the plan file that was dropped."""
        self._drops.drop(event)

    def _file_dropped(self, name: str) -> None:
        self.files.open_path(Path(name))

    def _blank(self) -> Draft:
        draft = blank(local_today(), new_id())
        return replace(draft, plan=replace(draft.plan, prescriber=self._remembered.settings.letterhead))

    def _start_with_letterhead(self) -> None:
        self._bridge.session.open(self._blank(), Unsaved())

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
            files=self.files,
            session=self.session,
            papers=self._papers,
            appearance=self._appearance,
            places=self._places_shown,
        )
        for part in (self._remembered, self._recent):
            part.failed.connect(self.notices.tell_failure)
        self._drops.dropped.connect(self._file_dropped)
        self._drops.told.connect(self.notices.tell)
        self._rail.place_chosen.connect(self._places_shown.show_place)
        self._places_shown.moved.connect(self._moved)
        self._places_shown.told.connect(self.notices.tell)
        self.notices.released.connect(self._take_keyboard)
        self._places_shown.failed.connect(self.notices.tell_failure)
        self._places_shown.plan_wanted.connect(self.plan_for)
        self._places_shown.opioid_wanted.connect(self._opioid_wanted)
        self._places_shown.save_wanted.connect(self._save_article)
        self._places_shown.print_wanted.connect(self._print_article)
        self._search.opened.connect(self._found)
        self._search.planned.connect(self._use_found)
        self._search.failed.connect(self.notices.tell_failure)
        self._rail.theme_chosen.connect(self._appearance.choose_theme)
        self._rail.micro_unit_chosen.connect(self._micro_unit_chosen)
        self._rail.name_in_files_chosen.connect(self._name_in_files_chosen)
        self.files.told.connect(self.notices.tell)
        self.files.failed.connect(self.notices.tell_failure)
        self.files.unfinished.connect(self._offer_unfinished)
        self.files.asked_anew.connect(self._tell_asked_anew)
        self._papers.told.connect(self.notices.tell)
        self._papers.failed.connect(self.notices.tell_failure)
        self._papers.settings_changed.connect(self._papers_settled)
        self.files.begun.connect(self._recent.note_folder)
        self._papers.held_back.connect(self._faults.keep_paper)
        self.files.saving.connect(self._file_saving)
        self.files.settled.connect(self._file_settled)
        self.files.saved.connect(self._file_saved)
        self.files.opened.connect(self._plan_opened)
        self._page.waiting_changed.connect(self._follow)
        self._page.link_wanted.connect(self._follow_link)
        self._page.card_wanted.connect(self._show_card)
        self._page.letterhead_wanted.connect(self._letterhead_chosen)
        self._page.show_letterhead(self._remembered.settings.letterhead)
        self._bridge.changed.connect(self._follow)
        self._themes.changed.connect(self._theme_changed)
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

    def _moved(self) -> None:
        """Follow the place that is open."""
        stack = self._places_shown
        self._rail.show_place(stack.place)
        self.actions_.back.setEnabled(stack.history.can_go_back)
        self.actions_.forward.setEnabled(stack.history.can_go_forward)
        self._fit_undo()
        self._fit_papers()

    def _follow_link(self, target: str) -> None:
        """Open what a sentence of the planner names; a source stands in the table of all of them."""
        kind, _, name = target.partition(":")
        self._places_shown.open(f"page:sources#{name}" if kind == "source" else target)

    def go_reference(self) -> None:
        """Open the reference as it was left."""
        self._places_shown.show_place(REFERENCE)

    def _take_keyboard(self, before: object) -> None:
        """Put the keyboard where it was on the page before a bar had it, or to the beginning of the form."""
        if isinstance(before, QWidget) and self._places_shown.isAncestorOf(before):
            self._page.rest_near(before)
        elif self._places_shown.place == PLANNER:
            self._page.focus_part("form")

    def go_planner(self) -> None:
        """Open the planner, the keyboard where it was."""
        self._places_shown.show_place(PLANNER)
        self._page.focus_back()

    def _found(self, kind: str, name: str, anchor: str, words: object) -> None:
        from ldn_desktop.reference.search.target import target_of

        self._search.close_results()
        self._places_shown.open(target_of(self.knowledge.content, kind, name, anchor), words)

    def _use_found(self, kind: str, name: str) -> None:
        self._search.close_results()
        if kind == "condition":
            self.plan_for(name)
        else:
            self._places_shown.open(PLANNER)
            self._page.add_opioid(name)

    def _opioid_wanted(self, name: str, last_dose: object, use: str) -> None:
        self._places_shown.open(PLANNER)
        self._page.add_opioid(name, last_dose if isinstance(last_dose, date) else None, use)

    def plan_for(self, condition: str) -> None:
        """Plan for a condition, from its first preset where it has one; an open plan is left only when that is safe."""
        session = self._bridge.session
        if session.draft.plan.ladder or session.origin.kept:
            if not self.files.may_leave():
                return
            session.open(self._blank(), Unsaved())
        self._places_shown.open(PLANNER)
        self._page.begin_for(condition)

    def _print_article(self) -> None:
        from ldn_desktop.ui.reference.saving import print_article

        self._article_paper(print_article)

    def _save_article(self) -> None:
        from ldn_desktop.ui.reference.saving import save_article

        self._article_paper(save_article)

    def _article_paper(self, make: Callable[[QWidget, Article, Grades, str], Outcome]) -> None:
        page = self._places_shown.reference
        if page is None or page.article is None:
            return
        told = make(self, page.article, self.knowledge.content.grades, self._remembered.settings.paper)
        if told.sentence:
            (self.notices.tell_failure if told.failed else self.notices.tell)(told.sentence)

    def _follow(self) -> None:
        """Fit title and actions to the open plan."""
        self._forget_saving()
        self.notices.review()
        session = self._bridge.session
        name = session.draft.plan.patient.name or session.origin.title
        # What somebody typed holds no place for the mark of unsaved changes.
        self.setWindowTitle(f"{one_line(name).replace('[*]', '[*][*]')}[*] – LDN Desktop")
        self.setWindowModified(session.modified)
        self._fit_undo()
        self._fit_papers()

    def _fit_undo(self) -> None:
        """Offer undo and redo where the plan is seen; in the reference nothing would show what they change."""
        session, actions = self._bridge.session, self.actions_
        for action, label, word in (
            (actions.undo, session.undo_label, "Undo"),
            (actions.redo, session.redo_label, "Redo"),
        ):
            action.setEnabled(bool(label) and self._places_shown.place == PLANNER)
            action.setToolTip(
                plain_tip(
                    f"{word}: {label} ({action.shortcut().toString()})"
                    if label
                    else f"Nothing to {word.lower()}"
                )
            )

    def _show_card(self) -> None:
        """Show the wallet card, which waits like every paper while the plan is not what stands on screen."""
        if self._page.waiting:
            self.notices.tell(
                "The wallet card waits: correct what is not in the plan, or settle what the result says of a change.",
                lambda: self._page.waiting,
            )
        else:
            self._papers.preview_card()

    def _fit_papers(self) -> None:
        """Offer the papers of a plan that is ready; in the reference, printing is the article's."""
        session, actions = self._bridge.session, self.actions_
        regimen = session.regimen
        whole = regimen is not None and not self._page.waiting
        ready = whole and regimen is not None and not regimen.blocked
        # The clinician's record can be seen of a plan that is blocked; it says that it is.
        held = regimen is None or all(holding_back(regimen, kind) for kind in PAPERS)
        actions.preview.setEnabled(whole and not held)
        actions.save_pdf.setEnabled(ready)
        actions.print.setEnabled(ready and self._places_shown.place == PLANNER)

    def _usual_folder(self) -> str:
        from ldn_desktop.ui.files.saving import usual_folder

        return usual_folder(self._recent.folder())

    def _name_in_files(self) -> bool:
        return self._remembered.settings.name_in_files

    def _name_in_files_chosen(self, named: bool) -> None:
        self._remembered.change(name_in_files=named)

    def _file_saving(self) -> None:
        self._page.saving = True
        self._page.show_plan()

    def _file_settled(self) -> None:
        if self._page.saving:
            self._page.saving = False
            self._page.show_plan()
        if self._close_when_settled and not self.files.is_busy:
            self._close_when_settled = False
            QTimer.singleShot(0, self.close)

    def new_plan(self) -> None:
        """Begin a new plan, if the open one may be left."""
        if self.files.new():
            self._places_shown.open(PLANNER)

    def _offer_unfinished(self, missing: str) -> None:
        """Say why the plan is not saved, and offer to save it unfinished."""
        bar = self.notices.tell_with(
            f"Not saved yet: {missing} It can be saved as an unfinished plan, which opens here again and prints nothing.",
            [("unfinished", "Save unfinished…", True)],
            lambda: self.files.missing() == missing,
        )
        bar.action_triggered.connect(self._unfinished_wanted)

    def _unfinished_wanted(self, key: str) -> None:
        if key == "unfinished":
            self.files.save_unfinished()

    def _tell_asked_anew(self, questions: tuple[str, ...], besides: str) -> None:
        """Say which questions a plan of an older version has open again, until they are answered; and what else there is."""
        asked = " ".join(f"“{self.knowledge.content.screening.questions[name].text}”" for name in questions)
        bar = self.notices.tell_with(
            f"Open again: {asked} This plan was saved by an earlier version, which asked for less there, "
            f"so the answer was not taken over. {besides}".rstrip(),
            [(f"{QUESTION}{questions[0]}", "Answer it now", True)],
            lambda: not {*questions}.issubset(dict(self._bridge.session.draft.plan.screening.answers)),
        )
        bar.action_triggered.connect(self._asked_anew_wanted)

    def _asked_anew_wanted(self, key: str) -> None:
        if key.startswith(QUESTION):
            self._places_shown.open(PLANNER)
            self._page.go_to(key)

    def _file_saved(self) -> None:
        self._saved_in = self._bridge.session.origin.address
        self._page.saved_words = f"Saved {local_now():%H:%M}"
        self._note_file()
        self._page.show_plan()

    def _forget_saving(self) -> None:
        """Leave out when the plan before this one was saved, what else was told of it, and where its form stood."""
        openings = self._bridge.session.openings
        if openings != self._told_of:
            self._told_of = openings
            self.notices.quieten()
            self._page.begin_new()
        if self._bridge.session.origin.address != self._saved_in:
            self._saved_in = self._bridge.session.origin.address
            self._page.saved_words = ""
            self._page.show_plan()

    def _plan_opened(self) -> None:
        self._places_shown.open(PLANNER)
        self._note_file()

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

    def _papers_settled(self, paper: str, large: bool) -> None:
        self._remembered.change(paper=paper, large_print=large)

    def _micro_unit_chosen(self, unit: str) -> None:
        self._bridge.word(Wording(unit))
        self._remembered.change(micro_unit=unit)

    def _theme_changed(self) -> None:
        self.actions_.tint(self._icons)
        self._fit_rail()

    def next_part(self) -> None:
        """Put the keyboard into the next of form, result and rail."""
        if self._places_shown.place == REFERENCE:
            self._rail.focus_first()
            return
        order = ["form", "result", "rail"]
        here = self._page.sides.holds_focus() or "rail"
        after = order[(order.index(here) + 1) % len(order)]
        if after == "rail":
            self._rail.focus_first()
        else:
            self._page.focus_part(after)

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

    def show_about(self) -> None:
        """Show version, content and licences."""
        from ldn_desktop.ui.shell.about import show_about

        show_about(self, self.knowledge.content, local_today())
