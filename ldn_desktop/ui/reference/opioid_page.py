"""The opioid finder: any name of an opioid, what it does, how long to be without it, and the earliest start."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.articles.reference_tables import interval_words
from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.screening import earliest_start
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.opioids.finder import OpioidFinder, OpioidMatch
from ldn_desktop.reference.words.english import weekday_date
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.ui.widgets.text_lines import WholeLine
from ldn_desktop.workspace.clock import local_today

_SHOWN = 40
_LIST = 300
_UNKNOWN = (
    "No opioid is known by this name; these are the nearest. A medicine that is not here may still be one."
)


class OpioidPage(Themed, QWidget):
    """The finder of opioids.

    ``followed`` hands over links, ``message`` a sentence, ``wanted`` an opioid's id, last dose and use for the plan.
    """

    followed = Signal(str)
    message = Signal(str)
    wanted = Signal(str, object, str)

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._finder = OpioidFinder(content.opioids.by_id.values())
        self._matches: tuple[OpioidMatch, ...] = ()
        self._name = WholeLine()
        self._name.setAccessibleName("Find an opioid")
        self._name.setPlaceholderText("Any name, brand, code or class")
        self._name.setClearButtonEnabled(True)
        self._last = DateEdit(optional=True, begins=local_today())
        self._last.setAccessibleName("Last dose")
        self._list = QListWidget()
        self._list.setAccessibleName("Opioids found")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._state = PlainLabel(role="caption", wraps=True)
        self._details = PlainLabel(wraps=True)
        self._details.setTextFormat(Qt.TextFormat.RichText)
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        flags = Qt.TextInteractionFlag
        self._details.setTextInteractionFlags(flags.TextBrowserInteraction)
        self._daily = QCheckBox("It was taken &daily or heavily")
        self._about = PlainLabel(content.opioids.about, role="caption", wraps=True)
        self._use = QPushButton("Add to the &safety check")
        self._use.setProperty("role", "primary")
        self._lay_out()
        self._name.textChanged.connect(self._find)
        self._name.returnPressed.connect(self._list.setFocus)
        self._list.currentRowChanged.connect(self._choose)
        self._daily.toggled.connect(self._show)
        self._list.itemActivated.connect(self._add)
        self._last.day_changed.connect(self._show)
        self._last.unreadable_changed.connect(self._show)
        self._details.linkActivated.connect(self.followed)
        self._use.clicked.connect(self._add)
        self.apply_theme()
        self._find()

    def apply_theme(self) -> None:
        """Follow a theme."""
        self._list.setFixedWidth(self.theme.px(_LIST))
        self._show()

    def seek(self, anchor: str) -> None:
        """Find an opioid by its id, written with hyphens as in links, as if its name had been typed."""
        for opioid in self._content.opioids.by_id.values():
            if opioid.id.replace("_", "-") == anchor:
                self._name.setText(opioid.name)

    def focus_first(self) -> None:
        """Put the keyboard on the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        title = PlainLabel("Opioid finder", role="title")
        label = PlainLabel("&Last dose", role="secondary")
        label.setBuddy(self._last)
        asked = QHBoxLayout()
        asked.addWidget(self._name, 1)
        asked.addWidget(label)
        asked.addWidget(self._last)
        ground = QWidget()
        ground.setProperty("role", "ground")
        right = QVBoxLayout(ground)
        right.setContentsMargins(6, 0, 0, 0)
        right.addWidget(self._daily, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._details)
        right.addWidget(self._about)
        right.addWidget(self._use, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        found = QHBoxLayout()
        found.addWidget(self._list)
        # However large the letters are, the earliest start is there to be read.
        self._read = QScrollArea()
        self._read.setAccessibleName("The opioid chosen")
        self._read.setWidgetResizable(True)
        self._read.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._read.setWidget(ground)
        found.addWidget(self._read, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(title)
        layout.addLayout(asked)
        layout.addWidget(self._state)
        layout.addLayout(found, 1)

    def _find(self) -> None:
        typed = self._name.text().strip()
        matches = self._finder.find(typed) if typed else self._all()
        self._matches = matches[:_SHOWN] if typed else matches
        self._list.clear()
        for match in self._matches:
            plain = match.text.casefold() == match.opioid.name.casefold()
            self._list.addItem(match.opioid.name if plain else f"{match.opioid.name}  ({match.matched})")
        if not typed:
            self._state.setText(f"{len(matches)} opioids, medicines that hold one and what points to one.")
        elif not matches:
            self._state.setText("Type letters or digits of a name.")
        elif matches[0].how == "nearest":
            self._state.setText(_UNKNOWN)
        elif not matches[0].is_sure:
            self._state.setText("Not known as written; what is similar is shown.")
        else:
            self._state.setText(f"{len(matches)} found." if len(matches) > 1 else "1 found.")
        self._list.setCurrentRow(0 if self._matches else -1)
        self._show()

    def _all(self) -> tuple[OpioidMatch, ...]:
        known = self._content.opioids.by_id.values()
        return tuple(OpioidMatch(opioid, opioid.name, "name") for opioid in known)

    @property
    def _chosen(self) -> OpioidMatch | None:
        row = self._list.currentRow()
        return self._matches[row] if 0 <= row < len(self._matches) else None

    def _choose(self) -> None:
        """Show another opioid from its top: how often it was taken is not known yet."""
        self._read.verticalScrollBar().setValue(0)
        with QSignalBlocker(self._daily):
            self._daily.setChecked(False)
        self._show()

    @property
    def _taken(self) -> str:
        return DAILY if self._daily.isChecked() else ""

    def _show(self) -> None:
        match = self._chosen
        for widget in (self._use, self._details, self._about):
            widget.setVisible(match is not None)
        self._daily.setVisible(match is not None and match.opioid.interval.daily is not None)
        if match is None:
            return
        # A day that cannot be read stands for none: nothing is worked out or handed over from the one before it.
        opioid, last = match.opioid, None if self._last.unreadable else self._last.day()
        self._use.setEnabled(not self._last.unreadable)
        interval = opioid.interval.under(self._taken)
        names = ", ".join((*opioid.synonyms, *opioid.brands, *opioid.brands_professional, *opioid.atc))
        told = escape(interval_words(opioid, self._taken))
        rows = [
            ("Action", escape(opioid.receptor_action)),
            ("Duration", escape(opioid.duration)),
            ("Opioid-free", f"<b>{told}</b>" if interval.days_max else told),
            ("Earliest start", self._start(match, last)),
            ("Rule", escape(f"{interval.text if interval.days_max else ''} {interval.confirm}".strip())),
            ("Rests on", f"{escape(interval.basis)}. {self._sources(interval.sources)}"),
            ("Also called", escape(names)),
            ("Note", escape(opioid.note)),
        ]
        grey = self.theme.hex("text2")
        cells = "".join(
            f'<tr><td style="color:{grey};padding-right:12px">{name}</td><td>{told}</td></tr>'
            for name, told in rows
            if told
        )
        self._details.setText(f"<p><b>{escape(opioid.name)}</b></p><table cellpadding='3'>{cells}</table>")

    def _sources(self, ids: tuple[str, ...]) -> str:
        accent = self.theme.hex("accent")
        return "; ".join(
            f'<a style="color:{accent}" href="source:{escape(name)}">{escape(self._content.sources[name].short)}</a>'
            for name in ids
        )

    def _start(self, match: OpioidMatch, last: date | None) -> str:
        rule = self._content.opioids.rules()[match.opioid.id].under(self._taken)
        if rule.effect != "interval":
            return ""
        if last is None:
            return "Give the day of the last dose; of a patch, the day it came off."
        earliest = earliest_start(last, rule)
        return f"<b>{weekday_date(earliest)}</b>, by the longest of the interval" if earliest else ""

    def _add(self) -> None:
        match = self._chosen
        if match is not None and not self._last.unreadable:
            self.wanted.emit(match.opioid.id, self._last.day(), self._taken)
