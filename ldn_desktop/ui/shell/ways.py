"""The ways between the places of the window: by its rail, a link, what was found, and the keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ldn_desktop.ui import PLANNER, PLANS
from ldn_desktop.ui.shell.place_stack import PlaceStack

if TYPE_CHECKING:
    from ldn_desktop.reference.content import Content
    from ldn_desktop.ui.actions import Actions
    from ldn_desktop.ui.files.plan_files import PlanFiles
    from ldn_desktop.ui.planner.page import PlannerPage
    from ldn_desktop.ui.search.box import SearchBox
    from ldn_desktop.ui.shell.rail import Rail
    from ldn_desktop.workspace.session import Session


_PLAN = "plan"


class Ways(QObject):
    """Opens a place and puts the keyboard where it is wanted there; an open plan is left only when that is safe."""

    def __init__(
        self,
        places: PlaceStack,
        page: PlannerPage,
        rail: Rail,
        search: SearchBox,
        actions: Actions,
        content: Content,
        session: Session,
        files: PlanFiles,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._places, self._page, self._rail, self._search = places, page, rail, search
        self._actions, self._content, self._session, self._files = actions, content, session, files
        rail.place_chosen.connect(places.show_place)
        places.moved.connect(self.show_here)
        places.plan_wanted.connect(self.plan_for)
        places.link_wanted.connect(self.follow_link)
        places.new_wanted.connect(self.new_plan)
        places.opioid_wanted.connect(self.add_opioid)
        search.opened.connect(self.open_found)
        search.planned.connect(self.use_found)
        page.link_wanted.connect(self.follow_link)
        files.opened.connect(self.open_planner)
        self.show_here()

    def show_here(self) -> None:
        """Show on the rail which place is open, and whether there is a way back or forward."""
        self._rail.show_place(self._places.place)
        self._actions.back.setEnabled(self._places.history.can_go_back)
        self._actions.forward.setEnabled(self._places.history.can_go_forward)

    def follow_link(self, target: str) -> None:
        """Open what a sentence of the planner names; a source stands in the table of all of them."""
        kind, _, name = target.partition(":")
        self._places.open(f"page:sources#{name}" if kind == "source" else target)

    def open_planner(self) -> None:
        """Open the planner."""
        self._places.open(PLANNER)

    def go(self) -> None:
        """Open the place of the action that was triggered."""
        action = self.sender()
        if isinstance(action, QAction):
            self.go_to(action.data())

    def go_to(self, place: str) -> None:
        """Open a place as it was left, the keyboard where it was."""
        self._places.show_place(place)
        if place == PLANNER:
            self._page.focus_back()

    def take_keyboard(self, before: object) -> None:
        """Put the keyboard where it was on the page before a bar had it, or to the beginning of the form."""
        if isinstance(before, QWidget) and self._places.isAncestorOf(before):
            self._page.rest_near(before)
        elif self._places.place == PLANNER:
            self._page.focus_part("form")

    def next_part(self) -> None:
        """Put the keyboard into the next of form, result and rail."""
        if self._places.place != PLANNER:
            self._rail.focus_first()
            return
        order = ["form", "result", "rail"]
        here = self._page.sides.holds_focus() or "rail"
        after = order[(order.index(here) + 1) % len(order)]
        if after == "rail":
            self._rail.focus_first()
        else:
            self._page.focus_part(after)

    def open_found(self, kind: str, name: str, anchor: str, words: object) -> None:
        """Open what was found, its ``words`` marked."""
        from ldn_desktop.reference.search.target import target_of

        self._search.close_results()
        if kind == _PLAN:
            # Without a name: all that match, in the list.
            self._places.open(f"{PLANS}:history:{name}" if name else PLANS, anchor)
            return
        self._places.open(target_of(self._content, kind, name, anchor), words)

    def use_found(self, kind: str, name: str) -> None:
        """Plan with a condition or an opioid that was found, or go on with a plan."""
        self._search.close_results()
        if kind == _PLAN:
            self._places.kept_wanted.emit(name)
        elif kind == "condition":
            self.plan_for(name)
        else:
            self.add_opioid(name)

    def add_opioid(self, name: str, last_dose: object = None, use: str = "") -> None:
        """Add an opioid to the open plan, with its last dose where that is known."""
        self._places.open(PLANNER)
        self._page.form.safety.add_opioid(name, last_dose if isinstance(last_dose, date) else None, use)

    def new_plan(self) -> None:
        """Begin a new plan, if the open one may be left."""
        if self._files.new():
            self._places.open(PLANNER)

    def plan_for(self, condition: str) -> None:
        """Plan for a condition, from its first preset where it has one; an open plan is left only when that is safe."""
        begun = self._session.draft.plan.ladder or self._session.origin.kept
        if not begun or self._files.new():
            self._places.open(PLANNER)
            self._page.form.begin_for(condition)
