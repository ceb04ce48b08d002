"""What happened to a plan, as a neutral document for the clinician's record: doses, scores, reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop import __version__
from ldn_desktop.papers.frame import SHARED, Frame, one_line
from ldn_desktop.papers.tables import Section, Tables
from ldn_desktop.reference.words.sentences import declared

if TYPE_CHECKING:
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.words.language import Language

HISTORY = declared(
    "plan_history",
    {
        "": "title use clinician_only patient plan standing{status number} unnamed planned_note scores_note nothing"
        " no_days concurrent{names} concurrent_one{name day author} newer_program"
        " revision{number what} made kept_again changed{parts} unread visit{decided} go_on printed{papers}"
        " in_language{paper language} exported{form} handed{quantity product} handed_volume{quantity product}"
        " deleted{what} deleted_plan taken_back{what} newer{kind} gone gone_back today{day} of_revision{number}"
        " recorded{day} made_beside settles"
        " why{reason} change{day details} change_from{day} no_longer{what day} also_changed{parts} made_from{products}"
        " not_every_day{count} taken_at{times} ladder{day first last steps until} ladder_one{day dose until}"
        " visit_on{day} side_effects{effects} side_effect{name severity} tolerated{word} missed{doses} missed_none"
        " left_over{products} left_of{product amount} next_visit{day} no_plan pause other_days{dose}"
        " settle_at{dose} unsaid in_rhythm{dose rhythm} day_off{dose} reached{dose condition}",
        "decided": "hold{dose days until} step_back{dose days until} settle{dose until} pause{days day then}"
        " pause_open{last} resume_continue{dose until} resume_step_back{dose until} resume_restart{dose until}"
        " stop{last} otherwise{told until} last{day} none_before waits{told condition}",
        "behind": "review continue{dose} stop stop_if paused",
        "revised": "left_none right_none left_only right_only follows condition{condition} no_condition{condition}"
        " other_condition{now before} later{days last} earlier{days last}",
        "until": "day{last} planned{last} stop{last} changed",
        "how": "telephone letter",
        "severity": "mild moderate severe",
        "tolerability": "good fair poor",
        "opioid": "no yes not-asked",
        "mood": "as-before worse not-asked",
        "part": "start_date ladder formulations times after adjustments patient screening order notes instructions"
        " medicines",
        "name": "revision{number} visit{day} paper export handed{day} deletion other",
        "happened": "revision{number} visit",
        "heading": "days entries",
        "column": "date what dose effects when details",
    },
)
PAPER_CODE = "plan-history"
"""How this paper is called in records."""
_ENTRIES = (0.24, 0.3, 0.46)
_DATE, _WHAT, _DOSE, _SCORE = 0.18, 0.155, 0.165, 0.085
"""Shares of the width; side effects have the rest. More than four scores take from each other."""
_MOST_SCORES = 0.3


class PatientTold(NamedTuple):
    """Whose plan it is, in words; every one may be empty but the status and the number of the revision that stands."""

    name: str
    born: date | None
    identifier: str
    condition: str
    status: str
    number: int


class HistoryTold(NamedTuple):
    """The table of days with its titles, the entries, and what must be seen before anything else.

    An entry is what happened, when and by whom, and what there is to it.
    """

    patient: PatientTold
    titles: tuple[str, ...]
    days: tuple[tuple[str, ...], ...]
    entries: tuple[tuple[str, str, str], ...]
    alert: str


def history_document(told: HistoryTold, content: Content, language: Language, printed: date) -> Tables:
    """Return the paper."""
    say, shared = content.sentences(HISTORY).say, content.sentences(SHARED)
    patient, name = told.patient, one_line(told.patient.name)
    born = shared.say("born", day=language.full_date(patient.born)) if patient.born else ""
    who = [name or say("unnamed"), born, one_line(patient.identifier)]
    standing = say("standing", status=patient.status, number=str(patient.number))
    scores = len(told.titles) - 4
    each = min(_SCORE, _MOST_SCORES / scores) if scores else 0.0
    shares = (_DATE, _WHAT, _DOSE, *[each] * scores, 1 - _DATE - _WHAT - _DOSE - each * scores)
    days = Section(say("heading.days"), told.titles, shares, told.days, "" if told.days else say("no_days"))
    heads = say("column.what"), say("column.when"), say("column.details")
    entries = Section(
        say("heading.entries"), heads, _ENTRIES, told.entries, "" if told.entries else say("nothing")
    )
    left = (name, shared.say("printed", day=language.full_date(printed)))
    return Tables(
        person=(
            (say("patient"), ", ".join(filter(None, who))),
            (say("plan"), ", ".join(filter(None, (one_line(patient.condition), standing)))),
            (say("use"), say("clinician_only")),
        ),
        alert=told.alert,
        sections=(days, entries),
        foot=(say("planned_note"), say("scores_note"), content.measures.reading.text),
        frame=Frame(
            title=say("title"),
            running_head=name,
            footer_left=" · ".join(filter(None, left)),
            footer_middle=f"LDN Desktop {__version__}",
            page=shared.texts["page"],
        ),
    )
