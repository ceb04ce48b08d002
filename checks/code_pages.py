"""Reads the codes of printed pages back with a decoder of its own: each must hold the plan, byte for byte.

Usage: ``python -m checks.code_pages --plans 300 [--seed 1]``; the status is 1 where one of them does not. Random plans
are printed on every paper that carries a code, A4 and Letter by turns, in normal and large print; the PDF is drawn at
200 dpi in grey, the picture turned by two degrees, and read by ZXing, which shares no code with the program.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.handover import Scope, handed_over
from ldn_desktop.domain.plan import Plan

if TYPE_CHECKING:
    from ldn_desktop.workspace.knowledge import Knowledge

DOTS, TURNED = 200, 2
_LETTERS = "abcdefghij klmnopqrst uvwxyz ABCDEFG.,0123456789äöüßéèçñłżőΑΒΓδεζЖЩюя"
ROOT = Path(__file__).resolve().parents[1]


class Asked(NamedTuple):
    """How one plan is printed."""

    kind: str
    paper: str
    large: bool
    named: bool

    @property
    def scope(self) -> Scope:
        """How much of the plan its code holds."""
        return Scope(whole=self.kind == "clinician", named=self.named)


def codes_on(pdf: bytes, dots: int = DOTS, turned: float = TURNED) -> tuple[str, ...]:
    """Return what the codes on a PDF say, as a scan of it in grey, of so many dots per inch and turned, gives them."""
    return tuple(text for page in _scans(pdf, dots, turned) for text in _read(page))


def printed(plan: Plan, asked: Asked, knowledge: Knowledge) -> bytes:
    """Return a paper of a plan as PDF. Refused (``BlockedError``): one that a finding holds back."""
    from ldn_desktop.domain.regimen import derive
    from ldn_desktop.printing.command import finished_pdf, paper_pages

    regimen, day = derive(plan, knowledge.rules, plan.start_date), plan.start_date
    pages = paper_pages(
        regimen,
        knowledge,
        paper=asked.paper,
        large=asked.large,
        printed=day,
        kind=asked.kind,
        code=True,
        code_named=asked.named,
    )
    return finished_pdf(pages, regimen, knowledge, printed=day, kind=asked.kind)


def _scans(pdf: bytes, dots: int, turned: float) -> Iterator[memoryview]:
    """Yield each page as rows of grey."""
    import pypdfium2
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        drawn = page.render(scale=dots / 72, grayscale=True)
        wide, high = drawn.width, drawn.height
        flat = QImage(bytes(drawn.buffer), wide, high, drawn.stride, QImage.Format.Format_Grayscale8)
        scan = QImage(wide, high, QImage.Format.Format_Grayscale8)
        scan.fill(Qt.GlobalColor.white)
        painter = QPainter(scan)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(wide / 2, high / 2)
        painter.rotate(turned)
        painter.translate(-wide / 2, -high / 2)
        painter.drawImage(0, 0, flat)
        painter.end()
        rows = memoryview(bytes(scan.constBits()))
        whole = b"".join(rows[at * scan.bytesPerLine() :][:wide] for at in range(high))
        yield memoryview(whole).cast("B", (high, wide))
    document.close()


def _read(page: memoryview) -> tuple[str, ...]:
    import zxingcpp

    found = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return tuple(code.text for code in found)


def _plans(count: int, seed: int, knowledge: Knowledge) -> Iterator[Plan]:
    """Yield random plans of both versions with texts, as the tests draw them.

    Half of them have papers for patient and pharmacy, and one in twelve needs several codes.
    """
    from hypothesis import HealthCheck, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    from ldn_desktop.decoding.strict import FileError
    from ldn_desktop.domain.regimen import derive
    from ldn_desktop.exchange.plan_reader import read_plan
    from tests.strategies import plans
    from tests.strategies_v2 import plans_v2

    line = st.text(_LETTERS, max_size=40)
    texts = st.fixed_dictionaries(
        {},
        optional={
            "id": st.uuids().map(lambda name: name.hex),
            "revision": st.integers(1, 99),
            "patient": st.fixed_dictionaries(
                {"name": line, "identifier": line, "birth_date": st.just("1980-05-01")}
            ),
            "prescriber": st.fixed_dictionaries({"name": line, "practice": line, "phone": line}),
            "notes": st.text(_LETTERS, max_size=1500),
            "instructions": st.text(_LETTERS, max_size=300),
            "medicines": st.lists(line.filter(str.strip), max_size=4, unique_by=str.casefold),
        },
    )
    found: list[Plan] = []

    @seeded(seed)
    @settings(max_examples=4 * count, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plans() | plans_v2(), texts)
    def draw(plan: dict[str, object], extras: dict[str, object]) -> None:
        try:
            found.append(read_plan(json.dumps(plan | extras).encode(), knowledge.vocabulary))
        except FileError:
            return

    draw()
    rng = random.Random(seed)
    rng.shuffle(found)
    found.sort(key=lambda plan: bool(derive(plan, knowledge.rules, plan.start_date).blocked))
    half = count // 2
    chosen = [*found[:half], *found[-(count - half) :]]
    rng.shuffle(chosen)
    for at, plan in enumerate(chosen):
        many = at % 12 == 0
        yield replace(plan, notes="".join(rng.choices(_LETTERS, k=2500))) if many else plan


def main() -> int:
    """Print, draw, read; print what differs and how many did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ldn_desktop.exchange.plan_code import Scanned
    from ldn_desktop.exchange.plan_reader import read_plan
    from ldn_desktop.exchange.plan_writer import write_plan
    from ldn_desktop.papers.catalogue import BlockedError
    from ldn_desktop.read_back.check import ReadBackError
    from ldn_desktop.workspace.knowledge import Knowledge

    knowledge, told = Knowledge(ROOT / "resources" / "content"), Counter[str]()
    ways = [
        Asked(kind, paper, large, named)
        for kind in ("patient", "clinician", "pharmacy-order")
        for paper in ("a4", "letter")
        for large in ((False, True) if kind == "patient" else (False,))
        for named in (False, True)
    ]
    for at, plan in enumerate(_plans(given.plans, given.seed, knowledge)):
        asked = ways[at % len(ways)]
        try:
            pdf = printed(plan, asked, knowledge)
        except (BlockedError, ReadBackError) as error:
            # Of a blocked plan there is the record alone.
            if isinstance(error, ReadBackError):
                print(f"plan {at} was held back: {error.place}")
            asked = asked._replace(kind="clinician", large=False)
            pdf = printed(plan, asked, knowledge)
        codes = codes_on(pdf)
        told[f"{asked.kind}, {asked.paper}, {len(codes)} codes"] += 1
        wanted = write_plan(handed_over(plan, asked.scope))
        try:
            held = write_plan(
                read_plan(Scanned().with_text("".join(codes)).plan_file(), knowledge.vocabulary)
            )
        except ValueError as error:
            held = str(error).encode()
        good = held == wanted
        told["the same bytes" if good else "DIFFERENT"] += 1
        if not good:
            print(f"plan {at} ({asked}): {held[:200]!r}")
    for what, count in sorted(told.items()):
        print(f"{count:5} {what}")
    return 1 if told["DIFFERENT"] or not told["the same bytes"] else 0


if __name__ == "__main__":
    sys.exit(main())
