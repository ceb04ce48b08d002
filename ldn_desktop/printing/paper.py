"""Sizes, letters and colours of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from ldn_desktop.printing.from_right import mirrored
from ldn_desktop.printing.style import FIRM, TENTHS, Style
from ldn_desktop.reference.words.typefaces import Typefaces

INK, INK2, ACCENT = "#000000", "#333333", "#0B4F63"
DONE = "#4A4A4A"
"""What is behind: grey, and still read by all."""
_DOTS = 72
"""Points to the inch."""
_MM = _DOTS / 25.4 * TENTHS
_LARGE = 1.35
_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


@dataclass(frozen=True, slots=True)
class Paper:
    """A page of ``a4`` or ``letter``, upright or in ``landscape``, in normal or large print.

    ``typefaces`` draw what ``family`` has not. ``firm`` blanks end no line. One that is read ``from_right`` is laid out
    as any, and painted as in a mirror. Lengths are tenths of a point.
    """

    name: str
    large: bool
    family: str
    typefaces: Typefaces | None = None
    firm: re.Pattern[str] = FIRM
    landscape: bool = False
    from_right: bool = False

    @contextmanager
    def painted(self, painter: QPainter, dots_per_inch: float) -> Iterator[None]:
        """Have a page painted within at a resolution; the painter's origin is the corner of the sheet."""
        painter.save()
        scale = dots_per_inch / (_DOTS * TENTHS)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.from_right:
            with mirrored(painter, self.width):
                yield
        else:
            yield
        painter.restore()

    @property
    def scale(self) -> float:
        """How much larger everything is than in normal print."""
        return _LARGE if self.large else 1.0

    @property
    def width(self) -> float:
        """The width of the sheet."""
        return self._size.width() * TENTHS

    @property
    def height(self) -> float:
        """The height of the sheet."""
        return self._size.height() * TENTHS

    @property
    def _size(self) -> QSize:
        size = QPageSize(_SIZES[self.name]).sizePoints()
        return size.transposed() if self.landscape else size

    @property
    def margin(self) -> float:
        """The margin on every side: 10 mm."""
        return self.millimetres(10)

    @property
    def body_width(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def footer_top(self) -> float:
        """Where the rule of the footer lies, so that its letters end 7 mm above the edge."""
        return self.height - 7 * _MM - self.style(9.5).line - 5 * TENTHS

    def style(self, points: float, *, bold: bool = False) -> Style:
        """Return letters of a size at normal print, larger in large print."""
        return self.style_of(points * self.scale, bold=bold)

    def style_of(self, points: float, *, bold: bool = False) -> Style:
        """Return letters of a size that is the same in large print."""
        return Style(self.family, points, bold, self.typefaces, self.firm, self.from_right)

    def points(self, length: float) -> float:
        """Return a length in points of normal print."""
        return length * TENTHS * self.scale

    def millimetres(self, length: float) -> float:
        """Return a length in millimetres, the same in large print."""
        return length * _MM

    def layout(self) -> QPageLayout:
        """Return the page for a printer or PDF: the margins are the painter's own."""
        lies = QPageLayout.Orientation.Landscape if self.landscape else QPageLayout.Orientation.Portrait
        return QPageLayout(QPageSize(_SIZES[self.name]), lies, QMarginsF(0, 0, 0, 0))
