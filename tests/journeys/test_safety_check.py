"""The safety check from the first question to the paper: answers, opioids, overrides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.finding import Finding
from ldn_desktop.domain.plan import OpioidUse
from ldn_desktop.ui.fields.opioid_row import OpioidRow
from ldn_desktop.ui.fields.override_field import OverrideField
from ldn_desktop.ui.planner.safety.safety_card import SafetyCard
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.labels import LinkLabel
from ldn_desktop.workspace.intents import SetStart
from tests.journeys.desk import TODAY, Desk, child, said, settle, words

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _planned(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()


def _open_check(desk: Desk) -> SafetyCard:
    """Open the card with the keyboard on its first open question."""
    safety = desk.safety
    safety.open_check()
    settle()
    return safety


def _click(desk: Desk, text: str) -> None:
    settle()
    desk.button(text).click()
    settle()


def _codes(desk: Desk) -> dict[str, bool]:
    """The findings of the plan that stop or warn, and whether each blocks."""
    regimen = desk.session.regimen
    assert regimen is not None
    return {f.code: f.blocks for f in regimen.findings if f.severity in {"blocking", "warning"}}


def _add(desk: Desk, name: str) -> None:
    field = desk.named(QLineEdit, "Add an opioid by any name or brand")
    desk.type_into(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def test_all_no_in_one_stroke_then_corrected(desk: Desk) -> None:
    _planned(desk)
    assert _codes(desk) == {"screening-incomplete": False}
    _open_check(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_N, _CTRL_SHIFT)
    assert _codes(desk) == {}
    plan = desk.session.draft.plan
    assert len(plan.screening.answers) == 21
    assert plan.screening.answered_on is not None
    row = desk.question("pregnant")
    assert not row.isVisible()
    _click(desk, "Show all")
    row.take_focus()
    desk.press(Qt.Key.Key_Y)
    assert _codes(desk) == {"pregnant": False}
    assert words(row)[1].startswith("Pregnant or possibly so")
    desk.session.undo()
    assert _codes(desk) == {}
    desk.session.undo()
    assert _codes(desk) == {"screening-incomplete": False}


def test_all_no_keeps_what_was_answered(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    desk.press(Qt.Key.Key_Y)
    assert "opioid-now" in _codes(desk)
    _click(desk, "All no")
    assert dict(desk.session.draft.plan.screening.answers)["opioid-now"] == "yes"
    _click(desk, "Clear answers")
    assert desk.session.draft.plan.screening.answers == ()


def test_a_letter_answers_and_goes_on(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    for key in (Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_Y):
        desk.press(key)
    questions = list(desk.window.knowledge.content.screening.questions)
    answers = dict(desk.session.draft.plan.screening.answers)
    assert [answers.get(name) for name in questions[:4]] == ["no", "unknown", "yes", None]


def test_an_opioid_moves_the_start_by_one_click(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    _click(desk, "All no")
    _add(desk, "Zydol")
    (use,) = desk.session.draft.plan.screening.opioids
    assert use.opioid in {"tramadol", "tramadol_mr"}
    assert use.last_dose is None, "nobody has said yet that it was the last"
    assert _codes(desk)["opioid-now"]
    field = desk.named(
        QCheckBox, f"{desk.window.knowledge.content.opioids.by_id[use.opioid].name} still taken"
    )
    assert field.isChecked()
    field.click()
    assert all(use.last_dose for use in desk.session.draft.plan.screening.opioids)
    desk.safety.set_opioids((OpioidUse("tramadol", date(2026, 11, 28)),))
    assert _codes(desk) == {"opioid-free-interval": True}
    assert not desk.window.actions_.print.isEnabled()
    _click(desk, "Start on Tue 8 Dec 2026")
    assert _codes(desk) == {}
    assert desk.session.draft.plan.start_date == date(2026, 12, 8)
    assert desk.window.actions_.print.isEnabled()


def test_a_last_dose_still_to_come_says_so(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    desk.safety.set_opioids((OpioidUse("tramadol", date(2027, 11, 28)),))
    settle()
    told = "Sun 28 Nov 2027 is still to come: until then it is being taken."
    assert [text for text in desk.sentences if told in text], desk.sentences


def test_the_latest_of_several_opioids_rules(desk: Desk) -> None:
    _planned(desk)
    uses = (OpioidUse("tramadol", date(2026, 11, 28)), OpioidUse("methadone", date(2026, 11, 28)))
    desk.safety.set_opioids(uses)
    buttons = [button.text() for bar in desk.bars for button in bar.buttons()]
    assert "Start on Sat 12 Dec 2026" in buttons


def test_a_name_of_several_is_asked_back(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    _add(desk, "fentanyl patches or lozenges")
    assert desk.session.draft.plan.screening.opioids == ()
    assert any("choose one of the list" in text for text in desk.sentences)


def test_a_name_of_none_says_so_and_what_to_do(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    for typed in ("qwxzzj", "tramadlo"):
        _add(desk, typed)
        assert desk.session.draft.plan.screening.opioids == ()
        told = [text for text in desk.sentences if "No opioid of the reference is called so" in text]
        assert len(told) == 1, desk.sentences
        assert "try another name, or clear the field." in told[0]
        assert not any("Several" in text for text in desk.sentences)


def test_an_override_needs_a_reason_and_falls_away_with_what_it_rests_on(desk: Desk) -> None:
    _planned(desk)
    safety = _open_check(desk)
    _click(desk, "All no")
    safety.form.answer("severe-renal-failure", "yes")
    _click(desk, "Override with a reason…")
    reason = desk.named(QLineEdit, "Reason for the override")
    assert not desk.button("Override").isEnabled()
    desk.type_into(reason, "   ")
    assert not desk.button("Override").isEnabled()
    desk.type_into(reason, "Shared care with the renal unit")
    desk.press(Qt.Key.Key_Return)
    assert _codes(desk) == {"severe-renal-failure": False}
    assert desk.window.actions_.print.isEnabled()
    assert [entry.reason for entry in desk.session.draft.plan.overrides] == [
        "Shared care with the renal unit"
    ]
    _click(desk, "Take the override back")
    assert _codes(desk) == {"severe-renal-failure": True}
    desk.session.undo()
    assert _codes(desk) == {"severe-renal-failure": False}
    safety.form.answer("severe-renal-failure", "no")
    assert desk.session.draft.plan.overrides == ()


def test_what_cannot_be_measured_is_never_overridden(desk: Desk) -> None:
    desk.plan("0.7 mg", "0.5 mg", "1.7 mg")
    desk.usual_set()
    assert _codes(desk)["not-measurable"]
    buttons = [button.text() for bar in desk.bars for button in bar.buttons()]
    assert "Override with a reason…" not in buttons


def test_an_opioid_of_the_search_is_added(desk: Desk) -> None:
    desk.search.planned.emit("opioid", "codeine")
    assert [use.opioid for use in desk.session.draft.plan.screening.opioids] == ["codeine"]
    desk.search.planned.emit("opioid", "codeine")
    assert len(desk.session.draft.plan.screening.opioids) == 1


def test_why_opens_the_explanation(desk: Desk) -> None:
    """The article first; its sources stand in it. Every code that is explained leads to where it is."""
    _planned(desk)
    told: list[str] = []
    desk.page.link_wanted.connect(told.append)
    bar = desk.bars[0]
    sentence = bar.findChildren(QLabel)[0]
    assert "Why?" in sentence.text()
    sentence.linkActivated.emit(sentence.text().partition('href="')[2].partition('"')[0])
    assert told == ["topic:contraindications"]
    reference = desk.reference
    assert reference is not None
    assert desk.place == "reference"
    assert reference.target == "topic:contraindications"
    desk.window.actions_.back.trigger()
    assert desk.place == "planner"


def test_why_opens_the_source_where_no_article_explains(desk: Desk) -> None:
    _planned(desk)
    source = desk.window.knowledge.findings.sources(_finding(desk, "screening-incomplete"))[0]
    desk.bars[0].action_triggered.emit(f"why:source:{source}")
    reference = desk.reference
    assert reference is not None
    assert reference.target == f"page:sources#{source}"


def test_an_answer_names_its_sources_as_links(desk: Desk) -> None:
    _planned(desk)
    safety = _open_check(desk)
    told: list[str] = []
    desk.page.link_wanted.connect(told.append)
    safety.form.answer("pregnant", "yes")
    row = desk.question("pregnant")
    sources = desk.window.knowledge.findings.sources(_finding(desk, "pregnant"))
    assert sources
    for source in sources:
        assert f'href="source:{source}"' in child(row, LinkLabel).text()
    child(row, LinkLabel).linkActivated.emit(f"source:{sources[0]}")
    assert told == [f"source:{sources[0]}"]


def _finding(desk: Desk, code: str) -> Finding:
    regimen = desk.session.regimen
    assert regimen is not None
    return next(finding for finding in regimen.findings if finding.code == code)


def test_the_finder_of_the_reference_fills_the_safety_check(desk: Desk) -> None:
    _planned(desk)
    desk.window.open_reference("page:opioid-finder")
    reference = desk.reference
    assert reference is not None
    reference.opioid_wanted.emit("codeine", date(2026, 11, 28), "")
    assert desk.place == "planner"
    assert desk.session.draft.plan.screening.opioids == (OpioidUse("codeine", date(2026, 11, 28)),)
    reference.opioid_wanted.emit("codeine", date(2026, 11, 29), "")
    assert desk.session.draft.plan.screening.opioids == (OpioidUse("codeine", date(2026, 11, 29)),)
    assert _codes(desk)["opioid-free-interval"]
    reference.opioid_wanted.emit("kratom", date(2026, 11, 18), "daily")
    assert desk.session.draft.plan.screening.opioids[-1] == OpioidUse("kratom", date(2026, 11, 18), "daily")
    # What is not told anew stays.
    reference.opioid_wanted.emit("kratom", None, "")
    assert desk.session.draft.plan.screening.opioids[-1] == OpioidUse("kratom", date(2026, 11, 18), "daily")


def test_daily_use_is_told_in_the_row_by_the_keyboard_and_taken_back(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    form = desk.safety
    form.set_opioids((OpioidUse("kratom", date(2026, 11, 18)), OpioidUse("tramadol", date(2026, 11, 1))))
    settle()
    assert _codes(desk).get("opioid-free-interval") is None
    asked = [
        box
        for box in desk.window.findChildren(QCheckBox)
        if box.accessibleName().startswith("Daily or heavy")
    ]
    shown = [box.accessibleName() for box in asked if not box.isHidden()]
    assert shown == ["Daily or heavy use of kratom (mitragynine, 7-hydroxymitragynine)"]
    box = asked[0]
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()
    assert desk.session.draft.plan.screening.opioids[0] == OpioidUse("kratom", date(2026, 11, 18), "daily")
    assert _codes(desk)["opioid-free-interval"]
    told = [text for text in desk.sentences if "14 days without it. Earliest start Wed 2 Dec 2026." in text]
    assert told, desk.sentences
    assert "naloxone challenge" in told[0]
    desk.session.undo()
    settle()
    assert desk.session.draft.plan.screening.opioids[0] == OpioidUse("kratom", date(2026, 11, 18))
    assert not box.isChecked()
    desk.session.redo()
    settle()
    assert box.isChecked()
    # Another day leaves the use as it is.
    field = desk.named(DateEdit, "Last dose of kratom (mitragynine, 7-hydroxymitragynine)")
    desk.type_into(field, "2026-11-01")
    desk.press(Qt.Key.Key_Tab)
    settle()
    assert desk.session.draft.plan.screening.opioids[0] == OpioidUse("kratom", date(2026, 11, 1), "daily")
    assert _codes(desk).get("opioid-free-interval") is None


@pytest.mark.parametrize(
    "plain", ["oxycodone", "morphine", "tramadol", "tapentadol", "hydromorphone", "dihydrocodeine"]
)
def test_a_plain_opioid_says_that_modified_release_asks_for_more(desk: Desk, plain: str) -> None:
    opioids = desk.window.knowledge.content.opioids
    slower = opioids.by_id[f"{plain}_mr"].interval
    assert slower.days_max > opioids.by_id[plain].interval.days_max
    _planned(desk)
    _open_check(desk)
    desk.safety.add_opioid(plain)
    settle()
    (row,) = desk.safety.findChildren(OpioidRow)
    assert f"If it is modified release, choose that one: {slower.days_text}." in said(row)
    desk.safety.add_opioid(f"{plain}_mr")
    settle()
    assert "modified release, choose" not in said(desk.safety.findChildren(OpioidRow)[1])


def test_daily_loperamide_still_taken_answers_that_an_opioid_is(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    _click(desk, "All no")
    form = desk.safety
    form.set_opioids((OpioidUse("loperamide", None),))
    settle()
    assert _codes(desk) == {}
    desk.named(QCheckBox, "Daily or heavy use of loperamide").click()
    settle()
    assert dict(desk.session.draft.plan.screening.answers)["opioid-now"] == "yes"
    assert _codes(desk) == {"opioid-now": True}
    desk.named(QCheckBox, "Daily or heavy use of loperamide").click()
    settle()
    assert dict(desk.session.draft.plan.screening.answers)["opioid-now"] == "no"


def test_a_clue_holds_the_start_until_the_opioid_is_named(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    _click(desk, "All no")
    _add(desk, "Moventig")
    settle()
    assert _codes(desk) == {"opioid-probable": True}
    assert not desk.window.actions_.print.isEnabled()
    assert [text for text in desk.sentences if "Taken because an opioid is" in text]
    desk.safety.set_folded(True)
    (bar,) = (bar for bar in desk.bars if bar.property("code") == "opioid-probable")
    next(button for button in bar.buttons() if button.text() == "Name the opioid…").click()
    settle()
    assert desk.named(QLineEdit, "Add an opioid by any name or brand").hasFocus()
    form = desk.safety
    form.set_opioids((*desk.session.draft.plan.screening.opioids, OpioidUse("tramadol", date(2026, 11, 1))))
    settle()
    assert _codes(desk) == {}


def test_no_sentence_that_blocks_is_cut_in_a_small_window(desk: Desk) -> None:
    _planned(desk)
    desk.window.resize(1024, 700)
    uses = (OpioidUse("codeine_cough", date(2026, 11, 28)), OpioidUse("kratom", date(2026, 11, 28), "daily"))
    desk.safety.set_opioids(uses)
    settle()
    bars = [bar for bar in desk.bars if bar.isVisible()]
    assert len(bars) >= 2
    for bar in bars:
        assert bar.height() >= bar.heightForWidth(bar.width()), bar.text()
        words = max(bar.findChildren(QLabel), key=_length)
        assert words.height() >= words.heightForWidth(words.width()), bar.text()
    below = sorted(bars, key=_top)[:2]
    assert below[0].geometry().bottom() < below[1].geometry().top()


def _length(label: QLabel) -> int:
    return len(label.text())


def _top(bar: QWidget) -> int:
    return bar.mapTo(bar.window(), bar.rect().topLeft()).y()


def test_a_search_for_buprenorphine_offers_the_depot_and_takes_nothing_unasked(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    field = desk.named(QLineEdit, "Add an opioid by any name or brand")
    field.setFocus()
    QTest.keyClicks(field, "buprenorphine")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert desk.session.draft.plan.screening.opioids == ()
    model = field.completer().model()
    offered = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert any("long-acting injection or implant" in text for text in offered)


def test_the_latest_start_of_several_opioids_is_offered_at_each(desk: Desk) -> None:
    _planned(desk)
    uses = (OpioidUse("tramadol", date(2026, 11, 28)), OpioidUse("methadone", date(2026, 11, 28)))
    desk.safety.set_opioids(uses)
    settle()
    starts = {
        button.text() for bar in desk.bars for button in bar.buttons() if button.text().startswith("Start on")
    }
    assert starts == {"Start on Sat 12 Dec 2026"}


def test_an_override_names_every_finding_it_overrules(desk: Desk) -> None:
    _planned(desk)
    uses = (OpioidUse("tramadol", date(2026, 11, 28)), OpioidUse("methadone", date(2026, 11, 28)))
    desk.safety.set_opioids(uses)
    settle()
    desk.override("opioid-free-interval")
    settle()
    told = " ".join(desk.sentences)
    assert told.count("The first dose is too soon after") >= 2
    told = said(desk.part(OverrideField))
    assert "tramadol" in told
    assert "methadone" in told


def test_all_no_works_while_the_card_is_folded(desk: Desk) -> None:
    _planned(desk)
    assert desk.safety.folded
    QTest.keyClick(desk.window, Qt.Key.Key_N, _CTRL_SHIFT)
    assert len(desk.session.draft.plan.screening.answers) == 21


def test_a_card_is_not_ticked_before_there_is_a_plan_to_weigh(desk: Desk) -> None:
    safety = desk.safety
    safety.form.answer_no()
    assert safety.state == "ok"
    safety.add_opioid("buprenorphine_depot")
    assert safety.state == "warning"


def test_the_entry_is_empty_after_an_opioid_was_chosen(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    field = desk.named(QLineEdit, "Add an opioid by any name or brand")
    desk.type_into(field, "oxycod")
    completer = field.completer()
    popup = completer.popup()
    assert popup is not None
    popup.setCurrentIndex(completer.completionModel().index(0, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle()
    assert field.text() == ""
    assert len(desk.session.draft.plan.screening.opioids) == 1


def test_a_wrong_last_dose_is_told_and_papers_wait(desk: Desk) -> None:
    _planned(desk)
    desk.safety.form.answer_no()
    desk.safety.set_opioids((OpioidUse("tramadol", date(2026, 10, 1)),))
    settle()
    assert desk.window.actions_.print.isEnabled()
    last = desk.named(DateEdit, "Last dose of tramadol")
    desk.type_into(last, "10/11/2026")
    assert "can be" in last.error()
    assert desk.session.draft.plan.screening.opioids == (OpioidUse("tramadol", date(2026, 10, 1)),)
    assert not desk.window.actions_.print.isEnabled()
    desk.type_into(last, "10 Nov 2026")
    assert desk.session.draft.plan.screening.opioids == (OpioidUse("tramadol", date(2026, 11, 10)),)
    assert desk.window.actions_.print.isEnabled()


def test_an_opioid_still_to_come_moves_the_start_of_a_plan_not_yet_begun(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    _click(desk, "All no")
    desk.safety.set_opioids((OpioidUse("tramadol", date(2026, 12, 5)),))
    assert _codes(desk) == {"opioid-free-interval": True}
    assert any("start on Tue 15 Dec 2026 at the earliest" in bar.text() for bar in desk.bars)
    _click(desk, "Start on Tue 15 Dec 2026")
    assert desk.session.draft.plan.start_date == date(2026, 12, 15)
    assert "opioid-free-interval" not in _codes(desk)


def test_an_opioid_along_the_way_asks_for_a_pause_not_for_another_start(desk: Desk) -> None:
    _planned(desk)
    _open_check(desk)
    _click(desk, "All no")
    desk.session.do(SetStart(TODAY - timedelta(days=3)), "the start")
    desk.safety.set_opioids((OpioidUse("tramadol", TODAY - timedelta(days=1)),))
    settle()
    assert _codes(desk)["opioid-free-interval"]
    assert any("so pause, and go on from Thu 10 Dec 2026" in bar.text() for bar in desk.bars)
    assert not [b.text() for bar in desk.bars for b in bar.buttons() if b.text().startswith("Start on")]
    _click(desk, "Pause until Thu 10 Dec 2026, then from step 1")
    assert desk.session.draft.plan.adjustments == (
        Pause(TODAY, date(2026, 12, 10), "restart", noted_on=TODAY),
    )
    # What is past stays to be asked about.
    assert "opioid-overlap" in _codes(desk)
    assert "opioid-free-interval" not in _codes(desk)
