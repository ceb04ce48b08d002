"""The opioids that a paper names, compared with those of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.grammar import nameless, one_of
from ldn_desktop.read_back.statements import Found, fixed, pattern_of
from ldn_desktop.read_back.taken import DAY, Course

_OPIOIDS = frozenset({"interval", "depot", "review"})
_FIELDS = ("opioids", "weak", "unprescribed", "recent")


def opioid_fields(asked: Asked) -> dict[str, str]:
    """Return what may stand where opioids are named: those of the plan, with the days until which they were taken."""
    names = {kind: one_of(of or ["(?!)"]) for kind, of in _by_kind(asked).items()}
    every = one_of([name for name, _ in _of_plan(asked)] or ["(?!)"])
    told = {kind: one_of([nameless(_until(name, asked)), name]) for kind, name in names.items()}
    told["recent"] = nameless(_until(every, asked))
    return {field: asked.grammar.row(one) for field, one in told.items()}


def _until(name: str, asked: Asked) -> str:
    """Return the pattern of a name with its last day."""
    fields = {"name": f"{name},?", "day": asked.grammar.date}
    return pattern_of(asked.words("papers").texts["until"], fields)


def judge_opioids(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) another day than an opioid was or will be last taken on."""
    known = _of_plan(asked)
    # Of names that begin alike the longest is meant.
    told = re.compile(_until(one_of([name for name, _ in known] or ["(?!)"]), asked))
    for name, fields, _ in found:
        for one in (one for field in _FIELDS for one in told.finditer(fields.get(field) or "")):
            day, named = asked.grammar.read_date(one["day"]), one["name"].removesuffix(",")
            if not any(last == day and re.fullmatch(pattern, named) for pattern, last in known):
                raise DifferentError(name)


def _by_kind(asked: Asked) -> dict[str, list[str]]:
    """Return the patterns of the names of the plan's opioids by the field that may name them."""
    kinds: dict[str, list[str]] = {"opioids": [], "weak": [], "unprescribed": []}
    for use in asked.regimen.plan.screening.opioids:
        opioid = asked.content.opioids.by_id[use.opioid]
        weak = "weak" if opioid.interval.under(use.use).effect == "review" else "opioids"
        kinds[weak if opioid.prescribed else "unprescribed"].append(fixed(asked.spoken.named(opioid.name)))
    typed = [name for names in _typed(asked) for name in names]
    return {kind: [*names, *typed] for kind, names in kinds.items()}


def _typed(asked: Asked) -> Iterator[list[str]]:
    """Yield the patterns of what an opioid among the other medicines may be called.

    A name, or two of which one is meant.
    """
    for text in asked.regimen.plan.medicines:
        found = [m.name for m in asked.content.read_medicine(text).sure if m.medicine.opioids]
        named = [asked.spoken.named(name) for name in found]
        if named:
            both = (asked.grammar.either(one, other) for one, other in permutations(named, 2))
            yield [*map(fixed, named), *both]


def _of_plan(asked: Asked) -> list[tuple[str, date | None]]:
    known, named = asked.content.opioids.by_id, asked.spoken.named
    listed = [
        (fixed(named(known[use.opioid].name)), use.last_dose) for use in asked.regimen.plan.screening.opioids
    ]
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
