"""A side effect: what trials measured, how long it lasts, and what the plan can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ldn_desktop.articles.rich_text import PageLook, RichText
from ldn_desktop.reference.evidence.sources import Source
from ldn_desktop.reference.topics.adverse_effects import AdverseEffect
from ldn_desktop.reference.topics.markup import parse_line
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import PlainLabel

_OPTION_WORDS = {
    "hold": "Hold",
    "step_back": "One step back",
    "morning": "Move to the morning",
    "stop": "Stop",
}


class EffectPanel(Themed, QFrame):
    """``chosen`` hands over an option's code and the day; ``link_wanted`` a target of the reference; ``closed``."""

    chosen = Signal(str, object)
    link_wanted = Signal(str)
    closed = Signal()

    def __init__(self, effects: dict[str, AdverseEffect], sources: Mapping[str, Source]) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._effects, self._sources = effects, sources
        self._effect = Combo()
        self._effect.setAccessibleName("Side effect")
        self._effect.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._effect.setMinimumContentsLength(12)
        for name, effect in effects.items():
            self._effect.addItem(effect.name, name)
        self._on = DateEdit()
        self._on.setAccessibleName("From this day")
        self._told = PlainLabel(wraps=True)
        self._told.setTextFormat(Qt.TextFormat.RichText)
        self._told.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._told.linkActivated.connect(self.link_wanted)
        self._options = {code: QPushButton(words) for code, words in _OPTION_WORDS.items()}
        for code, button in self._options.items():
            button.setProperty("option", code)
            button.clicked.connect(self._option_clicked)
        self._lay_out()
        self._effect.currentIndexChanged.connect(self._show)
        self._on.unreadable_changed.connect(self._show)
        self._show()

    def begin(self, on: date) -> None:
        """Begin with a day; the keyboard goes to the effects."""
        with QSignalBlocker(self._on):
            self._on.set_day(on)
        self._effect.setFocus(Qt.FocusReason.TabFocusReason)

    def apply_theme(self) -> None:
        """Follow a theme."""
        self._show()

    def _lay_out(self) -> None:
        close = QPushButton("Close")
        close.setProperty("role", "flat")
        close.setAccessibleName("Close side effects")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._effect, 1)
        head.addWidget(close)
        from_row = QHBoxLayout()
        words = PlainLabel("From", role="secondary")
        words.setBuddy(self._on)
        from_row.addWidget(words)
        from_row.addWidget(self._on)
        from_row.addStretch(1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in self._options.values():
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self._told)
        layout.addLayout(from_row)
        layout.addWidget(buttons)

    def _show(self) -> None:
        effect = self._effects[str(self._effect.currentData())]
        numbers = {source: at for at, source in enumerate(effect.sources, 1)}
        rich = RichText(PageLook(self.theme.colours, round(self.theme.scale * 1000)), numbers, self._sources)
        parts = (("Measured", effect.figures), ("How long", effect.lasts), ("What to do", effect.advice))
        self._told.setText(
            "".join(
                f"<p><b>{title}.</b> {rich.inlines(parse_line(text))}</p>" for title, text in parts if text
            )
        )
        for code, button in self._options.items():
            button.setVisible(code in effect.options)
            button.setEnabled(not self._on.unreadable)
        self.updateGeometry()

    def _option_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("option")), self._on.day())
