"""The opioid finder of the reference: names, near misses, the earliest start, and the way into the plan."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.opioid_page import OpioidPage
from ldn_desktop.ui.widgets.date_edit import DateEdit
from tests.journeys.desk import child, press, words
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


@pytest.fixture
def page(qtbot: QtBot) -> OpioidPage:
    made = OpioidPage(CONTENT)
    qtbot.addWidget(made)
    made.show()
    return made


def _details(page: OpioidPage) -> QLabel:
    """What is said of the opioid that was chosen."""
    return next(label for label in page.findChildren(QLabel) if label.textFormat() == Qt.TextFormat.RichText)


def test_at_first_all_are_there(page: OpioidPage) -> None:
    assert child(page, QListWidget).count() == len(CONTENT.opioids.by_id)
    assert any(text.startswith(f"{child(page, QListWidget).count()} opioids") for text in words(page))


@pytest.mark.parametrize(
    ("typed", "first"), [("Zydol", "tramadol"), ("N02AX02", "tramadol"), ("methadon", "methadone")]
)
def test_any_name_finds_it(page: OpioidPage, typed: str, first: str) -> None:
    child(page, QLineEdit, "Find an opioid").setText(typed)
    assert child(page, QListWidget).currentItem().text().startswith(CONTENT.opioids.by_id[first].name)
    assert "7 to 10 days" in _details(page).text() or "14 days" in _details(page).text()


def test_nothing_found_gives_the_nearest_and_says_so(page: OpioidPage) -> None:
    child(page, QLineEdit, "Find an opioid").setText("qqxzzyw")
    assert any(text.startswith("No opioid is known by this name") for text in words(page))
    assert child(page, QListWidget).count()
    child(page, QLineEdit, "Find an opioid").setText("???")
    assert child(page, QListWidget).count() == 0
    assert not any(button.isVisible() for button in page.findChildren(QPushButton))


def test_a_last_dose_gives_the_earliest_start(page: OpioidPage) -> None:
    child(page, QLineEdit, "Find an opioid").setText("tramadol")
    assert "Give the day of the last dose" in _details(page).text()
    child(page, DateEdit).set_day(date(2026, 11, 20))
    assert "Mon 30 Nov 2026" in _details(page).text()
    child(page, QLineEdit, "Find an opioid").setText("loperamide")
    assert "Earliest start" not in _details(page).text()


def test_daily_use_is_asked_for_where_the_rule_depends_on_it(page: OpioidPage, qtbot: QtBot) -> None:
    child(page, DateEdit).set_day(date(2026, 11, 20))
    child(page, QLineEdit, "Find an opioid").setText("tramadol")
    assert not child(page, QCheckBox).isVisible()
    child(page, QLineEdit, "Find an opioid").setText("kratom")
    assert child(page, QCheckBox).isVisible()
    assert "Mon 30 Nov 2026" in _details(page).text()
    assert "10 days, 14 days after daily or heavy use" in _details(page).text()
    child(page, QCheckBox).click()
    assert "Fri 4 Dec 2026" in _details(page).text()
    assert "naloxone challenge" in _details(page).text()
    with qtbot.waitSignal(page.wanted) as told:
        press(page, "Add to the safety check")
    assert told.args == ["kratom", date(2026, 11, 20), "daily"]
    child(page, QLineEdit, "Find an opioid").setText("loperamide")
    assert not child(page, QCheckBox).isChecked(), "how often that one was taken is not known yet"
    assert "Earliest start" not in _details(page).text()
    child(page, QCheckBox).click()
    assert "Mon 30 Nov 2026" in _details(page).text()


def test_what_rests_on_professional_knowledge_says_so(page: OpioidPage) -> None:
    assert CONTENT.opioids.about in words(page)
    assert "professional knowledge" in CONTENT.opioids.about
    for told in ("receptor action", "duration", "brand names"):
        assert told in CONTENT.opioids.about


@pytest.mark.parametrize("typed", ["buprenorphine", "buprenorfin", "bupren"])
def test_buprenorphine_shows_the_depot(page: OpioidPage, typed: str) -> None:
    child(page, QLineEdit, "Find an opioid").setText(typed)
    shown = [child(page, QListWidget).item(at).text() for at in range(child(page, QListWidget).count())]
    assert any("long-acting injection or implant" in text for text in shown[:6])


def test_what_goes_beyond_the_days_is_told(page: OpioidPage) -> None:
    child(page, QLineEdit, "Find an opioid").setText("methadone")
    assert "at least 14 days" in _details(page).text()
    assert "no proof that day 15 is clear" in _details(page).text()
    child(page, QLineEdit, "Find an opioid").setText("illicit fentanyl")
    assert "ordinary opiate screens do not find it" in _details(page).text()
    child(page, QLineEdit, "Find an opioid").setText("naloxegol")
    assert "one is probably being taken" in _details(page).text()


def test_it_goes_into_the_plan(page: OpioidPage, qtbot: QtBot) -> None:
    child(page, QLineEdit, "Find an opioid").setText("codeine")
    child(page, DateEdit).set_day(date(2026, 11, 20))
    with qtbot.waitSignal(page.wanted) as told:
        press(page, "Add to the safety check")
    assert told.args == ["codeine", date(2026, 11, 20), ""]


def test_its_sources_are_links(page: OpioidPage, qtbot: QtBot) -> None:
    child(page, QLineEdit, "Find an opioid").setText("tramadol")
    source = CONTENT.opioids.by_id["tramadol"].interval.sources[0]
    assert f'href="source:{source}"' in _details(page).text()
    with qtbot.waitSignal(page.followed) as told:
        _details(page).linkActivated.emit(f"source:{source}")
    assert told.args == [f"source:{source}"]
