"""Types every letter, digit, blank, Enter and pasted text into whatever takes the keyboard in the planner, in 30 states.

After each key three things hold: what the form shows of answers, opioids, doses and dates is what the plan holds, or
the form says of that field that it is not; a letter typed where no text is written changes no plan but an open
question's answer; and while anything in the form is not in the plan, no paper can be made.

Usage: ``QT_QPA_PLATFORM=offscreen python -m checks.type_everywhere [--states N]``. Exit status 1 on any break.
"""

from __future__ import annotations

import argparse
import string
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ldn_desktop.domain.amount import AmountError, parse_dose
from ldn_desktop.ui.planner.ladder_model import LadderColumn
from ldn_desktop.ui.planner.question_row import QuestionRow
from ldn_desktop.ui.window import MainWindow
from ldn_desktop.workspace.intents import SetStart
from tests.journeys.desk import TODAY, Desk, desk_on, settle

_PASTED = ("morphine", "2,5", "1 December", "5 mg\n6 mg", "NaN", "\u0665 mg")
_TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
_PRESSED = {" ", "\r"}
State = tuple[str, Callable[[Desk], None]]


def _empty(_desk: Desk) -> None:
    """Begin nothing."""


def _planned(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()


def _mode(mode: str) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window._page._titration._mode_chosen(mode)

    return begin


def _answered(*yes: str, opioids: tuple[str, ...] = (), rest: bool = False) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window.show_card("safety")
        safety = desk.window._page._safety
        for question in yes:
            safety.form.answer(question, "yes")
        for name in opioids:
            safety.add_opioid(name)
        if rest:
            safety.form.answer_no()

    return begin


def _changing(action: str, *, accept: bool = False) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window.show_card("follow-up")
        form = desk.window._page._follow_up.form
        form.begin(action)
        if accept:
            form.accept()

    return begin


def _typed(field: str, text: str) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.type_into(desk.field(field), text)

    return begin


def _past(desk: Desk) -> None:
    _planned(desk)
    desk.window._bridge.do(SetStart(TODAY.replace(day=1, month=11)), "start")


def _tab(name: str) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window._page.show_part("", name)

    return begin


_STATES: tuple[State, ...] = (
    ("empty", _empty),
    ("linear", _planned),
    ("proportional", _mode("proportional")),
    ("table", _mode("table")),
    ("safety, nothing answered", _answered()),
    ("safety, all no", _answered(rest=True)),
    ("safety, opioid", _answered("opioid-now")),
    ("safety, morphine", _answered(opioids=("morphine",))),
    ("safety, two opioids", _answered(opioids=("morphine", "tramadol"), rest=True)),
    ("safety, operation", _answered("surgery-planned", rest=True)),
    ("safety, pregnant", _answered("pregnant", "breastfeeding", rest=True)),
    ("safety, blocked", _answered("severe-renal-failure", rest=True)),
    *((f"change: {a}", _changing(a)) for a in ("pause", "hold", "step_back", "times", "formulations")),
    *((f"changed: {a}", _changing(a, accept=True)) for a in ("pause", "hold", "times", "stop")),
    *((f"wrong {f}", _typed(f, t)) for f, t in (("Start", "5"), ("Target", "0.1 mg"), ("Step", "x"))),
    ("wrong birth date", _typed("Date of birth", "31/31/1980")),
    ("wrong first dose", _typed("First dose", "soon")),
    ("begun", _past),
    *((name, _tab(name)) for name in ("Calendar", "Supply", "Findings")),
)


class _Closer(QObject):
    """Closes what a key has opened."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self.close)
        self._timer.start()

    def close(self) -> None:
        """Close popups and dialogs."""
        for part in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if part is not None and part is not self._window:
                part.close()


def _breaks(desk: Desk) -> Iterator[str]:
    """Say where the form shows another plan than it holds without saying so, or a paper could be made of it."""
    yield from _answers_apart(desk)
    yield from _amounts_apart(desk)
    yield from _days_apart(desk)
    actions = desk.window.actions_
    if desk.window._page.waiting and (actions.print.isEnabled() or actions.save_pdf.isEnabled()):
        yield "a paper can be made while the form is not the plan"


def _answers_apart(desk: Desk) -> Iterator[str]:
    screening, form = desk.session.draft.plan.screening, desk.window._page._safety._form
    if form is None:
        return
    answers = dict(screening.answers)
    for name, question in form._rows.items():
        if question._choice.current() != answers.get(name, ""):
            yield f"{name} shows {question._choice.current()!r}, the plan holds {answers.get(name)!r}"
    rows = form._opioids._rows
    if len(rows) != len(screening.opioids):
        yield "other opioids are listed than the plan holds"
    for shown, use in zip(rows, screening.opioids, strict=False):
        day = None if shown._still.isChecked() else shown._last.day()
        if day != use.last_dose and not shown._last.error():
            yield f"{use.opioid} shows {day}, the plan holds {use.last_dose}"


def _amounts_apart(desk: Desk) -> Iterator[str]:
    draft, titration = desk.session.draft, desk.window._page._titration
    for name, edit in titration._amounts.items():
        if edit.isHidden() or edit.error():
            continue
        try:
            amount = parse_dose(edit.text()) if edit.text().strip() else None
        except AmountError:
            yield f"{name} shows {edit.text()!r} without a word that it cannot be read"
            continue
        if amount != getattr(draft.generator, name):
            yield f"{name} shows {edit.text()!r}, the plan holds {getattr(draft.generator, name)}"
    model = titration.ladder._model
    for at, rung in enumerate(draft.plan.ladder):
        told = str(model.index(at, LadderColumn.DOSE, QModelIndex()).data(Qt.ItemDataRole.EditRole))
        if parse_dose(told) != rung.dose_ng:
            yield f"step {at + 1} shows {told}, the plan holds {rung.dose_ng} ng"


def _days_apart(desk: Desk) -> Iterator[str]:
    plan, page = desk.session.draft.plan, desk.window._page
    fields = (page._titration._first, plan.start_date), (page._patient._born, plan.patient.birth_date)
    for field, day in fields:
        if not field.error() and field.day() != day:
            yield f"{field.accessibleName()} shows {field.text()!r}, the plan holds {day}"
    if page._titration._times.times() != plan.times:
        yield "other times are shown than the plan holds"


def _widgets(desk: Desk) -> list[QWidget]:
    page = desk.window._page
    return [
        part
        for part in page.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and part.isVisible()
        and part.isEnabled()
        and not page.head.isAncestorOf(part)
    ]


def _holds(desk: Desk, part: QWidget) -> bool:
    """Put the keyboard on a part; tell whether it took it."""
    for _ in range(20):
        try:
            if not part.isVisible() or not part.isEnabled():
                return False
            part.setFocus(Qt.FocusReason.MouseFocusReason)
        except RuntimeError:
            return False
        if QApplication.focusWidget() is part:
            return True
        desk.window.activateWindow()
        QTest.qWait(5)
    return False


def _go_back(desk: Desk, undo: int) -> None:
    while len(desk.session._undo) > undo:
        desk.session.undo()


def _try_state(name: str, begin: Callable[[Desk], None], told: list[str]) -> int:
    """Type everything everywhere in one state; return how many keys were pressed."""
    count = 0
    with tempfile.TemporaryDirectory() as folder, desk_on(Path(folder)) as desk:
        closer = _Closer(desk.window)
        begin(desk)
        settle()
        undo = len(desk.session._undo)
        for part in _widgets(desk):
            is_text = isinstance(part, _TEXTS) or (isinstance(part, QComboBox) and part.isEditable())
            keys = [*string.ascii_letters, *string.digits, ".", ",", " ", "\r", "\t"]
            if isinstance(part, QAbstractButton) and not _is_part_of_question(part):
                # Pressing a button by blank or Enter is meant; what is typed on it is not.
                keys = [key for key in keys if key not in _PRESSED]
            pasted = _PASTED if isinstance(part, QLineEdit) else ()
            for key in (*keys, *pasted):
                if not _holds(desk, part):
                    break
                called = f"{type(part).__name__} {part.accessibleName()!r}"
                before = desk.session.draft.plan
                _press(part, key)
                count += 1
                where = f"{name}: {key!r} into {called}"
                if not is_text and key not in _PRESSED and desk.session.draft.plan != before:
                    told.append(f"{where}: the plan changes")
                told += [f"{where}: {broken}" for broken in _breaks(desk)]
                closer.close()
            _go_back(desk, undo)
            settle()
    return count


def _is_part_of_question(part: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and not isinstance(above, QuestionRow):
        above = above.parentWidget()
    return above is not None and part.property("role") == "segment"


def _press(part: QWidget, key: str) -> None:
    if isinstance(part, QLineEdit) and len(key) > 1:
        QApplication.clipboard().setText(key)
        part.selectAll()
        part.paste()
        part.textEdited.emit(part.text())
    elif key == "\r":
        QTest.keyClick(part, Qt.Key.Key_Return)
    elif key == "\t":
        QTest.keyClick(part, Qt.Key.Key_Tab)
    else:
        QTest.keyClicks(part, key)


def main() -> int:
    """Try every state; print what breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=len(_STATES), help="only the first so many")
    chosen = _STATES[: parser.parse_args().states]
    told: list[str] = []
    for name, begin in chosen:
        before = len(told)
        count = _try_state(name, begin, told)
        print(f"{name}: {count} keys, {len(told) - before} broken", flush=True)
        for broken in dict.fromkeys(told[before:]):
            print(f"  {broken}", flush=True)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
