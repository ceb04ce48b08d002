"""Types every letter, digit, blank, Enter, arrow and pasted text into whatever takes the keyboard, in 56 states.

After each key four things hold. What the form shows of the plan is what the plan holds, or the form says at that place
that it is not (``checks.form_seen``). A key changes only what the widget it went to stands for; a letter where no text
is written changes nothing but an answer that is open, or that decision 9 lets it correct. While anything in the form is
wrong, papers are off, nothing says Saved, and the result names it. And every way to a paper or file, tried then, writes
nothing. Dialogs of products and the preview are typed into as well.

Usage: ``QT_QPA_PLATFORM=offscreen python -m checks.every_key [--states N] [--only TEXT]``. It prints what was tried of
each state, and every break; exit status 1 on any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import (
    QFileDialog,
)

from checks.key_rules import KEYS
from checks.key_states import DIALOGS, STATES, Begin
from checks.key_typist import Tried, Typist
from tests.journeys.desk import desk_on, settle


def try_state(
    name: str, begin: Begin, told: list[str], dialog: str = "", keys: tuple[str, ...] = KEYS, every: int = 1
) -> Tried:
    """Type everything everywhere in one state, or in a dialog of a product above it; add what breaks to ``told``."""
    with tempfile.TemporaryDirectory() as text, ExitStack() as stack:
        folder = Path(text)
        for method in ("getSaveFileName", "getOpenFileName"):
            stack.enter_context(patch.object(QFileDialog, method, lambda *_, **__: ("", "")))
        desk = stack.enter_context(desk_on(folder))
        begin(desk)
        settle()
        typist = Typist(name, desk, folder, told, keys)
        return typist.run_dialog(dialog) if dialog else typist.run(every)


def _part_of(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    return int(part), int(parts)


def main() -> int:
    """Try every state; print a row of each, and what breaks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--states", type=int, default=len(STATES) + len(DIALOGS), help="only the first so many"
    )
    parser.add_argument("--only", default="", help="only states with this in their name")
    parser.add_argument(
        "--part", type=_part_of, default=(1, 1), help="1/2 and 2/2 share the states out to two processes"
    )
    chosen = parser.parse_args()
    linear = dict(STATES)["linear"]
    dialogs = [(f"dialog: {kind}", linear, kind) for kind in DIALOGS]
    states = [*((name, begin, "") for name, begin in STATES), *dialogs]
    # The offscreen window says of every popup what it cannot do.
    QLoggingCategory.setFilterRules("qt.qpa.*=false\n*.info=false")
    told: list[str] = []
    sums = [0, 0, 0, 0]
    print(f"{'state':32}{'widgets':>9}{'keys':>9}{'wrong':>9}{'ways out':>10}{'breaks':>8}{'seconds':>9}")
    for name, begin, dialog in states[: chosen.states][chosen.part[0] - 1 :: chosen.part[1]]:
        if chosen.only not in name:
            continue
        before, began = len(told), time.monotonic()
        tried = try_state(name, begin, told, dialog)
        sums = [one + more for one, more in zip(sums, tried, strict=True)]
        broken = list(dict.fromkeys(told[before:]))
        row = "".join(f"{n:>9}" for n in tried[:3])
        print(
            f"{name:32}{row}{tried.ways_out:>10}{len(broken):>8}{time.monotonic() - began:>9.0f}", flush=True
        )
        for line in broken[:40]:
            print(f"  {line}", flush=True)
    print(f"{'in all':32}{sums[0]:>9}{sums[1]:>9}{sums[2]:>9}{sums[3]:>10}{len(told):>8}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
