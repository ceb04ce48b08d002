"""What a change would do, in a sentence or two."""

from __future__ import annotations

from ldn_desktop.documents.plan_state import last_dose
from ldn_desktop.documents.times_change import LONG, SHORT, times_changes
from ldn_desktop.documents.wording import TIME_WORDS, counted, full_date, weekday_date
from ldn_desktop.domain.difference import Difference
from ldn_desktop.domain.regimen import Regimen


def difference_text(told: Difference, after: Regimen) -> str:
    """Say from which day something else is taken, when it ends, and which doses lie around a change of times."""
    if told.since is None:
        return "Nothing changes: the same is taken on every day."
    parts = [f"Nothing changes before {weekday_date(told.since)}."]
    if after.plan.stopped:
        parts.append(f"It is stopped: the last dose is that of {weekday_date(last_dose(after))}.")
    elif told.longer:
        way = "later" if told.longer > 0 else "earlier"
        parts.append(
            f"Its planned days end {full_date(told.ends)}, {counted(abs(told.longer), 'day')} {way} than {full_date(told.ends_before)}."
        )
    else:
        parts.append(f"Its planned days still end {full_date(told.ends)}.")
    return " ".join([*parts, *_close_doses(told, after)])


def _close_doses(told: Difference, after: Regimen) -> list[str]:
    """Name each change of times from the first day that differs on, and how a dose beside it is left out."""
    found: list[str] = []
    for change in times_changes(step.phase for step in after.steps):
        if told.since is None or change.first < told.since:
            continue
        old, new, last = TIME_WORDS[change.old], TIME_WORDS[change.new], weekday_date(change.last)
        found.append(f"Last dose {old}: {last}; first {new}: {weekday_date(change.first)}.")
        if change.spacing == SHORT:
            found.append(
                f"These two lie closer together than usual, once. To leave out the dose {old} on {last}, add a pause "
                f"from that day, taken again from {weekday_date(change.first)}."
            )
        elif change.spacing == LONG:
            found.append("These two lie further apart than usual, once.")
    return found
