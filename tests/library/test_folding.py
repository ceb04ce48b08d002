from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldn_desktop.library.folding import folded, looked_for


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Müller-Lüdenscheidt", ("muller", "ludenscheidt")),
        ("Ωμέγα ΆΓΙΟΣ", ("ωμεγα", "αγιοσ")),
        ("Straße Łódź Ærø Đặng", ("strasse", "lodz", "aero", "dang")),
        ("İstanbul ısı", ("istanbul", "isi")),
        ("क्षमा", ("कषम",)),
        ("1980-05-01_x", ("1980", "05", "01", "x")),
        ("﷐ !?", ()),
    ],
)
def test_words_are_folded(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


@given(st.text())
@settings(max_examples=100)
@example("ℌ ϓ")
def test_folding_again_changes_nothing(text: str) -> None:
    words = folded(text)
    assert folded(" ".join(words)) == words


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("", ()),
        ("- *", ()),
        ("Anna Müller", (("anna", "muller"),)),
        ("9 3", (("9", "3"),)),
        ("nhs001", (("nhs001",),)),
        ("NHS-001", (("nhs", "001"), ("nhs001",))),
        ("1980-06-05", (("1980", "06", "05"), ("19800605",))),
    ],
)
def test_a_number_that_is_typed_in_parts_is_looked_for_as_one_too(
    text: str, ways: tuple[tuple[str, ...], ...]
) -> None:
    assert looked_for(text) == ways
