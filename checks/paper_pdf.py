"""Over 300 PDFs: what ``pdftotext`` reads from the printed patient plan is what the plan says.

Usage: ``python -m checks.paper_pdf [--plans N]`` (300). Needs pdftotext of poppler-utils. Exit status 1 on any
mismatch.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.paper_grid import RESOURCES, START
from checks.read_back import MismatchError, ReadRow, dates_of, rows_of
from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.administration import Step
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.regimen import Regimen, derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import holding_back
from ldn_desktop.printing.command import print_paper
from ldn_desktop.workspace.knowledge import Knowledge

_NAMES = ("Anna Muster", "Łukasz Ñandú-Ødegård", "A" * 200, "", "Ольга Иванова", "x\u202ey ** z\n2 of 3 mg")
_PRODUCTS: tuple[tuple[int, int, list[dict[str, object]]], ...] = (
    (500, 18, [{"id": f"c{s}", "kind": "capsule", "strength": f"{s} mg"} for s in ("0.5", "1.5", "4.5")]),
    (250, 18, [{"id": "t3", "kind": "tablet", "strength": "3 mg", "divisible_into": 4},
               {"id": "c1", "kind": "capsule", "strength": "0.5 mg"}]),
    (50, 90, [{"id": "l1", "kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.05", "capacity_ml": "5",
               "beyond_use_days": 14}]),
    (1, 200, [{"id": "l2", "kind": "liquid", "concentration": "10 mcg/mL", "graduation_ml": "0.1",
               "capacity_ml": "10"}]),
    (100, 40, [{"id": "l3", "kind": "liquid", "concentration": "1 mg/mL", "graduation_ml": "0.1",
                "capacity_ml": "1"}]),
    (50, 20, [{"id": "dr", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20}]),
    (500, 12, [{"id": "t1", "kind": "tablet", "strength": "1 mg", "divisible_into": 2},
               {"id": "c4", "kind": "capsule", "strength": "4 mg"}]),
)  # fmt: skip
"""The smallest dose in mcg that products make, how many times that at most, and the products."""
_RHYTHMS = (
    None,
    {"every": 2},
    {"every": 3},
    {"on": 3, "off": 4},
    {"weekdays": ["monday", "wednesday", "friday"]},
)
_OVER = {
    "review": "planned days are over",
    "stop": "The plan is stopped",
    "continue": "until your prescriber changes it",
    "paused": "a pause without a date",
}
"""What a plan says whose days have passed."""
_STOPPED_IF = "If a step began later, that day moved too"
"""What it says in place of a stop where a step had a condition: nobody wrote down when that was met."""
_ALWAYS_BOXED = 28
_TIMES = (["bedtime"], ["morning"], ["morning", "bedtime"], ["morning", "midday", "evening"])


def drawn(dice: random.Random) -> dict[str, object]:
    """Return one varied plan file."""
    least, most, products = dice.choice(_PRODUCTS)
    times = dice.choice(_TIMES)
    counts = dice.sample(range(1, most // len(times) + 1), dice.randint(1, min(12, most // len(times))))
    if dice.random() < 0.8:
        counts.sort()
    rungs: list[dict[str, Any]] = [
        {"dose": f"{least * len(times) * count} mcg", "days": dice.choice((1, 7, 7, 10, 14, 28, 90))}
        for count in counts
    ]
    rhythm = dice.choice(_RHYTHMS)
    for rung, count in zip(rungs, counts, strict=True):
        if dice.random() < 0.5:
            rung.update({"rhythm": rhythm} if rhythm else {})
        if count > 1 and dice.random() < 0.3:
            del rung["dose"]
            rung["doses"] = {
                "morning": f"{least * len(times)} mcg",
                "bedtime": f"{least * len(times) * (count - 1)} mcg",
            }
        if rung is not rungs[-1]:
            rung["go_on"] = dice.choice(("on-date", "on-date", "if-tolerated", "after-review"))
    plan: dict[str, object] = {
        "format": "ldn-plan",
        "version": 2,
        "start_date": (START + timedelta(days=dice.randint(0, 400))).isoformat(),
        "revision": dice.randint(1, 12),
        "patient": {"name": dice.choice(_NAMES), "birth_date": "1980-05-01", "identifier": "000123"},
        "prescriber": {"name": "Dr Example", "practice": dice.choice(_NAMES), "phone": "000 000 000"},
        "times": times,
        "after": dice.choice(("review", "review", "continue", "stop")),
        "instructions": dice.choice(("", "", "With a glass of water.\n\nBring this paper along.")),
        "ladder": rungs,
        "formulations": products,
        "max_pieces_per_dose": dice.choice((2, 4, 8)),
        "max_measures_per_dose": dice.choice((2, 3, 4)),
    }
    if dice.random() < 0.4:
        first = date.fromisoformat(str(plan["start_date"])) + timedelta(
            days=dice.randint(0, int(rungs[0]["days"]) - 1)
        )
        resume = dice.choice(("continue", "step_back", "restart"))
        plan["adjustments"] = [
            dice.choice(
                (
                    {"on": first.isoformat(), "action": "hold", "days": 5},
                    {
                        "on": first.isoformat(),
                        "action": "pause",
                        "until": (first + timedelta(days=9)).isoformat(),
                        "resume": resume,
                    },
                    {"on": first.isoformat(), "action": "times", "times": ["evening"]},
                    {"on": (first + timedelta(days=1)).isoformat(), "action": "pause"},
                )
            )
        ]
    return plan


def check(
    regimen: Regimen, knowledge: Knowledge, folder: Path, *, paper: str, large: bool, printed: date = START
) -> int:
    """Print a plan, read it back, and return its number of rows. Refused (``MismatchError``): any difference.

    A plan that has begun is about the day of printing and what lies ahead of it, and about no day before.
    """
    out = folder / "plan.pdf"
    problem = print_paper(regimen, knowledge, out, paper=paper, large=large, printed=printed)
    if problem:
        raise MismatchError(problem)
    text = _read(out, "-raw")
    begun = any(step.phase.dose_ng and step.phase.first < printed for step in regimen.steps)
    steps = [step for step in regimen.steps if not begun or step.phase.last >= printed]
    if not steps:
        waited = any(rung.go_on != ON_DATE for rung in regimen.plan.ladder)
        over = _STOPPED_IF if regimen.after == "stop" and waited else _OVER[regimen.after]
        if over not in " ".join(text.split()):
            raise MismatchError("a plan that is over does not say so")
        return 0
    rows = rows_of(text)
    if len(rows) != len(steps):
        raise MismatchError(f"{len(rows)} rows were read of {len(steps)}")
    _check_kept(rows[0], _step_before(regimen, steps[0], printed) if begun else None, regimen)
    for row, step in zip(rows, steps, strict=True):
        first = max(step.phase.first, printed) if begun else step.phase.first
        due = tuple(step.phase.dose_days().between(first, step.phase.last))
        wanted = Fraction(step.phase.dose_ng if due else 0, 1_000_000)
        if (row.first, row.last) != (first, step.phase.last):
            raise MismatchError(f"{row.first} to {row.last} was read")
        if not row.dose_mg == row.taken_mg == wanted:
            raise MismatchError(
                f"dose {wanted} mg, read as {row.dose_mg} mg, taken as {row.taken_mg} mg: {row.text}"
            )
        shown = first + timedelta(days=row.shown - 1)
        if row.boxes != tuple(day for day in due if day <= shown):
            raise MismatchError(f"other days from {first} to {row.last} have boxes than doses")
        if due and row.shown < min((due[-1] - first).days + 1, _ALWAYS_BOXED):
            raise MismatchError(f"only {row.shown} of the days from {first} to {row.last} are shown")
    _check_pages(text)
    _check_order(rows, dates_of(_read(out, "-layout")))
    return len(rows)


def _check_kept(row: ReadRow, before: tuple[int, Fraction] | None, regimen: Regimen) -> None:
    """Refuse (``MismatchError``) another step to stay on; a change to other times may leave it without a recipe."""
    if row.kept != before and not (row.kept is None and regimen.plan.adjustments):
        raise MismatchError(f"{row.kept} is read as kept in place of {before}: {row.text}")


def _step_before(regimen: Regimen, step: Step, printed: date) -> tuple[int, Fraction] | None:
    """Return number and mg of the step that one stays on until another may be begun, where it has no row of its own."""
    others = [
        each
        for each in regimen.steps
        if each.phase.first < step.phase.first and (each.phase.rung != step.phase.rung or not each.takes)
    ]
    if not others or not others[-1].takes or not step.phase.dose_days().between(printed, step.phase.last):
        return None
    eve = others[-1].phase
    waits = eve.rung < step.phase.rung and regimen.plan.ladder[eve.rung].go_on != ON_DATE
    return (others[-1].number, Fraction(eve.dose_ng, 1_000_000)) if waits else None


def _check_pages(text: str) -> None:
    """Refuse (``MismatchError``) pages that do not say which of how many they are."""
    pages = text.count("\f")
    for page in range(1, pages + 1):
        if f"Page {page} of {pages}" not in text:
            raise MismatchError(f"page {page} of {pages} does not say so")


def _check_order(rows: list[ReadRow], seen: list[date]) -> None:
    """Refuse (``MismatchError``) rows whose dates do not follow each other as the eye meets them on the page."""
    for row in rows:
        if row.first not in seen or row.last not in seen[seen.index(row.first) :]:
            raise MismatchError(f"{row.first} to {row.last} is not in its place in the layout")
        seen = seen[seen.index(row.first) + 1 :]


def _read(pdf: Path, how: str) -> str:
    told = subprocess.run(
        [shutil.which("pdftotext") or "pdftotext", how, str(pdf), "-"], capture_output=True, check=True
    )
    return told.stdout.decode()


def run(count: int, seed: int) -> tuple[int, int, int, list[str]]:
    """Check so many printable plans; return PDFs, rows, plans refused as blocked, and mismatches."""
    knowledge = Knowledge(RESOURCES / "content")
    dice = random.Random(seed)
    printed = rows = refused = 0
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        while printed < count:
            plan_json = drawn(dice)
            try:
                plan = read_plan(json.dumps(plan_json).encode(), knowledge.vocabulary)
            except FileError:
                # A pause that leaves no day with a dose.
                continue
            regimen = derive(plan, knowledge.rules, START)
            if holding_back(regimen, "patient"):
                refused += 1
                continue
            printed += 1
            paper, large = dice.choice(("a4", "letter")), dice.random() < 0.5
            day = regimen.first + timedelta(days=dice.randint(-3, 60))
            try:
                rows += check(regimen, knowledge, Path(name), paper=paper, large=large, printed=day)
            except MismatchError as error:
                wrong.append(f"{error} ({paper}, {'large' if large else 'normal'}): {json.dumps(plan_json)}")
    return printed, rows, refused, wrong


def main() -> int:
    """Check and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=300, help="how many PDFs")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if shutil.which("pdftotext") is None:
        print("pdftotext is missing; install poppler-utils (apt-get install poppler-utils).", file=sys.stderr)
        return 2
    printed, rows, refused, wrong = run(arguments.plans, arguments.seed)
    print(
        f"{printed} PDFs with {rows:,} rows read back, {refused} plans refused as blocked; {len(wrong)} mismatches"
    )
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
