"""The commands that print: in a process of their own, without a display."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ldn_desktop.papers.catalogue import PAPERS
from tests.cli.test_run import plan_file, run


def test_print_writes_a_pdf_and_refuses_what_blocks(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    done = run(
        "print", plan_file(tmp_path), "--document", "patient", "--pdf", out, "--paper", "letter", "--large"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-")
    before = out.read_bytes()
    odd = plan_file(tmp_path, "odd.ldnplan", ladder=[{"dose": "0.7 mg", "days": 7}])
    done = run("print", odd, "--document", "patient", "--pdf", out)
    assert done.returncode == 1
    assert "0.7 mg cannot be measured" in done.stderr
    assert out.read_bytes() == before
    done = run("print", plan_file(tmp_path), "--document", "patient", "--pdf", tmp_path / "none" / "out.pdf")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_selftest_is_content() -> None:
    done = run("selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["ok"] is True


def test_a_patient_plan_is_printed_without_dates_or_refused_with_the_reason(tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    wanted = ("--pdf", out, "--undated")
    done = run("print", plan_file(tmp_path), "--document", "patient", *wanted)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-")
    out.unlink()
    hold = [{"on": "2026-12-02", "action": "hold", "days": 3}]
    changed = plan_file(tmp_path, "changed.ldnplan", adjustments=hold)
    for file, kind, why in (
        (changed, "patient", "It has changes along the way"),
        (plan_file(tmp_path), "wallet-card", "It is not made to count days."),
    ):
        done = run("print", file, "--document", kind, *wanted)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert f"cannot be printed without dates. {why}" in done.stderr
        assert not out.exists()


@pytest.mark.parametrize("kind", [kind for kind, paper in PAPERS.items() if not paper.large_print])
def test_large_print_is_refused_where_a_paper_has_none(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out.pdf"
    done = run("print", plan_file(tmp_path), "--document", kind, "--pdf", out, "--large")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "has no large print; leave --large out" in done.stderr
    assert not out.exists()
