"""A plan of many steps, how a page looks, and what stands in a PDF."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from ldn_desktop.printing.card_page import CardPage
from ldn_desktop.printing.flow import Printable

LONG = "A very long name of somebody who has many names, " * 6


def painted(pages: Printable, page: int = 0, dots: int = 50) -> QImage:
    """Return a page as it looks with so many dots per inch."""
    width, height = (int(length / 720 * dots) for length in (pages.paper.width, pages.paper.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    pages.paint(painter, page, dots)
    painter.end()
    return image


def ends_at_its_line(card: CardPage) -> bool:
    """Tell whether nothing stands below the card where it is cut out."""
    dots = 100
    image, bottom = painted(card, dots=dots), (24 / 25.4 + card.height / 720) * dots
    rows = range(int(bottom) + 3, int(bottom + 10 / 25.4 * dots))
    return all(image.pixelColor(x, y).lightness() > 250 for y in rows for x in range(0, image.width(), 3))


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
