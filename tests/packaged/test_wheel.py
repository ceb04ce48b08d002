"""The wheel holds everything: installed away from the project, it tests itself and finds its guide."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import RESOURCES, ROOT

PARTS = ("ldn_desktop", "resources", "docs/guide", "setup.py", "pyproject.toml", "README.md", "LICENSE")
_INSTALL = ("--disable-pip-version-check", "--quiet", "--no-deps", "--no-index")
_FOUND = (
    "import ldn_desktop.__main__ as door, ldn_desktop.ui.shell.guide as guide; "
    "print(door.RESOURCES); print(len(list(guide.guide_folder(door.RESOURCES).glob('*.md'))))"
)


def _run(*arguments: str | Path, cwd: Path, path: Path | None = None) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path or "")}
    done = subprocess.run(  # noqa: PLW1510 - what it says is shown first
        [sys.executable, "-P", *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs; built from a copy, so that the project stays as it was."""
    place = tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        source, copy = ROOT / part, place / "project" / part
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    # What an earlier build left of a file that is no more stays out.
    stale = place / "project" / "build" / "lib" / "ldn_desktop" / "resources" / "content" / "gone.md"
    stale.parent.mkdir(parents=True)
    stale.write_text("gone", "utf-8")
    wheels, target = place / "wheels", place / "installed"
    _run("-m", "pip", "wheel", *_INSTALL, "--no-build-isolation", "-w", wheels, place / "project", cwd=place)
    (wheel,) = wheels.glob("*.whl")
    _run("-m", "pip", "install", *_INSTALL, "--target", target, wheel, cwd=place)
    shutil.rmtree(place / "project")
    return target


def test_what_a_wheel_installs_tests_itself(installed: Path, tmp_path: Path) -> None:
    found, chapters = _run("-c", _FOUND, cwd=tmp_path, path=installed).split()
    assert Path(found) == installed / "ldn_desktop" / "resources"
    assert int(chapters) == len(list((ROOT / "docs" / "guide").glob("*.md")))
    assert json.loads(_run("-m", "ldn_desktop", "selftest", cwd=tmp_path, path=installed))["ok"] is True


def test_a_wheel_holds_what_the_program_reads_and_no_more(installed: Path) -> None:
    package = installed / "ldn_desktop"
    read = {path.name for path in (RESOURCES).iterdir()} - {"facts"}
    assert {path.name for path in (package / "resources").iterdir()} == read
    for folder in read:
        ours = {path.relative_to(ROOT) for path in (RESOURCES / folder).rglob("*") if path.is_file()}
        theirs = {p.relative_to(package) for p in (package / "resources" / folder).rglob("*") if p.is_file()}
        assert ours == theirs
