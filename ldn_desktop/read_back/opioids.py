"""The opioids that a paper names, compared with those of the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found, fixed


def opioid_fields(asked: Asked) -> dict[str, str]:
    """Return what may stand where opioids are named: those of the plan, with the days until which they were taken."""
    names = g.one_of([fixed(name) for name, _ in _of_plan(asked)] or ["(?!)"])
    recent = rf"{names} until {g.DATE}"
    return {
        "opioids": rf"{names}(?:, {names})*(?: and {names})?",
        "recent": rf"{recent}(?:, {recent})*(?: and {recent})?",
    }


def judge_opioids(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) another day than an opioid was last taken on."""
    known = set(_of_plan(asked))
    for name, fields, _ in found:
        for recent in re.finditer(rf"(?:^|, | and )(.+?) until ({g.DATE})", fields.get("recent") or ""):
            if (recent[1], g.read_date(recent[2])) not in known:
                raise DifferentError(name)


def _of_plan(asked: Asked) -> list[tuple[str, object]]:
    known = asked.content.opioids.by_id
    return [(known[use.opioid].name, use.last_dose) for use in asked.regimen.plan.screening.opioids]
