"""The head of papers: name, address, telephone, fax and logo, with the head of a page as it will be printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.domain.practice import MOST_OVERAGE, Logo, Practice
from ldn_desktop.papers.catalogue import SHEETS
from ldn_desktop.papers.letterhead import letterhead_of
from ldn_desktop.printing.head_block import HeadBlock
from ldn_desktop.printing.paper import Paper
from ldn_desktop.printing.style import NotDrawnError
from ldn_desktop.ui.shell.practice.address_edit import AddressEdit
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.pharmacy_form import lines
from ldn_desktop.workspace.practices import PracticeError, other_practice


class PageHead(Themed, QWidget):
    """The head of an A4 page as it is printed, on white whatever the theme."""

    def __init__(self, sheet: Paper) -> None:
        super().__init__()
        self._sheet = sheet
        self._block: HeadBlock | None = None
        self.setAccessibleName("The head of a page as it is printed")
        self.apply_theme()

    def apply_theme(self) -> None:
        """Have room for a head."""
        self.setMinimumSize(QSize(self.theme.px(420), self.theme.px(110)))

    def show_head(self, practice: Practice, prescriber: Prescriber) -> None:
        """Show the head of the papers of a plan without a practice of its own; none where no font draws it."""
        lines = (prescriber.name or "Prescriber of the plan", "Telephone of the plan")
        head = letterhead_of(prescriber._replace(practice=""), practice)
        try:
            self._block = HeadBlock(head, lines, self._sheet)
        except NotDrawnError:
            self._block = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the top of the page, as wide as there is room."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if self._block is not None:
            scale = self.width() / self._sheet.width
            painter.scale(scale, scale)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._block.paint(painter, self._sheet.margin / 2)
        painter.end()


class LetterheadTab(QWidget):
    """What stands at the head of papers, and how they are printed. ``changed`` tells that something was typed.

    ``kept`` is from whom this computer's plans are, ``languages`` are those that papers come in. ``pick`` asks for a
    logo; ``None`` where there is none to take.
    """

    changed = Signal()

    def __init__(
        self,
        sheet: Paper,
        prescriber: Prescriber,
        kept: Prescriber,
        languages: Mapping[str, str],
        pick: Callable[[], Logo | None],
    ) -> None:
        super().__init__()
        self._kept = kept
        self._pick, self._prescriber = pick, prescriber
        self._logo: Logo | None = None
        self._name, self._phone, self._fax = WholeLine(), WholeLine(), WholeLine()
        for edit, words in ((self._name, "Name"), (self._phone, "Telephone"), (self._fax, "Fax")):
            edit.setAccessibleName(f"{words} of the practice")
            edit.textEdited.connect(self._edited)
        self._address = AddressEdit("Address of the practice")
        self._address.textChanged.connect(self._edited)
        self._logo_words = PlainLabel(role="caption")
        self._choose, self._drop = QPushButton("Choose &logo…"), QPushButton("Re&move logo")
        self._choose.clicked.connect(self._choose_logo)
        self._drop.clicked.connect(self._drop_logo)
        self._paper = Combo()
        self._paper.setAccessibleName("Paper of the practice")
        self._paper.addItem("as chosen on each computer", "")
        for code, words in SHEETS.items():
            self._paper.addItem(words, code)
        self._paper.currentIndexChanged.connect(self._edited)
        self._language = Combo()
        self._language.setAccessibleName("Language of papers for patients")
        for code, words in languages.items():
            self._language.addItem(words, code)
        self._language.currentIndexChanged.connect(self._edited)
        self._overage = CountEdit(Count(0, MOST_OVERAGE, "%", "%"))
        self._overage.setAccessibleName("Per cent of a liquid beyond the exact need")
        self._overage.edited.connect(self._edited)
        self._overage.count_changed.connect(self._edited)
        self._head = PageHead(sheet)
        self._other = PlainLabel(role="caption", wraps=True)
        self._lay_out()

    def show_practice(self, practice: Practice) -> None:
        """Show settings."""
        quiet = (self._address, self._paper, self._language, self._overage)
        for widget in quiet:
            widget.blockSignals(True)
        self._name.setText(practice.name)
        self._phone.setText(practice.phone)
        self._fax.setText(practice.fax)
        self._address.setPlainText(practice.address)
        self._paper.setCurrentIndex(max(self._paper.findData(practice.paper), 0))
        if self._language.findData(practice.language) < 0:
            # One that another version of the program knows is kept.
            self._language.addItem(practice.language, practice.language)
        self._language.setCurrentIndex(self._language.findData(practice.language))
        self._overage.set_count(practice.overage_percent)
        for widget in quiet:
            widget.blockSignals(False)
        self._logo = practice.logo
        self._show_logo()

    def taken_into(self, practice: Practice) -> Practice:
        """Return settings with what stands here. Refused (``PracticeError``): a number that cannot be read."""
        if problem := self._overage.error():
            raise PracticeError(f"More of a liquid: {problem}")
        return replace(
            practice,
            name=self._name.text().strip(),
            address=lines(self._address.toPlainText()),
            phone=self._phone.text().strip(),
            fax=self._fax.text().strip(),
            logo=self._logo,
            paper=str(self._paper.currentData()),
            language=str(self._language.currentData()),
            overage_percent=self._overage.count() or 0,
        )

    def show_head(self, practice: Practice) -> None:
        """Show the head that settings make, and why it would not stand over new plans."""
        self._head.show_head(practice, self._prescriber)
        self._other.say(other_practice(practice, self._kept))

    def _choose_logo(self) -> None:
        logo = self._pick()
        if logo is not None:
            self._logo = logo
            self._show_logo()
            self.changed.emit()

    def _drop_logo(self) -> None:
        self._logo = None
        self._show_logo()
        self.changed.emit()

    def _show_logo(self) -> None:
        logo = self._logo
        told = f"{logo.width:,} by {logo.height:,} pixels" if logo else "PNG or JPEG, at most 512 KiB"
        self._logo_words.setText(told)
        self._drop.setEnabled(logo is not None)

    def _edited(self) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        form = QFormLayout()
        logo = QHBoxLayout()
        for part in (self._choose, self._drop, self._logo_words):
            logo.addWidget(part)
        logo.addStretch(1)
        form.addRow("&Name", self._name)
        form.addRow("&Address", self._address)
        form.addRow("&Telephone", self._phone)
        form.addRow("&Fax", self._fax)
        form.addRow("Logo", logo)
        form.addRow("&Paper", self._paper)
        form.addRow("Lan&guage", self._language)
        form.addRow("More of a li&quid", self._overage)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._other)
        layout.addWidget(self._head, 1)
