"""Over a grid of plans: what the patient document says to take makes the dose it states, on the right days.

Usage: ``python -m checks.paper_grid [--plans N]`` (the whole grid by default). Every document's text is read back by
``checks/read_back.py`` and compared with a ladder computed here in fractions. Exit status 1 on any mismatch.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from typing import Any

from checks.read_back import MismatchError, ReadRow, rows_of
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import BlockedError
from ldn_desktop.papers.patient_plan import patient_plan
from ldn_desktop.papers.plain_text import patient_text
from ldn_desktop.workspace.knowledge import Knowledge

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
START = date(2026, 12, 1)
_STARTS = (
    "0.001",
    "0.005",
    "0.01",
    "0.05",
    "0.1",
    "0.125",
    "0.25",
    "0.5",
    "0.75",
    "1",
    "1.5",
    "2",
    "3",
    "4.5",
)
_STEPS = (
    "0.005",
    "0.01",
    "0.05",
    "0.1",
    "0.125",
    "0.2",
    "0.25",
    "0.3",
    "0.5",
    "0.75",
    "1",
    "1.2",
    "1.5",
    "2",
    "3",
)
_TARGETS = ("0.1", "0.5", "1", "1.5", "2", "2.5", "3", "4", "4.5", "6", "9", "12")
_SOLIDS = (
    ("0.5",), ("1.5",), ("0.5", "1.5", "4.5"), ("1", "3"), ("0.25", "0.5", "1.5", "4.5"), ("0.1", "0.5", "1", "2"),
    ("0.75", "1.5", "3"), ("0.05", "0.1", "0.5", "1.5"), ("0.125", "0.5", "2"), ("1", "1.5", "3", "4.5"),
)  # fmt: skip
_TABLETS = ((), (("3", 2),), (("1", 4),))
_LIQUIDS: tuple[tuple[str, str, str] | None, ...] = (
    None,
    ("1", "0.1", "5"),
    ("0.01", "0.1", "10"),
    ("5", "0.02", "1"),
    ("0.5", "0.01", "10"),
    ("1", "0.1", "1"),
)
_RHYTHMS: tuple[dict[str, Any] | None, ...] = (
    None,
    {"every": 2},
    {"weekdays": ["monday", "wednesday", "friday"]},
    {"on": 3, "off": 3},
    {"every": 3},
    {"weekdays": ["sunday"]},
    {"on": 5, "off": 2},
    {"every": 28},
)
_MOST_STEPS = 40


def cases() -> Iterator[dict[str, object]]:
    """Yield the plans of the grid as plan files, spread evenly over it."""
    grid = list(product(_STARTS, _STEPS, _TARGETS, _SOLIDS, _TABLETS, _LIQUIDS))
    stride = 7919  # a prime: neighbours in the order of work are far apart in the grid
    for at in range(len(grid)):
        start, step, target, solids, tablets, liquid = grid[at * stride % len(grid)]
        low, by, high = Fraction(start), Fraction(step), Fraction(target)
        if low > high or (high - low) / by > _MOST_STEPS:
            continue
        yield _file(ladder(low, by, high), solids, tablets, liquid, at)


def ladder(start: Fraction, step: Fraction, target: Fraction) -> list[Fraction]:
    """Return the doses in mg, computed here and nowhere else."""
    doses = []
    dose = start
    while dose < target:
        doses.append(dose)
        dose += step
    return [*doses, target]


def _file(
    doses: list[Fraction],
    solids: tuple[str, ...],
    tablets: tuple[tuple[str, int], ...],
    liquid: tuple[str, str, str] | None,
    at: int,
) -> dict[str, object]:
    products: list[dict[str, object]] = [
        {"id": f"c{s}", "kind": "capsule", "strength": f"{s} mg"} for s in solids
    ]
    products += [
        {"id": f"t{s}", "kind": "tablet", "strength": f"{s} mg", "divisible_into": parts}
        for s, parts in tablets
    ]
    if liquid is not None:
        concentration, marks, holds = liquid
        products.append(
            {
                "id": "l",
                "kind": "liquid",
                "concentration": f"{concentration} mg/mL",
                "graduation_ml": marks,
                "capacity_ml": holds,
            }
        )
    every = (7, 14, 10, 3)[at % 4]
    rungs: list[dict[str, object]] = [{"dose": f"{_decimal(dose)} mg", "days": every} for dose in doses]
    rungs[-1]["days"] = 28
    for number, (rung, dose) in enumerate(zip(rungs, doses, strict=True), start=at):
        if rhythm := _RHYTHMS[(number // 3) % len(_RHYTHMS)] if at % 2 else None:
            rung["rhythm"] = rhythm
        if number % 3 == 0 and (own := _own_doses(dose)):
            rung["doses"] = own
            del rung["dose"]
        if number % 5 and rung is not rungs[-1]:
            rung["go_on"] = ("on-date", "if-tolerated", "after-review")[number % 3]
    times = ("bedtime",) if at % 5 else ("morning", "bedtime")
    return {
        "format": "ldn-plan",
        "version": 2,
        "start_date": START.isoformat(),
        "times": list(times),
        "after": ("review", "continue", "stop")[at % 3],
        "max_pieces_per_dose": (8, 4)[at % 3 == 0],
        "max_measures_per_dose": (2, 4, 3, 1)[at % 4],
        "ladder": rungs,
        "formulations": products,
        # The grid is about the words of any dose; some of its steps are tenfold and more.
        "overrides": [{"code": "tenfold-step", "reason": "the grid"}],
    }


def _own_doses(dose: Fraction) -> dict[str, str]:
    """Divide a dose into a third in the morning and the rest at bedtime, where nobody would need more decimals."""
    morning = dose / 3
    if morning * 10**6 % 1:
        return {}
    return {"morning": f"{_decimal(morning)} mg", "bedtime": f"{_decimal(dose - morning)} mg"}


def dose_days(rungs: list[dict[str, Any]], start: date) -> list[list[date]]:
    """Return the days with a dose of each rung, counted day by day: a rhythm runs on over rungs that share it."""
    day, run, before, found = start, start, None, []
    for rung in rungs:
        rhythm = rung.get("rhythm")
        run = run if rhythm == before else day
        days = [day + timedelta(days=at) for at in range(rung["days"])]
        found.append([each for each in days if _is_due(each, rhythm, run)])
        day, before = days[-1] + timedelta(days=1), rhythm
    return found


def _is_due(day: date, rhythm: dict[str, Any] | None, run: date) -> bool:
    if rhythm is None:
        return True
    if "weekdays" in rhythm:
        return bool(day.strftime("%A").lower() in rhythm["weekdays"])
    on, off = rhythm.get("on", 1), rhythm.get("off", rhythm.get("every", 1) - 1)
    return bool((day - run).days % (on + off) < on)


def _decimal(value: Fraction) -> str:
    scaled = value * 10**9
    text = f"{int(scaled):010d}"
    return f"{text[:-9]}.{text[-9:]}".rstrip("0").rstrip(".")


def check(plan_json: dict[str, object], knowledge: Knowledge) -> tuple[str, int]:
    """Return ``printed`` or ``refused`` and the number of rows. Refused (``MismatchError``): a page that is wrong."""
    plan = read_plan(json.dumps(plan_json).encode(), knowledge.vocabulary)
    regimen = derive(plan, knowledge.rules, START)
    rungs: Any = plan_json["ladder"]
    try:
        document = patient_plan(regimen, knowledge.content, START)
    except BlockedError:
        if (
            all(take.recipe for step in regimen.steps for take in step.takes)
            and max(r.dose_ng for r in plan.ladder) <= 16 * 10**6
            and any(dose_days(rungs, START))
        ):
            raise MismatchError("a plan that can be measured was refused") from None
        return "refused", 0
    rows = rows_of(patient_text(document))
    compare(rows, plan_json)
    return "printed", len(rows)


def compare(rows: list[ReadRow], plan_json: dict[str, object]) -> None:
    """Compare rows as read with the ladder as written. Refused (``MismatchError``): any difference."""
    rungs: Any = plan_json["ladder"]
    if len(rows) != len(rungs):
        raise MismatchError(f"{len(rows)} rows were read")
    day = date.fromisoformat(str(plan_json["start_date"]))
    due_days = dose_days(rungs, day)
    last_dose = max(each for days in due_days for each in days)
    for row, rung, due in zip(rows, rungs, due_days, strict=True):
        wanted = sum(map(_mg, rung["doses"].values() if "doses" in rung else (rung["dose"],))) if due else 0
        after = str(plan_json["after"]) if rung is rungs[-1] else ""
        last = day + timedelta(days=int(rung["days"]) - 1)
        if (row.first, row.last) != (day, last):
            raise MismatchError(f"{row.first} to {row.last} was read where {day} to {last} was meant")
        if not row.dose_mg == row.taken_mg == wanted:
            raise MismatchError(f"dose {wanted} mg, read as {row.dose_mg} mg, taken as {row.taken_mg} mg")
        shown = day + timedelta(days=row.shown - 1)
        if row.rhythmic != ("rhythm" in rung) or row.boxes != tuple(each for each in due if each <= shown):
            raise MismatchError(f"other days have boxes than {day} to {last} have doses")
        _compare_rest(row, [each for each in due if each > shown])
        # What goes on has no last day.
        named = 1 if after == "continue" else len(due)
        ends = (due[0], due[-1])[:named] if row.rhythmic and due else ()
        if row.ends != (*ends, last_dose) if after == "stop" else row.ends != ends:
            raise MismatchError(f"other days are named than {day} to {last} have doses")
        if row.waits != (
            after == "stop" and any(each.get("go_on", "on-date") != "on-date" for each in rungs)
        ):
            raise MismatchError("the last dose is said to wait for no step, or for one that does not")
        if (row.after, row.go_on or "on-date") != (after, rung.get("go_on", "on-date")):
            raise MismatchError(f"what follows {last} is said to be {row.after} {row.go_on}")
        day = last + timedelta(days=1)


def _compare_rest(row: ReadRow, later: list[date]) -> None:
    """Compare what is said to follow the boxes with the days with a dose that do."""
    if bool(later) != ("then go on in the same way" in row.text):
        raise MismatchError(f"nothing says how it goes on after {row.boxes}")
    if row.following != (later[0] if later and row.rhythmic else None):
        raise MismatchError(f"another dose is said to follow {row.boxes}")


def _mg(text: str) -> Fraction:
    number, _, unit = text.partition(" ")
    return Fraction(number) * (Fraction(1, 1000) if unit == "mcg" else 1)


def _work(share: tuple[int, int, int]) -> tuple[Counter[str], list[str]]:
    first, step, most = share
    knowledge = Knowledge(RESOURCES / "content")
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for plan_json in islice(cases(), first, most, step):
        try:
            kind, rows = check(plan_json, knowledge)
        except MismatchError as error:
            wrong.append(f"{error}: {json.dumps(plan_json)}")
            continue
        counts[kind] += 1
        counts["rows"] += rows
    return counts, wrong


def main() -> int:
    """Check the grid in two processes and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=400_000, help="at most so many plans of the grid")
    most = parser.parse_args().plans
    begun = time.perf_counter()
    workers, parts = 2, 40
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with multiprocessing.Pool(workers) as pool:
        for done, (found, mismatches) in enumerate(
            pool.imap_unordered(_work, [(part, parts, most) for part in range(parts)]), 1
        ):
            counts += found
            wrong += mismatches
            print(f"\r{done * 100 // parts} %", end="", file=sys.stderr, flush=True)
    plans = counts["printed"] + counts["refused"] + len(wrong)
    print(
        f"\n{plans:,} plans: {counts['printed']:,} printed with {counts['rows']:,} rows, {counts['refused']:,} refused "
        f"as not measurable; {len(wrong)} mismatches; {time.perf_counter() - begun:.0f} s"
    )
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
