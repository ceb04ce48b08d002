"""What is taken on a day with a dose of a phase: the daily dose over its times, each with its recipe."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.phase import Course, Phase
from ldn_desktop.domain.recipe import Allowed, Recipe, Recipes
from ldn_desktop.domain.work import A_PORTION, Work


class Take(NamedTuple):
    """One administration a day.

    ``dose_ng`` is ``None`` where the split is not a whole number of nanograms, ``recipe`` is ``None`` where the
    dose cannot be measured.
    """

    time: str
    dose_ng: int | None
    recipe: Recipe | None


class Step(NamedTuple):
    """A phase of the course together with what is taken on each of its days with a dose; a pause has no takes.

    ``number`` counts the phases with a dose from 1, the same on screen, on paper and in findings; a pause has 0.
    """

    phase: Phase
    takes: tuple[Take, ...]
    number: int = 0


Steps: TypeAlias = tuple[Step, ...]
_Known: TypeAlias = dict[int, Recipes]


def steps_of(course: Course, allowed: Allowed, work: Work | None = None) -> Steps:
    """Return every phase with its takes; each distinct dose and set of products is solved once.

    Refused (``TooMuchWorkError``): a course that takes more than the ``work`` there may be.
    """
    work = work or Work()
    known: _Known = {}
    steps: list[Step] = []
    number = 0
    for phase in course:
        number += phase.dose_ng > 0
        steps.append(Step(phase, _takes(phase, allowed, known, work), number if phase.dose_ng else 0))
    return tuple(steps)


def _takes(phase: Phase, allowed: Allowed, known: _Known, work: Work) -> tuple[Take, ...]:
    if phase.dose_ng == 0:
        work.spend(A_PORTION)
        return ()
    # The phases keep their products alive and share them, so their place in memory is as good as their value.
    known_as = id(phase.formulations)
    if known_as not in known:
        known[known_as] = Recipes(phase.formulations, allowed, work)
    takes = []
    for time, dose in phase.split():
        recipe = known[known_as].solve(dose) if dose else None
        work.spend(A_PORTION * (1 if recipe is None else 1 + len(recipe.portions)))
        takes.append(Take(time, dose, recipe))
    return tuple(takes)
