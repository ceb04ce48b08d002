"""A plan that goes on after a pause asks for opioids again, by keyboard and by mouse, until somebody has asked."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from checks.form_seen import apart
from ldn_desktop.domain.plan import OpioidUse, Screening
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.storage.drafts import DraftStore, RecoveredDraft
from ldn_desktop.ui import REFERENCE
from ldn_desktop.ui.planner.result.findings_view import FindingBars
from ldn_desktop.ui.planner.safety.since_pause_row import SincePauseRow
from ldn_desktop.workspace.intents import SetNotes
from tests.journeys.desk import TODAY, Desk, choice, press, settle, words

ASKED, PAUSE, AGAIN = date(2026, 11, 1), date(2026, 11, 20), date(2026, 12, 5)
ADD = "Add an opioid by any name or brand"
QUESTION = "Any opioid since the pause began on 20 Nov 2026?"


def _plan(desk: Desk, **changes: Any) -> dict[str, Any]:
    questions = desk.window.knowledge.content.screening.questions
    return {
        "format": "ldn-plan",
        "version": 2,
        "id": "asked-again",
        "start_date": ASKED.isoformat(),
        "ladder": [{"dose": "1 mg", "days": 7}, {"dose": "2 mg", "days": 60}],
        "formulations": [{"id": "c", "kind": "capsule", "strength": "1 mg"}],
        "adjustments": [
            {
                "on": PAUSE.isoformat(),
                "action": "pause",
                "until": AGAIN.isoformat(),
                "resume": "restart",
            }
        ],
        "screening": {"answered_on": ASKED.isoformat(), "answers": dict.fromkeys(questions, "no")},
        **changes,
    }


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.ldnplan"


def _open(desk: Desk, path: Path, **changes: Any) -> None:
    path.write_text(json.dumps(_plan(desk, **changes)))
    desk.window.files.open_path(path, asked=True)
    settle()


def _row(desk: Desk) -> SincePauseRow:
    return desk.part(SincePauseRow)


def _codes(desk: Desk) -> set[str]:
    regimen = desk.session.regimen
    assert regimen is not None
    return {finding.code for finding in regimen.findings}


def _screening(desk: Desk) -> Screening:
    return desk.session.draft.plan.screening


def _ask(desk: Desk) -> SincePauseRow:
    """Go to the question by the button of its finding."""
    desk.button("Ask now…").click()
    settle()
    row = _row(desk)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert row.isAncestorOf(focus)
    return row


def test_the_finding_leads_to_the_question_and_no_by_a_letter_answers_it(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    assert "ask-opioids-again" in _codes(desk)
    assert any(
        "The pause began on Fri 20 Nov 2026, and doses go on from Sat 5 Dec 2026" in text
        for text in desk.sentences
    )
    row = _ask(desk)
    assert row.isVisible()
    assert words(row)[0] == QUESTION
    assert choice(row).current() == ""
    desk.press(Qt.Key.Key_N)
    settle()
    assert _screening(desk).answered_on == ASKED
    assert _screening(desk).asked_on == TODAY
    assert "ask-opioids-again" not in _codes(desk)
    assert words(row)[0] == f"{QUESTION} Asked on 1 Dec 2026."
    assert choice(row).current() == "no"
    desk.session.undo()
    settle()
    assert "ask-opioids-again" in _codes(desk)
    assert choice(row).current() == ""


def test_yes_asks_which_opioid_and_the_plan_waits_for_its_interval(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    row = _ask(desk)
    desk.press(Qt.Key.Key_Y)
    settle()
    field = desk.named(QLineEdit, ADD)
    assert QApplication.focusWidget() is field
    assert _screening(desk).asked_on == TODAY
    assert _codes(desk) >= {"opioid-now"}
    assert not desk.window.actions_.print.isEnabled()
    QTest.keyClicks(field, "codeine")
    desk.press(Qt.Key.Key_Return)
    settle()
    assert [use.opioid for use in _screening(desk).opioids] == ["codeine"]
    assert choice(row).current() == "yes"
    assert words(row)[1].startswith("Yes: codeine, still taken.")
    # A No against what is listed there changes nothing, and the row does not say otherwise.
    choice(row).button("no").click()
    settle()
    assert choice(row).current() == "yes"
    assert dict(_screening(desk).answers)["opioid-now"] == "yes"


def test_a_click_answers_as_a_letter_does(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    desk.safety.open_check()
    settle()
    row = _row(desk)
    choice(row).button("no").click()
    settle()
    assert _screening(desk).asked_on == TODAY
    assert "ask-opioids-again" not in _codes(desk)


def test_an_answer_of_the_first_day_of_a_pause_is_none_for_the_days_that_follow(
    desk: Desk, plan: Path
) -> None:
    screening = {**_plan(desk)["screening"], "opioids_asked_on": PAUSE.isoformat()}
    _open(desk, plan, screening=screening)
    assert "ask-opioids-again" not in _codes(desk)
    desk.safety.open_check()
    settle()
    assert not choice(_row(desk)).current()
    assert f"{QUESTION} Asked on {full_date(PAUSE)}." in words(_row(desk))


def test_tab_goes_through_the_question_before_those_of_the_check(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    desk.safety.open_check()
    settle()
    first = desk.question("opioid-now")
    desk.give_focus(desk.button("All no"))
    passed = []
    for _ in range(9):
        desk.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        inside = (row for row in (_row(desk), first) if row.isAncestorOf(focus))
        passed.append(next(inside, None))
    order = [row for row in dict.fromkeys(passed) if row is not None]
    assert order == [_row(desk), first]


def test_a_letter_answers_and_goes_on_to_the_next_question(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    _ask(desk)
    desk.press(Qt.Key.Key_N)
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desk.question("opioid-now").isAncestorOf(focus)


@pytest.mark.parametrize(
    "changes",
    [
        {"adjustments": []},
        # A pause to come, and one that nothing follows.
        {
            "adjustments": [
                {"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"}
            ]
        },
        {
            "adjustments": [
                {"on": "2026-11-20", "action": "pause", "until": "2026-12-20", "resume": "continue"},
                {"on": "2026-12-05", "action": "stop"},
            ]
        },
    ],
)
def test_nothing_is_asked_where_no_begun_pause_is_followed_by_a_dose(
    desk: Desk, plan: Path, changes: dict[str, Any]
) -> None:
    _open(desk, plan, **changes)
    desk.safety.open_check()
    settle()
    assert not _row(desk).isVisible()
    assert "ask-opioids-again" not in _codes(desk)


def test_the_same_answer_given_once_more_is_a_later_one(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    form = desk.safety.form
    form.answer("cirrhosis", "no")
    assert (_screening(desk).answered_on, _screening(desk).asked_on) == (TODAY, ASKED)
    assert "ask-opioids-again" in _codes(desk)
    form.answer("opioid-now", "no")
    assert _screening(desk).asked_on == TODAY
    assert "ask-opioids-again" not in _codes(desk)


def test_the_day_of_the_question_is_in_the_file_and_in_the_head_of_the_card(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    _ask(desk)
    desk.press(Qt.Key.Key_N)
    settle()
    desk.window.files.save()
    settle()
    held = json.loads(plan.read_text())["screening"]
    assert (held["answered_on"], held["opioids_asked_on"]) == ("2026-11-01", "2026-12-01")
    again = read_plan(plan.read_bytes(), desk.window.knowledge.vocabulary)
    assert again.screening.asked_on == TODAY
    safety = desk.safety
    texts = [widget.text() for widget in safety.findChildren(QWidget) if hasattr(widget, "text")]
    assert any("opioids asked for on 1 Dec 2026" in text for text in texts)


def test_all_no_does_not_answer_what_a_pause_asks(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    desk.safety.open_check()
    settle()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_N, modifiers)
    settle()
    # All questions of the check had their No before: the pause is asked for on its own.
    assert "ask-opioids-again" in _codes(desk)
    assert _row(desk).isVisible()


def test_in_a_small_window_nothing_covers_the_way_to_the_question(desk: Desk, plan: Path) -> None:
    desk.window.resize(1024, 700)
    screening = {"answered_on": ASKED.isoformat(), "answers": {"opioid-now": "no"}}
    _open(desk, plan, screening=screening)
    bars = desk.part(FindingBars)
    more = next(b for b in bars.findChildren(QPushButton) if b.parent() is bars)
    assert bars.count() == 2
    assert more.isVisible()
    shown = [bar.rect().translated(bar.mapTo(bars, QPoint())) for bar in desk.bars]
    assert not any(bar.intersects(more.geometry()) for bar in shown)
    assert bars.height() >= bars.heightForWidth(bars.width())


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_in_letters_of_any_size_question_and_sources_are_whole(desk: Desk, plan: Path, zoom: int) -> None:
    desk.window.resize(1440, 900)
    desk.window.show_state("light", zoom, "Steps", "form")
    _open(
        desk, plan, screening={"answered_on": ASKED.isoformat(), "answers": {"severe-renal-failure": "yes"}}
    )
    desk.safety.open_check()
    settle()
    for row in (desk.part(SincePauseRow), desk.question("severe-renal-failure")):
        labels = row.findChildren(QLabel)
        assert len(labels) == 3
        for label in labels:
            assert label.isVisible()
            assert label.height() >= label.heightForWidth(label.width())


def test_the_form_shows_what_the_plan_holds_before_and_after_the_answer(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    desk.safety.open_check()
    settle()
    assert list(apart(desk)) == []
    choice(_row(desk)).button("no").click()
    settle()
    assert list(apart(desk)) == []
    desk.safety.form.answer("opioid-now", "yes")
    settle()
    assert list(apart(desk)) == []
    _open(desk, plan, adjustments=[], id="another")
    assert list(apart(desk)) == []


LIVER, OLD_LIVER = "severe-liver-disease", "acute-hepatitis-or-liver-failure"


def _older(desk: Desk, given: str) -> dict[str, Any]:
    """Return what a file of version 1 has, its question about the liver answered."""
    answers = dict.fromkeys(desk.window.knowledge.content.screening.questions, "no")
    del answers[LIVER]
    answers[OLD_LIVER] = given
    return {
        "version": 1,
        "adjustments": [],
        "screening": {"answered_on": ASKED.isoformat(), "answers": answers},
    }


@pytest.mark.parametrize("given", ["no", "unknown"])
def test_a_question_that_an_older_file_had_answered_is_said_to_be_open_until_it_is_answered(
    desk: Desk, plan: Path, given: str
) -> None:
    _open(desk, plan, **_older(desk, given))
    (told,) = desk.notices
    assert told.startswith(
        f"Note: Open again: “{desk.window.knowledge.content.screening.questions[LIVER].text}”"
    )
    assert "asked for less there, so the answer was not taken over" in told
    assert "screening-incomplete" in _codes(desk)
    desk.stack.show_place(REFERENCE)
    desk.button("Answer it now").click()
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert desk.question(LIVER).isAncestorOf(focus)
    assert dict(_screening(desk).answers).get(LIVER) is None, "led there, not answered"
    desk.press(Qt.Key.Key_N)
    settle()
    assert dict(_screening(desk).answers)[LIVER] == "no"
    assert "screening-incomplete" not in _codes(desk)
    assert desk.notices == []
    assert desk.window.files.save()
    desk.window.files.open_path(plan, asked=True)
    assert desk.notices == [], "told once"


def test_the_notice_stays_until_the_question_is_answered(desk: Desk, plan: Path) -> None:
    _open(desk, plan, **_older(desk, "no"))
    desk.session.do(SetNotes("something else"), "notes")
    settle()
    assert len(desk.notices) == 1
    form = desk.safety.form
    form.answer(LIVER, "no")
    settle()
    assert desk.notices == []


def test_nothing_is_said_of_an_answer_that_stands(desk: Desk, plan: Path) -> None:
    _open(desk, plan, **_older(desk, "yes"))
    assert desk.notices == []


def test_a_draft_of_an_older_version_tells_it_too(desk: Desk, plan: Path) -> None:
    _open(desk, plan, **_older(desk, "no"))
    data = plan.read_bytes()
    _open(desk, plan)
    assert desk.notices == []
    found = RecoveredDraft("old", datetime(2026, 11, 30, 9, tzinfo=UTC), None, data)
    with patch.object(DraftStore, "recoverable", lambda _: [found]):
        desk.recovery.offer()
    press(desk.window.notices, "Open the draft")
    settle()
    assert [told[:16] for told in desk.notices] == ["Note: Open again"]


def test_an_opioid_told_of_dates_no_other_answer(desk: Desk, plan: Path) -> None:
    opioids = [{"opioid": "loperamide", "last_dose": "2026-10-01"}]
    given = dict.fromkeys(desk.window.knowledge.content.screening.questions, "no")
    _open(
        desk,
        plan,
        adjustments=[],
        screening={"answered_on": ASKED.isoformat(), "answers": given, "opioids": opioids},
    )
    safety = desk.safety
    safety.set_opioids((OpioidUse("loperamide", date(2026, 10, 1), "daily"),))
    assert (_screening(desk).answered_on, _screening(desk).asked_on) == (ASKED, TODAY)
    safety.add_opioid("codeine", date(2026, 10, 2))
    assert _screening(desk).answered_on == ASKED
    safety.form.answer("cirrhosis", "no")
    assert _screening(desk).answered_on == TODAY


def test_what_was_taken_in_the_pause_is_told_without_alarm_once_it_ended(desk: Desk, plan: Path) -> None:
    _open(desk, plan)
    desk.safety.add_opioid("loperamide", date(2026, 11, 24))
    settle()
    row = _row(desk)
    assert choice(row).current() == "yes"
    assert words(row)[1] == "Yes: loperamide, last taken Tue 24 Nov 2026."
    assert words(row)[0] == f"{QUESTION} Asked on 1 Dec 2026."


def test_clear_takes_the_answers_back_and_what_stays_is_consistent(desk: Desk, plan: Path) -> None:
    opioids = [{"opioid": "tramadol", "last_dose": None}]
    _open(desk, plan, screening={**_plan(desk)["screening"], "opioids": opioids}, adjustments=[])
    before = _screening(desk)
    desk.safety.open_check()
    desk.button("Clear answers").click()
    settle()
    assert _screening(desk).opioids == before.opioids
    assert _screening(desk).answers == (("opioid-now", "yes"),)
    assert "opioid-now" in _codes(desk)
    assert list(apart(desk)) == []
    desk.session.undo()
    settle()
    assert _screening(desk) == before
    desk.safety.set_opioids(())
    desk.button("Clear answers").click()
    settle()
    assert _screening(desk) == Screening()


@pytest.mark.parametrize("name", ["fentanyl", "morphine", "tramadol", "buprenorphine", "heroin"])
def test_enter_takes_no_name_of_forms_that_differ_until_one_is_chosen(
    desk: Desk, plan: Path, name: str
) -> None:
    _open(desk, plan, adjustments=[])
    desk.safety.open_check()
    field = desk.named(QLineEdit, ADD)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        desk.type_into(field, name)
        completer = field.completer()
        assert completer is not None
        popup = completer.popup()
        assert popup is not None
        QTest.keyClick(popup if popup.isVisible() else field, key)
        settle()
        assert _screening(desk).opioids == ()
        assert field.text() == name
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle()
    assert len(_screening(desk).opioids) == 1
