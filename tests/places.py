"""Where the project's own files lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
SHIPPED = RESOURCES / "content"
FACTS = RESOURCES / "facts"
CASES = ROOT / "tests" / "cases"
VECTORS = sorted((ROOT / "tests" / "vectors").glob("*.json"))
VECTORS_2 = sorted((ROOT / "tests" / "vectors-2").glob("*.json"))
