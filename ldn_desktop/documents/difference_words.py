"""What a change would do, in a sentence or two."""

from __future__ import annotations

from ldn_desktop.documents.plan_state import last_dose
from ldn_desktop.documents.times_change import LONG, SHORT, TimesChange, times_changes
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
    changes = times_changes(step.phase for step in after.steps)
    return " ".join(
        [*parts, *(times_change_text(change) for change in changes if change.first >= told.since)]
    )


def times_change_text(change: TimesChange) -> str:
    """Name the doses around a change of times, and, where they lie close together, how the one before is left out."""
    old, new, last = TIME_WORDS[change.old], TIME_WORDS[change.new], weekday_date(change.last)
    told = f"Last dose {old}: {last}; first {new}: {weekday_date(change.first)}."
    if change.spacing == SHORT:
        return (
            f"{told} These two lie closer together than usual, once. To leave out the dose {old} on {last}, add a pause "
            f"from that day, taken again from {weekday_date(change.first)}."
        )
    return f"{told} These two lie further apart than usual, once." if change.spacing == LONG else told
