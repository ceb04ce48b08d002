"""What stands in the place of the result while there is no plan to compute: how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ldn_desktop.ui.widgets.labels import PlainLabel, plain_tip
from ldn_desktop.workspace.knowledge import Knowledge

_OFFERED = 4


class EmptyResult(QWidget):
    """Tells the next thing to do and offers some presets. ``preset_chosen`` tells one's id."""

    preset_chosen = Signal(str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._title = PlainLabel("Plan a titration", role="title")
        self._told = PlainLabel(role="secondary", wraps=True)
        # Where the keyboard rests when what had it is gone: Enter begins nothing here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Plan a titration")
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._title)
        layout.addWidget(self._told)
        self._buttons: list[QPushButton] = []
        for preset in knowledge.offers.presets()[:_OFFERED]:
            button = QPushButton(preset.title)
            button.setProperty("preset", preset.id)
            button.setToolTip(plain_tip(f"{preset.support_words} · source: {preset.source_words}"))
            button.clicked.connect(self._clicked)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(button)
        layout.addStretch(2)

    def show_missing(self, *, ladder: bool, products: bool) -> None:
        """Say what is still missing."""
        if ladder:
            told = "Type a start, a step and a target at the left, or begin with one of these and change it:"
        elif products:
            told = (
                "The steps are there. Now say what they are made from: add a product, or choose a usual set."
            )
        else:
            told = ""
        self._told.setText(told)
        for button in self._buttons:
            button.setVisible(ladder)

    def focus_first(self) -> None:
        """Put the focus on the first preset."""
        self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.preset_chosen.emit(str(button.property("preset")))
