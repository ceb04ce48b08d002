"""The papers of what a visit makes, to be ticked, and the buttons that look at it and accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.reference.words.english import counted
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.pack import AT_A_VISIT, ORDER, keep_taken, offered, taken
from ldn_desktop.workspace.stock_words import stock_told

if TYPE_CHECKING:
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.ui.theme.icons import IconSet
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visiting import Outcome

_SHOWN = ("patient", ORDER, "clinician", "calendar", "diary")
_STAYS = "The plan stays as it is: no paper is needed."
_NO_ORDER = "Nothing is to be ordered."


class PapersBar(Themed, QFrame):
    """``preview_wanted``, ``accepted`` and ``print_wanted`` ask for what the buttons say.

    Ticked is what the practice last took with a visit, the order where something is to be ordered; nothing where the
    visit makes no revision.
    """

    preview_wanted = Signal()
    accepted = Signal()
    print_wanted = Signal()

    def __init__(self, knowledge: Knowledge, icons: IconSet) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._knowledge, self._icons = knowledge, icons
        self._made: Outcome | None = None
        self._orders = False
        self._by_hand: dict[tuple[bool, str], bool] = {}
        """What was ticked or not at this visit, by whether it makes a revision, and the paper."""
        self._title = PlainLabel(role="strong")
        self._papers = {code: QPushButton(knowledge.paper_title(code)) for code in _SHOWN}
        self._told, self._why = PlainLabel(role="body-secondary", wraps=True), ""
        self._preview, self._accept = QPushButton("Pre&view…"), QPushButton("&Accept")
        self._print = QPushButton("Accept and p&rint…")
        self._print.setProperty("role", "primary")
        self._accept.setToolTip("Keep the visit (Ctrl+Return)")
        top = FlowLayout()
        top.addWidget(self._title)
        for button in self._papers.values():
            button.setCheckable(True)
            button.setProperty("role", "toggle")
            button.clicked.connect(self._tick)
            top.addWidget(button)
        bottom = QHBoxLayout()
        bottom.addWidget(self._told, 1)
        for button in (self._preview, self._accept, self._print):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addLayout(bottom)
        self._preview.clicked.connect(self.preview_wanted)
        self._accept.clicked.connect(self.accepted)
        self._print.clicked.connect(self.print_wanted)
        self.apply_theme()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The papers that are ticked and can be had."""
        return tuple(code for code, b in self._papers.items() if b.isChecked() and b.isEnabled())

    def begin(self) -> None:
        """Begin another visit: what was ticked at the one before is not meant for it."""
        self._by_hand.clear()

    def show_outcome(self, made: Outcome, wording: Wording, *, ready: bool, why: str) -> None:
        """Show which papers there are of what a visit makes; ``why`` it cannot be accepted, where it cannot."""
        self._title.setText(f"Papers of revision {made.plan.revision}")
        refusals = {
            entry.kind: entry.refusal
            for entry in offered(made.after, self._knowledge, wording, local_today())
        }
        stock = stock_told(made.after, made.on)
        self._made, self._orders = made, bool(stock.needed or stock.later)
        for code, button in self._papers.items():
            refusal = refusals[code]
            button.setEnabled(not refusal)
            button.setToolTip(plain_tip(refusal))
            button.setChecked(self._wanted(code, made) and not refusal)
        self._mark()
        self._accept.setEnabled(ready)
        self._preview.setEnabled(not made.problem)
        self._tell(ready=ready, why=why)

    def keep_choice(self) -> None:
        """Have these papers ticked from now on where a visit makes a revision. Refused (``StoreError``) by the disk."""
        if self._made is not None and self._made.changed:
            usual = taken(self._knowledge, AT_A_VISIT)
            chosen = {code for code in self._papers if self._by_hand.get((True, code), code in usual)}
            keep_taken(self._knowledge, tuple(code for code in PAPERS if code in chosen), AT_A_VISIT)

    def apply_theme(self) -> None:
        """Fit margins and icons to a theme."""
        theme = self.theme
        self._print.setIcon(self._icons.icon("printer", "on_accent", theme))
        self._preview.setIcon(self._icons.icon("eye", "text2", theme))
        self._mark()
        self._column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(10))

    def _mark(self) -> None:
        """Show a tick on what is ticked."""
        ticked = self._icons.icon("check", "on_soft", self.theme)
        for button in self._papers.values():
            button.setIcon(ticked if button.isChecked() else QIcon())

    def _wanted(self, code: str, made: Outcome) -> bool:
        if (made.changed, code) in self._by_hand:
            return self._by_hand[made.changed, code]
        return made.changed and code in taken(self._knowledge, AT_A_VISIT) and (code != ORDER or self._orders)

    def _tick(self) -> None:
        if self._made is not None:
            for code, button in self._papers.items():
                if button is self.sender():
                    self._by_hand[self._made.changed, code] = button.isChecked()
        self._mark()
        self._tell(ready=self._accept.isEnabled(), why=self._why)

    def _tell(self, *, ready: bool, why: str) -> None:
        self._why = why
        many = len(self.kinds)
        if why or self._made is None:
            told = why
        elif many:
            told = f"{counted(many, 'document')}."
        else:
            told = "No document." if self._made.changed else _STAYS
        if not why and self._made is not None and self._made.changed and not self._orders:
            told = f"{told} {_NO_ORDER}"
        self._told.setText(told)
        self._print.setEnabled(ready and bool(many))
