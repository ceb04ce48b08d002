"""What once put a wrong paper into a hand or lost a plan, walked through the window from keys and clicks to the paper.

Each kind of fault has its journey. Those that stand in modules of their own are named here:

| kind of fault | journey | |---|---| | keys overwrite answers | ``test_answers_stay``, here to the paper; every key
everywhere: ``test_every_key`` | | form and paper differ | ``test_form_and_plan``, here to the file | | numbers with
words | ``test_whole_text``, here to the paper | | identity cut, or in letters that nobody has | here; the pages
themselves: ``tests/ui/printing/test_identity`` | | words that contradict the plan | ``test_true_papers`` from a file,
here from the keys | | a thousandfold step | here; the finding: ``tests/domain`` | | which syringe |
``test_true_papers``; the table of sizes and marks: ``tests/content/test_syringes`` | | limits named | here; every
limit: ``tests/domain/test_limits_named`` | | a paper along the way, a change of time | ``test_true_papers`` | | an open
end | ``test_true_papers`` | | read back before it leaves | ``test_held_back``; every figure changed:
``tests/ui/printing/test_read_back`` | | a file replaced without a question | ``test_saving`` | | another patient's plan
replaced | ``test_saving`` | | what is typed is lost | ``test_files``, here over a kill in the middle of the form | |
two patients in one window, an opioid still to come, and what else an attack found | ``test_opening``, ``test_saving``,
here |

Every plan of ``tests/cases`` is opened here as well: the form shows it whole, and the window lets out the papers that
the command prints, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from checks.form_seen import apart, result_apart, wrong
from ldn_desktop.cli.run import run
from ldn_desktop.papers.catalogue import PAPERS
from tests.journeys.desk import TODAY, Desk, choice, desk_on, settle
from tests.papers.given import USUAL
from tests.papers.test_plan_facts import FORBIDS
from tests.places import CASES, RESOURCES

PLANS = sorted(CASES.glob("*.ldnplan"))
_CTRL = Qt.KeyboardModifier.ControlModifier
Saves = Callable[..., str]


@pytest.fixture
def saves(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Saves:
    """Saves a paper as PDF from the window; returns what its pages say, empty where there is no file."""
    return _saver(desk, monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def window(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One window for all the plans that are only opened."""
    with desk_on(tmp_path_factory.mktemp("desk")) as found:
        yield found


def _saver(desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Saves:
    def save(kind: str = "patient") -> str:
        out = folder / f"{kind}.pdf"
        out.unlink(missing_ok=True)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
        if kind == "patient":
            desk.window.actions_.save_pdf.trigger()
        else:
            desk.papers.save(kind)
        return _read(out)

    return save


def _read(path: Path) -> str:
    """Return the text of a paper without its blanks, for a reader puts some where letters become bold."""
    if not path.exists():
        return ""
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def _says(text: str, *sentences: str) -> bool:
    return bool(text) and all("".join(told.split()) in text for told in sentences)


def _planned(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")


def _codes(desk: Desk) -> set[str]:
    regimen = desk.session.regimen
    assert regimen is not None
    return {finding.code for finding in regimen.findings if finding.blocks}


def _bar(desk: Desk, code: str) -> str:
    settle()
    return next(
        f"{bar.text()} {bar.accessibleDescription()}" for bar in desk.bars if bar.property("code") == code
    )


def _override(desk: Desk, code: str, reason: str) -> None:
    desk.override(code)
    desk.type_into(desk.named(QLineEdit, "Reason for the override"), reason)
    desk.press(Qt.Key.Key_Return)


def test_an_opioid_typed_after_yes_reaches_every_paper(desk: Desk, saves: Saves) -> None:
    _planned(desk)
    desk.window.show_card("safety")
    yes = choice(desk.question("opioid-now")).button("yes")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    box = desk.named(QLineEdit, "Add an opioid by any name or brand")
    assert box.hasFocus()
    QTest.keyClicks(box, "morphine")
    assert dict(desk.session.draft.plan.screening.answers) == {"opioid-now": "yes"}
    assert saves() == ""
    offered = box.completer().popup()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    settle()
    assert [use.opioid for use in desk.session.draft.plan.screening.opioids] == ["morphine"], (
        desk.session.unread
    )
    QTest.mouseClick(desk.button("All no"), Qt.MouseButton.LeftButton)
    assert dict(desk.session.draft.plan.screening.answers)["opioid-now"] == "yes"
    assert _codes(desk) == {"opioid-now"}
    assert saves() == ""
    assert _says(saves("clinician"), "NOT CLEARED", "morphine")
    _override(desk, "opioid-now", "Pain clinic protocol")
    assert desk.heading("findings").text() == "1 overridden"
    patient, card, record = saves(), saves("wallet-card"), saves("clinician")
    assert _says(patient, "You also take morphine: your prescriber planned both together.")
    assert not _says(patient, FORBIDS)
    assert _says(card, "Also takes morphine, planned together.")
    assert _says(record, "Pain clinic protocol")


def test_an_opioid_whose_last_dose_is_to_come_holds_the_papers(desk: Desk, saves: Saves) -> None:
    _planned(desk)
    desk.window.show_card("safety")
    desk.safety.add_opioid("oxycodone", date(2026, 11, 1))
    assert saves() != ""
    desk.type_into(desk.field("Last dose of oxycodone"), "in 6 weeks")
    desk.press(Qt.Key.Key_Tab)
    assert desk.session.draft.plan.screening.opioids[0].last_dose == date(2027, 1, 12)
    assert _codes(desk) == {"opioid-free-interval"}
    assert (saves(), saves("wallet-card")) == ("", "")


def test_a_form_with_a_fault_prints_nothing_and_the_mended_one_what_it_shows(
    desk: Desk, saves: Saves, tmp_path: Path
) -> None:
    _planned(desk)
    assert _says(saves(), "1.5 mg")
    desk.type_into(desk.dose("Start"), "0 mg")
    assert wrong(desk)
    assert [saves(kind) for kind in PAPERS] == [""] * len(PAPERS)
    desk.type_into(desk.dose("Start"), "5 mg")
    desk.type_into(desk.dose("Target"), "8 mg")
    desk.type_into(desk.dose("Step"), "3 mg")
    desk.press(Qt.Key.Key_Tab)
    assert not wrong(desk)
    assert list(apart(desk)) == list(result_apart(desk)) == []
    assert [rung[0] for rung in desk.ladder] == [5000, 8000]
    text = saves()
    assert _says(text, "from 5 mg to 8 mg in 2 steps")
    assert not _says(text, "1.5 mg a day")


def test_weeks_and_months_are_days_on_the_paper(desk: Desk, saves: Saves) -> None:
    _planned(desk)
    desk.type_into(desk.field("Every, days of each step"), "2 weeks")
    desk.type_into(desk.field("Then keep for, days of the last step"), "12 weeks")
    desk.press(Qt.Key.Key_Tab)
    assert [days for _, days in desk.ladder] == [14, 14, 84]
    assert _says(saves(), "Tue 1 Dec 2026 to Mon 14 Dec 2026", "Mon 22 Mar 2027")
    desk.type_into(desk.field("Every, days of each step"), "2 months")
    assert [days for _, days in desk.ladder] == [62, 59, 84]
    assert _says(saves(), "Tue 1 Dec 2026 to Sun 31 Jan 2027", "Mon 1 Feb 2027 to Wed 31 Mar 2027")
    for pasted in ("2,5", "1,000", "\N{ARABIC-INDIC DIGIT TWO}", "2.5 weeks"):
        QApplication.clipboard().setText(pasted)
        desk.type_into(desk.field("Every, days of each step"), "")
        desk.press(Qt.Key.Key_V, _CTRL)
        assert desk.field("Every, days of each step").text() == pasted  # type: ignore[attr-defined]
        assert saves() == "", pasted


_LONG = "Maximiliane-Alexandra von und zu Hohenlohe-Waldenburg-Schillingsfürst " * 2


@pytest.mark.parametrize(
    "name", [_LONG.strip(), "अनिल कुमार", "علی\N{ZERO WIDTH NON-JOINER}رضا", "สมชาย ใจดี", "Nguyễn Thị Ánh"]
)
def test_a_name_stands_whole_on_every_paper(desk: Desk, saves: Saves, name: str) -> None:
    _planned(desk)
    for field in ("Patient's name", "Practice"):
        desk.type_into(desk.field(field), "")
        QApplication.clipboard().setText(name)
        desk.press(Qt.Key.Key_V, _CTRL)
    plan = desk.session.draft.plan
    assert (plan.patient.name, plan.prescriber.practice) == (name, name)
    for kind in USUAL:
        assert _says(saves(kind), name), kind


def test_a_name_in_letters_that_nobody_has_holds_every_paper_and_says_why(desk: Desk, saves: Saves) -> None:
    _planned(desk)
    desk.give_focus(desk.field("Patient's name"))
    QApplication.clipboard().setText("Ann \N{GRINNING FACE} Lee")
    desk.press(Qt.Key.Key_V, _CTRL)
    assert _codes(desk) == {"text-not-printable"}
    assert "Ann \N{GRINNING FACE} Lee" in _bar(desk, "text-not-printable")
    assert [saves(kind) for kind in PAPERS] == [""] * len(PAPERS)
    desk.type_into(desk.field("Patient's name"), "Ann Lee")
    assert _codes(desk) == set()
    assert all(_says(saves(kind), "Ann Lee") for kind in USUAL)


def test_a_unit_taken_for_another_is_stopped_on_its_step(desk: Desk, saves: Saves) -> None:
    desk.usual_set()
    desk.plan("1 mg", "1 mg", "4 mg")
    editor = desk.begin_edit(0, 1)
    QTest.keyClick(editor, Qt.Key.Key_A, _CTRL)
    QTest.keyClicks(editor, "1 mcg")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "tenfold-step" in _codes(desk)
    assert "Check the unit and the decimal point" in _bar(desk, "tenfold-step")
    assert saves() == ""
    desk.window.actions_.undo.trigger()
    assert _codes(desk) == set()
    assert saves() != ""
    # In one unit and meant so, it can be overruled, with a reason.
    desk.type_into(desk.dose("Start"), "0.5 mg")
    desk.type_into(desk.dose("Step"), "4.5 mg")
    desk.type_into(desk.dose("Target"), "5 mg")
    desk.press(Qt.Key.Key_Tab)
    assert "tenfold-step" in _codes(desk)
    _override(desk, "tenfold-step", "Was on 5 mg before")
    assert "tenfold-step" not in _codes(desk)
    assert _says(saves("clinician"), "Was on 5 mg before")


def test_the_limit_in_the_way_of_a_dose_is_named(desk: Desk, saves: Saves) -> None:
    path = next(case for case in PLANS if case.stem == "drops-many")
    desk.window.files.open_path(path, asked=True)
    told = _bar(desk, "not-measurable")
    assert "At most 20 drops are taken at once" in told
    assert (saves(), saves("wallet-card")) == ("", "")
    assert _says(saves("clinician"), "At most 20 drops are taken at once")


def test_a_kill_in_the_middle_of_the_form_gives_it_back_as_typed(qtbot: QtBot, tmp_path: Path) -> None:
    drafts = tmp_path / "state" / "drafts"
    typed = (("Patient's name", "Ann Lee"), ("Date of birth", "05/06/1980"), ("Start", "0.5 mg"))
    with desk_on(tmp_path) as desk:
        for field, text in typed:
            desk.type_into(desk.field(field), text)
        desk.type_into(desk.field("Every, days of each step"), "2 mon")
        before = desk.session.draft
        qtbot.waitUntil(lambda: list(drafts.glob("*.draft")) != [], timeout=5000)
        (draft,) = drafts.glob("*.draft")
        kept = draft.read_bytes()
    # What a kill leaves: the draft, and nothing tidied up.
    draft.write_bytes(kept)
    with desk_on(tmp_path) as desk:
        settle()
        desk.button("Open the draft").click()
        settle()
        assert desk.session.draft == before
        shown = [desk.field(field) for field, _ in typed]
        assert [field.text() for field in shown] == [text for _, text in typed]  # type: ignore[attr-defined]
        assert desk.field("Every, days of each step").text() == "2 mon"  # type: ignore[attr-defined]
        assert wrong(desk)
        assert not desk.window.actions_.print.isEnabled()


def test_another_patients_plan_is_neither_mixed_up_nor_replaced(
    desk: Desk, saves: Saves, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    desk.type_into(desk.field("Patient's name"), "Ann Lee")
    anna, asked = tmp_path / "ann.ldnplan", []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(anna.with_suffix("")), ""))
    desk.window.actions_.save.trigger()
    before = anna.read_bytes()
    desk.window.files.open_path(next(case for case in PLANS if case.stem == "birth-year-980"), asked=True)
    assert list(apart(desk)) == list(result_apart(desk)) == []
    assert "A B" in desk.window.windowTitle()
    assert _says(saves(), "A B", "1 May 0980")

    def ask(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(anna.with_suffix("")), ""))
    desk.window.actions_.save_as.trigger()
    assert anna.read_bytes() == before
    assert "Ann Lee" in asked[0]


@pytest.mark.parametrize("case", PLANS, ids=lambda case: case.stem)
def test_the_window_shows_each_case_whole_and_prints_what_the_command_prints(
    window: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: Path
) -> None:
    desk, saves = window, _saver(window, monkeypatch, tmp_path)
    assert desk.window.files.open_path(case, asked=True)
    for card in ("safety", "follow-up"):
        desk.window.show_card(card)
    settle()
    assert list(apart(desk)) == list(result_apart(desk)) == []
    assert not wrong(desk)
    assert desk.heading("chip").text().startswith("Saved")
    for kind in ("patient", "clinician"):
        out = tmp_path / "command.pdf"
        out.unlink(missing_ok=True)
        told = ["print", "--document", kind, "--today", TODAY.isoformat(), "--pdf", str(out), str(case)]
        status = run(told, RESOURCES)
        assert saves(kind) == _read(out)
        assert (status == 0) == out.exists()
