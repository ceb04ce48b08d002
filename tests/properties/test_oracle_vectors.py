"""The oracle must give exactly what the worked examples give."""

import json
from pathlib import Path

import pytest

from tests.oracle import expected
from tests.places import VECTORS

WORKED_EXAMPLES = 26


def test_all_worked_examples_are_here() -> None:
    assert len(VECTORS) == WORKED_EXAMPLES


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_oracle_gives_the_worked_example(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert expected(vector["plan"]) == vector["expect"]
