"""A plan, and what is handed over of it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED

KNOWLEDGE = Knowledge(SHIPPED)
TODAY = date(2026, 11, 27)
NO_DOSE = {"days": 3, "dose": "0.5 mg", "rhythm": {"every": 28}}


def plan(**changes: Any) -> dict[str, Any]:
    """Return a plan file of two capsules and three steps; ``None`` leaves a key out."""
    whole = {
        "format": "ldn-plan",
        "version": 2,
        "id": "6f0f9a3e-7a52-4c3b-9d3e-0d2f1c8a1b11",
        "revision": 3,
        "patient": {"name": "Anna Muster", "birth_date": "1980-05-01", "identifier": "4711"},
        "prescriber": {"name": "Dr. Béla Beispiel", "practice": "Practice by the Lake", "phone": "+41 44 000 00 00"},
        "condition": "fibromyalgia",
        "start_date": "2026-12-01",
        "ladder": [
            {"dose": "0.5 mg", "days": 7, "go_on": "if-tolerated"},
            {"dose": "1 mg", "days": 7},
            {"dose": "1.5 mg", "days": 28},
        ],
        "formulations": [
            {"id": "c0.5", "kind": "capsule", "strength": "0.5 mg"},
            {"id": "c1.5", "kind": "capsule", "strength": "1.5 mg"},
        ],
    }  # fmt: skip
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def context_of(told: dict[str, Any], today: date = TODAY) -> PaperContext:
    """Return what exports of a plan file are made from."""
    read = read_plan(json.dumps(told).encode(), KNOWLEDGE.vocabulary)
    return KNOWLEDGE.paper_context(derive(read, KNOWLEDGE.rules, today), today, PLAIN)
