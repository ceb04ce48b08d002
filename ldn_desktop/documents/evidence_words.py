"""Grade, direction and caution of a condition in one line, and what its grade rests on."""

from __future__ import annotations

from ldn_desktop.reference.conditions import Condition
from ldn_desktop.reference.grading import Basis, people


def evidence_line(condition: Condition) -> str:
    """Return grade, direction and caution in one line: ``Grade B of A to D, mixed. Caution: …``."""
    return f"{graded(condition)} Caution: {condition.caution}"


def graded(condition: Condition) -> str:
    """Return grade and direction, such as ``Grade B of A to D, mixed``, as a sentence."""
    return f"Grade {condition.grade} of A to D, {condition.direction}."


def basis_words(found: Basis, judgement: str = "") -> str:
    """Return what a grade rests on: the trials that count and what they found, else the other studies in people."""
    if found.trials:
        told = (
            (f"{len(side)} {words} ({people(side):,} people)")
            for side, words in (
                (found.benefit, "with a benefit"),
                (found.no_benefit, "without"),
                (found.mixed, "at odds with itself" if len(found.mixed) == 1 else "at odds with themselves"),
            )
            if side
        )
        many = f"{len(found.trials)} randomised trial{'s' if len(found.trials) > 1 else ''} at a low dose"
        words = f"{many}: {'; '.join(told)}."
    else:
        words = "No randomised trial at a low dose that can tell"
        others = len(found.others)
        words += (
            f"; {others} other stud{'y' if others == 1 else 'ies'} in people."
            if others
            else ", nor any other study."
        )
    return f"{words} {judgement}".rstrip()
