"""A theme: the colours of one table and the scale of the letters, as Qt wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QFont, QPalette

from ldn_desktop.ui.theme.tokens import HEIGHT, THEMES, TYPE

LEAST_SCALE = 0.8
MOST_SCALE = 2.5
_FALLBACK_FAMILY = "DejaVu Sans"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, the scale of everything (1.0 is 100 %) and the family of the letters.

    Refused: a scale outside 0.8 to 2.5.
    """

    name: str
    colours: Mapping[str, str] = field(repr=False, hash=False)
    scale: float = 1.0
    family: str = "Noto Sans"

    def __post_init__(self) -> None:
        if not LEAST_SCALE <= self.scale <= MOST_SCALE:
            raise ValueError(f"a scale of {self.scale} is outside {LEAST_SCALE} to {MOST_SCALE}")

    @property
    def high_contrast(self) -> bool:
        """Whether edges are real lines and what is chosen gets an outline."""
        return self.name == "high-contrast"

    def color(self, role: str) -> QColor:
        """Return the colour of a role. Refused: a role that the table does not have (``KeyError``)."""
        return QColor(self.colours[role])

    def hex(self, role: str) -> str:
        """Return the colour of a role as ``#RRGGBB``."""
        return self.colours[role]

    def px(self, length: float) -> int:
        """Return a length given at 100 % in pixels of this scale; what is not nothing stays at least 1."""
        return max(round(length * self.scale), 1) if length > 0 else round(length * self.scale)

    def font(self, style: str = "body") -> QFont:
        """Return the letters of a style such as ``headline``, ``body``, ``small`` or ``tiny``, figures tabular."""
        kind = TYPE[style]
        font = QFont([self.family, _FALLBACK_FAMILY])
        font.setPixelSize(self.px(kind.size))
        font.setBold(kind.bold)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def line(self, style: str = "body") -> int:
        """Return the line height of a style in pixels."""
        return self.px(TYPE[style].line)

    def field_height(self, *, small: bool = False) -> int:
        """Return the height of a field or button: line and 10 pixels; ``small`` inside a card's header."""
        if small:
            return self.line("small") + HEIGHT["field-in-header"] - TYPE["small"].line
        return self.line() + HEIGHT["field"] - TYPE["body"].line

    def row_height(self, *, dense: bool = False) -> int:
        """Return the height of a table's row: line and 14 pixels, or 7 in a dense table."""
        return self.line() + HEIGHT["row-dense" if dense else "row"] - TYPE["body"].line


def theme_named(name: str, scale: float = 1.0, family: str = "Noto Sans") -> Theme:
    """Return the theme ``light``, ``dark`` or ``high-contrast``. Refused: another name (``KeyError``)."""
    return Theme(name, THEMES[name], scale, family)


def palette(theme: Theme) -> QPalette:
    """Return the palette, so that what the style sheet does not reach agrees with it."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, "window"),
        (roles.WindowText, "text"),
        (roles.Base, "panel"),
        (roles.AlternateBase, "sunken"),
        (roles.Text, "text"),
        (roles.Button, "panel"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "on_accent"),
        (roles.ToolTipBase, "panel"),
        (roles.ToolTipText, "text"),
        (roles.PlaceholderText, "text3"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Accent, "accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.Light, "hover"),
        (roles.Midlight, "hover"),
        (roles.Mid, "line"),
        (roles.Dark, "control"),
        (roles.Shadow, "control"),
    ):
        made.setColor(role, theme.color(colour))
    off = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(off, role, theme.color("disabled"))
    for role in (roles.Base, roles.Button):
        made.setColor(off, role, theme.color("sunken"))
    return made
