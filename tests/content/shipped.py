"""Where the shipped content lies, and the facts that it was written from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "content"
FACTS = ROOT / "resources" / "facts"


def data(name: str) -> dict[str, Any]:
    """Return a file of facts."""
    read = yaml.safe_load((FACTS / name).read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read
