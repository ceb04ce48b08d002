"""Tells whether a program reads and computes plan files as this one does: ``conformance.py COMMAND [ARGUMENT…]``.

COMMAND gets plan files as further arguments and prints one line of JSON for each, in their order: ``phases``,
``fills``, ``totals``, ``ends`` and ``after`` as ``docs/conformance.md`` has them, or ``error`` for a plan that is
refused. It needs Python 3.11 and nothing else. Exit status 1 where an answer differs; the first differences are shown.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1] / "tests"
_SHOWN = 10


def cases() -> Iterator[tuple[str, dict[str, Any], dict[str, Any] | None]]:
    """Yield name, plan and what is expected of each; ``None`` where it must be refused."""
    for folder in ("vectors", "vectors-2"):
        for path in sorted((TESTS / folder).glob("*.json")):
            vector = json.loads(path.read_text("utf-8"))
            yield f"{folder}/{path.name}", vector["plan"], vector["expect"]
    for refusal in json.loads((TESTS / "refusals.json").read_text("utf-8")):
        yield refusal["what"], refusal["plan"], None


def difference(expected: Any, found: Any, place: str = "") -> str:
    """Return where an answer differs from what is expected, and how; empty where it does not.

    Of objects the keys that are expected are compared.
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            if key not in found:
                return f"{place}.{key} is missing"
            if told := difference(value, found[key], f"{place}.{key}"):
                return told
        return ""
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        all_told = (difference(one, other, f"{place}[{at}]") for at, (one, other) in pairs)
        return next(filter(None, all_told), "")
    return "" if expected == found else f"{place} is {json.dumps(found)}, not {json.dumps(expected)}"


def answers(command: list[str], plans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the program prints for the plans. A command that cannot be run, or prints no JSON, ends it."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{at:03}.ldnplan") for at in range(len(plans))]
        for file, plan in zip(files, plans, strict=True):
            file.write_text(json.dumps(plan), encoding="utf-8")
        try:
            done = subprocess.run(
                [*command, *map(str, files)], stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False
            )
        except OSError as error:
            sys.exit(
                f"{command[0]} cannot be started ({error.strerror}): give the command that answers, as it is typed."
            )
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    try:
        return [json.loads(line) for line in lines]
    except json.JSONDecodeError:
        sys.exit(f"{command[0]} printed something that is not one object of JSON a line: {lines[0][:80]!r}.")


def main() -> int:
    """Compare a program's answers with those expected."""
    command = sys.argv[1:]
    if not command or command[0] in {"-h", "--help"}:
        print(__doc__)
        return 2
    known = list(cases())
    found = answers(command, [plan for _, plan, _ in known])
    if len(found) != len(known):
        print(f"{len(known)} plans were given, and {len(found)} lines came back.")
        return 1
    wrong = []
    for (name, _, expected), answer in zip(known, found, strict=True):
        if expected is None:
            told = "" if "error" in answer else "is not refused"
        else:
            told = f"is refused: {answer['error']}" if "error" in answer else difference(expected, answer)
        if told:
            wrong.append(f"{name}: {told.lstrip('.')}")
    print("\n".join(wrong[:_SHOWN]))
    print(f"{len(known) - len(wrong)} of {len(known)} answers agree.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
