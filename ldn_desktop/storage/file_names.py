"""Names of files: suffixes that are whole, names made from a plan that every system takes, what may be replaced."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.plan import Plan

PLAN_SUFFIX = ".ldnplan"
DRAFT_SUFFIX = ".ldndraft"
"""Of an unfinished plan, which the window alone opens."""
PDF_SUFFIX = ".pdf"
JSON_SUFFIX = ".json"
"""Of a FHIR Bundle, in which a plan may come from another system."""
OPENED = (PLAN_SUFFIX, DRAFT_SUFFIX, JSON_SUFFIX)
"""Of the files that the window opens."""
PRACTICE_SUFFIX = ".ldnpractice"
_MOST_BYTES = 96
"""Of a name in UTF-8: with years, suffix and a temporary's ending it fits the 143 bytes of an encrypted home."""
# Made ready by re when they are first used.
_NOT_ON_EVERY_SYSTEM = r'[<>:"/\\|?*]'
_DEVICE = r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)"
_PDF_MARK = b"%PDF-"
_ID_SHOWN = 6
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def with_suffix(path: Path, *suffixes: str) -> Path:
    """Return the path with the first suffix at its end, unless it ends in one of them: ``Dr. Muster`` has none."""
    name = path.name.lower()
    if any(name.endswith(suffix) and len(name) > len(suffix) for suffix in suffixes):
        return path
    return path.with_name(f"{path.name}{suffixes[0]}")


def safe_name(text: str) -> str:
    """Return a text as a part of a file's name that Linux, Windows and macOS take; it may be empty.

    Left out: control and direction characters, separators and what one of the systems refuses, dots and blanks at the
    ends, a dash in front; what is longer than 96 bytes is cut between two letters. A device's name gets a line in
    front.
    """
    spaced = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    kept = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn", "Co"})
    flat = " ".join(re.sub(_NOT_ON_EVERY_SYSTEM, " ", kept).split())
    cut = _shortened(flat.lstrip("-. ")).rstrip(". ")
    return f"_{cut}" if re.match(_DEVICE, cut) else cut


def windows_refuses(name: str) -> bool:
    """Tell whether Windows gives no file that name, or gives it another.

    A device's, or with a dot or blank at its end.
    """
    refused = re.search(_NOT_ON_EVERY_SYSTEM, name) or re.match(_DEVICE, name) or any(c < " " for c in name)
    return bool(refused or name != name.rstrip(". "))


def plan_stem(plan: Plan, *, named: bool) -> str:
    """Return the name, without a suffix, that is offered for a plan's file: patient, year of birth, start.

    Where the patient's name is to be left out (``named`` false), or there is none, the beginning of the plan's id keeps
    two patients apart.
    """
    name = safe_name(plan.patient.name) if named else ""
    born = f"({plan.patient.birth_date.year:04})" if plan.patient.birth_date else ""
    other = "" if name else safe_name(plan.id[:_ID_SHOWN])
    return " ".join(part for part in (name or "LDN plan", born, plan.start_date.isoformat(), other) if part)


def one_line(text: str) -> str:
    """Return a name that somebody else may have chosen, on one line, as title, menu and dialog show it.

    Line breaks become blanks; other control characters and what turns the direction of writing become a mark that is
    seen. Joiners, which some scripts need, stay.
    """
    return "".join(_seen(c) for c in text)


def why_no_pdf_there(path: Path) -> str:
    """Return why a PDF may not be written in the place of a file, in a sentence; empty where it may.

    Refused: the name of a plan file, and the place of a file that is no PDF. What cannot be read is refused by whoever
    writes.
    """
    name = quoted(path.name)
    if path.name.lower().endswith((PLAN_SUFFIX, DRAFT_SUFFIX)):
        return f"{name} is the name of a plan file; give the PDF another name."
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            is_pdf = file.read(len(_PDF_MARK)) == _PDF_MARK
    except (OSError, ValueError):
        return ""
    return (
        "" if is_pdf else f"{name} is there already and is no PDF, so it is not replaced; give another name."
    )


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    return char if char.isprintable() or char in _JOINERS else "\N{REPLACEMENT CHARACTER}"


def _shortened(text: str) -> str:
    cut = text.encode()[:_MOST_BYTES].decode(errors="ignore")
    if cut == text:
        return cut
    # A letter keeps its marks: neither is left alone at the end.
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]
    return cut
