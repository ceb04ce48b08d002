"""Notes in the library what left of a plan that stands there: papers, and files of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject

from ldn_desktop.domain.plan import Plan
from ldn_desktop.library.bodies import Exported, Paper
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.workspace.session import Session

if TYPE_CHECKING:
    from ldn_desktop.printing.flow import Printable
    from ldn_desktop.ui.widgets.messages import MessageBar

Left: TypeAlias = "Paper | Exported"
"""What left; of which revision is added when it is noted."""


def paper_left(code: str, pages: Printable) -> Paper:
    """Return what is noted of a paper with these pages."""
    from ldn_desktop.printing.bound import languages_of

    return Paper(code, "", pages.count, languages_of(pages)[0][0])


_CHANGED = "with changes that were not kept yet"


class Noting(QObject):
    """A paper is noted as one of a revision: of what is not kept yet once it is, if it still says the same.

    A file is noted at once, so that it is known where it lies, with the revision that it was made from.

    Until then it is told above the page that the library does not hold what the paper says.
    """

    def __init__(self, session: Session, keeper: Keeper, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._keeper, self._notices = session, keeper, notices
        self._waiting: list[tuple[Plan, Left]] = []
        self._openings = session.openings
        self._bar: MessageBar | None = None

    def note(self, plan: Plan, left: tuple[Left, ...]) -> None:
        """Note what left of a plan, now or when the plan is kept."""
        self.review()
        kept = self._session.saved_plan == plan
        if self._session.origin.in_library and not kept:
            # Where a file lies is known at once: who erases the plan is told.
            self._keep([each for each in left if isinstance(each, Exported)], _CHANGED)
            left = tuple(each for each in left if not isinstance(each, Exported))
        self._waiting += [(plan, each) for each in left]
        if kept:
            self.note_kept()
        elif left and self._session.origin.in_library:
            self._tell(
                f"What left is of revision {plan.revision}, which is not in the library yet. Save the plan, and it is "
                "noted there."
            )

    def note_kept(self) -> None:
        """Note what left of the plan as it has just been kept; what says something else was of no revision."""
        self.review()
        waiting, self._waiting = self._waiting, []
        self._drop_bar()
        origin, kept = self._session.origin, self._session.saved_plan
        if origin.in_library:
            self._keep([left for plan, left in waiting if plan == kept])

    def _keep(self, left: Sequence[Left], reason: str = "") -> None:
        """Note what left with the revision that is open, and what was said of it."""
        if not left:
            return
        origin = self._session.origin
        # Of revisions that stand beside each other the last is the one that is open.
        revision, subject = origin.known.split()[-1], origin.address.partition(":")[2]
        try:
            plans = self._keeper.library.kept
            events = [replace(each, revision=revision) for each in left]
            plans.note_all(events, subject, self._keeper.author, reason)
        except StoreError as error:
            self._tell(f"What left is not noted in the library. {error}")

    def review(self) -> None:
        """Forget what left of a plan that is not open any more."""
        if self._session.openings != self._openings:
            self._openings, self._waiting = self._session.openings, []
            self._drop_bar()

    def _tell(self, sentence: str) -> None:
        # Beside what is told of the paper itself, not in its place.
        self._drop_bar()
        self._bar = self._notices.offer(sentence, [("close", "Close", False)])
        self._bar.action_triggered.connect(self._forget_bar)

    def _drop_bar(self) -> None:
        if self._bar is not None:
            self._notices.take(self._bar)
            self._bar = None

    def _forget_bar(self) -> None:
        self._bar = None
