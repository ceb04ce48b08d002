"""One plan of the list in short: what is taken today, what comes next, what was printed, what to mind, last seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.finding import INFO
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import derive
from ldn_desktop.library.bodies import Newer, Paper
from ldn_desktop.library.index_row import Status, on_day, read_row
from ldn_desktop.papers.drawings import Drawing, drawings_of
from ldn_desktop.reference.words.english import full_date, rhythm_text, times_text, weekday_date
from ldn_desktop.workspace.dose_chart import DoseChart, dose_chart
from ldn_desktop.workspace.handed_fills import handed_in
from ldn_desktop.workspace.kept_plans import Listed
from ldn_desktop.workspace.plan_ahead import ahead
from ldn_desktop.workspace.plan_history import to_settle
from ldn_desktop.workspace.plan_list import item_of
from ldn_desktop.workspace.plan_list_words import ListWords
from ldn_desktop.workspace.plan_rows import entry_of
from ldn_desktop.workspace.revision_line import local_day, made_by
from ldn_desktop.workspace.step_words import alike, taken_text

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Step
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.library.history import History
    from ldn_desktop.reference.words.wording import DoseWords, Wording
    from ldn_desktop.workspace.kept_plans import KeptPlans
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.plan_list import Item

_NIGHT = {"evening", "bedtime"}
BEGUN = "A visit is begun and not kept yet; V goes on with it."
DELETED = "This plan was deleted. Del brings it back into the list."


class Printed(NamedTuple):
    """A paper that was made, and the day on which it last was, in words; ``old`` where of an earlier revision."""

    title: str
    on: str
    old: bool


class Minded(NamedTuple):
    """A finding that matters: its severity, its sentence, and what of the reference explains it, if anything."""

    severity: str
    sentence: str
    explained: str


class Summary(NamedTuple):
    """What is shown of a plan beside the list. ``strong`` and ``tail`` say today in words; ``problem`` why it cannot.

    ``drawn`` and ``taken`` are what is taken today, ``ahead`` the next days on which something is, with their words.
    """

    facts: str
    status: Status
    revision: str
    strong: str
    tail: str
    drawn: tuple[Drawing, ...] = ()
    taken: str = ""
    chart: DoseChart | None = None
    phase: int | None = None
    ahead: tuple[tuple[str, str], ...] = ()
    papers: tuple[Printed, ...] = ()
    minded: tuple[Minded, ...] = ()
    seen: str = ""
    problem: str = ""


def summary_of(item: Item, kept: KeptPlans, knowledge: Knowledge, wording: Wording, day: date) -> Summary:
    """Return a plan in short, as it stands on a day. Refused (``LibraryError``): by the store."""
    words = ListWords(day, wording)
    try:
        history = kept.history(item.subject)
    except FileError as error:
        return _bare(item, words)._replace(problem=str(error))
    bare = _bare(item, words)._replace(
        papers=tuple(_papers(history, knowledge, words)), seen=_seen(history, item)
    )
    if history.head is None or item.row.problem:
        return bare._replace(problem=item.row.problem)
    if history.concurrent and not item.row.deleted:
        return bare._replace(
            strong=f"{len(history.heads)} revisions beside each other",
            tail="",
            taken="\n".join(_each_head(item, history, knowledge, words)),
            problem=to_settle(history, knowledge),
        )
    if item.row.deleted:
        return bare._replace(strong="Deleted", tail="", papers=(), problem=DELETED)
    try:
        regimen = derive(kept.plan_of(history.head), knowledge.get_rules(), day)
    except (FileError, CourseError, TypeError) as error:
        return bare._replace(problem=str(error))
    doses = wording.of(regimen)
    at = next(
        (at for at, step in enumerate(regimen.steps) if step.phase.first <= day <= step.phase.last), None
    )
    today = regimen.steps[at] if at is not None else None
    takes = today.takes if today is not None and day in today.phase.dose_days() else ()
    told = knowledge.findings.sentences(regimen, wording)
    return bare._replace(
        strong=_strong(today, item, doses) if takes else bare.strong,
        drawn=_drawn(today, regimen) if today and takes else (),
        taken=_taken(today, doses) if today and takes else "",
        chart=dose_chart(regimen, doses, today=day),
        phase=at,
        ahead=tuple(ahead(regimen, item.row, handed_in(history), doses, words)),
        minded=tuple(
            Minded(finding.severity, told[finding], knowledge.findings.explanation(finding))
            for finding in regimen.findings
            if finding.severity != INFO and finding.overridden is None
        ),
    )


def _bare(item: Item, words: ListWords) -> Summary:
    row = item.row
    born = f"born {full_date(row.born)}" if row.born else ""
    number = f"number {row.identifier}" if row.identifier else ""
    strong, tail = _headline(item, words)
    return Summary(
        " · ".join(filter(None, (born, number, row.condition))),
        item.today.status,
        f"revision {row.number}" if row.number else "",
        strong,
        tail,
    )


def _each_head(item: Item, history: History, knowledge: Knowledge, words: ListWords) -> Iterator[str]:
    """Say of each revision beside others where the plan stands by it: none goes for the plan alone."""
    for head in history.heads:
        alone = history._replace(heads=(head,))
        told = entry_of(item.subject, alone, knowledge.vocabulary, knowledge.condition_name).told
        row = read_row(told)
        standing = item_of(Listed(item.subject, row, on_day(row, words.day)), words.day)
        number = f"Revision {row.number}" if row.number else "A revision"
        kept = (
            ""
            if isinstance(head.body, Newer)
            else f", kept {words.near(local_day(head.at))}, {made_by(head)}"
        )
        yield f"{number}{kept}: {''.join(_headline(standing, words))}"


def _headline(item: Item, words: ListWords) -> tuple[str, str]:
    """Say where a plan stands in a few words, without what it is made of."""
    today = item.today
    dose = words.cells(item)[2]
    match today.status:
        case Status.UNREAD:
            return "Cannot be read", ""
        case Status.WAITING if today.next_change is not None:
            return f"Starts {words.near(today.next_change)}", f", {dose.second}" if dose.second else ""
        case Status.PAUSED:
            return "Paused", f" {dose.second}"
        case Status.OVER:
            return "Nothing planned", f", {dose.second}{'; may still be taken' if item.row.ends_if else ''}"
        case Status.STOPPED:
            last = words.last_dose(item.row)
            return "Stopped", f" {dose.second}{f', {last}' if last else ''}"
    tail = f", {words.step(item)}"
    if not today.dose_ng and (following := words.next_dose(item.row)):
        tail = f", next {following}{tail}"
    if today.next_change is not None:
        length = today.day_of_step + (today.next_change - words.day).days - 1
        tail += f", day {today.day_of_step:,} of {length:,}"
    return ("No dose today" if not today.dose_ng else f"{dose.first} today"), tail


def _strong(step: Step | None, item: Item, doses: DoseWords) -> str:
    times = set(step.phase.times) if step is not None else set()
    when = "tonight" if times and times <= _NIGHT else "this morning" if times == {"morning"} else "today"
    return f"{doses.dose(item.today.dose_ng)} {when}"


def _taken(step: Step, doses: DoseWords) -> str:
    told = taken_text(step.takes, doses)
    if not alike(step.takes):
        return told
    each = ", each time" if len(step.takes) > 1 else ""
    rhythm = f", {rhythm_text(step.phase.rhythm)}" if step.phase.rhythm else ""
    return f"{told}{each}, {times_text(step.phase.times)}{rhythm}"


def _drawn(step: Step, regimen: Regimen) -> tuple[Drawing, ...]:
    """Return the drawings of one time, where all get the same and a glance counts them."""
    recipe = step.takes[0].recipe
    if recipe is None or not alike(step.takes):
        return ()
    parts = [drawings_of(portion, regimen) for portion in recipe.portions]
    return tuple(drawing for part in parts for drawing in part) if all(parts) else ()


def _papers(history: History, knowledge: Knowledge, words: ListWords) -> Iterator[Printed]:
    """Yield each paper that was made, with the last time it was."""
    head = history.head.hash if history.head else ""
    last = {record.body.code: record for record in history.counting if isinstance(record.body, Paper)}
    for code, record in last.items():
        body = record.body
        if isinstance(body, Paper):
            yield Printed(
                knowledge.paper_title(code), words.near(record.at.astimezone().date()), body.revision != head
            )


def _seen(history: History, item: Item) -> str:
    begun = [BEGUN] if item.begun else []
    if not history.seen:
        return " ".join(begun)
    visit, record = history.seen[-1]
    author = f", {record.author}" if record.author else ""
    return " ".join([*begun, f"Last visit {weekday_date(visit.on)}{author}"])
