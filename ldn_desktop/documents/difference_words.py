"""What a change would do, in a sentence or two."""

from __future__ import annotations

from itertools import pairwise

from ldn_desktop.documents.wording import TIME_WORDS, counted, full_date, short_date, weekday_date
from ldn_desktop.domain.difference import Difference
from ldn_desktop.domain.plan import TIMES
from ldn_desktop.domain.regimen import Regimen


def difference_text(told: Difference, after: Regimen) -> str:
    """Say from which day something else is taken, when it ends, and where two doses come close together."""
    if told.since is None:
        return "Nothing changes: the same is taken on every day."
    parts = [f"Nothing changes before {weekday_date(told.since)}."]
    if told.longer:
        way = "later" if told.longer > 0 else "earlier"
        parts.append(
            f"It ends {full_date(told.ends)}, {counted(abs(told.longer), 'day')} {way} than {full_date(told.ends_before)}."
        )
    else:
        parts.append(f"It still ends {full_date(told.ends)}.")
    return " ".join([*parts, *_close_doses(told, after)])


def _close_doses(told: Difference, after: Regimen) -> list[str]:
    """Name each change to an earlier time of the day: the doses around it lie less than a day apart."""
    found: list[str] = []
    for before, step in pairwise(after.steps):
        old, new = before.phase, step.phase
        if told.since is None or new.first < told.since or not (old.dose_ng and new.dose_ng):
            continue
        if len(old.times) == len(new.times) == 1 and TIMES.index(new.times[0]) < TIMES.index(old.times[0]):
            found.append(
                f"The dose {TIME_WORDS[old.times[0]]} on {short_date(old.last)} and the one "
                f"{TIME_WORDS[new.times[0]]} on {short_date(new.first)} lie less than a day apart."
            )
    return found
