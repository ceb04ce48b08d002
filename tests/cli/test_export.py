"""The command ``export``, as programs call it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.exchange.exports import EXPORTS
from tests.exchange.handed import plan
from tests.places import ROOT

BLOCKED = {"screening": {"answered_on": "2026-11-20", "answers": {"opioid-now": "yes"}}}


def run(*arguments: str | Path) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "ldn_desktop", "export", *map(str, arguments), "--today", "2026-11-27"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def written(folder: Path, **changes: Any) -> Path:
    path = folder / "plan.ldnplan"
    path.write_text(json.dumps(plan(**changes)), encoding="utf-8")
    return path


def test_json_is_what_schedule_prints_with_the_plan_beside_it(tmp_path: Path) -> None:
    file = written(tmp_path)
    status, out, err = run(file, "--to", "json", "-")
    assert (status, err) == (0, "")
    told = json.loads(out)
    command = [sys.executable, "-m", "ldn_desktop", "schedule", str(file), "--today", "2026-11-27"]
    schedule = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    del schedule["file"]
    assert told == {"plan": plan(), **schedule}


def test_a_file_is_written_whole_and_a_plan_never_replaced(tmp_path: Path) -> None:
    file, out = written(tmp_path), tmp_path / "doses.csv"
    assert run(file, "--to", "csv", out) == (0, "", "")
    with out.open(encoding="utf-8", newline="") as table:
        assert len(list(csv.reader(table))) == 1 + 7 + 7 + 28
    before = file.read_bytes()
    status, _, err = run(file, "--to", "csv", file)
    assert (status, err) == (2, f"{file}: is the plan itself; name another file for the export.\n")
    status, _, err = run(file, "--to", "csv", tmp_path / "other.ldnplan")
    assert (status, err.split(": ")[1]) == (2, "is the name of a plan file; give the export another name.\n")
    status, _, err = run(file, "--to", "csv", tmp_path / "none" / "doses.csv")
    assert (status, err.split(": ", 1)[1]) == (
        2,
        "“doses.csv” cannot be saved: the folder does not exist; choose another folder.\n",
    )
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["doses.csv", "plan.ldnplan"]


def test_a_blocked_plan_is_handed_over_as_text_alone(tmp_path: Path) -> None:
    file, out = written(tmp_path, **BLOCKED), tmp_path / "out"
    for code, form in EXPORTS.items():
        status, _, err = run(file, "--to", code, out)
        assert status == (1 if form.waits else 0)
        assert err.startswith(f"{file}: not exported, because a finding blocks it. ") is form.waits
        assert out.exists() is not form.waits
        if not form.waits:
            assert out.read_text("utf-8").startswith("NOT CLEARED")
            out.unlink()
    # A calendar that the patient has is taken off all the same.
    status, told, _ = run(file, "--to", "ics", "-", "--cancel")
    assert (status, "STATUS:CANCELLED" in told, "STATUS:CONFIRMED" in told) == (0, True, False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--to", "csv"), "The following arguments are required: OUT"),
        (("--to", "pdf", "-"), "invalid choice: 'pdf'"),
        (("-",), "The following arguments are required: --to"),
        (("--to", "csv", "-", "--cancel"), "can be taken back; leave --cancel out."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    status, out, err = run(written(tmp_path), *arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_bad_plan_is_refused_as_everywhere(tmp_path: Path) -> None:
    file = written(tmp_path, ladder=[])
    status, out, err = run(file, "--to", "csv", "-")
    assert (status, out) == (2, "")
    assert err == f"{file}: ladder: is empty; give at least one step.\n"


def test_a_bundle_is_taken_wherever_a_plan_file_is(tmp_path: Path) -> None:
    file, out = written(tmp_path), tmp_path / "plan.fhir.json"
    assert run(file, "--to", "fhir", out)[0] == 0
    told = []
    for plan_file in (file, out):
        command = [sys.executable, "-m", "ldn_desktop", "schedule", str(plan_file), "--today", "2026-11-27"]
        told.append(json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout))
        assert told[-1].pop("file") == str(plan_file)
    assert told[0] == told[1]
    again = tmp_path / "again.fhir.json"
    assert run(out, "--to", "fhir", again)[0] == 0
    assert again.read_bytes() == out.read_bytes()


def test_fhir_from_elsewhere_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"resourceType": "Bundle", "entry": []}')
    assert run(file, "--to", "csv", "-") == (
        2,
        "",
        f"{file}: The file is FHIR without a plan file in it; choose a Bundle that LDN Desktop exported.\n",
    )
