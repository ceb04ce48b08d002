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
_FIRST_TO_GO = ((Column.VISIT, Column.CONDITION), (Column.REVISION,), (Column.FILL,), (Column.STATUS,))
"""What goes where there is no room; the summary tells it."""
_SMALL = NG_PER_MG // 10
"""Nanograms below which a dose is told in both units."""


def fitted(wide: Mapping[Column, int], room: int) -> dict[Column, int]:
    """Return the widths of the columns that are shown in a room; none is narrower than it asks for."""
    shown = dict(wide)
    for columns in _FIRST_TO_GO:
        if sum(shown.values()) <= room:
            break
        for column in columns:
            del shown[column]
    rest = max(room - sum(shown.values()), 0)
    sharing = [column for column in (Column.PATIENT, Column.CONDITION) if column in shown]
    for column in sharing:
        shown[column] += rest // len(sharing)
    shown[max(shown)] += max(room - sum(shown.values()), 0)
    return shown


def of_wide_words(items: Iterable[Item]) -> list[Item]:
    """Return, of plans of which more is to be told than a dose in one unit and its step, one for each such telling."""
    wide = [item for item in items if _is_wide(item)]
    return [
        *{_step_told(item): item for item in wide}.values(),
        *{
            (item.today.status, item.today.next_dose_ng, item.today.unmeasured): item for item in wide
        }.values(),
    ]


def _is_wide(item: Item) -> bool:
    today = item.today
    told = (
        today.unmeasured
        or item.row.heads > 1
        or (today.step and (not today.dose_ng or today.day_of_step == 1))
    )
    return bool(told) or _is_small(today.dose_ng) or _is_small(today.next_dose_ng)


def _step_told(item: Item) -> tuple[object, ...]:
    today = item.today
    return (
        today.dose_ng,
        today.unmeasured,
        today.day_of_step == 1,
        today.dose_ng or today.next_dose_ng,
        today.step,
    )


def _is_small(dose_ng: int | None) -> bool:
    return dose_ng is not None and 0 < dose_ng < _SMALL
