"""The commands that print: in a process of their own, without a display."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ldn_desktop.papers.catalogue import PAPERS
from tests.cli.test_run import plan_file, run
from tests.printing.given import words_of


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


def test_a_paper_is_printed_in_spanish_or_refused_in_a_sentence(tmp_path: Path) -> None:
    out, plan = tmp_path / "out.pdf", plan_file(tmp_path)
    told = ("print", plan, "--pdf", out, "--language")
    assert run(*told, "es", "--document", "wallet-card").returncode == 0
    assert "Tomo naltrexona" in words_of(out)
    assert "I take naltrexone" in words_of(out)
    out.unlink()
    for document, language, why in (
        ("pharmacy-order", "es", "The pharmacy order comes in English alone. Leave --language out"),
        ("clinician", "es", "The clinician record comes in English alone."),
        ("patient", "fr", "Papers do not come in “fr”; they come in en (English), es (español)."),
    ):
        done = run(*told, language, "--document", document)
        assert done.returncode == 2
        assert why in done.stderr
        assert done.stderr.count("\n") == 1
    assert not out.exists()


def test_a_translation_is_shown_beside_the_english_for_its_review() -> None:
    done = run("content", "beside", "--language", "es")
    assert done.returncode == 0
    assert (
        "  en: Your plan for low dose naltrexone\n  es: Su plan de naltrexona en dosis bajas\n" in done.stdout
    )
    assert re.search(
        r'Not reviewed\.\nTo sign: words/es/reviewed\.toml .* sentences = "[0-9a-f]{64}"\n$', done.stdout
    )
    assert run("content", "beside").returncode == 2
