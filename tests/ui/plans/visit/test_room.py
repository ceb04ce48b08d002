"""A visit written by the keyboard, kept as a draft meanwhile, and accepted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain import codes
from ldn_desktop.domain.adjustment import ChangeTimes, Hold, StepBack
from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.library.bodies import Deletion, SideEffect, Visit
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.ui.fields.override_field import OverrideField
from ldn_desktop.ui.plans.visit.room import VisitRoom
from ldn_desktop.ui.plans.visit.score_row import ScoreRow
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.labels import FieldLabel
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.draft import opened
from ldn_desktop.workspace.intents import SetNotes
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.origin import Unsaved
from tests.journeys.desk import settle
from tests.library.given import SENTENCE
from tests.ui.plans.visit.given import bars, keys, on, shown, supplied, tab_to, words
from tests.workspace.visits import PLAN, TODAY

CONTROL = Qt.KeyboardModifier.ControlModifier


def accept() -> None:
    keys(Qt.Key.Key_Return, held=CONTROL)


def press(where: QWidget, text: str) -> None:
    (button,) = (b for b in where.findChildren(QPushButton) if b.text().replace("&", "") == text)
    button.click()


def scores(room: VisitRoom) -> list[ScoreRow]:
    return room.form.how.findChildren(ScoreRow)


def field(room: VisitRoom, name: str) -> ParsedEdit:
    (found,) = (edit for edit in room.form.findChildren(ParsedEdit) if edit.accessibleName() == name)
    return found


def unread(room: VisitRoom) -> list[str]:
    assert room.desk is not None
    return [entry.problem for entry in room.desk.draft.unread]


def test_three_visits_by_the_keyboard_lead_to_the_third_revision(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    gone: list[str] = []
    with on(date(2026, 12, 10)):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.go.connect(gone.append)
        tab_to(scores(room)[0])
        keys("7", Qt.Key.Key_Tab, "6")
        accept()
    with on(TODAY):
        room.open(subject)
        room.focus_first()
        assert "7 on 10 Dec" in words(room.form.how)
        tab_to(scores(room)[0])
        keys("6", Qt.Key.Key_Tab, "8", Qt.Key.Key_Tab, "x")
        tab_to(room.form.how.effects)
        keys("Vivid dreams, nightmares", Qt.Key.Key_Return, Qt.Key.Key_Right)
        tab_to(room.form.decision)
        room.form.decision.take_focus()
        keys("b")
        tab_to(room.form.decision.days)
        room.form.decision.days.select_all()
        keys("14")
        tab_to(room.form.decision.why)
        keys("Poor sleep at 3 mg")
        assert words(room.result).startswith(
            "1.5 mg from today for 14 days, then up again 3 mg from Tue 19 Jan 2027"
        )
        accept()
    with on(date(2027, 1, 19)):
        room.open(subject)
        room.form.decision.take_focus()
        keys("h")
        tab_to(room.form.decision.days)
        room.form.decision.days.select_all()
        keys("7")
        accept()
    kept = supplies.keeper.library.kept
    told = kept.history(subject)
    assert [record.kind for record in told.records] == [
        "revision", "visit", "revision", "visit", "revision", "visit",
    ]  # fmt: skip
    assert told.head is not None
    plan = kept.plan_of(told.head)
    second, third = plan.adjustments
    assert second == StepBack(TODAY, 14, noted_on=TODAY, note="Poor sleep at 3 mg")
    assert third == Hold(date(2027, 1, 19), 7, noted_on=date(2027, 1, 19))
    assert plan.revision == 3
    seen = told.records[3].body
    assert isinstance(seen, Visit)
    assert seen.scores == (("pain", 6), ("poor-sleep", 8), ("vivid-dreams", 10))
    assert seen.side_effects == (SideEffect("Vivid dreams, nightmares", "moderate"),)
    assert gone == ["plans"] * 3


def test_the_draft_is_there_again_after_leaving_and_locking(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        tab_to(scores(room)[0])
        keys("6")
        drafts = supplies.keeper.library.drafts
        assert drafts.load(subject) is None
        qtbot.waitUntil(lambda: drafts.load(subject) is not None, timeout=3_000)
        keys("7")
        supplies.keeper.library.lock()
        supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
        again = shown(supplies, subject)
        qtbot.addWidget(again)
        assert bars(again.notices) == ["Note: A visit that was begun before is here again."]
        assert scores(again)[0].score == 7
        press(again.head, "Discard")
        assert scores(again)[0].score is None
        assert supplies.keeper.library.drafts.load(subject) is None
        settle()
        press(again.notices, "Close")
        assert scores(again)[0].score is None
        keys(Qt.Key.Key_Z, held=CONTROL)
        assert scores(again)[0].score == 7
        assert again.may_leave()
        assert supplies.keeper.library.drafts.load(subject) is not None


def test_a_draft_that_cannot_be_read_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    supplies.keeper.library.drafts.save(subject, b"{}")
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        (told,) = bars(room.notices)
        assert "cannot be read" in told
        assert "stays in the folder “visits” of the library" in told


def test_an_opioid_and_a_worse_mood_bring_their_question_and_finding(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.choose_opioid("yes")
        room.form.how.choose_mood("worse")
        told = words(room.form.how)
        questions = supplies.knowledge.content.screening.questions
        assert questions[codes.OPIOID_NOW].text in told
        assert questions[codes.MOOD].text in told
        assert [text.partition(":")[0] for text in bars(room.result)] == ["Blocking", "Warning"]
        assert not room.accept()
        desk = room.desk
        assert desk is not None
        room.form.how.set_opioids((OpioidUse("codeine", date(2027, 1, 4)),))
        room.result.bars.overruled.emit(codes.OPIOID_FREE_INTERVAL, "agreed with the ward")
        assert desk.outcome.ready
        keys(Qt.Key.Key_Z, held=CONTROL)
        assert not desk.outcome.ready


def test_an_opioid_that_is_typed_and_not_chosen_holds_the_visit_and_is_in_its_draft(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.choose_opioid("yes")
        keys("codeine zz")
        room.form.decision.decide("stop")
        desk = room.desk
        assert desk is not None
        assert desk.outcome.ready
        assert not room.accept()
        assert bars(room.result)[0].startswith(
            "Not yet: Add an opioid by any name or brand: “codeine zz” is typed and not added"
        )
        assert room.may_leave()
        again = shown(supplies, subject)
        qtbot.addWidget(again)
        assert unread(again)[0].startswith("“codeine zz” is typed and not added")
        assert not again.accept()
        # Who says that there was none needs no name.
        again.form.how.choose_opioid("no")
        assert not unread(again)
        again.form.how.choose_opioid("yes")
        assert unread(again)


def test_escape_leaves_the_visit_and_keeps_its_draft(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        gone: list[str] = []
        room.go.connect(gone.append)
        tab_to(room.form.decision.why)
        keys("because", Qt.Key.Key_Escape)
        assert gone == ["plans"]
        assert room.may_leave()
        assert supplies.keeper.library.drafts.load(subject) is not None


def test_a_last_dose_that_cannot_be_read_holds_the_visit(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.choose_opioid("yes")
        room.form.how.set_opioids((OpioidUse("codeine", date(2027, 1, 4)),))
        room.form.decision.decide("stop")
        (last,) = (
            e for e in room.form.how.findChildren(DateEdit) if e.accessibleName() == "Last dose of codeine"
        )
        last.line_edit().setFocus()
        last.select_all()
        keys("32 Dec")
        assert unread(room)
        assert not room.accept()


def test_a_side_effect_in_its_line_is_kept_with_the_visit(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.effects.take_focus()
        keys("Itching")
        accept()
        assert room.desk is None
        (seen,) = (r.body for r in supplies.keeper.library.kept.history(subject).records if r.kind == "visit")
        assert isinstance(seen, Visit)
        assert [effect.name for effect in seen.side_effects] == ["Itching"]


def test_undo_is_the_visits_whatever_field_has_the_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        desk = room.desk
        assert desk is not None
        tab_to(room.form.decision.why)
        keys("because")
        keys(Qt.Key.Key_Z, held=CONTROL)
        assert (desk.draft.why, room.form.decision.why.text()) == ("", "")
        (note,) = room.form.how.findChildren(QPlainTextEdit)
        tab_to(note)
        keys("Wakes at three")
        keys(Qt.Key.Key_Z, held=CONTROL)
        assert (desk.draft.visit.note, note.toPlainText()) == ("", "")
        keys(Qt.Key.Key_Y, held=CONTROL)
        assert note.toPlainText() == "Wakes at three"
        accept()
        assert room.desk is None


def test_a_letter_with_alt_decides_from_anywhere_and_other_decisions_stand_in_a_list(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        desk = room.desk
        assert desk is not None
        QTest.keyClick(room, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
        # A button stays down for a moment before it does what it does.
        qtbot.waitUntil(lambda: desk.draft.visit.decision == "settle")
        tab_to(room.form.decision)
        room.form.decision.take_focus()
        keys("s")
        assert desk.draft.visit.decision == "settle"
        menus = room.form.decision.findChildren(QMenu)
        (times,) = (action for menu in menus for action in menu.actions() if action.data() == "times")
        times.trigger()
        assert desk.draft.visit.decision == "times"
        assert bars(room.result)[0].startswith("Not yet: It changes nothing")


def test_settling_on_the_way_to_a_stop_warns_of_the_day_the_dose_ends(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path, replace(PLAN, after="stop"))
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.decision.decide("hold")
        assert not any("settled dose" in text for text in bars(room.result))
        room.form.decision.decide("settle")
        (told,) = (text for text in bars(room.result) if "settled dose" in text)
        assert told.startswith("Warning: The settled dose is planned until ")


def test_each_letter_of_alt_is_one_fields(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.decision.decide("pause")
        texts = [b.text() for b in room.findChildren(QAbstractButton) if b.isVisible()]
        texts += [label.text() for label in room.findChildren(FieldLabel) if label.isVisible()]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(set(letters)) == len(letters) > 10
        assert "s" not in letters


def test_what_is_usually_tried_for_a_side_effect_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        tab_to(room.form.how.effects)
        keys("poor sleep", Qt.Key.Key_Return)
        (told,) = bars(room.result)
        assert told.startswith("Note: Poor sleep: Take it in the morning if it lasts more than 5 to 7 days")
        press(room.result, "Move it to the morning instead")
        desk = room.desk
        assert desk is not None
        (change,) = desk.outcome.plan.adjustments
        assert change == ChangeTimes(TODAY, ("morning",), noted_on=TODAY)


def test_what_was_counted_as_left_over_changes_no_fill(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        desk = room.desk
        assert desk is not None
        press(room.form, "Count what is left over…")
        tab_to(room.form.how.left)
        keys(Qt.Key.Key_Tab)
        keys("19.5")
        assert desk.draft.visit.left_over == (("c3", "19.5"),)
        assert not desk.outcome.changed
        keys("x")
        assert not room.accept()
        keys(Qt.Key.Key_Backspace)
        assert room.accept()


def test_what_cannot_be_read_is_not_accepted(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        keys(Qt.Key.Key_A, held=CONTROL)
        keys("the day before the flood")
        (told,) = bars(room.result)
        assert told.startswith("Not yet: Date of the visit: “the day before the flood” is")
        accept()
        assert not room.accept()
        assert [r.kind for r in supplies.keeper.library.kept.history(subject).records] == ["revision"]


def test_a_history_that_cannot_be_read_any_more_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        failed = QSignalSpy(room.failed)

        def unread(_kept: KeptPlans, _subject: str) -> None:
            raise FileError("kind", "is none of this program")

        monkeypatch.setattr(KeptPlans, "history", unread)
        supplies.keeper.plans_changed.emit((subject,))
        assert failed.count() == 1
        assert not room.accept()
        assert failed.count() == 2
        assert room.desk is not None


def test_nothing_typed_at_one_patients_visit_stands_in_anothers(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    kept = supplies.keeper.library.kept
    other = kept.keep(replace(PLAN, id="another"), "Prescriber name", "plan made").subject
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        keys(Qt.Key.Key_A, held=CONTROL)
        keys("the day before the flood")
        room.open(other)
        assert not unread(room)
        room.focus_first()
        keys(Qt.Key.Key_Z, held=CONTROL)
        assert not unread(room)
        assert room.form.isVisible()
        assert room.accept()
        assert [len(kept.history(each).records) for each in (subject, other)] == [1, 2]


def test_another_revision_meanwhile_is_shown_and_the_visit_stays(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.decision.decide("hold")
        kept = supplies.keeper.library.kept
        head = kept.history(subject).head
        assert head is not None
        kept.keep(replace(PLAN, revision=2, notes="another"), "Somebody", "", subject, [head])
        (told,) = bars(room.notices)
        assert told.startswith("Warning: This plan has another revision meanwhile: revision 2.")
        assert "becomes revision 3" in words(room.head)
        assert room.accept()


def test_of_a_plan_that_is_gone_meanwhile_nothing_is_written_on(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    told: list[str] = []
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.failed.connect(told.append)
        tab_to(room.form.how.findChildren(QPlainTextEdit)[0])
        keys("Wakes")
        library = supplies.keeper.library
        deletion = library.kept.note(Deletion(), subject, "Prescriber name")
        assert not room.accept()
        assert "deleted" in told[-1]
        library.kept.note(Deletion((deletion.hash,)), subject, "Prescriber name")
        room.open(subject)
        found = room.desk
        assert found is not None
        assert found.draft.visit.note == "Wakes"
        room.focus_first()
        tab_to(room.form.how.findChildren(QPlainTextEdit)[0])
        keys("!")
        library.kept.erase([subject], "Prescriber name")
        room.seal()
        assert room.desk is None
        assert library.drafts.load(subject) is None


def test_a_plan_that_is_changed_in_the_planner_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        supplies.bridge.session.open(opened(PLAN), Unsaved())
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        assert bars(room.head) == []
        supplies.bridge.do(SetNotes("typed in the planner"), "notes")
        (told,) = bars(room.head)
        assert told.startswith("Caution: This plan is open in the planner with changes that are not kept")
        supplies.bridge.session.undo()
        assert bars(room.head) == []


def test_of_a_library_that_is_read_alone_no_visit_can_be_typed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supplies, subject = supplied(tmp_path)
    library = type(supplies.keeper.library)
    monkeypatch.setattr(library, "why_read_only", property(lambda _: "It can be read here alone."))
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        assert bars(room.result) == [], "the place says so, once"
        assert not scores(room)[0].isEnabled()
        assert not room.accept()


def test_in_a_narrow_window_one_card_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject, (952, 640))
        qtbot.addWidget(room)
        cards = (room.form.visit, room.form.how, room.form.decision)
        assert [card.folded for card in cards] == [False, True, True]
        room.form.how.set_folded(False)
        assert [card.folded for card in cards] == [True, False, True]


def test_the_papers_are_looked_at_and_printed_after_it_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    looked: list[tuple[object, date | None]] = []
    printed: list[object] = []
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.preview_wanted.connect(lambda *shown: looked.append(shown))
        room.pack_wanted.connect(lambda *wanted: printed.append(wanted))
        room.form.decision.decide("hold")
        desk = room.desk
        assert desk is not None
        room.result.papers.preview_wanted.emit()
        following = TODAY + timedelta(days=28)
        desk.put(replace(desk.draft, visit=replace(desk.draft.visit, next_visit=following)), "the next visit")
        room.result.papers.preview_wanted.emit()
        assert looked == [(desk.outcome.after, None), (desk.outcome.after, following)]
        room.result.papers.print_wanted.emit()
        assert printed == [(subject, ("patient", "pharmacy-order"))]
        assert supplies.keeper.library.kept.history(subject).records[-1].kind == "visit"


def test_what_cannot_be_read_yet_is_there_again_as_it_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        form = room.form
        fields = {
            "Date of the visit": "5 Jam",
            "Next visit": "in a while",
            "Doses missed": "some",
            "Poor sleep since": "last wek",
            "From, the first day that changes": "tomorow",
            "For, days": "a few",
        }
        form.how.effects.take_focus()
        keys("Poor sleep", Qt.Key.Key_Return)
        form.decision.decide("step-back")
        press(form, "Count what is left over…")
        fields[form.how.left.findChildren(ParsedEdit)[0].accessibleName()] = "lots"
        for name, text in fields.items():
            edit = field(room, name)
            edit.line_edit().setFocus()
            edit.select_all()
            keys(text)
        form.how.effects.take_focus()
        keys("Itch")
        desk = room.desk
        assert desk is not None
        told = [(entry.name, entry.text) for entry in desk.draft.unread]
        assert told == list(fields.items())
        desk.seal()
        # As after a kill: nothing but the sealed draft is left.
        again = shown(supplies, subject)
        qtbot.addWidget(again)
        assert {name: field(again, name).text() for name in fields} == fields
        assert all(field(again, name).error() for name in fields)
        assert "Itch" in [line.text() for line in again.form.how.effects.findChildren(QLineEdit)]
        assert not again.accept()
        found = again.desk
        assert found is not None
        assert found.draft.visit.on == TODAY
        assert [effect.name for effect in found.draft.visit.side_effects] == ["Poor sleep", "Itch"]


def test_what_cannot_be_read_is_taken_back_as_anything_else_and_mended_in_place(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        following = field(room, "Next visit")
        following.line_edit().setFocus()
        keys("19 Jaan")
        assert unread(room)
        keys(Qt.Key.Key_Z, held=CONTROL)
        assert (following.text(), unread(room)) == ("", [])
        keys(Qt.Key.Key_Y, held=CONTROL)
        assert (following.text(), len(unread(room))) == ("19 Jaan", 1)
        room.form.visit.set_folded(True)
        settle()
        press(room.result, "Go to Next visit")
        assert following.isVisible()
        keys("19 Jan 2027")
        desk = room.desk
        assert desk is not None
        assert (unread(room), desk.draft.visit.next_visit) == ([], date(2027, 1, 19))
        assert room.accept()


def test_what_is_typed_in_fields_that_are_gone_holds_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.effects.take_focus()
        keys("Itching", Qt.Key.Key_Return)
        field(room, "Itching since").line_edit().setFocus()
        keys("ever")
        room.form.decision.decide("pause")
        field(room, "Taken again from").line_edit().setFocus()
        keys("soon")
        assert len(unread(room)) == 2
        (endless,) = room.form.decision.findChildren(QCheckBox)
        endless.click()
        assert len(unread(room)) == 1
        (remove,) = (
            b for b in room.form.findChildren(QAbstractButton) if b.accessibleName() == "Remove Itching"
        )
        remove.click()
        assert not unread(room)
        field(room, "From, the first day that changes").line_edit().setFocus()
        keys("x")
        assert unread(room)
        room.form.decision.decide("go-on")
        assert not unread(room)
        assert room.accept()


def test_where_there_is_room_for_one_side_what_holds_the_visit_back_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject, (700, 600))
        qtbot.addWidget(room)
        assert (room.form.isVisible(), room.result.isVisible()) == (True, False)
        QTest.keyClick(room, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        desk = room.desk
        assert desk is not None
        assert desk.draft.visit.decision == "pause"
        accept()
        assert (room.form.isVisible(), room.result.isVisible()) == (False, True)
        assert bars(room.result)[0] == "Not yet: Say on which day it is taken again."
        QTest.keyClick(room, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
        assert desk.draft.visit.decision == "hold"
        room.head.side_chosen.emit("form")
        room.form.how.set_folded(False)
        missed = field(room, "Doses missed")
        missed.line_edit().setFocus()
        keys("some")
        room.form.visit.set_folded(False)
        room.form.visit.take_focus()
        accept()
        # What cannot be read is led to, its card open again.
        assert missed.line_edit().hasFocus()
        assert missed.isVisible()


def test_papers_that_would_leave_no_room_scroll_with_the_rest(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        (scroll,) = (s for s in room.result.findChildren(FocusScroll) if s.isAncestorOf(room.result.table))
        assert not scroll.isAncestorOf(room.result.papers)
        room.resize(950, 300)
        qtbot.waitUntil(lambda: scroll.isAncestorOf(room.result.papers) and room.result.papers.isVisible())
        room.resize(1371, 850)
        qtbot.waitUntil(lambda: not scroll.isAncestorOf(room.result.papers))


def test_a_reason_that_is_typed_for_one_patient_stands_in_no_other_visit(
    qtbot: QtBot, tmp_path: Path
) -> None:
    supplies, subject = supplied(tmp_path)
    kept = supplies.keeper.library.kept
    other = kept.keep(replace(PLAN, id="another"), "Prescriber name", "plan made").subject
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        room.form.how.choose_opioid("yes")
        room.form.how.set_opioids((OpioidUse("codeine", date(2027, 1, 4)),))
        settle()
        press(room.result, "Override with a reason…")
        keys("agreed with the ward")
        room.open(other)
        room.form.how.choose_opioid("yes")
        room.form.how.set_opioids((OpioidUse("codeine", date(2027, 1, 4)),))
        settle()
        assert not room.result.findChildren(OverrideField)
        # What was typed is still in the visit for which it was.
        room.open(subject)
        settle()
        (field,) = room.result.findChildren(OverrideField)
        assert field.text() == "agreed with the ward"
        field.take_focus()
        keys(Qt.Key.Key_Escape)
        settle()
        assert not room.result.findChildren(OverrideField)


def test_a_next_visit_that_was_named_before_is_said_to_stay(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject)
        qtbot.addWidget(room)
        line = next(
            field
            for field in room.form.visit.findChildren(DateEdit)
            if field.accessibleName() == "Next visit"
        ).line_edit()
        assert (line.text(), line.placeholderText()) == ("", "none planned")
        named = Visit(TODAY - timedelta(days=7), "go-on", next_visit=TODAY + timedelta(days=9))
        supplies.keeper.library.kept.see(named, subject, "A")
        assert (line.text(), line.placeholderText()) == ("", "14 Jan 2027 stays")


def test_in_a_narrow_window_products_and_sentences_are_read_whole(qtbot: QtBot, tmp_path: Path) -> None:
    supplies, subject = supplied(tmp_path)
    with on(TODAY):
        room = shown(supplies, subject, (952, 640))
        qtbot.addWidget(room)
        room.form.decision.decide("formulations")
        room.form.decision.set_folded(False)
        (products,) = room.form.decision.findChildren(QListWidget)
        QTest.qWait(50)
        assert products.isVisible()
        assert products.horizontalScrollBar().maximum() == 0
        room.form.how.set_folded(False)
        missed = field(room, "Doses missed")
        missed.line_edit().setFocus()
        keys("some")
        QTest.qWait(50)
        (sentence,) = (
            label
            for label in missed.findChildren(QLabel)
            if label.isVisible() and label.text() == missed.error()
        )
        assert sentence.width() > missed.line_edit().width()
        assert sentence.height() >= sentence.heightForWidth(sentence.width())
