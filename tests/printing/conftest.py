"""What the shipped content knows, read once a module."""

from __future__ import annotations

import pytest

from ldn_desktop.workspace.knowledge import Knowledge
from tests.places import SHIPPED


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(SHIPPED)
