"""`make run` where there is no display: it says so, and does the main job all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage

from tests.places import ROOT

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return subprocess.run(
        [sys.executable, str(ROOT / "docs" / "screenshots" / "first_run.py"), *arguments],
        cwd=folder,
        env=bare | environ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
@pytest.mark.parametrize("platform", [{}, {"QT_QPA_PLATFORM": "xcb"}])
def test_the_example_is_drawn(tmp_path: Path, platform: dict[str, str]) -> None:
    done = run(tmp_path, **platform)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("There is no display to open a window on")
    made = tmp_path / "build" / "first-run"
    assert not QImage(str(made / "window.png")).isNull()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(made / "plan.pdf").pages)
    assert "Your plan for low dose naltrexone" in text


def test_what_is_asked_for_is_the_programs_to_answer(tmp_path: Path) -> None:
    done = run(tmp_path, "no-such-file.ldnplan")

    assert done.returncode == 2
    assert "no-such-file.ldnplan" in done.stderr
    assert not (tmp_path / "build").exists()
