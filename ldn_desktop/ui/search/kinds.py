"""The kinds of results as chips with counts; one of them narrows the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.tokens import HEIGHT, TYPE
from ldn_desktop.ui.widgets.flow_layout import FlowLayout

ALL: Final = "all"
PLAN: Final = "plan"
"""Plans of the library, which there are while it is open."""
KIND_WORDS: Final[Mapping[str, str]] = {
    "topic": "Topics",
    "condition": "Conditions",
    "study": "Studies",
    "opioid": "Opioids",
    "medicine": "Medicines",
    "interaction": "Interactions",
    "glossary": "Glossary",
    "source": "Sources",
    PLAN: "Plans",
}
_PAD = 8


class KindChip(Themed, QAbstractButton):
    """A kind with the number of its results; it takes no focus, the search field keeps it."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__()
        self.kind, self._words, self._count = kind, words, 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def set_count(self, count: int) -> None:
        """Show another number of results; a kind without any cannot be chosen."""
        if count == self._count and self.text():
            return
        self._count = count
        self.setEnabled(count > 0)
        self.setText(f"{self._words} {count:,}")
        self.setAccessibleName(f"{self._words}, {count:,}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the words in bold."""
        theme = self.theme
        wide = QFontMetrics(theme.font("body-bold")).horizontalAdvance(self.text())
        return QSize(wide + 2 * theme.px(_PAD) + 2, theme.line() + HEIGHT["chip"] - TYPE["body"].line)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a count is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip: filled while it is chosen."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, usable = self.isChecked(), self.isEnabled()
        hovered = usable and self.underMouse()
        painter.setPen(QPen(theme.color("accent" if chosen else "control" if usable else "line"), 1))
        painter.setBrush(theme.color("accent" if chosen else "hover" if hovered else "panel"))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        painter.setFont(theme.font("body-bold" if chosen else "body"))
        painter.setPen(theme.color("on_accent" if chosen else "text" if usable else "disabled"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class KindBar(QWidget):
    """The chips in a row, or in several where one is too narrow.

    ``chosen`` tells another kind, ``ALL`` for every one.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        rows = FlowLayout(self)
        self._chips = {kind: KindChip(kind, words) for kind, words in ((ALL, "All"), *KIND_WORDS.items())}
        for chip in self._chips.values():
            chip.clicked.connect(self._clicked)
            rows.addWidget(chip)
        self._chips[PLAN].hide()
        self._current = ALL
        self._chips[ALL].setChecked(True)

    @property
    def current(self) -> str:
        """The kind that is chosen."""
        return self._current

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many results each kind has; a chosen kind without results gives way to all."""
        for kind, chip in self._chips.items():
            chip.set_count(sum(counts.values()) if kind == ALL else counts.get(kind, 0))
        if self._current != ALL and not counts.get(self._current):
            self.choose(ALL)

    def show_plans(self, *, shown: bool) -> None:
        """Show that there are plans to be found, or nothing of them."""
        self._chips[PLAN].setVisible(shown)

    def choose(self, kind: str) -> None:
        """Choose a kind."""
        changed = kind != self._current
        self._current = kind
        for name, chip in self._chips.items():
            chip.setChecked(name == kind)
        if changed:
            self.chosen.emit(kind)

    def step(self, by: int) -> None:
        """Choose the next kind that has results, or the one before."""
        usable = [kind for kind, chip in self._chips.items() if chip.isEnabled()]
        if usable:
            here = usable.index(self._current) if self._current in usable else 0
            self.choose(usable[(here + by) % len(usable)])

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, KindChip):
            self.choose(chip.kind)
            # A click on the chosen chip would let it up.
            chip.setChecked(True)
