"""Other medicines in the safety check: typed, read, told, offered to the questions and the opioids, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ldn_desktop.domain.plan import OpioidUse, Screening
from ldn_desktop.ui.planner.safety.medicine_box import FIELD, MedicineBox
from ldn_desktop.ui.planner.safety.medicine_row import ANSWER, MEANT, OPIOID, MedicineRow, UncheckedMark
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.workspace.draft import for_another
from ldn_desktop.workspace.intents import SetScreening
from ldn_desktop.workspace.origin import Unsaved
from tests.journeys.desk import TODAY, Desk, desk_on, settle


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as desk:
        desk.plan("1 mg", "1 mg", "2 mg")
        desk.usual_set()
        desk.window.show_card("safety")
        desk.button("All no").click()
        yield desk


def box(desk: Desk) -> MedicineBox:
    (found,) = desk.window.findChildren(MedicineBox)
    return found


def field(desk: Desk) -> QLineEdit:
    return desk.named(QLineEdit, "Add other medicines")


def add(desk: Desk, text: str) -> None:
    desk.type_into(field(desk), text)
    desk.press(Qt.Key.Key_Return)
    settle()


def row(desk: Desk, name: str) -> MedicineRow:
    return next(row for row in box(desk).rows if row.name == name)


def medicines(desk: Desk) -> tuple[str, ...]:
    return desk.session.draft.plan.medicines


def codes(desk: Desk) -> list[tuple[str, str]]:
    regimen = desk.session.regimen
    assert regimen is not None
    told = {"known-interaction", "medicine-unchecked"}
    return [(f.code, f.severity) for f in regimen.findings if f.code in told]


def test_names_with_commas_are_told_one_by_one(desk: Desk) -> None:
    add(desk, "duloxetine 60 mg, Levothyroxine 1,000 mcg; Frobnicate,duloxetine 60 MG")
    assert medicines(desk) == ("duloxetine 60 mg", "Levothyroxine 1,000 mcg", "Frobnicate")
    assert field(desk).text() == ""
    assert "None found" in row(desk, "duloxetine 60 mg").text()
    assert "it was not studied" in row(desk, "duloxetine 60 mg").text()
    assert "Caution" in row(desk, "Levothyroxine 1,000 mcg").text()
    assert "Raknes 2020" in row(desk, "Levothyroxine 1,000 mcg").text()
    unknown = row(desk, "Frobnicate")
    assert "Not in our tables: not checked." in unknown.text()
    assert "Nothing is said here for or against it." in unknown.text()
    assert unknown.findChildren(UncheckedMark)
    assert not row(desk, "duloxetine 60 mg").findChildren(UncheckedMark)
    assert codes(desk) == [("known-interaction", "caution"), ("medicine-unchecked", "info")]
    assert any("3 medicines: 2 known, 1 not checked." in told for told in desk.sentences)


def test_a_question_is_offered_and_never_answered_by_itself(desk: Desk) -> None:
    add(desk, "levothyroxine")
    answers = dict(desk.session.draft.plan.screening.answers)
    assert answers["thyroid-hormone"] == "no"
    told = row(desk, "levothyroxine").text()
    assert "it says No" in told
    assert f'href="{ANSWER}thyroid-hormone"' in told
    row(desk, "levothyroxine").followed.emit(f"{ANSWER}thyroid-hormone", "levothyroxine")
    assert dict(desk.session.draft.plan.screening.answers)["thyroid-hormone"] == "yes"
    assert ANSWER not in row(desk, "levothyroxine").text()
    desk.session.undo()
    assert dict(desk.session.draft.plan.screening.answers)["thyroid-hormone"] == "no"
    assert f'href="{ANSWER}thyroid-hormone"' in row(desk, "levothyroxine").text()


def test_an_opioid_blocks_until_it_is_put_among_the_opioids(desk: Desk) -> None:
    add(desk, "Zydol 50 mg")
    assert codes(desk) == [("known-interaction", "blocking")]
    assert not desk.window.findChildren(MedicineBox)[0].rows[0].findChildren(UncheckedMark)
    row(desk, "Zydol 50 mg").followed.emit(f"{OPIOID}tramadol", "Zydol 50 mg")
    settle()
    assert [use.opioid for use in desk.session.draft.plan.screening.opioids] == ["tramadol"]
    assert codes(desk) == []
    assert "It stands among the opioids above." in row(desk, "Zydol 50 mg").text()
    regimen = desk.session.regimen
    assert regimen is not None
    assert regimen.blocked


def test_what_may_be_another_medicine_is_asked_for(desk: Desk) -> None:
    add(desk, "hyoscine, aspirin")
    assert "not sure which is meant" in row(desk, "hyoscine").text()
    assert codes(desk) == [("medicine-unchecked", "info")]
    row(desk, "hyoscine").followed.emit(f"{MEANT}hyoscine butylbromide", "hyoscine")
    assert medicines(desk) == ("hyoscine butylbromide", "aspirin")
    assert codes(desk) == []


def test_what_is_half_typed_holds_the_papers_and_leaving_takes_it(desk: Desk) -> None:
    desk.type_into(field(desk), "dulox")
    (entry,) = desk.session.unread
    assert entry.field == FIELD
    assert "is typed and not added" in entry.problem
    assert not desk.session.complete
    QTest.keyClicks(field(desk), "etine")
    desk.press(Qt.Key.Key_Tab)
    settle()
    assert medicines(desk) == ("duloxetine",)
    assert desk.session.unread == ()
    desk.session.undo()
    assert medicines(desk) == ()
    desk.session.redo()
    assert medicines(desk) == ("duloxetine",)


def test_a_name_that_is_too_long_stays_in_the_field_and_the_others_are_taken(desk: Desk) -> None:
    long = "x" * 121
    add(desk, f"aspirin, {long}, iron")
    assert medicines(desk) == ("aspirin", "iron")
    assert field(desk).text() == long
    (entry,) = desk.session.unread
    assert "at most 120 characters" in entry.problem
    assert any("at most 120 characters" in told for told in desk.sentences)


def test_removed_by_delete_and_brought_back_by_undo(desk: Desk) -> None:
    add(desk, "aspirin, iron")
    desk.give_focus(desk.named(MarkButton, "Remove aspirin"))
    desk.press(Qt.Key.Key_Delete)
    settle()
    assert medicines(desk) == ("iron",)
    desk.session.undo()
    assert [shown.name for shown in box(desk).rows] == ["aspirin", "iron"]


def test_names_are_text_and_never_marks(desk: Desk) -> None:
    name = "<b>Frob</b> <img src=x>"
    add(desk, name)
    assert medicines(desk) == (name,)
    assert "<img" not in row(desk, name).text()


def test_another_patient_begins_without_them(desk: Desk) -> None:
    add(desk, "aspirin")
    desk.type_into(field(desk), "half")
    desk.session.open(for_another(desk.session.draft, TODAY), Unsaved())
    settle()
    assert medicines(desk) == ()
    assert box(desk).rows == []
    assert field(desk).text() == ""


def test_lines_that_are_pasted_are_medicines_of_their_own(desk: Desk) -> None:
    desk.give_focus(field(desk))
    QGuiApplication.clipboard().setText("duloxetine\naspirin\r\niron")
    field(desk).paste()
    desk.press(Qt.Key.Key_Return)
    assert medicines(desk) == ("duloxetine", "aspirin", "iron")


def test_why_opens_the_row_of_the_medicine(desk: Desk) -> None:
    add(desk, "yohimbine")
    (bar,) = desk.bars
    bar.action_triggered.emit("why:medicine:yohimbine")
    settle()
    reference = desk.reference
    assert reference is not None
    assert reference.target == "medicine:yohimbine"


def told_of(desk: Desk) -> dict[str, str]:
    """Return the severity of each finding on the plan, by its code."""
    regimen = desk.session.regimen
    assert regimen is not None
    own = {"strength-above-dose"}
    return {finding.code: finding.severity for finding in regimen.findings if finding.code not in own}


@pytest.mark.parametrize("name", ["Migraleve", "Syndol", "DF118", "Gee's linctus"])
def test_no_paper_leaves_while_a_name_means_an_opioid_and_it_is_not_said_which(desk: Desk, name: str) -> None:
    add(desk, name)
    assert "blocking" in told_of(desk).values()
    assert "medicine-unchecked" not in told_of(desk)
    assert not desk.window.actions_.print.isEnabled()
    assert "<b>Blocking</b>" in row(desk, name).text()
    assert not row(desk, name).findChildren(UncheckedMark)


@pytest.mark.parametrize("name", ["Robitussin", "T3", "Benylin"])
def test_a_name_that_an_opioid_has_too_warns_until_it_is_chosen(desk: Desk, name: str) -> None:
    add(desk, name)
    assert told_of(desk) == {"opioid-possible": "warning"}
    assert "<b>Warning</b> Not sure which is meant, and an opioid is among them." in row(desk, name).text()
    bar = next(bar for bar in desk.bars if bar.property("code") == "opioid-possible")
    bar.action_triggered.emit(f"field:{FIELD}")
    settle()
    assert field(desk).hasFocus()


@pytest.mark.parametrize(
    ("name", "opioid"), [("T3", "cocodamol"), ("meth", "methadone"), ("Syndol", "codeine_other")]
)
def test_a_listed_opioid_says_nothing_of_what_a_name_means(desk: Desk, name: str, opioid: str) -> None:
    """One that ended, or that is taken: which medicine is meant is still asked."""
    add(desk, name)
    alone = {code: severity for code, severity in told_of(desk).items() if code.startswith("opioid-p")}
    assert alone
    links = row(desk, name).text().count(MEANT)
    for last in (date(2026, 11, 1), None):
        desk.session.do(SetScreening(Screening(opioids=(OpioidUse(opioid, last),))), "check")
        settle()
        assert alone.items() <= told_of(desk).items()
        assert row(desk, name).text().count(MEANT) == links
        assert "It stands among the opioids" not in row(desk, name).text()
        listed = desk.window.knowledge.content.opioids.by_id[opioid].name
        above = f"Among the opioids above stands {listed}: choose it if it is meant."
        assert above in row(desk, name).text()


def test_a_name_chosen_of_several_goes_among_the_opioids(desk: Desk) -> None:
    add(desk, "Migraleve")
    row(desk, "Migraleve").followed.emit(f"{MEANT}codeine with paracetamol", "Migraleve")
    settle()
    row(desk, "codeine with paracetamol").followed.emit(f"{OPIOID}cocodamol", "codeine with paracetamol")
    settle()
    assert "It stands among the opioids above." in row(desk, "codeine with paracetamol").text()
    assert set(told_of(desk)) == {"opioid-now"}


@pytest.mark.parametrize(
    "text", ["none", "Nil", "no other medicines", "no medication", "n/a", "nothing", "-", "None known"]
)
def test_what_says_that_nothing_is_taken_is_no_medicine(desk: Desk, text: str) -> None:
    add(desk, text)
    assert medicines(desk) == ()
    assert any("names no medicine" in told and "empty the field" in told for told in desk.sentences)


def test_a_brand_says_what_it_was_read_as(desk: Desk) -> None:
    add(desk, "prozac, fluoxetine, valiumm")
    assert "Read as fluoxetine." in row(desk, "prozac").text()
    assert "Read as" not in row(desk, "fluoxetine").text()
    assert "Read as Valium, diazepam." in row(desk, "valiumm").text()
