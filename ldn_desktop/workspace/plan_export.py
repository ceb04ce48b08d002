"""Plan files of plans of a library, many at once, into a folder: nothing there is replaced, each is noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.library.bodies import Exported
from ldn_desktop.storage.file_names import PLAN_SUFFIX, plan_stem
from ldn_desktop.storage.files import is_there, replace_atomically
from ldn_desktop.workspace.plan_rows import plan_in

if TYPE_CHECKING:
    from ldn_desktop.workspace.kept_plans import KeptPlans

FORM = "plan"


class Exporting:
    """Writes the revision that stands of each plan, a step at a time.

    ``named`` puts patients' names into the files' names. Refused (``StoreError``, ``LibraryError``): by the folder, by
    the library; what was written stays, and is noted.
    """

    def __init__(
        self, subjects: Sequence[str], folder: Path, kept: KeptPlans, author: str, *, named: bool
    ) -> None:
        self._subjects, self._folder, self._kept, self._author = subjects, folder, kept, author
        self._named = named
        self.written = 0
        self.left_out = 0
        self._whose = ""

    def steps(self) -> Iterator[int]:
        """Write plan after plan; yield how many are done."""
        for done, subject in enumerate(self._subjects, 1):
            try:
                history = self._kept.history(subject)
                head, self._whose = history.head, plan_in(history)
                plan = self._kept.plan_of(head) if head is not None else None
            except (FileError, TypeError):
                head = plan = None
            if head is None or plan is None:
                self.left_out += 1
            else:
                path = _free(self._folder, plan_stem(plan, named=self._named))
                replace_atomically(path, write_plan(plan))
                self._kept.note(Exported(FORM, str(path), head.hash), subject, self._author)
                self.written += 1
            yield done

    @property
    def sentence(self) -> str:
        """What is told when all is done, or it was stopped; of one plan, whose it is."""
        if self._whose and self.written + self.left_out == 1:
            done = f"is written to {self._folder}" if self.written else "cannot be read, and is not written"
            return f"{self._whose} {done}."
        files = "1 plan file" if self.written == 1 else f"{self.written:,} plan files"
        left = f" {self.left_out:,} cannot be read and {'was' if self.left_out == 1 else 'were'} left out."
        return f"{files} written to {self._folder}.{left if self.left_out else ''}"


def _free(folder: Path, stem: str) -> Path:
    """Return a name in a folder under which nothing stands."""
    path, number = folder / f"{stem}{PLAN_SUFFIX}", 2
    while is_there(path):
        path = folder / f"{stem} ({number}){PLAN_SUFFIX}"
        number += 1
    return path
