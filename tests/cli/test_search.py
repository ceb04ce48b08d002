"""The command ``search``: JSON for programs, lines for people, and what it says on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.cli.search import search_command
from tests.reference.search.sample import sample_content

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_content(tmp_path_factory.mktemp("content")).folder


def found(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[list[dict[str, Any]], str]:
    assert search_command(Namespace(words=list(words), json=True), folder) == 0
    told = capsys.readouterr()
    return json.loads(told.out), told.err


def test_json_is_a_list_best_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, told = found(folder, capsys, "how", "long", "after", "tramadol")
    assert told == ""
    assert all(set(result) == {"id", "kind", "title", "section", "snippet"} for result in results)
    assert (results[0]["kind"], results[0]["id"], results[0]["title"]) == ("opioid", "tramadol", "tramadol")


def test_a_misspelling_is_told_on_standard_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, told = found(folder, capsys, "tramadl")
    assert results[0]["id"] == "tramadol"
    assert told == "Did you mean “tramadol”? Its results are shown.\n"


def test_nothing_found_is_an_empty_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(folder, capsys, "xqzvw") == ([], "")
    assert found(folder, capsys, '" ( *') == ([], "")


def test_people_get_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search_command(Namespace(words=["reaches milk"], json=False), folder) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Pregnancy and breastfeeding  [topic]",
        "  Breastfeeding › Naltrexone reaches milk; see surgery.",
    ]
    # A source whose title has one of the words comes after it.
    assert lines[2] == "Transfer of naltrexone and its metabolite 6,beta-naltrexol into human milk  [source]"
    assert search_command(Namespace(words=["xqzvw"], json=False), folder) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Nothing found.\n")


def test_no_word_is_bad_input() -> None:
    command = [sys.executable, "-m", "ldn_desktop", "search", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "WORDS" in done.stderr
