"""Every form in which a plan is handed to other systems, by the code that the command line takes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.papers import catalogue

if TYPE_CHECKING:
    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.regimen import Regimen


class Export(NamedTuple):
    """A form: what it is called, what it is for, the suffix of its file.

    ``module`` is the room of this folder that holds ``export``, and ``cancel`` where what was handed over can be
    ``taken_back``. It is loaded when the form is made. A form that ``waits`` is not made while a finding holds papers
    for the patient back; taken back it can be all the same.
    """

    title: str
    purpose: str
    suffix: str
    module: str
    waits: bool = True
    taken_back: bool = False

    def made(self, context: catalogue.PaperContext, *, cancel: bool = False) -> bytes:
        """Return the bytes of the file, or of the one that takes it back. Refused (``BlockedError``): as it says."""
        if self.waits and not cancel:
            catalogue.refuse_blocked(context.regimen)
        module = import_module(f"{__package__}.{self.module}")
        data: bytes = (module.cancel if cancel else module.export)(context)
        return data


EXPORTS = {
    "text": Export(
        "Text",
        "The clinician's record as plain lines, for another record.",
        ".txt",
        "record_text",
        waits=False,
    ),
    "ics": Export(
        "Calendar",
        "What to take when, pauses, fills and the next visit: for the patient's own calendar, without a name.",
        ".ics",
        "calendar_file",
        taken_back=True,
    ),
    "csv": Export("Table", "CSV: what is taken on each day, a row for each product.", ".csv", "dose_table"),
    "fhir": Export(
        "FHIR R4",
        "For a record system. It holds the whole plan, safety check and notes included.",
        ".fhir.json",
        "fhir_bundle",
    ),
    "json": Export("JSON", "The plan and all that follows from it, for programs.", ".json", "schedule_json"),
}
"""The forms in the order in which they are offered."""


def holding_back(regimen: Regimen, code: str) -> tuple[Finding, ...]:
    """Return the findings for which a form waits."""
    return catalogue.holding_back(regimen, "patient") if EXPORTS[code].waits else ()
