"""The wallet card on a sheet: front and back beside each other, the size of a bank card, with lines to cut along."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.documents.wallet_card import WalletCard
from ldn_desktop.reference.bold import bold, plain
from ldn_desktop.ui.printing.blocks import AlertBox, Sentences
from ldn_desktop.ui.printing.letters import TENTHS, Paragraph, text_width
from ldn_desktop.ui.printing.paper import ACCENT, INK, INK2, Paper

_DOTS = 72
_MM = 72 / 25.4 * TENTHS
_WIDE, _HIGH = 85.6 * _MM, 53.98 * _MM
"""The size of a bank card, ISO/IEC 7810 ID-1."""
_STRIP, _LABEL, _INSET = 9.5 * _MM, 14 * _MM, 3.5 * _MM
_BACK_INSET = _INSET * 0.8
_GAP = 0.7 * _MM
_SMALLEST = 5.5
_TRIED = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, _SMALLEST)
"""Sizes of letters."""
_HIGHER = 7.0
"""The size in which a card is written that fits in none of these: it is made higher, nothing on it is shortened."""
_LINE_GAP = 0.8 * _MM
_WHAT_LINES = 3


class CardPage:
    """One sheet with one card: folded along the middle and cut out it has a front and a back."""

    def __init__(self, card: WalletCard, paper: Paper) -> None:
        # The size of a card is the size of a wallet: large print does not enlarge it.
        self.paper = Paper(paper.name, large=False, family=paper.family, typefaces=paper.typefaces)
        self._card = card
        width = _WIDE - 2 * _INSET
        self._front_side = _front_that_fits(card, self.paper, width, _HIGH)
        backs = (_Back(card, self.paper, size, width) for size in _TRIED)
        higher = _Back(card, self.paper, _HIGHER, width)
        self._back_side = next((back for back in backs if back.height <= _HIGH), higher)
        self._high = max(_HIGH, self._front_side.height, self._back_side.height)

    @property
    def count(self) -> int:
        """One page."""
        return 1

    @property
    def text(self) -> str:
        """What stands on it, as plain text."""
        card = self._card
        lines = [" ".join(line) for line in (*card.front, card.dose, (card.last,), card.call, card.phone)]
        told = (*card.emergency, card.foot, card.hint, card.alert, *card.notes, *card.rests)
        return plain("\n".join([card.title, card.what, card.also, *lines, *told]))

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
        front, back = (QRectF(x, top, _WIDE, self._high) for x in (left, left + _WIDE))
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
        card, side = self._card, self._front_side
        strip = QRectF(box.left(), box.top(), box.width(), _STRIP)
        inner = box.adjusted(_INSET, 0, -_INSET, 0)
        painter.fillRect(strip, QColor(ACCENT))
        title = Paragraph(bold(card.title), self.paper.style(14), inner.width(), "#FFFFFF")
        title.paint(painter, inner.left(), strip.center().y() - title.height / 2)
        y = strip.bottom() + 2 * _MM
        y += side.what.paint(painter, inner.left(), y)
        for name, text in side.lines:
            y += _LINE_GAP
            label = Paragraph(name, self.paper.style(8), _LABEL, INK2)
            label.paint(painter, inner.left(), y + (text.line - label.height) / 2)
            if not any(text.lines):
                self._line_to_write(painter, inner.left() + _LABEL, inner.right(), y + text.height)
            y += text.paint(painter, inner.left() + _LABEL, y)

    def _back(self, painter: QPainter, box: QRectF) -> None:
        inner = box.adjusted(_INSET, _BACK_INSET, -_INSET, -_BACK_INSET)
        side = self._back_side
        y = inner.top()
        for paragraph, label in side.lines:
            paragraph.paint(painter, inner.left(), y)
            y += paragraph.height
            if label:
                self._line_to_write(painter, inner.left() + label, inner.right(), y - 0.6 * _MM)
            y += _GAP
        side.foot.paint(painter, inner.left(), inner.bottom() - side.foot.height)

    def _below(self, painter: QPainter, y: float) -> None:
        """Paint what is for whoever prints the card, not for who carries it."""
        card, paper = self._card, self.paper
        if card.alert:
            alert = AlertBox(card.alert, paper)
            alert.paint(painter, y)
            y += alert.height
        texts = (*card.notes, *card.rests)
        room = paper.height - paper.margin - y
        tried = (
            Sentences(
                [Paragraph(text, paper.style(size), paper.body_width, INK2) for text in texts], paper, 0
            )
            for size in _TRIED
        )
        # Below a card that grew there is less room; nothing of it may run off the sheet.
        told = next((sentences for sentences in tried if sentences.height <= room), None)
        if told is None:
            raise AssertionError("the longest texts that a plan may hold leave room for the notes")
        told.paint(painter, y)

    @staticmethod
    def _line_to_write(painter: QPainter, left: float, right: float, y: float) -> None:
        painter.setPen(QPen(QColor(INK), 0.4 * TENTHS))
        painter.drawLine(QPointF(left, y), QPointF(right, y))


class _Front:
    """The lines of the front, those above the dose, the dose, and the line for the last one."""

    def __init__(self, card: WalletCard, paper: Paper, size: float, width: float) -> None:
        self.what, self.size = _what(card, paper, width), size
        written = [*card.front, card.dose, *([(card.last, "")] if card.last else [])]
        style = paper.style(size, bold=True)
        self.lines = [(name, Paragraph(text, style, width - _LABEL)) for name, text in written]

    @property
    def height(self) -> float:
        """The height of the whole side."""
        lines = sum(text.height + _LINE_GAP for _, text in self.lines)
        return _STRIP + 2 * _MM + self.what.height + lines + _INSET * 0.6


def _what(card: WalletCard, paper: Paper, width: float) -> Paragraph:
    """Return what is taken, opioids that are planned along too: smaller where it would leave no room for the rest."""
    told = f"{card.what} {card.also}".rstrip()
    most = _WHAT_LINES * paper.style(_TRIED[0]).line
    made = (Paragraph(told, paper.style(size), width) for size in _TRIED)
    fitting = (paragraph for paragraph in made if paragraph.height <= most)
    return next(fitting, Paragraph(told, paper.style(_SMALLEST), width))


def _front_that_fits(card: WalletCard, paper: Paper, width: float, high: float) -> _Front:
    """Return the front in the largest letters in which it fits."""
    fronts = (_Front(card, paper, size, width) for size in _TRIED)
    return next((front for front in fronts if front.height <= high), _Front(card, paper, _HIGHER, width))


class _Back:
    """The sentences of the back in one size, each with where a line to write on begins, 0 for none; the foot below."""

    def __init__(self, card: WalletCard, paper: Paper, size: float, width: float) -> None:
        style = paper.style(size)
        self.size = size
        self.lines = [(Paragraph(text, style, width), 0.0) for text in card.emergency]
        for name, text in (card.call, card.phone):
            label = text_width(f"{name}: ", paper.style(size, bold=True))
            paragraph = Paragraph(f"{bold(name + ':')} {text}".rstrip(), style, width)
            self.lines.append((paragraph, 0.0 if text else label))
        self.foot = Paragraph(card.foot, paper.style(_SMALLEST), width, INK2)

    @property
    def height(self) -> float:
        """The height of the whole side."""
        lines = sum(paragraph.height + _GAP for paragraph, _ in self.lines)
        return lines + self.foot.height + 2 * _BACK_INSET
