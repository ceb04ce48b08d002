"""Prints every paper from the real window, by its keys, and reads back what the printer received.

Usage: ``python -m checks.real_printing``; it starts a print service of its own (CUPS) and, where there is no display,
one of those too (Xvfb). The status is 1 where a paper arrives otherwise than it was made: on another sheet, with other
words, or one that does not say what the plan says; or where a printer that takes nothing is not told in a sentence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from checks.print_service import QUEUE, SERVICE, Job, PrintService, print_service

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog

    from ldn_desktop.printing.command import LaidOut
    from ldn_desktop.ui.papers.pack_dialog import PackDialog
    from ldn_desktop.ui.papers.preview import PreviewDialog
    from ldn_desktop.ui.shell.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
PLANS = ROOT / "docs" / "screenshots" / "plans"
SIZES = {"a4": {(595, 842), (842, 595)}, "letter": {(612, 792), (792, 612)}}
COPIES = 3
_PATIENCE_MS = 3000


class PrintedOtherwiseError(Exception):
    """What arrived is not what was to be printed."""


class Trial:
    """A window, its print service, and the hands on both."""

    def __init__(self, window: MainWindow, service: PrintService) -> None:
        self.window, self.service = window, service
        self.count = 0
        self.printed: set[str] = set()

    def pack(self, plan: str, paper: str, *, large: bool) -> None:
        """Print all papers of a plan in one go, and compare what arrives with what was to be printed."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from ldn_desktop.printing.command import LaidOut, finished_together, paper_pages
        from ldn_desktop.read_back.page_text import page_texts
        from ldn_desktop.ui.papers.pack_dialog import PackDialog
        from ldn_desktop.workspace.clock import local_today

        self._open(plan)
        kinds: list[str] = []

        def take(dialog: PackDialog) -> None:
            kinds.extend(self._set(dialog, paper, large=large))
            with self._when("QPrintDialog", _agree):
                QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

        with self._when(PackDialog.__name__, take):
            self.window.actions_.pack.trigger()
        knowledge, regimen, today = self.window.knowledge, self.window.session.regimen, local_today()
        if regimen is None:
            raise PrintedOtherwiseError("the plan has no result")
        for kind, job in zip(kinds, self.service.received(len(kinds)), strict=True):
            pages = paper_pages(regimen, knowledge, paper=paper, large=large, printed=today, kind=kind)
            made = [LaidOut(kind, pages)]
            title = knowledge.paper_title(kind)
            saved = finished_together(made, regimen, knowledge, printed=today, title=title)
            self.expect(f"{plan}, {paper}, {kind}: title", job.title, title)
            self.expect(f"{plan}, {paper}, {kind}: words", page_texts(job.pdf), page_texts(saved))
            self._on_sheet(job, kind, paper)
            _read_again(job, made[0], self.window)
            self.count += 1
            self.printed.add(kind)

    def copies_and_range(self) -> None:
        """Print pages 2 to 3 of the diary in several copies."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from ldn_desktop.read_back.page_text import page_texts

        def take(dialog: PreviewDialog) -> None:
            self._choose(dialog, "Document", "diary")
            with self._when("QPrintDialog", _agree_to_a_part):
                QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

        with self._when("PreviewDialog", take):
            self.window.actions_.preview.trigger()
        (job,) = self.service.received(1)
        self.expect("copies", job.copies, COPIES)
        numbers = [text.rpartition("Page ")[2].split(" ")[0] for text in page_texts(job.pdf)]
        self.expect("pages", numbers, ["2", "3"])

    def told(self, sentence: str, before: tuple[str, ...], after: tuple[str, ...] = ()) -> None:
        """Have a printer that takes nothing, once a tool of CUPS was run, be told in a sentence, and the pages stay."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QLabel

        heard: list[str] = []

        def agree(dialog: QPrintDialog) -> None:
            self.service.tool(*before)
            _agree(dialog)

        def take(dialog: PreviewDialog) -> None:
            with self._when("QPrintDialog", agree):
                QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
            heard.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
            dialog.close()

        with self._when("PreviewDialog", take):
            self.window.actions_.preview.trigger()
        if after:
            self.service.tool(*after)
        found = [text for text in heard if sentence in text]
        if not found:
            raise PrintedOtherwiseError(f"{sentence!r} was not told, but {heard}")
        print(found[0])

    def _open(self, plan: str) -> None:
        self.window.files.open_path(PLANS / f"{plan}.ldnplan", asked=True)

    def _set(self, dialog: PackDialog, paper: str, *, large: bool) -> tuple[str, ...]:
        """Set paper and size of letters with keys; return the papers that are then ticked."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QCheckBox

        from ldn_desktop.ui.papers.pack_list import PackList

        self._choose(dialog, "Paper", paper)
        box = next(box for box in dialog.findChildren(QCheckBox) if "Large" in box.text())
        if box.isChecked() != large:
            QTest.keyClick(box, Qt.Key.Key_Space)
        (papers,) = dialog.findChildren(PackList)
        return papers.ticked

    def _choose(self, dialog: PackDialog | PreviewDialog, name: str, wanted: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QComboBox

        combo = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Home)
        while combo.currentData() != wanted:
            QTest.keyClick(combo, Qt.Key.Key_Down)

    @contextmanager
    def _when(self, kind: str, act: Callable[..., None]) -> Iterator[None]:
        """Act once on the first dialog of a kind that opens within."""
        from PySide6.QtCore import QDeadlineTimer, QTimer
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication, QLabel

        acted: list[bool] = []
        wrong: list[Exception] = []
        timer = QTimer(interval=50)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or type(dialog).__name__ != kind or not dialog.isVisible() or acted:
                return
            acted.append(True)
            timer.stop()
            dialog.activateWindow()
            QTest.qWaitForWindowActive(dialog)
            try:
                act(dialog)
            except Exception as error:  # noqa: BLE001 - it is raised again where the dialog was waited for
                wrong.append(error)
            if dialog.isVisible():
                said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
                wrong.append(PrintedOtherwiseError(f"{kind} stayed open and says: {said}"))
                dialog.close()

        timer.timeout.connect(look)
        timer.start()
        yield
        end = QDeadlineTimer(_PATIENCE_MS)
        while not acted and not end.hasExpired():
            QTest.qWait(50)
        timer.stop()
        if wrong:
            raise wrong[0]
        if not acted:
            raise PrintedOtherwiseError(f"no {kind} opened")

    def _on_sheet(self, job: Job, kind: str, paper: str) -> None:
        import pypdfium2

        sizes = {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(job.pdf)}
        if not sizes <= SIZES[paper]:
            raise PrintedOtherwiseError(f"{kind} is on {sizes} instead of {paper}")
        if f"media={'A4' if paper == 'a4' else 'Letter'}" not in job.options:
            raise PrintedOtherwiseError(f"{kind} asked for another sheet than {paper}: {job.options}")

    def expect(self, what: str, found: object, wanted: object) -> None:
        """Refuse (``PrintedOtherwiseError``) what was found where something else was wanted."""
        if found != wanted:
            raise PrintedOtherwiseError(f"{what}: {found!r} instead of {wanted!r}")


def _read_again(job: Job, paper: LaidOut, window: MainWindow) -> None:
    """Read what arrived as the program reads its own pages before they leave. Refused (``ReadBackError``)."""
    from ldn_desktop.read_back.asked import Asked
    from ldn_desktop.read_back.check import read_back
    from ldn_desktop.workspace.clock import local_today

    regimen, knowledge = window.session.regimen, window.knowledge
    if regimen is None:
        raise PrintedOtherwiseError("the plan has no result")
    practice = knowledge.practice.practice
    asked = Asked(regimen, knowledge.content, local_today(), knowledge.clinic, practice=practice)
    read_back(job.pdf, (paper.kind, paper.pages.count, asked))


def _agree(dialog: QPrintDialog) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(dialog, Qt.Key.Key_Return)


def _agree_to_a_part(dialog: QPrintDialog) -> None:
    """Type the number of copies and the range of pages, then agree."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QRadioButton, QSpinBox

    ranged = dialog.findChild(QRadioButton, "printRange")
    if ranged is None:
        raise PrintedOtherwiseError("the print dialog offers no range of pages")
    QTest.keyClick(ranged, Qt.Key.Key_Space)
    for name, value in (("from", 2), ("to", 3), ("copies", COPIES)):
        box = dialog.findChild(QSpinBox, name)
        if box is None:
            raise PrintedOtherwiseError(f"the print dialog has no field {name}")
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, str(value))
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def run() -> int:
    """Print everything; say what was printed, or what is wrong."""
    with print_service() as service, tempfile.TemporaryDirectory() as state:
        os.environ["CUPS_SERVER"] = service.address
        from ldn_desktop.app import assemble
        from ldn_desktop.papers.catalogue import PAPERS
        from ldn_desktop.read_back.check import ReadBackError
        from ldn_desktop.storage.places import find_places
        from ldn_desktop.workspace.pack import keep_taken

        _app, window = assemble(sys.argv[:1], find_places(Path(state)), ROOT / "resources")
        keep_taken(window.knowledge, tuple(PAPERS))
        window.show()
        trial = Trial(window, service)
        try:
            for plan, paper, large in (
                ("typical", "a4", False),
                ("typical", "letter", False),
                ("typical", "letter", True),
                ("liquid", "a4", False),
                ("twice-daily", "a4", True),
                ("adjusted", "letter", False),
            ):
                trial.pack(plan, paper, large=large)
            trial.expect("papers printed", trial.printed, {*PAPERS})
            trial.copies_and_range()
            trial.told("did not take the pages", ("cupsreject", QUEUE), ("cupsaccept", QUEUE))
            trial.told("is stopped", ("cupsdisable", QUEUE), ("cupsenable", QUEUE))
            trial.told("is not there any more", ("lpadmin", "-x", QUEUE))
        except (PrintedOtherwiseError, ReadBackError, TimeoutError) as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
        finally:
            window.force_close()
    print(f"{trial.count} papers printed and read back as they were made; pages 2 to 3 in {COPIES} copies")
    return 0


def main() -> int:
    """Run under a display; without one, under Xvfb."""
    if not Path(SERVICE).exists():
        print("There is no cupsd on this computer: apt install cups-daemon cups-client.", file=sys.stderr)
        return 1
    if os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        return run()
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        print("There is no display, and no xvfb-run: apt install xvfb.", file=sys.stderr)
        return 1
    return subprocess.run([xvfb, "-a", sys.executable, "-m", "checks.real_printing"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
