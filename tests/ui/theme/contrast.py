"""How well two colours stand apart, after WCAG 2.2 (relative luminance, success criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

TEXT = 4.5
"""What text needs."""
GRAPHIC = 3.0
"""What the edge of a control or a meaningful graphic needs."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, from 0 for black to 1 for white. Refused: other notations."""
    if len(colour) != len("#RRGGBB") or colour[0] != "#":
        raise ValueError(f"{colour!r} is not written as #RRGGBB")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 for the same to 21 for black on white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
