"""The tables of the look: colours by role for each theme, paper, type and space.

A widget asks for a role such as ``text2`` or ``control``, never for a colour. Lengths are pixels at 100 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.reference.words.english import SEVERITY_WORDS

_ROLES: Final = (
    ("window", "#EFF2F4", "#12181C", "#000000"),
    ("panel", "#FFFFFF", "#1A2227", "#000000"),
    ("sunken", "#F5F7F8", "#151C20", "#000000"),
    ("rail", "#E4E9EC", "#0D1215", "#000000"),
    ("hover", "#EAEFF1", "#243036", "#1F1F1F"),
    ("pressed", "#DCE4E8", "#2C3A41", "#333333"),
    ("text", "#17222A", "#E6ECEF", "#FFFFFF"),
    ("text2", "#44535D", "#B0BEC6", "#FFFFFF"),
    ("text3", "#5A6872", "#95A5AE", "#E0E0E0"),
    ("line", "#D3DBDF", "#313E45", "#FFFFFF"),
    ("control", "#74828C", "#74858F", "#FFFFFF"),
    ("disabled", "#7F8B94", "#6B7B84", "#A6A6A6"),
    ("accent", "#0B5A70", "#74C7DA", "#7FE3FF"),
    ("accent_hover", "#084759", "#93D6E5", "#B5F0FF"),
    ("on_accent", "#FFFFFF", "#06232C", "#000000"),
    ("soft", "#DBEAEF", "#1B3D48", "#003A4A"),
    ("on_soft", "#083F50", "#C7EBF3", "#FFFFFF"),
    ("focus", "#0B5A70", "#74C7DA", "#FFEB3B"),
    ("blocking", "#A8201A", "#FF9087", "#FF9B94"),
    ("blocking_bg", "#FBE9E7", "#3A1D1C", "#000000"),
    ("warning", "#8F4300", "#FFB070", "#FFB870"),
    ("warning_bg", "#FCEEDF", "#38260F", "#000000"),
    ("caution", "#6B5300", "#E8CD63", "#FFE45C"),
    ("caution_bg", "#FAF3D6", "#332C10", "#000000"),
    ("info", "#3D5567", "#A9C1D1", "#CFE3F0"),
    ("info_bg", "#E8EEF2", "#20303A", "#000000"),
    ("ok", "#1B653B", "#83D3A1", "#8CF0B0"),
    ("ok_bg", "#E3F2E8", "#16321F", "#000000"),
    ("mark", "#FFE9A8", "#5A4A12", "#FFEB3B"),
    ("on_mark", "#17222A", "#FFF3CC", "#000000"),
    ("s1", "#7FB0BF", "#3F8799", "#7FE3FF"),
    ("s2", "#0B5A70", "#74C7DA", "#FFFFFF"),
    ("grid", "#E3E8EB", "#28343A", "#5A5A5A"),
)
"""Role, then its colour in the light, the dark and the high-contrast theme."""

LIGHT: Final[Mapping[str, str]] = MappingProxyType({role: light for role, light, _, _ in _ROLES})
DARK: Final[Mapping[str, str]] = MappingProxyType({role: dark for role, _, dark, _ in _ROLES})
HIGH_CONTRAST: Final[Mapping[str, str]] = MappingProxyType({role: high for role, _, _, high in _ROLES})
THEMES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"light": LIGHT, "dark": DARK, "high-contrast": HIGH_CONTRAST}
)

PAPER: Final[Mapping[str, str]] = MappingProxyType(
    {"paper": "#FFFFFF", "ink": "#000000", "ink2": "#333333", "accent": "#0B4F63", "on_accent": "#FFFFFF"}
)
"""Always dark on white, whatever the theme."""

OK: Final = "ok"
STATES: Final = (*SEVERITIES, OK)
"""How grave something is: the severities of findings, and the state of what is done."""
STATE_WORDS: Final[Mapping[str, str]] = MappingProxyType({**SEVERITY_WORDS, OK: "Done"})


class TypeStyle(NamedTuple):
    """A size of letters and the line it stands on, in pixels at 100 %."""

    size: int
    line: int
    bold: bool


TYPE: Final[Mapping[str, TypeStyle]] = MappingProxyType(
    {
        "headline": TypeStyle(22, 30, bold=True),
        "headline-both-units": TypeStyle(20, 28, bold=True),
        "headline-narrow": TypeStyle(18, 24, bold=True),
        "title": TypeStyle(24, 32, bold=True),
        "lead": TypeStyle(15, 22, bold=False),
        "heading": TypeStyle(16, 24, bold=True),
        "body": TypeStyle(13, 18, bold=False),
        "body-bold": TypeStyle(13, 18, bold=True),
        "small": TypeStyle(12, 16, bold=False),
        "small-bold": TypeStyle(12, 16, bold=True),
        "tiny": TypeStyle(11, 14, bold=False),
    }
)

RADIUS: Final[Mapping[str, int]] = MappingProxyType({"field": 4, "button": 5, "card": 6})
HEIGHT: Final[Mapping[str, int]] = MappingProxyType(
    {
        "top-bar": 48,
        "head-bar": 48,
        "card-header": 36,
        "field": 28,
        "primary-row": 32,
        "field-in-header": 24,
        "tool": 32,
        "chip": 24,
        "tag": 20,
        "tab": 34,
        "table-header": 26,
        "row": 32,
        "row-dense": 25,
        "rail-item": 56,
    }
)
