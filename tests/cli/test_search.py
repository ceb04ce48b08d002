"""The command ``search``: JSON for programs, lines for people, and what it says on standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.cli.run import run
from tests.places import ROOT
from tests.reference.search.sample import sample_content


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resources")
    (folder / "content").mkdir()
    sample_content(folder / "content")
    return folder


def found(
    resources: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[list[dict[str, Any]], str]:
    assert run(["search", "--json", "--", *words], resources) == 0
    told = capsys.readouterr()
    return json.loads(told.out), told.err


def test_json_is_a_list_best_first(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, told = found(resources, capsys, "how", "long", "after", "tramadol")
    assert told == ""
    assert all(set(result) == {"id", "kind", "title", "section", "snippet"} for result in results)
    assert (results[0]["kind"], results[0]["id"], results[0]["title"]) == ("opioid", "tramadol", "tramadol")


def test_a_misspelling_is_told_on_standard_error(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, told = found(resources, capsys, "tramadl")
    assert results[0]["id"] == "tramadol"
    assert told == "Did you mean “tramadol”? Its results are shown.\n"


def test_nothing_found_is_an_empty_list(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(resources, capsys, "xqzvw") == ([], "")
    assert found(resources, capsys, '" ( *') == ([], "")


def test_people_get_lines(resources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "reaches milk"], resources) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Pregnancy and breastfeeding  [topic]",
        "  Breastfeeding › Naltrexone reaches milk; see surgery.",
    ]
    # A source whose title has one of the words comes after it.
    assert lines[2] == "Transfer of naltrexone and its metabolite 6,beta-naltrexol into human milk  [source]"
    assert run(["search", "xqzvw"], resources) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Nothing found.\n")


def test_no_word_is_bad_input() -> None:
    command = [sys.executable, "-m", "ldn_desktop", "search", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "WORDS" in done.stderr
