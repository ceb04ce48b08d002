"""What a visit that was kept tells, line by line: scores, effects, tolerability, answers, what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ldn_desktop.reference.words.english import ENGLISH, counted, weekday_date
from ldn_desktop.workspace.revision_difference import action_text

if TYPE_CHECKING:
    from ldn_desktop.library.bodies import Visit
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.workspace.decided import Decided
    from ldn_desktop.workspace.response import Asked

GO_ON = "go-on"
"""The decision that changes nothing."""
_BESIDE = frozenset({"telephone", "letter"})
"""Ways to see a patient that are told."""


class VisitLines:
    """``words`` are those of ``plan_history``, ``changes`` those of what is done along the way.

    ``product`` names one by its id.
    """

    def __init__(
        self, words: Sentences, changes: Sentences, asked: Asked, product: Callable[[str], str]
    ) -> None:
        self._say, self._changes, self._asked, self._product = words.say, changes, asked, product

    def decided(self, visit: Visit, made: Decided | None) -> str:
        """Say what was decided; with the dose where the plan that it ``made`` can be read."""
        if visit.decision == GO_ON:
            return self._say("go_on")
        action = visit.decision.replace("-", "_")
        return (made.named(action) if made is not None else "") or action_text(self._changes, action)

    def how(self, visit: Visit) -> str:
        """Say how the patient was seen, where that was not in person."""
        return self._say(f"how.{visit.how}") if visit.how in _BESIDE else ""

    def lines(self, visit: Visit) -> Iterator[str]:
        """Yield what a visit tells besides its decision."""
        say = self._say
        if visit.scores:
            yield f"{self._asked.told(visit.scores)}."
        if visit.side_effects:
            effects = [
                say("side_effect", name=effect.name, severity=say(f"severity.{effect.severity}"))
                for effect in visit.side_effects
            ]
            yield say("side_effects", effects=ENGLISH.listed(effects))
        if visit.tolerability:
            yield say("tolerated", word=say(f"tolerability.{visit.tolerability}"))
        if visit.doses_missed is not None:
            doses = counted(visit.doses_missed, "dose")
            yield say("missed", doses=doses) if visit.doses_missed else say("missed_none")
        if visit.opioid:
            yield say(f"opioid.{visit.opioid}")
        if visit.mood:
            yield say(f"mood.{visit.mood}")
        yield from self._counted(visit)
        if visit.note.strip():
            yield visit.note.strip()

    def _counted(self, visit: Visit) -> Iterator[str]:
        if visit.left_over:
            told = [
                self._say("left_of", product=self._product(name), amount=amount)
                for name, amount in visit.left_over
            ]
            yield self._say("left_over", products=ENGLISH.listed(told))
        if visit.next_visit is not None:
            yield self._say("next_visit", day=weekday_date(visit.next_visit))
