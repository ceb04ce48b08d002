from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ldn_desktop.library.folding import folded


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
