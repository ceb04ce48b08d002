"""The conditions of the reference: codes, grade and direction of the evidence, caution, dose studied."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids, tables, texts
from ldn_desktop.decoding.strict import Node

GRADES = ("A", "B", "C", "D")
DIRECTIONS = ("supports", "mixed", "does not support", "unknown")
_REQUIRED = ("id", "name", "grade", "direction", "summary", "studied_dose", "caution", "sources")
_OPTIONAL = ("icd10", "icd10_cm", "icd11", "members", "judgement")


class Condition(NamedTuple):
    """A condition with the grade and direction of its evidence, told in one line, and what to beware of.

    ``members`` are the conditions of a group of diseases; ``judgement`` says why grade or direction departs from the
    rules (see ``grading``), and is empty where neither does. ``icd10`` (World Health Organization), ``icd10_cm``
    (United States) and ``icd11`` are its codes, or empty. The second are there to be searched for and shown nowhere:
    some are headings, which nobody can bill by.
    """

    id: str
    name: str
    grade: str
    direction: str
    summary: str
    studied_dose: str
    caution: str
    sources: tuple[str, ...]
    icd10: tuple[str, ...] = ()
    icd10_cm: tuple[str, ...] = ()
    icd11: str = ""
    members: tuple[str, ...] = ()
    judgement: str = ""


def read_conditions(root: Node) -> dict[str, Condition]:
    """Return the conditions by id. Refused: a repeated id, an unknown grade or direction, a missing source."""
    return by_id(tables(root, "condition"), _condition)


def _condition(node: Node) -> Condition:
    f = node.fields(_REQUIRED, _OPTIONAL)
    return Condition(
        id=f["id"].filled(),
        name=f["name"].filled(),
        grade=f["grade"].choice(*GRADES),
        direction=f["direction"].choice(*DIRECTIONS),
        summary=f["summary"].filled(),
        studied_dose=f["studied_dose"].filled(),
        caution=f["caution"].filled(),
        sources=source_ids(f["sources"]),
        icd10=texts(f["icd10"]) if "icd10" in f else (),
        icd10_cm=texts(f["icd10_cm"]) if "icd10_cm" in f else (),
        icd11=f["icd11"].filled() if "icd11" in f else "",
        members=texts(f["members"]) if "members" in f else (),
        judgement=f["judgement"].filled() if "judgement" in f else "",
    )
