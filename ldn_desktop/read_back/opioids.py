"""The opioids that a paper names, compared with those of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.page_text import letters
from ldn_desktop.read_back.statements import Found, fixed
from ldn_desktop.read_back.taken import DAY, Course

_OPIOIDS = frozenset({"interval", "depot", "review"})
_FIELDS = ("opioids", "weak", "unprescribed", "recent")


def opioid_fields(asked: Asked) -> dict[str, str]:
    """Return what may stand where opioids are named: those of the plan, with the days until which they were taken."""
    names = {kind: g.one_of([fixed(name) for name in of] or ["(?!)"]) for kind, of in _by_kind(asked).items()}
    every = g.one_of([fixed(name) for name, _ in _of_plan(asked)] or ["(?!)"])
    told = {kind: rf"{name}(?:,? until {g.DATE})?" for kind, name in names.items()}
    told["recent"] = rf"{every},? until {g.DATE}"
    return {field: rf"{one}(?:, {one})*(?: and {one})?" for field, one in told.items()}


def judge_opioids(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) another day than an opioid was or will be last taken on."""
    known = {(_close(name), day) for name, day in _of_plan(asked)}
    # Of names that begin alike the longest is meant.
    names = sorted({fixed(name) for name, _ in _of_plan(asked)}, key=len, reverse=True)
    told = re.compile(rf"({'|'.join(names)}),? until ({g.DATE})")
    for name, fields, _ in found:
        for field in _FIELDS if names else ():
            if any(
                (_close(one[1]), g.read_date(one[2])) not in known
                for one in told.finditer(fields.get(field) or "")
            ):
                raise DifferentError(name)


def _close(name: str) -> str:
    """Return a name without blanks: lines may be broken within it."""
    return letters(name).replace(" ", "")


def _by_kind(asked: Asked) -> dict[str, list[str]]:
    """Return the names of the plan's opioids by the field that may name them."""
    kinds: dict[str, list[str]] = {"opioids": [], "weak": [], "unprescribed": []}
    for use in asked.regimen.plan.screening.opioids:
        opioid = asked.content.opioids.by_id[use.opioid]
        weak = "weak" if opioid.interval.under(use.use).effect == "review" else "opioids"
        kinds[weak if opioid.prescribed else "unprescribed"].append(opioid.name)
    typed = [name for names in _typed(asked) for name in names]
    return {kind: [*names, *typed] for kind, names in kinds.items()}


def _typed(asked: Asked) -> Iterator[list[str]]:
    """Yield what an opioid among the other medicines may be called: a name, or two of which one is meant."""
    for text in asked.regimen.plan.medicines:
        named = [m.name for m in asked.content.read_medicine(text).sure if m.medicine.opioids]
        if named:
            yield [*named, *(f"{one} or {other}" for one, other in permutations(named, 2))]


def _of_plan(asked: Asked) -> list[tuple[str, date | None]]:
    known = asked.content.opioids.by_id
    listed = [(known[use.opioid].name, use.last_dose) for use in asked.regimen.plan.screening.opioids]
    # Of what stands among the other medicines no day is known.
    return [*listed, *((name, None) for names in _typed(asked) for name in names)]


def last_in_pause(again: date, course: Course, asked: Asked) -> date | None:
    """Return the last day with an opioid in the pause that ends on a day, as the plan lists them.

    ``None`` without one.
    """
    before = max(
        (days[-1] for span in course.spans if (days := span.due.between(course.first, again - DAY))),
        default=None,
    )
    if before is None:
        return None
    known = asked.content.opioids.by_id
    lasts = [
        use.last_dose
        for use in asked.regimen.plan.screening.opioids
        if use.last_dose is not None and known[use.opioid].interval.under(use.use).effect in _OPIOIDS
    ]
    return max((last for last in lasts if before < last < again), default=None)
