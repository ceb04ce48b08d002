"""The command ``compare``: two files, or one made of other products; nothing of either is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ldn_desktop.cli.run import run
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.practice import Currency, Made, Pharmacy, Practice
from ldn_desktop.storage.places import find_places
from ldn_desktop.workspace.practices import keep_practice
from tests.papers.test_comparison import OTHER, PLAN
from tests.places import RESOURCES

MG = 1_000_000


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.ldnplan", tmp_path / "other.ldnplan"
    one.write_text(json.dumps(PLAN), encoding="utf-8")
    other.write_text(json.dumps(PLAN | OTHER), encoding="utf-8")
    return one, other


@pytest.fixture
def practice() -> Iterator[None]:
    """A pharmacy that makes what the plan needs, one that does not, and one of which nothing is known."""
    file = find_places().practice_file
    made = (Made(Capsule("c", MG), 30), Made(Capsule("c3", 3 * MG), 50))
    pharmacies = (
        Pharmacy("Corner", makes=made, currency=Currency("GBP")),
        Pharmacy("Far", makes=(Made(Capsule("x", 2 * MG)),)),
        Pharmacy("New"),
    )
    keep_practice(file, Practice(pharmacies=pharmacies))
    yield
    file.unlink()


def compare(*given: str | Path) -> int:
    return run(["compare", *map(str, given), "--today", "2026-11-26"], RESOURCES)


def test_two_files_are_told_row_by_row(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = [file.read_bytes() for file in files]
    assert compare(*files) == 0
    out = capsys.readouterr().out
    assert "A: one.ldnplan: Ann Lee, born 1 May 1980, revision 1, first day Tue 1 Dec 2026\n" in out
    assert "* Days with a cut tablet: 0 | 28 | 28 more\n" in out
    assert "  Target dose: 3 mg | 3 mg | the same\n" in out
    assert [file.read_bytes() for file in files] == before


def test_for_programs_figures_are_exact(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(*files, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    pieces = [plan["taken"]["pieces"] for plan in told["plans"]]
    assert [(entry["most"], entry["mean"]) for entry in pieces] == [("3", "63/28"), ("2", "42/28")]
    assert told["first_other_dose"] == {"day": 8, "doses": ["2 mg", "1 mg"]}
    assert [span["apart"] for span in told["days"]] == ["made", "lower", "made"]
    assert (told["one_person"], told["costs"]) == (True, [])


def test_for_programs_conditions_and_what_is_said_of_days_are_told(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ladder = [{"dose": "1 mg", "days": 7, "go_on": "after-review"}, {"dose": "2 mg", "days": 7}]
    waits = PLAN | {"version": 2, "ladder": ladder, "after": "continue"}
    files[1].write_text(json.dumps(waits), encoding="utf-8")
    assert compare(*files, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [plan["waits_from"] for plan in told["plans"]] == [None, 8]
    assert told["days"][1:] == [
        {
            "first": 8,
            "last": 14,
            "says": ["planned", "planned"],
            "doses": [["2 mg"], ["2 mg"]],
            "conditions": [["on-date"], ["after-review"]],
            "apart": "condition",
        },
        {
            "first": 15,
            "last": 28,
            "says": ["planned", "goes_on"],
            "doses": [["3 mg"], ["2 mg"]],
            "conditions": [["on-date"], ["after-review"]],
            "apart": "lower",
        },
    ]


def test_a_plan_is_compared_with_itself_made_of_other_products(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(files[0], "--products", files[1], "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [plan["target_day"] for plan in told["plans"]] == [15, 15]
    assert told["first_other_dose"] is None
    assert [plan["products"][0]["kind"] for plan in told["plans"]] == ["capsule", "tablet"]


def test_a_pharmacy_makes_the_plan_and_tells_the_cost(
    files: tuple[Path, Path], practice: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(files[0], "--pharmacy", "Corner") == 0
    out = capsys.readouterr().out
    assert "B: Made by Corner: Ann Lee" in out
    assert "* Cost at Corner: GBP 18.90 | GBP 13.30 | GBP 5.60 less\n" in out


REFUSED = [
    (
        ("--pharmacy", "Nobody"),
        "The pharmacy Nobody is in no address book of the practice; known there: Corner, Far, New.",
    ),
    (("--pharmacy", "Far"), "No set of what Far makes gives every dose exactly within the limit of pieces."),
    (("--pharmacy", "New"), "What New makes is not in the settings of the practice yet; add it there."),
    ((), "Compare A with one thing: another plan file, --products FILE or --pharmacy NAME."),
    (("--pharmacy", "Far", "--paper", "a4"), "--paper is the paper of a PDF; name its file with --pdf."),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED)
def test_what_cannot_be_compared_gets_one_sentence(
    given: tuple[str, ...],
    sentence: str,
    files: tuple[Path, Path],
    practice: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert compare(files[0], *given) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.removeprefix("ldn-desktop: ")) == ("", f"{sentence}\n")


@pytest.mark.parametrize("broken", ["", "{", '{"format": "ldn-plan", "version": 9}'])
def test_a_bad_file_gets_one_sentence(
    broken: str, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    files[1].write_text(broken, encoding="utf-8")
    assert compare(*files) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(str(files[1]))
    assert told.err.count("\n") == 1
