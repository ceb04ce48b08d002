"""The facts that the shipped content was written from."""

from __future__ import annotations

from typing import Any

import yaml

from tests.places import FACTS


def data(name: str) -> dict[str, Any]:
    """Return a file of facts."""
    read = yaml.safe_load((FACTS / name).read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read
