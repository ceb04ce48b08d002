"""Types every letter, digit, blank, Enter, arrow and pasted text into whatever takes the keyboard, in 40 states.

After each key four things hold. What the form shows of the plan is what the plan holds, or the form says at that place
that it is not (``checks.form_seen``). A key changes only what the widget it went to stands for; a letter where no text
is written changes nothing but an answer that is open, or that decision 9 lets it correct. While anything in the form is
wrong, papers are off, nothing says Saved, and the result names it. And every way to a paper or file, tried then, writes
nothing. Dialogs of products are typed into as well.

Usage: ``QT_QPA_PLATFORM=offscreen python -m checks.every_key [--states N] [--only TEXT]``. It prints what was tried of
each state, and every break; exit status 1 on any.
"""

from __future__ import annotations

import argparse
import string
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from PySide6.QtCore import QLoggingCategory, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from checks.form_seen import apart, result_apart, untold, wrong
from checks.key_states import STATES, Begin
from ldn_desktop.documents.papers import PAPERS
from ldn_desktop.domain.plan import Plan
from ldn_desktop.ui.planner.product_dialog import ProductDialog
from ldn_desktop.ui.planner.question_row import QuestionRow
from ldn_desktop.ui.printing.preview import PreviewDialog
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from tests.journeys.desk import Desk, desk_on, settle

_KEY = Qt.Key
_ENTER, _BLANK, _TAB = "Enter", "Space", "Tab"
_ARROWS = {"Left": _KEY.Key_Left, "Right": _KEY.Key_Right, "Up": _KEY.Key_Up, "Down": _KEY.Key_Down}
_NAMED = {
    _ENTER: _KEY.Key_Return,
    _BLANK: _KEY.Key_Space,
    _TAB: _KEY.Key_Tab,
    "Backspace": _KEY.Key_Backspace,
    "Delete": _KEY.Key_Delete,
    **_ARROWS,
}
_PASTED = (
    "2 weeks of morphine",
    "2,5",
    "5 mg\n6 mg",
    "1\N{NO-BREAK SPACE}000",
    "\N{ARABIC-INDIC DIGIT FIVE} mg",
    "NaN",
)
_LETTERS = (*string.ascii_lowercase, "N", "Y", *string.digits, ".", ",")
KEYS = (*_LETTERS, *(f"paste {text}" for text in _PASTED), *_NAMED)
_MEANT = {_ENTER, _BLANK, "Delete", *_ARROWS}
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
_OF_ITSELF = {"revision", "overrides"}
_FIELDS = {
    "Patient's name": {"patient"},
    "Patient's number": {"patient"},
    "Date of birth": {"patient"},
    "Prescriber's name": {"prescriber"},
    "Practice": {"prescriber"},
    "Telephone for the patient to call": {"prescriber"},
    "First dose": {"start_date"},
    "At most so many pieces a dose": {"max_pieces_per_dose"},
    "Fill every so many days": {"fill_days"},
    "Reason for the override": {"overrides"},
    "Start": {"ladder"},
    "Step": {"ladder"},
    "Target": {"ladder"},
    "Round to": {"ladder"},
    "Factor from step to step": {"ladder"},
    "Every, days of each step": {"ladder"},
    "Then keep for, days of the last step": {"ladder"},
    "Ladder": {"ladder"},
}


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


class _Typist:
    """Types into one state of one window, and tells what breaks."""

    def __init__(self, name: str, desk: Desk, folder: Path, told: list[str], keys: tuple[str, ...]) -> None:
        self._name, self._desk, self._told, self._all = name, desk, told, keys
        self._closer = _Closer(desk)
        self._out = folder / "out"
        self._out.mkdir()
        self._base, self._undo = desk.session.draft, len(desk.session._undo)
        self._keys = self._wrong = 0
        self._tried: set[tuple[str, ...]] = set()

    def run(self, every: int) -> Tried:
        """Type everything into every widget of the window, or into one of so many."""
        places = _places(self._desk)[::every]
        self._judge("as it begins")
        for place in places:
            self._type_into(place)
            if _question(self._part(place)) is not None:
                self._word_after_a_click(place)
        return Tried(len(places), self._keys, self._wrong, len(self._tried))

    def run_dialog(self, kind: str) -> Tried:
        """Type everything into the dialog of a product: the plan stays, and OK is for what can be read."""
        dialog = self._desk.window._page._products._dialog(None)
        dialog._kind.set_current(kind)
        dialog._kind_chosen(kind)
        dialog.show()
        dialog.activateWindow()
        QTest.qWaitForWindowActive(dialog)
        parts = [part for part in dialog.findChildren(QWidget) if _takes_keys(part)]
        for part in parts:
            for key in self._all:
                if not dialog.isVisible():
                    dialog.show()
                part.setFocus(Qt.FocusReason.TabFocusReason)
                _press(part, key)
                self._keys += 1
                self._closer.close()
                where = f"{self._name}: {key} into {_called(part)}"
                if self._desk.session.draft != self._base:
                    self._told.append(f"{where}: the plan changes before OK")
                self._told += [f"{where}: {broken}" for broken in _dialog_breaks(dialog)]
        dialog.close()
        dialog.deleteLater()
        return Tried(len(parts), self._keys, self._wrong, 0)

    def _part(self, place: tuple[str, str, int]) -> QWidget | None:
        kind, name, at = place
        found = [
            part
            for part in _parts(self._desk)
            if (type(part).__name__, part.accessibleName()) == (kind, name)
        ]
        return found[at] if at < len(found) else None

    def _type_into(self, place: tuple[str, str, int]) -> None:
        for key in self._all:
            part = self._part(place) if key in _MEANT else self._held(place)
            if part is None or not self._focus(part, Qt.FocusReason.TabFocusReason):
                self._go_back()
                part = self._part(place)
                if part is None or not self._focus(part, Qt.FocusReason.TabFocusReason):
                    continue
            if key in {_ENTER, _BLANK} and self._desk.window._page.head.isAncestorOf(part):
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
        before, called, allowed = self._desk.session.draft.plan, _called(part), _allowed(part, key)
        row = _question(part)
        question = row.question.id if row is not None else ""
        _press(part, key)
        self._keys += 1
        self._closer.close()
        if not self._desk.window._page.isVisible() and self._name not in {"the reference", "the search"}:
            self._desk.window._go_planner()
        after = self._desk.session.draft.plan
        where = f"{key} into {called}"
        if before is not after:
            changed = {f.name for f in fields(Plan) if getattr(before, f.name) != getattr(after, f.name)}
            if allowed is not None and changed - allowed - _OF_ITSELF:
                self._tell(where, f"changes {', '.join(sorted(changed - allowed - _OF_ITSELF))}")
            if question:
                self._answers_changed(before, after, question, key, where)
        self._judge(where)

    def _answers_changed(self, before: Plan, after: Plan, question: str, key: str, where: str) -> None:
        old, new = dict(before.screening.answers), dict(after.screening.answers)
        others = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} - {question}
        if others:
            self._tell(where, f"answers {', '.join(sorted(others))} as well")
        if key not in _MEANT and old.get(question) == "yes" != new.get(question):
            self._tell(where, f"takes the Yes of {question} back")
        meant = {"y": "yes", "n": "no", "u": "unknown"}.get(key.casefold())
        if key not in _MEANT and old.get(question) != new.get(question) != meant:
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
                self._tell(f"{word!r} after a click on {_called(part)}", "changes the plan")
            self._go_back()

    def _focus(self, part: QWidget, reason: Qt.FocusReason) -> bool:
        for _ in range(5):
            try:
                if not part.isVisible() or not part.isEnabled():
                    return False
                if (
                    part.hasFocus()
                    and reason == Qt.FocusReason.TabFocusReason
                    and _question(part) is not None
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
        window, path = self._desk.window, self._desk.session.path
        before = path.read_bytes() if path is not None else b""
        shown: list[str] = []

        def show(_dialog: object) -> int:
            shown.append("a preview opens")
            return 0

        with (
            patch.object(PreviewDialog, "exec", show),
            patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(self._out / "other"), "")),
        ):
            for kind in PAPERS:
                window._papers.save(kind)
            for way in (
                window._papers.preview,
                window._papers.preview_card,
                window._papers.print,
                window._show_card,
            ):
                way()
            for action in (window.actions_.print, window.actions_.save_pdf, window.actions_.preview):
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
        while len(session._undo) > self._undo:
            session.undo()
        if session.draft != self._base:
            session.open(self._base, session.path)
            self._undo = 0
        settle()
        for broken in result_apart(self._desk):
            self._tell("taken back", broken)


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


def _takes_keys(part: QWidget) -> bool:
    return (
        bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and part.focusProxy() is None
        and part.isVisible()
        and part.isEnabled()
    )


def _parts(desk: Desk) -> list[QWidget]:
    return [
        part
        for part in desk.window.findChildren(QWidget)
        if _takes_keys(part) and part.window() is desk.window
    ]


def _places(desk: Desk) -> list[tuple[str, str, int]]:
    """Name every widget that takes the keyboard, so that it is found again after the form was made anew."""
    seen: dict[tuple[str, str], int] = {}
    places = []
    for part in _parts(desk):
        name = type(part).__name__, part.accessibleName()
        places.append((*name, seen.get(name, 0)))
        seen[name] = seen.get(name, 0) + 1
    return places


def _question(part: QWidget | None) -> QuestionRow | None:
    above = part
    while above is not None and not isinstance(above, QuestionRow):
        above = above.parentWidget()
    return above if part is not None and part.property("role") == "segment" else None


def _field(part: QWidget) -> str:
    """Return what a widget is called: its own name, or that of the field around the line."""
    above = part.parentWidget()
    return part.accessibleName() or (above.accessibleName() if isinstance(above, ParsedEdit) else "")


def _called(part: QWidget) -> str:
    words = part.text() if isinstance(part, QAbstractButton) else ""
    return f"{type(part).__name__} {_field(part) or words!r}"


def _allowed(part: QWidget, key: str) -> set[str] | None:
    """Return the parts of a plan that a key may change there; ``None`` for whatever pressing it is meant to do."""
    is_text = isinstance(part, _TEXTS) or (isinstance(part, QComboBox) and part.isEditable())
    if _question(part) is not None:
        return {"screening"} if key in _MEANT or key.casefold() in "ynu" else set()
    if _field(part) in _FIELDS:
        return _FIELDS[_field(part)]
    if is_text:
        named = _field(part)
        return {"screening"} if "opioid" in named or named.startswith("Last dose of") else set()
    if isinstance(part, QAbstractItemView):
        return set()
    return None if key in _MEANT else set()


def _press(part: QWidget, key: str) -> None:
    if key.startswith("paste "):
        QApplication.clipboard().setText(key.removeprefix("paste "))
        if isinstance(part, QLineEdit):
            part.selectAll()
        QTest.keyClick(part, _KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif key in _NAMED:
        QTest.keyClick(part, _NAMED[key])
    else:
        QTest.keyClicks(part, key)


def try_state(
    name: str, begin: Begin, told: list[str], dialog: str = "", keys: tuple[str, ...] = KEYS, every: int = 1
) -> Tried:
    """Type everything everywhere in one state, or in a dialog of a product above it; add what breaks to ``told``."""
    with tempfile.TemporaryDirectory() as text, ExitStack() as stack:
        folder = Path(text)
        for method in ("getSaveFileName", "getOpenFileName"):
            stack.enter_context(patch.object(QFileDialog, method, lambda *_, **__: ("", "")))
        desk = stack.enter_context(desk_on(folder))
        begin(desk)
        settle()
        typist = _Typist(name, desk, folder, told, keys)
        return typist.run_dialog(dialog) if dialog else typist.run(every)


def _part_of(text: str) -> tuple[int, int]:
    part, _, parts = text.partition("/")
    return int(part), int(parts)


def main() -> int:
    """Try every state; print a row of each, and what breaks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--states", type=int, default=len(STATES) + 4, help="only the first so many")
    parser.add_argument("--only", default="", help="only states with this in their name")
    parser.add_argument(
        "--part", type=_part_of, default=(1, 1), help="1/2 and 2/2 share the states out to two processes"
    )
    chosen = parser.parse_args()
    linear = dict(STATES)["linear"]
    dialogs = [(f"product: {kind}", linear, kind) for kind in ("capsule", "tablet", "liquid", "drops")]
    states = [*((name, begin, "") for name, begin in STATES), *dialogs]
    # The offscreen window says of every popup what it cannot do.
    QLoggingCategory.setFilterRules("qt.qpa.*=false\n*.info=false")
    told: list[str] = []
    sums = [0, 0, 0, 0]
    print(f"{'state':32}{'widgets':>9}{'keys':>9}{'wrong':>9}{'ways out':>10}{'breaks':>8}{'seconds':>9}")
    for name, begin, dialog in states[: chosen.states][chosen.part[0] - 1 :: chosen.part[1]]:
        if chosen.only not in name:
            continue
        before, began = len(told), time.monotonic()
        tried = try_state(name, begin, told, dialog)
        sums = [one + more for one, more in zip(sums, tried, strict=True)]
        broken = list(dict.fromkeys(told[before:]))
        row = "".join(f"{n:>9}" for n in tried[:3])
        print(
            f"{name:32}{row}{tried.ways_out:>10}{len(broken):>8}{time.monotonic() - began:>9.0f}", flush=True
        )
        for line in broken[:40]:
            print(f"  {line}", flush=True)
    print(f"{'in all':32}{sums[0]:>9}{sums[1]:>9}{sums[2]:>9}{sums[3]:>10}{len(told):>8}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
