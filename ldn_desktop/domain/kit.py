"""How far a kit reaches: so many pieces, millilitres or drops of each product, handed out once, on the first day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.administration import Steps
from ldn_desktop.domain.phase import dosed_span
from ldn_desktop.domain.supply import usable_to
from ldn_desktop.domain.use import DailyUse, Quantity, Use, uses_of


class KitPart(NamedTuple):
    """One product of a kit, after the last day that the kit covers.

    ``left`` is what the days covered do not use. ``lacks`` is what the first day that is not covered needs beyond it,
    ``missing`` what all days from that one to the last of the course need beyond it; nothing past its date counts.
    """

    left: Quantity
    lacks: Quantity
    missing: Quantity


class KitReach(NamedTuple):
    """``covers`` is the last day with a dose that a kit covers with all days before it; ``None`` where it covers none.

    ``short_on`` is the first day with a dose that it does not cover; ``None`` where it reaches the end of the course.
    """

    covers: date | None
    short_on: date | None
    parts: tuple[KitPart, ...]


def kit_reach(steps: Steps, kit: Mapping[str, int]) -> KitReach:
    """Return how far a kit reaches in a course, each dose made as its recipe says and no other way.

    ``kit`` holds units (quarters of a piece, nanolitres or drops) by the id of a product; of others it has none.
    """
    uses = uses_of(steps)
    start, end = steps[0].phase.first.toordinal(), steps[-1].phase.last.toordinal()
    dated = {name: usable_to(product, start) for name, (product, _) in uses.items()}
    short = min(
        (day for name, (_, used) in uses.items() for day in _short_days(used, kit.get(name, 0), dated[name])),
        default=None,
    )
    upto = end + 1 if short is None else short
    parts = []
    for name, (product, used) in sorted(uses.items()):
        daily = DailyUse(used)
        left = kit.get(name, 0) - daily.between(start, upto - 1)
        usable = min(left, daily.between(upto, min(dated[name], end)))
        today = daily.between(upto, upto)
        lacks = max(today - left, 0) if dated[name] >= upto else today
        found = (left, lacks, daily.between(upto, end) - usable)
        parts.append(KitPart(*(Quantity(product, units) for units in found)))
    covered = (
        dosed_span([step.phase for step in steps], last=date.fromordinal(upto - 1)) if upto > start else None
    )
    return KitReach(
        covers=covered[1] if covered else None,
        short_on=None if short is None else date.fromordinal(short),
        parts=tuple(parts),
    )


def _short_days(uses: list[Use], units: int, usable: int) -> list[int]:
    """Return the first day that needs more than there is, if there is one."""
    for use in uses:
        days = min(units // use.units, bisect_right(use.days, usable))
        if days < len(use.days):
            return [use.days[days]]
        units -= days * use.units
    return []
