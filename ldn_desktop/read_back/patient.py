"""Reads the patient's plan back and compares it, day by day, with what the domain says is taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from ldn_desktop.read_back import rows
from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements, judge_frame
from ldn_desktop.read_back.change import judge_change
from ldn_desktop.read_back.codes import code_statements, judge_codes
from ldn_desktop.read_back.conditions import begins, condition, conditions, depends, kept_on
from ldn_desktop.read_back.done import judge_done
from ldn_desktop.read_back.drawings import judge_drawings
from ldn_desktop.read_back.grammar import TIMES, Grammar, read_ml
from ldn_desktop.read_back.intro import judge_intro
from ldn_desktop.read_back.missed import judge_missed
from ldn_desktop.read_back.next_change import next_change
from ldn_desktop.read_back.operation import judge_operation
from ldn_desktop.read_back.opioids import judge_opioids, last_in_pause
from ldn_desktop.read_back.sentences import (
    always_said,
    never_said,
    patient_sentences,
    product_patterns,
    read_take,
)
from ldn_desktop.read_back.statements import Found, account
from ldn_desktop.read_back.stock import judge_stock, stock_statements
from ldn_desktop.read_back.taken import DAY, Course, Product, Span, product_of
from ldn_desktop.read_back.undated import judge_undated, undated_statements, with_dates

_MOST_ASKED = 4
"""Of more restarts only the next row asks; the advice speaks of every pause."""
_OPEN_HEADS = {"dose head pauses", "dose head several_pauses"}
_WHEN = frozenset({"rhythm", "rhythm_open", "rhythm_once", "no_dose_day", "every_day"})
_FOLLOWS = frozenset({"stops", "stops_if", "continues", "goes_on", "waits", "ends", "see_before", "see_now"})
_DRAWN = "key_note", "key_note_liquid", "key_note_alike"
_SHOWN = frozenset({"name", "number", "practice", "practice address", "prescriber", "phone"})


def check_patient_plan(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages that do not say what the plan says.

    Every letter and figure on them must belong to a sentence of the content or to a statement of the plan; every
    amount, volume, count, strength and date must be the plan's; every day of the course that lies ahead must be there.
    """
    asked = asked.headed()
    if asked.undated:
        pages = with_dates(pages, asked)
    names = tuple(product_patterns(asked))
    statements = (
        *frame_statements(asked),
        *rows.row_statements(asked),
        *patient_sentences(asked),
        *stock_statements(asked, names),
        *code_statements(asked),
        *(undated_statements(asked) if asked.undated else ()),
    )
    found = tuple(account(pages, statements))
    judge_frame(found, asked, shown=_SHOWN, pages=len(pages), replaces=True)
    judge_codes(found, asked.grammar, undated=asked.undated)
    if asked.undated:
        judge_undated(found, asked)
        # Whatever the day of printing, it is the whole plan.
        asked = asked._replace(printed=asked.regimen.first)
    named = {name for name, _, _ in found}
    for name in always_said(asked):
        if name not in named:
            raise DifferentError(f"{name} is missing")
    for name in never_said(asked):
        if name in named:
            raise DifferentError(name)
    course = Course(asked.regimen)
    begun = course.first_dose < asked.printed
    ahead = course.from_day(asked.printed) if begun else course.spans
    if not any(span.due for span in ahead):
        ahead = course.going_on(asked.printed) or ahead
    _judge_products(found, ahead, asked)
    judge_intro(found, course, asked)
    judge_opioids(found, asked)
    judge_change(found, course, asked)
    judge_done(found, course, asked)
    judge_stock(found, partial(_product_named, names, asked.grammar), course, asked)
    _compare(found, ahead, course, asked)
    _judge_own_text(found, len(pages), asked)
    judge_operation(found, course, asked)
    _judge_restarts(found, course, asked)
    judge_missed(found, ahead, asked)


def _judge_products(found: Sequence[Found], ahead: Sequence[Span], asked: Asked) -> None:
    wanted = {
        (product_of(portion.formulation), portion.formulation.beyond_use_days or 0)
        for step in asked.regimen.steps[-len(ahead) or None :]
        for take in step.takes
        if take.recipe is not None
        for portion in take.recipe.portions
    }
    kept = kept_on(Course(asked.regimen), asked)
    if kept is not None:
        used = {part.product for parts in kept.taken.values() for part in parts}
        held = (step.phase.formulations for step in asked.regimen.steps if step.number == kept.number)
        known = {(product_of(each), each.beyond_use_days or 0) for products in held for each in products}
        wanted |= {each for each in known if each[0] in used}
    g = asked.grammar
    if {_product(fields, g) for name, fields, _ in found if name == "product"} != (
        wanted if ahead else set()
    ):
        raise DifferentError("the products")
    if ahead:
        judge_drawings(found, _DRAWN, (product for product, _ in wanted), asked)


def _product_named(patterns: Sequence[str], g: Grammar, name: str) -> tuple[Product, int]:
    return next(_product(match.groupdict(), g) for each in patterns if (match := re.fullmatch(each, name)))


def _product(fields: Mapping[str, str], g: Grammar) -> tuple[Product, int]:
    days, route = g.read_whole(fields["days"]) if "days" in fields else 0, g.read_route(fields.get("route"))
    if "kind" in fields:
        return Product(g.read_kind(fields["kind"]), g.read_mg(fields["held"]), route=route), days
    strength = g.read_mg(fields["strength"])
    if "each" in fields:
        return Product("drops", strength, per_ml=g.read_whole(fields["each"]), route=route), days
    full, mark = read_ml(fields["capacity"]), read_ml(fields["marks"])
    return Product("liquid", strength, full, mark, route=route), days


def _judge_own_text(found: Sequence[Found], pages: int, asked: Asked) -> None:
    """Refuse a plan that leaves out the prescriber's text for the patient."""
    wanted = frozenset({"instructions"})
    if all(asked.own.missing(found, page, wanted) for page in range(1, pages + 1)):
        raise DifferentError("the instructions")
    if bool(asked.own.has("instructions")) != any(name == "phrase from_prescriber" for name, _, _ in found):
        raise DifferentError("the instructions")


def _judge_restarts(found: Sequence[Found], course: Course, asked: Asked) -> None:
    """Refuse a row after a pause that asks for no opioids, one that asks elsewhere, or advice that leaves it out."""
    sections = asked.words("patient_plan").sections["opioids"].advice
    told = {int(name.rpartition(" ")[2]) for name, _, _ in found if name.startswith("advice opioids ")}
    facts = {fact for at in told for fact in sections[at].when}
    ends = [before.last for before, span in pairwise(course.spans) if span.dose and not before.dose]
    again = dict.fromkeys(course.next_dose(end) for end in ends)
    days = [day for day in again if day is not None and day >= asked.printed]
    other = "opioid-planned" in facts
    shown = days[: 1 if len(days) > _MOST_ASKED else None]
    asks = {row.first: (row.asks, row.asks_after) for row in rows.rows_of(found, asked.grammar) if row.asks}
    wanted = {
        _row_of(day, course, asked): _asked(None if other else last_in_pause(day, course, asked), other=other)
        for day in shown
    }
    expected = bool(days) or asked.regimen.after == "paused"
    if asks != wanted or expected != ("restart-ahead" in facts):
        raise DifferentError("the question about opioids after a pause")


def _row_of(day: date, course: Course, asked: Asked) -> date:
    """Return the first day of the row that holds a day."""
    span = course.on(day)
    if span is None:
        raise DifferentError("a row")
    begun = course.first_dose < asked.printed
    return max(span.first, asked.printed) if begun else span.first


def _asked(after: date | None, *, other: bool) -> tuple[str, date | None]:
    """Return the name of the question at a restart and the day that it names."""
    return rows.ASKS + ("_other" if other else "_after" if after else ""), after


def _compare(found: Sequence[Found], ahead: Sequence[Span], course: Course, asked: Asked) -> None:
    """Compare every day that lies ahead with the row it stands in."""
    g, times = asked.grammar, {span.times for span in ahead if span.dose}
    only = times.pop() if len(times) == 1 else ()
    time = only[0] if len(only) == 1 else "several"
    read = rows.rows_of(found, asked.grammar)
    # Where one time a day serves for all, the heads of the columns alone name it.
    heads = {name for name, _, _ in found if name.startswith("take head ")}
    if len(read) != len(ahead) or (read and heads != {f"take head {time}"}):
        raise DifferentError("the steps or their heads")
    once = sum(len(span.due) for span in ahead) == 1 and asked.regimen.after != "continue"
    if (once or any(span.rhythm for span in ahead)) and not _OPEN_HEADS & {name for name, _, _ in found}:
        raise DifferentError("the head of the doses")
    for name, _, _ in found:
        if name.startswith("dose head ") and name.removeprefix("dose head ") in set(TIMES) - {time}:
            raise DifferentError(name)
    following = next_change(course, asked)
    changed, kept = following.day if following is not None else None, kept_on(course, asked)
    for row, span in zip(read, ahead, strict=True):
        place = f"step {span.number}" if span.number else "a pause"
        taken = {"" if name == time else name: parts for name, parts in span.taken.items() if span.due}
        due = [day for day in row.boxes if day in span.due]
        last = {"": row.last, "rhythm": span.due[-1] if span.due else None}
        last |= dict.fromkeys(("stops", "stops_if", "ends", "waits"), course.last_dose)
        for what, same in (
            ("number", row.number == str(span.number or "–")),
            ("dates", (row.first, row.last) == (span.first, span.last)),
            ("dose", row.dose == (span.dose if span.due else 0)),
            ("what to take", row.takes == taken),
            ("the dose of a time", row.doses == (span.split if span.own and span.due else {})),
            (
                "the last day",
                all(
                    g.read_date(fields["last"]) == last.get(name, row.last)
                    for name, fields in row.notes.items()
                    if "last" in fields
                ),
            ),
            ("boxes", row.boxes == due and len(due) == len(span.due.between(row.first, _shown(row, span)))),
            ("its days", is_told_when(row, span, course, asked)),
            ("the end of the boxes", _is_told_after(row, span, g)),
            (
                "its condition",
                conditions(row) == condition(span, course, asked) | begins(span, course, asked, changed),
            ),
            ("what is taken on staying", _stays(row, span, course, asked)),
            ("what is taken before it", _keeps(row, kept if span is ahead[0] else None, course, asked)),
            ("what follows", _follows(row) == what_follows(span, course, asked)),
            ("staying on it", "maintenance" not in row.notes or has_doses_left(span, ahead, asked)),
        ):
            if not same:
                raise DifferentError(f"{what} of {place}")


def _stays(row: rows.Row, span: Span, course: Course, asked: Asked) -> bool:
    """Tell whether a row without a dose says what whoever stays on its step takes, and when."""
    told = row.notes.get("stay")
    if span.due or not condition(span, course, asked):
        return told is None
    due = course.staying_on(span)
    if told is None or due is None:
        return told is None and due is None
    g = asked.grammar
    take = read_take(told["take"], asked.words("patient_plan").group("change"), g)
    if take is None or g.read_date(told["next"]) != due:
        return False
    way = (take.rhythm, take.route, list(take.split.items()))
    return way == (span.rhythm, span.route, list(span.split.items()))


def _keeps(row: rows.Row, kept: Span | None, course: Course, asked: Asked) -> bool:
    """Tell whether a row says whole what whoever has not begun its step goes on with, and of none but that."""
    told = [row.notes[name] for name in rows.STAYS if name in row.notes]
    if kept is None or not told:
        return kept is None and not told and not row.kept
    (fields,), g = told, asked.grammar
    following = course.staying_on(kept, asked.printed) if kept.rhythm is not None else None
    take = read_take(fields["take"], asked.words("patient_plan").group("change"), g)
    if take is None or int(fields["step"]) != kept.number:
        return False
    if (g.read_date(fields["next"]) if "next" in fields else None) != following:
        return False
    way = (take.rhythm, take.route, list(take.split.items()))
    alone = len(kept.taken) == 1
    parts = {"" if alone else time: parts for time, parts in kept.taken.items()}
    return (
        way == (kept.rhythm, kept.route, list(kept.split.items()))
        and row.kept == parts
        and row.kept_doses == (kept.split if kept.own else {})
    )


def _shown(row: rows.Row, span: Span) -> date:
    """Return the last day of which the boxes must account: of a row that goes on in words the last that is shown."""
    goes_on = row.notes.keys() & {"go_on", "go_on_rhythm"}
    return row.first + (row.shown - 1) * DAY if goes_on and row.shown else span.last


def _is_told_after(row: rows.Row, span: Span, g: Grammar) -> bool:
    """Tell whether a row says where its boxes end, and on which day the next dose is, where one follows them."""
    told = [row.notes[name] for name in ("go_on", "go_on_rhythm") if name in row.notes]
    later = span.due.between(row.first + row.shown * DAY, span.last) if row.shown < span.days else ()
    if not told or not row.boxes or not later:
        return not told and not (row.boxes and later)
    (fields,) = told
    following = g.read_date(fields["next"]) if "next" in fields else later[0]
    return (g.read_date(fields["boxes"]), following) == (row.boxes[-1], later[0])


def is_told_when(row: rows.Row, span: Span, course: Course, asked: Asked) -> bool:
    """Tell whether a row says in its notes on which days a dose is taken, where not on every one."""
    g, told = asked.grammar, {name: fields for name, fields in row.notes.items() if name in _WHEN}
    if span.rhythm is None or not span.dose:
        daily = span.dose and span.days > 1 and any(other.rhythm is not None for other in course.spans)
        return set(told) == ({"every_day"} if daily else set()) and "go_on_rhythm" not in row.notes
    name = "no_dose_day" if not span.due else "rhythm" if len(span.due) > 1 else "rhythm_once"
    if span.due and asked.regimen.after == "continue" and span.last >= course.last:
        name = "rhythm_open"
    if span.days == 1 and name != "rhythm_open":
        # Its date is that of the dose.
        return not told and "go_on_rhythm" not in row.notes if span.due else set(told) == {name}
    if set(told) != {name} or "go_on" in row.notes:
        return False
    said = [fields["rhythm"] for fields in row.notes.values() if "rhythm" in fields]
    first = told[name].get("first")
    return all(g.read_rhythm(text) == span.rhythm for text in said) and (
        first is None or g.read_date(first) == span.due[0]
    )


def _follows(row: rows.Row) -> set[str]:
    return set(row.notes) & _FOLLOWS


def has_doses_left(span: Span, ahead: Sequence[Span], asked: Asked) -> bool:
    """Tell whether more than one dose lies ahead from a span on, so that there is one to stay on."""
    left = sum(len(other.due) for other in ahead if other.last >= span.last)
    return asked.regimen.after == "continue" or (bool(span.due) and left > 1)


def what_follows(span: Span, course: Course, asked: Asked) -> set[str]:
    """Return the note on what follows the last step."""
    is_last = span.number == max(other.number for other in course.spans)
    if not is_last:
        return set()
    regimen = asked.regimen
    if regimen.after == "stop" and not regimen.plan.stopped and asked.printed > course.last_dose:
        return set()
    goes_on = "continues" if span.last <= course.last else "goes_on"
    stops = "ends" if regimen.plan.stopped else "stops_if" if depends(course, asked) else "stops"
    told = {"paused": "waits", "continue": goes_on, "stop": stops}
    if regimen.after in told:
        return {told[regimen.after]}
    return {"see_before" if asked.printed < span.last else "see_now"}
