"""One other medicine of the plan: as it was typed, and what is known of it or that nobody checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QPolygonF, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ldn_desktop.domain.finding import INFO
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.sources import Source
from ldn_desktop.reference.medicines.finder import MedicineMatch, Reading
from ldn_desktop.reference.medicines.interactions import MET, NONE_FOUND
from ldn_desktop.reference.medicines.rules import doubts
from ldn_desktop.reference.medicines.words import (
    KNOWN_WORDS,
    NOT_CHECKED,
    NOTHING_SAID,
    group_by_interaction,
    read_as,
)
from ldn_desktop.reference.words.english import either
from ldn_desktop.ui.theme.current import Themed, current_theme
from ldn_desktop.ui.widgets.buttons import MarkButton
from ldn_desktop.ui.widgets.labels import LinkLabel, PlainLabel
from ldn_desktop.ui.widgets.severity_mark import SeverityMark

ANSWER: Final = "answer:"
OPIOID: Final = "opioid:"
MEANT: Final = "meant:"
"""What a link asks for, before the question, the opioid or the name: a Yes, a place among the opioids, this name."""
_MARK = 16
STACKED_ABOVE = 1.5
"""The scale above which what is known stands below the name, as in a narrow form."""
_HOOK = ((7.4, 7.8), (7.9, 6.2), (10, 5.3), (12.1, 6.2), (12.3, 8.2), (10, 10.2), (10, 11.8))


class UncheckedMark(Themed, QWidget):
    """A broken ring with a question mark: nobody checked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Not checked")
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the size of the theme."""
        self.setFixedSize(self.theme.px(_MARK), self.theme.px(_MARK))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 20, self.height() / 20)
        ink = self.theme.color("text2")
        ring = QPen(ink, 1.4)
        ring.setDashPattern([2.2, 2.0])
        painter.setPen(ring)
        painter.drawEllipse(QPointF(10, 10), 8, 8)
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in _HOOK]))
        painter.drawPoint(QPointF(10, 14.3))
        painter.end()


class MedicineRow(QWidget):
    """``followed`` hands over what a link asks for and the name as typed, ``removed`` the name."""

    followed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, name: str, reading: Reading, content: Content) -> None:
        super().__init__()
        self.name = name
        self._reading, self._content = reading, content
        self._doubts = doubts(reading)
        told = [m.medicine.severity for m in reading.sure] + [d.severity for d in self._doubts if d.opioids]
        worst = min(told, key=MET.index, default="")
        shown = INFO if worst == NONE_FOUND else worst
        mark = SeverityMark(shown, _MARK, self) if worst else UncheckedMark(self)
        title = PlainLabel(name, role="strong", wraps=True)
        self._told = LinkLabel("secondary")
        remove = MarkButton("cross", f"Remove {name}", shortcut="Del")
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(title, 2, Qt.AlignmentFlag.AlignTop)
        self._words.addWidget(self._told, 5)
        row = QHBoxLayout()
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.addLayout(row)
        self._told.linkActivated.connect(self._follow)
        remove.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self._remove)
        self.set_stacked(stacked=current_theme().scale > STACKED_ABOVE)

    @property
    def checked(self) -> bool:
        """Whether the table knows all of it."""
        return bool(self._reading.sure) and not self._reading.open

    def show_answers(self, answers: Mapping[str, str], opioids: frozenset[str]) -> None:
        """Show what is known, and what of the safety check it touches: answers and the opioids listed."""
        parts = [*self._known(answers, opioids), *self._doubtful(opioids), *self._unread()]
        text = "<br>".join(parts)
        if text != self._told.text():
            self._told.setText(text)

    def text(self) -> str:
        """Return what is told, as marked up for the label."""
        return self._told.text()

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the name above what is known, or beside it."""
        flow = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._words.setDirection(flow)

    def _known(self, answers: Mapping[str, str], opioids: frozenset[str]) -> Iterator[str]:
        for matches in group_by_interaction(self._reading.sure):
            medicine = matches[0].medicine
            known = self._content.sources
            links = (
                f'<a href="source:{escape(name)}">{escape(_short(known[name]))}</a>'
                for name in medicine.sources
            )
            names = ", ".join(read_as(matches))
            read = f"Read as {escape(names)}. " if names else ""
            word = f"<b>{escape(KNOWN_WORDS[medicine.severity])}</b>"
            yield f"{word} {read}{escape(medicine.known)} Source: {'; '.join(links)}."
            yield from self._opioids(matches, opioids)
            if medicine.question and not medicine.opioids:
                yield from self._question(medicine.question, answers)

    def _opioids(self, matches: Iterable[MedicineMatch], listed: frozenset[str]) -> Iterator[str]:
        found = {o.id: o.name for match in matches for o in match.medicine.opioids}
        if not found:
            return
        if listed & found.keys():
            yield "It stands among the opioids above."
            return
        links = " · ".join(
            f'<a href="{OPIOID}{escape(name)}">Put {escape(words)} among the opioids</a>'
            for name, words in found.items()
        )
        yield f"Opioids, and what points to one, are asked for above, with the last dose. {links}"

    def _question(self, question: str, answers: Mapping[str, str]) -> Iterator[str]:
        answer = answers.get(question, "")
        if answer == "yes":
            return
        asked = escape(self._content.screening.questions[question].text)
        says = f"it says {answer.capitalize()}" if answer else "it is open"
        yield f'The safety check asks “{asked}”: {says}. <a href="{ANSWER}{escape(question)}">Answer Yes</a>'

    def _doubtful(self, listed: frozenset[str]) -> Iterator[str]:
        """Yield what may be one of several, to be chosen from.

        That one of them stands among the opioids says nothing of it.
        """
        for doubt in self._doubts:
            links = " · ".join(f'<a href="{MEANT}{escape(name)}">{escape(name)}</a>' for name in doubt.meant)
            if doubt.opioids:
                word = f"<b>{KNOWN_WORDS[doubt.severity]}</b> Not sure which is meant, and an opioid is among them."
                yield f"{word} Choose, or write its generic name: {links}.{self._above(doubt.opioids, listed)}"
            else:
                yield f"<b>Not checked: not sure which is meant.</b> Choose if it is one of these: {links}."

    def _above(self, opioids: Iterable[str], listed: frozenset[str]) -> str:
        known = self._content.opioids.by_id
        names = tuple(dict.fromkeys(known[name].name for name in opioids if name in listed))
        return (
            f" Among the opioids above stands {escape(either(names))}: choose it if it is meant."
            if names
            else ""
        )

    def _unread(self) -> Iterator[str]:
        if not self._reading.matches:
            yield f"<b>{NOT_CHECKED}</b> {NOTHING_SAID}"
        elif self._reading.unread:
            left = escape("; ".join(self._reading.unread))
            yield f"<b>Not in our tables and not checked: {left}.</b>"

    def _follow(self, link: str) -> None:
        self.followed.emit(link, self.name)

    def _remove(self) -> None:
        self.removed.emit(self.name)


def _short(source: Source) -> str:
    return "our judgement" if source.kind == "judgement" else source.short
