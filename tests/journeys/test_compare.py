"""From the window: the open plan beside a file, itself as saved, and itself made otherwise; nothing of it changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QTableView

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.practice import Currency, Made, Pharmacy, Practice
from ldn_desktop.ui.papers.compare_dialog import CompareDialog
from ldn_desktop.ui.papers.comparison_table import ComparisonTable
from ldn_desktop.ui.widgets.combo import Combo
from tests.journeys.desk import Desk, child, desk_on, press, said
from tests.papers.test_comparison import OTHER, PLAN

MG = 1_000_000
PRACTICE = Practice(
    pharmacies=(
        Pharmacy("Corner", makes=(Made(Capsule("c", MG), 30),), currency=Currency("GBP")),
        Pharmacy("Far", makes=(Made(Capsule("x", 2 * MG)),)),
    )
)


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    with desk_on(tmp_path / "desk") as desk:
        yield desk


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.ldnplan", tmp_path / "other.ldnplan"
    one.write_text(json.dumps(PLAN), encoding="utf-8")
    other.write_text(json.dumps(PLAN | OTHER), encoding="utf-8")
    return one, other


def on_dialog(desk: Desk, act: Callable[[CompareDialog], None]) -> None:
    """Open the dialog with its keys and do something in it."""
    seen = []

    def stand_in(dialog: CompareDialog) -> int:
        dialog.show()
        QTest.qWaitForWindowExposed(dialog)
        seen.append(dialog)
        act(dialog)
        dialog.close()
        return QDialog.DialogCode.Rejected

    with patch.object(CompareDialog, "exec", stand_in):
        QTest.keySequence(desk.window, QKeySequence("Ctrl+Shift+M"))
    assert len(seen) == 1


def offered(dialog: CompareDialog) -> list[str]:
    combo = child(dialog, Combo)
    return [combo.itemText(at) for at in range(combo.count())]


def told(dialog: CompareDialog) -> dict[str, list[str]]:
    rows = child(dialog, ComparisonTable).rows
    return {rows.cell(at, 0): [rows.cell(at, c) for c in (1, 2, 3)] for at in range(rows.rowCount())}


def bold(dialog: CompareDialog, label: str) -> list[bool]:
    """Tell which cells of a row are in bold letters."""
    rows = child(dialog, ComparisonTable).rows
    (row,) = (at for at in range(rows.rowCount()) if rows.cell(at, 0) == label)
    return [rows.index(row, column).data(Qt.ItemDataRole.FontRole).bold() for column in range(4)]


def choose(path: Path) -> AbstractContextManager[object]:
    def chosen(*_given: object) -> tuple[str, str]:
        return str(path), ""

    return patch.multiple(QFileDialog, getOpenFileName=chosen, getSaveFileName=chosen)


def test_another_file_is_compared_and_a_bad_one_is_told(
    desk: Desk, files: tuple[Path, Path], tmp_path: Path
) -> None:
    assert desk.window.files.open_path(files[0])
    before, bytes_before = desk.session.draft, files[0].read_bytes()
    broken = tmp_path / "broken.ldnplan"
    broken.write_text("{", encoding="utf-8")

    def act(dialog: CompareDialog) -> None:
        with choose(files[1]):
            press(dialog, "Another plan file…")
        assert child(dialog, Combo).currentText() == "other.ldnplan"
        assert told(dialog)["Days with a cut tablet"] == ["0", "28", "28 more"]
        assert bold(dialog, "Days with a cut tablet") == [False, False, True, True]
        assert bold(dialog, "Target dose") == [False] * 4
        with choose(broken):
            press(dialog, "Another plan file…")
        assert "broken.ldnplan was not compared. The file is no valid JSON" in said(dialog)
        assert told(dialog)["Days with a cut tablet"] == ["0", "28", "28 more"]
        press(dialog, "Copy table")
        text = QGuiApplication.clipboard().text()
        assert "Days with a cut tablet\t0\t28\t28 more\n" in text

    on_dialog(desk, act)
    assert (desk.session.draft, desk.session.modified) == (before, False)
    assert (files[0].read_bytes(), desk.session.undo_label) == (bytes_before, "")


def test_the_plan_as_saved_and_what_pharmacies_make_are_offered(desk: Desk, files: tuple[Path, Path]) -> None:
    desk.window.knowledge.keep_practice(PRACTICE)
    assert desk.window.files.open_path(files[0])

    def unchanged(dialog: CompareDialog) -> None:
        assert "The plan as it was saved" not in offered(dialog)

    on_dialog(desk, unchanged)
    desk.type_into(desk.name, "Ann Leigh")

    def act(dialog: CompareDialog) -> None:
        combo = child(dialog, Combo)
        assert combo.hasFocus()
        assert offered(dialog)[0] == combo.currentText() == "The plan as it was saved"
        assert "CHECK THE PATIENT." in said(dialog)
        combo.setCurrentText("Made by Corner")
        assert told(dialog)["Cost at Corner"] == ["GBP 18.90", "GBP 18.90", "the same"]
        assert "CHECK THE PATIENT." not in said(dialog)
        combo.setCurrentText("Made by Far")
        assert "No set of what Far makes gives every dose exactly" in said(dialog)
        assert not child(dialog, ComparisonTable).isVisible()
        made = next(words for words in offered(dialog) if words.startswith("Made of"))
        combo.setCurrentText(made)
        assert told(dialog)["First day with another dose"] == ["none", "none", "the same"]

    on_dialog(desk, act)


def test_nothing_to_choose_from_says_so(desk: Desk, tmp_path: Path) -> None:
    odd = tmp_path / "odd.ldnplan"
    odd.write_text(json.dumps(PLAN | {"ladder": [{"dose": "0.777777 mg", "days": 7}]}), encoding="utf-8")
    assert desk.window.files.open_path(odd)

    def act(dialog: CompareDialog) -> None:
        assert offered(dialog) == []
        assert "Choose what the open plan is compared with, or another plan file." in said(dialog)
        enabled = {button.text() for button in dialog.findChildren(QPushButton) if button.isEnabled()}
        assert enabled == {"Another plan &file…", "&Close"}
        assert dialog.focusWidget().property("text") == "Another plan &file…"

    on_dialog(desk, act)


def test_the_comparison_is_saved_and_printed(
    desk: Desk, files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.window.files.open_path(files[0])
    out = tmp_path / "out.pdf"

    def none() -> list[str]:
        return []

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", none)

    def act(dialog: CompareDialog) -> None:
        with choose(files[1]):
            press(dialog, "Another plan file…")
        with choose(out):
            press(dialog, "Save PDF…")
        assert "Saved out.pdf in" in said(dialog)
        press(dialog, "Print…")
        assert "No printer is set up on this computer; save a PDF instead." in said(dialog)

    on_dialog(desk, act)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
    assert "Comparison of two plans" in text
    assert "A: The open plan B: other.ldnplan" in text
    assert "1.5 (42 on 28 days)" in text


def test_what_the_printer_gets_is_the_comparison(
    desk: Desk, files: tuple[Path, Path], tmp_path: Path
) -> None:
    assert desk.window.files.open_path(files[0])
    printed = tmp_path / "printed.pdf"

    def to_file(printer: QPrinter, _window: object, pages: int) -> bool:
        assert pages == 2
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return True

    def act(dialog: CompareDialog) -> None:
        with choose(files[1]):
            press(dialog, "Another plan file…")
        with (
            patch("ldn_desktop.printing.print_service.has_printer", return_value=True),
            patch("ldn_desktop.ui.widgets.printer_dialog.ask_printer", to_file),
        ):
            QTest.keySequence(dialog, QKeySequence("Ctrl+P"))
        assert "The comparison was given to the printer." in said(dialog)

    on_dialog(desk, act)
    assert len(PdfReader(printed).pages) == 2
    # The number of the plan left with it: what is changed from here on is the next revision.
    desk.type_into(desk.name, "Ann Leigh")
    assert desk.session.draft.plan.revision == 2


def test_every_letter_of_the_dialog_stands_once(desk: Desk, files: tuple[Path, Path]) -> None:
    assert desk.window.files.open_path(files[0])

    def act(dialog: CompareDialog) -> None:
        parts: list[QPushButton | QLabel] = [*dialog.findChildren(QPushButton), *dialog.findChildren(QLabel)]
        keys = [QKeySequence.mnemonic(part.text()).toString() for part in parts]
        marked = [key for key in keys if key]
        assert len(marked) == len(set(marked)) == 6
        assert child(dialog, QTableView).accessibleName() == "Comparison"

    on_dialog(desk, act)
