"""What the wallet card says of the dose, beside the course of the plan: how much, on which days, and what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.conditions import awaited, before_dose, condition, depends, run_of, strictest
from ldn_desktop.read_back.grammar import Grammar
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import DAY, Course, Span

DOSE, TOLD = "dose ", "card sentence "
"""How the names of the card's statements begin: of the dose, of anything else."""
CONDITIONS = ("if_tolerated", "after_review")
PLANNED = ("planned_if_tolerated", "planned_after_review")
"""The same of a dose further on."""
STILL = ("still", "still_rhythm", "or_still", "or_still_rhythm")
"""The dose of the step before, which is taken until the next one may be begun."""
_OVER = frozenset({"over", "over_gaps"})
_TAKEN = frozenset({"daily", "gaps_each", "parts"})
_ENDS = frozenset({"stopping", "stopping_if", "stopped", "waits", "waiting"})
_TURNS, _WEEK = 3, 7
"""Times that a dose is taken, for a week at most, with as short a time without one between any two of them."""
_TOLD_DOSES = _TAKEN | {"over", "over_gaps", "stopped", "waiting"}


def judge_dose(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse (``DifferentError``) a card that says another thing of the dose, its days and what follows."""
    printed, after, g = asked.printed, asked.regimen.after, asked.grammar
    said = {name.removeprefix(DOSE): fields for name, fields, _ in found if name.startswith(DOSE)}
    dosed = _dosed(course, printed, goes_on=after == "continue")
    now = course.on(printed)
    for name, fields in said.items():
        if not _is_true(name, fields, course, dosed, g):
            raise DifferentError(f"{DOSE}{name}")
    until = {
        g.read_date(fields["until"])
        for name, fields, _ in found
        if name.startswith(TOLD) and "until" in fields
    }
    in_pause = now is not None and not now.dose
    pause_ends = {dosed[0].due[0] - DAY} if dosed and in_pause else set()
    if not until <= pause_ends or ("renew" in said) != bool(until):
        raise DifferentError("the last day of a pause")
    if "start" not in said or not _TOLD_DOSES & set(said):
        raise DifferentError("the dose is missing")
    none_left = after == "review" and printed <= course.last and course.next_dose(printed) is None
    if ("none_left" in said) != none_left:
        raise DifferentError("the last planned dose")
    _judge_so_far(said.get("so_far"), course, printed, g)
    if _TAKEN & set(said) and dosed:
        _judge_taken(said, dosed[0], course, asked)
        falls = dosed[-1].dose < max(span.dose for span in dosed)
        if falls != bool({"falling", "then_falling"} & set(said)):
            raise DifferentError("the last dose of a plan that goes down")
    ends = _wanted_end(course, asked)
    if (_ENDS | _OVER) & set(said) != ends:
        raise DifferentError("what follows")
    late = course.last_dose if after == "stop" else course.last
    if any(g.read_date(said[name]["day"]) != late for name in _OVER & set(said)):
        raise DifferentError("the last planned day")


def _wanted_end(course: Course, asked: Asked) -> set[str]:
    """Return the sentence on how the plan ends, or how it stands once its days are behind; none where neither is told.

    A plan whose steps waited on the way may end later than planned: it is never said to be stopped.
    """
    printed, after = asked.printed, asked.regimen.after
    last = course.begun[-1]
    over = {"over_gaps" if last.rhythm is not None or _has_gaps(last, course) else "over"}
    moves = not asked.regimen.plan.stopped and depends(course, asked)
    if after == "stop":
        return (
            {"stopping_if" if moves else "stopping"}
            if printed <= course.last_dose
            else over
            if moves
            else {"stopped"}
        )
    if after == "paused":
        return {"waiting" if printed > course.last else "waits"}
    is_over = printed > course.last and (after == "review" or course.due_from(printed) is None)
    return over if is_over else set()


def _has_gaps(now: Span, course: Course) -> bool:
    """Tell whether a dose is taken in turns with days without one, not with long pauses alone."""
    parts: list[list[Span]] = []
    for span in course.spans:
        before = parts[-1][-1] if parts else None
        same = before and (
            span.is_like(before) if span.due and before.due else bool(span.due) == bool(before.due)
        )
        if same:
            parts[-1].append(span)
        else:
            parts.append([span])
    times = here = 0
    for part in parts:
        first, last = part[0].first, part[-1].last
        if (last - first).days >= _WEEK or (part[0].due and not part[0].is_like(now)):
            if here:
                break
            times = 0
        elif part[0].due:
            times += 1
            here += first <= now.first <= last
    return bool(here) and times >= _TURNS


def _dosed(course: Course, printed: date, *, goes_on: bool) -> list[Span]:
    """Return the spans that a card may speak of, the one it must name first."""
    now, ahead = course.on(printed), [span for span in course.from_day(printed) if span.due]
    if not ahead and goes_on:
        return [course.spans[-1]]
    if now is not None and not ahead:
        return [course.dosed[-1]]
    if now is not None and now.due.between(now.first, printed):
        # Of a step that has begun the dose is told on its last days without one too.
        return [now, *(span for span in ahead if span.first > now.last)]
    return ahead


def _judge_so_far(said: Mapping[str, str] | None, course: Course, printed: date, g: Grammar) -> None:
    """Refuse another last dose than that before a step that has begun with days without one."""
    now = course.on(printed)
    begins = now is not None and bool(now.dose) and not now.due.between(now.first, printed)
    begins = begins or any(span.due[0] > printed for span in course.begun[len(course.dosed) :])
    behind = [span for span in course.dosed if span.due[0] <= printed]
    if said is None:
        return
    if not begins or not behind or course.due_from(printed) is None:
        raise DifferentError("the dose so far")
    wanted = behind[-1].dose, behind[-1].due.between(behind[-1].first, printed)[-1]
    if (g.read_mg(said["dose"]), g.read_date(said["day"])) != wanted:
        raise DifferentError("the dose so far")


def _judge_taken(said: Mapping[str, Mapping[str, str]], now: Span, course: Course, asked: Asked) -> None:
    """Refuse a dose whose days, way or times are not those of the span it is taken on."""
    printed, g, goes_on = asked.printed, asked.grammar, asked.regimen.after == "continue"
    rhythm = g.read_rhythm(said["rhythm"]["rhythm"]) if "rhythm" in said else None
    route = g.read_route(said["routed"]["route"] if "routed" in said else None)
    days = [day for span in course.dosed for day in span.due]
    once = len(days) == 1 and not goes_on
    if (rhythm, route) != (None if once else now.rhythm, now.route):
        raise DifferentError("the days or the way of the dose")
    if once != ("only" in said) or (once and g.read_date(said["only"]["day"]) != days[0]):
        raise DifferentError("the only day")
    parts = (
        g.read_doses(asked.words("wallet_card").texts["part"], said["parts"]["parts"])
        if "parts" in said
        else {}
    )
    needed = now.own or now.rhythm is not None
    if (parts or needed) and list(parts.items()) != list(now.split.items()):
        raise DifferentError("the dose of each time")
    due = course.due_from(printed) if now.rhythm is not None and not once else None
    if due is not None and due > printed and "from" in said and g.read_date(said["from"]["day"]) == due:
        # It is told already.
        due = None
    other = course.on(due) if due is not None else None
    name = "next" if other is None or other.is_like(now) else "next_other"
    told = said.get(name, {})
    if {"next", "next_other"} & set(said) != ({name} if due is not None else set()) or (
        due is not None and g.read_date(told["day"]) != due
    ):
        raise DifferentError("the next dose")
    if "dose" in told and (other is None or g.read_mg(told["dose"]) != other.dose):
        raise DifferentError("the next dose")
    first = course.due_from(printed)
    waits = before_dose(first, course, asked).condition if first is not None else set()
    if set(CONDITIONS) & set(said) != waits:
        raise DifferentError("the condition of the dose")
    if _has_gaps(now, course) != ("gaps" in said):
        raise DifferentError("days without the dose")
    _judge_still(said, course, asked)
    _judge_planned(said, now, course, asked)


def _judge_still(said: Mapping[str, Mapping[str, str]], course: Course, asked: Asked) -> None:
    """Refuse a card without the dose of whoever has not begun a step that waits or waited, or with another."""
    g, due = asked.grammar, course.due_from(asked.printed)
    before = before_dose(due, course, asked) if due is not None and "next_other" not in said else None
    kept = before.kept if before is not None else None
    wanted: dict[str, tuple[object, ...]] = {}
    if before is not None and kept is not None:
        name = ("still" if before.condition else "or_still") + ("" if kept.rhythm is None else "_rhythm")
        wanted[name] = kept.dose, kept.rhythm
    told = {
        name: (
            g.read_mg(said[name]["dose"]),
            g.read_rhythm(said[name]["rhythm"]) if "rhythm" in said[name] else None,
        )
        for name in STILL
        if name in said
    }
    if told != wanted:
        raise DifferentError("the dose before one that waits")


def _judge_planned(said: Mapping[str, Mapping[str, str]], now: Span, course: Course, asked: Asked) -> None:
    """Refuse a day that is behind as certain where a condition stood before it, and a dose ahead without its own."""
    since = {"since", "since_planned"} & set(said)
    if since:
        (name,) = since
        begin = asked.grammar.read_date(said[name]["day"])
        waited = any(condition(span, course, asked) for span in course.spans if span.first < begin)
        if waited != (name == "since_planned"):
            raise DifferentError("the day of the dose")
    other = course.on(asked.grammar.read_date(said["next_other"]["day"])) if "next_other" in said else None
    begun = other.first if other is not None else max(now.first, asked.printed)
    dosed = [span for span in course.dosed if span.last >= asked.printed] or [now]
    top, last = max(dosed, key=lambda span: span.dose), dosed[-1]
    # What is taken last is reached on the first of its days, whatever its later steps wait for.
    reached = run_of(last, course)[0]
    named = reached if {"falling", "then_falling"} & set(said) else top if "rising" in said else None
    ahead = [span for span in course.spans if named is not None and begun < span.first <= named.first]
    wanted = {f"planned_{name}" for name in strictest(awaited(span, course, asked) for span in ahead)}
    if set(PLANNED) & set(said) != wanted:
        raise DifferentError("the condition of a dose further on")


def _is_true(name: str, fields: Mapping[str, str], course: Course, ahead: Sequence[Span], g: Grammar) -> bool:
    days = {field: g.read_date(text) for field, text in fields.items() if field in {"day", "first", "last"}}
    dose = g.read_mg(fields["dose"]) if "dose" in fields else None
    last = course.dosed[-1]
    match name:
        case "start":
            return days["day"] == course.first_dose
        case "daily" | "gaps_each":
            times = g.read_times(fields["times"])
            parts = len(times) if name == "gaps_each" else 1
            return (
                bool(ahead) and dose is not None and (dose * parts, times) == (ahead[0].dose, ahead[0].times)
            )
        case "since" | "since_planned" | "from":
            later_on = [span.due[0] for span in course.begun[len(course.dosed) :]]
            return bool(ahead) and (days["day"] in later_on or _is_begun(days["day"], ahead[0], course))
        case "paused" | "paused_day" | "pausing" | "pausing_day" | "without" | "without_day":
            return _is_without(days["first"], days.get("last", days["first"]), course, name)
        case "rising":
            return dose == max(span.dose for span in ahead)
        case "falling" | "then_falling":
            top = max((span.dose for span in ahead), default=Fraction(0))
            rises = bool(ahead) and top > ahead[0].dose
            return dose is not None and dose == ahead[-1].dose < top and rises == (name == "then_falling")
        case "stopping" | "stopping_if" | "stopped" | "waits" | "waiting" | "none_left":
            return days["day"] == course.last_dose and dose in {None, last.dose}
        case "renew":
            return bool(ahead) and days["day"] == ahead[0].due[0]
        case "over" | "over_gaps":
            return dose == last.dose
    # The days, the way and the next dose are judged together.
    return name in {
        "then",
        "rhythm",
        "routed",
        "gaps",
        "next",
        "next_other",
        "parts",
        "so_far",
        "only",
        *CONDITIONS,
        *PLANNED,
        *STILL,
    }


def _is_without(begins: date, ends: date, course: Course, name: str) -> bool:
    """Tell whether no dose is taken from a day to another, both in the course, and one is before and after.

    Only what is one to its last day is called a pause.
    """
    around = course.on(begins, -1), course.on(ends, 1)
    within = [span for span in course.spans if span.first <= ends and span.last >= begins]
    none = not any(span.due.between(begins, ends) for span in within)
    steps = any(span.dose for span in within)
    named = not (name.startswith("pausing") and steps) and (steps or not name.startswith("without"))
    return bool(within) and none and named and all(not span or span.due for span in around)


def _is_begun(day: date, now: Span, course: Course) -> bool:
    """Tell whether what is now taken is taken from a day on, days without a dose between or not."""
    begun = course.on(day)
    between = (span for span in course.spans if day <= span.first and span.last < now.first)
    alike = begun is not None and begun.is_like(now) and day == (begun.due[0] if begun.due else begun.first)
    eve = course.on(begun.first, -1) if begun is not None else None
    new = eve is None or not now.is_like(eve) or not eve.due
    return alike and new and all(not span.due or span.is_like(now) for span in between)
