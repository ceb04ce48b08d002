"""What the window opens over or beside itself: the guide, the practice, the wallet card, what the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.planner.page import PlannerPage
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.clock import local_today

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldn_desktop.ui.shell.guide import Guide
    from ldn_desktop.ui.shell.practice.in_library import PracticeInLibrary


class Dialogs(QObject):
    """Each is loaded when it is first opened."""

    def __init__(
        self,
        window: QMainWindow,
        supplies: Supplies,
        places: PlaceStack,
        page: PlannerPage,
        papers: Papers,
        notices: Notices,
        folder: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._supplies, self._places = window, supplies, places
        self._page, self._papers, self._notices, self._folder = page, papers, notices, folder
        self._guide: Guide | None = None
        self._practice_there: PracticeInLibrary | None = None
        page.card_wanted.connect(self._show_card)
        supplies.keeper.state_changed.connect(self._library_changed)

    def show_guide(self) -> None:
        """Open the guide beside the window, on the chapter of what is open."""
        from ldn_desktop.ui.shell.guide import Guide, guide_folder

        if self._guide is None:
            self._guide = Guide(guide_folder(self._supplies.knowledge.resources), self._window)
        self._guide.open_chapter(self._places.chapter)
        self._guide.show()
        self._guide.raise_()

    def show_practice(self) -> None:
        """Show the settings of the practice."""
        from ldn_desktop.ui.shell.practice.dialog import PracticeDialog

        plan, kept = self._supplies.bridge.session.draft.plan, self._supplies.remembered.settings.letterhead
        dialog = PracticeDialog(self._supplies.knowledge, plan, kept, self._folder(), self._window)
        dialog.kept.connect(self._practice_kept)
        dialog.exec()
        dialog.deleteLater()

    def show_about(self) -> None:
        """Show version, content and licences."""
        from ldn_desktop.ui.shell.about import show_about

        show_about(self._window, self._supplies.knowledge.content, local_today())

    def _library_changed(self) -> None:
        """Have the practice's settings follow, from when a library is first open."""
        if self._supplies.keeper.is_open and self._practice_there is None:
            from ldn_desktop.ui.shell.practice.in_library import PracticeInLibrary

            self._practice_there = PracticeInLibrary(
                self._supplies.keeper, self._supplies.knowledge, self._notices, self._window
            )
            self._practice_there.taken.connect(self._practice_kept)
            self._practice_there.look()

    def _practice_kept(self) -> None:
        """Have papers, presets and findings follow the practice's settings, and print on its sheet."""
        paper = self._supplies.knowledge.practice.practice.paper
        if paper:
            self._supplies.remembered.change(paper=paper)
        self._supplies.bridge.session.refresh()
        if self._practice_there is not None:
            self._practice_there.keep()

    def _show_card(self) -> None:
        """Show the wallet card, which waits like every paper while the plan is not what stands on screen."""
        if self._page.waiting:
            self._notices.tell(
                "The wallet card waits: correct what is not in the plan, or settle what the result says of a change.",
                lambda: self._page.waiting,
            )
        else:
            self._papers.preview_card()
