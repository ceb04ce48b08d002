"""The wallet card on a sheet: front and back beside each other, the size of a bank card, with lines to cut along."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.documents.wallet_card import WalletCard
from ldn_desktop.ui.printing.letters import TENTHS, Paragraph, Style, elided
from ldn_desktop.ui.printing.paper import ACCENT, INK, INK2, Paper

_DOTS = 72
_MM = 72 / 25.4 * TENTHS
_WIDE, _HIGH = 85.6 * _MM, 53.98 * _MM
"""The size of a bank card, ISO/IEC 7810 ID-1."""
_INSET = 3.5 * _MM
_GAP = 0.7 * _MM
_SMALLEST = 5.5
_TRIED = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, _SMALLEST)


class CardPage:
    """One sheet with one card: folded along the middle and cut out it has a front and a back."""

    def __init__(self, card: WalletCard, paper: Paper) -> None:
        # The size of a card is the size of a wallet: large print does not enlarge it.
        self.paper = Paper(paper.name, large=False, family=paper.family)
        self._card = card

    @property
    def count(self) -> int:
        """One page."""
        return 1

    @property
    def text(self) -> str:
        """What stands on it, as plain text."""
        card = self._card
        front = [" ".join(line) for line in card.front]
        return "\n".join(
            [card.title, card.what, *front, *card.emergency, card.call_label, *card.call, card.foot]
        )

    def paint(self, painter: QPainter, _page: int, dots_per_inch: float) -> None:
        """Paint the sheet at a resolution; the painter's origin is its corner."""
        painter.save()
        scale = dots_per_inch / (_DOTS * TENTHS)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self.paper
        left, top = (paper.width - 2 * _WIDE) / 2, paper.margin + 14 * _MM
        Paragraph(self._card.hint, paper.style(10), paper.body_width).paint(
            painter, paper.margin, paper.margin
        )
        front, back = QRectF(left, top, _WIDE, _HIGH), QRectF(left + _WIDE, top, _WIDE, _HIGH)
        self._cutting_lines(painter, front.united(back), front.right())
        self._front(painter, front)
        self._back(painter, back)
        painter.restore()

    def _cutting_lines(self, painter: QPainter, box: QRectF, fold: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(INK2), 0.5 * TENTHS, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(INK2), 0.4 * TENTHS, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(fold, box.top()), QPointF(fold, box.bottom()))

    def _front(self, painter: QPainter, box: QRectF) -> None:
        card, family = self._card, self.paper.family
        strip = QRectF(box.left(), box.top(), box.width(), 11 * _MM)
        inner = box.adjusted(_INSET, 0, -_INSET, 0)
        painter.fillRect(strip, QColor(ACCENT))
        title = Paragraph(f"**{card.title}**", Style(family, 15), inner.width(), "#FFFFFF")
        title.paint(painter, inner.left(), strip.center().y() - title.height / 2)
        y = strip.bottom() + 2 * _MM
        y += Paragraph(card.what, Style(family, 9), inner.width()).paint(painter, inner.left(), y)
        label = 11 * _MM
        for name, text in card.front:
            y += 1.4 * _MM
            Paragraph(name, Style(family, 8), label, INK2).paint(painter, inner.left(), y)
            style = Style(family, 9, bold=True)
            room = inner.width() - label
            told = text if name == self._dose_label else elided(text, style, room)
            paragraph = Paragraph(told, style, room)
            if not text:
                painter.setPen(QPen(QColor(INK2), 0.4 * TENTHS))
                base = y + style.line
                painter.drawLine(QPointF(inner.left() + label, base), QPointF(inner.right(), base))
            y += max(paragraph.paint(painter, inner.left() + label, y), style.line)

    @property
    def _dose_label(self) -> str:
        """The dose is never shortened."""
        return self._card.front[-1][0]

    def _back(self, painter: QPainter, box: QRectF) -> None:
        card = self._card
        inner = box.adjusted(_INSET, _INSET * 0.8, -_INSET, -_INSET * 0.8)
        call = f"**{card.call_label}:** {', '.join(card.call)}" if card.call else f"**{card.call_label}:**"
        texts = [*card.emergency, call]
        foot = Paragraph(card.foot, Style(self.paper.family, _SMALLEST), inner.width(), INK2)
        room = inner.height() - foot.height
        sizes = (self._made(texts, size, inner.width()) for size in _TRIED)
        gaps = len(texts) * _GAP
        paragraphs = next(
            (made for made in sizes if sum(p.height for p in made) + gaps <= room),
            self._made(texts, _SMALLEST, inner.width()),
        )
        y = inner.top()
        for paragraph in paragraphs:
            y += paragraph.paint(painter, inner.left(), y) + _GAP
        if not card.call:
            painter.setPen(QPen(QColor(INK), 0.4 * TENTHS))
            painter.drawLine(QPointF(inner.left() + 12 * _MM, y - _MM), QPointF(inner.right(), y - _MM))
        foot.paint(painter, inner.left(), inner.bottom() - foot.height)

    def _made(self, texts: list[str], size: float, width: float) -> list[Paragraph]:
        return [Paragraph(text, Style(self.paper.family, size), width) for text in texts]
