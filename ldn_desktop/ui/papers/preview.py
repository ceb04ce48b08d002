"""The preview: the pages as they will be printed, with the choice of paper and size."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.catalogue import PAPERS, SHEETS, holding_back
from ldn_desktop.printing.command import finished_pdf, paper_pages
from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.letters import TENTHS
from ldn_desktop.printing.print_service import has_printer
from ldn_desktop.read_back.check import ReadBackError
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.files import StoreError
from ldn_desktop.storage.given_out import NumberTakenError
from ldn_desktop.ui.papers.sheets import EDGE, Sheets
from ldn_desktop.ui.widgets.choices import Combo
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.workspace.knowledge import Knowledge

_LEAST, _MOST, _STEP = 0.5, 3.0, 1.25


def _unnoted(_plan: Plan) -> AbstractContextManager[None]:
    return nullcontext()


class PreviewDialog(QDialog):
    """Shows the papers of a plan, one at a time; those for the patient only while nothing holds it back.

    ``save_wanted`` asks for a PDF of the paper with a code; ``settings_changed`` tells paper and large print;
    ``held_back`` where finished pages differ from their plan, so that they were not printed. Within ``giving_out`` pages go
    to the printer, unless it raises ``StoreError``.
    """

    save_wanted = Signal(str)
    settings_changed = Signal(str, bool)
    held_back = Signal(str)

    def __init__(
        self,
        regimen: Regimen,
        knowledge: Knowledge,
        *,
        wording: Wording,
        paper: str,
        large: bool,
        printed: date,
        kind: str = "patient",
        giving_out: Callable[[Plan], AbstractContextManager[None]] = _unnoted,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = Combo()
        self._kind.setAccessibleName("Document")
        for code, offered in PAPERS.items():
            if not holding_back(regimen, code):
                self._kind.addItem(offered.title, code)
        self._kind.setCurrentIndex(max(self._kind.findData(kind), 0))
        self._regimen, self._knowledge, self._printed = regimen, knowledge, printed
        self._giving_out = giving_out
        self._wording = wording
        self._zoom: float | None = None
        self._whole = False
        self._paper = Combo()
        self._paper.setAccessibleName("Paper")
        for name, words in SHEETS.items():
            self._paper.addItem(words, name)
        self._paper.setCurrentIndex(self._paper.findData(paper))
        self._large = QCheckBox("&Large print")
        self._large.setChecked(large)
        self._fits = [
            self._tool("Page &width", "Ctrl+0"),
            self._tool("W&hole page", "Ctrl+9"),
            self._tool("Smaller", "Ctrl+-", "−"),
            self._tool("Larger", "Ctrl++", "+"),
        ]
        self._turns = [
            self._tool("Previous page", "Page Up", "‹"),
            self._tool("Next page", "Page Down", "›"),
        ]
        self._count = PlainLabel()
        self._told = PlainLabel()
        self._told.setProperty("role", "error")
        self._told.setWordWrap(True)
        self._told.hide()
        self._sheets = Sheets()
        self._area = QScrollArea()
        self._area.setWidget(self._sheets)
        self._area.setAccessibleName("Pages, scrolled")
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._save = QPushButton("Save P&DF…")
        self._print = QPushButton("&Print…")
        self._print.setProperty("role", "primary")
        self._close = QPushButton("&Close")
        self._lay_out()
        self._pages = self._made()
        self._connect()
        first_size(self, 860, 900)

    @staticmethod
    def _tool(name: str, keys: str, shown: str = "") -> QPushButton:
        button = QPushButton(shown or name)
        button.setAutoDefault(False)
        plain = name.replace("&", "")
        button.setAccessibleName(plain)
        button.setToolTip(plain_tip(f"{plain} ({keys})"))
        if shown:
            button.setProperty("role", "flat")
        return button

    def print_soon(self) -> None:
        """Ask for the printer as soon as the pages are shown."""
        QTimer.singleShot(0, self._print_now)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the width of a page to the window."""
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width again while no zoom was chosen."""
        super().resizeEvent(event)
        if self._zoom is None:
            self._show()

    def _lay_out(self) -> None:
        # At large letters the tools wrap instead of making the window wider than the screen.
        top = FlowLayout()
        for tool in (
            self._kind,
            self._paper,
            self._large,
            *self._fits,
            self._turns[0],
            self._count,
            self._turns[1],
        ):
            top.addWidget(tool)
        bottom = QHBoxLayout()
        bottom.addWidget(self._told, 1)
        bottom.addStretch(1)
        for button in (self._close, self._save, self._print):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._area, 1)
        layout.addLayout(bottom)
        self._area.setFocus()

    def _connect(self) -> None:
        self._kind.currentIndexChanged.connect(self._changed)
        self._paper.currentIndexChanged.connect(self._changed)
        self._large.toggled.connect(self._changed)
        self._save.clicked.connect(self._save_now)
        self._print.clicked.connect(self._print_now)
        self._close.clicked.connect(self.reject)
        self._area.verticalScrollBar().valueChanged.connect(self._tell_page)
        for button, slot in zip(
            (*self._fits, *self._turns),
            (
                *(self._fit_width, self._fit_page, self._smaller, self._larger),
                *(self._previous_page, self._next_page),
            ),
            strict=True,
        ):
            button.clicked.connect(slot)
        for keys, slot in (
            ("Ctrl++", self._larger),
            ("Ctrl+=", self._larger),
            ("Ctrl+-", self._smaller),
            ("Ctrl+0", self._fit_width),
            ("Ctrl+9", self._fit_page),
            ("Ctrl+P", self._print_now),
            ("PgDown", self._next_page),
            ("PgUp", self._previous_page),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @property
    def kind(self) -> str:
        """The code of the paper that is shown."""
        return str(self._kind.currentData())

    def _save_now(self) -> None:
        self.save_wanted.emit(self.kind)

    def _made(self) -> Printable:
        return paper_pages(
            self._regimen,
            self._knowledge,
            wording=self._wording,
            paper=str(self._paper.currentData()),
            large=self._large.isChecked(),
            printed=self._printed,
            kind=self.kind,
        )

    def _changed(self) -> None:
        self._pages = self._made()
        self._show()
        self.settings_changed.emit(str(self._paper.currentData()), self._large.isChecked())

    def _show(self) -> None:
        self.setWindowTitle(PAPERS[self.kind].title)
        # A card has the size of a wallet in any print, and the record's tables have no room for more.
        self._large.setEnabled(PAPERS[self.kind].large_print)
        self._sheets.show_pages(self._pages, self._zoom or self._fitting())
        self._tell_page()

    def _fitting(self) -> float:
        paper, view = self._pages.paper, self._area.viewport()
        zoom = (view.width() - 2 * EDGE) / (paper.width / TENTHS)
        if self._whole:
            zoom = min(zoom, (view.height() - 2 * EDGE) / (paper.height / TENTHS))
        return min(max(zoom, _LEAST), _MOST)

    def _tell_page(self) -> None:
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() // 2
        page = min(self._sheets.page_at(middle), self._pages.count - 1)
        self._count.setText(f"Page {page + 1} of {self._pages.count}")

    def _larger(self) -> None:
        self._zoom = min((self._zoom or self._fitting()) * _STEP, _MOST)
        self._show()

    def _smaller(self) -> None:
        self._zoom = max((self._zoom or self._fitting()) / _STEP, _LEAST)
        self._show()

    def _fit_width(self) -> None:
        self._zoom, self._whole = None, False
        self._show()

    def _fit_page(self) -> None:
        self._zoom, self._whole = None, True
        self._show()

    def _next_page(self) -> None:
        self._go(1)

    def _previous_page(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        bar = self._area.verticalScrollBar()
        page = self._sheets.page_at(bar.value() + EDGE) + by
        bar.setValue(self._sheets.top_of(min(max(page, 0), self._pages.count - 1)))

    def _print_now(self) -> None:
        # Without a printer Qt would silently write a PDF into the folder of the moment.
        if not has_printer():
            self._say("No printer is set up on this computer; save a PDF instead.")
            return
        try:
            finished_pdf(self._pages, self._regimen, self._knowledge, printed=self._printed, kind=self.kind)
        except ReadBackError as error:
            self._say(str(error))
            self.held_back.emit(error.place)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(PAPERS[self.kind].title)
        printer.setFullPage(True)
        printer.setPageLayout(self._pages.paper.layout())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._pages.count)
        # Saving a PDF asks before it replaces a file, and keeps no list of files; the print dialog would not.
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._send(printer)
        dialog.deleteLater()

    def _say(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.show()

    def _send(self, printer: QPrinter) -> None:
        try:
            with self._giving_out(self._regimen.plan):
                self._paint(printer)
        except NumberTakenError as error:
            self._say(f"{error} Close this preview first.")
            return
        except StoreError as error:
            self._say(str(error))
            return
        self.accept()

    def _paint(self, printer: QPrinter) -> None:
        """Print the pages. Refused (``StoreError``): a printer that cannot be started."""
        first = printer.fromPage() or 1
        last = printer.toPage() or self._pages.count
        painter = QPainter()
        if not painter.begin(printer):
            raise StoreError("The printer could not be started; choose another or save a PDF.")
        for page in range(first - 1, min(last, self._pages.count)):
            if page > first - 1:
                printer.newPage()
            self._pages.paint(painter, page, printer.resolution())
        painter.end()
