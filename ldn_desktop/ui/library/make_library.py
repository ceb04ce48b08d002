"""The offer to keep plans on this computer: one choice, a passphrase, a recovery key to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.library.errors import LibraryError
from ldn_desktop.library.recovery_key import new_recovery_key
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.library.key_groups import KeyGroups
from ldn_desktop.ui.library.new_passphrase import LABEL, NewPassphrase
from ldn_desktop.ui.library.state_line import StateLine
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.focus_scroll import FocusScroll
from ldn_desktop.ui.widgets.labels import FieldLabel, PlainLabel

if TYPE_CHECKING:
    from ldn_desktop.ui.widgets.place_page import Supplies

_WIDE, _TOP, _AROUND = 720, 72, 108
"""At 100 %: the column, what is free above it, and what lies beside a field of the chosen way."""
_LEAD = (
    "A library keeps every plan, revision and visit on this computer, encrypted.",
    "Only your passphrase or the recovery key opens it; without one of them nobody can.",
    "Without a library you plan and print just the same, and save a plan as a file where you like.",
)
_SHOWN_NOW = "Shown only now. Keep the paper away from this computer."
_NOT_PRINTED = "The recovery key is not printed yet."
_ASKED = "Without the key on paper, a forgotten passphrase means that nobody can read the plans again."
_MAKE, _MAKE_UNPRINTED, _MAKING = "Make the library", "Make it without the paper", "Making the library…"
_GO_ON = "Go on without a library"


class MakeLibrary(FocusScroll):
    """``made`` tells that the library stands and is open, ``declined`` that it is not wanted now."""

    made = Signal()
    declined = Signal()

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        page = _Page(supplies)
        self._page = page
        self.setWidget(page)
        page.setProperty("role", "ground")
        page.made.connect(self.made)
        page.declined.connect(self.declined)

    def focus_first(self) -> None:
        """Put the keyboard into the passphrase."""
        self._page.focus_first()


class _Page(Themed, QWidget):
    made = Signal()
    declined = Signal()

    def __init__(self, supplies: Supplies) -> None:
        super().__init__()
        self._supplies, self._keeper = supplies, supplies.keeper
        self._key = new_recovery_key()
        self._printed = self._asked = False
        self._keep, self._without = _Option("Keep a library, with a passphrase"), _Option(_GO_ON)
        group = QButtonGroup(self)
        for option in (self._keep, self._without):
            group.addButton(option.choice)
        self._new, self._groups = NewPassphrase(supplies.icons), KeyGroups(self._key)
        self._print, self._make = QPushButton("Print the recovery &key…"), QPushButton()
        self._make.setProperty("role", "primary")
        for button in (self._print, self._make):
            button.setAutoDefault(False)
        self._told, self._wrong = StateLine(), StateLine()
        self._label = FieldLabel("Recovery key", self._groups)
        self._lay_out()
        self._keep.choice.setChecked(True)
        self._keep.choice.toggled.connect(self._chosen)
        self._new.entered.connect(self._go_on)
        self._print.clicked.connect(self._print_key)
        self._make.clicked.connect(self._go_on)
        self._keeper.slow.connect(self._show_making)
        keys = QShortcut(QKeySequence("Ctrl+P"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._print_key)
        self._review()
        self.apply_theme()

    def focus_first(self) -> None:
        """Put the keyboard where something is still to be typed."""
        self._new.focus_first()

    def apply_theme(self) -> None:
        """Take sizes and the icon from the theme."""
        theme = self.theme
        self._column.setMaximumWidth(theme.px(_WIDE))
        self._outer.setContentsMargins(theme.px(16), theme.px(_TOP), theme.px(16), theme.px(24))
        self._label.setFixedWidth(theme.px(LABEL))
        self._print.setIcon(self._supplies.icons.icon("printer", "text2", theme))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the recovery key beside its label, below it where there is no room."""
        super().resizeEvent(event)
        least = self._label.width() + self._groups.minimumSizeHint().width() + self.theme.px(_AROUND)
        beside = self.width() >= least
        ways = QBoxLayout.Direction
        self._key_row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._outer = QHBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addWidget(self._column, 100, Qt.AlignmentFlag.AlignTop)
        self._outer.addStretch(1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel("Keep your plans on this computer?", role="title", wraps=True))
        lead = QVBoxLayout()
        lead.setSpacing(0)
        for sentence in _LEAD:
            lead.addWidget(PlainLabel(sentence, role="lead", wraps=True))
        column.addLayout(lead)
        column.addSpacing(8)
        self._keep.body.addWidget(self._new)
        self._key_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        # As far from each other as the fields above are from their labels.
        self._key_row.setSpacing(12)
        self._key_row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._key_row.addWidget(self._key_and_print(), 1)
        self._keep.body.addLayout(self._key_row)
        more = PlainLabel("Plan files are not encrypted. A library can be made later, in Plans.", wraps=True)
        more.setProperty("role", "body-secondary")
        self._without.body.addWidget(more)
        column.addWidget(self._keep)
        column.addWidget(self._without)
        column.addWidget(self._wrong)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addStretch(0)
        foot.addWidget(self._make)
        column.addLayout(foot)

    def _key_and_print(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._groups)
        row = QHBoxLayout()
        row.addWidget(self._print)
        row.addWidget(PlainLabel(_SHOWN_NOW, role="caption", wraps=True), 1)
        column.addLayout(row)
        return held

    def _chosen(self) -> None:
        self._keep.set_chosen(self._keep.choice.isChecked())
        self._without.set_chosen(self._without.choice.isChecked())
        self._review()

    def _review(self) -> None:
        """Fit button and caution to what is chosen and printed."""
        keep = self._keep.choice.isChecked()
        self._keep.set_chosen(keep)
        asks = keep and not self._printed
        self._told.say("caution", (_ASKED if self._asked else _NOT_PRINTED) if asks else "")
        if not keep:
            self._make.setText(_GO_ON)
        else:
            self._make.setText(_MAKE_UNPRINTED if asks and self._asked else _MAKE)

    def _go_on(self) -> None:
        self._wrong.say("blocking", "")
        if not self._keep.choice.isChecked():
            self.declined.emit()
        elif missing := self._new.missing:
            self._wrong.say("blocking", missing, worded=False)
            self._new.focus_first()
        elif not self._printed and not self._asked:
            self._asked = True
            self._review()
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._make_library()

    def _make_library(self) -> None:
        self.setEnabled(False)
        try:
            self._keeper.make(self._new.take(), self._key)
        except LibraryError as error:
            self._wrong.say("blocking", str(error), worded=False)
        else:
            self.made.emit()
        finally:
            self.setEnabled(True)
            self._review()

    def _show_making(self) -> None:
        if not self.isEnabled():
            self._make.setText(_MAKING)

    def _print_key(self) -> None:
        from ldn_desktop.ui.library.key_paper import print_key

        folder, paper = self._supplies.folders.library, self._supplies.remembered.settings.paper
        try:
            self._printed = print_key(self._key, folder, paper, self.window()) or self._printed
        except StoreError as error:
            self._wrong.say("blocking", str(error), worded=False)
            return
        self._wrong.say("blocking", "")
        self._review()


class _Option(Themed, QFrame):
    """One of the two ways: a choice, and what belongs to it, folded while the other is chosen."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("role", "option")
        self.choice = QRadioButton(words)
        self.choice.setProperty("role", "choice")
        held = QWidget()
        self.body = QVBoxLayout(held)
        self.body.setSpacing(8)
        self._held, self._folds = held, words != _GO_ON
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.choice)
        self._layout.addWidget(held)
        self.apply_theme()

    def set_chosen(self, chosen: bool) -> None:
        """Show its edge and what belongs to it, or fold that."""
        self.setProperty("chosen", chosen)
        self.style().polish(self)
        if self._folds:
            self._held.setVisible(chosen)

    def apply_theme(self) -> None:
        """Take the margins from the theme."""
        theme = self.theme
        self._layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self._layout.setSpacing(theme.px(4))
        self.body.setContentsMargins(theme.px(28), 0, 0, 0)
