"""What the head of the patient's plan says of the whole course, compared with it: start, times, pace, doses, end."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from itertools import pairwise

from ldn_desktop.domain.basis import Months
from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.conditions import condition, depends
from ldn_desktop.read_back.statements import Found, fixed, pattern_of
from ldn_desktop.read_back.taken import Course

_WEEK = 7


def judge_intro(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse (``DifferentError``) another start, dose, pace or end than the course has, or one left out."""
    dosed, after, g = course.dosed, asked.regimen.after, asked.grammar
    times = {span.times for span in dosed}
    steps = [span for span in course.spans if span.dose]
    rhythms, routes = {span.rhythm for span in steps}, {span.route for span in dosed}
    daily = all(len(span.due) == span.days for span in dosed)
    once = sum(len(span.due) for span in dosed) == 1 and after != "continue"
    waits = depends(course, asked) and not asked.regimen.plan.stopped
    ends = dosed[0].dose, dosed[-1].dose
    rises = max(span.dose for span in dosed) > max(ends)
    falls = not rises and min(span.dose for span in dosed) < min(ends)
    facts: dict[str, Callable[[str], bool]] = {
        "day": lambda text: g.read_date(text) == course.first_dose,
        "times": lambda text: times == {g.read_times(text)},
        "often": lambda text: {len(each) for each in times} == {g.read_often(text)},
        "first": lambda text: g.read_mg(text) == dosed[0].dose,
        "last": lambda text: g.read_mg(text) == dosed[-1].dose,
        "top": lambda text: g.read_mg(text) == max(span.dose for span in dosed),
        "low": lambda text: g.read_mg(text) == min(span.dose for span in dosed),
        "steps": lambda text: g.read_whole(text) == len(steps),
        "pauses": lambda text: g.read_whole(text) == _pauses(course),
        "pace": lambda text: _is_paced(text, course, asked),
        "rhythm": lambda text: rhythms == {g.read_rhythm(text)},
        "route": lambda text: routes == {g.read_route(text)},
    }
    true = {
        "daily": daily and not once,
        "once": once,
        "steady_once": once,
        "varied": daily,
        "pauses": rhythms == {None},
        "pauses_varied": rhythms == {None},
        "rhythms": rhythms != {None},
        "rhythms_varied": rhythms != {None},
        "in_pauses": _pauses(course) > 0,
        "routes": len(routes) > 1,
        **dict.fromkeys(("steps", "steps_pauses"), not rises and not falls),
        **dict.fromkeys(("steps_up", "steps_up_pauses"), rises),
        **dict.fromkeys(("steps_down", "steps_down_pauses"), falls),
        "steady": not once and daily and len({span.dose for span in dosed}) == 1 and not _pauses(course),
        "steady_pauses": rhythms == {None},
        "continues": after == "continue",
        "stop": after == "stop" and not waits,
        "stop_if": after == "stop" and waits,
        "waits": after == "paused",
    }
    for name, fields, _ in found:
        if name.startswith("intro "):
            if not true.get(name.removeprefix("intro "), True):
                raise DifferentError(name)
            final = name in {"intro stop", "intro stop_if", "intro waits"}
            for field, text in fields.items():
                good = not field or (g.read_date(text) == course.last_dose if final else facts[field](text))
                if not good:
                    raise DifferentError(f"{field} of {name}")
    said = {name for name, _, _ in found}
    if "intro start" in said and routes != {"oral"} and not {"intro route", "intro routes"} & said:
        raise DifferentError("the route of the intro")
    conditioned = any(condition(span, course, asked) for span in course.spans)
    if "intro start" in said and conditioned != ("intro conditions" in said):
        raise DifferentError("the conditions of the intro")


def _pauses(course: Course) -> int:
    """Count the pauses; one that a change of times or products splits is one."""
    return sum(
        not span.dose and (at == 0 or bool(course.spans[at - 1].dose)) for at, span in enumerate(course.spans)
    )


def _is_paced(text: str, course: Course, asked: Asked) -> bool:
    """Tell whether each step begins so long after the one before; in months where the ladder was made in them."""
    if any(span.dose and not span.due for span in course.spans):
        return False
    basis, dosed = asked.regimen.plan.basis, course.dosed
    noun, count = _pace(text, asked)
    in_months = basis is not None and isinstance(basis.every, Months)
    if noun == "month":
        months = [(span.first.year - course.first.year) * 12 + span.first.month for span in dosed]
        ends = [monthrange(span.first.year, span.first.month)[1] for span in dosed]
        days = all(
            span.first.day == min(course.first.day, end) for span, end in zip(dosed, ends, strict=True)
        )
        return in_months and days and all(after - before == count for before, after in pairwise(months))
    lengths = {span.days for span in dosed[:-1]}
    plain = [span.days for span in dosed[:-1]] == [rung.days for rung in asked.regimen.plan.ladder[:-1]]
    return lengths == {count * (_WEEK if noun == "week" else 1)} and not (in_months and plain)


def _pace(text: str, asked: Asked) -> tuple[str, int]:
    """Return the noun of a span of time, and how many there are of it."""
    g, words = asked.grammar, asked.words("patient_plan").group("intro")
    for noun in ("day", "week", "month"):
        if re.fullmatch(fixed(words[f"a_{noun}"]), text):
            return noun, 1
        if re.fullmatch(pattern_of(words["every"], {"span": g.counted(noun)}), text):
            return noun, g.read_whole(text)
    raise DifferentError("the pace")
