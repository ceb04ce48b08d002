"""The tables of the reference: whole, and in step with the content."""

from __future__ import annotations

import pytest

from ldn_desktop.articles.reference_tables import GRIDS, grid, interval_words
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import PAGES, split_target
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)


@pytest.mark.parametrize("name", GRIDS)
def test_every_row_fits_its_table_and_leads_somewhere(name: str) -> None:
    made = grid(name, CONTENT)

    assert made.rows
    assert all(len(row.cells) == len(made.columns) for row in made.rows)
    assert len({row.id for row in made.rows}) == len(made.rows)
    for row in made.rows:
        assert not row.source or row.source in CONTENT.sources
        if row.target:
            kind, page, place = split_target(row.target)
            if (kind, page) == ("page", "opioid-finder"):
                assert place in {opioid.replace("_", "-") for opioid in CONTENT.opioids.by_id}
                continue
            assert kind == "topic"
            assert page in CONTENT.topics
    for column in (*made.numeric, *made.filters, *made.hidden):
        assert column < len(made.columns)


def test_every_page_is_a_table_or_a_drawing() -> None:
    assert set(PAGES) - set(GRIDS) == {"mechanism-map", "blockade"}


def test_tables_hold_all_of_the_content() -> None:
    assert len(grid("opioids", CONTENT).rows) == len(CONTENT.opioids.by_id) == 112
    assert len(grid("studies", CONTENT).rows) == len(CONTENT.studies)
    assert len(grid("conditions", CONTENT).rows) == 23


def test_the_table_of_medicines_finds_what_words_mean() -> None:
    made = grid("medicines", CONTENT)
    assert len(made.rows) == len(CONTENT.medicines)
    assert made.meant is not None
    assert made.meant("duloxitine") == {"duloxetine"}
    assert "anti-tnf" in made.meant("Humirra")
    assert made.meant("SSRIs") >= {"fluoxetine", "sertraline"}
    assert made.choices(made.severities) == ("Blocking", "Warning", "Caution", "None found")
    opioid = next(row for row in made.rows if row.id == "tramadol")
    assert opioid.target == "page:opioid-finder#tramadol"
    assert all(row.cells[2] and row.cells[5] for row in made.rows)


def test_a_condition_counts_the_trials_that_its_grade_counts() -> None:
    told = {row.id: row.cells[3:5] for row in grid("conditions", CONTENT).rows}
    assert [told[name][0] for name in ("crohns", "fibromyalgia", "anxiety", "chronic-pain")] == [
        "1",
        "4",
        "0",
        "1",
    ]
    # A group has what its members have: one trial in Crohn's disease, two in MS, one in lichen planopilaris.
    assert told["autoimmune-general"][0] == "4"
    assert int(told["autoimmune-general"][1]) > int(told["ms"][1]) + int(told["crohns"][1]) - 2


@pytest.mark.parametrize(
    ("name", "use", "words"),
    [
        ("tramadol", "", "7 to 10 days"),
        ("methadone", "", "at least 14 days"),
        ("morphine_mr", "", "10 to 14 days"),
        ("fentanyls_illicit", "", "at least 14 days"),
        ("kratom", "", "10 days, 14 days after daily or heavy use"),
        ("kratom", "daily", "14 days"),
        ("loperamide", "daily", "7 to 10 days"),
        ("tramadol", "daily", "7 to 10 days"),
    ],
)
def test_intervals_are_told_in_days(name: str, use: str, words: str) -> None:
    assert interval_words(CONTENT.opioids.by_id[name], use) == words


def test_a_rule_without_days_is_told_in_its_sentence() -> None:
    without = [opioid for opioid in CONTENT.opioids.by_id.values() if not opioid.interval.days_max]

    assert without
    assert all(interval_words(opioid) == opioid.interval.text for opioid in without)
