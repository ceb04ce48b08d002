"""The days that have passed, as the saved plan tells them: a plan that tells them otherwise rewrites what was taken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.difference import Rewrite
    from ldn_desktop.domain.regimen import Regimen


class SavedPast(NamedTuple):
    """The ``steps`` of the saved plan, if there is one, and what the open plan says else of days that have passed.

    ``corrected`` tells that somebody said that the saved plan was wrong about just these.
    """

    steps: Steps = ()
    found: tuple[Rewrite, ...] = ()
    corrected: bool = False

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """The days on which the open plan says something else.

        None once they were said to be right, until they are others.
        """
        return () if self.corrected else self.found

    def beside(self, regimen: Regimen | None, today: date) -> SavedPast:
        """Return the same beside what the open plan has become."""
        found: tuple[Rewrite, ...] = ()
        if self.steps and regimen is not None and regimen.steps is not self.steps:
            from ldn_desktop.domain.difference import rewritten

            found = rewritten(self.steps, regimen.steps, today)
        return self if found == self.found else SavedPast(self.steps, found)
