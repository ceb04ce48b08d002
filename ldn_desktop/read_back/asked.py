"""What a finished paper is compared with, and what stands on each of its pages whatever its kind.

Whose, of when, which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop import __version__
from ldn_desktop.domain.practice import NO_PRACTICE, Practice
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.own_texts import OwnTexts
from ldn_desktop.read_back.statements import Found, Statement, fixed
from ldn_desktop.reference.content import Content

_PATTERNS = (
    ("birth date", rf"born (?P<day>{g.SHORT_DATE})"),
    ("revision", r"Plan revision (?P<revision>[1-9]\d*)(?:, replaces revision (?P<earlier>[1-9]\d*))?"),
    ("printed", rf"printed (?P<day>{g.SHORT_DATE})\.?"),
    ("page", r"Page (?P<page>[1-9]\d*) of (?P<pages>[1-9]\d*)"),
)


class DifferentError(ValueError):
    """Pages that differ from the plan; ``place`` says where, and nothing of what stands there."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Asked(NamedTuple):
    """A computed plan, the words of the papers, the day of printing, and whose own rules are in force, if any.

    Of an ``undated`` paper the days are counted from the plan's first. ``practice`` are the settings of whoever prints;
    ``also`` are texts that a paper holds besides, or in the place of the plan's, by what they are.
    """

    regimen: Regimen
    content: Content
    printed: date
    clinic: str = ""
    undated: bool = False
    practice: Practice = NO_PRACTICE
    also: tuple[tuple[str, str], ...] = ()

    def headed(self) -> Asked:
        """Return the same with what stands at the head of a paper: the practice's where the plan is its own."""
        if not self.practice.heads(self.regimen.plan.prescriber):
            return self
        address = ", ".join(self.practice.address.splitlines())
        return self._replace(
            also=(*self.also, ("practice", self.practice.name), ("practice address", address))
        )

    @property
    def own(self) -> OwnTexts:
        """The texts of people that may stand on a paper."""
        plan = self.regimen.plan
        patient, prescriber = plan.patient, plan.prescriber
        return OwnTexts(
            {
                "name": patient.name,
                "number": patient.identifier,
                "practice": prescriber.practice,
                "prescriber": prescriber.name,
                "phone": prescriber.phone,
                "clinic": self.clinic,
                "instructions": plan.instructions,
                **dict(self.also),
            }
        )


def frame_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what stands in the head, the foot and the box of the person."""
    yield from asked.own.statements()
    for name, pattern in _PATTERNS:
        yield Statement(name, re.compile(pattern))
    born = asked.content.words("patient_plan").say("born")
    yield Statement("birth date", re.compile(rf"{fixed(born)} (?P<day>{g.SHORT_DATE})"))
    yield Statement("program", re.compile(rf"LDN Desktop {re.escape(__version__)}(?![\d.])"))
    yield Statement("telephone", re.compile("Telephone"))


def judge_frame(
    found: Sequence[Found],
    asked: Asked,
    *,
    shown: frozenset[str],
    pages: int = 0,
    replaces: bool = False,
) -> None:
    """Refuse (``DifferentError``) another birth date, day of printing or revision, a page miscounted, a text left out.

    ``shown`` names the texts of people that the first page holds. Where pages are numbered, ``pages`` says how many
    there are, and each of them names the patient. A later revision names the one that it ``replaces``, on such a paper.
    """
    plan = asked.regimen.plan
    for name, fields, page in found:
        match name:
            case "birth date":
                good = g.read_date(fields["day"]) == plan.patient.birth_date
            case "printed":
                good = g.read_date(fields["day"]) == asked.printed
            case "revision":
                earlier = str(plan.revision - 1) if replaces and plan.revision > 1 else None
                good = (int(fields["revision"]), fields["earlier"]) == (plan.revision, earlier)
            case "page":
                good = (int(fields["page"]), int(fields["pages"])) == (page, pages)
            case _:
                good = True
        if not good:
            raise DifferentError(f"{name} on page {page}")
    named, own = {(name, page) for name, _, page in found}, asked.own
    for page in range(1, max(pages, 1) + 1):
        wanted = {"revision", "printed"} | ({"page"} if pages else set())
        if page == 1 and plan.patient.birth_date is not None:
            wanted.add("birth date")
        missing = own.missing(found, page, shown if page == 1 else frozenset({"name"}))
        missing = missing or next((name for name in sorted(wanted) if (name, page) not in named), "")
        if missing:
            raise DifferentError(f"{missing} is missing on page {page}")
