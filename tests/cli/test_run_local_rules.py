"""Local rules reach every command that weighs a plan, and every paper."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.places import ROOT

PLAN = {
    "format": "ldn-plan",
    "version": 2,
    "start_date": "2026-12-01",
    "ladder": [{"dose": "20 mg", "days": 7}],
    "formulations": [{"id": "c", "kind": "capsule", "strength": "5 mg"}],
}
CLINIC = "Riverside {clinic} <b>**"
RULES = """
format = "ldn-local-rules"
version = 1
clinic = "{clinic}"
[[rule]]
code = "{code}"
severity = "{severity}"
reason = "protocol 12"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ldnplan"
    path.write_text(json.dumps(PLAN), encoding="utf-8")
    return path


def put_rules(folder: Path, code: str, severity: str, clinic: str = CLINIC) -> None:
    place = folder / "ldn-desktop"
    place.mkdir(exist_ok=True)
    place.joinpath("local-rules.toml").write_text(
        RULES.format(code=code, severity=severity, clinic=clinic), encoding="utf-8"
    )


def run(config: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ldn_desktop", *map(str, arguments)]
    surroundings = {**os.environ, "XDG_CONFIG_HOME": str(config)}
    return subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def finding(done: subprocess.CompletedProcess[str], code: str) -> dict[str, Any]:
    found = next(f for f in json.loads(done.stdout)["findings"] if f["code"] == code)
    assert isinstance(found, dict)
    return found


needs_qt = pytest.mark.skipif(find_spec("PySide6") is None, reason="paper is laid out by Qt")


@pytest.mark.skipif(sys.platform != "linux", reason="the settings folder is named by XDG on Linux alone")
class TestCommands:
    def test_without_a_file_nothing_is_said(self, tmp_path: Path, plan: Path) -> None:
        done = run(tmp_path, "check", "--json", plan)
        assert (done.returncode, done.stderr) == (1, "")
        assert finding(done, "above-documented-range")["severity"] == "blocking"

    def test_a_weakened_finding_says_so_wherever_it_stands(self, tmp_path: Path, plan: Path) -> None:
        put_rules(tmp_path, "above-documented-range", "warning")
        for command in (("check", "--json"), ("schedule",)):
            done = run(tmp_path, *command, plan)
            assert done.returncode == 0
            assert "Local rules of Riverside {clinic} <b>** are in force." in done.stderr
            told = finding(done, "above-documented-range")
            assert told["severity"] == "warning"
            assert told["message"].endswith(
                "As shipped this blocks; local rules of Riverside {clinic} <b>** make it a warning: protocol 12."
            )
        done = run(tmp_path, "check", plan)
        assert "Warning" in done.stdout
        assert "As shipped this blocks" in done.stdout

    @needs_qt
    def test_the_paper_says_so(self, tmp_path: Path, plan: Path) -> None:
        out = tmp_path / "out.pdf"
        put_rules(tmp_path, "above-documented-range", "warning")
        done = run(tmp_path, "print", plan, "--document", "patient", "--pdf", out)
        assert done.returncode == 0, done.stderr
        assert "are in force" in done.stderr
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
        assert (
            "Checked by the safety rules of Riverside {clinic} <b>**. These rules may only warn where" in text
        )

    @needs_qt
    def test_a_paper_without_weakened_rules_says_nothing(self, tmp_path: Path, plan: Path) -> None:
        out = tmp_path / "out.pdf"
        mild = {**PLAN, "ladder": [{"dose": "5 mg", "days": 7}]}
        plan.write_text(json.dumps(mild), encoding="utf-8")
        put_rules(tmp_path, "above-typical", "info")
        assert run(tmp_path, "print", plan, "--document", "patient", "--pdf", out).returncode == 0
        text = " ".join(page.extract_text() for page in PdfReader(out).pages)
        assert "safety rules of" not in text

    def test_what_is_made_blocking_blocks(self, tmp_path: Path, plan: Path) -> None:
        mild = {**PLAN, "ladder": [{"dose": "5 mg", "days": 7}]}
        plan.write_text(json.dumps(mild), encoding="utf-8")
        assert run(tmp_path, "check", plan).returncode == 0
        put_rules(tmp_path, "screening-incomplete", "blocking")
        assert run(tmp_path, "check", plan).returncode == 1
        out = tmp_path / "out.pdf"
        assert run(tmp_path, "print", plan, "--document", "patient", "--pdf", out).returncode == 1
        assert not out.exists()

    def test_a_broken_file_is_said_and_the_shipped_rules_rule(self, tmp_path: Path, plan: Path) -> None:
        put_rules(tmp_path, "above-documented-range", "info")
        done = run(tmp_path, "check", "--json", plan)
        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert "rule[0].severity: above-documented-range blocks as shipped" in done.stderr
        assert finding(done, "above-documented-range")["severity"] == "blocking"

    @needs_qt
    @pytest.mark.parametrize("kind", ["patient", "wallet-card", "clinician"])
    def test_a_clinic_that_no_font_draws_is_named_in_one_sentence(
        self, tmp_path: Path, plan: Path, kind: str
    ) -> None:
        put_rules(tmp_path, "above-documented-range", "warning", "Klinik 😀")
        done = run(tmp_path, "print", plan, "--pdf", tmp_path / "p.pdf", "--document", kind)
        assert done.returncode == 1
        assert not (tmp_path / "p.pdf").exists()
        assert "The text “Klinik 😀” cannot be printed" in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize(
        ("severity", "clinic", "named"),
        [
            ("warning", "Klinik 😀", "Klinik 😀"),
            ("lowest", "Riverside", "local-rules.toml: rule[0].severity: “lo"),
        ],
    )
    def test_what_papers_say_of_local_rules_is_weighed_as_the_plan_is(
        self, tmp_path: Path, plan: Path, severity: str, clinic: str, named: str
    ) -> None:
        put_rules(tmp_path, "above-documented-range", severity.replace("lowest", "lo😀"), clinic)
        found = finding(run(tmp_path, "check", plan, "--json"), "text-not-printable")
        assert found["severity"] == "blocking"
        assert named in found["message"]
