"""What is handed out: a build for this system leaves what was made for Windows."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.places import ROOT

PACKAGING = ROOT / "packaging"


@pytest.fixture
def dist(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``packaging/dist.py``, without what it asks of the lock that it is frozen by."""
    parts = ModuleType("parts")
    parts.__dict__.update(ROOT=PACKAGING.parent, collect_licences=None, parts_of=None)
    sbom = ModuleType("sbom")
    sbom.__dict__.update(write_sbom=None)
    monkeypatch.setitem(sys.modules, "parts", parts)
    monkeypatch.setitem(sys.modules, "sbom", sbom)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("dist_build", PACKAGING / "dist.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_build_takes_out_the_last_one_and_leaves_that_for_windows(dist: ModuleType, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    for name in ("windows/installer.exe", "ldn-desktop/_internal/library", "SHA256SUMS"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"made")
    dist.emptied(out)
    assert [path.relative_to(out).as_posix() for path in out.rglob("*")] == [
        "windows",
        "windows/installer.exe",
    ]


def test_a_build_makes_its_folder(dist: ModuleType, tmp_path: Path) -> None:
    dist.emptied(tmp_path / "a" / "dist")
    assert (tmp_path / "a" / "dist").is_dir()
