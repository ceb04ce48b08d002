"""Throws broken plan files at the reader: each is refused in one short sentence or computed through and through.

``python -m checks.fuzz_plan_files [COUNT] [--seed SEED]`` makes COUNT files (100,000) out of the worked examples,
the same ones for the same seed, on two processes. ``--show NUMBER`` writes one of them to standard output and
says what became of it. Exit status 1 where any file crashed, hung, or was refused in a bad sentence. Needs a
system with interval timers (Linux, macOS).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.regimen import derive
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.exchange.schedule_json import schedule_json
from tests.domain.given_rules import RULES, TODAY, VOCABULARY

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 5
MEMORY = 3 << 30
LONGEST_SENTENCE = 300
CHUNK = 250
PROCESSES = 2
SHOWN_FAILURES = 5

FULL: dict[str, Any] = {
    "format": "ldn-plan",
    "version": 2,
    "id": "0d5c-7",
    "revision": 3,
    "patient": {"name": "Zoë Ünal", "birth_date": "1980-05-01", "identifier": "12 34"},
    "prescriber": {"name": "Dr. Łukasz", "practice": "日本", "phone": "+00 1"},
    "condition": "fibromyalgia",
    "notes": "Line one\nline two \U0001f642",
    "start_date": "2026-12-01",
    "times": ["morning", "bedtime"],
    "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 7}, {"dose": "1.5 mg", "days": 28}],
    "formulations": [
        {"id": "c0.5", "kind": "capsule", "strength": "0.5 mg"},
        {"id": "t3", "kind": "tablet", "strength": "3 mg", "divisible_into": 2},
        {
            "id": "liq",
            "kind": "liquid",
            "concentration": "1 mg/mL",
            "graduation_ml": "0.1",
            "capacity_ml": "3",
            "beyond_use_days": 14,
        },
        {"id": "dr", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20},
    ],
    "max_pieces_per_dose": 3,
    "fill_days": 30,
    "adjustments": [
        {"on": "2026-12-03", "action": "hold", "days": 7},
        {"on": "2026-12-16", "action": "step_back", "days": 3},
        {"on": "2026-12-20", "action": "pause", "until": "2027-01-02", "resume": "continue"},
        {"on": "2027-01-03", "action": "times", "times": ["bedtime"]},
        {
            "on": "2027-01-05",
            "action": "formulations",
            "formulations": [{"id": "c5", "kind": "capsule", "strength": "0.05 mg"}],
        },
        {"on": "2027-01-06", "action": "settle"},
        {"on": "2027-01-20", "action": "stop"},
    ],
    "screening": {
        "answered_on": "2026-11-25",
        "opioids_asked_on": "2027-01-02",
        "answers": {"opioid-dependence": "no", "pregnant": "unknown", "severe-liver-disease": "yes"},
        "opioids": [
            {"opioid": "tramadol", "last_dose": "2026-11-28"},
            {"opioid": "kratom", "last_dose": "2026-11-28", "use": "daily"},
            {"opioid": "codeine", "last_dose": None},
            {"opioid": "implant", "last_dose": None},
        ],
    },
    "medicines": ["duloxetine 60 mg", "Levothyroxine"],
    "overrides": [{"code": "opioid-free-interval", "reason": "Known to the pain clinic."}],
}
NEW: dict[str, Any] = FULL | {
    "start_date": "2026-12-31",
    "instructions": "Take it with water.",
    "ladder": [
        {"dose": "1 mg", "days": 31, "rhythm": {"every": 2}, "go_on": "if-tolerated"},
        {"dose": "2 mg", "days": 28, "rhythm": {"on": 3, "off": 2}, "go_on": "after-review"},
        {
            "doses": {"morning": "1 mg", "bedtime": "2 mg"},
            "days": 31,
            "rhythm": {"weekdays": ["monday", "friday"]},
        },
        {"dose": "3.2 mg", "days": 61},
    ],
    "after": "stop",
    "basis": {
        "kind": "linear",
        "start": "1 mg",
        "step": "1 mg",
        "target": "3.2 mg",
        "every": {"months": 1},
        "last": {"months": 2},
        "per_kg": {
            "weight": "32.5 kg",
            "weighed_on": "2026-11-20",
            "dose": "0.1 mg",
            "round_to": "0.1 mg",
            "at_most": "4.5 mg",
        },
    },
    "formulations": [{**product, "route": "oral"} for product in FULL["formulations"]],
    "max_measures_per_dose": 3,
    "max_drops_per_dose": 40,
    "adjustments": [
        {"on": "2027-01-03", "action": "hold", "days": 7, "noted_on": "2027-01-02", "note": "vivid dreams"},
        {"on": "2027-01-10", "action": "pause", "noted_on": "2027-01-10"},
        {"on": "2027-02-01", "action": "resume", "resume": "step_back", "noted_on": "2027-01-30"},
        {"on": "2027-02-05", "action": "settle"},
        {"on": "2027-03-01", "action": "pause"},
    ],
    "operation": {"on": "2027-03-04", "last_dose_hours": 72},
    "order": {
        "address": "1 Road",
        "allergies": "none known",
        "refills": 0,
        "ship_to": "patient",
        "reason": "cost",
    },
}
GEOMETRIC: dict[str, Any] = {key: FULL[key] for key in ("format", "version", "start_date")} | {
    "ladder": [{"dose": dose, "days": 7} for dose in ("4 mg", "2 mg")] + [{"dose": "1.5 mg", "days": 28}],
    "basis": {
        "kind": "geometric",
        "start": "4 mg",
        "factor": "0.5",
        "round_to": "0.5 mg",
        "target": "1.5 mg",
        "every": 7,
        "last": 28,
    },
    "after": "continue",
    "formulations": [
        {"id": "s", "kind": "tablet", "strength": "1 mg", "divisible_into": 2, "route": "sublingual"},
        {"id": "d", "kind": "drops", "concentration": "10 mg/mL", "drops_per_ml": 20, "route": "sublingual"},
    ],
}
OLD: dict[str, Any] = FULL | {
    "version": 1,
    "screening": {
        "answered_on": "2026-11-25",
        "answers": {"acute-hepatitis-or-liver-failure": "yes", "pregnant": "no"},
        "opioids": [{"opioid": "tramadol", "last_dose": "2026-11-28"}],
    },
    "overrides": [{"code": "acute-hepatitis-or-liver-failure", "reason": "Known to the liver clinic."}],
}
del OLD["medicines"]

ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 7, 64, 65, 3650, 3651, 10**12, 10**20, 0.5, 7.0, 1e300),
    *(
        float("nan"),
        float("inf"),
        "",
        " ",
        "x",
        "\n",
        "\ud800",
        "\u202e",
        "e\u0301",
        "0",
        "5",
        "0 mg",
        "1 mg",
    ),
    *(
        "16 mg",
        "1000 mg",
        "1001 mg",
        "0.000001 mg",
        "0.0000001 mg",
        "15.999999 mg",
        "1 mcg",
        "1,5 mg",
        ".5 mg",
    ),
    *(
        "05 mg",
        "1 000 mg",
        "1e2 mg",
        "1 mg/mL",
        "0.000001 mg/mL",
        "0 mg/mL",
        "1000 mg/mL",
        "0.1",
        "3",
        "1000",
    ),
    *(
        "0.000001",
        "2026-12-01",
        "2026-02-30",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "2026-1-1",
        "morning",
    ),
    *("bedtime", "hold", "pause", "step_back", "continue", "restart", "capsule", "liquid", "drops", "tablet"),
    *(
        "oral",
        "eye",
        "monday",
        "if-tolerated",
        "stop",
        "resume",
        "32.5 kg",
        "0 kg",
        "501 kg",
        "1.5",
        "0.0005",
    ),
    *({"every": 2}, {"on": 20, "off": 9}, {"weekdays": ["monday", "monday"]}, {"months": 1}, {"months": 120}),
    *(
        "yes",
        "under-18",
        "naltrexone",
        "not-measurable",
        [],
        {},
        [[]],
        [{}],
        {"": ""},
        ["bedtime", "bedtime"],
    ),
)
ODD_BYTES = (
    b"",
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"[" * 2000,
    b'"',
    b"\\",
    b"{",
    b"}",
)
NUMBERS = b"0123456789"


class Pairs(list[list[Any]]):
    """A JSON object as its members in order, so that a key may stand there twice."""


class HangError(BaseException):
    """The time for one file is up; no handler of the program may catch it."""


def odd(rng: Random) -> Any:
    """Return an odd value of its own: some are changed afterwards."""
    return deepcopy(rng.choice(ODD_VALUES))


def bases() -> list[str]:
    """Return the plans that are broken: the worked examples, one with every field, and one of version 1."""
    vectors = [*(ROOT / "tests" / "vectors").glob("*.json"), *(ROOT / "tests" / "vectors-2").glob("*.json")]
    found = [json.loads(path.read_bytes())["plan"] for path in sorted(vectors)]
    return [json.dumps(plan) for plan in [*found, *[FULL, NEW] * 4, GEOMETRIC, GEOMETRIC, OLD]]


def written(value: Any) -> str:
    """Write a value as JSON, members of ``Pairs`` as they stand."""
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(member)}" for key, member in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value)


def places(value: Any) -> Iterator[tuple[Any, int]]:
    """Yield every place of a value: its list and number, or its member and 1."""
    for at, item in enumerate(value):
        holder, number = (item, 1) if isinstance(value, Pairs) else (value, at)
        yield holder, number
        if isinstance(holder[number], list):
            yield from places(holder[number])


def objects(value: Any) -> Iterator[Pairs]:
    """Yield every object within a value."""
    if isinstance(value, Pairs):
        yield value
    for holder, number in places(value) if isinstance(value, list) else ():
        if isinstance(holder[number], Pairs):
            yield holder[number]


def swap(root: Pairs, rng: Random) -> None:
    """Put an odd value in the place of any."""
    holder, number = rng.choice(list(places(root)))
    holder[number] = odd(rng)


def exchange(root: Pairs, rng: Random) -> None:
    """Put a value of the file in the place of another."""
    (one, at), (other, there) = rng.choices(list(places(root)), k=2)
    if isinstance(one[at], list) or isinstance(other[there], list):
        one[at] = odd(rng)
    else:
        one[at], other[there] = other[there], one[at]


def drop(root: Pairs, rng: Random) -> None:
    """Take a member out of an object."""
    found = [pairs for pairs in objects(root) if pairs]
    chosen = rng.choice(found)
    del chosen[rng.randrange(len(chosen))]


def repeat_key(root: Pairs, rng: Random) -> None:
    """Let a key stand in its object twice, now and then with another value."""
    chosen = rng.choice([pairs for pairs in objects(root) if pairs])
    key, value = rng.choice(chosen)
    chosen.insert(rng.randrange(len(chosen) + 1), [key, value if rng.random() < 0.3 else odd(rng)])


def add_key(root: Pairs, rng: Random) -> None:
    """Give an object a key of its own or of another object."""
    known = [key for pairs in objects(root) for key, _ in pairs]
    key = rng.choice((*known, "x", "", "\n", "a" * 5000, "\ud800", "Days"))
    rng.choice(list(objects(root))).append([key, odd(rng)])


def blow_up(root: Pairs, rng: Random) -> None:
    """Make a number or an amount larger, smaller, finer or odd."""
    found = [(holder, at) for holder, at in places(root) if isinstance(holder[at], int | str)]
    holder, at = rng.choice(found)
    value = holder[at]
    if isinstance(value, int):
        holder[at] = rng.choice(
            (value * 10, value * 1000, value + 1, value - 1, -value, value << 200, float(value))
        )
    else:
        digits = [n for n, char in enumerate(value) if char.isdigit()]
        if digits:
            place = rng.choice(digits)
            holder[at] = (
                value[:place]
                + rng.choice(("9", "0", "00", "99999", ".", "", "1.", "0.0"))
                + value[place + 1 :]
            )


def repeat_item(root: Pairs, rng: Random) -> None:
    """Let an item of a list stand in it again, now and then hundreds of times."""
    lists = [h[n] for h, n in places(root) if isinstance(h[n], list) and not isinstance(h[n], Pairs) and h[n]]
    if lists:
        chosen = rng.choice(lists)
        item = rng.choice(chosen)
        copies = [
            json.loads(written(item), object_pairs_hook=as_pairs) for _ in range(rng.choice((1, 1, 1, 300)))
        ]
        place = rng.randrange(len(chosen) + 1)
        chosen[place:place] = copies


def shuffle(root: Pairs, rng: Random) -> None:
    """Put the items of a list or the members of an object in another order."""
    lists = [root, *(holder[at] for holder, at in places(root) if isinstance(holder[at], list))]
    rng.shuffle(rng.choice(lists))


def odd_strengths(root: Pairs, rng: Random) -> None:
    """Make strengths and doses odd numbers, seldom of nanograms, which are the hardest for the search."""
    unit = 1 if rng.random() < 0.03 else 1000
    for pairs in objects(root):
        for member in pairs:
            if member[0] in {"strength", "dose"} and rng.random() < 0.5:
                member[1] = f"{Decimal(rng.randrange(unit, 16_000_000, unit)) / 1_000_000:.6f} mg"


def as_pairs(pairs: list[tuple[str, Any]]) -> Pairs:
    """Return the members that the JSON reader found."""
    return Pairs([key, value] for key, value in pairs)


SHAPES: tuple[Callable[[Pairs, Random], None], ...] = (
    *(swap, swap, swap, exchange, drop, repeat_key, add_key, blow_up, blow_up, blow_up, repeat_item, shuffle),
    odd_strengths,
)


def reshaped(text: str, rng: Random) -> bytes:
    """Return a plan after one to three changes of its values."""
    root: Any = json.loads(text, object_pairs_hook=as_pairs)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if any(objects(root)):
            rng.choice(SHAPES)(root, rng)
    ascii_only = written(root)
    if rng.random() < 0.2:
        return json.dumps(json.loads(ascii_only), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return ascii_only.encode()


def damaged(data: bytes, rng: Random) -> bytes:
    """Return bytes after one to six flips, insertions, deletions, doublings or a truncation."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(6):
            case 0 if at < len(found):
                found[at] ^= 1 << rng.randrange(8)
            case 1:
                found[at:at] = rng.choice((*ODD_BYTES, rng.randbytes(3)))
            case 2:
                del found[at : at + rng.choice((1, 1, 3, 40))]
            case 3:
                found[at:at] = found[at : at + rng.choice((5, 50, 500))]
            case 4 if rng.random() < 0.3:
                del found[at:]
            case _:
                digits = [n for n, byte in enumerate(found) if byte in NUMBERS]
                if digits:
                    found[rng.choice(digits)] = rng.choice(NUMBERS)
    return bytes(found)


def made(number: int, seed: str, plans: list[str]) -> bytes:
    """Return the file with a number: always the same for the same seed."""
    rng = Random(f"{seed}:{number}")
    text = rng.choice(plans)
    if rng.random() < 0.7:
        data = reshaped(text, rng)
        return damaged(data, rng) if rng.random() < 0.1 else data
    return damaged(text.encode(), rng)


def bad_sentence(sentence: str) -> str:
    """Say what is wrong with a refusal; empty where it is one short sentence."""
    if len(sentence) > LONGEST_SENTENCE:
        return f"a refusal of {len(sentence)} characters"
    if not sentence.isprintable():
        return "a refusal that is no single printable line"
    return "" if sentence.endswith(".") else "a refusal that is no sentence"


def tried(data: bytes) -> tuple[str, str]:
    """Return ``refused``, ``computed`` or ``failed`` for a file, with the refusal or what failed."""
    try:
        plan = read_plan(data, VOCABULARY)
    except FileError as error:
        wrong = bad_sentence(str(error))
        return ("failed", f"{wrong}: {str(error)[:400]!r}") if wrong else ("refused", str(error))
    canonical = write_plan(plan)
    again = read_plan(canonical, VOCABULARY)
    if again != plan or write_plan(again) != canonical:
        return "failed", "the plan changed on its way through a file"
    answer = json.dumps(schedule_json(derive(plan, RULES, TODAY)), allow_nan=False)
    if answer != json.dumps(schedule_json(derive(again, RULES, TODAY)), allow_nan=False):
        return "failed", "the same plan gave two schedules"
    return "computed", answer[:120]


def times_up(_signal: int, _frame: object) -> None:
    """End the file being tried."""
    raise HangError


def judged(data: bytes) -> tuple[str, str]:
    """Return what became of a file, exceptions and lost time included."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        return tried(data)
    except HangError:
        return "failed", f"not done after {SECONDS} s"
    except Exception as error:  # noqa: BLE001  (whatever it is, it is what this script looks for)
        return "failed", f"{type(error).__name__}: {str(error)[:200]!r}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def prepare() -> None:
    """Bound a process: time for each file and memory."""
    signal.signal(signal.SIGALRM, times_up)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run_chunk(task: tuple[int, int, str]) -> tuple[Counter[str], list[tuple[int, str]], float]:
    """Try the files numbered from first up to end; return the counts, the failures and the slowest file's time."""
    first, end, seed = task
    plans = bases()
    counts: Counter[str] = Counter()
    failures: list[tuple[int, str]] = []
    slowest = 0.0
    for number in range(first, end):
        data = made(number, seed, plans)
        begun = time.perf_counter()
        verdict, detail = judged(data)
        slowest = max(slowest, time.perf_counter() - begun)
        counts[verdict] += 1
        if verdict == "failed":
            failures.append((number, detail))
    return counts, failures, slowest


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--show", type=int, metavar="NUMBER")
    given = parser.parse_args()
    if given.show is not None:
        prepare()
        data = made(given.show, given.seed, bases())
        sys.stdout.buffer.write(data + b"\n")
        print(*judged(data), sep=": ", file=sys.stderr)
        return 0
    begun = time.perf_counter()
    counts: Counter[str] = Counter()
    failures: list[tuple[int, str]] = []
    slowest = 0.0
    tasks = [(at, min(at + CHUNK, given.count), given.seed) for at in range(0, given.count, CHUNK)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, context, prepare) as pool:
        for found, failed, longest in pool.map(run_chunk, tasks):
            counts += found
            failures += failed
            slowest = max(slowest, longest)
    kinds: dict[str, list[tuple[int, str]]] = {}
    for number, detail in failures:
        kinds.setdefault(detail.partition(":")[0], []).append((number, detail))
    for kind, members in kinds.items():
        print(f"{len(members):,} × {kind}; the first:")
        for number, detail in members[:SHOWN_FAILURES]:
            print(f"  file {number}: {detail}")
    print(
        f"{given.count:,} files, seed {given.seed}: {counts['refused']:,} refused, {counts['computed']:,} computed, "
        f"{len(failures):,} failed; slowest {slowest:.2f} s, {time.perf_counter() - begun:.0f} s in all"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
