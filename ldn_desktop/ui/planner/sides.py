"""Form and result beside each other, or one of them where only one has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ldn_desktop.ui.planner.form_scroll import FormScroll
from ldn_desktop.ui.planner.result.parts_bar import PartsBar
from ldn_desktop.ui.planner.result.result_pane import ResultPane
from ldn_desktop.ui.theme.current import Themed

if TYPE_CHECKING:
    from ldn_desktop.ui.actions import Actions

_SINGLE, _NARROW, _LOW, _FLAT = 1024, 1180, 900, 600
_ABOVE = 96
"""The height at 100 % of what always stands above: the top bar and the head of the page."""
_FORM, _FORM_NARROW = 480, 396
_FORM_FIRST, _RESULT_FIRST = 584, 770


class Sides(Themed, QWidget):
    """Gives ``form`` and ``result`` their room.

    ``narrowed`` tells whether the window is narrow, ``accordion_changed`` whether a narrow one shows both,
    ``form_focused`` asks for the keyboard to go into the form.
    """

    narrowed = Signal(bool)
    accordion_changed = Signal(bool)
    form_focused = Signal()

    def __init__(self, form: FormScroll, result: ResultPane, actions: Actions) -> None:
        super().__init__()
        self._form, self._result, self.parts = form, result, PartsBar(actions)
        self._scale = self.theme.scale
        self._accordion = False
        self._form_wanted: int | None = None
        self._was_narrow = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(form)
        self._splitter.addWidget(result)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_FORM_FIRST, _RESULT_FIRST])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.parts)
        layout.addWidget(self._splitter, 1)
        self.parts.chosen.connect(self.fit)
        self._splitter.splitterMoved.connect(self._moved)

    def apply_theme(self) -> None:
        """Follow a theme; when the letters change size, the form takes its share of the width anew."""
        theme = self.theme
        if theme.scale != self._scale:
            self._scale = theme.scale
            narrow = self.window().width() / theme.scale < _NARROW
            form = theme.px(_FORM_NARROW if narrow else _FORM_FIRST)
            self._form_wanted = None if narrow else form
            self._give_form(form)
        self.fit()

    def state(self) -> QByteArray:
        """Return the place that the splitter has in a wide window, to be remembered."""
        now = self._splitter.sizes()
        if self._was_narrow:
            self._give_form(self._form_wanted or self.theme.px(_FORM_FIRST))
        state = self._splitter.saveState()
        self._splitter.setSizes(now)
        return state

    def restore(self, state: QByteArray) -> None:
        """Put the splitter where it was."""
        if self._splitter.restoreState(state):
            self._form_wanted = self._splitter.sizes()[0] or None

    def show_part(self, part: str) -> None:
        """Show ``form`` or ``result`` where only one of them has room."""
        self.parts.set_current(part)
        self.fit()

    def holds_focus(self) -> str:
        """Return which part has the focus: ``form``, ``result`` or nothing."""
        focus = QApplication.focusWidget()
        for name, part in (("result", self._result), ("form", self._form)):
            if focus is not None and part.isAncestorOf(focus):
                return name
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit to the new size."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit to a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        """Give both the room that there is now."""
        window = self.window()
        # What stands above the page, such as an offer, takes its room as a lower window would.
        width, height = window.width() / self.theme.scale, self.height() / self.theme.scale + _ABOVE
        single, narrow = width < _SINGLE, width < _NARROW
        self._form.setMinimumWidth(self.theme.px(_FORM_NARROW if narrow else _FORM))
        self._result.set_compact(narrow=narrow, low=height < _LOW, flat=height < _FLAT)
        self.narrowed.emit(narrow)
        self.parts.setVisible(single)
        # The result says the plan in one line itself.
        form = self.parts.current() == "form"
        self.parts.set_told(told=form)
        self._show_sides(form=not single or form, single=single)
        accordion = narrow and not single
        if accordion != self._accordion:
            self._accordion = accordion
            self.accordion_changed.emit(accordion)
            if accordion:
                # A splitter keeps the width it had; the form gives way when the window becomes narrow.
                self._splitter.setSizes([self.theme.px(_FORM_NARROW), self._splitter.width()])
        if self.isVisible():
            self._recover(narrow=narrow)

    def _show_sides(self, *, form: bool, single: bool) -> None:
        """Show form and result, or one of them; the keyboard goes over from the one that goes."""
        held = self.holds_focus()
        result = not (single and form)
        # Hiding comes last: Qt would hand the keyboard to the first field of the window.
        (self._form if form else self._result).show()
        if held == "form" and not form:
            self._result.focus_home()
        elif held == "result" and not result:
            self.form_focused.emit()
        self._form.setVisible(form)
        self._result.setVisible(result)

    def _recover(self, *, narrow: bool) -> None:
        """Give the form, in a wide window, the width that it had or was given there.

        A narrow one takes it for the time.
        """
        if not narrow and self._form_wanted is None:
            self._form_wanted = self.theme.px(_FORM_FIRST)
        if not narrow and self._form_wanted and self._form.width() != self._form_wanted:
            self._give_form(self._form_wanted)
        self._was_narrow = narrow

    def _moved(self) -> None:
        if not self._was_narrow:
            self._form_wanted = self._form.width()

    def _give_form(self, width: int) -> None:
        self._splitter.setSizes([width, max(self._splitter.width() - width, 1)])
