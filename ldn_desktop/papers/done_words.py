"""What lies behind of a plan that has begun, a line a step."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain.administration import Step
from ldn_desktop.papers.outlook import Kept
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

_MOST_DONE = 6
"""Lines of what is done; what lies before them is one line."""


def done_lines(
    past: tuple[Step, ...], ahead: tuple[Step, ...], doses: DoseWords, words: Sentences, kept: Kept | None
) -> Iterator[str]:
    """Yield a line for each step behind; with many of them those of long ago share one.

    One that is ``kept`` by whoever has not begun the next is not called done.
    """
    language = doses.language
    shown = past if len(past) <= _MOST_DONE else past[1 - _MOST_DONE :]
    early = past[: len(past) - len(shown)]
    if early:
        number = max(step.number for step in early)
        name = "done_many" if number else "done_pause"
        days = words.say(
            "change.days",
            first=language.weekday_date(early[0].phase.first),
            last=language.weekday_date(early[-1].phase.last),
        )
        yield words.say(f"change.{name}", step=str(number), days=days)
    for step in shown:
        phase = step.phase
        first, last = language.weekday_date(phase.first), language.weekday_date(phase.last)
        days = first if first == last else words.say("change.days", first=first, last=last)
        dosed = bool(phase.dose_days())
        name = "done" if dosed else "done_none" if phase.dose_ng else "done_pause"
        if kept is not None and kept.step.number == step.number:
            name = "done_before" if dosed else "done_before_none"
        elif ahead and (ahead[0].number, ahead[0].phase.whole) == (step.number, phase.whole):
            name += "_part"
        if dosed and first == last:
            name += "_day"
        elif dosed and phase.rhythm is not None:
            name += "_rhythm"
        rhythm = language.rhythm(phase.rhythm)
        yield words.say(
            f"change.{name}", step=str(step.number), days=days, dose=doses.dose(phase.dose_ng), rhythm=rhythm
        )
