"""The oracle must give exactly what the worked examples give."""

import json
from pathlib import Path

import pytest

from tests.oracle import as_version_1, expected
from tests.places import VECTORS, VECTORS_2

WORKED_EXAMPLES = 26
WORKED_EXAMPLES_2 = 60


def test_all_worked_examples_are_here() -> None:
    assert len(VECTORS) == WORKED_EXAMPLES
    assert len(VECTORS_2) == WORKED_EXAMPLES_2


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_oracle_gives_the_worked_example(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert as_version_1(expected(vector["plan"])) == vector["expect"]


@pytest.mark.parametrize("path", VECTORS_2, ids=lambda path: path.stem)
def test_oracle_gives_the_worked_example_of_version_2(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert expected(vector["plan"]) == vector["expect"]
