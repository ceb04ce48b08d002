"""What a change would do, in a sentence or two."""

from __future__ import annotations

from ldn_desktop.domain.difference import Difference, Rewrite, Taken
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import last_dose
from ldn_desktop.papers.times_change import LONG, SHORT, TimesChange, times_changes
from ldn_desktop.reference.words.record_words import RecordWords
from ldn_desktop.reference.words.wording import (
    TIME_WORDS,
    DoseWords,
    Wording,
    counted,
    full_date,
    held,
    times_text,
    weekday_date,
)

PAST_CHANGES = "Days that have passed would change."
PAST_STAYS = "What was taken stays as it was: {undo}, and put the change into Follow-up from today on."


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


def both_plans(rewrite: Rewrite, wording: Wording) -> str:
    """Say in a sentence what the saved plan and the one that is open tell of a day that has passed."""
    saved, now = _both(rewrite, wording)
    return f"On {weekday_date(rewrite.first)} the saved plan says {saved}, this one {now}."


def _both(rewrite: Rewrite, wording: Wording) -> tuple[str, str]:
    """Say what is taken in either plan, in as few words as tell them apart."""
    both = (rewrite.before, rewrite.after)
    takes = [take for taken in both for take in taken.takes]
    products = [portion.formulation for take in takes if take.recipe for portion in take.recipe.portions]
    doses = (
        [taken.dose_ng for taken in both] + [take.dose_ng or 0 for take in takes] + list(map(held, products))
    )
    words = wording.doses(doses, products)
    saved, now = (words.dose(taken.dose_ng) if taken.dose_ng else "no dose" for taken in both)
    if saved != now:
        return saved, now
    old, new = (times_text(tuple(take.time for take in taken.takes)) for taken in both)
    if old != new:
        return f"{saved} {old}", f"{now} {new}"
    return f"{saved} ({_made(rewrite.before, words)})", f"{now} ({_made(rewrite.after, words)})"


def _made(taken: Taken, words: DoseWords) -> str:
    """Say what each take is made of, once where all are alike."""
    return ", then ".join(dict.fromkeys(map(words.take, taken.takes)))
