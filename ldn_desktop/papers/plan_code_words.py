"""The codes of a plan as papers show them, and what a code is said to lack, by how much of the plan it holds."""

from __future__ import annotations

from ldn_desktop.domain.handover import Scope
from ldn_desktop.reference.words.sentences import Sentences, declared

PLAN_CODE = declared(
    "plan_code",
    {
        "": "heading use parts{parts} part{part parts} too_large",
        "lacks": "less less_named whole whole_named",
    },
)


def lacks(scope: Scope, words: Sentences) -> str:
    """Say what a code of a scope does not hold of its plan."""
    name = "whole" if scope.whole else "less"
    return words.say(f"lacks.{name}_named" if scope.named else f"lacks.{name}")
