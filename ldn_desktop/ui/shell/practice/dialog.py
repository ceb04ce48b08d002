"""The dialog *Practice*: what is the same on every computer of a practice, kept, exported and imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain.plan import Plan, Prescriber
from ldn_desktop.domain.practice import Logo, Practice
from ldn_desktop.exchange.practice_reader import read_practice
from ldn_desktop.exchange.practice_writer import write_practice
from ldn_desktop.printing.fonts import load_fonts
from ldn_desktop.printing.paper import Paper
from ldn_desktop.storage.file_names import PRACTICE_SUFFIX, one_line
from ldn_desktop.storage.files import StoreError
from ldn_desktop.ui.files.questions import ask
from ldn_desktop.ui.files.saving import FileKind, ask_file, ask_where
from ldn_desktop.ui.shell.practice.letterhead_tab import LetterheadTab
from ldn_desktop.ui.shell.practice.pharmacies_tab import PharmaciesTab
from ldn_desktop.ui.shell.practice.products_tab import ProductsTab
from ldn_desktop.ui.shell.practice.registrations_tab import RegistrationsTab
from ldn_desktop.ui.theme.current import current_theme
from ldn_desktop.ui.widgets.first_size import first_size
from ldn_desktop.ui.widgets.labels import PlainLabel
from ldn_desktop.workspace.knowledge import Knowledge
from ldn_desktop.workspace.practices import (
    PracticeError,
    changes,
    doubts,
    read_logo,
    read_practice_file,
    said,
    undrawn,
    write_practice_file,
)

PRACTICE = FileKind("Practice", PRACTICE_SUFFIX)
_MOST_TOLD = 20


class _Pictures(FileKind):
    """PNG and JPEG, under either ending."""

    @property
    def filter(self) -> str:
        """The words and the patterns, as a file dialog takes them."""
        return f"{self.words} (*.png *.jpg *.jpeg)"


class PracticeDialog(QDialog):
    """Shows the settings and keeps them; ``kept`` tells that others are in force now.

    ``prescriber`` is from whom this computer's new plans are, ``folder`` where files are looked for.
    """

    kept = Signal()

    def __init__(
        self, knowledge: Knowledge, plan: Plan, prescriber: Prescriber, folder: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Practice")
        self._knowledge, self._folder = knowledge, folder
        sheet = Paper(
            "a4", large=False, family=load_fonts(knowledge.resources), typefaces=knowledge.typefaces
        )
        defaults = knowledge.offers.product_defaults()
        self._letterhead = LetterheadTab(
            sheet, plan.prescriber, prescriber, knowledge.content.languages, self._pick_logo
        )
        self._all = (
            (self._letterhead, "Letterhead"),
            (RegistrationsTab(), "Registrations"),
            (PharmaciesTab(defaults), "Pharmacies"),
            (ProductsTab(defaults, plan), "Products"),
        )
        self._tabs = QTabWidget()
        self._problem = PlainLabel(role="error", wraps=True)
        self._save = QPushButton("&Save")
        self._save.setProperty("role", "primary")
        self._lay_out()
        self._show(knowledge.practice.practice)
        self._problem.say(knowledge.practice.problem or " ".join(doubts(self._shown, knowledge)))
        for tab, _ in self._all:
            tab.changed.connect(self._changed)
        theme = current_theme()
        first_size(self, theme.px(760), theme.px(600))

    def show_tab(self, at: int) -> None:
        """Show a tab by its place."""
        self._tabs.setCurrentIndex(at)

    def practice(self) -> Practice:
        """Return what stands in the dialog.

        Refused (``PracticeError``): what no file of settings may hold, a new text that no font at hand draws.
        """
        made = self._shown
        for tab, _ in self._all:
            made = tab.taken_into(made)
        try:
            made = read_practice(write_practice(made))
        except FileError as error:
            raise PracticeError(said(error)) from None
        if problem := undrawn(made, self._knowledge, self._shown.printed):
            raise PracticeError(problem)
        return made

    def save(self) -> None:
        """Keep what stands here and close; what cannot be kept is told, and stays."""
        made = self._checked()
        if made is None:
            return
        try:
            self._knowledge.keep_practice(made)
        except StoreError as error:
            self._problem.say(f"The settings were not kept. {error}")
            return
        self.kept.emit()
        self.accept()

    def import_file(self) -> None:
        """Ask for a file, say what it would change here, and show it; nothing is kept before *Save*."""
        path = ask_file(self, "Import the settings of a practice", self._folder, PRACTICE)
        if path is None:
            return
        try:
            found = read_practice_file(path)
        except PracticeError as error:
            self._problem.say(str(error))
            return
        made = self._checked()
        if made is None:
            return
        told = changes(made, found)
        if not told:
            self._problem.say(f"“{one_line(path.name)}” holds these settings already.")
            return
        rest = len(told) - _MOST_TOLD
        lines = [*told[:_MOST_TOLD], *([f"And {rest} more."] if rest > 0 else [])]
        question = f"Take over the settings of “{one_line(path.name)}”?"
        if ask(self, "Import", question, {"Ok": "Take over"}, "Cancel", "\n".join(lines)) == "Ok":
            self._show(found)
            self._problem.say(" ".join(doubts(found, self._knowledge)))

    def export_file(self) -> None:
        """Ask for a file and write what stands here into it."""
        made, offered = self._checked(), Path(self._folder) / f"practice{PRACTICE_SUFFIX}"
        path = ask_where(self, "Export the settings", offered, PRACTICE) if made else None
        if made is None or path is None:
            return
        try:
            write_practice_file(path, made)
        except StoreError as error:
            self._problem.say(str(error))

    def _checked(self) -> Practice | None:
        try:
            made = self.practice()
        except PracticeError as error:
            self._problem.say(str(error))
            return None
        self._problem.say("")
        return made

    def _show(self, practice: Practice) -> None:
        # What no tab shows stays as it is.
        self._shown = practice
        for tab, _ in self._all:
            tab.show_practice(practice)
        self._letterhead.show_head(practice)

    def _changed(self) -> None:
        made = self._checked()
        if made is not None:
            self._letterhead.show_head(made)

    def _pick_logo(self) -> Logo | None:
        path = ask_file(self, "Choose a logo", self._folder, _Pictures("Pictures", ".png"))
        if path is None:
            return None
        try:
            logo = read_logo(path)
        except PracticeError as error:
            self._problem.say(str(error))
            return None
        if QImage.fromData(logo.data).isNull():
            self._problem.say(f"“{one_line(path.name)}” is a damaged picture; save it anew.")
            return None
        return logo

    def _lay_out(self) -> None:
        for tab, words in self._all:
            # With large letters a tab is higher than the screen.
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            tab.setProperty("role", "ground")
            area.setWidget(tab)
            self._tabs.addTab(area, words)
        bottom = QHBoxLayout()
        for words, method in (("&Import…", self.import_file), ("&Export…", self.export_file)):
            button = QPushButton(words)
            button.clicked.connect(method)
            bottom.addWidget(button)
        bottom.addStretch(1)
        close = QPushButton("&Cancel")
        close.clicked.connect(self.reject)
        self._save.clicked.connect(self.save)
        bottom.addWidget(close)
        bottom.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(self._problem)
        layout.addLayout(bottom)
        # Enter in a field keeps nothing and asks for no file.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
