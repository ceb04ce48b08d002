"""The oracle must give exactly what the worked examples give."""

import json
from pathlib import Path

import pytest

from tests.oracle import expected

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "tests" / "vectors", ROOT.parent / "shared" / "vectors")
VECTORS = [path for folder in FOLDERS for path in sorted(folder.glob("*.json"))]
WORKED_EXAMPLES = 26


def test_all_worked_examples_are_here() -> None:
    assert len(list(FOLDERS[0].glob("*.json"))) == WORKED_EXAMPLES


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_oracle_gives_the_worked_example(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    assert expected(vector["plan"]) == vector["expect"]
