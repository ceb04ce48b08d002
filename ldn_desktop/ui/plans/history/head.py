"""The head of a history: whose plan it is, where it stands, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ldn_desktop.library.index_row import Status
from ldn_desktop.reference.words.english import full_date
from ldn_desktop.reference.words.wording import Wording
from ldn_desktop.storage.file_names import one_line
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.icons import IconSet
from ldn_desktop.ui.widgets.labels import ElideLabel, PlainLabel, plain_tip
from ldn_desktop.workspace.followed_plan import FollowedPlan
from ldn_desktop.workspace.plan_list_words import NO_NAME, standing_words

_BUTTONS = (
    ("continue", "Continue", "planner", "Open the plan in the planner and go on with it"),
    ("print", "Print again…", "printer", "The papers of the revision that stands (P)"),
    ("visit", "Record a visit…", "stethoscope", "How it goes, and what is decided (V)"),
)


_NAME = 200
"""Pixels at 100 % that a longer name has at least."""


class _Name(Themed, ElideLabel):
    """Shortened last, and never below some letters; it takes no room that the words beside it need."""

    def __init__(self) -> None:
        super().__init__("")
        self.setProperty("role", "heading")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return room for the whole name, or for some letters of a longer one."""
        least = super().minimumSizeHint()
        return QSize(min(self.sizeHint().width(), self.theme.px(_NAME)), least.height())

    def apply_theme(self) -> None:
        """Fit it to the letters."""
        self.updateGeometry()


class HistoryHead(Themed, QWidget):
    """Name, birth date, condition, status and revision; ``asked`` hands over ``continue``, ``print`` or ``visit``."""

    asked = Signal(str)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("headBar")
        self._icons = icons
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name, self._born, self._about = _Name(), PlainLabel(role="body-secondary"), ElideLabel("")
        self._about.setProperty("role", "body-secondary")
        self._status, self._revision = PlainLabel(role="tag"), PlainLabel(role="tag")
        directions = QBoxLayout.Direction
        self._row, self._told = QBoxLayout(directions.LeftToRight, self), QBoxLayout(directions.LeftToRight)
        self._parts = (self._told, QHBoxLayout())
        for part in self._parts:
            self._row.addLayout(part)
        self._who, self._tags = QHBoxLayout(), QHBoxLayout()
        for part in (self._who, self._tags):
            self._told.addLayout(part)
        for widget in (self._name, self._born, self._about):
            self._who.addWidget(widget)
        for widget in (self._status, self._revision):
            self._tags.addWidget(widget)
        # A date is never shortened.
        for tag in (self._born, self._status, self._revision):
            tag.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._tags.addStretch(1)
        self._told.setStretch(1, 1)
        self._buttons: dict[str, QPushButton] = {}
        for name, words, _, tip in _BUTTONS:
            button = QPushButton(words)
            button.setObjectName(name)
            button.setToolTip(plain_tip(tip))
            button.clicked.connect(self._clicked)
            if name == "visit":
                button.setProperty("role", "primary")
            self._buttons[name] = button
            self._parts[1].addWidget(button)
        self._parts[1].addStretch()
        self._row.setStretch(0, 1)
        self.apply_theme()

    def show_plan(self, followed: FollowedPlan, wording: Wording, why_read_only: str) -> None:
        """Show whose plan it is. Nothing can be recorded where the library is only read, or of what cannot be read."""
        row, today = followed.standing
        self._name.setText(one_line(row.name) or NO_NAME)
        identifier = "" if row.born else one_line(row.identifier)
        self._born.setText(f"born {full_date(row.born)}" if row.born else "")
        self._born.setVisible(row.born is not None)
        about = " · ".join(filter(None, (identifier, one_line(row.condition))))
        self._about.setText(f"· {about}" if row.born and about else about)
        self._status.setText(standing_words(row, today, wording))
        self._revision.setText(f"revision {row.number}")
        self._revision.setVisible(bool(row.number))
        self._lay_out()
        unread = today.status is Status.UNREAD
        for name, _, _, tip in _BUTTONS:
            button = self._buttons[name]
            recorded = name == "visit"
            barred = unread or row.deleted or (recorded and bool(why_read_only))
            button.setEnabled(not barred)
            why = row.problem if unread else "The plan is deleted." if row.deleted else why_read_only
            button.setToolTip(plain_tip(why if barred else tip))

    def apply_theme(self) -> None:
        """Take room and icons from the theme."""
        theme = self.theme
        self._row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        for layout in (self._row, *self._parts, self._who, self._tags):
            layout.setSpacing(theme.px(8))
        for name, _, icon, _ in _BUTTONS:
            role = "on_accent" if name == "visit" else "text2"
            self._buttons[name].setIcon(self._icons.icon(icon, role, theme))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put below each other what has no room side by side."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the buttons below what they are for and, where that is too long too, its tags below who it is."""
        room, directions = self.width() - self.theme.px(48), QBoxLayout.Direction
        who, tags, buttons = (part.minimumSize().width() for part in (self._who, self._tags, self._parts[1]))
        parted, below = who + tags > room, who + tags + buttons > room
        self._told.setDirection(directions.TopToBottom if parted else directions.LeftToRight)
        self._row.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def _clicked(self) -> None:
        self.asked.emit(self.sender().objectName())
