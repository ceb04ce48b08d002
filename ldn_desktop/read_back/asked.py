"""What a finished paper is compared with, and what stands on each of its pages whatever its kind.

Whose, of when, which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ldn_desktop import __version__
from ldn_desktop.domain import codes
from ldn_desktop.domain.practice import NO_PRACTICE, Practice
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.read_back.grammar import Grammar
from ldn_desktop.read_back.own_texts import OwnTexts
from ldn_desktop.read_back.statements import Found, Statement, fixed, pattern_of, sentence
from ldn_desktop.reference.content import Content

if TYPE_CHECKING:
    from ldn_desktop.reference.words.sentences import Sentences

_COUNT = r"[1-9]\d*"
_NOTICE = "notice"


class DifferentError(ValueError):
    """Pages that differ from the plan; ``place`` says where, and nothing of what stands there."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Spoken(Protocol):
    """What of a language is asked: its words and names, and what its papers say of their translation."""

    @property
    def words(self) -> Sentences:
        """Its own words."""

    @property
    def notice(self) -> tuple[str, ...]:
        """What every page says."""

    @property
    def card_notice(self) -> str:
        """What a card says."""

    @property
    def is_translated(self) -> bool:
        """Whether its sentences translate English ones."""

    def named(self, name: str) -> str:
        """Return the name of a medicine by its English one."""


class Asked(NamedTuple):
    """A computed plan, the words of the papers, the day of printing, and whose own rules are in force, if any.

    Of an ``undated`` paper the days are counted from the plan's first. ``practice`` are the settings of whoever prints;
    ``also`` are texts that a paper holds besides, or in the place of the plan's, by what they are. ``language`` is the
    code of the paper's; ``beside`` says that it comes with the same paper in another. ``shows`` names the texts of
    people that the paper has room for, where that is not all. ``next_visit`` is the day named for the next visit.
    """

    regimen: Regimen
    content: Content
    printed: date
    clinic: str = ""
    undated: bool = False
    practice: Practice = NO_PRACTICE
    also: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    beside: bool = False
    shows: frozenset[str] | None = None
    next_visit: date | None = None

    @property
    def grammar(self) -> Grammar:
        """How its language spells amounts, counts and dates."""
        return _grammar(self.content, self.language)

    @property
    def from_right(self) -> bool:
        """Whether its pages are read from the right."""
        return self.content.language(self.language).habits.from_right

    def words(self, file: str) -> Sentences:
        """Return the sentences of a file in its language."""
        return self.content.words(file, self.language)

    @property
    def spoken(self) -> Spoken:
        """The language, with what its papers say of it."""
        english = self.beside and self.language == "en"
        return self.content.english_beside if english else self.content.language(self.language)

    @property
    def low_dose(self) -> bool:
        """Whether all doses are within those that are documented as low."""
        return not any(finding.code == codes.ABOVE_DOCUMENTED for finding in self.regimen.findings)

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
        texts = {
            "name": patient.name,
            "number": patient.identifier,
            "practice": prescriber.practice,
            "prescriber": prescriber.name,
            "phone": self.practice.phone_of(prescriber),
            "clinic": self.clinic,
            "instructions": plan.instructions,
            **dict(self.also),
        }
        return OwnTexts(
            {name: text for name, text in texts.items() if self.shows is None or name in self.shows}
        )


@lru_cache(maxsize=8)
def _grammar(content: Content, code: str) -> Grammar:
    spoken = content.language(code)
    habits = spoken.habits
    return Grammar(spoken.words.texts, habits.thousands, {"and": habits.alike_and, "or": habits.alike_or})


def frame_statements(asked: Asked) -> Iterator[Statement]:
    """Yield what stands in the head, the foot and the box of the person."""
    yield from asked.own.statements()
    g, papers, plan = asked.grammar, asked.words("papers").texts, asked.words("patient_plan").texts
    yield sentence("birth date", papers["born"], {"day": g.short_date})
    numbers = dict.fromkeys(("revision", "earlier", "page", "pages"), _COUNT)
    yield sentence("revision", papers["revision"], numbers)
    yield sentence("revision", papers["replaces"].replace("{revision}", papers["revision"]), numbers)
    printed = pattern_of(papers["printed"], {"day": g.short_date})
    yield Statement("printed", re.compile(rf"{printed}\.?"))
    yield sentence("page", papers["page"], numbers)
    yield Statement("birth date", re.compile(rf"{fixed(plan['born'])} (?P<day>{g.short_date})"))
    yield Statement("program", re.compile(rf"LDN Desktop {re.escape(__version__)}(?![\d.])"))
    for part in filter(str.strip, plan["telephone"].split("{phone}")):
        yield sentence("telephone", part.strip())
    for at, line in enumerate(asked.spoken.notice):
        yield sentence(f"{_NOTICE} {at}", line)


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
    plan, g = asked.regimen.plan, asked.grammar
    for name, fields, page in found:
        match name:
            case "birth date":
                good = g.read_date(fields["day"]) == plan.patient.birth_date
            case "printed":
                good = g.read_date(fields["day"]) == asked.printed
            case "revision":
                earlier = str(plan.revision - 1) if replaces and plan.revision > 1 else None
                good = (int(fields["revision"]), fields.get("earlier")) == (plan.revision, earlier)
            case "page":
                good = (int(fields["page"]), int(fields["pages"])) == (page, pages)
            case _:
                good = True
        if not good:
            raise DifferentError(f"{name} on page {page}")
    named, own = {(name, page) for name, _, page in found}, asked.own
    for page in range(1, max(pages, 1) + 1):
        wanted = {"revision", "printed", *(f"{_NOTICE} {at}" for at in range(len(asked.spoken.notice)))}
        wanted |= {"page"} if pages else set()
        if page == 1 and plan.patient.birth_date is not None:
            wanted.add("birth date")
        missing = own.missing(found, page, shown if page == 1 else frozenset({"name"}))
        missing = missing or next((name for name in sorted(wanted) if (name, page) not in named), "")
        if missing:
            raise DifferentError(f"{missing} is missing on page {page}")
