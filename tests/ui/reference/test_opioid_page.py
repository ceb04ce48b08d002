"""The opioid finder of the reference: names, near misses, the earliest start, and the way into the plan."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.opioid_page import OpioidPage
from tests.places import SHIPPED


@pytest.fixture
def page(qtbot: QtBot) -> OpioidPage:
    made = OpioidPage(Content(SHIPPED))
    qtbot.addWidget(made)
    made.show()
    return made


def test_at_first_all_are_there(page: OpioidPage) -> None:
    assert page._list.count() == len(page._content.opioids.by_id)
    assert page._state.text().startswith(f"{page._list.count()} opioids")


@pytest.mark.parametrize(
    ("typed", "first"), [("Zydol", "tramadol"), ("N02AX02", "tramadol"), ("methadon", "methadone")]
)
def test_any_name_finds_it(page: OpioidPage, typed: str, first: str) -> None:
    page._name.setText(typed)
    assert page._chosen is not None
    assert page._chosen.opioid.id == first
    assert "7 to 10 days" in page._details.text() or "14 days" in page._details.text()


def test_nothing_found_gives_the_nearest_and_says_so(page: OpioidPage) -> None:
    page._name.setText("qqxzzyw")
    assert page._state.text().startswith("No opioid is known by this name")
    assert page._list.count()
    page._name.setText("???")
    assert page._list.count() == 0
    assert not page._use.isVisible()


def test_a_last_dose_gives_the_earliest_start(page: OpioidPage) -> None:
    page._name.setText("tramadol")
    assert "Give the day of the last dose" in page._details.text()
    page._last.set_day(date(2026, 11, 20))
    assert "Mon 30 Nov 2026" in page._details.text()
    page._name.setText("loperamide")
    assert "Earliest start" not in page._details.text()


def test_daily_use_is_asked_for_where_the_rule_depends_on_it(page: OpioidPage, qtbot: QtBot) -> None:
    page._last.set_day(date(2026, 11, 20))
    page._name.setText("tramadol")
    assert not page._daily.isVisible()
    page._name.setText("kratom")
    assert page._daily.isVisible()
    assert "Mon 30 Nov 2026" in page._details.text()
    assert "10 days, 14 days after daily or heavy use" in page._details.text()
    page._daily.click()
    assert "Fri 4 Dec 2026" in page._details.text()
    assert "naloxone challenge" in page._details.text()
    with qtbot.waitSignal(page.wanted) as told:
        page._use.click()
    assert told.args == ["kratom", date(2026, 11, 20), "daily"]
    page._name.setText("loperamide")
    assert not page._daily.isChecked(), "how often that one was taken is not known yet"
    assert "Earliest start" not in page._details.text()
    page._daily.click()
    assert "Mon 30 Nov 2026" in page._details.text()


def test_what_rests_on_professional_knowledge_says_so(page: OpioidPage) -> None:
    assert page._about.isVisible()
    assert "professional knowledge" in page._about.text()
    for words in ("receptor action", "duration", "brand names"):
        assert words in page._about.text()


@pytest.mark.parametrize("typed", ["buprenorphine", "buprenorfin", "bupren"])
def test_buprenorphine_shows_the_depot(page: OpioidPage, typed: str) -> None:
    page._name.setText(typed)
    shown = [page._list.item(at).text() for at in range(page._list.count())]
    assert any("long-acting injection or implant" in text for text in shown[:6])


def test_what_goes_beyond_the_days_is_told(page: OpioidPage) -> None:
    page._name.setText("methadone")
    assert "at least 14 days" in page._details.text()
    assert "no proof that day 15 is clear" in page._details.text()
    page._name.setText("illicit fentanyl")
    assert "ordinary opiate screens do not find it" in page._details.text()
    page._name.setText("naloxegol")
    assert "one is probably being taken" in page._details.text()


def test_it_goes_into_the_plan(page: OpioidPage, qtbot: QtBot) -> None:
    page._name.setText("codeine")
    page._last.set_day(date(2026, 11, 20))
    with qtbot.waitSignal(page.wanted) as told:
        page._use.click()
    assert told.args == ["codeine", date(2026, 11, 20), ""]


def test_its_sources_are_links(page: OpioidPage, qtbot: QtBot) -> None:
    page._name.setText("tramadol")
    assert page._chosen is not None
    source = page._chosen.opioid.interval.sources[0]
    assert f'href="source:{source}"' in page._details.text()
    with qtbot.waitSignal(page.followed) as told:
        page._details.linkActivated.emit(f"source:{source}")
    assert told.args == [f"source:{source}"]
