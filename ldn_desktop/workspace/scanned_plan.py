"""The plan that scanned codes hold, and what is told of it before it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain import codes
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.code_letters import CodeError
from ldn_desktop.exchange.plan_code import Scanned
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.plan_code_words import PLAN_CODE, lacks
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.owner import person
from ldn_desktop.workspace.result_words import headline


class ScannedPlan(NamedTuple):
    """A plan from codes, the bytes of its file, and sentences that say what it is and what it lacks."""

    plan: Plan
    data: bytes
    told: tuple[str, ...]


def scanned_plan(scanned: Scanned, knowledge: Knowledge, wording: Wording, today: date) -> ScannedPlan:
    """Return the plan in a whole set of codes. Refused (``CodeError``): codes without one that this program reads."""
    data = scanned.plan_file()
    try:
        plan = read_plan(data, knowledge.vocabulary)
        regimen = derive(plan, knowledge.rules, today)
    except FileError as error:
        raise CodeError(f"The plan in the code cannot be read. {error}") from error
    except CourseError as error:
        raise CodeError(f"The plan in the code cannot be read. {error.path}: {error}.") from error
    missing = lacks(scanned.scope, knowledge.content.sentences(PLAN_CODE))
    return ScannedPlan(plan, data, (*_told(regimen, wording, today), missing, *_open(regimen)))


def _told(regimen: Regimen, wording: Wording, today: date) -> Iterator[str]:
    plan, words = regimen.plan, wording.of(regimen)
    told = headline(regimen, words, today)
    yield f"Revision {plan.revision} of the plan of {person(plan.patient)}."
    yield f"{told.strong}{told.tail}"
    yield told.facts
    yield f"Made from {', '.join(map(words.product, regimen.products))}."


def _open(regimen: Regimen) -> Iterator[str]:
    if any(finding.code == codes.INCOMPLETE for finding in regimen.findings):
        yield "Its safety check is open: go through it before you make a paper."
    if regimen.blocked:
        yield "Something in it blocks papers; the planner says what."
