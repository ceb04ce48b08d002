"""One choice out of a few, side by side in one frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ldn_desktop.ui.theme.current import Themed, current_theme
from ldn_desktop.ui.widgets.combo import COMMAND
from ldn_desktop.ui.widgets.flow_layout import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_PRESS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class _Part(QToolButton):
    """One choice; wide enough for its words in bold, so that nothing moves when it is chosen."""

    moved = Signal(int)
    reached = Signal(bool)
    wanted = Signal()
    typed = Signal(str)
    by_keyboard = False
    """Whether the keyboard brought the focus to its choice; after a click no key chooses."""

    def sizeHint(self) -> QSize:
        """Return the room for the words in bold."""
        size = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        plain = QFontMetrics(self.font()).horizontalAdvance(self.text())
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - plain
        # The hint of a chosen part is measured in bold by the style sheet already.
        return size if self.isChecked() else QSize(size.width() + max(more, 0), size.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a choice is never shortened."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part and, with the keyboard on it, a line inside that stands off its filling."""
        super().paintEvent(event)
        if self.hasFocus():
            theme = current_theme()
            painter = QPainter(self)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.setPen(QPen(theme.color("panel"), 1))
            painter.drawRect(self.rect().adjusted(2, 2, -3, -3))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell whether the keyboard or the mouse brought the focus; coming back to the window is neither."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self.reached.emit(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that the mouse is at work."""
        self.reached.emit(False)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys, choose with Space or Enter; a letter is told.

        None of these keys goes any further, whatever is held with it: Qt would choose by it, the header around it would
        fold.
        """
        step = _STEPS.get(Qt.Key(event.key()))
        command = event.modifiers() & COMMAND
        if step is not None:
            if self.by_keyboard and not command:
                self.moved.emit(step)
        elif event.key() in _PRESS:
            if not command:
                self.wanted.emit()
        elif event.text().isprintable() and event.text() and not command:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class Segmented(Themed, QWidget):
    """An exclusive choice; ``chosen`` tells the key the user chose. Options are (key, words).

    ``lettered`` tells a letter, in lower case, that can only be meant for the choice: the keyboard brought the focus
    here, and it is the first one typed since. Letters of a word, or after a click, are told by nothing and do nothing.

    Tab reaches the chosen part, the arrow keys then choose another; after a click no key chooses. ``small`` is the size
    for a card's header. With ``wraps`` the parts stand apart, and go on in further rows where one has no room. Refused:
    no option, or a key twice (``ValueError``).
    """

    chosen = Signal(str)
    lettered = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], *, small: bool = False, wraps: bool = False
    ) -> None:
        super().__init__()
        keys = [key for key, _ in options]
        if not keys or len(set(keys)) != len(keys):
            raise ValueError(f"a choice needs options with different keys, not {keys}")
        self._keys = keys
        self._words = dict(options)
        self._heeds = False
        high = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Maximum, high)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row: QLayout = FlowLayout(self, spacing=4) if wraps else QHBoxLayout(self)
        if not wraps:
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
        for at, (_, words) in enumerate(options):
            part = self._part(at, words, small=small)
            part.setProperty("place", "only" if wraps else self._place(at))
            row.addWidget(part)
        self._group.idClicked.connect(self._clicked)
        self._small = small
        self.set_current(keys[0])
        self.apply_theme()

    def spread(self) -> None:
        """Have the parts share all the width there is."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for button in self._group.buttons():
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def current(self) -> str:
        """Return the key of the chosen part; empty where none is."""
        at = self._group.checkedId()
        return self._keys[at] if at >= 0 else ""

    def clear_choice(self) -> None:
        """Choose none, until the user chooses one."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
            first = self._group.id(button) == 0
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if first else Qt.FocusPolicy.ClickFocus)
        self._group.setExclusive(True)
        self.setFocusProxy(self._group.button(0))

    def set_current(self, key: str) -> None:
        """Choose a part without telling it. Refused: an unknown key (``ValueError``)."""
        if key not in self._keys:
            raise ValueError(f"there is no choice {key!r}")
        at = self._keys.index(key)
        for button in self._group.buttons():
            chosen = self._group.id(button) == at
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
            if chosen:
                button.setChecked(True)
                self.setFocusProxy(button)

    def button(self, key: str) -> QAbstractButton:
        """Return the button of a choice, to switch it off or to give it a tooltip."""
        return self._group.button(self._keys.index(key))

    def setAccessibleName(self, name: str) -> None:
        """Name the choice; every part is then called by the name and its own words."""
        super().setAccessibleName(name)
        for key in self._keys:
            words = self._words[key]
            self.button(key).setAccessibleName(f"{name}: {words}" if name else words)

    def apply_theme(self) -> None:
        """Take the height of a field."""
        for button in self._group.buttons():
            button.setFixedHeight(self.theme.field_height(small=self._small))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when letters change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _part(self, at: int, words: str, *, small: bool) -> _Part:
        part = _Part()
        part.setText(words)
        part.setCheckable(True)
        part.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        part.setProperty("role", "segment")
        part.setProperty("small", small)
        part.setAccessibleName(words)
        part.moved.connect(self._move)
        part.reached.connect(self._reached)
        part.wanted.connect(self._press)
        part.typed.connect(self._typed)
        self._group.addButton(part, at)
        return part

    def _place(self, at: int) -> str:
        if len(self._keys) == 1:
            return "only"
        return {0: "first", len(self._keys) - 1: "last"}.get(at, "middle")

    def _clicked(self, at: int) -> None:
        self.set_current(self._keys[at])
        self.chosen.emit(self._keys[at])

    def _reached(self, by_keyboard: bool) -> None:
        self._heeds = by_keyboard
        for part in self._group.buttons():
            if isinstance(part, _Part):
                part.by_keyboard = by_keyboard

    def _typed(self, text: str) -> None:
        heeds, self._heeds = self._heeds, False
        if heeds:
            self.lettered.emit(text.lower())

    def _press(self) -> None:
        """Choose the part that has the keyboard; the blank of a word that is being typed chooses nothing."""
        part = self.sender()
        if isinstance(part, _Part) and (part.isChecked() or self._heeds):
            part.click()

    def _move(self, step: int) -> None:
        at = self._group.checkedId()
        if at < 0 and step < 0:
            at = 0
        for _ in self._keys:
            at = (at + step) % len(self._keys)
            part = self._group.button(at)
            if part.isEnabled():
                break
        if at != self._group.checkedId():
            self._group.button(at).setFocus(Qt.FocusReason.TabFocusReason)
            self._clicked(at)
