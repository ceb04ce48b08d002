"""The preview: from page to page and paper to paper, and what it says where nothing can be printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton

from ldn_desktop.domain.practice import Pharmacy, Practice
from ldn_desktop.papers.catalogue import PAPERS, BlockedError
from ldn_desktop.printing.command import paper_pages
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.papers.sheets import Sheets
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.practices import keep_practice, load_practice
from tests.journeys.desk import child, press, words
from tests.papers.given import TODAY, USUAL, regimen_of
from tests.places import SHIPPED


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(SHIPPED)


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> list[str]:
        return []

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", none)


@pytest.fixture
def preview(qapp: QApplication, knowledge: Knowledge) -> Iterator[PreviewDialog]:
    dialog = PreviewDialog(
        regimen_of(knowledge), knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY
    )
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    yield dialog
    dialog.close()
    dialog.deleteLater()


def test_without_a_printer_a_sentence_says_so(no_printer: None, preview: PreviewDialog) -> None:
    press(preview, "Print…")
    assert "No printer is set up on this computer; save a PDF instead." in words(preview)
    assert preview.isVisible()


def test_the_preview_turns_pages_and_zooms_with_keys(preview: PreviewDialog) -> None:
    count = preview.pages.count
    assert f"Page 1 of {count}" in words(preview)
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert f"Page 2 of {count}" in words(preview)
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert f"Page 1 of {count}" in words(preview)
    wide = child(preview, Sheets).width()
    QTest.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert child(preview, Sheets).width() > wide
    QTest.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert child(preview, Sheets).width() == wide


def test_the_preview_shows_a_whole_page_and_turns_by_button(preview: PreviewDialog) -> None:
    tools = {button.accessibleName(): button for button in preview.findChildren(QPushButton)}
    wide = child(preview, Sheets).width()
    tools["Whole page"].click()
    assert child(preview, Sheets).width() < wide
    tools["Next page"].click()
    assert f"Page 2 of {preview.pages.count}" in words(preview)
    tools["Previous page"].click()
    assert any(text.startswith("Page 1 ") for text in words(preview))
    tools["Page width"].click()
    assert child(preview, Sheets).width() == wide
    assert all(button.toolTip() for name, button in tools.items() if name)


def test_paper_and_size_are_told_and_lay_out_again(preview: PreviewDialog) -> None:
    told: list[tuple[str, object]] = []

    def note(paper: str, large: object) -> None:
        told.append((paper, large))

    preview.settings_changed.connect(note)
    before = preview.pages.count
    preview.findChildren(QCheckBox)[0].click()
    paper = next(box for box in preview.findChildren(QComboBox) if box.accessibleName() == "Paper")
    paper.setCurrentIndex(1)
    assert told == [("a4", True), ("letter", True)]
    assert preview.pages.count > before
    assert preview.pages.paper.name == "letter"


def test_a_blocked_plan_has_its_record_alone(qapp: QApplication, knowledge: Knowledge) -> None:
    regimen = regimen_of(knowledge, ladder=[{"dose": "0.77 mg", "days": 7}])
    for kind, offered in PAPERS.items():
        if offered.acted_on:
            with pytest.raises(BlockedError):
                paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind)
        else:
            assert paper_pages(regimen, knowledge, paper="a4", large=False, printed=TODAY, kind=kind).count
    dialog = PreviewDialog(regimen, knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY)
    assert dialog.kind == "clinician"
    assert dialog.windowTitle() or dialog.close()


def test_a_paper_that_the_plan_has_no_use_for_cannot_be_chosen_and_says_why(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    dialog = PreviewDialog(
        regimen_of(knowledge), knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY, kind="diary"
    )
    kinds = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Document")
    dialog.show()
    at = kinds.findData("preparation")
    assert "No step ahead is taken as a liquid" in kinds.itemData(at, Qt.ItemDataRole.ToolTipRole)
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    assert kinds.currentIndex() > at
    assert kinds.currentText() == dialog.windowTitle()
    dialog.close()


def test_what_does_not_stand_yet_is_looked_at_and_does_not_leave(
    qapp: QApplication, knowledge: Knowledge
) -> None:
    dialog = PreviewDialog(
        regimen_of(knowledge), knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY, stands=False
    )
    dialog.show()
    seen = {b.text().replace("&", "") for b in dialog.findChildren(QPushButton) if b.isVisible()}
    assert "Close" in seen
    assert not seen & {"Print…", "Save PDF…"}
    assert dialog.windowTitle() == "Patient plan, not accepted yet"
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "printer" not in " ".join(words(dialog))
    dialog.close()


def test_the_preview_goes_from_paper_to_paper(qapp: QApplication, knowledge: Knowledge) -> None:
    dialog = PreviewDialog(
        regimen_of(knowledge), knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY
    )
    dialog.show()
    kinds = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Document")
    saved: list[tuple[str, object]] = []

    def note(kind: str, undated: object) -> None:
        saved.append((kind, undated))

    dialog.save_wanted.connect(note)
    titles = (
        *("Patient plan", "Wallet card", "Pharmacy order", "Calendar", "Diary"),
        *("Consent to unlicensed use", "Clinician record"),
    )
    for kind, title in zip(USUAL, titles, strict=True):
        kinds.setCurrentIndex(kinds.findData(kind))
        assert dialog.windowTitle() == title
        press(dialog, "Save PDF…")
        assert saved[-1] == (kind, False)
    kinds.setCurrentIndex(0)
    box(dialog, "Without dates").click()
    press(dialog, "Save PDF…")
    assert saved[-1] == ("patient", True)
    kinds.setCurrentIndex(1)
    assert not box(dialog, "Without dates").isEnabled()
    press(dialog, "Save PDF…")
    assert saved[-1] == ("wallet-card", False)
    dialog.close()


def box(dialog: PreviewDialog, name: str) -> QCheckBox:
    return next(box for box in dialog.findChildren(QCheckBox) if box.text().replace("&", "") == name)


def test_a_paper_without_dates_is_shown_or_refused_with_the_reason(
    qapp: QApplication, knowledge: Knowledge, preview: PreviewDialog
) -> None:
    dated = preview.pages.text
    box(preview, "Without dates").click()
    assert "The first day you take it: ____" in preview.pages.text
    assert preview.pages.text != dated
    held = regimen_of(knowledge, adjustments=[{"on": "2026-12-02", "action": "hold", "days": 3}])
    dialog = PreviewDialog(held, knowledge, wording=PLAIN, paper="a4", large=False, printed=TODAY)
    dialog.show()
    before = dialog.pages.text
    box(dialog, "Without dates").click()
    told = "The paper cannot be without dates. It has changes along the way, which happen on dates."
    assert told in words(dialog)
    assert dialog.pages.text == before
    assert not box(dialog, "Without dates").isChecked()
    dialog.close()
    dialog.deleteLater()


def test_the_code_is_a_choice_of_the_patient_plan_that_is_told_and_kept(preview: PreviewDialog) -> None:
    told: list[object] = []
    saved: list[object] = []

    def note(_paper: str, _large: object, code: object) -> None:
        told.append(code)

    def note_saved(_kind: str, _undated: object, named: object) -> None:
        saved.append(named)

    preview.settings_changed.connect(note)
    preview.save_wanted.connect(note_saved)
    named = box(preview, "Name in the code")
    assert "This plan as a code" not in preview.pages.text
    assert not named.isEnabled()
    box(preview, "Code").click()
    assert "Not in the code: name, birth date" in preview.pages.text
    press(preview, "Save PDF…")
    named.click()
    assert "Not in the code: what the plan is for" in preview.pages.text
    press(preview, "Save PDF…")
    assert (told, saved) == ([True, True], [False, True])


def test_the_record_has_its_code_in_any_case_and_the_card_none(preview: PreviewDialog) -> None:
    kinds = next(box for box in preview.findChildren(QComboBox) if box.accessibleName() == "Document")
    kinds.setCurrentIndex(kinds.findData("clinician"))
    assert "This plan as a code" in preview.pages.text
    assert not box(preview, "Code").isVisible()
    box(preview, "Name in the code").click()
    assert "The code holds all of the plan, and whose it is." in preview.pages.text
    kinds.setCurrentIndex(kinds.findData("wallet-card"))
    assert "This plan as a code" not in preview.pages.text
    assert [box(preview, name).isEnabled() for name in ("Code", "Name in the code")] == [False, False]


def test_the_order_is_addressed_to_a_pharmacy_and_stays_so(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "practice.ldnpractice"
    keep_practice(file, Practice(pharmacies=(Pharmacy("Corner", phone="030 7"), Pharmacy("Apo 😀"))))
    dialog = PreviewDialog(
        regimen_of(Knowledge(SHIPPED)), Knowledge(SHIPPED, practice_file=file),
        wording=PLAIN, paper="a4", large=False, printed=TODAY,
    )  # fmt: skip
    dialog.show()
    kinds, to = (
        next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)
        for name in ("Document", "Pharmacy")
    )
    assert not to.isVisible()
    kinds.setCurrentIndex(kinds.findData("pharmacy-order"))
    assert to.isVisible()
    assert "To Corner" not in dialog.pages.text
    to.setCurrentIndex(to.findData("Corner"))
    assert "To Corner Telephone 030 7" in " ".join(dialog.pages.text.split())
    assert load_practice(file).practice.order_to == "Corner"
    to.setCurrentIndex(to.findData("Apo 😀"))
    assert "no font at hand draws it." in " ".join(words(dialog))
    assert (to.currentData(), load_practice(file).practice.order_to) == ("Corner", "Corner")
    to.setCurrentIndex(0)
    assert "Corner" not in dialog.pages.text
    assert load_practice(file).practice.order_to == ""
    dialog.close()


def test_a_patients_paper_is_shown_in_another_language_with_the_english_behind_it(
    preview: PreviewDialog,
) -> None:
    saved: list[tuple[object, ...]] = []

    def note(*told: object) -> None:
        saved.append((told[0], told[-1]))

    preview.save_wanted.connect(note)
    languages, kinds = (
        next(each for each in preview.findChildren(QComboBox) if each.accessibleName() == name)
        for name in ("Language", "Document")
    )
    assert [languages.itemText(at) for at in range(languages.count())] == ["English", "español"]
    alone = preview.pages.count
    languages.setCurrentIndex(1)
    assert preview.pages.text.startswith("Su plan") or "Su plan de naltrexona" in preview.pages.text
    assert "Your plan for low dose naltrexone" in preview.pages.text
    assert preview.pages.count > alone
    press(preview, "Save PDF…")
    kinds.setCurrentIndex(kinds.findData("pharmacy-order"))
    assert (languages.isEnabled(), languages.toolTip()) == (False, "This paper comes in English alone")
    press(preview, "Save PDF…")
    kinds.setCurrentIndex(kinds.findData("wallet-card"))
    assert "Tomo naltrexona" in preview.pages.text
    assert saved == [("patient", "es"), ("pharmacy-order", "en")]


def test_papers_begin_in_the_language_of_the_practice(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "practice.ldnpractice"
    keep_practice(file, Practice(language="es"))
    known = Knowledge(SHIPPED, practice_file=file)
    dialog = PreviewDialog(regimen_of(known), known, wording=PLAIN, paper="a4", large=False, printed=TODAY)
    assert "Su plan de naltrexona" in dialog.pages.text
    dialog.deleteLater()


def test_a_language_that_lacks_a_sentence_is_told_and_the_paper_is_english(
    qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "resources" / "content"
    shutil.copytree(SHIPPED, folder)
    (folder.parent / "fonts").symlink_to(SHIPPED.parent / "fonts")
    file = folder / "words" / "en" / "diary.toml"
    file.write_text(file.read_text("utf-8").replace("Your diary", "Your own diary"), "utf-8")
    known = Knowledge(folder)
    dialog = PreviewDialog(
        regimen_of(known), known, wording=PLAIN, paper="a4", large=False, printed=TODAY, kind="diary"
    )
    dialog.show()
    languages = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Language")
    languages.setCurrentIndex(1)
    told = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("words/es/diary.toml: title: lacks “Your own diary”; translate it." in text for text in told)
    assert languages.currentData() == "en"
    assert "Your own diary" in dialog.pages.text
    dialog.close()
    dialog.deleteLater()
