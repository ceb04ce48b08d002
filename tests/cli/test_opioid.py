"""The command ``opioid``, by its output and exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.cli.run import run
from ldn_desktop.reference.content import Content
from tests.places import SHIPPED

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    def said(*arguments: str) -> tuple[int, str, str]:
        status = run(["opioid", *arguments], Path(SHIPPED).parent)
        out = capsys.readouterr()
        return status, out.out, out.err

    return said


def matches(say: Said, *arguments: str) -> list[dict[str, Any]]:
    status, out, _ = say(*arguments, "--json")
    assert status == 0
    found = json.loads(out)
    assert list(found) == ["query", "matches"]
    listed = found["matches"]
    assert isinstance(listed, list)
    return listed


def test_the_json_is_exact(say: Said) -> None:
    status, out, err = say("tramadol", "50", "mg", "--last-dose", "2026-11-20", "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found["query"] == "tramadol 50 mg"
    assert found["matches"][0] == {
        "id": "tramadol",
        "name": "tramadol",
        "matched": "tramadol",
        "receptor_action": "weak mu agonist (active metabolite), serotonin and noradrenaline reuptake inhibitor",
        "duration": "short; modified release is long",
        "interval_days": [7, 10],
        "basis": "label, named; receptor action and duration are professional knowledge",
        "earliest_start": "2026-11-30",
    }


@pytest.mark.parametrize("opioid", Content(SHIPPED).opioids.by_id.values(), ids=lambda opioid: opioid.id)
def test_every_interval_is_that_of_the_content(say: Said, opioid: Any) -> None:
    found = matches(say, opioid.id, "--last-dose", "2026-11-20")[0]
    assert found["id"] == opioid.id
    interval = opioid.interval
    if interval.effect == "interval":
        assert found["interval_days"] == [interval.days_min, interval.days_max]
        first = {7: "2026-11-27", 10: "2026-11-30", 14: "2026-12-04"}[interval.days_max]
        assert found["earliest_start"] == first
    else:
        assert (found["interval_days"], found["earliest_start"]) == (None, None)
    assert found["basis"].startswith(f"{interval.basis}; ")
    assert "professional knowledge" in found["basis"]


@pytest.mark.parametrize(
    ("name", "days", "start"),
    [
        ("kratom", [14, 14], "2026-12-04"),
        ("tianeptine", [14, 14], "2026-12-04"),
        ("poppy", [14, 14], "2026-12-04"),
        ("loperamide", [7, 10], "2026-11-30"),
        ("Lomotil", [10, 10], "2026-11-30"),
        ("difenoxin", [10, 10], "2026-11-30"),
        ("tramadol", [7, 10], "2026-11-30"),
        ("Buvidal", None, None),
        ("naloxegol", None, None),
    ],
)
def test_daily_use_counts_where_the_rule_asks_for_it(
    say: Said, name: str, days: list[int] | None, start: str | None
) -> None:
    found = matches(say, name, "--last-dose", "2026-11-20", "--daily")[0]
    assert (found["interval_days"], found["earliest_start"]) == (days, start)


def test_people_are_told_what_daily_use_would_change(say: Said) -> None:
    occasional = say("kratom", "--last-dose", "2026-11-20")[1]
    assert "earliest start Mon 30 Nov 2026; after daily or heavy use Fri 4 Dec 2026." in occasional
    daily = say("kratom", "--last-dose", "2026-11-20", "--daily")[1]
    assert "earliest start Fri 4 Dec 2026.\n" in daily
    assert "naloxone challenge" in daily
    assert "Daily use changes nothing" not in daily
    assert "Daily use changes nothing in its rule." in say("tramadol", "--daily")[1]
    gut = say("loperamide", "--last-dose", "2026-11-20")[1]
    assert "no earliest start can be computed; after daily or heavy use Mon 30 Nov 2026." in gut


@pytest.mark.parametrize("opioid", Content(SHIPPED).opioids.by_id)
def test_it_is_told_that_action_and_duration_are_professional_knowledge(say: Said, opioid: str) -> None:
    block = say(opioid)[1].split("\n  ")[2]
    assert "receptor action and duration are professional knowledge." in block


def test_illicit_fentanyl_names_the_test_that_finds_it(say: Said) -> None:
    out = say("illicit fentanyl")[1].split("\nfentanyl,")[0]
    assert "14 days at the least" in out
    assert "a test must be negative that finds fentanyl; ordinary opiate screens do not find it" in out


def test_methadone_is_told_the_least_and_that_a_negative_challenge_is_no_proof(say: Said) -> None:
    out = say("methadone")[1]
    assert "14 days at the least" in out
    assert "no proof that day 15 is clear" in out
    assert "A negative challenge does not exclude withdrawal." in out


def test_without_a_date_there_is_no_earliest_start(say: Said) -> None:
    assert all(match["earliest_start"] is None for match in matches(say, "codeine"))


@pytest.mark.parametrize(
    ("last_dose", "start"),
    [
        ("2024-02-20", "2024-03-01"),
        ("2026-12-25", "2027-01-04"),
        ("9999-12-30", None),
        ("9999-12-21", "9999-12-31"),
    ],
)
def test_dates_over_ends_of_months_years_and_the_calendar(
    say: Said, last_dose: str, start: str | None
) -> None:
    assert matches(say, "tramadol", "--last-dose", last_dose)[0]["earliest_start"] == start


@pytest.mark.parametrize(
    "date", ["20/11/2026", "2026-02-30", "2026-13-01", "yesterday", "", "20261120", "２０２６-11-20"]
)
def test_a_wrong_date_gets_one_sentence(say: Said, date: str) -> None:
    status, out, err = say("tramadol", "--last-dose", date)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "year-month-day" in err


@pytest.mark.parametrize("name", ["", "  ", "!?"])
def test_a_name_without_letters_is_refused(say: Said, name: str) -> None:
    status, out, err = say(name, "--json")
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_a_misspelling_says_what_it_resembles(say: Said) -> None:
    found = matches(say, "morfine", "--last-dose", "2026-11-20")[0]
    assert (found["id"], found["matched"]) == ("morphine", "similar to morphine")
    assert found["earliest_start"] == "2026-11-30"
    status, out, err = say("morfine")
    assert status == 0
    assert out.startswith("morphine\n")
    assert "Not known as written" in err


def test_nothing_found_gives_nearest_names_and_no_date(say: Said) -> None:
    found = matches(say, "metformin", "--last-dose", "2026-11-20")
    assert len(found) == 5
    for match in found:
        assert match["matched"].startswith("nothing found; the nearest name is ")
        assert match["earliest_start"] is None
    status, out, _ = say("metformin", "--last-dose", "2026-11-20")
    assert status == 0
    assert out.startswith("No opioid is known by this name. The nearest names: ")
    assert "2026" not in out


def test_what_people_read(say: Said) -> None:
    status, out, err = say("ZOMORPH", "--last-dose", "2026-11-20")
    assert (status, err) == (0, "")
    first, action, interval, start = out.splitlines()[:4]
    assert first == "morphine, modified release  [Zomorph, UK brand]"
    assert action == "  full mu agonist; duration: long (modified release)"
    assert "plan the cautious 14 days. Basis: our inference; the label gives no figure (" in interval
    assert start == "  Last dose Fri 20 Nov 2026: earliest start Fri 4 Dec 2026."


def test_a_depot_has_no_start_in_words(say: Said) -> None:
    out = say("Sublocade", "--last-dose", "2026-11-20")[1]
    assert "Last dose Fri 20 Nov 2026: no earliest start can be computed." in out


def test_many_are_cut_for_people_only(say: Said) -> None:
    out = say("N02A")[1]
    assert "and 49 more; type more of the name to see them" in out
    assert len(matches(say, "N02A")) == 57
