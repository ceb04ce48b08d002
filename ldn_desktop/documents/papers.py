"""Which papers can be made of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.finding import NOT_PRINTABLE

if TYPE_CHECKING:
    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.regimen import Regimen


class PaperKind(NamedTuple):
    """``title`` names it to people; a paper ``for_patient`` waits while any finding blocks."""

    title: str
    for_patient: bool


PAPERS = {
    "patient": PaperKind("Patient plan", for_patient=True),
    "wallet-card": PaperKind("Wallet card", for_patient=True),
    "clinician": PaperKind("Clinician record", for_patient=False),
}
"""The papers by the code that the command line takes, in the order in which they are offered."""


class BlockedError(ValueError):
    """A plan with findings that hold a paper back, by code: it is not made."""

    def __init__(self, codes: frozenset[str]) -> None:
        super().__init__(f"blocked by {', '.join(sorted(codes))}")
        self.codes = codes


def holding_back(regimen: Regimen, kind: str) -> tuple[Finding, ...]:
    """Return the findings for which a paper waits: all that block, or, for no patient's eyes, those on its letters."""
    if PAPERS[kind].for_patient:
        return regimen.blocked
    return tuple(finding for finding in regimen.blocked if finding.code == NOT_PRINTABLE)


def refuse_blocked(regimen: Regimen, kind: str = "patient") -> None:
    """Refuse (``BlockedError``) a plan with a finding that holds a paper back."""
    found = holding_back(regimen, kind)
    if found:
        raise BlockedError(frozenset(finding.code for finding in found))
