"""A test stands where what it tests stands:

`tests/ui/files/test_saving_SUBJECT.py` tests `ldn_desktop/ui/files/saving.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import ROOT

KINDS = {"content", "journeys", "oracle", "packaged", "properties"}
WHOLE = {"test_layers.py", "test_mirror.py"}
TESTS = ROOT / "tests"
MIRRORING = [
    path
    for file in sorted(TESTS.rglob("test_*.py"))
    if (path := file.relative_to(TESTS)).parts[0] not in KINDS and str(path) not in WHOLE
]


@pytest.mark.parametrize("path", MIRRORING, ids=str)
def test_each_test_file_has_its_module(path: Path) -> None:
    names = path.stem.removeprefix("test_").split("_")
    beside = ROOT / "ldn_desktop" / path.parent
    assert any(beside.joinpath("_".join(names[:many]) + ".py").exists() for many in range(1, len(names) + 1))
