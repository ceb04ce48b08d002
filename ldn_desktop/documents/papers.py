"""Which papers can be made of a plan."""

from __future__ import annotations

from typing import NamedTuple


class PaperKind(NamedTuple):
    """``title`` names it to people; a paper ``for_patient`` waits while a finding blocks."""

    title: str
    for_patient: bool


PAPERS = {
    "patient": PaperKind("Patient plan", for_patient=True),
    "wallet-card": PaperKind("Wallet card", for_patient=True),
    "clinician": PaperKind("Clinician record", for_patient=False),
}
"""The papers by the code that the command line takes, in the order in which they are offered."""


class BlockedError(ValueError):
    """A plan with findings that block, by code: no paper for the patient is made of it."""

    def __init__(self, codes: frozenset[str]) -> None:
        super().__init__(f"blocked by {', '.join(sorted(codes))}")
        self.codes = codes
