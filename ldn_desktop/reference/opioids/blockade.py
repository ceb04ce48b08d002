"""The blockade curve: the share of central mu receptors that a published model has blocked at a dose."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.amount import parse_dose

_WHOLE = 100
_MOST_HOURS = 1000
_MOST_PEOPLE = 10_000


class Measured(NamedTuple):
    """A measurement: percent blocked at a dose (nanograms), after ``hours`` in ``n`` people (0: not told)."""

    dose_ng: int
    blocked_percent: int
    hours: int
    n: int
    sources: tuple[str, ...]


class Blockade(NamedTuple):
    """The model: half of the receptors are blocked at ``ed50_ng``.

    Below ``extrapolated_below_ng`` nothing was measured. ``model`` and ``note`` (what the curve contradicts) are marked
    up (see ``markup``).
    """

    ed50_ng: int
    extrapolated_below_ng: int
    model: str
    note: str
    points: tuple[Measured, ...]
    sources: tuple[str, ...]

    def permille(self, dose_ng: int) -> int:
        """Return the thousandths blocked at a dose in nanograms, rounded half up: dose / (dose + ED50)."""
        whole = dose_ng + self.ed50_ng
        return (2 * 1000 * dose_ng + whole) // (2 * whole)


def read_blockade(root: Node) -> Blockade:
    """Return the model. Refused: no measurement, more than 100 percent, an amount that cannot be read."""
    f = root.fields(("ed50", "extrapolated_below", "model", "note", "point", "sources"))
    return Blockade(
        ed50_ng=f["ed50"].amount(parse_dose),
        extrapolated_below_ng=f["extrapolated_below"].amount(parse_dose),
        model=f["model"].filled(),
        note=f["note"].filled(),
        points=tuple(_point(item) for item in f["point"].items("point")),
        sources=source_ids(f["sources"]),
    )


def _point(node: Node) -> Measured:
    f = node.fields(("dose", "blocked_percent", "sources"), ("hours", "n"))
    return Measured(
        dose_ng=f["dose"].amount(parse_dose),
        blocked_percent=f["blocked_percent"].whole(0, _WHOLE),
        hours=f["hours"].whole(0, _MOST_HOURS) if "hours" in f else 0,
        n=f["n"].whole(1, _MOST_PEOPLE) if "n" in f else 0,
        sources=source_ids(f["sources"]),
    )
