"""Every pair of colours that the design relies on, computed for every theme."""

from __future__ import annotations

import pytest

from ldn_desktop.ui.theme.tokens import PAPER, THEMES
from tests.ui.theme.contrast import luminance, ratio

# Ink, ground, what is needed, then the ratio the design states for light, dark and high contrast.
PAIRS = (
    ("text", "panel", 4.5, 16.17, 13.52, 21.0),
    ("text", "window", 4.5, 14.38, 15.01, 21.0),
    ("text", "sunken", 4.5, 15.04, 14.44, 21.0),
    ("text2", "panel", 4.5, 7.95, 8.46, 21.0),
    ("text2", "window", 4.5, 7.07, 9.39, 21.0),
    ("text2", "rail", 4.5, 6.49, 9.89, 21.0),
    ("text2", "hover", 4.5, 6.85, 7.1, 16.48),
    ("text3", "panel", 4.5, 5.74, 6.35, 15.9),
    ("text3", "window", 4.5, 5.1, 7.05, 15.9),
    ("text3", "sunken", 4.5, 5.34, 6.78, 15.9),
    ("accent", "panel", 4.5, 7.74, 8.39, 14.33),
    ("accent", "window", 4.5, 6.89, 9.31, 14.33),
    ("on_accent", "accent", 4.5, 7.74, 8.5, 14.33),
    ("on_accent", "accent_hover", 4.5, 10.21, 10.11, 16.87),
    ("on_soft", "soft", 4.5, 9.26, 9.18, 12.32),
    ("blocking", "panel", 4.5, 7.27, 7.36, 10.36),
    ("blocking", "blocking_bg", 4.5, 6.2, 6.98, 10.36),
    ("text", "blocking_bg", 4.5, 13.79, 12.83, 21.0),
    ("warning", "panel", 4.5, 7.06, 8.98, 12.34),
    ("warning", "warning_bg", 4.5, 6.2, 8.05, 12.34),
    ("caution", "panel", 4.5, 7.33, 10.24, 16.5),
    ("caution", "caution_bg", 4.5, 6.58, 8.84, 16.5),
    ("info", "panel", 4.5, 7.79, 8.62, 15.89),
    ("info", "info_bg", 4.5, 6.66, 7.27, 15.89),
    ("ok", "panel", 4.5, 7.06, 9.06, 15.2),
    ("ok", "ok_bg", 4.5, 6.1, 7.81, 15.2),
    ("accent", "blocking_bg", 4.5, 6.6, 7.95, 14.33),
    ("accent", "caution_bg", 4.5, 6.95, 7.24, 14.33),
    ("accent", "warning_bg", 4.5, 6.8, 7.52, 14.33),
    ("accent", "info_bg", 4.5, 6.61, 7.06, 14.33),
    ("text2", "blocking_bg", 4.5, 6.78, 8.03, 21.0),
    ("text2", "soft", 4.5, 6.44, 6.1, 12.32),
    ("on_mark", "mark", 4.5, 13.45, 7.81, 17.19),
    ("control", "panel", 3.0, 3.95, 4.21, 21.0),
    ("control", "window", 3.0, 3.51, 4.68, 21.0),
    ("control", "sunken", 3.0, 3.67, 4.5, 21.0),
    ("focus", "panel", 3.0, 7.74, 8.39, 17.19),
    ("focus", "window", 3.0, 6.89, 9.31, 17.19),
    ("focus", "rail", 3.0, 6.33, 9.8, 17.19),
    ("blocking", "panel", 3.0, 7.27, 7.36, 10.36),
    ("s2", "panel", 3.0, 7.74, 8.39, 21.0),
    ("text", "warning_bg", 4.5, 14.19, 12.12, 21.0),
    ("text", "caution_bg", 4.5, 14.51, 11.67, 21.0),
    ("text", "info_bg", 4.5, 13.81, 11.39, 21.0),
    ("disabled", "panel", 3.0, 3.48, 3.68, 8.62),
    ("disabled", "sunken", 3.0, 3.24, 3.93, 8.62),
)


@pytest.mark.parametrize(("ink", "ground", "needs", "light", "dark", "high"), PAIRS)
def test_every_pair_stands_apart_in_every_theme(
    ink: str, ground: str, needs: float, light: float, dark: float, high: float
) -> None:
    for name, stated in (("light", light), ("dark", dark), ("high-contrast", high)):
        found = ratio(THEMES[name][ink], THEMES[name][ground])
        assert found >= needs, name
        assert found == pytest.approx(stated, abs=0.01), name  # the design cuts off the third place


@pytest.mark.parametrize("ink", ["ink", "ink2", "accent"])
def test_paper_is_dark_on_white(ink: str) -> None:
    assert ratio(PAPER[ink], PAPER["paper"]) >= 7


def test_all_themes_know_the_same_roles() -> None:
    assert {frozenset(table) for table in THEMES.values()} == {frozenset(THEMES["light"])}


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#74828C", "#74828C") == 1


@pytest.mark.parametrize("colour", ["FFFFFF", "#FFF", "white", "#GGGGGG"])
def test_another_notation_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        luminance(colour)
