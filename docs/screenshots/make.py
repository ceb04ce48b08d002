"""Makes every screenshot and turns every printed page into a picture, so that anyone can look again.

Usage: ``python docs/screenshots/make.py [FOLDER]`` (``build/screenshots`` by default), or ``--guide`` for the pictures
of the guide. It needs no display; printed pages need pdftoppm of poppler-utils.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import copied
import followed
import locked
import opened
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from ldn_desktop.__main__ import RESOURCES
from ldn_desktop.app import assemble
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.practice import Currency, Made, Pharmacy, Practice, Registration
from ldn_desktop.papers.catalogue import PAPERS, SHEETS, PaperContext
from ldn_desktop.papers.comparison import Compared
from ldn_desktop.printing.command import comparison_pages, pdf_bytes, print_paper
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.storage.places import find_places
from ldn_desktop.ui.library.watch import Watch
from ldn_desktop.ui.papers.compare_dialog import CompareDialog
from ldn_desktop.ui.papers.pack_dialog import PackDialog
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.shell.guide import guide_folder
from ldn_desktop.ui.shell.practice.dialog import PracticeDialog
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.workspace import clock
from ldn_desktop.workspace.comparing import Alternative, Side, beside, plan_in, side_of
from ldn_desktop.workspace.origin import File

PLANS = Path(__file__).resolve().parent / "plans"
PRINTED = date(2026, 11, 26)
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
"""The clock stands still, so that the pictures are the same on any day."""
_SETTLE_MS = 150


@dataclass(frozen=True)
class Shot:
    """One picture of the window: its name, plan, theme, zoom, size, tab and open card, or what of the reference.

    ``grey`` takes the colours out, as a printer or some eyes do.
    """

    name: str
    plan: str = ""
    theme: str = "light"
    zoom: int = 100
    size: tuple[int, int] = (1440, 900)
    tab: str = "Steps"
    part: str = ""
    target: str = ""
    card: str = ""
    grey: bool = False


SHOTS = (
    Shot("empty"),
    Shot("typical", "typical"),
    Shot("typical-dark", "typical", theme="dark"),
    Shot("typical-high-contrast", "typical", theme="high-contrast"),
    Shot("typical-calendar", "typical", tab="Calendar"),
    Shot("typical-supply", "typical", tab="Supply"),
    Shot("ultra-low", "ultra-low"),
    Shot("ultra-low-findings-dark", "unmeasurable", theme="dark", tab="Calendar"),
    Shot("findings", "unmeasurable", tab="Findings"),
    Shot("findings-high-contrast", "unmeasurable", theme="high-contrast", tab="Findings"),
    Shot("adjusted", "adjusted"),
    Shot("rhythm", "rhythm"),
    Shot("rhythm-calendar", "rhythm", tab="Calendar"),
    Shot("rhythm-supply", "rhythm", tab="Supply"),
    Shot("rhythm-dark", "rhythm", theme="dark"),
    Shot("rhythm-high-contrast", "rhythm", theme="high-contrast", tab="Calendar"),
    Shot("rhythm-small-window", "rhythm", size=(1024, 700), tab="Calendar"),
    Shot("rhythm-font-200", "rhythm", zoom=200, part="result"),
    Shot("safety", "safety", card="safety"),
    Shot("safety-dark", "safety", theme="dark", card="safety", tab="Calendar"),
    Shot("safety-grey", "safety", card="safety", tab="Findings", grey=True),
    Shot("safety-findings", "safety", tab="Findings"),
    Shot("safety-small-window", "safety", size=(1024, 700), card="safety"),
    Shot("safety-font-200", "safety", zoom=200, part="form", card="safety"),
    Shot("asked-again", "asked-again", card="safety"),
    Shot("asked-again-dark", "asked-again", theme="dark", card="safety"),
    Shot("asked-again-small-window", "asked-again", size=(1024, 700), card="safety"),
    Shot("asked-again-font-200", "asked-again", zoom=200, part="form", card="safety"),
    Shot("medicines", "medicines", card="medicines", tab="Findings"),
    Shot("medicines-dark", "medicines", theme="dark", card="medicines", tab="Findings"),
    Shot("medicines-small-window", "medicines", size=(1024, 700), card="medicines"),
    Shot("medicines-font-200", "medicines", zoom=200, part="form", card="medicines"),
    Shot("follow-up", "adjusted", card="follow-up"),
    Shot("follow-up-dark", "adjusted", theme="dark", card="follow-up"),
    Shot("follow-up-small-window", "adjusted", size=(1024, 700), card="follow-up"),
    Shot("small-window", "typical", size=(1024, 700)),
    Shot("small-window-findings", "unmeasurable", size=(1024, 700)),
    Shot("font-200-plan", "typical", zoom=200, part="form"),
    Shot("font-200-result", "typical", zoom=200, part="result"),
    *(
        Shot(f"reference-{name}{suffix}", theme=theme, target=target)
        for name, target in (
            ("condition", "topic:fibromyalgia"),
            ("article", "topic:opioid-free-interval"),
            ("studies", "page:studies"),
            ("conditions", "page:conditions"),
            ("opioids", "page:opioids"),
            ("medicines", "page:medicines"),
            ("glossary", "page:glossary"),
            ("mechanism-map", "page:mechanism-map"),
            ("blockade", "page:blockade"),
        )
        for suffix, theme in (("", "light"), ("-dark", "dark"))
    ),
    Shot("reference-medicines-small-window", size=(1024, 700), target="page:medicines"),
    Shot("reference-medicines-font-200", zoom=200, target="medicine:duloxetine"),
    Shot("reference-small-window", size=(1024, 700), target="topic:surgery"),
    Shot("reference-font-200", zoom=200, target="topic:fibromyalgia"),
    Shot("reference-high-contrast", theme="high-contrast", target="topic:vivid-dreams"),
)

GUIDE = (
    Shot("index", "typical", size=(1200, 780)),
    Shot("planner", "unmeasurable", size=(1200, 780), tab="Findings"),
    Shot("safety", "safety", size=(1200, 780), card="safety", tab="Calendar"),
    Shot("follow-up", "adjusted", size=(1200, 780), card="follow-up"),
    Shot("reference", size=(1200, 780), target="topic:fibromyalgia"),
)
"""The pictures of the guide, named as its chapters."""


def take(window: MainWindow, shot: Shot, folder: Path) -> None:
    """Bring the window into a state and take its picture."""
    window.resize(*shot.size)
    if shot.plan:
        window.files.open_path(PLANS / f"{shot.plan}.ldnplan", asked=True)
    else:
        window.files.new()
    # A plan that is opened is shown from its beginning; the state comes after.
    window.show_state(shot.theme, shot.zoom, shot.tab, shot.part)
    window.open_reference(shot.target or "planner")
    window.show_card(shot.card)
    QTest.qWait(_SETTLE_MS)
    save(window, folder / f"{shot.name}.png", grey=shot.grey)


def save(widget: QWidget, path: Path, *, grey: bool = False) -> None:
    """Save a picture of a widget."""
    image = widget.grab().toImage()
    if grey:
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    if not image.save(str(path)):
        raise SystemExit(f"{path} could not be written")
    print(path)


def papers(window: MainWindow, folder: Path) -> None:
    """Take a picture of the preview, then print each plan and turn its pages into pictures."""
    knowledge, session = window.knowledge, window.session
    for name, paper, large, kind in (
        ("typical", "a4", False, "patient"),
        ("typical", "letter", True, "patient"),
        ("ultra-low", "a4", False, "patient"),
        ("twice-daily", "a4", False, "patient"),
        *(("adjusted", "a4", False, kind) for kind, made in PAPERS.items() if not made.some_plans),
        ("liquid", "a4", False, "preparation"),
        ("liquid", "letter", True, "preparation"),
        *(
            (name, paper, False, "pharmacy-order")
            for name in ("typical", "rhythm")
            for paper in ("a4", "letter")
        ),
        ("safety", "a4", False, "clinician"),
        ("medicines", "a4", False, "clinician"),
    ):
        window.files.open_path(PLANS / f"{name}.ldnplan", asked=True)
        regimen = session.regimen
        if regimen is None:
            raise SystemExit(f"{name} has no result")
        out = folder / f"paper-{kind}-{name}-{paper}{'-large' if large else ''}.pdf"
        problem = print_paper(regimen, knowledge, out, paper=paper, large=large, printed=PRINTED, kind=kind)
        if problem:
            raise SystemExit(problem)
        print(out)
        drawn(out)
        if name == "typical" and not large and kind == "patient":
            dialog = PreviewDialog(
                regimen, knowledge, wording=PLAIN, paper=paper, large=large, printed=PRINTED, parent=window
            )
            dialog.resize(860, 900)
            dialog.show()
            QTest.qWait(_SETTLE_MS)
            save(dialog, folder / "preview.png")
            dialog.close()


def in_other_languages(window: MainWindow, folder: Path) -> None:
    """Print what patients get in each language beside English, small and large, and turn its pages into pictures."""
    knowledge, session = window.knowledge, window.session
    window.files.open_path(PLANS / "rhythm.ldnplan", asked=True)
    for code in knowledge.content.languages:
        kinds = [kind for kind in PAPERS if code != "en" and not knowledge.why_not_in(kind, code)]
        for kind in kinds:
            for paper, large in (("a4", False), ("letter", True)):
                out = folder / f"paper-{kind}-rhythm-{code}-{paper}.pdf"
                wording = PLAIN._replace(language=knowledge.content.language(code))
                regimen = session.regimen
                if regimen is None:
                    raise SystemExit("rhythm has no result")
                problem = print_paper(
                    regimen,
                    knowledge,
                    out,
                    wording=wording,
                    paper=paper,
                    large=large,
                    printed=PRINTED,
                    kind=kind,
                )
                if problem:
                    raise SystemExit(problem)
                print(out)
                drawn(out)


def drawn(pdf: Path) -> None:
    """Turn the pages of a PDF into pictures, where pdftoppm is there."""
    painter = shutil.which("pdftoppm")
    if painter:
        subprocess.run([painter, "-r", "90", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)


def pack(window: MainWindow, folder: Path) -> None:
    """Take pictures of all papers in one go: of a plan, and of one that waits, in the sizes that have to fit."""
    for name, theme, percent, size in (
        ("typical", "light", 100, None),
        ("typical", "dark", 100, None),
        ("safety", "light", 100, None),
        *((name, "light", 200, QSize(1008, 652)) for name in ("typical", "safety")),
    ):
        window.files.open_path(PLANS / f"{name}.ldnplan", asked=True)
        window.show_state(theme, percent)
        end = f"{name}{'-dark' if theme == 'dark' else ''}{'' if size is None else '-large'}"

        def show(dialog: QDialog, path: Path = folder / f"pack-{end}.png", size: QSize | None = size) -> int:
            if size is not None:
                dialog.resize(size)
            dialog.show()
            QTest.qWait(_SETTLE_MS)
            save(dialog, path)
            return 0

        with patch.object(PackDialog, "exec", show):
            window.actions_.pack.trigger()
    window.show_state("light", 100)


PRACTICE = Practice(
    name="Riverside Practice",
    address="1 River Street\nExample Town",
    phone="000 000",
    registrations=(Registration("Practice number", "0000000"),),
    pharmacies=(
        Pharmacy("Corner Pharmacy", makes=(Made(Capsule("c", 500_000), 35),), currency=Currency("GBP")),
    ),
    products=(Capsule("c", 500_000),),
)


def practice(window: MainWindow, folder: Path) -> None:
    """Take pictures of the settings of a practice, tab by tab, in both themes."""
    window.knowledge.keep_practice(PRACTICE)
    for theme in ("light", "dark"):
        window.show_state(theme, 100)
        plan = window.session.draft.plan
        dialog = PracticeDialog(window.knowledge, plan, plan.prescriber, str(folder), window)
        dialog.show()
        for tab in range(4):
            dialog.show_tab(tab)
            QTest.qWait(_SETTLE_MS)
            save(dialog, folder / f"practice-{tab + 1}{'-dark' if theme == 'dark' else ''}.png")
        dialog.close()


def comparison(window: MainWindow, folder: Path) -> None:
    """Take pictures of two plans side by side in each theme, in grey and with large letters, and print them."""
    window.knowledge.keep_practice(PRACTICE)
    window.files.open_path(PLANS / "typical.ldnplan", asked=True)
    regimen = window.session.regimen
    if regimen is None:
        raise SystemExit("the example plan has no result")
    knowledge, left = window.knowledge, Side("typical.ldnplan", regimen)
    plan = plan_in(File(PLANS / "adjusted.ldnplan"), knowledge)
    other = side_of("adjusted.ldnplan", plan, knowledge, PRINTED)
    context = beside(left, other, knowledge, PRINTED, PLAIN)

    def compared(_side: Side) -> PaperContext:
        return context

    def made() -> Side:
        return other

    def read(_name: str) -> Side:
        return other

    for name, theme, zoom, size in (
        ("comparison", "light", 100, (920, 860)),
        ("comparison-grey", "light", 100, (920, 860)),
        ("comparison-dark", "dark", 100, (920, 860)),
        ("comparison-high-contrast", "high-contrast", 100, (920, 860)),
        ("comparison-small", "light", 100, (1000, 650)),
        ("comparison-font-200", "light", 200, (1000, 650)),
    ):
        window.show_state(theme, zoom)
        dialog = CompareDialog([Alternative(other.name, made)], read, compared, str(folder), window)
        dialog.show()
        dialog.resize(*size)
        QTest.qWait(_SETTLE_MS)
        save(dialog, folder / f"{name}.png", grey=name.endswith("grey"))
        dialog.close()
    window.show_state("light", 100)
    for paper in SHEETS:
        out = folder / f"paper-comparison-{paper}.pdf"
        out.write_bytes(pdf_bytes(comparison_pages(context, knowledge, paper), title=Compared(context).title))
        print(out)
        drawn(out)


def _as_patched() -> datetime:
    return clock.local_now()


@contextmanager
def open_window(now: datetime = NOW) -> Iterator[MainWindow]:
    """Show the window, with settings of its own and the clock standing still, for as long as it is needed.

    However long that takes, it does not lock by itself: nobody touches it.
    """
    with (
        tempfile.TemporaryDirectory() as state,
        patch("ldn_desktop.workspace.clock.local_now", lambda: now),
        patch("ldn_desktop.ui.shell.window.local_now", _as_patched),
        patch.object(Watch, "look", lambda _watch: None),
    ):
        _app, window = assemble(sys.argv[:1], find_places(Path(state)), RESOURCES)
        window.show()
        yield window
        window.force_close()


def draw_example(folder: Path) -> None:
    """Draw the window on the example plan, and print the patient's paper of it."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_window() as window:
        take(window, Shot("window", "typical"), folder)
        regimen = window.session.regimen
        if regimen is None:
            raise SystemExit("the example plan has no result")
        out = folder / "plan.pdf"
        problem = print_paper(regimen, window.knowledge, out, paper="a4", large=False, printed=PRINTED)
        if problem:
            raise SystemExit(problem)
        print(out)


def main() -> int:
    """Make all pictures."""
    guide = sys.argv[1:] == ["--guide"]
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/screenshots")
    if guide:
        folder = guide_folder(RESOURCES) / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with open_window() as window:
        for shot in GUIDE if guide else SHOTS:
            take(window, shot, folder)
        if guide:
            followed.guide_picture(window, folder, save)
        else:
            papers(window, folder)
            in_other_languages(window, folder)
            pack(window, folder)
            practice(window, folder)
            comparison(window, folder)
            locked.offered(window, folder, save)
            subject = followed.pictures(window, folder, save)
            opened.pictures(window, folder, subject, save)
            copied.pictures(window, folder, subject, save)
            locked.pictures(window, folder, save)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
