"""Every paper that can be made of a plan: for whom, on which sheets, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ldn_desktop.domain import codes
from ldn_desktop.domain.practice import NO_PRACTICE, Practice

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from ldn_desktop.domain.comparison import Comparison
    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.papers.diary import Diary
    from ldn_desktop.papers.leaflet import Leaflet
    from ldn_desktop.papers.patient_plan import PatientPlan
    from ldn_desktop.papers.pharmacy_order import PharmacyOrder
    from ldn_desktop.papers.plan_code_words import Coding
    from ldn_desktop.papers.tables import Tables
    from ldn_desktop.papers.wall_calendar import Calendar
    from ldn_desktop.papers.wallet_card import WalletCard
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.words.sentences import Declared
    from ldn_desktop.reference.words.wording import Wording


Document: TypeAlias = "PatientPlan | WalletCard | PharmacyOrder | Calendar | Diary | Leaflet | Tables"
"""What stands on a paper: each kind of document has its pages in printing."""
SHEETS = {"a4": "A4", "letter": "Letter"}
"""The names of the sheets that papers are printed on, by code."""


class Beside(NamedTuple):
    """The plan that another is compared with: the comparison, what either is called, the findings of the second."""

    comparison: Comparison
    names: tuple[str, str]
    sentences: Callable[[], Mapping[Finding, str]]


class PaperContext(NamedTuple):
    """What a paper is made from: the computed plan as on the day of printing, and how its reader wants things written.

    ``sentences`` gives those of the findings, ``edition`` the day that names the content's edition, ``coding`` codes of
    the plan; they are asked for by the papers that need them. ``clinic`` is whose rules let pass what blocks as
    shipped, ``rules_notice`` gives what the clinician reads of them; both are empty where there are none. ``undated``
    papers count days instead of naming dates. ``practice`` are the settings of whoever prints; the weeks of a calendar
    begin with the weekday ``week_begins``, Monday being 0. A comparison has a plan ``beside`` the one of ``regimen``.
    ``next_visit`` is the day that the visits of the plan name for the next one, where somebody keeps them.
    """

    regimen: Regimen
    content: Content
    printed: date
    wording: Wording
    sentences: Callable[[], Mapping[Finding, str]]
    edition: Callable[[], date]
    coding: Coding
    clinic: str = ""
    rules_notice: Callable[[], str] = str
    undated: bool = False
    practice: Practice = NO_PRACTICE
    week_begins: int = 0
    beside: Beside | None = None
    next_visit: date | None = None

    @property
    def visit_ahead(self) -> date | None:
        """The day of the next visit, from that of printing on: an earlier one is not planned any more."""
        visit = self.next_visit
        return visit if visit is not None and visit >= self.printed else None


NO_CODE, CODE_BY_CHOICE, CODE_ALWAYS = "none", "choice", "always"
"""Whether a paper carries its plan in a code."""


class PaperKind(NamedTuple):
    """A paper that is ``acted_on``, by a patient or a pharmacy, waits while any finding blocks, and is read back.

    ``large_print`` where it can be had in that, ``undated`` where without dates; ``code`` tells whether it carries its
    plan. ``module`` is the room of this folder that holds ``SENTENCES``, which the paper's file of content must hold,
    and ``make``; where it is for ``some_plans`` only, ``why_not`` as well. One ``by_choice`` is
    among the papers of one go only where somebody chose it. It is loaded when the paper is made: a menu
    of papers needs none of them.
    """

    module: str
    acted_on: bool
    large_print: bool
    undated: bool
    code: str = NO_CODE
    some_plans: bool = False
    by_choice: bool = False

    def why_not(self, regimen: Regimen, content: Content, printed: date) -> str:
        """Say why a plan has no use for the paper; empty where it has."""
        return str(self._loaded.why_not(regimen, content, printed)) if self.some_plans else ""

    def make(self, context: PaperContext) -> Document:
        """Return what stands on the paper, of which printing makes pages.

        Refused (``BlockedError``, ``NotForPlanError``): as it says.
        """
        document: Document = self._loaded.make(context)
        return document

    @property
    def sentences(self) -> Declared:
        """What its file of sentences must hold."""
        declared: Declared = self._loaded.SENTENCES
        return declared

    @property
    def _loaded(self) -> ModuleType:
        return import_module(f"{__package__}.{self.module}")


PAPERS = {
    "patient": PaperKind("patient_plan", acted_on=True, large_print=True, undated=True, code=CODE_BY_CHOICE),
    "wallet-card": PaperKind("wallet_card", acted_on=True, large_print=False, undated=False),
    "pharmacy-order": PaperKind(
        "pharmacy_order", acted_on=True, large_print=False, undated=False, code=CODE_BY_CHOICE
    ),
    "calendar": PaperKind("wall_calendar", acted_on=True, large_print=True, undated=False),
    "diary": PaperKind("diary", acted_on=True, large_print=True, undated=False),
    "preparation": PaperKind(
        "preparation", acted_on=True, large_print=True, undated=False, some_plans=True, by_choice=True
    ),
    "consent": PaperKind("consent", acted_on=True, large_print=True, undated=False, some_plans=True),
    "clinician": PaperKind(
        "clinician_record", acted_on=False, large_print=False, undated=False, code=CODE_ALWAYS
    ),
}
"""The papers of a plan by the code that the command line takes, in the order in which they are offered."""
COMPARISON = PaperKind("comparison", acted_on=False, large_print=False, undated=False)
"""The one paper of two plans, which is offered where there is a second one."""


def declarations() -> tuple[Declared, ...]:
    """Return what each file of sentences must hold: every paper's own, and those that papers share."""
    from ldn_desktop.papers.change_words import CHANGES
    from ldn_desktop.papers.day_by_day import DAY_BY_DAY
    from ldn_desktop.papers.frame import SHARED
    from ldn_desktop.papers.handed_over import HANDED_OVER
    from ldn_desktop.papers.plan_code_words import PLAN_CODE
    from ldn_desktop.papers.plan_history import HISTORY
    from ldn_desktop.papers.quantity_words import QUANTITIES
    from ldn_desktop.reference.planning.local_rules import LOCAL_RULES
    from ldn_desktop.reference.words.review import REVIEW

    return (
        *(paper.sentences for paper in (*PAPERS.values(), COMPARISON)),
        CHANGES,
        DAY_BY_DAY,
        SHARED,
        PLAN_CODE,
        QUANTITIES,
        HANDED_OVER,
        HISTORY,
        LOCAL_RULES,
        REVIEW,
    )


class BlockedError(ValueError):
    """A plan with findings that hold a paper back, by code: it is not made."""

    def __init__(self, codes: frozenset[str]) -> None:
        super().__init__(f"blocked by {', '.join(sorted(codes))}")
        self.codes = codes


class NotForPlanError(ValueError):
    """A paper that a plan has no use for, with the sentence that says why."""


def holding_back(regimen: Regimen, kind: str) -> tuple[Finding, ...]:
    """Return the findings for which a paper waits: all that block, or, where nobody acts on it, those on its letters.

    A plan without any day with a dose has nothing to act on.
    """
    if PAPERS[kind].acted_on:
        never = () if regimen.has_doses else (codes.NO_DOSE_DAY,)
        return regimen.blocked or tuple(finding for finding in regimen.findings if finding.code in never)
    return tuple(finding for finding in regimen.blocked if finding.code == codes.NOT_PRINTABLE)


def refuse_blocked(regimen: Regimen, kind: str = "patient") -> None:
    """Refuse (``BlockedError``) a plan with a finding that holds a paper back."""
    found = holding_back(regimen, kind)
    if found:
        raise BlockedError(frozenset(finding.code for finding in found))
