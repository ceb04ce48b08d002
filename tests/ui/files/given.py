"""A plan that is open beside a library, and the hands on both."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget

from ldn_desktop.domain.plan import Plan
from ldn_desktop.library.bodies import Revision
from ldn_desktop.library.records import Record
from ldn_desktop.ui.files.kept_opening import KeptOpening
from ldn_desktop.ui.files.plan_files import PlanFiles
from ldn_desktop.ui.files.revision_note import RevisionNote
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.notices import Notices
from ldn_desktop.ui.widgets.place_page import Supplies
from ldn_desktop.workspace.draft import blank, new_id
from ldn_desktop.workspace.intents import SetNotes
from ldn_desktop.workspace.kept_plans import KeptPlans
from ldn_desktop.workspace.session import Session
from tests.workspace.given_plans import TODAY


class Hands:
    """A plan that is open beside a library, without the window around it."""

    def __init__(self, supplies: Supplies, window: QWidget) -> None:
        self.supplies, self.window = supplies, window
        self.notices = Notices()
        self.notices.setParent(window)
        self.files = PlanFiles(
            supplies.bridge,
            supplies.knowledge,
            lambda: blank(TODAY, new_id()),
            lambda: str(supplies.folders.library.parent),
            supplies.remembered,
            supplies.keeper,
            self.notices,
            window,
        )
        self.opening = KeptOpening(supplies.bridge, supplies.knowledge, self.files)
        self.told: list[str] = []
        for signal in (self.files.failed, self.files.message, self.opening.failed, self.opening.message):
            signal.connect(self.told.append)
        self.answers: list[QMessageBox.StandardButton] = []
        self.asked: list[str] = []
        window.show()

    @property
    def session(self) -> Session:
        return self.supplies.bridge.session

    @property
    def kept(self) -> KeptPlans:
        return self.supplies.keeper.library.kept

    def open(self, subject: str) -> bool:
        return self.opening.open(subject)

    def begin(self, plan: Plan) -> None:
        """Begin a plan that stands nowhere yet, known by its number as that of a paper is."""
        assert self.files.new()
        draft = replace(self.supplies.knowledge.offers.draft_of(plan), taken=True)
        self.session.recover(draft, self.session.origin)

    def note(self, text: str) -> None:
        self.supplies.bridge.do(SetNotes(text), "notes")

    def give(self, reason: str, name: str = "") -> None:
        """Type what is asked above the page, and press Enter."""
        note = next(note for note in self.window.findChildren(RevisionNote) if not note.isHidden())
        fill(note, reason, name)

    def revisions(self, subject: str) -> list[Record]:
        return [record for record in self.kept.history(subject).records if isinstance(record.body, Revision)]

    @property
    def above(self) -> list[str]:
        """What stands above the page."""
        QApplication.processEvents()
        bars = self.notices.findChildren(MessageBar)
        return [bar.text() for bar in bars if not bar.isHidden()]

    def told_above(self) -> MessageBar:
        return self.notices.findChildren(MessageBar)[-1]


def fill(note: QWidget, reason: str, name: str = "") -> None:
    lines = {line.accessibleName(): line for line in note.findChildren(QLineEdit)}
    if name:
        lines["Your name"].setText(name)
    lines["Reason of the change"].setText(reason)
    QTest.keyClick(lines["Your name" if name else "Reason of the change"], Qt.Key.Key_Return)
