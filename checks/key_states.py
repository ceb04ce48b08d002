"""The states of the planner, and the dialogs above it, in which ``checks.every_key`` types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.ui import REFERENCE
from ldn_desktop.ui.papers.preview import PreviewDialog
from ldn_desktop.ui.planner.products.suggest_dialog import SuggestDialog
from ldn_desktop.ui.planner.result.finding_actions import OVERRIDE
from ldn_desktop.workspace.intents import SetMedicines, SetStart
from ldn_desktop.workspace.origin import File
from tests.journeys.desk import TODAY, Desk, settle

Begin = Callable[[Desk], None]
_LAST = date(2026, 11, 1)
_CTRL = Qt.KeyboardModifier.ControlModifier


def _empty(_desk: Desk) -> None:
    """Begin nothing."""


def _preset(desk: Desk) -> None:
    page = desk.window._page
    page._preset_chosen(next(preset.id for preset in desk.window.knowledge.offers.presets("")))


def _planned(desk: Desk) -> None:
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.usual_set()


def _mode(mode: str) -> Begin:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window._page.form.titration._mode_chosen(mode)

    return begin


def _answered(
    *yes: str, opioids: tuple[str, ...] = (), rest: bool = False, last: date | None = None
) -> Begin:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window.show_card("safety")
        safety = desk.window._page.form.safety
        for question in yes:
            safety.form.answer(question, "yes")
        for name in opioids:
            safety.add_opioid(name, last)
        if rest:
            safety.form.answer_no()

    return begin


def _daily(desk: Desk) -> None:
    _answered(rest=True)(desk)
    desk.window._page.form.safety.add_opioid("kratom", _LAST)


def _with_medicines(desk: Desk) -> None:
    _answered(rest=True)(desk)
    desk.session.do(SetMedicines(("duloxetine 60 mg", "levothyroxine", "Tramal", "frobnicate")), "medicines")
    settle()


def _overriding(desk: Desk, reason: str) -> None:
    _answered(opioids=("morphine",), rest=True)(desk)
    settle()
    desk.window._page._finding_actions.take(f"{OVERRIDE}opioid-now")
    desk.type_into(desk.field("Reason for the override"), reason)


def _override_asked(desk: Desk) -> None:
    _overriding(desk, "because")


def _overridden(desk: Desk) -> None:
    _overriding(desk, "Pain clinic protocol")
    desk.press(Qt.Key.Key_Return)


def _changing(action: str, *, accept: bool = False) -> Begin:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window.show_card("follow-up")
        form = desk.window._page.form.follow_up.form
        form.begin(action, None, ("morning",) if action == "times" else ())
        if action == "hold":
            desk.type_into(desk.field("Longer by, days"), "3")
        if accept:
            form.accept()

    return begin


def _endless(*, accept: bool = False) -> Begin:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window.show_card("follow-up")
        form = desk.window._page.form.follow_up.form
        form.begin("pause", date(2026, 12, 10))
        form._entry._editor._endless.click()
        if accept:
            form.accept()

    return begin


def _resuming(desk: Desk) -> None:
    _endless(accept=True)(desk)
    desk.window._page.form.follow_up.form.begin("resume")


def _written(desk: Desk) -> None:
    _planned(desk)
    desk.window._page.form.texts.set_folded(False)


def _typed(field: str, text: str, before: Begin = _planned) -> Begin:
    def begin(desk: Desk) -> None:
        before(desk)
        settle()
        desk.type_into(desk.field(field), text)

    return begin


def _wrong_cell(desk: Desk) -> None:
    _planned(desk)
    editor = desk.begin_edit(1, 1)
    QTest.keyClick(editor, Qt.Key.Key_A, _CTRL)
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return)


def _set(at: int) -> Begin:
    def begin(desk: Desk) -> None:
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        desk.usual_set(at)

    return begin


def _begun(desk: Desk) -> None:
    _planned(desk)
    desk.window._bridge.do(SetStart(TODAY.replace(month=11)), "start")


def _saved(desk: Desk) -> None:
    _planned(desk)
    file = desk.places.config.parent / "plan.ldnplan"
    if not desk.window.files.saves.write(File(file)):
        raise RuntimeError("the plan was not saved")


def _opened(desk: Desk) -> None:
    _saved(desk)
    desk.window.files.open_from(desk.session.origin, asked=True)


def _modified(desk: Desk) -> None:
    _opened(desk)
    desk.type_into(desk.field("Patient's name"), "Ann Lee")


def _small(desk: Desk) -> None:
    _planned(desk)
    desk.window.resize(1024, 700)
    desk.window.show_card("safety")


def _tab(name: str) -> Begin:
    def begin(desk: Desk) -> None:
        _planned(desk)
        desk.window._page.show_part("", name)

    return begin


def _place(desk: Desk) -> None:
    _planned(desk)
    desk.window.ways.go_to(REFERENCE)


def _searched(desk: Desk) -> None:
    _planned(desk)
    desk.give_focus(desk.window._search)
    QTest.keyClicks(desk.window._search, "sleep")
    QTest.qWait(300)


DIALOGS = ("capsule", "tablet", "liquid", "drops", "suggest", "preview")
STATES: tuple[tuple[str, Begin], ...] = (
    ("empty", _empty),
    ("preset chosen", _preset),
    ("linear", _planned),
    ("proportional", _mode("proportional")),
    ("table", _mode("table")),
    ("liquid", _set(1)),
    ("saved", _saved),
    ("opened", _opened),
    ("modified", _modified),
    ("begun", _begun),
    ("small window", _small),
    ("safety: nothing answered", _answered()),
    ("safety: all no", _answered(rest=True)),
    ("safety: opioid yes", _answered("opioid-now")),
    ("safety: opioid taken", _answered(opioids=("morphine",))),
    ("safety: two opioids stopped", _answered(opioids=("morphine", "tramadol"), rest=True, last=_LAST)),
    ("safety: daily use", _daily),
    ("safety: other medicines", _with_medicines),
    ("safety: operation", _answered("surgery-planned", rest=True)),
    (
        "safety: an operation on a day",
        _typed("Day of the operation", "20 Dec 2026", _answered("surgery-planned", rest=True)),
    ),
    ("safety: several yes", _answered("pregnant", "breastfeeding", "severe-renal-failure", rest=True)),
    ("override asked for", _override_asked),
    ("overridden", _overridden),
    *((f"change: {a}", _changing(a)) for a in ("hold", "step_back", "pause", "settle", "stop", "times")),
    ("change: products", _changing("formulations")),
    ("change: a pause without an end", _endless()),
    ("change: taken again", _resuming),
    ("text and notes", _written),
    ("changed: pause", _changing("pause", accept=True)),
    ("changed: times", _changing("times", accept=True)),
    *((f"wrong: {f}", _typed(f, t)) for f, t in (("Start", "5 mg"), ("Target", "0.1 mg"), ("Step", "x"))),
    ("wrong: Every", _typed("Every, days of each step", "3 months")),
    ("wrong: date of birth", _typed("Date of birth", "31/31/1980")),
    ("wrong: first dose", _typed("First dose", "05/06/2026")),
    ("wrong: a step", _wrong_cell),
    ("wrong: an opioid", _typed("Add an opioid by any name or brand", "morph", _answered("opioid-now"))),
    (
        "wrong: a last dose",
        _typed("Last dose of morphine", "soon", _answered(opioids=("morphine",), last=_LAST)),
    ),
    (
        "wrong: an operation",
        _typed("Day of the operation", "soon", _answered("surgery-planned", rest=True)),
    ),
    *((name, _tab(name)) for name in ("Calendar", "Supply", "Findings")),
    ("the reference", _place),
    ("the search", _searched),
)


def dialog_of(desk: Desk, kind: str) -> QDialog:
    """Make a dialog: of a product of a kind, of suggested products, or the preview."""
    page, regimen = desk.window._page, desk.session.regimen
    if kind == "preview" and regimen is not None:
        knowledge, above = desk.window.knowledge, desk.window
        return PreviewDialog(
            regimen,
            knowledge,
            wording=PLAIN,
            paper="a4",
            large=False,
            printed=TODAY,
            kind="patient",
            parent=above,
        )
    if kind == "suggest":
        products = page.form.products
        return SuggestDialog(
            desk.session.draft.plan, desk.window.knowledge.offers.usual_products(), products._words, products
        )
    dialog = page.form.products._dialog(None)
    dialog._kind.set_current(kind)
    dialog._kind_chosen(kind)
    return dialog
