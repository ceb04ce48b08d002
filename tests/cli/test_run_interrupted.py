"""Ctrl+C: one sentence, the exit status that shells know, and no file half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.test_run import plan_file
from tests.places import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="signals of Unix; packaging/windows/prove.sh does it on Windows"
)

SENTENCE = "ldn-desktop: interrupted; its output is not complete, and no PDF was left half-written.\n"
# The command, with a signal as the terminal sends it once a place in the program is reached so many times.
PROGRAM = """
import os, signal, sys
from ldn_desktop import __main__
from ldn_desktop.{module} import {owner}
place, times = {owner}.{name}, iter(range({times}))
def reached(*args, **kwargs):
    if next(times) + 1 < {times}:
        return place(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(1000): pass
{owner}.{name} = reached
sys.exit(__main__.main())
"""


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """What a shell starts in the background ignores Ctrl+C, and so would the programs started here."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted(
    module: str, owner: str, name: str, *arguments: object, times: int = 1
) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(module=module, owner=owner, name=name, times=times)
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_long_schedule_stops_with_one_sentence(tmp_path: Path) -> None:
    files = [str(plan_file(tmp_path))] * 3000
    command = [sys.executable, "-m", "ldn_desktop", "schedule", *files]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().endswith("}\n")
        # It waits by now, since nobody reads on, or is at work.
        running.send_signal(signal.SIGINT)
        out = running.stdout.read()
        assert running.stderr is not None
        told = running.stderr.read()
    assert (running.returncode, told) == (130, SENTENCE)
    assert len(out.splitlines()) < 2999


def test_before_anything_is_done_too(tmp_path: Path) -> None:
    done = interrupted("cli", "run", "run", "schedule", plan_file(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", SENTENCE)


@pytest.mark.skipif(find_spec("PySide6") is None, reason="paper is laid out by Qt")
@pytest.mark.parametrize(
    ("place", "times"),
    # The file is written through to the disk first, and the folder once the file stands there.
    [(("storage.temporary_files", "os", "fsync"), 2), (("printing", "command", "read_back"), 1)],
)
@pytest.mark.parametrize("before", [b"", b"%PDF-1.4 the last one"])
def test_a_pdf_is_whole_or_as_it_was(
    tmp_path: Path, place: tuple[str, str, str], times: int, before: bytes
) -> None:
    plan, out = plan_file(tmp_path), tmp_path / "out.pdf"
    if before:
        out.write_bytes(before)
    done = interrupted(*place, "print", plan, "--document", "patient", "--pdf", out, times=times)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", SENTENCE)
    found = out.read_bytes() if out.exists() else b""
    if place[2] == "read_back":
        assert found == before
    elif found != before:
        assert found.startswith(b"%PDF-")
        assert found.rstrip().endswith(b"%%EOF")
    assert {path.name for path in tmp_path.iterdir()} <= {"plan.ldnplan", "out.pdf"}


@pytest.mark.skipif(find_spec("PySide6") is None, reason="the window")
def test_in_a_window_it_ends_the_program_and_says_nothing() -> None:
    program = (
        "import sys\nfrom ldn_desktop import app, __main__\n"
        "app.find_places = lambda: (print('open', flush=True), __import__('time').sleep(60))\n"
        "sys.exit(__main__.main())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": "/nonexistent"},
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "open\n"
        running.send_signal(signal.SIGINT)
        _, told = running.communicate()
    assert (running.returncode, told) == (-signal.SIGINT, "")
