"""What is wrong or worth knowing, and how gravely.

A bar with the buttons that put it right, and a quiet line in a form.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.tokens import STATE_WORDS, STATES
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.severity_mark import SeverityMark

Action = tuple[str, str, bool]
"""Key, words on the button, whether it is the primary one."""
_LINK = "link:"
_KEY = "key"


class MessageBar(Themed, QFrame):
    """Shape, word and sentence; a second line; a row of buttons. ``action_triggered`` tells a button's or link's key.

    ``sentence`` is the main part; with ``plain`` after it, it is bold and ``plain`` is not. ``link`` is (key, words),
    such as ("why", "Why?"). ``word`` stands before the sentence in place of the severity's own. All texts are plain
    texts. Refused: an unknown severity (``ValueError``).
    """

    action_triggered = Signal(str)

    def __init__(
        self,
        severity: str,
        sentence: str,
        plain: str = "",
        *,
        second: str = "",
        actions: Sequence[Action] = (),
        link: tuple[str, str] | None = None,
        word: str = "",
    ) -> None:
        super().__init__()
        if severity not in STATES:
            raise ValueError(f"there is no severity {severity!r}")
        self._severity, self._sentence, self._plain, self._link = severity, sentence, plain, link
        self._word = word or STATE_WORDS[severity]
        self.setProperty("severity", severity)
        # Never lower than its words: a sentence that blocks is not cut in half.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._mark = SeverityMark(severity, 16)
        self._told = self._label("")
        self._told.setTextFormat(Qt.TextFormat.RichText)
        self._told.setFocusPolicy(Qt.FocusPolicy.StrongFocus if link else Qt.FocusPolicy.NoFocus)
        self._told.linkActivated.connect(self._link_activated)
        self._second = self._label("body-secondary")
        self._second.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons: list[QPushButton] = []
        self._row = FlowLayout()
        self._holder = QWidget()
        self._holder.setLayout(self._row)
        self._lay_out()
        self.set_second(second)
        self.set_actions(actions)
        self.apply_theme()

    @property
    def severity(self) -> str:
        """The code of the severity."""
        return self._severity

    def text(self) -> str:
        """Return what the bar says, without its second line and its buttons."""
        return f"{self._word}: {self._sentence} {self._plain}".rstrip()

    def set_text(self, sentence: str, plain: str = "") -> None:
        """Say something else."""
        self._sentence, self._plain = sentence, plain
        self._show()

    def set_second(self, second: str) -> None:
        """Show a second, quieter line, or none."""
        self._second.say(second)
        self.setAccessibleDescription(second)

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Show other buttons."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*action) for action in actions]
        for button in self._buttons:
            self._row.addWidget(button)
        self._holder.setVisible(bool(self._buttons))

    def buttons(self) -> Sequence[QPushButton]:
        """Return the buttons in their order."""
        return tuple(self._buttons)

    def focus_first_action(self) -> bool:
        """Put the keyboard on the first button that can be used; tell whether there is one."""
        for button in self._buttons:
            if button.isEnabled():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def apply_theme(self) -> None:
        """Take margins and the colour of the word from the theme."""
        theme = self.theme
        self._outer.setContentsMargins(theme.px(8), theme.px(7), theme.px(10), theme.px(7))
        self._outer.setSpacing(theme.px(8))
        self._texts.setSpacing(theme.px(4))
        self._row.setSpacing(theme.px(6))
        self._mark_column.setContentsMargins(0, theme.px(1), 0, 0)
        self._show()

    def _lay_out(self) -> None:
        self._mark_column = QVBoxLayout()
        self._mark_column.addWidget(self._mark)
        self._mark_column.addStretch(1)
        self._texts = QVBoxLayout()
        for widget in (self._told, self._second, self._holder):
            self._texts.addWidget(widget)
        self._outer = QHBoxLayout(self)
        self._outer.addLayout(self._mark_column)
        self._outer.addLayout(self._texts, 1)

    def _show(self) -> None:
        if not self._sentence:
            # One that waits for its first sentence needs nothing yet.
            self._told.clear()
            return
        from html import escape

        theme = self.theme
        word = f'<b style="color:{theme.hex(self._severity)}">{self._word}</b>&ensp;'
        sentence = escape(self._sentence)
        if self._plain:
            sentence = f"<b>{sentence}</b> {escape(self._plain)}"
        if self._link:
            key, words = self._link
            sentence += (
                f' <a style="color:{theme.hex("accent")}" href="{_LINK}{escape(key)}">{escape(words)}</a>'
            )
        self._told.setText(word + sentence)
        self._told.setAccessibleName(self.text())
        self.setAccessibleName(self.text())

    def _button(self, key: str, words: str, primary: bool) -> QPushButton:
        button = QPushButton(words)
        button.setProperty(_KEY, key)
        button.setProperty("role", "primary" if primary else "button")
        button.setAutoDefault(False)
        button.clicked.connect(self._clicked)
        return button

    @staticmethod
    def _label(role: str) -> PlainLabel:
        label = PlainLabel(role=role, wraps=True)
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        # Only a link is worth a stop of the Tab key.
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return label

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.action_triggered.emit(str(button.property(_KEY)))

    def _link_activated(self, address: str) -> None:
        self.action_triggered.emit(address.removeprefix(_LINK))


class MessageLine(QWidget):
    """The sentence, hidden while there is none."""

    def __init__(self, severity: str) -> None:
        super().__init__()
        self._word = severity.capitalize()
        self._told = PlainLabel(wraps=True)
        self._told.setProperty("role", severity)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        # The sentence wraps and never widens its column.
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SeverityMark(severity, 13), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._told, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say a sentence, or nothing."""
        self._told.setText(f"{self._word}: {sentence}" if sentence else "")
        self.setVisible(bool(sentence))

    def said(self) -> str:
        """Return what is said."""
        return self._told.text()
