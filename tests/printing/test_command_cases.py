"""Small plans that once came out wrong (``tests/cases``), by the commands, with and without fonts of the system."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader

from tests.papers.test_plan_facts import FORBIDS
from tests.places import CASES, ROOT

PLANS = sorted(path.stem for path in CASES.glob("*.ldnplan"))
NAMES = [plan for plan in PLANS if plan.startswith("name-")]
PAPERS = ("patient", "wallet-card", "clinician")
BLOCKED = {
    "drops-many": "not-measurable",
    "one-ml-syringe": "not-measurable",
    "opioid-last-dose-to-come": "opioid-free-interval",
    "opioid-taken-until-pause": "opioid-free-interval",
    "thousandfold-step": "tenfold-step",
}
_DAYS = {"open-ended": "2027-03-01"}
# Of these the program has no letters of its own: they come from the system, or from nowhere.
_OF_THE_SYSTEM = {"name-chinese", "name-emoji", "name-japanese"}
_PRINTS = """
import json, sys
from pathlib import Path
from ldn_desktop.cli.run import run
for arguments in json.load(sys.stdin):
    print(json.dumps([arguments[-1], run(arguments, Path("resources"))]), file=sys.stderr)
"""


class Printed(NamedTuple):
    """What became of printing: the status, what was said, the text of the pages (empty where there is no file)."""

    status: int
    said: str
    text: str


Papers = dict[tuple[str, str], Printed]


def _process(*arguments: str, given: str = "", fonts: bool = True) -> subprocess.CompletedProcess[str]:
    told = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    if not fonts:
        told["FONTCONFIG_FILE"] = str(CASES / "no-system-fonts.conf")
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=told,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _plan(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((CASES / f"{name}.ldnplan").read_text(encoding="utf-8"))
    return told


def _lines(command: str, *more: str, fonts: bool = True) -> list[dict[str, Any]]:
    """Return what a command says of every case, a JSON line each."""
    files = [str(CASES / f"{plan}.ldnplan") for plan in PLANS]
    done = _process("-m", "ldn_desktop", command, *more, "--today", "2026-11-26", *files, fonts=fonts)
    assert len(done.stdout.splitlines()) == len(PLANS), done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module", params=[True, False], ids=["fonts of the system", "no fonts of the system"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """Every paper of every case, as ``print`` makes it, by case and paper.

    One process for all, for its start is slow.
    """
    folder = tmp_path_factory.mktemp("papers")
    wanted = [(plan, paper, _DAYS.get(plan, "2026-11-26")) for plan in PLANS for paper in PAPERS]
    commands = []
    for plan, paper, day in wanted:
        out, file = folder / f"{plan}-{paper}.pdf", CASES / f"{plan}.ldnplan"
        commands.append(["print", "--document", paper, "--today", day, "--pdf", str(out), str(file)])
    done = _process("-c", _PRINTS, given=json.dumps(commands), fonts=request.param)
    assert done.returncode == 0, done.stderr
    made: Papers = {}
    said: list[str] = []
    left = iter(wanted)
    for line in done.stderr.splitlines():
        if not line.startswith('["'):
            said.append(line)
            continue
        plan, paper, _ = next(left)
        made[plan, paper] = Printed(
            json.loads(line)[1], " ".join(said), _text(folder / f"{plan}-{paper}.pdf")
        )
        said.clear()
    assert len(made) == len(wanted)
    return made


def _holds(text: str, told: str) -> bool:
    """Tell whether a text holds a sentence; the reader puts blanks where letters become bold."""
    return "".join(told.split()) in "".join(text.split())


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("plan", NAMES)
def test_a_name_is_printed_in_its_own_letters_or_the_paper_is_refused(printed: Papers, plan: str) -> None:
    name = unicodedata.normalize("NFC", _plan(plan)["patient"]["name"])
    for paper in PAPERS:
        made = printed[plan, paper]
        if plan in _OF_THE_SYSTEM and made.status:
            assert (made.status, made.text) == (1, "")
            assert f"The text “{name}” cannot be printed" in made.said
        else:
            assert (made.status, made.said) == (0, "")
            assert name in unicodedata.normalize("NFC", made.text)


@pytest.mark.parametrize("fonts", [True, False], ids=["fonts of the system", "no fonts of the system"])
def test_check_and_schedule_find_what_blocks(*, fonts: bool) -> None:
    checked, scheduled = _lines("check", "--json", fonts=fonts), _lines("schedule", fonts=fonts)
    for plan, check, schedule in zip(PLANS, checked, scheduled, strict=True):
        assert check["findings"] == schedule["findings"]
        blocking = {
            f["code"] for f in check["findings"] if f["severity"] == "blocking" and not f["overridden"]
        }
        if plan in _OF_THE_SYSTEM:
            # Whether the system has these letters is not for this test to say; without its fonts none has.
            assert blocking <= {"text-not-printable"}
            assert blocking or fonts
        else:
            assert blocking == ({BLOCKED[plan]} if plan in BLOCKED else set()), plan
        assert sum(phase["days"] for phase in schedule["phases"]) > 0


@pytest.mark.parametrize("plan", [plan for plan in PLANS if plan not in NAMES])
def test_what_blocks_leaves_the_record_alone(printed: Papers, plan: str) -> None:
    for paper in PAPERS:
        made = printed[plan, paper]
        if plan in BLOCKED and paper != "clinician":
            assert (made.status, made.text) == (1, "")
            assert "not printed, because a finding blocks it" in made.said
        else:
            assert (made.status, made.said) == (0, "")
            assert ("NOT CLEARED" in made.text) == (plan in BLOCKED)


def test_words_follow_the_override_of_an_opioid(printed: Papers) -> None:
    patient, card, record = (printed["opioid-overridden", paper].text for paper in PAPERS)
    told = "You also take oxycodone: your prescriber planned both together. Do not stop or change either on your own."
    assert _holds(patient, told)
    assert not _holds(patient, FORBIDS)
    assert _holds(card, "Also takes oxycodone, planned together.")
    assert _holds(record, "pain clinic protocol")
    assert not _holds(record, "Taking any opioid now? No")


def test_a_thousandfold_step_can_be_overruled(tmp_path: Path) -> None:
    told = _plan("thousandfold-step")
    told["overrides"] = [{"code": "tenfold-step", "reason": "Meant so"}]
    file, out = tmp_path / "plan.ldnplan", tmp_path / "plan.pdf"
    file.write_text(json.dumps(told))
    done = _process("-m", "ldn_desktop", "print", "--document", "patient", "--pdf", str(out), str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 mg" in _text(out)


def test_each_syringe_is_named_with_its_marks(printed: Papers) -> None:
    text = printed["two-syringes", "patient"].text
    for line in (
        "0.25 mL of the 1 mg/mL liquid = 0.25 mg, with the 1 mL syringe (marks every 0.05 mL)",
        "1.5 mL of the 1 mg/mL liquid = 1.5 mg, with the 3 mL syringe (marks every 0.1 mL)",
        "1 mg/mL liquid, 3 mL syringe with marks every 0.1 mL",
        "1 mg/mL liquid, 1 mL syringe with marks every 0.05 mL",
    ):
        assert _holds(text, line)


def test_each_dropper_is_named_with_its_drops(printed: Papers) -> None:
    text = printed["two-droppers", "patient"].text
    for line in (
        "13 drops of the 1 mg/mL liquid = 0.52 mg, with the dropper of 25 drops per mL",
        "11 drops of the 1 mg/mL liquid = 0.55 mg, with the dropper of 20 drops per mL",
        "1 mg/mL liquid, dropper of 20 drops per mL",
        "1 mg/mL liquid, dropper of 25 drops per mL",
    ):
        assert _holds(text, line)


def test_an_open_end_may_still_be_taken(printed: Papers) -> None:
    card = printed["open-ended", "wallet-card"].text
    assert _holds(card, "4.5 mg a day was planned until 25 Jan 2027; may still be taken")
    for paper in PAPERS:
        text = printed["open-ended", paper].text
        assert not re.search(r"plan (has )?ended|stopped on|was stopped", text), paper


def test_under_a_lower_dose_nothing_says_to_stay_on_it(printed: Papers) -> None:
    for paper in PAPERS:
        assert "aintenance" not in printed["taper-off", paper].text
        assert "stay on it" not in printed["taper-off", paper].text


def test_days_between_pauses_are_not_each_day(printed: Papers) -> None:
    for paper in PAPERS:
        text = printed["every-other-day", paper].text
        assert not re.search(
            r"once a day|(on )?each day|each night|every day|every night|0\.25 mg a day", text, re.IGNORECASE
        )


@pytest.mark.parametrize(("plan", "limit"), [
    ("drops-many", "At most 20 drops are taken at once"),
    ("one-ml-syringe", "At most 2 fillings of the 1 mL syringe"),
])  # fmt: skip
def test_the_limit_in_the_way_is_named(printed: Papers, plan: str, limit: str) -> None:
    assert limit in printed[plan, "patient"].said
    assert limit in printed[plan, "clinician"].text


def test_a_birth_year_long_ago_is_printed_whole(printed: Papers) -> None:
    for paper in PAPERS:
        assert "1 May 0980" in printed["birth-year-980", paper].text
