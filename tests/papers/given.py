"""A plan of many steps, and the papers that every plan has."""

from __future__ import annotations

import json
from datetime import date

from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.workspace.knowledge import Knowledge

TODAY = date(2026, 12, 1)
USUAL = tuple(kind for kind, paper in PAPERS.items() if not paper.by_choice)
"""The papers that every plan has."""


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


def _mg(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest} mg" if rest else f"{whole} mg"
