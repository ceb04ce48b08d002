"""Computes the largest plans that a file may hold, each in a process of its own, and says what time and memory it took.

Usage: ``python -m checks.plan_limits`` for the worst that are known; ``--search N`` draws N more at random
(``--seed``). The time is that of ``schedule`` or ``check``, whichever takes longer, less the program's own start. Exit
status 1 where a plan takes more than 2 s or 300 MB, or what a clinician might plan is refused.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
START = date(2026, 12, 1)
MOST_SECONDS, MOST_KB = 2.0, 300_000
MCG, MG = 10**3, 10**6
ALL_DAY = ["morning", "midday", "evening", "bedtime"]
REFUSED = 2
_DAYS = 36_000
"""Of a course, with some room up to the most that it may have."""

Entry = dict[str, object]


class Case(NamedTuple):
    """What differs from an ordinary plan; ``refused`` where no clinician would write it, so that it may be."""

    name: str
    changes: Entry
    refused: bool = False


def mg(ng: int) -> str:
    """Write nanograms as mg."""
    return f"{ng // MG}.{ng % MG:06d}".rstrip("0").rstrip(".") + " mg"


def tablets(strengths: list[int], prefix: str = "t", parts: int = 4) -> list[Entry]:
    """Return tablets that divide into parts."""
    return [
        {"id": f"{prefix}{at}", "kind": "tablet", "strength": mg(ng), "divisible_into": parts}
        for at, ng in enumerate(strengths)
    ]


def capsules(strengths: list[int], prefix: str = "c") -> list[Entry]:
    """Return capsules."""
    return [{"id": f"{prefix}{at}", "kind": "capsule", "strength": mg(ng)} for at, ng in enumerate(strengths)]


def ladder(doses: list[int], days: int = 1) -> list[Entry]:
    """Return rungs of so many days each."""
    return [{"dose": mg(ng), "days": days} for ng in doses]


def day(after: int) -> str:
    """Return the day so many days after the first."""
    return (START + timedelta(days=after)).isoformat()


def restart(after: int) -> Entry:
    """Return a pause of a day, with the ladder from its first rung after it."""
    return {"on": day(after), "action": "pause", "until": day(after + 1), "resume": "restart"}


def fluid(name: str = "l") -> Entry:
    """Return a liquid that makes every whole microgram."""
    return {
        "id": name,
        "kind": "liquid",
        "concentration": "0.1 mg/mL",
        "graduation_ml": "0.01",
        "capacity_ml": "50",
    }


def lasting() -> Iterator[Case]:
    """Yield plans of a great many days, fills or phases."""
    century = [{"dose": "0.5 mg", "days": 3650}] * 10 + [{"dose": "1 mg", "days": 25}]
    fresh = [{"id": "c", "kind": "capsule", "strength": "0.5 mg", "beyond_use_days": 1}]
    yield Case("36,525 days, a fill a day", {"ladder": century, "fill_days": 1})
    yield Case("36,525 days, keeps a day", {"ladder": century, "fill_days": 3650, "formulations": fresh})
    doubled = [MCG << at for at in range(19)]
    every: Entry = {"ladder": ladder([sum(doubled)] * 10, 3650), "formulations": capsules(doubled)}
    every["max_pieces_per_dose"] = 64
    yield Case("19 products every day of 36,500, fills of 28 days", every)
    yield Case("19 products every day of 36,500, fills of 14 days", every | {"fill_days": 14})
    stale = [entry | {"beyond_use_days": 7} for entry in capsules(doubled[:9])]
    yield Case(
        "9 products that keep half of each fill, 47,000 fills",
        every | {"ladder": ladder([sum(doubled[:9])] * 10, 3650), "formulations": stale, "fill_days": 14},
    )
    yield Case(
        "36,525 days, two fills of every two days",
        {"ladder": century, "fill_days": 2, "formulations": fresh},
    )
    yield Case("19 products every day of 36,500, a fill a day", every | {"fill_days": 1}, refused=True)
    short = [250 << at for at in range(18)]
    rungs = ladder([4 * (sum(short) - 250 * k) for k in range(1000)])
    again = [restart(180 * at + 100) for at in range(180)]
    many: Entry = {"ladder": rungs, "formulations": capsules(short), "times": ALL_DAY}
    yield Case(
        "1,000 doses of 18 products four times a day", many | {"max_pieces_per_dose": 64}, refused=True
    )
    yield Case(
        "36,000 phases of 18 products four times a day",
        many | {"max_pieces_per_dose": 64, "adjustments": again},
        refused=True,
    )
    one: Entry = {"ladder": ladder([10 * MCG * k for k in range(1, 1001)]), "formulations": [fluid()]}
    yield Case("36,000 phases of a liquid", one | {"adjustments": again})
    used = [{"opioid": "tramadol", "last_dose": day(180 * at - 9)} for at in range(200)]
    yield Case(
        "36,000 phases of a liquid, 200 opioids",
        one | {"adjustments": again, "screening": {"opioids": used}},
    )
    yield Case("36,000 phases of a liquid four times a day", one | {"adjustments": again, "times": ALL_DAY})


def noting() -> Iterator[Case]:
    """Yield plans of 200 changes, each noted on a day of its own: as they happen, and the last one first."""
    doses = ladder([10 * MCG * k for k in range(1, 1001)], 24)
    rhythm: Entry = {"rhythm": {"on": 3, "off": 2}}
    dosed = [entry | (rhythm if at % 2 else {}) for at, entry in enumerate(doses)]
    fine = [fluid() | {"beyond_use_days": 7}]
    doubled = [MCG << at for at in range(19)]
    many = ladder([sum(doubled)] * 10, 3600)
    for name, noted in (("as they happen", range(200)), ("the last first", range(199, -1, -1))):
        steps = [
            {"on": day(110 * at + 40), "action": "step_back", "days": 2, "noted_on": day(noted[at] + 1)}
            for at in range(200)
        ]
        holds = [entry | {"action": "hold", "days": 1} for entry in steps]
        yield Case(
            f"1,000 rungs in rhythms, 200 steps back noted {name}",
            {"ladder": dosed, "formulations": fine, "adjustments": steps},
            refused=noted[0] > 0,
        )
        yield Case(
            f"19 products for 36,200 days, 200 holds noted {name}",
            {
                "ladder": many,
                "formulations": capsules(doubled),
                "adjustments": holds,
                "max_pieces_per_dose": 64,
            },
            refused=True,
        )
    again = [restart(180 * at + 100) | {"noted_on": day(200 - at)} for at in range(180)]
    yield Case(
        "36,000 phases of a liquid, restarts noted the last first",
        {
            "ladder": ladder([10 * MCG * k for k in range(1, 1001)]),
            "formulations": [fluid()],
            "adjustments": again,
        },
        refused=True,
    )


def changing() -> Iterator[Case]:
    """Yield plans that change their products again and again."""
    lists = [
        {
            "on": day(182 * at + 1),
            "action": "formulations",
            "formulations": [fluid(f"l{at}"), *capsules([MCG << k for k in range(20)], f"c{at}-")],
        }
        for at in range(100)
    ]
    pauses = [restart(182 * at + 2) for at in range(100)]
    mixed = [entry for pair in zip(lists, pauses, strict=True) for entry in pair]
    doses = ladder([100 * MCG * k + 50 for k in range(1, 1001)])
    yield Case(
        "100 lists of 180 doses that nothing makes", {"ladder": doses, "adjustments": mixed}, refused=True
    )
    doses = ladder([10 * MCG * k for k in range(1, 1001)])
    for pieces in (1, 64):
        yield Case(
            f"100 lists of 180 doses, {pieces} pieces",
            {"ladder": doses, "adjustments": mixed, "max_pieces_per_dose": pieces},
            refused=True,
        )
    dice = random.Random(2)
    odd = [
        {
            "on": day(5 * at + 2),
            "action": "formulations",
            "formulations": tablets([dice.randrange(300_001, 4_500_000, 2) for _ in range(24)], f"x{at}-"),
        }
        for at in range(200)
    ]
    doses = ladder([4_500 * k + 1 for k in range(1, 1001)])
    yield Case(
        "200 lists of 24 odd tablets, 1,000 rungs", {"ladder": doses, "adjustments": odd}, refused=True
    )


def odd() -> Iterator[Case]:
    """Yield plans made from products whose strengths differ as finely as they can."""
    dice = random.Random(1)
    fine = tablets([dice.randrange(300_001, 4_500_000, 2) for _ in range(24)])
    coarse = tablets([dice.randrange(301, 4_500, 2) * MCG for _ in range(24)])
    for dose in (4_500_000, 16_000_000, 100_000_000, 100_000_001, 1_000_000_000):
        for pieces in (4, 64):
            yield Case(
                f"24 tablets odd to the nanogram, {mg(dose)}, {pieces} pieces",
                {"ladder": ladder([dose], 28), "formulations": fine, "max_pieces_per_dose": pieces},
                refused=True,
            )
    for count in (32, 100, 1000):
        doses = ladder([dice.randrange(500_000, 16_000_000) for _ in range(count)])
        yield Case(
            f"{count} rungs, 24 tablets odd to the nanogram",
            {"ladder": doses, "formulations": fine},
            refused=True,
        )
    rungs = ladder([4_500 * k for k in range(1, 1001)])
    yield Case("1,000 rungs, 24 odd tablets", {"ladder": rungs, "formulations": coarse}, refused=True)
    rungs = ladder([250 * MCG * k for k in range(1, 64)], 7)
    yield Case(
        "63 rungs, 24 tablets odd to the microgram", {"ladder": rungs, "formulations": coarse}, refused=True
    )
    equal: Entry = {
        "ladder": ladder([125_000 * k for k in range(1, 200)], 7),
        "formulations": tablets([500_000] * 24),
    }
    yield Case("24 equal tablets", equal | {"max_pieces_per_dose": 64})


def plausible() -> Iterator[Case]:
    """Yield more than a clinician plans, of products that there are: none of it may be refused."""
    usual = [100, 250, 500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 4500, 6000]
    thirds = [333_333, 500_000, 1_000_000, 1_500_000, 4_500_000]
    steps = ladder([100 * MCG * k for k in range(1, 161)], 7)
    halves = tablets([ng * MCG for ng in usual], parts=4)
    yield Case("160 steps of 0.1 mg, 12 strengths in quarters", {"ladder": steps, "formulations": halves})
    tiny = [7, 10, 50, 100, 333]
    small = capsules([ng * MCG for ng in tiny], "s")
    yield Case(
        "160 steps of 0.1 mg, 17 strengths from 7 mcg", {"ladder": steps, "formulations": [*halves, *small]}
    )
    yield Case(
        "thirds of 1 mg",
        {"ladder": ladder([333_333 * k for k in range(1, 14)], 7), "formulations": capsules(thirds)},
    )
    yield Case(
        "thirds of 1 mg, quartered, doses of 0.1 mg", {"ladder": steps, "formulations": tablets(thirds)}
    )
    drops = {"id": "d", "kind": "drops", "concentration": "7 mcg/mL", "drops_per_ml": 20}
    liquid = fluid() | {"concentration": "0.000007 mg/mL"}
    yield Case(
        "7 ng/mL", {"ladder": ladder([7 * k for k in range(1, 30)], 7), "formulations": [liquid, drops]}
    )
    years = {"ladder": ladder([4_500_000] * 9, 3650), "formulations": [*halves, *small], "fill_days": 28}
    yield Case("90 years of 17 products", years)


def known() -> Iterator[Case]:
    """Yield every case that is known."""
    yield from (*lasting(), *noting(), *changing(), *odd(), *plausible())


def drawn(seed: int) -> Case:
    """Return a plan drawn at random from the far corners of what may be in a file."""
    dice = random.Random(seed)
    grain = dice.choice((1, 1, 7, 100, MCG, 10 * MCG, 50 * MCG))
    count = dice.choice((1, 2, 3, 4, 6, 8, 12, 24))
    top = dice.choice((100 * MCG, 4_500_000, 16 * MG, 100 * MG, 1000 * MG))
    rungs = dice.choice((1, 3, 12, 32, 100, 1000))
    doses = [max(dice.randint(1, top) // grain, 1) * grain for _ in range(rungs)]
    if dice.choice((True, False)):
        doses.sort()
    days = min(dice.choice((1, 2, 7, 3650)), _DAYS // rungs)
    changes = list(drawn_changes(dice, days * rungs, grain, count))
    plan: Entry = {
        "ladder": ladder(doses, days),
        "formulations": drawn_products(dice, "t", grain, count),
        "adjustments": changes,
    }
    plan["times"] = ALL_DAY[: dice.choice((1, 1, 2, 4))]
    plan["max_pieces_per_dose"] = dice.choice((1, 4, 4, 16, 64))
    plan["fill_days"] = dice.choice((1, 28, 3650))
    told = f"{count} products to {grain} ng, {rungs} rungs, {len(changes)} changes"
    return Case(f"seed {seed}: {told}", plan, refused=True)


def drawn_products(dice: random.Random, prefix: str, grain: int, count: int) -> list[Entry]:
    """Return so many products, mostly tablets, of strengths that are multiples of a grain."""
    low, high = dice.choice(((1, 50), (100 * MCG, 5 * MG), (1 * MG, 50 * MG), (7, 5 * MG)))
    found = tablets([max(dice.randint(low, high) // grain, 1) * grain for _ in range(count)], prefix)
    for entry in found:
        entry["divisible_into"] = dice.choice((1, 2, 4, 4))
        if dice.choice((True, False, False, False)):
            entry["beyond_use_days"] = dice.choice((1, 3, 30))
    return [*found[:-1], fluid(f"{prefix}l")] if dice.choice((True, False, False)) else found


def drawn_changes(dice: random.Random, ladder_days: int, grain: int, count: int) -> Iterator[Entry]:
    """Yield changes in order of date, as long as the course has room for them."""
    on, length = 0, ladder_days
    for at in range(dice.choice((0, 0, 5, 50, 200))):
        on += dice.choice((0, 1, 7, 180))
        kind = dice.choice(("formulations", "restart", "hold", "times"))
        if on >= length or on + ladder_days > _DAYS or length > _DAYS:
            return
        match kind:
            case "restart":
                yield restart(on)
                on += 1
                length = on + ladder_days
            case "hold":
                yield {"on": day(on), "action": "hold", "days": 5}
                length += 5
            case "formulations":
                yield {
                    "on": day(on),
                    "action": kind,
                    "formulations": drawn_products(dice, f"f{at}-", grain, count),
                }
            case _:
                yield {"on": day(on), "action": "times", "times": ALL_DAY[: dice.randint(1, 4)]}


def plan_of(changes: Entry) -> Entry:
    """Return a plan file."""
    return {
        "format": "ldn-plan",
        "version": 2,
        "start_date": START.isoformat(),
        "ladder": [{"dose": "0.5 mg", "days": 28}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "0.5 mg"}],
        **changes,
    }


class Taken(NamedTuple):
    """What a command took: seconds, the peak of memory in kB, and its exit status."""

    seconds: float
    kb: int
    status: int


def measured(path: Path, command: str) -> Taken:
    """Return what a command on a file takes."""
    words = [sys.executable, "-m", "ldn_desktop", command, str(path), "--today", START.isoformat()]
    begun = time.monotonic()
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    # What runs is counted, not what else the machine has to do.
    busy = usage.ru_utime + usage.ru_stime
    return Taken(min(busy, time.monotonic() - begun), usage.ru_maxrss, child.returncode)


def main() -> int:
    """Measure every case and print a line for each."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--search", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    cases = [drawn(asked.seed + at) for at in range(asked.search)] if asked.search else list(known())
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.ldnplan"
        path.write_text(json.dumps(plan_of({})))
        own = min(measured(path, "check").seconds for _ in range(3))
        print(f"{'the start of the program, taken off below':<68} {own:6.2f} s")
        for case in cases:
            path.write_text(json.dumps(plan_of(case.changes)))
            both = [measured(path, command) for command in ("schedule", "check")]
            seconds, size = max(one.seconds for one in both) - own, max(one.kb for one in both)
            refused = both[0].status == REFUSED
            kept = seconds <= MOST_SECONDS and size <= MOST_KB and (case.refused or not refused)
            missed += not kept
            told = ("refused " if refused else "") + ("kept" if kept else "MISSED")
            print(f"{case.name:<68} {seconds:6.2f} s {size / 1000:7.1f} MB {told}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
