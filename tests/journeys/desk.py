"""One assembled window on folders of its own, and what a person does with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)

from ldn_desktop.app import assemble
from ldn_desktop.reference.words.wording import DoseWords, Wording
from ldn_desktop.storage.places import Places, find_places
from ldn_desktop.ui.fields.adjustment_editor import AdjustmentEditor
from ldn_desktop.ui.files.recovery import Recovery
from ldn_desktop.ui.keeper import Keeper
from ldn_desktop.ui.papers.papers import Papers
from ldn_desktop.ui.planner.follow_up.follow_up_card import FollowUpCard
from ldn_desktop.ui.planner.form_scroll import FormScroll
from ldn_desktop.ui.planner.head_bar import HeadBar
from ldn_desktop.ui.planner.page import PlannerPage
from ldn_desktop.ui.planner.patient_card import PatientCard
from ldn_desktop.ui.planner.products.products_card import ProductsCard
from ldn_desktop.ui.planner.result.findings_view import FindingBars, FindingsList
from ldn_desktop.ui.planner.result.result_pane import ResultPane
from ldn_desktop.ui.planner.safety.question_row import QuestionRow
from ldn_desktop.ui.planner.safety.safety_card import SafetyCard
from ldn_desktop.ui.planner.titration.titration_card import TitrationCard
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.remembered import Remembered
from ldn_desktop.ui.search.box import SearchBox
from ldn_desktop.ui.shell.place_stack import PlaceStack
from ldn_desktop.ui.shell.rail import Rail
from ldn_desktop.ui.shell.window import MainWindow
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.number_edits import CountEdit, DoseEdit
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.intents import Intent
from ldn_desktop.workspace.origin import File, Unsaved
from ldn_desktop.workspace.session import Session
from tests.places import RESOURCES

TODAY = date(2026, 12, 1)
W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=QObject)


def child(where: QObject, kind: type[P], name: str = "") -> P:
    """Return the one part of a kind, and with an accessible name where one is given."""
    found = [part for part in where.findChildren(kind) if not name or part.property("accessibleName") == name]
    assert len(found) == 1, (kind, name, found)
    return found[0]


def choice(row: QuestionRow) -> Segmented:
    """Return the answers of a question."""
    return child(row, Segmented)


def press(where: QWidget, text: str) -> None:
    """Press the one button with a text, seen or not."""
    (button,) = (b for b in where.findChildren(QPushButton) if b.text().replace("&", "") == text)
    button.click()


def bars(where: QWidget) -> list[MessageBar]:
    """Return the bars that stand somewhere, without those that went a moment ago."""
    holders = {bar: bar.parentWidget() for bar in where.findChildren(MessageBar)}
    layouts = {bar: holder.layout() for bar, holder in holders.items() if holder is not None}
    return [bar for bar, layout in layouts.items() if layout is not None and layout.indexOf(bar) >= 0]


def said(where: QWidget) -> str:
    """Return what the labels say that are seen, as one text."""
    return " ".join(words(where))


def words(where: QWidget) -> list[str]:
    """Return what the labels say that are seen."""
    return [label.text() for label in where.findChildren(QLabel) if label.isVisible()]


def dragged(desk: Desk, *paths: Path) -> bool:
    """Drag files over the window and drop them; tell whether the window took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    desk.window.dragEnterEvent(enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, buttons, keys)
        desk.window.dropEvent(drop)
    return enter.isAccepted()


class Desk:
    """A window and the hands on it."""

    def __init__(self, window: MainWindow, places: Places) -> None:
        self.window, self.places = window, places

    @property
    def session(self) -> Session:
        """The open plan."""
        return self.window._bridge.session

    @property
    def file(self) -> Path | None:
        """The file of the open plan."""
        origin = self.session.origin
        return origin.path if isinstance(origin, File) else None

    @property
    def wording(self) -> Wording:
        """How things are written."""
        return self.window._bridge.wording

    def do(self, intent: Intent, label: str) -> bool:
        """Carry out an intent as the widgets do."""
        return self.window._bridge.do(intent, label)

    def open_new(self) -> None:
        """Open an empty plan, and ask nobody."""
        self.session.open(self.window._blank(), Unsaved())

    @property
    def themes(self) -> ThemeManager:
        """What theme and zoom there are."""
        return self.window._themes

    @property
    def papers(self) -> Papers:
        """What saves, prints and previews."""
        return self.window._papers

    @property
    def remembered(self) -> Remembered:
        """The settings as they are kept."""
        return self.window._remembered

    @property
    def keeper(self) -> Keeper:
        """The library."""
        return self.window._keeper

    @property
    def recovery(self) -> Recovery:
        """What keeps the draft."""
        return self.part(Recovery)

    @property
    def rail(self) -> Rail:
        """The places at the left, and the settings."""
        return self.part(Rail)

    @property
    def search(self) -> SearchBox:
        """The field of the search."""
        return self.part(SearchBox)

    @property
    def stack(self) -> PlaceStack:
        """Planner and reference, and the way between them."""
        return self.part(PlaceStack)

    @property
    def place(self) -> str:
        """Which place is open."""
        return self.stack.place

    @property
    def reference(self) -> ReferencePage:
        """The reference, which has been opened."""
        return self.part(ReferencePage)

    @property
    def page(self) -> PlannerPage:
        """The planner."""
        return self.part(PlannerPage)

    @property
    def form(self) -> FormScroll:
        """The left half of the planner."""
        return self.part(FormScroll)

    @property
    def head(self) -> HeadBar:
        """Whose plan it is, and how it stands."""
        return self.page.head

    def heading(self, label: str) -> QLabel:
        """Return a label of the head: ``name``, ``condition``, ``chip``, ``findings`` or ``saved``."""
        names = ("name", "condition", "chip", "findings", "saved")
        return self.head.findChildren(QLabel)[names.index(label)]

    @property
    def cards(self) -> list[Card]:
        """The cards of the form, from top to bottom."""
        return self.form.findChildren(Card)

    @property
    def patient(self) -> PatientCard:
        """The card of patient and prescriber."""
        return self.part(PatientCard)

    @property
    def name(self) -> QLineEdit:
        """The field of the patient's name."""
        return self.named(QLineEdit, "Patient's name")

    @property
    def titration(self) -> TitrationCard:
        """The card of doses and days."""
        return self.part(TitrationCard)

    @property
    def safety(self) -> SafetyCard:
        """The card of the safety check."""
        return self.part(SafetyCard)

    @property
    def products(self) -> ProductsCard:
        """The card of products."""
        return self.part(ProductsCard)

    @property
    def follow_up(self) -> FollowUpCard:
        """The card of changes."""
        return self.part(FollowUpCard)

    @property
    def result(self) -> ResultPane:
        """The right half of the planner."""
        return self.part(ResultPane)

    def part(self, kind: type[P]) -> P:
        """Return the one part of a kind."""
        return child(self.window, kind)

    @property
    def changing(self) -> bool:
        """Whether a change of the plan is being entered."""
        return self.part(AdjustmentEditor).isVisibleTo(self.follow_up.form)

    @property
    def dose_words(self) -> DoseWords:
        """How the doses of the plan are written."""
        return self.window._page._words(self.session.regimen)

    def question(self, name: str) -> QuestionRow:
        """Return a question of the safety check by its code."""
        return next(row for row in self.safety.form.findChildren(QuestionRow) if row.question.id == name)

    def choose_mode(self, mode: str) -> None:
        """Have the ladder made in another way: ``linear``, ``proportional`` or ``table``."""
        self.named(Segmented, "How the ladder is made").button(mode).click()

    def finding(self, code: str) -> MessageBar:
        """Return the first finding of a code in the list of all."""
        return next(bar for bar in bars(self.part(FindingsList)) if bar.property("code") == code)

    def override(self, code: str) -> None:
        """Ask to overrule a finding."""
        self.finding(code).action_triggered.emit(f"override:{code}")

    def day(self, name: str) -> DateEdit:
        """Return the field of a day."""
        return self.named(DateEdit, name)

    def line(self, name: str) -> QLineEdit:
        """Return the field of a text."""
        return self.named(QLineEdit, name)

    def named(self, kind: type[W], name: str, where: QWidget | None = None) -> W:
        """Return the one widget with an accessible name."""
        found = [w for w in (where or self.window).findChildren(kind) if w.accessibleName() == name]
        assert len(found) == 1, (name, found)
        return found[0]

    def button(self, text: str, where: QWidget | None = None) -> QPushButton:
        """Return the one visible button with a text, without its mnemonic."""
        buttons = (where or self.window).findChildren(QPushButton)
        found = [b for b in buttons if b.text().replace("&", "") == text and b.isVisible()]
        assert len(found) == 1, (text, [b.text() for b in buttons])
        return found[0]

    def field(self, name: str) -> QWidget:
        """Return a field of the titration by its name, the amount's own widget rather than the line inside it."""
        found = [w for w in self.window.findChildren(QWidget) if w.accessibleName() == name]
        return next((w for w in found if isinstance(w, ParsedEdit)), found[0])

    def dose(self, name: str) -> DoseEdit:
        """Return the field of an amount."""
        return self.named(DoseEdit, name)

    def type_into(self, field: QWidget, text: str) -> None:
        """Put the keyboard on a field, select what is there, and type over it."""
        self.give_focus(field)
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(target, text)

    def give_focus(self, field: QWidget) -> None:
        """Put the keyboard on a field."""
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus is field or field.isAncestorOf(focus), (field, focus)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    @property
    def headline(self) -> str:
        """The plan in one line; empty while there is none."""
        label = self.result.view.findChildren(QLabel)[0]
        return label.accessibleName() if label.isVisible() else ""

    @property
    def steps(self) -> list[tuple[str, str, str, str]]:
        """The rows of the step table: first day, days, daily dose, what to take."""
        model = self.table("Steps").model()
        texts = [
            [str(model.index(row, column, QModelIndex()).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        return [(row[1], row[3], row[4], row[5]) for row in texts]

    def table(self, name: str) -> QTableView:
        """Return a table by its name."""
        return self.named(QTableView, name)

    def begin_edit(self, row: int, column: int) -> QWidget:
        """Put the keyboard into a cell of the ladder and return its editor."""
        view = self.table("Ladder")
        self.give_focus(view)
        index = view.model().index(row, column, QModelIndex())
        view.setCurrentIndex(index)
        if view.state() != QAbstractItemView.State.EditingState:
            QTest.keyClick(view, Qt.Key.Key_F2)
        editor = view.indexWidget(index)
        assert editor is not None
        return editor

    def times(self) -> tuple[str, ...]:
        """The times of the day of the plan."""
        return self.session.draft.plan.times

    @property
    def ladder(self) -> list[tuple[int, int]]:
        """The rungs of the plan: thousandths of a mg, days."""
        return [(rung.dose_ng // 1000, rung.days) for rung in self.session.draft.plan.ladder]

    @property
    def notices(self) -> list[str]:
        """What is told above the form."""
        return self.window.notices.sentences()

    @property
    def bars(self) -> list[MessageBar]:
        """The bars of findings above the result, with what they say."""
        return bars(self.part(FindingBars))

    @property
    def sentences(self) -> list[str]:
        """Every visible label's text in the window."""
        return words(self.window)

    def plan(self, start: str, step: str, target: str, every: str = "7", keep: str = "28") -> None:
        """Type the five numbers of a ladder."""
        self.type_into(self.dose("Start"), start)
        self.type_into(self.dose("Step"), step)
        self.type_into(self.dose("Target"), target)
        self.type_into(self.named(CountEdit, "Every, days of each step"), every)
        self.type_into(self.named(CountEdit, "Then keep for, days of the last step"), keep)
        self.press(Qt.Key.Key_Tab)

    def usual_set(self, at: int = 0) -> None:
        """Choose a usual set of products."""
        self.products.findChildren(QMenu)[0].actions()[at].trigger()


@contextmanager
def desk_on(
    folder: Path, *, begin: bool = True, size: tuple[int, int] | None = (1440, 900), offered: bool = True
) -> Iterator[Desk]:
    """Open a window on the settings and drafts below a folder, and close it without asking.

    A library was ``offered`` and not made, unless the first save is to offer one.
    """
    places = find_places(folder)
    with patch("ldn_desktop.workspace.clock.local_now", _now):
        app, window = assemble(["ldn-desktop"], places, RESOURCES)
        remembered = window._remembered
        remembered.settings = replace(remembered.settings, library_declined=offered)
        if size is not None:
            window.resize(*size)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        if begin:
            window.begin()
        try:
            yield Desk(window, places)
        finally:
            window.force_close()
            window.deleteLater()
            settle()
            # The next window sets its own theme; other tests find the application as it was.
            app.setStyleSheet("")
            app.setProperty("ldnTheme", None)


def settle() -> None:
    """Let everything that was put off happen, deletion included."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _now() -> datetime:
    return datetime.combine(TODAY, time(9), UTC)
