"""What the list of plans shows and searches, made of a plan's records and of its derived view once a revision."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, administered
from ldn_desktop.domain.work import TooMuchWorkError, Work
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from ldn_desktop.library.bodies import Revision, Visit
from ldn_desktop.library.contract import Entry
from ldn_desktop.library.folding import folded
from ldn_desktop.library.history import NOTHING
from ldn_desktop.library.index_row import MAKER, Row, write_row
from ldn_desktop.library.spans import Span
from ldn_desktop.papers.plan_state import condition_of, ends_if
from ldn_desktop.reference.words.english import MONTHS
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.workspace.handed_fills import handed_in, open_fills

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.plan import Plan
    from ldn_desktop.library.history import History
    from ldn_desktop.library.records import Record

_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")
UNREADABLE = "A newer version of the program wrote this plan; update the program."


def entry_of(
    subject: str, history: History, vocabulary: Vocabulary, condition_name: Callable[[str], str]
) -> Entry:
    """Return the entry of a plan for the index of a library. A plan that cannot be read has one that says why."""
    row, words = _made(history, vocabulary, condition_name)
    return Entry(subject, history.upto, MAKER, write_row(row), (*words, *_said(history.counting)))


def broken_entry(subject: str, upto: int, why: str) -> Entry:
    """Return the entry of a plan of which a record cannot be read: the list says why, and the others go on."""
    row = _bare(NOTHING)._replace(problem=why)
    return Entry(subject, upto, MAKER, write_row(row), ())


def _made(
    history: History, vocabulary: Vocabulary, condition_name: Callable[[str], str]
) -> tuple[Row, tuple[str, ...]]:
    bare = _bare(history)
    head = history.head
    if head is None or not isinstance(head.body, Revision):
        known = [record.body.plan for record in history.records if isinstance(record.body, Revision)]
        why = UNREADABLE if history.newer else "It has no revision."
        return _unread(bare, known[-1] if known else b"", why)
    try:
        plan = read_plan(head.body.plan, vocabulary)
        steps, supply = administered(plan, Work())
    except (FileError, CourseError, TooMuchWorkError) as error:
        return _unread(bare, head.body.plan, str(error))
    condition = condition_name(plan.condition)
    regimen = Regimen(plan, steps, supply, ())
    still = open_fills(supply.fills, handed_in(history), plan.fill_days)
    row = bare._replace(
        name=plan.patient.name,
        born=plan.patient.birth_date,
        identifier=plan.patient.identifier,
        condition=condition,
        plan_id=plan.id,
        prescriber=plan.prescriber.name,
        spans=_spans(regimen),
        after=plan.follows,
        ends_if=ends_if(regimen),
        steps=_counted(plan, steps),
        changes=tuple((change.on.toordinal(), change.action) for change in plan.adjustments),
        fills=tuple(sorted({owed.fill.first.toordinal() for owed in still})),
    )
    return row, _words(plan, condition)


def _bare(history: History) -> Row:
    """Return what the records say without the plan."""
    head = history.head
    visits, named = history.visits, history.next_visit
    seen = visits[-1].on.toordinal() if visits else None
    return Row(
        head=head.hash if head else "",
        number=head.body.number if head and isinstance(head.body, Revision) else 0,
        name="",
        born=None,
        identifier="",
        condition="",
        plan_id="",
        prescriber="",
        spans=(),
        after="",
        steps=0,
        noted=bool(handed_in(history)),
        last_visit=seen,
        next_visit=named.toordinal() if named else None,
        heads=len(history.heads),
        deleted=history.gone,
        newer=bool(history.newer),
    )


def _counted(plan: Plan, steps: Steps) -> int:
    """Return how many steps a plan has, 0 where a change left some out or put others in."""
    last = max(step.number for step in steps)
    return last if last == len(plan.ladder) else 0


def _spans(regimen: Regimen) -> tuple[Span, ...]:
    spans = []
    go_on = ON_DATE
    for step in regimen.steps:
        phase = step.phase
        spans.append(
            Span(
                phase.first.toordinal(),
                phase.last.toordinal(),
                phase.kind,
                step.number,
                phase.dose_ng,
                phase.rhythm,
                phase.counted_from.toordinal() if phase.rhythm else 1,
                go_on if step.takes else ON_DATE,
                all(take.recipe for take in step.takes),
            )
        )
        if step.takes:
            go_on = condition_of(phase, regimen)
    return tuple(spans)


def _words(plan: Plan, condition: str) -> tuple[str, ...]:
    """Return what a plan is searched by: names, numbers, birth date, condition, notes, other medicines."""
    patient, prescriber = plan.patient, plan.prescriber
    return (
        *person_texts(patient.name, patient.birth_date, patient.identifier),
        condition,
        prescriber.name,
        plan.notes,
        plan.instructions,
        prescriber.practice,
        *plan.medicines,
        *(change.note for change in plan.adjustments),
    )


def person_texts(name: str, born: date | None, identifier: str) -> tuple[str, ...]:
    """Return what a patient is looked for by: name, number and birth date, however the two are typed."""
    return name, identifier, _run_together(identifier), _dated(born)


def _dated(day: date | None) -> str:
    """Return a day in what somebody may type.

    That is figures with a leading zero and without, the month by its name, and eight digits in any usual order.
    """
    if day is None:
        return ""
    year, month, date_ = day.isoformat().split("-")
    digits = f"{year}{month}{date_} {date_}{month}{year} {month}{date_}{year}"
    return f"{year} {month} {date_} {day.day} {day.month} {MONTHS[day.month - 1]} {digits}"


def _run_together(identifier: str) -> str:
    """Return a number as somebody may type it who leaves out its blanks and signs, or puts them in.

    Letters and digits stand apart, and from each of them on all that follows stands together.
    """
    parts = _LETTERS_OR_DIGITS.findall(" ".join(folded(identifier)))
    return " ".join([*parts, *("".join(parts[at:]) for at in range(len(parts)))])


def _said(records: Sequence[Record]) -> tuple[str, ...]:
    """Return what visits and reasons say."""
    visits = [record.body for record in records if isinstance(record.body, Visit)]
    effects = (effect.name for visit in visits for effect in visit.side_effects)
    return (*(visit.note for visit in visits), *effects, *(record.reason for record in records))


def text_in(plan: bytes, *path: str) -> str:
    """Return a text in the bytes of a plan, also where that cannot be read; empty where there is none."""
    try:
        found = json.loads(plan)
        for key in path:
            found = found[key]
    except (ValueError, KeyError, TypeError):
        return ""
    return found if isinstance(found, str) else ""


def plan_of(name: str) -> str:
    """Return how a sentence about one plan begins: by its patient."""
    name = one_line(name)
    return f"The plan of {name}" if name else "A plan without a name"


def plan_in(history: History) -> str:
    """Return how a sentence about the plan of a history begins: by the patient of its last revision that names one."""
    plans = (record.body.plan for record in reversed(history.records) if isinstance(record.body, Revision))
    return plan_of(next(filter(None, (text_in(plan, "patient", "name") for plan in plans)), ""))


def born_in(plan: bytes) -> date | None:
    """Return the patient's birth date in the bytes of a plan, as ``text_in`` does."""
    try:
        return date.fromisoformat(text_in(plan, "patient", "birth_date"))
    except ValueError:
        return None


def _unread(bare: Row, plan: bytes, why: str) -> tuple[Row, tuple[str, ...]]:
    """Return the row of a plan that cannot be read: who looks for it by its name shall find it."""
    name = text_in(plan, "patient", "name")
    return bare._replace(name=name, plan_id=text_in(plan, "id"), problem=why), (name,)
