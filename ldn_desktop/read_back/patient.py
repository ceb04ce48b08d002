"""Reads the patient's plan back and compares it, day by day, with what the domain says is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back import rows
from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements, judge_frame
from ldn_desktop.read_back.change import judge_change
from ldn_desktop.read_back.opioids import judge_opioids, last_in_pause
from ldn_desktop.read_back.sentences import always_said, patient_sentences, product_patterns
from ldn_desktop.read_back.statements import Found, account
from ldn_desktop.read_back.stock import judge_stock, stock_statements
from ldn_desktop.read_back.taken import Course, Product, Span, product_of

_OFTEN = ("once a day", "twice a day", "three times a day", "four times a day")
_WEEK = 7
_MOST_ASKED = 4
"""Of more restarts only the next row asks; the advice speaks of every pause."""
_ASKED_IN_CHANGE = {f"change restart{kind}" for kind in ("", "_other", "_after")}
_SHOWN = frozenset({"name", "number", "practice", "prescriber", "phone"})


def check_patient_plan(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages that do not say what the plan says.

    Every letter and figure on them must belong to a sentence of the content or to a statement of the plan; every
    amount, volume, count, strength and date must be the plan's; every day of the course that lies ahead must be there.
    """
    names = tuple(product_patterns(asked))
    statements = (
        *frame_statements(asked),
        *rows.STATEMENTS,
        *patient_sentences(asked),
        *stock_statements(asked, names),
    )
    found = tuple(account(pages, statements))
    judge_frame(found, asked, shown=_SHOWN, pages=len(pages))
    named = {name for name, _, _ in found}
    for name in always_said(asked):
        if name not in named:
            raise DifferentError(f"{name} is missing")
    course = Course(asked.regimen)
    begun = course.dosed[0].first < asked.printed
    ahead = course.from_day(asked.printed) if begun else course.spans
    _judge_products(found, ahead, asked)
    _judge_intro(found, course)
    judge_opioids(found, asked)
    judge_change(found, course, asked)
    judge_stock(found, partial(_product_named, names), asked)
    _compare(found, ahead)
    _judge_restarts(found, course, asked)


def _judge_products(found: Sequence[Found], ahead: Sequence[Span], asked: Asked) -> None:
    wanted = {
        (product_of(portion.formulation), portion.formulation.beyond_use_days or 0)
        for step in asked.regimen.steps[-len(ahead) or None :]
        for take in step.takes
        if take.recipe is not None
        for portion in take.recipe.portions
    }
    if {_product(fields) for name, fields, _ in found if name == "product"} != (wanted if ahead else set()):
        raise DifferentError("the products")


def _product_named(patterns: Sequence[str], name: str) -> tuple[Product, int]:
    return next(_product(match.groupdict()) for each in patterns if (match := re.fullmatch(each, name)))


def _product(fields: Mapping[str, str]) -> tuple[Product, int]:
    days = g.read_whole(fields["days"]) if "days" in fields else 0
    if "kind" in fields:
        return Product(fields["kind"], g.read_mg(fields["held"])), days
    if "each" in fields:
        return Product("drops", g.read_mg(fields["strength"]), per_ml=g.read_whole(fields["each"])), days
    strength, full, mark = (
        g.read_mg(fields["strength"]),
        g.read_ml(fields["capacity"]),
        g.read_ml(fields["marks"]),
    )
    return Product("liquid", strength, full, mark), days


def _judge_intro(found: Sequence[Found], course: Course) -> None:
    dosed = course.dosed
    times, lengths = {span.times for span in dosed}, {span.days for span in dosed[:-1]}
    facts: dict[str, Callable[[str], bool]] = {
        "day": lambda text: g.read_date(text) == dosed[0].first,
        "times": lambda text: times == {g.read_times(text)},
        "often": lambda text: {len(each) for each in times} == {_OFTEN.index(text) + 1},
        "first": lambda text: g.read_mg(text) == dosed[0].dose,
        "last": lambda text: g.read_mg(text) == dosed[-1].dose,
        "steps": lambda text: g.read_whole(text) == len(dosed),
        "pauses": lambda text: g.read_whole(text) == _pauses(course),
        "pace": lambda text: lengths == {_pace(text)},
    }
    for name, fields, _ in found:
        if name.startswith("intro "):
            for field, text in fields.items():
                if field and not facts[field](text):
                    raise DifferentError(f"{field} of {name}")
        if name == "intro steady" and (len({span.dose for span in dosed}) > 1 or _pauses(course)):
            raise DifferentError(name)


def _judge_restarts(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse a row after a pause that asks for no opioids, one that asks elsewhere, or advice that leaves it out."""
    sections = asked.content.words("patient_plan").sections["opioids"].advice
    told = {int(name.rpartition(" ")[2]) for name, _, _ in found if name.startswith("advice opioids ")}
    facts = {fact for at in told for fact in sections[at].when}
    days = [
        span.first
        for before, span in pairwise(course.spans)
        if span.dose and not before.dose and span.first >= asked.printed
    ]
    other = "opioid-planned" in facts
    shown = days[: 1 if len(days) > _MOST_ASKED else None]
    asks = {row.first: (row.asks, row.asks_after) for row in rows.rows_of(found) if row.asks}
    wanted = {day: _asked(None if other else last_in_pause(day, course, asked), other=other) for day in shown}
    if asks != wanted or bool(days) != ("restart-ahead" in facts):
        raise DifferentError("the question about opioids after a pause")
    names = {name for name, _, _ in found}
    if names & {"change pause", "change in_pause"} and not names & _ASKED_IN_CHANGE:
        raise DifferentError("the question about opioids beside a pause")


def _asked(after: date | None, *, other: bool) -> tuple[str, date | None]:
    """Return the name of the question at a restart and the day that it names."""
    return rows.ASKS + ("_other" if other else "_after" if after else ""), after


def _pauses(course: Course) -> int:
    """Count the pauses; one that a change of times or products splits is one."""
    return sum(
        not span.dose and (at == 0 or bool(course.spans[at - 1].dose)) for at, span in enumerate(course.spans)
    )


def _pace(text: str) -> int:
    number = re.search(r"\d[\d,]*", text)
    return (_WEEK if "week" in text else 1) * (g.read_whole(number[0]) if number else 1)


def _compare(found: Sequence[Found], ahead: Sequence[Span]) -> None:
    """Compare every day that lies ahead with the row it stands in."""
    times = {span.times for span in ahead if span.dose}
    only = times.pop() if len(times) == 1 else ()
    time = only[0] if len(only) == 1 else "several"
    read = rows.rows_of(found)
    # Where one time a day serves for all, the heads of the columns alone name it.
    heads = {name for name, _, _ in found if name.startswith("take head ")}
    if len(read) != len(ahead) or (read and heads != {f"take head {time}"}):
        raise DifferentError("the steps or their heads")
    for name, _, _ in found:
        if name.startswith("dose head ") and name.removeprefix("dose head ") in set(g.TIMES) - {time}:
            raise DifferentError(name)
    for row, span in zip(read, ahead, strict=True):
        place = f"step {span.number}" if span.number else "a pause"
        taken = {"" if name == time else name: parts for name, parts in span.taken.items()}
        for what, same in (
            ("number", row.number == str(span.number or "–")),
            ("dates", (row.first, row.last) == (span.first, span.last)),
            ("dose", row.dose == span.dose),
            ("what to take", row.takes == taken),
            ("the last day", all(day == row.last for day in row.until)),
            ("boxes", not row.dose or row.goes_on or row.boxes == span.days),
        ):
            if not same:
                raise DifferentError(f"{what} of {place}")
