"""A card: a header with state, title and fold arrow, and a body that folds away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.marks import paint_line_mark
from ldn_desktop.ui.theme.tokens import HEIGHT, RADIUS, STATE_WORDS, TYPE
from ldn_desktop.ui.widgets.labels import ElideLabel, PlainLabel
from ldn_desktop.ui.widgets.severity_mark import NONE, SeverityMark

_ARROW = 16


class _Header(Themed, QAbstractButton):
    """The strip that folds: a click, Space or Enter. Checked means open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A button keeps its full width by default; this one shortens its summary instead.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.row = QHBoxLayout(self)
        self.apply_theme()

    def apply_theme(self) -> None:
        """Leave room for the arrow at the right."""
        theme = self.theme
        self.row.setContentsMargins(theme.px(12), theme.px(4), theme.px(12 + _ARROW + 8), theme.px(4))
        self.row.setSpacing(theme.px(8))
        # 36 at 100 %; with larger letters the line and the room around it.
        self.setMinimumHeight(theme.line() + HEIGHT["card-header"] - TYPE["body"].line)

    def sizeHint(self) -> QSize:
        """Return what the row needs."""
        return self.row.sizeHint().expandedTo(self.minimumSize())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Enter as with Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the pointer, the arrow and the focus ring."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(RADIUS["card"]) - 1
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        side = theme.px(_ARROW)
        place = QRectF(self.width() - theme.px(12) - side, (self.height() - side) / 2, side, side)
        paint_line_mark(painter, place, "up" if self.isChecked() else "down", theme.color("text2"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


class Card(Themed, QFrame):
    """A titled part of a form. Put its content into ``body``; ``folded_changed`` tells folding by the user or by code.

    Open, the header shows the widgets added to it and a short note; folded, it shows the summary in their place.
    """

    folded_changed = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = PlainLabel(title, role="strong")
        self._state = SeverityMark(NONE, 16)
        self._summary = ElideLabel()
        self._summary.setProperty("role", "body-secondary")
        self._note = ElideLabel()
        self._note.setProperty("role", "caption")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._extras: list[QWidget] = []
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self._header = _Header(self)
        row = self._header.row
        for label in (self._title, self._summary, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._state)
        row.addWidget(self._title)
        # The summary takes what room there is; without one, the note still stands at the right.
        row.addWidget(self._summary, 100)
        row.addStretch(1)
        row.addWidget(self._note)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._header)
        outer.addWidget(self._content)
        self._header.toggled.connect(self._toggled)
        self.apply_theme()
        self._show()

    @property
    def title(self) -> str:
        """The title."""
        return self._title.text()

    @property
    def folded(self) -> bool:
        """Whether only the header is shown."""
        return not self._header.isChecked()

    @property
    def state(self) -> str:
        """The code of the state."""
        return self._state.severity()

    def set_folded(self, folded: bool) -> None:
        """Fold or open it."""
        self._header.setChecked(not folded)

    def set_state(self, state: str) -> None:
        """Show ``none``, ``ok``, ``info``, ``caution``, ``warning`` or ``blocking``. Refused: another word."""
        self._state.set_severity(state)
        self._show()

    def set_summary(self, summary: str) -> None:
        """Set what stands in the header while it is folded."""
        self._summary.setText(summary)
        self._show()

    def set_note(self, note: str) -> None:
        """Set a few words at the right of the open header, such as "optional"."""
        self._note.setText(note)
        self._show()

    def add_header_widget(self, widget: QWidget) -> None:
        """Add a control to the header; it is shown while the card is open."""
        self._extras.append(widget)
        self._header.row.addWidget(widget)
        widget.setVisible(not self.folded)

    def refit(self) -> None:
        """Measure the body again: a layout that is turned or filled anew does not tell those above it."""
        self.body.invalidate()
        self._content.updateGeometry()
        self.updateGeometry()

    def focus_home(self) -> None:
        """Put the keyboard where it stays when what had it is gone."""
        self.focus_header()

    def focus_header(self) -> None:
        """Put the keyboard on the header."""
        self._header.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        """Take margins from the theme."""
        theme = self.theme
        # The ring of the header stands clear of what is first in the body.
        self.body.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(12))
        self.body.setSpacing(theme.px(6))

    def _toggled(self, checked: bool) -> None:
        self._show()
        self.folded_changed.emit(not checked)

    def _show(self) -> None:
        folded = self.folded
        self._content.setVisible(not folded)
        self._summary.setVisible(folded)
        self._note.setVisible(not folded and bool(self._note.text()))
        for widget in self._extras:
            widget.setVisible(not folded)
        state = STATE_WORDS.get(self.state, "")
        told = ", ".join(part for part in (self.title, state) if part)
        self.setAccessibleName(told)
        self._header.setAccessibleName(told)
        self._header.setAccessibleDescription(self._summary.text())
        self._header.setToolTip("Open" if folded else "Fold")
