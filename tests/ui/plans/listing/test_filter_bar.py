"""The button of the other filters: how many are on beside the chips that are seen, and which."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.library.filters import (
    DUE_THIS_WEEK,
    FILLS_DUE,
    NO_VISIT_FOR_8_WEEKS,
    WAITING_FOR_YOU,
    Filter,
)
from ldn_desktop.library.index_row import Status
from ldn_desktop.ui.plans.listing.filter_bar import FilterBar
from ldn_desktop.ui.theme.theme import ThemeManager

_SETTLE_MS = 20


@pytest.fixture
def bar(qtbot: QtBot, themes: ThemeManager) -> FilterBar:
    assert themes.icons is not None
    made = FilterBar(themes.icons)
    qtbot.addWidget(made)
    made.resize(1300, 100)
    made.show()
    QTest.qWait(_SETTLE_MS)
    return made


def told(bar: FilterBar) -> tuple[str, str]:
    """Return what the button says, and in its tip."""
    named = (
        button for button in bar.findChildren(QPushButton) if button.accessibleName()[:12] == "More filters"
    )
    button = next(named)
    return button.text(), button.toolTip()


@pytest.mark.parametrize(
    ("wanted", "words", "tip"),
    [
        (Filter(), "More filters", ""),
        (Filter(text="anna"), "More filters", ""),
        (NO_VISIT_FOR_8_WEEKS, "1 filter on", "No visit for 8 weeks"),
        (Filter(no_visit_days=10), "1 filter on", "No visit for 10 days"),
        (DUE_THIS_WEEK, "More filters", ""),
        (DUE_THIS_WEEK._replace(no_visit_days=56), "1 more filter on", "No visit for 8 weeks"),
        (
            FILLS_DUE._replace(condition="ME", prescriber="Dr. Quux", statuses=(Status.OVER, Status.STOPPED)),
            "3 more filters on",
            "Ended or stopped\nME\nDr. Quux",
        ),
        (Filter(deleted=True, waiting_for_you=True), "2 filters on", "Waiting for you\nDeleted plans"),
        (
            Filter(change_days=1, fill_days=14),
            "2 filters on",
            "A change within 1 day\nA fill within 14 days",
        ),
        (WAITING_FOR_YOU._replace(text="anna"), "1 filter on", "Waiting for you"),
    ],
)
def test_the_button_says_how_many_other_filters_are_on_and_its_tip_which(
    bar: FilterBar, wanted: Filter, words: str, tip: str
) -> None:
    bar.ask_for(wanted)
    assert told(bar) == (words, tip)


def test_a_chip_that_has_no_room_counts_with_the_others(bar: FilterBar, qtbot: QtBot) -> None:
    bar.ask_for(Filter(statuses=(Status.PAUSED,)))
    assert told(bar) == ("More filters", "")
    bar.resize(500, 200)
    qtbot.waitUntil(lambda: told(bar) == ("1 filter on", "Paused"))
