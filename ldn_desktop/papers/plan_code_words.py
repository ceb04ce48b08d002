"""The codes of a plan as papers show them, and what a code is said to lack, by how much of the plan it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ldn_desktop.domain.handover import Scope
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.reference.words.sentences import Sentences, declared

PLAN_CODE = declared(
    "plan_code",
    {
        "": "heading use counted parts{parts} part{part parts} too_large",
        "lacks": "less less_named whole whole_named",
    },
)


class Coding(NamedTuple):
    """How a plan becomes codes (none where it is too large), and what was chosen for this paper.

    ``wanted`` where a paper has its code by choice; ``named`` where a code tells whose the plan is.
    """

    codes: Callable[[Scope], tuple[str, ...]]
    wanted: bool = False
    named: bool = False


class PlanCode(NamedTuple):
    """The codes of a plan on a paper, what is told beside them, and what stands below each where they are several."""

    codes: tuple[str, ...]
    heading: str
    told: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is told of them, as plain text."""
        return "\n".join((self.heading, *self.told, *self.labels))


def code_for(context: PaperContext, *, whole: bool) -> PlanCode | None:
    """Return the code of the ``whole`` plan, as a record always has it, or, where it is wanted, of what others read.

    Every code holds the first day of its plan: a paper that counts its days says so.
    """
    if not (whole or context.coding.wanted):
        return None
    words = context.content.sentences(PLAN_CODE, context.wording.language.code)
    code = plan_code(context.coding, words, whole=whole)
    if context.undated and code.codes:
        return code._replace(told=(*code.told, words.say("counted")))
    return code


def plan_code(coding: Coding, words: Sentences, *, whole: bool) -> PlanCode:
    """Return the codes for a paper; a plan too large for them says so."""
    scope = Scope(whole, coding.named)
    codes, heading = coding.codes(scope), words.say("heading")
    if not codes:
        return PlanCode((), heading, (words.say("too_large"),), ())
    told, parts = (words.say("use"), lacks(scope, words)), str(len(codes))
    if len(codes) == 1:
        return PlanCode(codes, heading, told, ())
    labels = tuple(words.say("part", part=str(at + 1), parts=parts) for at in range(len(codes)))
    return PlanCode(codes, heading, (*told, words.say("parts", parts=parts)), labels)


def lacks(scope: Scope, words: Sentences) -> str:
    """Say what a code of a scope does not hold of its plan."""
    name = "whole" if scope.whole else "less"
    return words.say(f"lacks.{name}_named" if scope.named else f"lacks.{name}")
