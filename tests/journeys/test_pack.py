"""All papers in one go: ticked with the keyboard, saved as one PDF or several, printed; the choice is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QMessageBox

from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.printing.flow import Printable
from ldn_desktop.read_back.page_text import page_texts
from ldn_desktop.reference.words.wording import DoseWords
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.papers import pack_leaving
from ldn_desktop.ui.papers.pack_dialog import PackDialog
from ldn_desktop.ui.papers.pack_list import PackList
from ldn_desktop.workspace.practices import load_practice
from tests.journeys.desk import Desk, child, choice, press, said, settle
from tests.journeys.person import Person
from tests.journeys.test_accessible import nameless

USUAL = [kind for kind, paper in PAPERS.items() if not paper.by_choice]
_BUTTONS = QMessageBox.StandardButton


@pytest.fixture
def planned(desk: Desk) -> Desk:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    return desk


@pytest.fixture
def look(planned: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[PackDialog], None]], None]:
    """Return what opens the dialog by its action, and has a person do something in it."""

    def opened(act: Callable[[PackDialog], None]) -> None:
        acted: list[bool] = []

        def exec_(dialog: PackDialog) -> int:
            dialog.show()
            dialog.activateWindow()
            QTest.qWaitForWindowActive(dialog)
            act(dialog)
            acted.append(True)
            dialog.close()
            return 0

        monkeypatch.setattr(PackDialog, "exec", exec_)
        planned.window.actions_.pack.trigger()
        assert acted

    return opened


Look = Callable[[Callable[[PackDialog], None]], None]


def untick(dialog: PackDialog, *kinds: str) -> None:
    """Go to papers with arrow keys and take their ticks away with the blank."""
    papers = child(dialog, PackList)
    for kind in kinds:
        while papers.kind != kind:
            QTest.keyClick(papers, Qt.Key.Key_Down)
        QTest.keyClick(papers, Qt.Key.Key_Space)


def test_papers_are_counted_shown_ticked_and_saved_as_one_pdf(
    look: Look, planned: Desk, person: Person
) -> None:
    person.path = person.folder / "papers.pdf"

    def take(dialog: PackDialog) -> None:
        papers = child(dialog, PackList)
        QTest.qWait(50)
        for _ in PAPERS:
            settle()
        assert [papers.item(at).text() for at in (0, 1)] == ["Patient plan\n2 pages", "Wallet card\n1 page"]
        untick(dialog, *(kind for kind in USUAL if kind not in {"patient", "diary"}))
        assert papers.ticked == ("patient", "diary")
        assert "Page 1 of" in said(dialog)
        assert nameless(dialog) == []
        press(dialog, "Save one PDF…")
        assert "Saved papers.pdf in" in said(dialog)

    look(take)
    assert "Saved papers.pdf in" in planned.notices[-1]
    numbers = [text.rpartition("Page ")[2] for text in page_texts(person.path.read_bytes())]
    assert numbers[:2] == ["1 of 2", "2 of 2"]
    assert numbers[2] == f"1 of {len(numbers) - 2}"
    kept = load_practice(planned.places.practice_file).practice.pack
    assert kept == ("patient", "diary")
    again: list[tuple[str, ...]] = []
    look(lambda dialog: again.append(child(dialog, PackList).ticked))
    assert again == [("patient", "diary")]


def test_each_paper_goes_into_a_folder_and_none_is_replaced_unasked(
    look: Look, person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    def found() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    def save(dialog: PackDialog) -> None:
        press(dialog, "Save in a folder…")

    look(save)
    first = found()
    assert len(first) == len(USUAL)
    assert all(data.startswith(b"%PDF-") for data in first.values())
    person.answers = [_BUTTONS.Cancel]
    look(save)
    assert found() == first
    assert person.boxes[-1].startswith("Replace the files?")
    assert all(name in person.boxes[-1] for name in first)
    # What is no PDF is never replaced, and then none of the others is.
    (folder / min(first)).write_bytes(b"something else")

    def refused(dialog: PackDialog) -> None:
        save(dialog)
        assert "Nothing was saved. " in said(dialog)
        assert "is no PDF, so it is not replaced" in said(dialog)

    look(refused)
    assert found() == first | {min(first): b"something else"}


def test_what_a_finding_holds_back_is_left_out_in_sight_and_stays_in_the_choice(
    look: Look, planned: Desk, person: Person
) -> None:
    person.path = person.folder / "record.pdf"
    choice(planned.question("opioid-now")).button("yes").click()
    settle()

    def take(dialog: PackDialog) -> None:
        papers = child(dialog, PackList)
        assert papers.ticked == ("clinician",)
        assert papers.kind == "clinician"
        texts = [papers.item(at).text() for at in range(papers.count())]
        assert "Left out. A finding blocks it. An opioid is being taken" in texts[0]
        assert texts[1] == "Wallet card\nLeft out for the same reason."
        papers.setCurrentRow(0)
        assert "Patient plan: left out. A finding blocks it. An opioid is being taken" in said(dialog)
        press(dialog, "Save one PDF…")

    look(take)
    assert "NOT CLEARED" in page_texts(person.path.read_bytes())[0]
    assert load_practice(planned.places.practice_file).practice.pack == ()


def test_each_paper_is_a_job_of_its_own_and_what_did_not_print_is_told(
    look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jobs: list[tuple[str, int]] = []

    def sent(pages: Printable, printer: QPrinter) -> None:
        if len(jobs) == len(USUAL):
            raise StoreError("The printer “Lobby” is not there any more.")
        jobs.append((printer.docName(), pages.count))

    monkeypatch.setattr(pack_leaving, "send", sent)
    look(lambda dialog: dialog.send(QPrinter()))
    assert [title for title, _ in jobs][:2] == ["Patient plan", "Wallet card"]
    assert len(jobs) == len(USUAL)

    def none(dialog: PackDialog) -> None:
        dialog.send(QPrinter())
        assert "Nothing was printed. The printer “Lobby” is not there any more." in said(dialog)

    look(none)
    del jobs[-2:]

    def some(dialog: PackDialog) -> None:
        dialog.send(QPrinter())
        told = "Printed: Patient plan, Wallet card. The others were not. The printer “Lobby” is not there"
        assert told in said(dialog)

    look(some)


def test_a_wrong_paper_among_them_keeps_all_back(
    look: Look, person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person.path = tmp_path / "papers.pdf"
    monkeypatch.setattr(DoseWords, "dose", lambda _words, ng: f"{ng // 100_000} mg")

    def take(dialog: PackDialog) -> None:
        held: list[str] = []
        dialog.held_back.connect(held.append)
        press(dialog, "Save one PDF…")
        assert "The PDF was not saved. The finished pages do not say what the plan says" in said(dialog)
        assert held

    look(take)
    assert not person.path.exists()


def test_large_print_and_paper_lay_out_again_and_nothing_ticked_prints_nothing(
    look: Look, planned: Desk
) -> None:
    def take(dialog: PackDialog) -> None:
        papers = child(dialog, PackList)
        before = papers.item(0).text()
        next(box for box in dialog.findChildren(QCheckBox) if "Large" in box.text()).click()
        assert papers.item(0).text() != before
        untick(dialog, *USUAL)
        assert papers.ticked == ()
        assert not planned.button("Print…", dialog).isEnabled()
        before = said(dialog)
        dialog.print_all()
        assert said(dialog) == before

    look(take)
    assert planned.remembered.settings.large_print


def test_papers_come_in_another_language_where_they_have_it(
    look: Look, person: Person, tmp_path: Path
) -> None:
    person.path = tmp_path / "papers.pdf"

    def take(dialog: PackDialog) -> None:
        languages = child(dialog, QComboBox, "Language")
        languages.setCurrentIndex(languages.findData("es"))
        untick(dialog, *(kind for kind in USUAL if kind not in {"wallet-card", "clinician"}))
        press(dialog, "Save one PDF…")

    look(take)
    texts = page_texts(person.path.read_bytes())
    assert "naltrexona" in texts[0]
    # The same in English stands beside it, and the record is English alone.
    assert [("naltrexone" in text, "naltrexona" in text) for text in texts[1:3]] == [(True, False)] * 2
