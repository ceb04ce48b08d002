"""The mechanism map as a file: PDF on A4 across, or SVG; dark on white, whatever the theme."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtSvg import QSvgGenerator

from ldn_desktop.printing.pdf_file import PdfFile
from ldn_desktop.ui.reference.map_drawing import MapDrawing
from ldn_desktop.ui.theme.look import Theme

_MARGIN_MM, _TITLE = 15, 56
_SVG_DOTS = 96


def map_pdf(drawing: MapDrawing, size: QSizeF, legend: str, theme: Theme) -> bytes:
    """Return the map, laid out in ``size``, as the bytes of a PDF; ``theme`` gives colours and letters."""
    pdf = PdfFile("Mechanism map")
    writer = pdf.writer
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    across = QPageLayout.Orientation.Landscape
    millimetres = QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), across, margins, millimetres))
    painter = QPainter(writer)
    scale = min(writer.width() / size.width(), writer.height() / (size.height() + theme.px(_TITLE)))
    painter.scale(scale, scale)
    _paint(painter, drawing, size, legend, theme)
    painter.end()
    return pdf.finished()


def map_svg(drawing: MapDrawing, size: QSizeF, legend: str, theme: Theme) -> bytes:
    """Return the map, laid out in ``size``, as the bytes of an SVG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle("Mechanism map")
    generator.setDescription(legend)
    generator.setResolution(_SVG_DOTS)
    whole = QSizeF(size.width(), size.height() + theme.px(_TITLE))
    generator.setSize(whole.toSize())
    generator.setViewBox(QRectF(0, 0, whole.width(), whole.height()))
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, whole.width(), whole.height()), theme.color("panel"))
    _paint(painter, drawing, size, legend, theme)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _paint(painter: QPainter, drawing: MapDrawing, size: QSizeF, legend: str, theme: Theme) -> None:
    px = theme.px
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("heading"))
    painter.drawText(QRectF(px(16), 0, size.width(), px(26)), "Mechanism map of low dose naltrexone")
    painter.setFont(theme.font("small"))
    painter.drawText(QRectF(px(16), px(28), size.width(), px(20)), legend)
    painter.translate(0, px(_TITLE))
    drawing.paint(painter, theme)
