"""A plan of many steps, and what stands in a PDF."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.workspace.knowledge import Knowledge

TODAY = date(2026, 12, 1)
LONG = "A very long name of somebody who has many names, " * 6


def regimen_of(knowledge: Knowledge, **changes: object) -> Regimen:
    plan = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": TODAY.isoformat(),
        "ladder": [{"dose": _mg(at), "days": 7} for at in range(1, 40)],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.1 mg"}],
        "max_pieces_per_dose": 60,
        **changes,
    }
    return derive(read_plan(json.dumps(plan).encode(), knowledge.vocabulary), knowledge.rules, TODAY)


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def _mg(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest} mg" if rest else f"{whole} mg"
