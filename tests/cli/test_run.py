"""The commands as people and programs call them: in a process of their own, by their output and exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.workspace.draft import blank
from ldn_desktop.workspace.draft_file import write_draft
from tests.oracle import as_version_1
from tests.places import ROOT, VECTORS

GOOD = {
    "format": "ldn-plan",
    "version": 2,
    "start_date": "2026-12-01",
    "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 28}],
    "formulations": [{"id": "c0.5", "kind": "capsule", "strength": "0.5 mg"}],
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ldn_desktop", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")


def plan_file(folder: Path, name: str = "plan.ldnplan", **changes: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({**GOOD, **changes}), encoding="utf-8")
    return path


def test_every_worked_example_comes_out_of_schedule(tmp_path: Path) -> None:
    files = []
    for vector in VECTORS:
        files.append(tmp_path / vector.name)
        files[-1].write_text(json.dumps(json.loads(vector.read_text())["plan"]))
    done = run("schedule", *files)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(file) for file in files]
    for vector, line in zip(VECTORS, lines, strict=True):
        expected = json.loads(vector.read_text())["expect"]
        told = {key: line[key] for key in expected}
        assert as_version_1(told | {"after": line["after"]}) == expected
        assert set(line) == {"file", "phases", "fills", "totals", "findings", "ends", "after"}


def test_a_bad_file_among_good_ones_gets_its_own_line(tmp_path: Path) -> None:
    good, bad = plan_file(tmp_path), plan_file(tmp_path, "bad.ldnplan", ladder=[])
    done = run("schedule", good, bad, tmp_path / "none.ldnplan", good)
    assert done.returncode == 2
    first, second, third, fourth = (json.loads(line) for line in done.stdout.splitlines())
    assert first == fourth
    assert second == {"file": str(bad), "error": "ladder: is empty; give at least one step."}
    assert set(third) == {"file", "error"}
    assert done.stderr == ""


def test_a_plan_of_too_much_work_gets_one_sentence_and_the_others_still_run(tmp_path: Path) -> None:
    fine = [
        {
            "id": f"t{at}",
            "kind": "tablet",
            "strength": f"0.{300_001 + 29_006 * at + at**2} mg",
            "divisible_into": 4,
        }
        for at in range(24)
    ]
    doses = [{"dose": f"{701 + 401 * at}.003 mcg", "days": 1} for at in range(40)]
    good = plan_file(tmp_path)
    much = plan_file(tmp_path, "much.ldnplan", ladder=doses, formulations=fine)
    done = run("schedule", much, good)
    assert (done.returncode, done.stderr) == (2, "")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["error"].startswith(
        "formulations: these products and doses take more work than there may be; "
    )
    assert second["ends"] == "2027-01-04"
    assert run("check", much).stdout == ""


def test_check_tells_by_its_status_whether_something_blocks(tmp_path: Path) -> None:
    fine = plan_file(tmp_path)
    high = plan_file(tmp_path, "high.ldnplan", ladder=[{"dose": "20 mg", "days": 7}], max_pieces_per_dose=64)
    override = [{"code": "above-documented-range", "reason": "agreed with the clinic"}]
    overridden = plan_file(
        tmp_path,
        "over.ldnplan",
        ladder=[{"dose": "20 mg", "days": 7}],
        max_pieces_per_dose=64,
        overrides=override,
    )
    broken = plan_file(tmp_path, "broken.ldnplan", version=3)
    assert [run("check", path).returncode for path in (fine, high, overridden, broken)] == [0, 1, 0, 2]
    assert run("check", high, broken).returncode == 2
    told = json.loads(run("check", "--json", overridden).stdout)
    found = next(f for f in told["findings"] if f["code"] == "above-documented-range")
    assert found["overridden"] is True
    assert set(found) == {"code", "severity", "message", "first", "last", "sources", "overridden"}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("ladder", "--start", ".5 mg"), 2, "type 0.5 mg"),
        (
            ("ladder", "--start", "1 mg", "--target", "2 mg", "--every", "7", "--maintenance", "28"),
            2,
            "--step",
        ),
        (("schedule",), 2, "FILE"),
        (("print", "x.ldnplan", "--document", "poem", "--pdf", "x.pdf"), 2, "poem"),
        (("--nonsense",), 2, "--help"),
        (("check", "--today", "2026-13-01", "x"), 2, "2026-12-01"),
    ],
)
def test_a_wrong_command_line_gets_one_sentence(arguments: tuple[str, ...], status: int, words: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_ladders_linear_and_proportional() -> None:
    common = ("--every", "7", "--maintenance", "28")
    done = run("ladder", "--start", "0.5 mg", "--step", "0.5 mg", "--target", "1.2 mg", *common)
    assert json.loads(done.stdout) == [
        {"dose": "0.5 mg", "days": 7},
        {"dose": "1 mg", "days": 7},
        {"dose": "1.2 mg", "days": 28},
    ]
    done = run(
        "ladder", "--start", "1 mcg", "--factor", "2", "--round-to", "1 mcg", "--target", "7 mcg", *common
    )
    assert [rung["dose"] for rung in json.loads(done.stdout)] == ["1 mcg", "2 mcg", "4 mcg", "7 mcg"]


def test_content_check_finds_no_problem() -> None:
    assert run("content", "check", "--today", "2026-12-01").returncode == 0


def test_content_check_names_overdue_reviews() -> None:
    done = run("content", "check", "--today", "2099-01-01")

    assert done.returncode == 1
    assert "its review was due on" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell of Unix and its pipe")
def test_a_reader_that_stops_early_gets_no_traceback(tmp_path: Path) -> None:
    files = " ".join([f"'{plan_file(tmp_path)}'"] * 400)
    command = f"{sys.executable} -m ldn_desktop schedule {files} | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.skipif(find_spec("PySide6") is None, reason="paper is laid out by Qt")
def test_each_document_of_a_plan(tmp_path: Path) -> None:
    plan, out = plan_file(tmp_path), tmp_path / "out.pdf"
    blocked = plan_file(tmp_path, "blocked.ldnplan", ladder=[{"dose": "0.7 mg", "days": 7}])
    for document, status in (("patient", 1), ("wallet-card", 1), ("clinician", 0)):
        done = run("print", plan, "--document", document, "--pdf", out)
        assert (done.returncode, done.stderr) == (0, "")
        assert out.read_bytes().startswith(b"%PDF-")
        out.unlink()
        done = run("print", blocked, "--document", document, "--pdf", out)
        assert done.returncode == status
        assert out.exists() == (status == 0)
    told = run("print", plan, "--document", "poem", "--pdf", out).stderr
    assert all(name in told for name in ("patient", "wallet-card", "clinician"))


def test_a_pdf_never_takes_the_place_of_its_plan(tmp_path: Path) -> None:
    plan = plan_file(tmp_path)
    before = plan.read_bytes()
    done = run("print", plan, "--document", "patient", "--pdf", plan)
    assert done.returncode == 2
    assert "is the plan itself; name another file" in done.stderr
    assert plan.read_bytes() == before


@pytest.mark.skipif(find_spec("PySide6") is None, reason="paper is laid out by Qt")
@pytest.mark.parametrize("name", ["Dr. Muster", "plan 1.5 mg", "plan"])
def test_a_pdf_gets_its_suffix_and_replaces_nothing_but_a_pdf(tmp_path: Path, name: str) -> None:
    plan, out = plan_file(tmp_path), tmp_path / f"{name}.pdf"
    out.write_bytes(b"a letter")
    done = run("print", plan, "--document", "patient", "--pdf", tmp_path / name)
    assert done.returncode == 2
    assert "is no PDF, so it is not replaced" in done.stderr
    assert out.read_bytes() == b"a letter"
    out.write_bytes(b"%PDF-1.4")
    done = run("print", plan, "--document", "patient", "--pdf", tmp_path / name)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"{name}.pdf" in done.stderr
    assert len(out.read_bytes()) > 1000
    assert not (tmp_path / name).exists()


def test_a_pdf_never_takes_the_name_of_a_plan(tmp_path: Path) -> None:
    plan, other = plan_file(tmp_path), plan_file(tmp_path, "other.ldnplan", notes="other")
    before = other.read_bytes()
    for name in (other, tmp_path / "new.LDNPLAN", tmp_path / "new.ldndraft"):
        done = run("print", plan, "--document", "patient", "--pdf", name)
        assert done.returncode == 2
        assert "is the name of a plan file" in done.stderr
    assert other.read_bytes() == before
    assert not (tmp_path / "new.LDNPLAN").exists()


@pytest.mark.parametrize("document", ["patient", "wallet-card", "clinician"])
@pytest.mark.parametrize("name", ["Ann 😀 Lee", "བོད", "x" * 501], ids=["emoji", "tibetan", "long"])
def test_a_text_that_cannot_be_printed_is_named_by_every_command(
    tmp_path: Path, name: str, document: str
) -> None:
    plan, pdf = plan_file(tmp_path, patient={"name": name}), tmp_path / "paper.pdf"
    checked = run("check", "--json", plan)
    assert checked.returncode == 1
    told = next(
        finding["message"]
        for finding in json.loads(checked.stdout)["findings"]
        if finding["code"] == "text-not-printable"
    )
    done = run("print", plan, "--document", document, "--pdf", pdf)
    assert (done.returncode, pdf.exists()) == (1, False)
    assert told.encode("ascii", "backslashreplace") in done.stderr.encode("ascii", "backslashreplace")
    assert "Traceback" not in done.stderr


def test_every_command_refuses_an_unfinished_plan(tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    for name in ("plan.ldndraft", "renamed.ldnplan"):
        file = tmp_path / name
        file.write_bytes(write_draft(blank(date(2026, 12, 1), "a" * 32)))
        for arguments in (("check",), ("schedule",), ("print", "--document", "patient", "--pdf", out)):
            done = run(*arguments, file)
            assert done.returncode == 2
            assert "holds an unfinished plan, which only the window opens" in done.stdout + done.stderr
    assert not out.exists()
