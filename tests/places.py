"""Where the project's own files lie."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
SHIPPED = RESOURCES / "content"
FACTS = RESOURCES / "facts"
CASES = ROOT / "tests" / "cases"
VECTORS = sorted((ROOT / "tests" / "vectors").glob("*.json"))
REFUSALS = json.loads((ROOT / "tests" / "refusals.json").read_text("utf-8"))
"""Plans that are refused, each with what is wrong and the place that the refusal names."""
VECTORS_2 = sorted((ROOT / "tests" / "vectors-2").glob("*.json"))
