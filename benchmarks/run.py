"""Measures what the program promises, names the machine, and compares with a bare window in the same run.

Usage: ``python benchmarks/run.py`` (with a display, or QT_QPA_PLATFORM=offscreen). Exit status 1 where a budget
is missed.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from ldn_desktop.domain.formulation import Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.suggest import suggestions

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 12, 1)
FILES = 1000
STARTS = 9


def plan_of(days: int, shift: int = 0) -> dict[str, object]:
    """Return an ordinary plan file: weekly steps of 0.25 mg, four strengths, so many days."""
    rungs = [{"dose": f"{(k + 1) * 250} mcg", "days": 7} for k in range(17)]
    kept = days - 7 * len(rungs)
    return {
        "format": "ldn-plan",
        "version": 2,
        "id": f"benchmark-{shift}",
        "start_date": f"2026-12-{1 + shift % 28:02d}",
        "ladder": [*rungs, {"dose": "4.5 mg", "days": kept}],
        "formulations": [
            {"id": name, "kind": "capsule", "strength": f"{name} mg"}
            for name in ("0.25", "0.5", "1.5", "4.5")
        ],
    }


NINE_STEPS: dict[str, object] = {
    "format": "ldn-plan",
    "version": 2,
    "id": "benchmark-nine",
    "start_date": TODAY.isoformat(),
    "ladder": [{"dose": f"{step * 500} mcg", "days": 14 if step < 9 else 28} for step in range(1, 10)],
    "formulations": [
        {"id": name, "kind": "capsule", "strength": f"{name} mg"} for name in ("0.5", "1.5", "4.5")
    ],
}
"""The plan that most clinics print: 0.5 mg more each fortnight."""


def noted_plan(changes: int = 100) -> dict[str, object]:
    """Return a plan file of three years with many changes, each noted the day before it."""
    kinds: list[dict[str, object]] = [
        {"action": "hold", "days": 1},
        {"action": "step_back", "days": 2},
        {"action": "times", "times": ["morning"]},
        {"action": "hold", "days": 2},
        {"action": "times", "times": ["bedtime"]},
    ]
    start = date(2026, 12, 1)
    noted = [
        {
            "on": (start + timedelta(days=30 + 10 * at)).isoformat(),
            "noted_on": (start + timedelta(days=29 + 10 * at)).isoformat(),
            **kinds[at % len(kinds)],
        }
        for at in range(changes)
    ]
    plan = plan_of(3 * 365)
    return plan | {"start_date": start.isoformat(), "adjustments": noted}


def share(values: list[float], part: float) -> float:
    """Return the value below which ``part`` of the sorted values lie."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def timed(work: Callable[[], object], repeats: int, warm: int) -> list[float]:
    """Return the milliseconds of each repeat, after some to warm up."""
    found = []
    for at in range(repeats + warm):
        begun = time.perf_counter()
        work()
        if at >= warm:
            found.append((time.perf_counter() - begun) * 1000)
    return found


def recompute(knowledge: Knowledge) -> float:
    """Return the p95 in ms of computing a 180-day plan with four strengths from nothing."""
    plan = read_plan(json.dumps(plan_of(180)).encode(), knowledge.vocabulary)
    return share(timed(lambda: derive(plan, knowledge.rules, TODAY), repeats=400, warm=50), 0.95)


def recompute_noted(knowledge: Knowledge) -> float:
    """Return the best in ms of computing a plan of three years with 100 noted changes from nothing."""
    plan = read_plan(json.dumps(noted_plan()).encode(), knowledge.vocabulary)
    return min(timed(lambda: derive(plan, knowledge.rules, TODAY), repeats=30, warm=3))


def schedule(folder: Path) -> float:
    """Return the seconds that ``schedule`` takes for 1,000 files, the start of Python included."""
    names = []
    for at in range(FILES):
        name = folder / f"plan-{at}.ldnplan"
        name.write_text(json.dumps(plan_of(180, at)))
        names.append(str(name))
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ldn_desktop", "schedule", *names],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env=environment(),
    )
    seconds = time.perf_counter() - begun
    if done.stdout.count(b"\n") != FILES:
        raise SystemExit("schedule did not answer every file")
    return seconds


def pdf(knowledge: Knowledge, folder: Path) -> float:
    """Return the median in ms of writing the patient plan as PDF, after a warm-up."""
    from ldn_desktop.printing.command import print_paper

    regimen = derive(
        read_plan(json.dumps(plan_of(180)).encode(), knowledge.vocabulary), knowledge.rules, TODAY
    )
    out = folder / "plan.pdf"

    def write() -> None:
        problem = print_paper(regimen, knowledge, out, paper="a4", large=False, printed=TODAY)
        if problem:
            raise SystemExit(problem)

    return statistics.median(timed(write, repeats=9, warm=2))


def pack(knowledge: Knowledge, *, checked: bool) -> float:
    """Return the median in ms of making all papers of the nine-step plan in one PDF, after a warm-up.

    From nothing but the computed plan; where it is ``checked``, read back as before it leaves.
    """
    from ldn_desktop.printing.command import LaidOut, paper_pages, pdf_bytes
    from ldn_desktop.printing.pack import one_file

    regimen = derive(read_plan(json.dumps(NINE_STEPS).encode(), knowledge.vocabulary), knowledge.rules, TODAY)
    kinds = [kind for kind, paper in PAPERS.items() if not paper.why_not(regimen, knowledge.content, TODAY)]

    def make() -> None:
        papers = [
            LaidOut(kind, paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind))
            for kind in kinds
        ]
        if checked:
            one_file(papers, regimen, knowledge, TODAY)
        else:
            pdf_bytes(*(paper.pages for paper in papers))

    return statistics.median(timed(make, repeats=9, warm=2))


def suggestion(knowledge: Knowledge) -> float:
    """Return the median in ms of looking through the sets of twelve products for the nine-step plan."""
    plan = read_plan(json.dumps(NINE_STEPS).encode(), knowledge.vocabulary)
    products: list[Formulation] = [
        *(Capsule(f"c{at}", at * 250_000) for at in (1, 2, 4, 6, 8, 10, 12, 18)),
        Tablet("t1", 3_000_000, 2),
        Tablet("t2", 1_500_000, 4),
        Liquid("l", 1_000_000, 100_000, 3_000_000),
        Drops("d", 1_000_000, 20),
    ]
    return statistics.median(timed(lambda: suggestions(plan, products), repeats=9, warm=2))


def exports(knowledge: Knowledge) -> float:
    """Return the median in ms of making every form of export, after a warm-up."""
    from ldn_desktop.exchange.exports import EXPORTS
    from ldn_desktop.reference.words.wording import PLAIN

    plan = read_plan(json.dumps(plan_of(180)).encode(), knowledge.vocabulary)
    context = knowledge.paper_context(derive(plan, knowledge.rules, TODAY), TODAY, PLAIN)

    def make() -> None:
        for form in EXPORTS.values():
            form.made(context)

    return statistics.median(timed(make, repeats=9, warm=2))


def environment() -> dict[str, str]:
    """Return the environment of a child: bytecode is kept, as it is for everybody who starts the program twice."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}


def window(kind: str) -> tuple[float, float]:
    """Return the median ms from start to a painted window and the median idle PSS in MB."""
    times, sizes = [], []
    for at in range(STARTS + 1):
        begun = time.monotonic()
        child = subprocess.run(
            [sys.executable, str(ROOT / "benchmarks" / "children.py"), kind],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env=environment(),
        )
        shown, pss = child.stdout.split()
        if at:
            times.append((float(shown) - begun) * 1000)
            sizes.append(int(pss) * 1024 / 1_000_000)
    return statistics.median(times), statistics.median(sizes)


def machine() -> str:
    """Describe the machine: processor, cores, memory, system, Python."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}"


def main() -> int:
    """Measure everything, print a table, and say whether every budget is kept."""
    print(machine())
    knowledge = Knowledge(ROOT / "resources" / "content")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            ("recompute of a 180-day plan, four strengths, p95", recompute(knowledge), "ms", 5.0),
            ("recompute of three years, 100 noted changes, best", recompute_noted(knowledge), "ms", 50.0),
            ("schedule on 1,000 plan files, in all", schedule(folder), "s", 3.0),
            ("patient plan as PDF, warm, median", pdf(knowledge, folder), "ms", 150.0),
            ("whole pack as one PDF, read back, warm, median", pack(knowledge, checked=True), "ms", 500.0),
            ("the same without reading back", pack(knowledge, checked=False), "ms", 500.0),
            ("suggestion over 12 products, warm, median", suggestion(knowledge), "ms", 300.0),
            ("every form of export, warm, median", exports(knowledge), "ms", 150.0),
        ]
    (bare_ms, bare_mb), (ms, mb) = window("bare"), window("planner")
    rows += [
        ("start to usable planner window, warm, median", ms, "ms", 450.0),
        ("idle memory (PSS), median", mb, "MB", 100.0),
    ]
    missed = 0
    for what, value, unit, budget in rows:
        kept = value <= budget
        missed += not kept
        print(f"{what:<52} {value:9.2f} {unit:<3} budget {budget:g} {unit} {'kept' if kept else 'MISSED'}")
    print(
        f"{'bare PySide6 window, warm, median':<52} {bare_ms:9.2f} ms  planner is {ms / bare_ms:.2f} times that"
    )
    print(
        f"{'bare PySide6 window, idle memory (PSS)':<52} {bare_mb:9.2f} MB  planner is {mb / bare_mb:.2f} times that"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
