"""The wallet card on a sheet: front and back beside each other, the size of a bank card, with lines to cut along."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ldn_desktop.papers.wallet_card import WalletCard
from ldn_desktop.printing.blocks import AlertBox, Notice, Sentences
from ldn_desktop.printing.letters import Paragraph, text_width
from ldn_desktop.printing.paper import ACCENT, INK, INK2, Paper
from ldn_desktop.printing.style import TENTHS
from ldn_desktop.reference.words.bold import bold, plain

_Side = TypeVar("_Side", "_Front", "_Back")
_MM = 72 / 25.4 * TENTHS
_WIDE, _HIGH = 85.6 * _MM, 53.98 * _MM
"""The size of a bank card, ISO/IEC 7810 ID-1."""
_STRIP, _LABEL, _INSET = 8 * _MM, 14 * _MM, 3.5 * _MM
_BACK_INSET = _INSET * 0.8
_GAP = 0.7 * _MM
_LABELS = 7.5
_SMALLEST = 7.5
_TRIED = (9.0, 8.5, 8.0, _SMALLEST)
"""Sizes of letters. A side that fits in none of them is made higher, in the smallest: nothing on it is shortened."""
_FOOT = 6.5
_NOTES = (*_TRIED, 7.0, 6.5, 6.0, 5.5)
"""Sizes of what stands on the sheet below the card."""
_LINE_GAP = 0.8 * _MM


class CardPage:
    """One sheet with one card: folded along the middle and cut out it has a front and a back."""

    def __init__(self, card: WalletCard, paper: Paper) -> None:
        # The size of a card is the size of a wallet: large print does not enlarge it.
        self.paper = replace(paper, large=False)
        self._card = card
        width = _WIDE - 2 * _INSET
        self._front_side = _largest([_Front(card, self.paper, size, width) for size in _TRIED])
        self._back_side = _largest([_Back(card, self.paper, size, width) for size in _TRIED])

    @property
    def count(self) -> int:
        """One page."""
        return 1

    @property
    def height(self) -> float:
        """The height of the card: that of a bank card, but where more stands on it than that holds."""
        return max(_HIGH, self._front_side.height, self._back_side.height)

    @property
    def text(self) -> str:
        """What stands on it, as plain text."""
        card = self._card
        lines = [" ".join(line) for line in (*card.front, card.dose, card.call, card.phone)]
        told = (*card.emergency, card.foot, card.hint, card.alert, *card.notes, *card.rests, *card.notice)
        return plain("\n".join([card.title, card.what, card.also, *lines, card.last, *told]))

    def paint(self, painter: QPainter, _page: int, dots_per_inch: float) -> None:
        """Paint the sheet at a resolution; the painter's origin is its corner."""
        with self.paper.painted(painter, dots_per_inch):
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        paper = self.paper
        left, top = (paper.width - 2 * _WIDE) / 2, paper.margin + 14 * _MM
        Paragraph(self._card.hint, paper.style(10), paper.body_width).paint(
            painter, paper.margin, paper.margin
        )
        front, back = (QRectF(x, top, _WIDE, self.height) for x in (left, left + _WIDE))
        self._cutting_lines(painter, front.united(back), front.right())
        self._front(painter, front)
        self._back(painter, back)
        self._below(painter, front.bottom() + 12 * _MM)

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
        title = Paragraph(bold(card.title), self.paper.style(13), inner.width(), "#FFFFFF")
        title.paint(painter, inner.left(), strip.center().y() - title.height / 2)
        y = strip.bottom() + 2 * _MM
        y += side.what.paint(painter, inner.left(), y)
        for name, text, to_write in side.lines:
            y += _LINE_GAP
            label = Paragraph(name, self.paper.style(_LABELS), side.label, INK2)
            label.paint(painter, inner.left(), y + (text.line - label.height) / 2)
            left = inner.left() + side.label
            if to_write:
                begin = left + text.width + (_MM if text.width else 0.0)
                self._line_to_write(painter, begin, inner.right(), y + text.height)
            y += text.paint(painter, left, y)

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
            alert = AlertBox(bold(card.alert), paper)
            alert.paint(painter, y)
            y += alert.height
        texts = (*card.notes, *card.rests)
        notice = Notice(card.notice, paper)
        bottom = paper.height - paper.margin - notice.height
        notice.paint(painter, bottom)
        room = bottom - y
        tried = (
            Sentences(
                [Paragraph(text, paper.style(size), paper.body_width, INK2) for text in texts], paper, 0
            )
            for size in _NOTES
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
        self.what = Paragraph(f"{card.what} {card.also}".rstrip(), paper.style(size), width)
        style = paper.style(size, bold=True)
        written = [*card.front, card.dose, *([(card.last, "")] if card.last else [])]
        widest = max(text_width(name, paper.style(_LABELS)) for name, _ in written)
        self.label = max(_LABEL, widest + 1.5 * _MM)
        self.lines = [(name, Paragraph(text, style, width - self.label), not text) for name, text in written]

    @property
    def height(self) -> float:
        """The height of the whole side."""
        lines = sum(text.height + _LINE_GAP for _, text, _ in self.lines)
        return _STRIP + 2 * _MM + self.what.height + lines + _INSET * 0.6


class _Back:
    """The sentences of the back in one size, each with where a line to write on begins, 0 for none; the foot below."""

    def __init__(self, card: WalletCard, paper: Paper, size: float, width: float) -> None:
        style = paper.style(size)
        self.lines = [(Paragraph(text, style, width), 0.0) for text in card.emergency]
        for name, text in (card.call, card.phone):
            label = text_width(f"{name}: ", paper.style(size, bold=True))
            paragraph = Paragraph(f"{bold(name + ':')} {text}".rstrip(), style, width)
            self.lines.append((paragraph, 0.0 if text else label))
        self.foot = Paragraph(card.foot, paper.style(_FOOT), width, INK2)

    @property
    def height(self) -> float:
        """The height of the whole side."""
        lines = sum(paragraph.height + _GAP for paragraph, _ in self.lines)
        return lines + self.foot.height + 2 * _BACK_INSET


def _largest(sides: list[_Side]) -> _Side:
    """Return a side in the largest letters in which it fits, else in the smallest."""
    return next((side for side in sides if side.height <= _HIGH), sides[-1])
