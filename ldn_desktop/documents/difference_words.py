"""What a change would do, in a sentence or two."""

from __future__ import annotations

from ldn_desktop.documents.plan_state import last_dose
from ldn_desktop.documents.times_change import LONG, SHORT, TimesChange, times_changes
from ldn_desktop.documents.wording import TIME_WORDS, counted, full_date, weekday_date
from ldn_desktop.domain.difference import Difference
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.record_words import RecordWords


def difference_text(told: Difference, after: Regimen, words: RecordWords) -> str:
    """Say from which day something else is taken, when it ends, and which doses lie around a change of times."""
    phrases = words.difference
    if told.since is None:
        return phrases["none"]
    parts = [phrases["since"].format(since=weekday_date(told.since))]
    if after.plan.stopped:
        parts.append(phrases["stopped"].format(last=weekday_date(last_dose(after))))
    else:
        name = "still" if not told.longer else "later" if told.longer > 0 else "earlier"
        known = {"ends": full_date(told.ends), "before": full_date(told.ends_before)}
        parts.append(phrases[name].format(**known, days=counted(abs(told.longer), "day")))
    changes = times_changes(step.phase for step in after.steps)
    parts += [times_change_text(change, words) for change in changes if change.first >= told.since]
    return " ".join(parts)


def times_change_text(change: TimesChange, words: RecordWords) -> str:
    """Name the doses around a change of times, and, where they lie close together, how the one before is left out."""
    name = {SHORT: "times_short", LONG: "times_long"}.get(change.spacing, "times")
    return words.change[name].format(
        old=TIME_WORDS[change.old],
        new=TIME_WORDS[change.new],
        last=weekday_date(change.last),
        first=weekday_date(change.first),
    )
