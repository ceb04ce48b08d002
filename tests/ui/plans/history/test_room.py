"""The room of a plan's history: one selection in timeline, chart and difference; what is deleted and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.domain.days_apart import MADE
from ldn_desktop.library.bodies import Deletion, Visit
from ldn_desktop.library.contract import Kept
from ldn_desktop.library.keys import PASSPHRASE, Secret
from ldn_desktop.library.records import Record, canonical, hash_of
from ldn_desktop.ui.plans.history import room as history_room
from ldn_desktop.ui.plans.history.chart import HistoryChartView
from ldn_desktop.ui.plans.history.chart_effects import Bar, placed
from ldn_desktop.ui.plans.history.chart_response import spread
from ldn_desktop.ui.plans.history.difference import DifferencePanel, RunsTable
from ldn_desktop.ui.plans.history.reason_dialog import ReasonDialog
from ldn_desktop.ui.plans.history.room import HistoryRoom
from ldn_desktop.ui.plans.history.sides import RESPONSE, TIMELINE
from ldn_desktop.ui.plans.history.timeline import Timeline
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.labels import ElideLabel
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.passing_copy import clear_plan
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.plan_history import Kind
from ldn_desktop.workspace.revision_difference import Run
from tests.library.given import SENTENCE
from tests.ui.plans.given import make_cheap_library, supplies_in
from tests.workspace.story import BACK, HELD, PLAN, TODAY, Clock, tell

Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def told(
    qtbot: QtBot, tmp_path: Path, themes: ThemeManager
) -> Iterator[tuple[HistoryRoom, tuple[Record, ...]]]:
    supplies = supplies_in(tmp_path)
    make_cheap_library(supplies)
    supplies.keeper.unlock(Secret(PASSPHRASE, SENTENCE))
    clock = Clock()
    kept = KeptPlans(supplies.keeper.library.opened.store, supplies.knowledge, clock)
    records = tell(kept, clock)
    room = HistoryRoom(supplies)
    qtbot.addWidget(room)
    room.resize(1368, 852)
    with patch.object(history_room, "local_today", lambda: TODAY):
        room.open(records[0].subject)
        room.show()
        yield room, records
    supplies.keeper.library.lock()


def part(room: HistoryRoom, kind: type[Part]) -> Part:
    return room.findChildren(kind)[0]


def at_top(timeline: Timeline) -> bool:
    bar = timeline.verticalScrollBar()
    assert bar.maximum() > 0
    return bar.value() == 0


def test_what_happened_last_is_in_sight_each_time_it_is_opened_until_somebody_goes_on(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (first, _, third) = told
    timeline = part(room, Timeline)
    for at in range(12):
        room.kept.see(Visit(TODAY, "go-on", note="A long note. " * (20 + at)), first.subject, "A")
    for opened in range(2):
        room.resize(900 + 300 * opened, 500)
        room.hide()
        room.open(first.subject)
        room.show()
        QTest.qWait(20)
        assert timeline.entry is not None
        assert timeline.entry.key == third.hash
        assert at_top(timeline)
    room.open(first.subject)
    assert at_top(timeline)
    timeline.choose(first.hash)
    assert not at_top(timeline)
    was = timeline.verticalScrollBar().value()
    room.open(first.subject)
    assert timeline.verticalScrollBar().value() == was
    timeline.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepSub)
    room.open(first.subject)
    assert was != timeline.verticalScrollBar().value() != 0


def compared(room: HistoryRoom) -> list[str]:
    return [combo.currentText()[:10] for combo in part(room, DifferencePanel).findChildren(QComboBox)]


def test_the_standing_revision_is_compared_with_the_one_before(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (_, _, third) = told
    timeline, table = part(room, Timeline), part(room, RunsTable)
    assert timeline.entry is not None
    assert timeline.entry.key == third.hash
    assert compared(room) == ["Revision 2", "Revision 3"]
    assert (
        table.runs.as_text().splitlines()[2] == "5 Jan to 11 Jan 2027\t7\t3 mg\t1.5 mg\tlower, one step back"
    )
    chart = part(room, HistoryChartView)
    assert "Planned dose: 1.5 mg, Pain: 6" in chart.accessibleDescription()
    assert room.grab().width() == 1368


def test_timeline_chart_and_difference_are_one_selection(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (first, second, _) = told
    timeline, chart = part(room, Timeline), part(room, HistoryChartView)
    timeline.choose(second.hash)
    assert compared(room) == ["Revision 1", "Revision 2"]
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert timeline.entry is not None
    assert timeline.entry.said.startswith("today, Tue 16 Feb 2027")
    assert compared(room) == ["Revision 1", "Revision 2"]
    timeline.setFocus()
    QTest.keyClick(timeline, Qt.Key.Key_End)
    assert timeline.entry.key == first.hash
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    timeline.choose(second.hash)
    row = next(at for at, entry in enumerate(timeline.entries.entries) if entry.number == 3)
    place = timeline.visualRect(timeline.entries.index(row)).center()
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, place)
    assert compared(room) == ["Revision 3", "Revision 2"]


def test_keys_lead_on(told: tuple[HistoryRoom, tuple[Record, ...]], qtbot: QtBot) -> None:
    room, (first, *_) = told
    timeline = part(room, Timeline)
    with qtbot.waitSignal(room.go) as going:
        QTest.keyClick(timeline, Qt.Key.Key_V)
    assert going.args == [f"plans:visit:{first.subject}"]
    with qtbot.waitSignal(room.papers_wanted) as printing:
        QTest.keyClick(timeline, Qt.Key.Key_P)
    assert printing.args == [first.subject]
    with qtbot.waitSignal(room.kept_wanted):
        next(b for b in room.findChildren(QPushButton) if b.text() == "Continue").click()
    with qtbot.waitSignal(room.go) as back:
        QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert back.args == ["plans"]


def test_what_the_usual_keys_copy_is_whole_and_does_not_stay(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, _ = told
    timeline, table, chart = part(room, Timeline), part(room, RunsTable), part(room, HistoryChartView)
    assert timeline.entry is not None
    assert chart.chart is not None
    for widget, whole in (
        (timeline, timeline.entry.text),
        (table, table.runs.as_text()),
        (chart, chart.chart.table.as_text()),
    ):
        QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        clipboard = QApplication.clipboard()
        assert clipboard.text() == whole
        clear_plan()
        assert clipboard.text() == ""


def test_what_was_wrong_is_deleted_for_a_reason_and_taken_back(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (_, _, third) = told
    timeline = part(room, Timeline)
    room.acts.delete([third], "of another patient")
    assert timeline.entries.entries[0].title == "Deleted: revision 3"
    assert compared(room) == ["Revision 1", "Revision 2"]
    room.acts.delete([timeline.entries.entries[0].records[0]], "it was right")
    assert timeline.entries.entries[0].title == "Taken back: the deletion"
    assert "Revision 3" in [
        part(room, DifferencePanel).findChildren(QComboBox)[1].itemText(at)[:10] for at in range(3)
    ]


@pytest.mark.parametrize("both", [True, False])
def test_who_deletes_what_a_visit_made_is_told_of_the_visit(
    told: tuple[HistoryRoom, tuple[Record, ...]], *, both: bool
) -> None:
    room, (_, _, third) = told
    seen = Visit(TODAY, "pause", opioid="yes")
    fourth, visit = room.kept.see(seen, third.subject, "A", replace(BACK, revision=4), "surgery", [third])
    said: list[str] = []

    def answer() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReasonDialog))
        box = dialog.findChildren(QCheckBox)[0]
        said.extend((*(label.text() for label in dialog.findChildren(QLabel)), box.text()))
        if not both:
            box.click()
        dialog.type_reason("of another patient")
        dialog.accept()

    QTimer.singleShot(0, answer)
    room.acts.ask(fourth)
    assert "pause. Opioids: yes." in said[0]
    assert said[-1] == "Delete the visit of Tue 16 Feb 2027 with it"
    deleted = room.kept.history(third.subject).deleted
    assert deleted == ({fourth.hash, visit.hash} if both else {fourth.hash})


def test_nothing_is_deleted_without_a_reason(qtbot: QtBot, themes: ThemeManager) -> None:
    dialog = ReasonDialog("Delete revision 3", "It will count no longer.", "Delete")
    qtbot.addWidget(dialog)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Delete")
    assert not button.isEnabled()
    dialog.type_reason("  ")
    assert not button.isEnabled()
    dialog.type_reason("of another patient")
    assert button.isEnabled()
    assert (dialog.reason, themes.mode) == ("of another patient", "light")


def test_a_narrow_window_has_tabs_and_folds_the_difference(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, _ = told

    def seen(width: int) -> tuple[bool, bool, bool]:
        """Return whether difference, chart and timeline are seen."""
        room.resize(width, 640)
        chart, timeline = part(room, HistoryChartView), part(room, Timeline)
        return not part(room, DifferencePanel).folded, chart.isVisible(), timeline.isVisible()

    assert seen(1368) == (True, True, True)
    assert seen(950) == (False, False, True)
    assert seen(1368) == (True, True, True)


def test_what_stands_on_a_tab_is_not_said_again_below_it(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, _ = told

    def titles() -> set[str]:
        return {
            label.text()
            for label in room.findChildren(QLabel)
            if label.text() in {TIMELINE, RESPONSE} and not label.isHidden()
        }

    assert titles() == {TIMELINE, RESPONSE}
    room.resize(950, 640)
    assert titles() == set()
    room.resize(1368, 852)
    assert titles() == {TIMELINE, RESPONSE}


def test_a_short_name_leaves_its_room_to_what_stands_beside_it(
    told: tuple[HistoryRoom, tuple[Record, ...]], themes: ThemeManager
) -> None:
    room, _ = told
    room.resize(972, 640)
    for zoom in (200, 100):
        themes.set_zoom(zoom)
        room.grab()
        name = room.findChildren(ElideLabel)[0]
        assert name.text() == "Patient B"
        assert name.width() <= name.sizeHint().width()
    assert not room.findChildren(ElideLabel)[1].shortened


def test_a_date_of_birth_is_never_shortened(
    told: tuple[HistoryRoom, tuple[Record, ...]], themes: ThemeManager
) -> None:
    room, _ = told
    themes.set_zoom(200)
    room.resize(900, 640)
    QTest.qWait(20)
    born = next(label for label in room.findChildren(QLabel) if label.text() == "born 14 Mar 1974")
    assert born.width() >= born.fontMetrics().horizontalAdvance(born.text())


@pytest.mark.usefixtures("themes")
def test_no_count_is_broken_from_its_pieces_and_the_copy_is_plain(qtbot: QtBot) -> None:
    table = RunsTable()
    qtbot.addWidget(table)
    table.show_runs([Run(TODAY, TODAY, "3 mg", "3 mg: 2 × 1.5 mg", "taken otherwise", MADE)], ("1", "2"))
    assert table.runs.index(0, 3).data() == "3\u00a0mg: 2\u00a0×\u00a01.5\u00a0mg"
    assert "3 mg: 2 × 1.5 mg" in table.runs.as_text()


@pytest.mark.usefixtures("themes")
def test_a_choice_of_revisions_is_as_wide_as_the_longest(qtbot: QtBot) -> None:
    panel = DifferencePanel()
    qtbot.addWidget(panel)
    panel.show_choices([("a", "Revision 1, Fri 1 Jan 2027")])
    panel.resize(1200, 300)
    panel.show()
    long = "Revision 40, Wed 30 Dec 2026"
    panel.show_choices([("a", long), ("b", "Revision 1")])
    panel.grab()
    for combo in panel.findChildren(QComboBox):
        assert combo.width() > combo.fontMetrics().horizontalAdvance(long)


def test_revisions_beside_each_other_are_told_and_compared(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (first, second, _) = told
    bar = next(bar for bar in room.findChildren(MessageBar) if bar.severity == "caution")
    assert not bar.isVisible()
    room.kept.keep(HELD, "Colleague", "", first.subject, [second])
    assert bar.isVisible()
    assert "made beside each other" in bar.text()
    QTest.mouseClick(bar.buttons()[0], Qt.MouseButton.LeftButton)
    assert compared(room) == ["Revision 2", "Revision 3"]


def test_one_revision_says_what_will_stand_there(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, _ = told
    record = room.kept.keep(PLAN, "A")
    room.open(record.subject)
    assert not part(room, RunsTable).isVisible()
    assert room.grab().height() == 852


def test_what_a_newer_program_wrote_is_told_and_nothing_is_recorded_of_it(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (first, *_) = told
    bar = next(bar for bar in room.findChildren(MessageBar) if bar.severity == "warning")
    assert not bar.isVisible()
    newer = {
        "format": "ldn-record", "version": 99, "kind": "revision", "subject": first.subject, "id": "0" * 32,
        "parents": [], "author": "A", "at": "2027-02-16T10:00:00+00:00", "reason": "", "body": {"more": 1},
    }  # fmt: skip
    data = canonical(newer)
    stored = room.kept.store.of(first.subject)
    with patch.object(
        room.kept.store, "of", lambda _: [*stored, Kept(99, first.subject, hash_of(data), data)]
    ):
        room.open(first.subject)
    assert "update the program" in bar.text()
    assert part(room, Timeline).entries.entries[0].kind is Kind.NEWER
    buttons = {button.text(): button for button in room.findChildren(QPushButton)}
    assert not buttons["Record a visit…"].isEnabled()
    assert not buttons["Continue"].isEnabled()


def test_a_plan_that_was_deleted_says_so_and_comes_back(
    told: tuple[HistoryRoom, tuple[Record, ...]],
) -> None:
    room, (first, *_) = told
    bars = [bar for bar in room.findChildren(MessageBar) if bar.severity == "info"]
    room.kept.note(Deletion(), first.subject, "A", "came twice")
    assert [bar.text() for bar in bars if bar.isVisible()] == ["Note: This plan is deleted. Why: came twice"]
    room.acts.delete([part(room, Timeline).entries.entries[0].records[0]], "it was right")
    assert not any(bar.isVisible() for bar in bars)


def test_a_plan_that_was_erased_leaves_an_empty_room(told: tuple[HistoryRoom, tuple[Record, ...]]) -> None:
    room, (first, *_) = told
    room.kept.erase([first.subject], "A")
    assert part(room, Timeline).entries.entries == ()
    assert not part(room, HistoryChartView).isVisible()


def test_no_words_of_side_effects_touch() -> None:
    bars = [Bar(0, 20, 60), Bar(30, 50, 60), Bar(160, 190, 60), Bar(0, 195, 400)]
    found = placed(bars, 0, 200, 6)
    assert [place.lane for place in found] == [0, 1, 0, 2]
    assert found[2].words == 94
    for at, (bar, place) in enumerate(zip(bars, found, strict=True)):
        for other, beside in list(zip(bars, found, strict=True))[at + 1 :]:
            spans = [
                (min(b.left, p.words), max(b.right, p.words + b.words))
                for b, p in ((bar, place), (other, beside))
            ]
            assert place.lane != beside.lane or spans[0][1] <= spans[1][0] or spans[1][1] <= spans[0][0]


def test_names_at_the_right_keep_apart() -> None:
    assert spread([10, 12, 50], 14, 0, 100) == [10, 24, 50]
    assert spread([90, 95, 99], 14, 0, 100) == [72, 86, 100]
    assert spread([], 14, 0, 100) == []
