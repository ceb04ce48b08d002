"""Following a plan up: changes proposed, seen and accepted, side effects answered, all of it undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QMenu, QPushButton

from ldn_desktop.domain.adjustment import ChangeFormulations, ChangeTimes, Hold, Pause, Resume, StepBack, Stop
from ldn_desktop.ui.charts.chart_widget import ChartWidget
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.follow_up.effect_panel import EffectPanel
from ldn_desktop.ui.planner.follow_up.follow_up_form import FollowUpForm
from ldn_desktop.ui.steps.steps_model import TAG_ROLE
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.workspace.draft_file import read_draft, write_draft
from ldn_desktop.workspace.intents import SetAdjustments, SetStart
from ldn_desktop.workspace.origin import Unsaved
from tests.journeys.desk import TODAY, Desk, child, press, said, settle


def _form(desk: Desk) -> FollowUpForm:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()
    card = desk.follow_up
    card.set_folded(False)
    settle()
    return card.form


def _click(desk: Desk, text: str) -> None:
    settle()
    desk.button(text).click()
    settle()


def _tags(desk: Desk) -> list[str]:
    model = desk.table("Steps").model()
    return [str(model.index(row, 0).data(TAG_ROLE)) for row in range(model.rowCount())]


def _chart_before(desk: Desk) -> bool:
    chart = desk.part(ChartWidget).chart
    return chart is not None and bool(chart.before)


def _adjustments(desk: Desk) -> tuple[object, ...]:
    return desk.session.draft.plan.adjustments


def test_a_hold_is_seen_before_it_is_accepted(desk: Desk) -> None:
    form = _form(desk)
    form.begin("hold")
    desk.named(DateEdit, "From, the first day that changes").set_day(date(2026, 12, 10))
    desk.named(CountEdit, "Longer by, days").set_count(3)
    # Seen, but not in the plan.
    assert _adjustments(desk) == ()
    assert "Its planned days end 14 Jan 2027, 3 days later than 11 Jan 2027." in said(form)
    assert "Nothing changes before Tue 15 Dec 2026." in said(form)
    assert desk.steps[1][1] == "10"
    assert _tags(desk) == ["", "changed", "changed, maintenance"]
    assert not desk.window.actions_.print.isEnabled()
    assert _chart_before(desk)
    _click(desk, "Accept")
    assert _adjustments(desk) == (Hold(date(2026, 12, 10), 3, noted_on=TODAY),)
    assert _tags(desk) == ["", "", "maintenance"]
    assert desk.window.actions_.print.isEnabled()
    assert not _chart_before(desk)
    desk.session.undo()
    assert _adjustments(desk) == ()


def test_esc_leaves_the_plan_as_it_was(desk: Desk) -> None:
    form = _form(desk)
    form.begin("stop", date(2026, 12, 20))
    assert desk.headline.endswith("14 + 5 days")
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    settle()
    assert not desk.changing
    assert _adjustments(desk) == ()
    assert desk.headline.endswith("14 + 28 days")


def test_what_cannot_be_done_says_why(desk: Desk) -> None:
    form = _form(desk)
    form.begin("step_back", date(2026, 12, 1))
    assert "there is no step before the first one" in said(form)
    assert not desk.button("Accept").isEnabled()
    desk.named(DateEdit, "From, the first day that changes").set_day(date(2030, 1, 1))
    assert "outside the course" in said(form)
    combo = desk.named(QComboBox, "What changes")
    combo.setCurrentIndex(combo.findData("pause"))
    assert "must be after the first day" in said(form)
    form.cancel()
    assert _adjustments(desk) == ()


def test_edit_and_remove_go_the_same_way(desk: Desk) -> None:
    form = _form(desk)
    for action, on in (("hold", date(2026, 12, 3)), ("step_back", date(2026, 12, 20))):
        form.begin(action, on)
        form.accept()
    assert _adjustments(desk) == (
        Hold(date(2026, 12, 3), 7, noted_on=TODAY),
        StepBack(date(2026, 12, 20), noted_on=TODAY),
    )
    settle()
    press(form.findChildren(AdjustmentRow)[0], "Edit")
    desk.named(CountEdit, "Longer by, days").set_count(2)
    form.accept()
    assert _adjustments(desk)[0] == Hold(date(2026, 12, 3), 2, noted_on=TODAY)
    settle()
    press(form.findChildren(AdjustmentRow)[1], "Remove")
    assert len(_adjustments(desk)) == 2
    _click(desk, "Remove it")
    assert _adjustments(desk) == (Hold(date(2026, 12, 3), 2, noted_on=TODAY),)
    assert len(form.findChildren(AdjustmentRow)) == 1
    desk.session.undo()
    assert len(_adjustments(desk)) == 2


def test_a_pause_with_a_way_to_go_on(desk: Desk) -> None:
    form = _form(desk)
    form.begin("pause", date(2026, 12, 10))
    desk.named(DateEdit, "Taken again from").set_day(date(2026, 12, 20))
    resume = desk.named(QComboBox, "How it goes on after the pause")
    resume.setCurrentIndex(resume.findData("restart"))
    form.accept()
    assert _adjustments(desk) == (Pause(date(2026, 12, 10), date(2026, 12, 20), "restart", noted_on=TODAY),)
    assert [row[2] for row in desk.steps] == ["0.5 mg", "1 mg", "pause", "0.5 mg", "1 mg", "1.5 mg"]


def test_other_products_from_a_day_on(desk: Desk) -> None:
    form = _form(desk)
    form.begin("formulations", date(2026, 12, 10))
    products = desk.named(QListWidget, "Products from this day on")
    for row in range(products.count()):
        wanted = products.item(row).text().startswith("1 mg/mL")
        state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
        products.item(row).setCheckState(state)
    form.accept()
    (change,) = _adjustments(desk)
    assert isinstance(change, ChangeFormulations)
    assert [product.kind for product in change.formulations][:1] == ["liquid"]
    assert "mL of 1 mg/mL" in desk.steps[-1][3]


def test_a_side_effect_brings_its_figures_and_options(desk: Desk) -> None:
    form = _form(desk)
    _click(desk, "Side effect…")
    panel = child(form, EffectPanel)
    effects = desk.window.knowledge.content.adverse_effects
    choices = desk.named(QComboBox, "Side effect")
    options = [b for b in panel.findChildren(QPushButton) if b.property("option")]
    for name, effect in effects.items():
        choices.setCurrentIndex(choices.findData(name))
        assert [b.property("option") for b in options if b.isVisible()] == [
            b.property("option") for b in options if b.property("option") in effect.options
        ]
        assert "Measured." in said(panel)
    choices.setCurrentIndex(choices.findData("vivid-dreams"))
    desk.day("From this day").set_day(date(2026, 12, 9))
    _click(desk, "Move to the morning")
    assert "lie closer together than usual, once. To leave out the dose at bedtime on Tue 8 Dec 2026" in said(
        form
    )
    form.accept()
    assert _adjustments(desk) == (ChangeTimes(date(2026, 12, 9), ("morning",), noted_on=TODAY),)
    assert not panel.isVisible()


def test_each_option_makes_its_change(desk: Desk) -> None:
    form = _form(desk)
    form.open_effects()
    on = date(2026, 12, 9)
    changes = (Hold(on, 7, noted_on=TODAY), StepBack(on, noted_on=TODAY), Stop(on, noted_on=TODAY))
    for made in changes:
        option = made.action
        child(form, EffectPanel).chosen.emit(option, on)
        form.accept()
        assert _adjustments(desk) == (made,)
        desk.session.undo()


def test_a_citation_opens_its_source(desk: Desk) -> None:
    form = _form(desk)
    form.open_effects()
    panel = child(form, EffectPanel)
    source = next(iter(desk.window.knowledge.content.adverse_effects.values())).sources[0]
    panel.link_wanted.emit(f"source:{source}")
    assert desk.place == "reference"
    table = desk.reference
    assert table is not None
    assert table.target == f"page:sources#{source}"


def test_undo_below_an_open_form_closes_it(desk: Desk) -> None:
    form = _form(desk)
    form.begin("hold", date(2026, 12, 10))
    form.accept()
    form.begin("stop", date(2026, 12, 20))
    desk.session.undo()
    assert not desk.changing
    assert not any(
        label.isVisible() and label.text().startswith("Proposed")
        for label in desk.window.findChildren(QLabel)
    )


def test_a_later_change_in_the_way_is_named(desk: Desk) -> None:
    form = _form(desk)
    form.begin("pause", date(2026, 12, 20))
    desk.day("Taken again from").set_day(date(2026, 12, 27))
    _click(desk, "Accept")
    form.begin("stop", date(2026, 12, 10))
    settle()
    told = "Not done: the pause from Sun 20 Dec 2026 would no longer fit; remove or change it first."
    assert told in desk.sentences
    assert not desk.button("Accept").isEnabled()


def test_what_changes_nothing_is_not_accepted(desk: Desk) -> None:
    form = _form(desk)
    form.begin("times", date(2026, 12, 10))
    settle()
    assert "Nothing changes: the same is taken on every day." in desk.sentences
    assert not desk.button("Accept").isEnabled()


def test_a_new_stop_and_a_new_pause_begin_without_an_error(desk: Desk) -> None:
    form = _form(desk)
    for action in ("stop", "pause"):
        form.begin(action)
        settle()
        assert desk.button("Accept").isEnabled(), action


def _offered(form: FollowUpForm) -> list[str]:
    (menu,) = (b.menu() for b in form.findChildren(QPushButton) if b.text() == "Add a change")
    assert isinstance(menu, QMenu)
    return [action.text() for action in menu.actions()]


def test_a_pause_that_nobody_knows_the_end_of_and_going_on_later(desk: Desk) -> None:
    form = _form(desk)
    assert "Take it again" not in _offered(form)
    form.begin("pause", date(2026, 12, 10))
    unknown = child(form, QCheckBox)
    unknown.click()
    settle()
    assert not desk.day("Taken again from").isVisible()
    assert not desk.named(QComboBox, "How it goes on after the pause").isVisible()
    assert "the last dose before that is that of Wed 9 Dec 2026." in said(form)
    _click(desk, "Accept")
    paused = Pause(date(2026, 12, 10), noted_on=TODAY)
    assert _adjustments(desk) == (paused,)
    assert "Pause, until the prescriber says when it is taken again" in said(form)
    assert "Take it again" in _offered(form)
    form.begin("hold", date(2026, 12, 20))
    assert not desk.button("Accept").isEnabled()
    form.cancel()
    form.begin("resume")
    assert desk.day("From, the first day that changes").day() == date(2026, 12, 11)
    desk.day("From, the first day that changes").set_day(date(2026, 12, 24))
    combo = desk.named(QComboBox, "How it goes on after the pause")
    assert combo.isVisible()
    assert combo.itemText(combo.findData("continue")) == "Go on where it stopped: 1 mg"
    combo.setCurrentIndex(combo.findData("continue"))
    _click(desk, "Accept")
    assert _adjustments(desk) == (paused, Resume(date(2026, 12, 24), "continue", noted_on=TODAY))
    assert [row[2] for row in desk.steps] == ["0.5 mg", "1 mg", "pause", "1 mg", "1.5 mg"]
    assert "Take it again" not in _offered(form)
    desk.session.undo()
    assert _adjustments(desk) == (paused,)
    assert "Take it again" in _offered(form)


def test_going_on_before_the_pause_says_so_and_is_edited_among_later_changes(desk: Desk) -> None:
    form = _form(desk)
    paused, again, hold = (
        Pause(date(2026, 12, 10)),
        Resume(date(2026, 12, 24), "continue"),
        Hold(date(2026, 12, 28), 3),
    )
    desk.do(SetAdjustments((paused,)), "a pause")
    form.begin("resume", date(2026, 12, 8))
    settle()
    told = (
        "Not done: Tue 8 Dec 2026 is not 1 to 3,650 days after Thu 10 Dec 2026, when the pause begins; choose"
    )
    assert told in said(form)
    assert not desk.button("Accept").isEnabled()
    form.cancel()
    desk.do(SetAdjustments((paused, again, hold)), "going on")
    settle()
    press(form.findChildren(AdjustmentRow)[1], "Edit")
    assert desk.named(QComboBox, "What changes").currentData() == "resume"
    desk.day("From, the first day that changes").set_day(date(2026, 12, 26))
    _click(desk, "Accept")
    assert _adjustments(desk) == (paused, replace(again, on=date(2026, 12, 26)), hold)


def test_the_end_of_an_open_pause_can_be_told_in_it(desk: Desk) -> None:
    form = _form(desk)
    form.begin("pause", date(2026, 12, 10))
    child(form, QCheckBox).click()
    form.accept()
    settle()
    press(form.findChildren(AdjustmentRow)[0], "Edit")
    assert child(form, QCheckBox).isChecked()
    child(form, QCheckBox).click()
    assert desk.day("Taken again from").day() == date(2026, 12, 11)
    form.accept()
    assert _adjustments(desk) == (Pause(date(2026, 12, 10), date(2026, 12, 11), "step_back", noted_on=TODAY),)


def test_when_it_was_decided_and_why_stay_with_a_change(desk: Desk) -> None:
    form = _form(desk)
    form.begin("hold", date(2026, 12, 10))
    assert desk.day("Noted on").day() == TODAY
    desk.type_into(desk.day("Noted on"), "30 Nov 2026")
    desk.type_into(desk.line("Note on this change, for the record"), "vivid dreams")
    _click(desk, "Accept")
    hold = Hold(date(2026, 12, 10), 7, noted_on=date(2026, 11, 30), note="vivid dreams")
    assert _adjustments(desk) == (hold,)
    assert "noted Mon 30 Nov 2026: vivid dreams" in said(form)
    press(form.findChildren(AdjustmentRow)[0], "Edit")
    desk.named(CountEdit, "Longer by, days").set_count(3)
    _click(desk, "Accept")
    assert _adjustments(desk) == (replace(hold, days=3),)
    settle()
    press(form.findChildren(AdjustmentRow)[0], "Edit")
    # The days stay: only what is noted changes.
    desk.type_into(desk.line("Note on this change, for the record"), "poor sleep")
    _click(desk, "Accept")
    assert _adjustments(desk) == (replace(hold, days=3, note="poor sleep"),)
    desk.session.undo()
    assert _adjustments(desk) == (replace(hold, days=3),)


def test_a_change_of_which_nobody_said_when_it_was_decided_keeps_none(desk: Desk) -> None:
    form = _form(desk)
    desk.session.do(SetAdjustments((Hold(date(2026, 12, 10), 7),)), "a hold")
    settle()
    press(form.findChildren(AdjustmentRow)[0], "Edit")
    assert desk.day("Noted on").day() is None
    desk.named(CountEdit, "Longer by, days").set_count(3)
    form.accept()
    assert _adjustments(desk) == (Hold(date(2026, 12, 10), 3),)


def test_a_decision_is_not_of_tomorrow(desk: Desk) -> None:
    form = _form(desk)
    form.begin("hold", date(2026, 12, 10))
    desk.type_into(desk.day("Noted on"), "2 Dec 2026")
    settle()
    assert desk.day("Noted on").error()
    assert not desk.button("Accept").isEnabled()
    assert not desk.window.actions_.print.isEnabled()


def test_what_is_handed_out_stays_where_a_change_is_noted_today(desk: Desk) -> None:
    form = _form(desk)
    desk.do(SetStart(date(2026, 11, 1)), "the start")
    form.begin("stop", date(2026, 12, 2))
    form.accept()
    noted = desk.session.regimen
    assert noted is not None
    assert noted.ends == TODAY
    (stop,) = _adjustments(desk)
    assert isinstance(stop, Stop)
    desk.session.do(SetAdjustments((replace(stop, noted_on=None),)), "not noted")
    known = desk.session.regimen
    assert known is not None
    handed, needed = (sum(fill.quantity.units for fill in r.supply.fills) for r in (noted, known))
    assert handed > needed


def test_a_draft_brings_back_all_of_a_change_that_is_being_entered(desk: Desk) -> None:
    form = _form(desk)
    form.begin("pause", date(2026, 12, 10))
    child(form, QCheckBox).click()
    desk.type_into(desk.day("Noted on"), "29 Nov")
    desk.type_into(desk.line("Note on this change, for the record"), "operation, no day yet")
    kept = write_draft(desk.session.draft)
    form.cancel()
    desk.session.recover(read_draft(kept, desk.window.knowledge.vocabulary), Unsaved())
    settle()
    assert child(form, QCheckBox).isChecked()
    assert desk.line("Note on this change, for the record").text() == "operation, no day yet"
    form.accept()
    noted = date(2026, 11, 29)
    assert _adjustments(desk) == (Pause(date(2026, 12, 10), noted_on=noted, note="operation, no day yet"),)


def test_taking_it_again_is_edited_and_stands_in_the_way_of_its_pause_going(desk: Desk) -> None:
    form = _form(desk)
    again = Resume(date(2026, 12, 24), "continue", noted_on=date(2026, 12, 1), note="asked by telephone")
    desk.session.do(SetAdjustments((Pause(date(2026, 12, 10)), again)), "a pause")
    settle()
    press(form.findChildren(AdjustmentRow)[1], "Edit")
    assert desk.named(QComboBox, "What changes").currentData() == "resume"
    desk.day("From, the first day that changes").set_day(date(2026, 12, 28))
    _click(desk, "Accept")
    assert _adjustments(desk) == (Pause(date(2026, 12, 10)), replace(again, on=date(2026, 12, 28)))
    settle()
    press(form.findChildren(AdjustmentRow)[0], "Remove")
    assert "the resumption from Mon 28 Dec 2026 would no longer fit; remove or change it first." in said(form)
    assert not desk.button("Remove it").isEnabled()


def test_the_reason_beside_the_plan_follows_every_letter_of_a_day(desk: Desk) -> None:
    form = _form(desk)
    form.begin("hold", date(2026, 12, 10))
    noted = desk.named(DateEdit, "Noted on")
    desk.type_into(noted, "9 Dec 2026")
    assert "to come" in noted.error()
    assert desk.session.unread[0].problem == noted.error()
