"""Where the shipped content lies, and the data it was taken from, where that folder is present."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "content"
DATA = ROOT.parent / "shared" / "data"


def data(name: str) -> dict[str, Any]:
    """Return a data file; the test is skipped where the data are not at hand."""
    path = DATA / name
    if not path.is_file():
        pytest.skip("the data that the content was taken from are not here")
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read
