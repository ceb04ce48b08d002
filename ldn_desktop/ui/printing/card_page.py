"""The wallet card on a sheet: front and back beside each other, the size of a bank card, with lines to cut along."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.documents.wallet_card import WalletCard
from ldn_desktop.ui.printing.blocks import AlertBox, Sentences
from ldn_desktop.ui.printing.letters import TENTHS, Paragraph, Style, elided, text_width
from ldn_desktop.ui.printing.paper import ACCENT, INK, INK2, Paper

_DOTS = 72
_MM = 72 / 25.4 * TENTHS
_WIDE, _HIGH = 85.6 * _MM, 53.98 * _MM
"""The size of a bank card, ISO/IEC 7810 ID-1."""
_STRIP, _LABEL, _INSET = 11 * _MM, 11 * _MM, 3.5 * _MM
_GAP = 0.7 * _MM
_SMALLEST = 5.5
_TRIED = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, _SMALLEST)
_WHAT_LINES = 3
_CALL_LINES = 1.9
"""Lines that prescriber and practice may take; more is shortened."""


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
        lines = [" ".join(line) for line in (*card.front, card.dose, card.call, card.phone)]
        told = (*card.emergency, card.foot, card.hint, card.alert, *card.notes, *card.rests)
        return "\n".join([card.title, card.what, card.also, *lines, *told])

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
        self._below(painter, front.bottom() + 12 * _MM)
        painter.restore()

    def _cutting_lines(self, painter: QPainter, box: QRectF, fold: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(INK2), 0.5 * TENTHS, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(INK2), 0.4 * TENTHS, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(fold, box.top()), QPointF(fold, box.bottom()))

    def _front(self, painter: QPainter, box: QRectF) -> None:
        card, family = self._card, self.paper.family
        strip = QRectF(box.left(), box.top(), box.width(), _STRIP)
        inner = box.adjusted(_INSET, 0, -_INSET, -_INSET * 0.6)
        painter.fillRect(strip, QColor(ACCENT))
        title = Paragraph(f"**{card.title}**", Style(family, 15), inner.width(), "#FFFFFF")
        title.paint(painter, inner.left(), strip.center().y() - title.height / 2)
        y = strip.bottom() + 2 * _MM
        y += self._what(inner.width()).paint(painter, inner.left(), y)
        room = inner.width() - _LABEL
        style = Style(family, 9, bold=True)
        for name, text in card.front:
            y += 1.1 * _MM
            self._label(painter, name, inner.left(), y, style)
            if text:
                Paragraph(elided(text, style, room), style, room).paint(painter, inner.left() + _LABEL, y)
            else:
                self._line_to_write(painter, inner.left() + _LABEL, inner.right(), y + style.line)
            y += style.line
        y += 1.1 * _MM
        # The dose is never shortened: it is written smaller instead.
        name, text = card.dose
        sizes = (Style(family, size, bold=True) for size in _TRIED)
        made = ((tried, Paragraph(text, tried, room)) for tried in sizes)
        fitting = ((tried, dose) for tried, dose in made if y + dose.height <= inner.bottom())
        style, dose = next(fitting, (style, Paragraph(text, Style(family, _SMALLEST, bold=True), room)))
        self._label(painter, name, inner.left(), y, style)
        dose.paint(painter, inner.left() + _LABEL, y)

    def _what(self, width: float) -> Paragraph:
        """Return what is taken, opioids that are planned along too: smaller where it would leave no room for the rest."""
        card, family = self._card, self.paper.family
        told = f"{card.what} {card.also}".rstrip()
        most = _WHAT_LINES * Style(family, _TRIED[0]).line
        made = (Paragraph(told, Style(family, size), width) for size in _TRIED)
        fitting = (paragraph for paragraph in made if paragraph.height <= most)
        return next(fitting, Paragraph(told, Style(family, _SMALLEST), width))

    def _back(self, painter: QPainter, box: QRectF) -> None:
        inner = box.adjusted(_INSET, _INSET * 0.8, -_INSET, -_INSET * 0.8)
        foot = Paragraph(self._card.foot, Style(self.paper.family, _SMALLEST), inner.width(), INK2)
        bottom = inner.bottom() - foot.height
        sizes = (_Back(self._card, self.paper.family, size, inner.width()) for size in _TRIED)
        smallest = _Back(self._card, self.paper.family, _SMALLEST, inner.width())
        fitting = (back for back in sizes if inner.top() + back.height <= bottom)
        y = inner.top()
        for paragraph, label in next(fitting, smallest).lines:
            paragraph.paint(painter, inner.left(), y)
            y += paragraph.height
            if label:
                self._line_to_write(painter, inner.left() + label, inner.right(), y - 0.6 * _MM)
            y += _GAP
        foot.paint(painter, inner.left(), bottom)

    def _below(self, painter: QPainter, y: float) -> None:
        """Paint what is for whoever prints the card, not for who carries it."""
        card, paper = self._card, self.paper
        if card.alert:
            alert = AlertBox(card.alert, paper)
            alert.paint(painter, y)
            y += alert.height
        small = [
            Paragraph(text, paper.style(9), paper.body_width, INK2) for text in (*card.notes, *card.rests)
        ]
        Sentences(small, paper, 0).paint(painter, y)

    def _label(self, painter: QPainter, name: str, x: float, y: float, beside: Style) -> None:
        label = Paragraph(name, Style(self.paper.family, 8), _LABEL, INK2)
        label.paint(painter, x, y + (beside.line - label.height) / 2)

    @staticmethod
    def _line_to_write(painter: QPainter, left: float, right: float, y: float) -> None:
        painter.setPen(QPen(QColor(INK), 0.4 * TENTHS))
        painter.drawLine(QPointF(left, y), QPointF(right, y))


class _Back:
    """The sentences of the back in one size, each with where a line to write on begins, 0 for none."""

    def __init__(self, card: WalletCard, family: str, size: float, width: float) -> None:
        style = Style(family, size)
        self.lines = [(Paragraph(text, style, width), 0.0) for text in card.emergency]
        for (name, text), lines in ((card.call, _CALL_LINES), (card.phone, 1.0)):
            label = text_width(f"{name}: ", Style(family, size, bold=True))
            told = elided(text, style, width * lines - label)
            paragraph = Paragraph(f"**{name}:** {told}".rstrip(), style, width)
            self.lines.append((paragraph, 0.0 if text else label))

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(paragraph.height + _GAP for paragraph, _ in self.lines)
