"""The command ``schedule`` answers as the conformance suite asks every program to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checks.conformance import difference
from tests.places import REFUSALS, ROOT, VECTORS, VECTORS_2

CHECK = [sys.executable, "checks/conformance.py"]


def checked(*command: str) -> tuple[int, list[str]]:
    done = subprocess.run([*CHECK, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.split("\n")


def test_it_gives_every_worked_example_and_refuses_what_must_be() -> None:
    many = len(VECTORS) + len(VECTORS_2) + len(REFUSALS)
    status, told = checked(sys.executable, "-m", "ldn_desktop", "schedule")
    assert (status, told[-2]) == (0, f"{many} of {many} answers agree.")


def test_another_answer_is_named(tmp_path: Path) -> None:
    program = tmp_path / "other.py"
    program.write_text(
        "import json, sys\n"
        "for file in sys.argv[1:]:\n"
        "    print(json.dumps({'phases': [], 'fills': [], 'totals': {}, 'ends': '2027-01-01', 'after': 'stop'}))\n"
    )
    status, told = checked(sys.executable, str(program))
    assert status == 1
    assert told[0].startswith('vectors/001.json: ends is "2027-01-01", not "')
    assert told[-2].startswith("0 of ")
    assert checked(sys.executable, "-c", "")[1][0].endswith(" plans were given, and 0 lines came back.")


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        ({"a": [1]}, {"a": [1], "b": 2}, ""),
        ({"a": [1]}, {"a": [2]}, ".a[0] is 2, not 1"),
        ({"a": [1]}, {"a": [1, 1]}, ".a is [1, 1], not [1]"),
        ({"a": 1}, {}, ".a is missing"),
    ],
)
def test_the_first_difference_is_told(expected: object, found: object, told: str) -> None:
    assert difference(expected, found) == told
