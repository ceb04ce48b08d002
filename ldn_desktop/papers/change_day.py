"""On which day a change begins to tell: that of its entry, or the first on which times or products are others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ldn_desktop.domain.adjustment import Adjustment, ChangeFormulations, ChangeTimes
from ldn_desktop.domain.administration import Solved, steps_of
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.difference import difference
from ldn_desktop.domain.regimen import Regimen


def changes_ahead(regimen: Regimen, printed: date) -> tuple[tuple[date, Adjustment], ...]:
    """Return the changes that begin to tell on a day or later, each after its day, the earliest first.

    Other times change nothing of a step with a dose for each time, nor other products that make its doses as before:
    such a change tells from a later step on, or never, and is then none.
    """
    return tuple(sorted(_changes(regimen, printed), key=lambda change: change[0]))


def _changes(regimen: Regimen, printed: date) -> Iterator[tuple[date, Adjustment]]:
    entries = regimen.plan.adjustments
    for entry in entries:
        if not isinstance(entry, ChangeTimes | ChangeFormulations) and entry.on >= printed:
            yield entry.on, entry
    for kind in (ChangeTimes, ChangeFormulations):
        of_kind = [entry for entry in entries if isinstance(entry, kind)]
        # One that has begun took the place of those before it.
        behind = [entry for entry in of_kind if entry.on < printed][-1:]
        for entry in (*behind, *(entry for entry in of_kind if entry.on >= printed)):
            since = _since(regimen, entry)
            if since is not None and since >= printed:
                yield since, entry
                break


def _since(regimen: Regimen, entry: Adjustment) -> date | None:
    """Return the first day on which something else is taken than without an entry."""
    plan = regimen.plan
    others = tuple(other for other in plan.adjustments if other is not entry)
    steps = steps_of(lay(replace(plan, adjustments=others)), Solved(plan.allowed))
    return difference(regimen._replace(steps=steps), regimen).since
