"""What a narrow window takes, a wide one gives back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSplitter

from ldn_desktop.ui.planner.follow_up.follow_up_form import FollowUpForm
from ldn_desktop.ui.planner.result.band_painter import CalendarLook
from ldn_desktop.ui.planner.result.calendar_painter import CalendarPainter
from ldn_desktop.ui.planner.titration.preset_combo import PresetCombo
from ldn_desktop.ui.steps.steps_model import StepColumn
from ldn_desktop.workspace.intents import SetMedicines
from ldn_desktop.workspace.month_calendar import weeks_of
from tests.journeys.desk import Desk, settle


def _form_width(desk: Desk) -> int:
    return desk.form.width()


def test_the_form_gets_its_width_back(desk: Desk) -> None:
    settle()
    first = _form_width(desk)
    for narrow in (1100, 1024, 800):
        desk.window.resize(narrow, 700)
        settle()
        assert _form_width(desk) != first
        desk.window.resize(1440, 900)
        settle()
        assert _form_width(desk) == first

    splitter = next(s for s in desk.page.findChildren(QSplitter))
    splitter.moveSplitter(first + 60, 1)
    moved = _form_width(desk)
    assert moved != first
    desk.window.resize(1024, 700)
    settle()
    state = desk.page.sides.state()
    desk.window.resize(1440, 900)
    settle()
    assert _form_width(desk) == moved

    desk.page.sides.restore(state)
    assert abs(_form_width(desk) - moved) <= 1, "a narrow window is not what is remembered"


def test_a_narrow_pane_keeps_the_days_of_each_step(desk: Desk) -> None:
    desk.window.resize(1024, 700)
    settle()
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "4.5 mg")
    settle()
    table = desk.table("Steps")
    assert table.isColumnHidden(StepColumn.PIECES), "this pane is narrow"
    assert not table.isColumnHidden(StepColumn.DAYS)


def test_heads_of_the_calendar_have_room(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("1.5 mg", "1.5 mg", "4.5 mg")
    theme = desk.themes.theme
    look = CalendarLook(theme.color, theme.font("small"), theme.font("tiny"), theme.scale)
    regimen = desk.session.regimen
    assert regimen is not None
    weeks = weeks_of(regimen, desk.dose_words)
    letters = [CalendarPainter(weeks, width, look).head_letters for width in (900, 330, 200)]
    assert letters[0] == len("Mon")
    assert letters == sorted(letters, reverse=True)
    assert letters[-1] < letters[0]


def test_the_side_effects_fit_in_a_narrow_form(desk: Desk) -> None:
    desk.window.resize(1024, 700)
    desk.usual_set()
    desk.plan("1.5 mg", "1.5 mg", "4.5 mg")
    desk.window.show_card("follow-up")
    settle()
    form = desk.window.findChildren(FollowUpForm)[0]
    room = form.width()

    form.open_effects()
    settle()

    assert form.minimumSizeHint().width() <= room
    assert form.width() <= room, "its card would be cut at the right"


@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
@pytest.mark.parametrize("card", ["safety", "follow-up"])
def test_no_card_makes_the_form_wider_than_there_is_room(desk: Desk, zoom: int, card: str) -> None:
    """In the smallest window: what is wider is cut at the right, and shifted by what gets the keyboard."""
    desk.window.resize(1024, 700)
    desk.usual_set()
    desk.plan("1.5 mg", "1.5 mg", "4.5 mg")
    desk.window.show_state("light", zoom, "Steps", "form")
    if card == "safety":
        desk.page.form.safety.add_opioid("oxycodone_mr")
        desk.do(SetMedicines(("Migraleve", "levothyroxine 50 micrograms")), "medicines")
    desk.window.show_card(card)
    settle()
    form = desk.form
    cards = form.widget()
    assert cards is not None
    assert cards.minimumSizeHint().width() <= form.viewport().width()


def test_what_a_preset_rests_on_is_told_whole_where_its_line_is_cut(desk: Desk) -> None:
    preset = desk.window.knowledge.offers.preset("classic-fortnightly")
    assert preset is not None
    assert preset.source_words.startswith("cannot be checked")
    desk.titration.choose_preset(preset.id)
    assert preset.source_words in desk.named(PresetCombo, "Preset").toolTip()
