"""Any text is read; of several names in one text none is lost, and no word passes in silence."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import Reading
from ldn_desktop.reference.search.words import words
from tests.places import SHIPPED

CONTENT = Content(SHIPPED)
NAMES = [
    (name, known.id)
    for known in CONTENT.medicine_table.by_id.values()
    for name in (*known.names, *known.also)
    if len(name) > 3
]
BETWEEN = st.sampled_from([", ", " and ", " + ", "; ", " / ", "\n", " with ", " 20 mg, "])


@cache
def read(text: str) -> Reading:
    return CONTENT.read_medicine(text)


@given(st.text(max_size=200))
def test_any_text_is_read_and_what_is_read_stands_in_it(text: str) -> None:
    reading = read(text)
    assert reading.query == text
    for match in reading.matches:
        assert match.typed in text
        assert match.matched
        assert match.name in (*match.medicine.medicine.names, *match.medicine.medicine.also)
    for word in reading.unread:
        assert word in text or word == "…"


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True), BETWEEN)
def test_no_name_of_several_is_lost(named: list[tuple[str, str]], between: str) -> None:
    reading = read(between.join(name for name, _ in named))
    found = {match.medicine.id for match in reading.matches}
    covered = set(words(" ".join(match.typed for match in reading.matches)))
    for name, known in named:
        # What is told of a combination holds its parts.
        assert known in found or set(words(name)) <= covered, (name, found)


@given(st.sampled_from(NAMES), st.from_regex(r"[b-df-hj-np-tv-xz]{7,12}", fullmatch=True))
def test_a_word_that_is_no_name_is_told(named: tuple[str, str], strange: str) -> None:
    reading = read(f"{named[0]} and {strange}")
    assert named[1] in {match.medicine.id for match in reading.matches}
    assert strange in reading.unread or any(strange in match.typed for match in reading.matches)
