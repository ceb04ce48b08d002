"""Notes what a pharmacy handed out: the day, and of each product how much; what the plan needs next is proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.library.bodies import Handed
from ldn_desktop.library.errors import LibraryError
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.library.veil import QUESTION
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel, plain_tip
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.handed_fills import Noting, notings
from ldn_desktop.workspace.plan_list_words import NO_NAME

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.ui.widgets.place_page import Supplies

_PIECES = re.compile(r"0*([1-9][0-9]{0,8})", re.ASCII)
_VOLUME = re.compile(r"(?=[0-9.]*[1-9])0*([0-9]{1,9})(?:\.([0-9]{1,6}))?", re.ASCII)
_WIDE, _AMOUNT, _BESIDE = 520, 96, 32
_WILL = "What is noted stays in the history and changes no dose and no need of the plan."
_NOTHING = "Type how much of a product was handed out."


class FillNote(QDialog):
    """Asks for the day and the amounts of one fill; the plan's products are named, nothing else can be noted."""

    def __init__(self, of: str, products: Sequence[Noting], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Note a fill")
        self.setProperty(QUESTION, True)
        theme = current_theme()
        self._day = DateEdit(latest=local_today)
        self._day.set_day(local_today())
        self._day.setAccessibleName("Handed out on")
        self._day.edited.connect(self._typed)
        self._day.day_changed.connect(self._typed)
        self._amounts: dict[str, ParsedEdit] = {}
        grid = QGridLayout()
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        for row, product in enumerate(products):
            field = ParsedEdit(_volume if product.unit else _pieces, WholeLine())
            field.setAccessibleName(f"Handed out of {product.label}{', mL' if product.unit else ''}")
            field.line_edit().setPlaceholderText(product.unit or "pieces")
            field.line_edit().setMinimumWidth(theme.px(_AMOUNT))
            field.put_text(product.proposed)
            field.edited.connect(self._typed)
            self._amounts[product.formulation] = field
            label, told = PlainLabel(product.label), PlainLabel(product.told, role="caption", wraps=True)
            for part in (label, told):
                part.setProperty("beside", True)
            grid.addWidget(label, row, 0, BESIDE)
            grid.addWidget(field, row, 1, BESIDE)
            grid.addWidget(told, row, 2, BESIDE)
        self._scroll, self._column = FocusScroll(), QVBoxLayout()
        self._fill(of, grid)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText("Note")
        outer = QVBoxLayout(self)
        outer.setSpacing(theme.px(8))
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._buttons)
        room = parent.width() if parent is not None else theme.px(_WIDE)
        self.setMinimumWidth(min(theme.px(_WIDE), room - theme.px(_BESIDE)))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._typed()
        first = next((field for field in self._amounts.values() if field.text()), self._day)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, of: str, grid: QGridLayout) -> None:
        """Put all that is asked below each other, to scroll where a window is low."""
        held = QWidget()
        held.setProperty("role", "ground")
        held.setLayout(self._column)
        self._column.setContentsMargins(0, 0, current_theme().px(8), 0)
        self._column.setSpacing(current_theme().px(8))
        self._column.addWidget(PlainLabel(of, role="heading", wraps=True))
        self._column.addWidget(PlainLabel(_WILL, wraps=True))
        self._column.addWidget(FieldLabel("Handed &out on", self._day))
        self._column.addWidget(self._day)
        self._column.addLayout(grid)
        self._column.addStretch(1)
        self._scroll.setWidget(held)
        held.installEventFilter(self)

    @property
    def on(self) -> date:
        """The day on which it was handed out."""
        return self._day.day() or local_today()

    @property
    def amounts(self) -> dict[str, str]:
        """How much was handed out, by product."""
        read = {name: field.value() for name, field in self._amounts.items()}
        return {name: str(amount) for name, amount in read.items() if amount is not None}

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that everything needs."""
        super().showEvent(event)
        self._grow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Make room for a sentence below a field."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return False

    def _grow(self) -> None:
        """Be as high as all that is asked, up to the window below; what is more scrolls."""
        if (layout := self.layout()) is not None:
            layout.activate()
        seen = self._scroll.viewport().size()
        more = self._column.heightForWidth(seen.width()) - seen.height()
        below = self.parentWidget()
        room = below.height() if below is not None else self.screen().availableGeometry().height()
        high = min(self.height() + more, room)
        if high > self.height():
            self.resize(self.width(), high)

    def _typed(self) -> None:
        fields = (self._day, *self._amounts.values())
        wrong = next((field.error() for field in fields if field.error()), "" if self.amounts else _NOTHING)
        self._ok.setEnabled(not wrong)
        self._ok.setToolTip(plain_tip(wrong))


class FillNoting(QObject):
    """Asks for a fill of a plan and keeps it. ``message`` tells what was noted, ``failed`` why nothing was."""

    message = Signal(str)
    failed = Signal(str)

    def __init__(self, supplies: Supplies, parent: QWidget) -> None:
        super().__init__(parent)
        self._supplies, self._window = supplies, parent

    def ask(self, subject: str, name: str) -> None:
        """Ask for the next fill of a plan, and note it."""
        keeper = self._supplies.keeper
        if why := keeper.library.why_read_only:
            self.failed.emit(why)
            return
        try:
            revision, products = notings(
                keeper.library.kept,
                subject,
                self._supplies.knowledge,
                self._supplies.bridge.wording,
                local_today(),
            )
        except (LibraryError, FileError, CourseError) as error:
            self.failed.emit(f"No fill of {one_line(name) or NO_NAME} can be noted. {error}")
            return
        if not products:
            self.failed.emit(
                f"The plan of {one_line(name) or NO_NAME} needs nothing of a pharmacy: no product makes its doses."
            )
            return
        whose = one_line(name) or NO_NAME
        dialog = FillNote(name or NO_NAME, products, self._window.window())
        accepted, on, amounts = dialog.exec() == QDialog.DialogCode.Accepted, dialog.on, dialog.amounts
        dialog.deleteLater()
        if not accepted:
            return
        overage = self._supplies.knowledge.practice.practice.overage_percent
        noted = [
            Handed(on, product.formulation, amount, revision, overage if product.unit else 0)
            for product in products
            if (amount := amounts.get(product.formulation))
        ]
        try:
            keeper.library.kept.note_all(noted, subject, keeper.author)
        except LibraryError as error:
            self.failed.emit(f"The fill of {whose} was not noted. {error}")
            return
        told = [
            _told(product, amounts[product.formulation])
            for product in products
            if product.formulation in amounts
        ]
        self.message.emit(
            f"Noted as handed out to {whose}: {ENGLISH.listed(told)}. In the plan's history it can be deleted."
        )


def _told(product: Noting, amount: str) -> str:
    return f"{amount} mL of {product.label}" if product.unit else f"{amount} × {product.label}"


def _pieces(text: str) -> str:
    if (typed := _PIECES.fullmatch(text.strip())) is None:
        raise ValueError(f"{quoted(text)} is no number of pieces; type how many were handed out, such as 28.")
    return typed[1]


def _volume(text: str) -> str:
    if (typed := _VOLUME.fullmatch(text.strip())) is None:
        raise ValueError(f"{quoted(text)} is no amount; type how many mL were handed out, such as 30.")
    part = (typed[2] or "").rstrip("0")
    return f"{typed[1]}.{part}" if part else typed[1]
