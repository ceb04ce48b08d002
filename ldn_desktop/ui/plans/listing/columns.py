"""How wide the columns of the list are, and which go where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ldn_desktop.domain.amount import NG_PER_MG
from ldn_desktop.workspace.plan_list import Column, Item

WIDE = {
    Column.PATIENT: 118,
    Column.CONDITION: 150,
    Column.DOSE: 136,
    Column.STATUS: 138,
    Column.CHANGE: 156,
    Column.FILL: 112,
    Column.VISIT: 100,
    Column.REVISION: 58,
}
"""How wide the columns are at 100 %, in pixels; the first two share what is left."""
_FIRST_TO_GO = (Column.VISIT, Column.CONDITION, Column.REVISION, Column.FILL, Column.STATUS)
"""What goes where there is no room; the summary tells it."""
_SMALL = NG_PER_MG // 10
"""Nanograms below which a dose is told in both units."""


def fitted(wide: Mapping[Column, int], room: int) -> dict[Column, int]:
    """Return the widths of the columns that are shown in a room; none is narrower than it asks for."""
    shown = dict(wide)
    for column in _FIRST_TO_GO:
        if sum(shown.values()) <= room:
            break
        del shown[column]
    rest = max(room - sum(shown.values()), 0)
    sharing = [column for column in (Column.PATIENT, Column.CONDITION) if column in shown]
    for column in sharing:
        shown[column] += rest // len(sharing)
    shown[max(shown)] += max(room - sum(shown.values()), 0)
    return shown


def of_small_doses(items: Iterable[Item]) -> list[Item]:
    """Return, of plans with doses in two units, one for each that the list may show."""
    small = [item for item in items if _is_small(item.today.dose_ng) or _is_small(item.today.next_dose_ng)]
    return [
        *{item.today.dose_ng: item for item in small}.values(),
        *{(item.today.status, item.today.next_dose_ng): item for item in small}.values(),
    ]


def _is_small(dose_ng: int | None) -> bool:
    return dose_ng is not None and 0 < dose_ng < _SMALL
