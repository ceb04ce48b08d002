"""An article on paper: A4 or Letter, dark on white, page x of y."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from ldn_desktop import __version__
from ldn_desktop.articles.article import Article
from ldn_desktop.articles.article_page import ArticlePage
from ldn_desktop.articles.rich_text import PageLook
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.pdf_file import PdfFile
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.ui.theme.tokens import LIGHT, PAPER

DOTS = 300
"""Dots in an inch of paper."""
_PIXELS = 96
"""A page is laid out in pixels of 1/96 inch and painted larger: lengths and letters then scale alike."""
_MM = _PIXELS / 25.4
_MARGIN_MM, _FOOT_MM = 16, 12
_FOOT_POINTS = 8


def article_pdf(article: Article, grades: Grades, paper: Paper, printed: str) -> bytes:
    """Return an article as the bytes of a PDF; ``printed`` is the date in words."""
    pdf = PdfFile(article.topic.title)
    pdf.writer.setResolution(DOTS)
    pdf.writer.setPageLayout(paper.layout())
    paint_article(pdf.writer, article, grades, paper, printed)
    return pdf.finished()


def paint_article(
    device: QPagedPaintDevice, article: Article, grades: Grades, paper: Paper, printed: str
) -> bool:
    """Paint an article on a device of ``DOTS`` dots an inch that has the paper's layout; tell whether it took it."""
    document = _document(article, grades, paper)
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.scale(DOTS / _PIXELS, DOTS / _PIXELS)
    count = document.pageCount()
    foot = f"{article.topic.title} · LDN Desktop {__version__} · printed {printed}"
    for page in range(count):
        if page:
            device.newPage()
        _paint(painter, document, page, foot, count)
    painter.end()
    return True


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


def _document(article: Article, grades: Grades, paper: Paper) -> QTextDocument:
    document = QTextDocument()
    font = QFont(paper.family)
    # Ligatures would be read back wrongly from the PDF.
    font.setFeature(QFont.Tag("liga"), 0)
    document.setDefaultFont(font)
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(0)
    document.setHtml(ArticlePage(article, grades, PageLook(_colours()), interactive=False).html())
    sheet = paper.layout().fullRect(QPageLayout.Unit.Inch).size() * _PIXELS
    margins = 2 * _MARGIN_MM * _MM
    document.setPageSize(QSizeF(sheet.width() - margins, sheet.height() - margins - _FOOT_MM * _MM))
    _keep_headings(document)
    return document


def _keep_headings(document: QTextDocument) -> None:
    """Begin a page with each heading that would stand at the foot of the page before what it is above."""
    block, above = document.begin(), None
    while block.isValid():
        if _is_heading(block):
            above = above or QTextBlock(block)
        elif block.text().strip():
            if above is not None and _page_of(above, document) < _page_of(_begun(block), document):
                cursor = QTextCursor(above)
                style = cursor.blockFormat()
                style.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.setBlockFormat(style)
                # Laid out anew from where it was changed, Qt loses what follows.
                document.setPageSize(document.pageSize())
            above = None
        block = block.next()


def _is_heading(block: QTextBlock) -> bool:
    """Tell whether all letters of a block that stands in no table are bold."""
    if not block.text().strip() or isinstance(QTextCursor(block).currentFrame(), QTextTable):
        return False
    weights = [
        run.format.fontWeight()
        for run in block.textFormats()
        if block.text()[run.start : run.start + run.length].strip()
    ]
    return all(weight >= QFont.Weight.DemiBold for weight in weights)


def _begun(block: QTextBlock) -> QTextBlock:
    """Return what shows that something has begun: a block, or the row of a table below its head."""
    table = QTextCursor(block).currentFrame()
    if not isinstance(table, QTextTable):
        return block
    return table.cellAt(min(1, table.rows() - 1), 0).firstCursorPosition().block()


def _page_of(block: QTextBlock, document: QTextDocument) -> int:
    """Return on which page the first line of a block stands."""
    top = document.documentLayout().blockBoundingRect(block).top() + block.layout().lineAt(0).y()
    # Qt rounds where a line stands: one that begins a page may do so a hair above it.
    return int((top + 1) // document.pageSize().height())


def _paint(painter: QPainter, document: QTextDocument, page: int, foot: str, count: int) -> None:
    """Paint a page in pixels of the layout."""
    size = document.pageSize()
    margin = _MARGIN_MM * _MM
    shown = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(margin, margin - shown.top())
    painter.setClipRect(shown)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown
    context.palette.setColor(QPalette.ColorRole.Text, PAPER["ink"])
    document.documentLayout().draw(painter, context)
    painter.restore()
    font = QFont(document.defaultFont())
    font.setPixelSize(round(_FOOT_POINTS * _PIXELS / 72))
    painter.setFont(font)
    below = QRectF(margin, margin + size.height() + _FOOT_MM * _MM / 4, size.width(), _FOOT_MM * _MM)
    number = f"page {page + 1} of {count}"
    painter.drawText(below, Qt.AlignmentFlag.AlignRight, number)
    # A long title takes a second line rather than run into the number of the page.
    room = painter.fontMetrics().horizontalAdvance(f"{number}    ")
    painter.drawText(
        below.adjusted(0, 0, -room, 0), Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, foot
    )
