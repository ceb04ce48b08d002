"""What people typed, on one line."""

from __future__ import annotations

import pytest

from ldn_desktop.papers.frame import one_line
from ldn_desktop.reference.words.bold import BOLD


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ann\tLee\n", "Ann Lee"),
        ("Ann\u00a0Lee\u2028Berlin", "Ann Lee Berlin"),
        ("a\x00b\x1bc", "a b c"),
        ("**Ann**", "**Ann**"),
        (f"{BOLD}Ann{BOLD}", "Ann"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("12\u202e34", "1234"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("علی\u200cرضا", "\u2068علی\u200cرضا\u2069"),
        ("\u200fדוד\u200f", "\u2068דוד\u2069"),
        ("half \ud83d", "half \ud83d"),
        ("", ""),
    ],
)
def test_a_text_keeps_its_letters_and_joiners(typed: str, shown: str) -> None:
    assert one_line(typed) == shown
