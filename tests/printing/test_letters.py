"""Lines of text on paper: what stays together, what is broken, what is drawn in which font."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.letters import Paragraph, fitted, text_width
from ldn_desktop.printing.style import TENTHS, Style
from ldn_desktop.reference.words.bold import BOLD, bold, plain
from tests.places import RESOURCES


@pytest.fixture
def style(qapp: QApplication) -> Style:
    return Style(load_fonts(RESOURCES), 11.5)


def lines(text: str, style: Style, points: float) -> list[str]:
    return ["".join(run.text for run in line) for line in Paragraph(text, style, points * TENTHS).lines]


@pytest.mark.parametrize(
    "text",
    [
        "**0.3 mL** of the 1 mg/mL liquid = **0.3 mg**",
        "See your prescriber **before Mon 22 Feb 2027** about what comes next.",
        "Go up one step every 10 days, from **0.005 mg (5 mcg)** to **4.5 mg** in 12 steps.",
        "**20 drops** of the 1 mg/mL liquid = **1 mg**, every day until **Thu 11 Dec 2036**.",
    ],
)
def test_no_dose_and_no_date_is_broken(style: Style, text: str) -> None:
    text = text.replace("**", BOLD)
    flat = plain(text)
    kept = [
        part
        for part in ("0.3 mL", "= 0.3 mg", "Mon 22 Feb 2027", "10 days", "0.005 mg", "5 mcg")
        if part in flat
    ]
    kept += [
        part for part in ("4.5 mg", "12 steps.", "20 drops", "= 1 mg,", "Thu 11 Dec 2036.") if part in flat
    ]
    assert kept
    counts = set()
    for points in range(110, 260, 3):
        broken = lines(text, style, points)
        counts.add(len(broken))
        assert " ".join(broken) == flat
        for part in kept:
            assert any(part in line for line in broken), (points, part, broken)
    assert len(counts) > 1


def test_bold_letters_begin_and_end_at_their_marks(style: Style) -> None:
    (line,) = Paragraph(f"a {bold('b c')}, d", style, 5000).lines
    assert [(run.text, run.bold) for run in line] == [("a ", False), ("b c", True), (", d", False)]


def test_a_word_wider_than_the_line_is_cut_and_stays_whole(style: Style) -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    broken = lines(f"at {word} today", style, 90)
    assert "".join(broken).replace(" ", "") == f"at{word}today"
    assert all(text_width(line, style) <= 90 * TENTHS for line in broken)
    assert len(broken) > 3


def test_no_word_is_broken_that_is_whole_in_smaller_letters(style: Style) -> None:
    large = replace(style, points=style.points * 1.5)
    word = "Abcdefghijklmnopqrstuvwxyzabcdefghijklmn"
    between = (text_width(word, style) + text_width(word, large)) / 2
    assert [len(fitted(text, (large, style), between).lines) for text in (word, f"{word} {word}")] == [1, 2]
    # Where no letters are small enough the first that take few lines stay.
    narrow = text_width(word, style) / 2 + 100 * TENTHS
    assert fitted(word, (large, style), narrow).line == large.line
