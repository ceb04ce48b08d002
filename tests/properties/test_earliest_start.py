"""The earliest start after every opioid of the content, in every use, against days counted one by one."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.screening import earliest_start
from ldn_desktop.reference.content import Content
from tests.content.shipped import data
from tests.oracle.warnings import first_free_day
from tests.places import SHIPPED

RULES = Content(SHIPPED).opioids.rules()
FACTS = {entry["id"]: entry["opioid_free_interval"] for entry in data("opioids.yaml")["opioids"]}
LONGEST = {
    **dict.fromkeys(("SA", "SAN", "K", "COPH"), 10),
    **dict.fromkeys(("ER", "LA", "MIXANT", "ILL"), 14),
    **dict.fromkeys(("DEPOT", "CLUE", "HINT", "GUT", "WK", "NR", "DUP", "NO"), 0),
}
"""The longest days of each code, as the plan format has them; 0 where no day can be given."""
DAILY = {"K": 14, "GUT": 10}


def test_every_code_is_known() -> None:
    assert {fact["code"] for fact in FACTS.values()} == set(LONGEST)
    assert set(FACTS) == set(RULES)


@given(st.sampled_from(sorted(FACTS)), st.sampled_from(("", "daily")), st.dates())
def test_the_earliest_start_is_the_day_that_counting_gives(opioid: str, use: str, last_dose: date) -> None:
    code = FACTS[opioid]["code"]
    days = DAILY.get(code, LONGEST[code]) if use else LONGEST[code]
    wanted = first_free_day(last_dose, days) if days else None
    assert earliest_start(last_dose, RULES[opioid].under(use)) == wanted
