"""Grade, direction and caution of a condition in one line, and what its grade rests on."""

from __future__ import annotations

from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.grading import Basis, people
from ldn_desktop.reference.words.sentences import Sentences

NOT_GRADED = "The reference does not know this condition, so it has no grade."


def evidence_line(condition: Condition, words: Sentences) -> str:
    """Return grade, direction and caution in one line, as the record has it.

    Such as ``Grade B of A to D, mixed. Caution: …``.
    """
    return words.say(
        "evidence", grade=condition.grade, direction=condition.direction, caution=condition.caution
    )


def graded(condition: Condition) -> str:
    """Return grade and direction, such as ``Grade B of A to D, mixed``, as a sentence."""
    return f"Grade {condition.grade} of A to D, {condition.direction}."


def basis_words(found: Basis, judgement: str = "") -> str:
    """Return what a grade rests on: the trials that count and what they found, else the other studies in people."""
    return f"{_trials(found) or _others(found)} {judgement}".rstrip()


def _trials(found: Basis) -> str:
    sides = (
        (found.benefit, "with a benefit"),
        (found.no_benefit, "without a benefit"),
        (found.mixed, "at odds with itself"),
    )
    told = [(len(side), f"{words} ({people(side):,} people)") for side, words in sides if side]
    if len(found.trials) == 1:
        return f"1 randomised trial at a low dose that can tell, {told[0][1]}."
    each = "; ".join(f"{trials} {words}" for trials, words in told)
    return f"{len(found.trials)} randomised trials at a low dose that can tell: {each}." if each else ""


def _others(found: Basis) -> str:
    none, many = "No randomised trial at a low dose that can tell", len(found.others)
    if not many:
        return f"{none}, nor any other study in people at a low dose."
    return f"{none}; {many} other stud{'y' if many == 1 else 'ies'} in people at a low dose."
