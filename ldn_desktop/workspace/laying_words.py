"""What a change of the ladder took with it, or moved, as the window says it below the steps."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain.amount import format_dose
from ldn_desktop.domain.ladder import ON_DATE, Ladder
from ldn_desktop.reference.words.english import rhythm_text
from ldn_desktop.workspace.laying import Mark, lost_marks
from ldn_desktop.workspace.step_words import CONDITION_WORDS

_BACK = "Undo brings it back."
A_TABLE = "These steps are a table now, for the numbers no longer make them. Undo brings the numbers back."


def laying_told(made: Ladder, before: Ladder) -> str:
    """Say what steps said that numbers would not keep, and what the last one keeps at another dose; else nothing."""
    if not before:
        return ""
    lost = "; ".join(_marks(lost_marks(made, before), before))
    gone = f"These numbers have no step any more for what was said of some: {lost}. {_BACK}" if lost else ""
    old, last = before[-1], made[-1]
    moved = ""
    if old.rhythm is not None and old.dose_ng != last.dose_ng:
        dose = format_dose(last.dose_ng)
        moved = f"The last step, now {dose}, keeps its days: {rhythm_text(old.rhythm)}."
    return " ".join(filter(None, (gone, moved)))


def _marks(marks: tuple[Mark, ...], ladder: Ladder) -> Iterator[str]:
    for mark in marks:
        first, last = (format_dose(ladder[at].dose_ng) for at in (mark.first, mark.last))
        one = mark.first == mark.last
        steps = (
            f"step {mark.first + 1} ({first})"
            if one
            else f"steps {mark.first + 1} to {mark.last + 1} ({first} to {last})"
        )
        said = (
            rhythm_text(mark.rhythm) if mark.go_on == ON_DATE else f"go on only {CONDITION_WORDS[mark.go_on]}"
        )
        yield f"{said}, {steps}"
