"""Computes the largest plans that a file may hold, each in a process of its own, and says what time and memory it took.

Usage: ``python -m checks.plan_limits``. Exit status 1 where one takes more than 2 s or 300 MB.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = date(2026, 12, 1)
MOST_SECONDS, MOST_KB = 2.0, 300_000

Entry = dict[str, object]


def mg(ng: int) -> str:
    """Write nanograms as mg."""
    return f"{ng // 10**6}.{ng % 10**6:06d}".rstrip("0").rstrip(".") + " mg"


def tablets(strengths: list[int]) -> list[Entry]:
    """Return tablets that divide into quarters."""
    return [
        {"id": f"t{at}", "kind": "tablet", "strength": mg(ng), "divisible_into": 4}
        for at, ng in enumerate(strengths)
    ]


def cases() -> Iterator[tuple[str, Entry]]:
    """Yield what differs from an ordinary plan, with its name."""
    dice = random.Random(1)  # noqa: S311 - the same odd strengths at every run
    odd = [dice.randrange(300_001, 4_500_000, 2) for _ in range(24)]
    coarse = [dice.randrange(301, 4_500, 2) * 1000 for _ in range(24)]
    century = [{"dose": "0.5 mg", "days": 3650}] * 10 + [{"dose": "1 mg", "days": 25}]
    fresh = [{"id": "c", "kind": "capsule", "strength": "0.5 mg", "beyond_use_days": 1}]
    yield "36,525 days, a fill a day", {"ladder": century, "fill_days": 1}
    yield "36,525 days, keeps a day", {"ladder": century, "fill_days": 3650, "formulations": fresh}
    for dose in ("4.5 mg", "16 mg", "1000 mg"):
        for pieces in (4, 64):
            changes: Entry = {"ladder": [{"dose": dose, "days": 28}], "formulations": tablets(odd)}
            yield (
                f"24 tablets odd to the nanogram, {dose}, {pieces} pieces",
                changes | {"max_pieces_per_dose": pieces},
            )
    rungs = [{"dose": mg(4_500 * k), "days": 1} for k in range(1, 1001)]
    yield "1,000 rungs, 24 odd tablets", {"ladder": rungs, "formulations": tablets(coarse)}
    equal = [{"dose": mg(125_000 * k), "days": 7} for k in range(1, 200)]
    yield (
        "24 equal tablets",
        {"ladder": equal, "formulations": tablets([500_000] * 24), "max_pieces_per_dose": 64},
    )
    pauses = [
        {
            "on": (START + timedelta(days=30 * at + 1)).isoformat(),
            "action": "pause",
            "until": (START + timedelta(days=30 * at + 3)).isoformat(),
            "resume": "restart",
        }
        for at in range(200)
    ]
    fluid = {
        "id": "l",
        "kind": "liquid",
        "concentration": "1 mg/mL",
        "graduation_ml": "0.01",
        "capacity_ml": "5",
    }
    short = [{"dose": mg(1_000 * k), "days": 1} for k in range(1, 1001)]
    yield "200 changes of 1,000 rungs", {"ladder": short, "adjustments": pauses, "formulations": [fluid]}


def plan_of(changes: Entry) -> Entry:
    """Return a plan file."""
    return {
        "format": "ldn-plan",
        "version": 1,
        "start_date": START.isoformat(),
        "ladder": [{"dose": "0.5 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        **changes,
    }


def measured(path: Path) -> tuple[float, int]:
    """Return the seconds and the peak of memory in kB of ``check`` on a file."""
    command = [sys.executable, "-m", "ldn_desktop", "check", str(path), "--today", START.isoformat()]
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as child:
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    return time.monotonic() - begun, usage.ru_maxrss


def main() -> int:
    """Measure every case and print a line for each."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.ldnplan"
        for name, changes in cases():
            path.write_text(json.dumps(plan_of(changes)))
            seconds, size = measured(path)
            kept = seconds <= MOST_SECONDS and size <= MOST_KB
            missed += not kept
            print(f"{name:<62} {seconds:6.2f} s {size / 1000:7.1f} MB {'kept' if kept else 'MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
