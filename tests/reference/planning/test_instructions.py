"""Amounts and counts in the text for the patient."""

from __future__ import annotations

import pytest

from ldn_desktop.reference.content import Content
from tests.places import SHIPPED

WORDS = Content(SHIPPED).amount_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two capsules at night.", ("Two capsules",)),
        ("Take 2 at bedtime", ("Take 2",)),
        ("half a tablet, then 1½ tablets", ("half a tablet", "1½ tablets")),
        (
            "0.5mg or 500 \N{MICRO SIGN}g or 500 \N{GREEK SMALL LETTER MU}g",
            ("0.5mg", "500 µg", "500 \N{GREEK SMALL LETTER MU}g"),
        ),
        ("Use 10 drops", ("Use 10",)),
        ("one of\n your capsules", ("one of your capsules",)),
        ("1,5 mL; take it twice", ("1,5 mL", "twice")),
        ("TAKE FOUR", ("TAKE FOUR",)),
        ("tome medio comprimido", ("tome medio",)),
        ("Stay 7 to 14 days on each step.", ("7 to 14 days on each step",)),
        ("Each step lasts two weeks.", ("step lasts two weeks",)),
        ("Quédese de 7 a 14 días en cada paso.", ("7 a 14 días en cada paso",)),
    ],
)
def test_an_amount_or_a_count_is_found(text: str, found: tuple[str, ...]) -> None:
    assert WORDS.found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Swallow whole, with water.",
        "Take 2 hours before food, or take 1 hour before bed.",
        "Call 555 1234 after 14 days, room 4.",
        "If you miss a dose, skip it. Take at 22:30.",
        "Shake for 10 seconds; keep at 5 °C.",
        "Sometimes; untake 2x; capsules",
        "Call 3 days before the visit. Go up a step only after a call.",
    ],
)
def test_what_counts_no_dose_is_left_alone(text: str) -> None:
    assert WORDS.found_in(text) == ()
