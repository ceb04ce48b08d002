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


class Solved:
    """What phases of one plan take, each distinct dose and set of products solved once, whatever the course.

    Refused (``TooMuchWorkError``): doses that take more than the ``work`` there may be.
    """

    def __init__(self, allowed: Allowed, work: Work | None = None) -> None:
        self._allowed, self._work = allowed, work or Work()
        self._recipes: dict[int, Recipes] = {}
        self._takes: dict[tuple[object, ...], tuple[int, tuple[Take, ...]]] = {}

    def takes(self, phase: Phase) -> tuple[Take, ...]:
        """Return what is taken on each day of a phase that has a dose."""
        # The phases keep their products alive and share them, so their place in memory is as good as their value.
        key = phase.dose_ng, phase.times, phase.doses, id(phase.formulations)
        if key not in self._takes:
            self._takes[key] = self._solve(phase)
        cost, takes = self._takes[key]
        self._work.spend(cost)
        return takes

    def _solve(self, phase: Phase) -> tuple[int, tuple[Take, ...]]:
        place, takes, written = id(phase.formulations), [], 0
        for time, dose in phase.split():
            if place not in self._recipes:
                self._recipes[place] = Recipes(phase.formulations, self._allowed, self._work)
            recipe = self._recipes[place].solve(dose) if dose else None
            takes.append(Take(time, dose, recipe))
            written += 1 if recipe is None else 1 + len(recipe.portions)
        return A_PORTION * max(written, 1), tuple(takes)


def steps_of(course: Course, solved: Solved) -> Steps:
    """Return every phase with its takes. Refused: as ``Solved``."""
    steps: list[Step] = []
    number = 0
    for phase in course:
        number += phase.dose_ng > 0
        steps.append(Step(phase, solved.takes(phase), number if phase.dose_ng else 0))
    return tuple(steps)
