"""What of the open plan leaves the window: first it is settled whose it is, and its number is given out with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ldn_desktop.domain.plan import Plan
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.storage.files import StoreError, replace_together
from ldn_desktop.ui.bridge import Bridge
from ldn_desktop.ui.files.plan_files import PlanFiles

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.ui.files.noting import Left


class Settled(NamedTuple):
    """The plan that may leave, ``None`` while it may not, what is to be told of it, and the next visit."""

    regimen: Regimen | None
    told: str = ""
    next_visit: date | None = None


class Leaving(QObject):
    """Lets papers and exports of the open plan leave; ``message`` tells of a file that takes its time."""

    message = Signal(str)

    def __init__(self, bridge: Bridge, files: PlanFiles) -> None:
        super().__init__(files)
        self._session, self._files = bridge.session, files

    def settle(self) -> Settled:
        """Ask what must be known first: whose the plan is, where it names another patient now, and its number.

        Where its visits cannot be read papers leave without them, and that is told.
        """
        from ldn_desktop.workspace.number_words import ask_numbers

        if not self._files.whose.is_known():
            return Settled(None)
        renumbered = ask_numbers(self._session)
        if not self._files.questions.number_settled() or not self._session.complete:
            return Settled(None, renumbered)
        try:
            return Settled(self._session.regimen, renumbered, self._session.origin.next_visit())
        except StoreError as error:
            told = f"{renumbered} The next visit is not known and left out. {error}".strip()
            return Settled(self._session.regimen, told)

    def write(self, plan: Plan, path: Path, data: bytes, *left: Left) -> bool:
        """Put what is finished in its place beside the window, and say so where that takes longer than a moment.

        ``left`` is what is noted of it in the library. Return whether another name of the file was parted.

        Refused (``StoreError``): by the disk, or a number that is taken.
        """
        # The dialogs are loaded when they are first used, so that the window opens sooner.
        from ldn_desktop.ui.files.saving import write_aside

        self._files.begun.emit(str(path))
        with self.giving_out(plan, *left):
            return write_aside(path, data, partial(self.message.emit, f"Saving {one_line(path.name)}…"))

    def write_together(self, plan: Plan, files: Mapping[Path, bytes], *left: Left) -> None:
        """Put several files in their places beside the window, all or none. Refused (``StoreError``): as one alone."""
        from ldn_desktop.ui.aside import run_aside

        self._files.begun.emit(str(next(iter(files))))
        with self.giving_out(plan, *left):
            slow = partial(self.message.emit, f"Saving {len(files)} files…")
            run_aside(partial(replace_together, files), slow)

    @contextmanager
    def giving_out(self, plan: Plan, *left: Left) -> Iterator[None]:
        """Have something of a plan leave within, and note it then. Refused (``StoreError``): a number that is taken."""
        with self._session.giving_out(plan):
            yield
        self._files.whose.has_left(plan)
        self.note(plan, *left)

    def note(self, plan: Plan, *left: Left) -> None:
        """Note what left of a plan in the library, if it stands there."""
        if left:
            self._files.noting.note(plan, left)
