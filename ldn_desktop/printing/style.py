"""Letters of a size on paper. Lengths are tenths of a point, so that every size is a whole number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont

from ldn_desktop.printing.scripts import script_font
from ldn_desktop.reference.words.typefaces import Run, Typeface, Typefaces
from ldn_desktop.reference.words.wording import PLAIN

FIRM = PLAIN.language.firm_blanks()
"""Where no language is named: blanks that end no line."""
TENTHS = 10
"""Units to the point."""
_LEADING = 1.28


class NotDrawnError(ValueError):
    """A text that no font at hand draws."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” cannot be printed: no font at hand draws it.")


@dataclass(frozen=True, slots=True)
class Style:
    """Letters of a size in points; ``family`` is the bundled one, ``typefaces`` draw what it has not.

    ``firm`` blanks end no line. Text is read ``from_right`` where the language is.
    """

    family: str
    points: float
    bold: bool = False
    typefaces: Typefaces | None = None
    firm: re.Pattern[str] = FIRM
    from_right: bool = False

    def font(self, *, bold: bool | None = None) -> QFont:
        """Return the font; ligatures are off, or "first" would be read back without its i."""
        return bundled_font(
            self.family, round(self.points * TENTHS), bold=self.bold if bold is None else bold
        )

    @property
    def line(self) -> float:
        """The distance of two lines."""
        return self.points * TENTHS * _LEADING

    def is_plain(self, text: str) -> bool:
        """Tell whether the bundled family draws a text letter by letter."""
        return self.typefaces is None or self.typefaces.is_plain(text)

    def pieces(self, text: str, *, bold: bool) -> tuple[tuple[str, QFont], ...]:
        """Divide a text by the fonts that draw it. Refused (``NotDrawnError``): letters that none draws."""
        if self.typefaces is None:
            return ((text, self.font(bold=bold)),)
        first = self.typefaces.faces[0]
        return tuple((run.text, self._font_of(run, first, bold=bold)) for run in self.typefaces.runs(text))

    def _font_of(self, run: Run, first: Typeface, *, bold: bool) -> QFont:
        if run.face is None:
            raise NotDrawnError(run.text)
        if run.face is first:
            return self.font(bold=bold)
        return script_font(run.face, round(self.points * TENTHS))


@lru_cache(maxsize=64)
def bundled_font(family: str, size: int, *, bold: bool) -> QFont:
    """Return the font of a family in the program's own files, at a size in tenths of a point."""
    font = QFont(family)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("liga", "clig", "dlig"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
