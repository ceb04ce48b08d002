"""What is told above the open page: offers that wait for an answer, and a sentence that goes with the next change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from ldn_desktop.ui.widgets.messages import MessageBar

READ_ONLY = "Read only"


class Telling(Protocol):
    """One that tells a sentence for the person, and one on what was not done."""

    @property
    def message(self) -> SignalInstance:
        """The sentence."""

    @property
    def failed(self) -> SignalInstance:
        """The one on what was not done."""


class Notices(QWidget):
    """Offers stand above the sentence; ``offers`` also takes other widgets that ask for something.

    ``released`` tells that a bar goes with the keyboard on it, and where that came from, if it still stands.
    """

    released = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._before: QWidget | None = None
        self._is_true: Callable[[], bool] | None = None
        self._stands = ""
        self._standing: MessageBar | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.offers = QVBoxLayout()
        self._told = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self.offers)
        self._column.addLayout(self._told)

    def listen_to(self, telling: Telling) -> None:
        """Say from now on what one tells."""
        telling.message.connect(self.tell)
        telling.failed.connect(self.tell_failure)

    def tell(self, sentence: str, is_true: Callable[[], bool] | None = None) -> None:
        """Say something until it is closed, something else is said, or ``review`` finds it no longer true."""
        self.tell_with(sentence, [], is_true)

    def tell_failure(self, sentence: str) -> None:
        """Say as ``tell`` does that something was not done, as what it is and not as a note."""
        self._tell(sentence, [], "blocking", "Error")

    def tell_with(
        self,
        sentence: str,
        actions: list[tuple[str, str, bool]],
        is_true: Callable[[], bool] | None = None,
    ) -> MessageBar:
        """Say something as ``tell`` does, and what can be done about it. The caller connects to the bar."""
        bar = self._tell(sentence, actions, "info", "")
        self._is_true = is_true
        return bar

    def _tell(
        self, sentence: str, actions: list[tuple[str, str, bool]], severity: str, word: str
    ) -> MessageBar:
        self.quieten()
        more = [*actions, ("close", "Close", False)]
        bar = MessageBar(severity, sentence, actions=more, word=word)
        bar.action_triggered.connect(self.quieten)
        self._told.addWidget(bar)
        self._join()
        return bar

    def stand(self, why: str) -> None:
        """Say why what is open can only be read, as long as that is so; with what is told meanwhile it is one bar."""
        if why != self._stands:
            self._stands = why
            self._join()

    def _join(self) -> None:
        """Say what stands below what is told, which is worse, or by itself; never what is told already."""
        item = self._told.itemAt(0)
        told = item.widget() if item is not None else None
        if isinstance(told, MessageBar):
            new = self._stands and self._stands not in told.text()
            told.set_second(f"{READ_ONLY}: {self._stands}" if new else "")
        alone = bool(self._stands) and told is None
        if alone and self._standing is None:
            self._standing = MessageBar("info", "", word=READ_ONLY)
            self._column.addWidget(self._standing)
        if self._standing is not None:
            self._standing.set_text(self._stands)
            self._standing.setVisible(alone)

    def offer(
        self, sentence: str, actions: list[tuple[str, str, bool]], severity: str = "info"
    ) -> MessageBar:
        """Say something that asks for an answer; it stays until it is answered. The caller connects to the bar."""
        bar = MessageBar(severity, sentence, second="", actions=actions)
        bar.action_triggered.connect(self._answered)
        self.offers.addWidget(bar)
        return bar

    def put(self, asking: QWidget) -> None:
        """Show something else that asks, until ``take`` takes it away."""
        self.offers.addWidget(asking)
        asking.show()

    def take(self, asking: QWidget) -> None:
        """Take away what ``put`` showed."""
        self.offers.removeWidget(asking)
        self._take_away(asking)

    def quieten(self) -> None:
        """Take away what ``tell`` said."""
        self._is_true = None
        while (item := self._told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                self._take_away(widget)
        self._join()

    def review(self) -> None:
        """Take away what ``tell`` said if it has stopped being true."""
        if self._is_true is not None and not self._is_true():
            self.quieten()

    def sentences(self) -> list[str]:
        """Return what ``tell`` said and still stands."""
        items = [self._told.itemAt(at) for at in range(self._told.count())]
        bars = [item.widget() for item in items if item is not None]
        return [bar.text() for bar in bars if isinstance(bar, MessageBar)]

    def _answered(self) -> None:
        bar = self.sender()
        if isinstance(bar, MessageBar):
            self.offers.removeWidget(bar)
            self._take_away(bar)

    def _take_away(self, bar: QWidget) -> None:
        """Take a bar away; the keyboard, if it was there, is to go on elsewhere."""
        focus = QApplication.focusWidget()
        if focus is not None and bar.isAncestorOf(focus):
            known = self._before is not None and isValid(self._before) and self._before.isVisible()
            self.released.emit(self._before if known else None)
        bar.hide()
        bar.deleteLater()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if (
            now is not None
            and self.isAncestorOf(now)
            and not (before is not None and self.isAncestorOf(before))
        ):
            self._before = before
