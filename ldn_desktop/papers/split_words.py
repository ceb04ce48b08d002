"""What each time of the day gets of a daily dose, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_desktop.reference.words.wording import TIME_WORDS, DoseWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.ladder import Ladder


def split_sentence(ladder: Ladder, times: Sequence[str], steps: Steps, words: DoseWords) -> str:
    """Say what each time gets at the first and at the last dose, or that a dose cannot be split so.

    Empty for one time a day, and without a ladder. ``steps`` say what is made of the products; they may be missing.
    """
    doses = tuple(dict.fromkeys(rung.dose_ng for rung in ladder))
    if len(times) == 1 or not doses:
        return ""
    uneven = [ng for ng in doses if ng % len(times)]
    if uneven:
        return f"{_first_of(uneven, words)} cannot be split into {len(times)} equal doses."
    unmade = {
        step.phase.dose_ng: take.dose_ng
        for step in steps
        for take in step.takes
        if step.phase.times == times and take.recipe is None and take.dose_ng is not None
    }
    if unmade:
        each = words.dose(next(iter(unmade.values())))
        return (
            f"{_first_of(list(unmade), words)} cannot be split so: {each} cannot be made from these products."
        )
    first, last = (_each(ng // len(times), times, words) for ng in (doses[0], ladder[-1].dose_ng))
    if len(doses) == 1:
        return f"Each day {first}."
    return f"At first {first}; at the end {last}."


def _each(ng: int, times: Sequence[str], words: DoseWords) -> str:
    return ", ".join(f"{words.dose(ng)} {TIME_WORDS[time]}" for time in times)


def _first_of(doses: Sequence[int], words: DoseWords) -> str:
    first, more = f"{words.dose(doses[0])} a day", len(doses) - 1
    if not more:
        return first
    return f"{first}, and {more} more doses," if more > 1 else f"{first}, and another dose,"
