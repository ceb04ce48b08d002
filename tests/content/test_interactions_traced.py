"""Every interaction of the data that may be shipped has its row, and none that may not."""

from __future__ import annotations

import re

import pytest

from ldn_desktop.reference.full_content import FullContent
from ldn_desktop.reference.interactions import Interaction
from ldn_desktop.reference.markup import parse_line, plain
from tests.content.shipped import FOLDER, data

CONTENT = FullContent(FOLDER)
ROWS = {
    "contrave": ("bupropion-naltrexone",),
    "levothyroxine": ("thyroid-hormone",),
    "trial_exclusions": ("anticoagulants", "psychosis"),
}
"""Rows that bear another name than their fact."""


def facts() -> list[dict[str, str]]:
    found = data("pharmacology.yaml")["interactions"]
    assert isinstance(found, list)
    return found


def test_every_verified_interaction_has_a_row() -> None:
    for fact in facts():
        if fact["status"] == "verified":
            for row in ROWS.get(fact["id"], (fact["id"],)):
                assert row in CONTENT.interactions, fact["id"]


def test_no_unverified_interaction_is_told() -> None:
    unsure = [fact["id"] for fact in facts() if fact["status"].startswith("unverified")]
    assert {"yohimbine", "alcohol"} <= set(unsure)
    told = " ".join(
        plain(parse_line(text)) for row in CONTENT.interactions.values() for text in (row.effect, row.advice)
    )
    for word in ("yohimbine", "checkpoint", "alcohol"):
        assert not re.search(word, told, re.IGNORECASE), word
        assert word not in CONTENT.interactions


@pytest.mark.parametrize("row", CONTENT.interactions.values(), ids=lambda row: row.id)
def test_what_is_custom_or_inference_says_so(row: Interaction) -> None:
    kinds = {CONTENT.sources[name].kind for name in row.sources}
    words = f"{row.basis} {row.effect} {row.advice}".lower()
    if "judgement" in kinds:
        assert re.search(r"judgement|inference|pharmacology|product content", words), row.id
    if kinds <= {"practice", "leaflet", "judgement"}:
        assert re.search(r"practice|custom|judgement|inference|pharmacology", words), row.id


def test_a_row_that_names_the_label_rests_on_one() -> None:
    for row in CONTENT.interactions.values():
        if "label" in row.basis:
            assert "label" in {CONTENT.sources[name].kind for name in row.sources}, row.id
