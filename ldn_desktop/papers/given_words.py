"""What each of two plans gives on days on end, in words: for plans side by side and for two revisions of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.days_apart import GOES_ON, MADE, SILENT, Days, Given
from ldn_desktop.domain.ladder import GO_ON, ON_DATE
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.plan_state import ends_if
from ldn_desktop.papers.side_by_side import Pair, SideWords


class GivenWords:
    """Says what is given, in the words of a comparison."""

    def __init__(self, words: SideWords) -> None:
        self._words, self._say = words, words.say

    def pair(self, days: Days) -> Pair:
        """Say what either plan gives on days, made of what where only that is another."""
        made = days.apart == MADE
        left, right = (self._text(given, made=made) for given in (days.left, days.right))
        if made and left == right:
            left, right = (
                f"{told} ({self._products(given[0])})"
                for told, given in ((left, days.left), (right, days.right))
            )
        return left, right

    def after(self, side: Regimen) -> str:
        """Say what follows the last day of a plan; a planned stop waits for what the steps wait for."""
        told = self._say("after.stopped" if side.plan.stopped else f"after.{side.after}")
        return self._say("earliest", told=told) if ends_if(side) else told

    def _text(self, given: Sequence[Given], *, made: bool) -> str:
        """Say what one plan gives on days, one thing after the other."""
        told = [text for text, _ in groupby(self._one(each, made=made) for each in given)]
        if len(told) == 1:
            none = len(given) == 1 and given[0].dose_ng and not given[0].days
            dose = self._words.dose(given[0].dose_ng)
            return self._say("other_days", dose=dose) if none else told[0]
        if not told[2:]:
            return self._say("two_steps", first=told[0], last=told[1])
        plain = [each._replace(condition=ON_DATE) for each in given if each.dose_ng]
        many = self._many(plain) if plain else ""
        steps = groupby(
            (each.step.phase.rung, each.condition) for each in given if each.step and each.dose_ng
        )
        pause = [self._say("pause")] if len(plain) < len(given) else []
        return ", ".join(filter(None, (many, *self._conditions([told for (_, told), _ in steps]), *pause)))

    def _many(self, given: Sequence[Given]) -> str:
        """Say from which dose to which several steps lead; where they go up and down, between which."""
        steps = [text for text, _ in groupby(self._one(each, made=False) for each in given)]
        doses, count = [each.dose_ng for each in given], self._words.language.counted(len(steps), "step")
        if doses in (sorted(doses), sorted(doses, reverse=True)):
            return self._say("many_steps", first=steps[0], last=steps[-1], steps=count)
        low, high = (self._words.dose(dose) for dose in (min(doses), max(doses)))
        return self._say("between", low=low, high=high, steps=count)

    def _conditions(self, conditions: Sequence[str]) -> Iterable[str]:
        """Count the steps that are reached only on a condition, by condition."""
        for known in GO_ON:
            if known != ON_DATE and (count := conditions.count(known)):
                told = self._say(f"condition.{known}")
                yield self._say("conditions", count=self._words.language.number(count), condition=told)

    def _one(self, given: Given, *, made: bool) -> str:
        if given.step is None:
            return self._say("no_plan" if given.says == SILENT else "no_dose")
        told = self._step(given.step, made=made)
        if given.condition != ON_DATE:
            told = self._say("only", dose=told, condition=self._say(f"condition.{given.condition}"))
        return self._say("goes_on", dose=told) if given.says == GOES_ON else told

    def _step(self, step: Step, *, made: bool) -> str:
        """Say what is taken of a step, with what it is ``made`` of where that is asked for."""
        words, phase = self._words, step.phase
        if not phase.dose_ng:
            return self._say("pause")
        told = words.dose(phase.dose_ng)
        if phase.rhythm is not None:
            told = self._say("on_rhythm", dose=told, rhythm=words.language.rhythm(phase.rhythm))
        if not made:
            return told
        takes = [
            self._say("taken_at", takes=words.doses.take(take), time=words.language.time(take.time))
            for take in step.takes
        ]
        return self._say("made_of", dose=told, takes=words.language.listed(takes))

    def _products(self, given: Given) -> str:
        products = given.step.phase.formulations if given.step is not None else ()
        return ", ".join(self._words.product(product) for product in products)
