"""Types into every widget of a window in one state, and judges the form after each key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QWidget,
)

from checks.form_seen import apart, result_apart, untold, wrong
from checks.key_rules import (
    BLANK,
    ENTER,
    MEANT,
    OF_ITSELF,
    allowed,
    called,
    parts_of,
    places_of,
    press,
    question_of,
    takes_keys,
)
from checks.key_states import dialog_of
from ldn_desktop.domain.plan import Plan
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.ui import PLANNER, REFERENCE
from ldn_desktop.ui.fields.product_dialog import ProductDialog
from ldn_desktop.ui.papers.pack_dialog import PackDialog
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from tests.journeys.desk import Desk, settle


class Tried(NamedTuple):
    """What was tried in one state."""

    widgets: int
    keys: int
    wrong: int
    ways_out: int


class _Closer(QObject):
    """Closes what a key has opened: menus, lists, dialogs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._window = desk.window
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self.close)
        self._timer.start()

    def close(self) -> None:
        """Close popups and dialogs."""
        for part in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if part is not None and part is not self._window:
                part.close()


class Typist:
    """Types into one state of one window, and tells what breaks."""

    def __init__(self, name: str, desk: Desk, folder: Path, told: list[str], keys: tuple[str, ...]) -> None:
        self._name, self._desk, self._told, self._all = name, desk, told, keys
        self._closer = _Closer(desk)
        self._out = folder / "out"
        self._out.mkdir()
        self._base, self._undo = desk.session.draft, len(desk.session._steps.undo)
        self._folds = [(card, card.folded) for card in desk.window.findChildren(Card)]
        self._planning = desk.window._page.isVisible()
        self._keys = self._wrong = 0
        self._tried: set[tuple[str, ...]] = set()

    def run(self, every: int) -> Tried:
        """Type everything into every widget of the window, or into one of so many."""
        places = places_of(self._desk)[::every]
        self._judge("as it begins")
        reached = 0
        for place in places:
            before = self._keys
            self._type_into(place)
            reached += self._keys > before
            if question_of(self._part(place)) is not None:
                self._word_after_a_click(place)
        return Tried(reached, self._keys, self._wrong, len(self._tried))

    def run_dialog(self, kind: str) -> Tried:
        """Type everything into a dialog: the plan stays; in that of a product, OK is for what can be read."""
        dialog = dialog_of(self._desk, kind)
        dialog.show()
        dialog.activateWindow()
        QTest.qWaitForWindowActive(dialog)
        parts = [part for part in dialog.findChildren(QWidget) if takes_keys(part)]
        for part in parts:
            for key in self._all:
                if not dialog.isVisible():
                    dialog.show()
                if key in {ENTER, BLANK} and isinstance(part, QPushButton) and kind == "preview":
                    # These ask for a printer or a file.
                    continue
                part.setFocus(Qt.FocusReason.TabFocusReason)
                press(part, key)
                self._keys += 1
                self._closer.close()
                where = f"{self._name}: {key} into {called(part)}"
                if self._desk.session.draft != self._base:
                    self._told.append(f"{where}: the plan changes before OK")
                if isinstance(dialog, ProductDialog):
                    self._told += [f"{where}: {broken}" for broken in _dialog_breaks(dialog)]
        dialog.close()
        dialog.deleteLater()
        return Tried(len(parts), self._keys, self._wrong, 0)

    def _part(self, place: tuple[str, str, int]) -> QWidget | None:
        kind, name, at = place
        found = [
            part
            for part in parts_of(self._desk)
            if (type(part).__name__, part.accessibleName()) == (kind, name)
        ]
        return found[at] if at < len(found) else None

    def _type_into(self, place: tuple[str, str, int]) -> None:
        for key in self._all:
            part = self._part(place) if key in MEANT else self._held(place)
            if part is None or not self._focus(part, Qt.FocusReason.TabFocusReason):
                self._go_back()
                part = self._part(place)
                if part is None or not self._focus(part, Qt.FocusReason.TabFocusReason):
                    continue
            if key in {ENTER, BLANK} and self._desk.window._page.head.isAncestorOf(part):
                # These begin another plan, or ask for a file.
                continue
            self._one_key(part, key)
        self._go_back()

    def _held(self, place: tuple[str, str, int]) -> QWidget | None:
        focus = QApplication.focusWidget()
        if focus is not None and (type(focus).__name__, focus.accessibleName()) == place[:2]:
            return focus
        return self._part(place)

    def _one_key(self, part: QWidget, key: str) -> None:
        before, where, may = self._desk.session.draft.plan, f"{key} into {called(part)}", allowed(part, key)
        row = question_of(part)
        question = row.question.id if row is not None else ""
        press(part, key)
        self._keys += 1
        self._closer.close()
        if self._desk.window._page.isVisible() != self._planning:
            self._desk.window.ways.go_to(PLANNER if self._planning else REFERENCE)
        after = self._desk.session.draft.plan
        if before is not after:
            changed = {f.name for f in fields(Plan) if getattr(before, f.name) != getattr(after, f.name)}
            if may is not None and changed - may - OF_ITSELF:
                self._tell(where, f"changes {', '.join(sorted(changed - may - OF_ITSELF))}")
            if question:
                self._answers_changed(before, after, question, key, where)
        self._judge(where)

    def _answers_changed(self, before: Plan, after: Plan, question: str, key: str, where: str) -> None:
        old, new = dict(before.screening.answers), dict(after.screening.answers)
        others = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} - {question}
        if others:
            self._tell(where, f"answers {', '.join(sorted(others))} as well")
        if key not in MEANT and old.get(question) == "yes" != new.get(question):
            self._tell(where, f"takes the Yes of {question} back")
        meant = {"y": "yes", "n": "no", "u": "unknown"}.get(key.casefold())
        if key not in MEANT and old.get(question) != new.get(question) != meant:
            self._tell(where, f"answers {question} with {new.get(question)!r}")

    def _word_after_a_click(self, place: tuple[str, str, int]) -> None:
        """After a click every letter is dumb."""
        for word in ("morphine", "fentanyl", "no", "yes"):
            part = self._part(place)
            if part is None:
                return
            part.clearFocus()
            self._focus(part, Qt.FocusReason.MouseFocusReason)
            before = self._desk.session.draft
            QTest.keyClicks(part, word)
            self._keys += len(word)
            if self._desk.session.draft != before:
                self._tell(f"{word!r} after a click on {called(part)}", "changes the plan")
            self._go_back()

    def _focus(self, part: QWidget, reason: Qt.FocusReason) -> bool:
        for _ in range(5):
            try:
                if not part.isVisible() or not part.isEnabled():
                    return False
                if (
                    part.hasFocus()
                    and reason == Qt.FocusReason.TabFocusReason
                    and question_of(part) is not None
                ):
                    # Reached anew by the keyboard, so that a letter may answer.
                    part.clearFocus()
                part.setFocus(reason)
            except RuntimeError:
                return False
            if QApplication.focusWidget() is part:
                return True
            self._closer.close()
            self._desk.window.activateWindow()
            QTest.qWait(2)
        return False

    def _judge(self, where: str) -> None:
        for broken in apart(self._desk):
            self._tell(where, broken)
        if not wrong(self._desk):
            return
        self._wrong += 1
        for broken in untold(self._desk):
            self._tell(where, broken)
        names = tuple(entry.field for entry in self._desk.session.unread)
        if names not in self._tried:
            self._tried.add(names)
            for broken in self._ways_out():
                self._tell(where, broken)

    def _ways_out(self) -> Iterator[str]:
        """Try every way to a paper or a file; say what came of it."""
        window, path = self._desk.window, self._desk.file
        before = path.read_bytes() if path is not None else b""
        shown: list[str] = []

        def show(_dialog: object) -> int:
            shown.append("a preview opens")
            return 0

        with (
            patch.object(PreviewDialog, "exec", show),
            patch.object(PackDialog, "exec", show),
            patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(self._out / "other"), "")),
        ):
            for kind in PAPERS:
                window._papers.save(kind)
            for way in (
                window._papers.preview,
                window._papers.pack,
                window._papers.preview_card,
                window._papers.print,
                window._page.card_wanted.emit,
            ):
                way()
            for action in (
                window.actions_.print,
                window.actions_.save_pdf,
                window.actions_.preview,
                window.actions_.pack,
            ):
                action.trigger()
            if path is not None:
                window.actions_.save.trigger()
                window.actions_.save_as.trigger()
        yield from shown
        yield from (f"{file.name} is written" for file in self._out.iterdir())
        for file in self._out.iterdir():
            file.unlink()
        if path is not None and path.read_bytes() != before:
            yield "the plan's file is written"

    def _tell(self, where: str, broken: str) -> None:
        self._told.append(f"{self._name}: {where}: {broken}")

    def _go_back(self) -> None:
        session = self._desk.session
        while len(session._steps.undo) > self._undo:
            session.undo()
        if session.draft != self._base:
            session.open(self._base, session.origin)
            self._undo = 0
        self._desk.window._search.close_results()
        for card, folded in sorted(self._folds, key=_is_open):
            if card.folded != folded:
                card.set_folded(folded)
        settle()
        for broken in result_apart(self._desk):
            self._tell("taken back", broken)


def _is_open(fold: tuple[Card, bool]) -> bool:
    """Put what is open last, for in a small window it folds the others."""
    return not fold[1]


def _dialog_breaks(dialog: ProductDialog) -> Iterator[str]:
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    wrong_field = any(edit.error() and edit.isVisible() for edit in dialog.findChildren(ParsedEdit))
    try:
        dialog.form.product("new")
    except ValueError:
        readable = False
    else:
        readable = not wrong_field
    if ok.isEnabled() and not readable:
        yield "OK takes what cannot be read"
    asked = [edit for edit in (dialog._strength, dialog._graduation, dialog._capacity) if edit.isVisible()]
    if not readable and not wrong_field and not dialog._problem.text() and all(edit.text() for edit in asked):
        yield "nothing says why OK is off"
