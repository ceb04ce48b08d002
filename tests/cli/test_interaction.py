"""The command ``interaction``, by its output and exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ldn_desktop.cli.run import run
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.interactions import MET
from tests.places import SHIPPED

Said = Callable[..., tuple[int, str, str]]
CONTENT = Content(SHIPPED)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    def said(*arguments: str) -> tuple[int, str, str]:
        status = run(["interaction", *arguments], Path(SHIPPED).parent)
        out = capsys.readouterr()
        return status, out.out, out.err

    return said


def told(say: Said, *names: str) -> list[dict[str, Any]]:
    status, out, err = say(*names, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, list)
    return found


def test_one_object_for_each_name_in_their_order(say: Said) -> None:
    first, second, third = told(say, "Prozac 20mg", "Frobnicate", "Xarelto")
    assert list(first) == ["query", "matches"]
    assert first["query"] == "Prozac 20mg"
    assert first["matches"] == [
        {
            "id": "fluoxetine",
            "name": "fluoxetine",
            "matched": "Prozac",
            "severity": "none-found",
            "known": CONTENT.medicines["fluoxetine"].known,
            "sources": ["eu-smpc", "it-smpc-acc", "judgement"],
        }
    ]
    assert second == {"query": "Frobnicate", "matches": []}
    # One of several told alike goes by its own name.
    assert (third["matches"][0]["id"], third["matches"][0]["name"]) == ("doac", "rivaroxaban")


@pytest.mark.parametrize(
    "name", ["tramadol", "Xanax", "Humira", "kratom", "Vivitrol", "alcohol", "magnesium"]
)
def test_every_match_is_known_with_severity_and_sources(say: Said, name: str) -> None:
    for match in told(say, name)[0]["matches"]:
        assert match["known"]
        assert match["severity"] in MET
        assert match["sources"]
        assert set(match["sources"]) <= set(CONTENT.sources)


def test_two_medicines_in_one_text_are_both_told_and_the_rest_as_not_read(say: Said) -> None:
    (found,) = told(say, "co-codamol, duloxetine and Frobnicate")
    assert [match["id"] for match in found["matches"]] == ["co-codamol", "duloxetine"]
    assert found["unread"] == ["Frobnicate"]


def test_an_unknown_name_is_said_to_be_not_checked(say: Said) -> None:
    status, out, err = say("Frobnicate")
    assert (status, err) == (0, "")
    assert out == "Frobnicate: Not in our tables: not checked. Nothing is said here for or against it.\n"


def test_an_opioid_leads_to_the_opioid_finder(say: Said) -> None:
    _, out, _ = say("Zydol")
    assert "tramadol [Zydol]: Blocking" in out
    assert "ldn-desktop opioid tramadol" in out
    assert CONTENT.opioids.by_id["tramadol"].interval.text in out


def test_a_misspelling_says_what_it_was_read_as_and_a_part_is_asked_for(say: Said) -> None:
    _, out, _ = say("duloxitine", "hyoscine")
    assert "duloxetine [read as duloxetine]: None found" in out
    assert "Not sure; which is meant?" in out
    assert "hyoscine: hyoscine butylbromide" in out


def test_a_class_is_told_once(say: Said) -> None:
    _, out, _ = say("SSRIs")
    assert "fluoxetine, sertraline, citalopram" in out
    assert out.count("it was not studied") == 1


@pytest.mark.parametrize("name", ["", "…", "  "])
def test_a_name_without_a_letter_is_refused_in_one_sentence(say: Said, name: str) -> None:
    status, out, err = say("duloxetine", name)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "names no medicine" in err


def test_what_a_terminal_could_take_for_a_command_is_not_printed(say: Said) -> None:
    _, out, _ = say("duloxetine \x1b[31m")
    assert "\x1b" not in out
