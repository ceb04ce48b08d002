"""Every paper that can be made of a plan: for whom, on which sheets, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ldn_desktop.domain import codes

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.papers.clinician_record import ClinicianRecord
    from ldn_desktop.papers.patient_plan import PatientPlan
    from ldn_desktop.papers.wallet_card import WalletCard
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.words.sentences import Declared
    from ldn_desktop.reference.words.wording import Wording


Document: TypeAlias = "PatientPlan | WalletCard | ClinicianRecord"
"""What stands on a paper; each kind has its pages in printing."""
SHEETS = {"a4": "A4", "letter": "Letter"}
"""The names of the sheets that papers are printed on, by code."""


class PaperContext(NamedTuple):
    """What a paper is made from: the computed plan as on the day of printing, and how its reader wants things written.

    ``sentences`` gives those of the findings, ``edition`` the day that names the content's edition; both are asked for
    by the papers that need them. ``clinic`` is whose rules let pass what blocks as shipped, ``rules_notice`` what the
    clinician reads of them; both are empty where there are none.
    """

    regimen: Regimen
    content: Content
    printed: date
    wording: Wording
    sentences: Callable[[], Mapping[Finding, str]]
    edition: Callable[[], date]
    clinic: str = ""
    rules_notice: str = ""


class PaperKind(NamedTuple):
    """A paper ``for_patient`` waits while any finding blocks, and is read back.

    ``make`` gives what stands on it, of which printing makes pages; ``large_print`` where it can be had in that.
    """

    for_patient: bool
    large_print: bool
    make: Callable[[PaperContext], Document]


def _patient_plan(context: PaperContext) -> PatientPlan:
    from ldn_desktop.papers.patient_plan import patient_plan

    c = context
    return patient_plan(c.regimen, c.content, c.printed, c.wording, c.clinic)


def _wallet_card(context: PaperContext) -> WalletCard:
    from ldn_desktop.papers.wallet_card import wallet_card

    c = context
    return wallet_card(c.regimen, c.content, c.printed, c.wording, c.clinic)


def _clinician_record(context: PaperContext) -> ClinicianRecord:
    from ldn_desktop.papers.clinician_record import RecordMaker

    c = context
    maker = RecordMaker(c.regimen, c.content, c.sentences(), c.wording.of(c.regimen), c.rules_notice)
    return maker.record(c.printed, c.edition())


PAPERS = {
    "patient": PaperKind(for_patient=True, large_print=True, make=_patient_plan),
    "wallet-card": PaperKind(for_patient=True, large_print=False, make=_wallet_card),
    "clinician": PaperKind(for_patient=False, large_print=False, make=_clinician_record),
}
"""The papers by the code that the command line takes, in the order in which they are offered."""


def declarations() -> tuple[Declared, ...]:
    """Return what each file of sentences must hold."""
    from ldn_desktop.papers.change_words import CHANGES
    from ldn_desktop.papers.clinician_record import RECORD
    from ldn_desktop.papers.frame import SHARED
    from ldn_desktop.papers.patient_plan import PATIENT_PLAN
    from ldn_desktop.papers.wallet_card import WALLET_CARD
    from ldn_desktop.reference.planning.local_rules import LOCAL_RULES

    return PATIENT_PLAN, WALLET_CARD, RECORD, CHANGES, SHARED, LOCAL_RULES


class BlockedError(ValueError):
    """A plan with findings that hold a paper back, by code: it is not made."""

    def __init__(self, codes: frozenset[str]) -> None:
        super().__init__(f"blocked by {', '.join(sorted(codes))}")
        self.codes = codes


def holding_back(regimen: Regimen, kind: str) -> tuple[Finding, ...]:
    """Return the findings for which a paper waits: all that block, or, for no patient's eyes, those on its letters."""
    if PAPERS[kind].for_patient:
        return regimen.blocked
    return tuple(finding for finding in regimen.blocked if finding.code == codes.NOT_PRINTABLE)


def refuse_blocked(regimen: Regimen, kind: str = "patient") -> None:
    """Refuse (``BlockedError``) a plan with a finding that holds a paper back."""
    found = holding_back(regimen, kind)
    if found:
        raise BlockedError(frozenset(finding.code for finding in found))
