"""An article on paper: A4 or Letter, dark on white, page x of y."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QPainter, QPalette, QPdfWriter, QTextDocument

from ldn_desktop import __version__
from ldn_desktop.documents.article import Article
from ldn_desktop.documents.article_page import ArticlePage
from ldn_desktop.documents.rich_text import PageLook
from ldn_desktop.reference.grades import Grades
from ldn_desktop.ui.printing.paper import Paper
from ldn_desktop.ui.theme.tokens import LIGHT, PAPER

_DOTS = 300
_MM = _DOTS / 25.4
_MARGIN_MM, _FOOT_MM = 16, 12
_BODY_PX = 13
_BODY_POINTS = 10


def article_pdf(article: Article, grades: Grades, paper: Paper, printed: str) -> bytes:
    """Return an article as the bytes of a PDF; ``printed`` is the date in words."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageLayout(paper.layout())
    writer.setTitle(article.topic.title)
    writer.setCreator("LDN Desktop")
    document = _document(article, grades, paper, writer)
    painter = QPainter(writer)
    count = document.pageCount()
    for page in range(count):
        if page:
            writer.newPage()
        _paint(
            painter,
            document,
            page,
            f"{article.topic.title} · LDN Desktop {__version__} · printed {printed}",
            count,
        )
    painter.end()
    buffer.close()
    return bytes(data.data())


def _colours() -> dict[str, str]:
    """Return the colours of paper: no grey grounds, which turn to dirt on a fax."""
    ink = dict.fromkeys(("text", "text2", "text3"), PAPER["ink"])
    grounds = dict.fromkeys(("panel", "sunken", "caution_bg"), PAPER["paper"])
    return {
        **LIGHT,
        **ink,
        **grounds,
        "accent": PAPER["accent"],
        "line": PAPER["ink2"],
        "caution": PAPER["ink"],
    }


def _document(article: Article, grades: Grades, paper: Paper, writer: QPdfWriter) -> QTextDocument:
    pixels = _BODY_POINTS * _DOTS / 72
    look = PageLook(_colours(), round(1000 * pixels / _BODY_PX))
    document = QTextDocument()
    font = QFont(paper.family)
    # Ligatures would be read back wrongly from the PDF.
    font.setFeature(QFont.Tag("liga"), 0)
    document.setDefaultFont(font)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setHtml(ArticlePage(article, grades, look, interactive=False).html())
    size = writer.pageLayout().fullRectPixels(_DOTS).size()
    inner = QSizeF(size.width() - 2 * _MARGIN_MM * _MM, size.height() - (2 * _MARGIN_MM + _FOOT_MM) * _MM)
    document.setPageSize(inner)
    return document


def _paint(painter: QPainter, document: QTextDocument, page: int, foot: str, count: int) -> None:
    size = document.pageSize()
    device = painter.device()
    left = (device.width() - size.width()) / 2
    top = _MARGIN_MM * _MM - (device.height() - device.height()) / 2
    painter.save()
    painter.translate(left, top - page * size.height())
    clip = QRectF(0, page * size.height(), size.width(), size.height())
    painter.setClipRect(clip)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = clip
    context.palette.setColor(QPalette.ColorRole.Text, PAPER["ink"])
    document.documentLayout().draw(painter, context)
    painter.restore()
    font = QFont(document.defaultFont())
    font.setPointSizeF(8)
    painter.setFont(font)
    below = QRectF(left, device.height() - (_MARGIN_MM + 2) * _MM, size.width(), 8 * _MM)
    painter.drawText(below, 0, foot)
    painter.drawText(below, 2, f"page {page + 1} of {count}")
