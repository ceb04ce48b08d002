"""What the planner's form shows, read from its widgets, beside what the open plan holds."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import zip_longest

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ldn_desktop.domain.adjustment import Pause
from ldn_desktop.domain.amount import format_dose, parse_dose
from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.screening import taken_since
from ldn_desktop.reference.words.english import full_date, times_text, weekday_date
from ldn_desktop.ui.fields.opioid_rows import OpioidRows
from ldn_desktop.ui.planner.follow_up.adjustment_row import AdjustmentRow
from ldn_desktop.ui.planner.products.limit_fields import LimitFields
from ldn_desktop.ui.planner.result.unread_bar import UnreadBar
from ldn_desktop.ui.planner.safety.question_row import QuestionRow
from ldn_desktop.ui.planner.titration.ladder_model import LadderColumn
from ldn_desktop.ui.planner.titration.numbers_form import NumbersForm
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.parsed_edit import ParsedEdit
from ldn_desktop.workspace.clock import local_today
from tests.journeys.desk import Desk, child


def apart(desk: Desk) -> Iterator[str]:
    """Say where the form shows something else than the plan holds, without a word at that place that it does."""
    yield from _fields(desk)
    yield from _choices(desk)
    yield from _answers(desk)
    yield from _medicines(desk)
    yield from _ladder(desk)
    yield from _lists(desk)


def wrong(desk: Desk) -> bool:
    """Tell whether the form shows anything as wrong, or a change that is not settled."""
    page = desk.window._page
    shown = any(edit.error() and edit.isVisible() for edit in page.findChildren(ParsedEdit))
    return shown or page.waiting


def untold(desk: Desk) -> Iterator[str]:
    """Say what the screen keeps to itself while the form is wrong: the result names it, and nothing says Saved."""
    page, window = desk.window._page, desk.window
    for action in (
        window.actions_.print,
        window.actions_.save_pdf,
        window.actions_.preview,
        window.actions_.pack,
    ):
        if action.isEnabled():
            yield f"“{action.text()}” is on while the form is wrong"
    told = f"{page.head._chip.text()} {page.head._saved.text()}"
    if "Saved" in told:
        yield f"the head says {told!r} while the form is wrong"
    unread = [entry for entry in desk.session.unread if not (page._proposal and entry.field == "change")]
    if not desk.session.unread:
        yield "the form shows something as wrong that the session does not know of"
    (bar,) = window.findChildren(UnreadBar)
    if unread and (bar.isHidden() or unread[0].name not in bar._second.text()):
        yield f"the result does not name {unread[0].name!r}"


def result_apart(desk: Desk) -> Iterator[str]:
    """Say where the table of steps shows other days or doses than the plan has."""
    regimen = desk.session.regimen
    if regimen is None or desk.window._page._proposal is not None:
        return
    steps = [step.phase for step in regimen.steps]
    for row, phase in zip_longest(desk.steps, steps):
        if row is None or phase is None:
            yield "the result has more or fewer rows than the plan has steps"
            return
        dose = format_dose(phase.dose_ng) if phase.dose_ng else ""
        # Where a plan needs both units, the smaller one stands behind in brackets.
        told = row[2].startswith(dose) or row[2].endswith(f"({dose})")
        if full_date(phase.first).rpartition(" ")[0] not in row[0] or not told:
            yield f"the result shows {row[0]!r}, {row[2]!r} for {phase.first}, {phase.dose_ng} ng"


def _fields(desk: Desk) -> Iterator[str]:
    draft, page = desk.session.draft, desk.window._page
    plan, made = draft.plan, draft.generator
    patient, numbers = page.form.patient, child(page.form.titration, NumbersForm)
    limits = child(page.form.products, LimitFields)
    read: list[tuple[ParsedEdit, object]] = [
        (patient._born, plan.patient.birth_date),
        (numbers._first, plan.start_date),
        (limits._pieces, plan.max_pieces_per_dose),
        (limits._measures, plan.max_measures_per_dose),
        (limits._drops, plan.max_drops_per_dose),
        (limits._fill, plan.fill_days),
        *(
            (edit, made.target if name == "target_ng" else getattr(made, name))
            for name, edit in numbers._edits.items()
        ),
    ]
    if page.form.safety.made is not None and (surgery := page.form.safety.made._surgery) is not None:
        planned = plan.operation
        read.append((surgery._operation, planned.on if planned else None))
        if planned:
            read.append((surgery._hours, planned.last_dose_hours))
    for edit, held in read:
        if edit.isHidden() or edit.error():
            continue
        if edit.value() != held:
            yield f"{edit.accessibleName()} shows {edit.text()!r}, the plan holds {held!r}"
    written = (
        (patient._name, plan.patient.name),
        (patient._number, plan.patient.identifier),
        (patient._prescriber, plan.prescriber.name),
        (patient._practice, plan.prescriber.practice),
        (patient._phone, plan.prescriber.phone),
    )
    form = page.form.texts.made
    texts = ((form._instructions, plan.instructions), (form._notes, plan.notes)) if form else ()
    for box, text in texts:
        if box.toPlainText() != text and draft.typed_in("texts.instructions") is None:
            yield f"{box.accessibleName()} shows {box.toPlainText()!r}, the plan holds {text!r}"
    for line, text in written:
        if line.text().strip() != text.strip():
            yield f"{line.accessibleName()} shows {line.text()!r}, the plan holds {text!r}"


def _choices(desk: Desk) -> Iterator[str]:
    plan, page = desk.session.draft.plan, desk.window._page
    times = child(page.form.titration, NumbersForm)._times.text().strip().casefold()
    if times != times_text(plan.times).casefold():
        yield f"the times shown are {times!r}, the plan holds {plan.times}"
    if (page.form.patient._condition.currentData() or "") != desk.window.knowledge.condition_id(
        plan.condition
    ):
        yield f"another condition is shown than {plan.condition!r}"
    if page.form.titration._mode.current() != desk.session.draft.generator.mode:
        yield "another way to make the ladder is shown"


def _since_pause(desk: Desk) -> str:
    """Return what a plan answers to the question that its pauses open again; empty where none does, or it is open."""
    regimen, plan = desk.session.regimen, desk.session.draft.plan
    dosed = [step.phase.first for step in regimen.steps if step.phase.dose_ng] if regimen else []
    pauses = [entry.on for entry in plan.adjustments if isinstance(entry, Pause)]
    begun = [on for on in pauses if on <= local_today() and any(first > on for first in dosed)]
    asked = plan.screening.asked_on
    if not begun or asked is None or asked < begun[-1]:
        return ""
    rules = desk.window.knowledge.content.opioids.rules()
    return "yes" if taken_since(plan, rules, begun[-1]) else "no"


def _answers(desk: Desk) -> Iterator[str]:
    screening, safety = desk.session.draft.plan.screening, desk.window._page.form.safety
    held = {**dict(screening.answers), "since-pause": _since_pause(desk)}
    for row in safety.findChildren(QuestionRow):
        buttons = row._choice.findChildren(QAbstractButton)
        shown = [button.text().replace("&", "").casefold() for button in buttons if button.isChecked()]
        answer = held.get(row.question.id, "")
        if shown != ([answer] if answer else []):
            yield f"{row.question.id} shows {shown}, the plan holds {answer!r}"
    if safety.made is None:
        return
    for opioid, use in zip_longest(child(safety.made, OpioidRows)._rows, screening.opioids):
        if opioid is None or use is None:
            yield "other opioids are listed than the plan holds"
            return
        if opioid._daily.isChecked() != (use.use == DAILY) or (use.use and opioid._daily.isHidden()):
            yield f"{use.opioid} shows another use than the plan holds, {use.use!r}"
        if opioid._still.isChecked() and use.last_dose is not None:
            yield f"{use.opioid} shows as still taken, the plan holds {use.last_dose}"
        if (
            not opioid._still.isChecked()
            and not opioid._last.error()
            and opioid._last.value() != use.last_dose
        ):
            yield f"{use.opioid} shows {opioid._last.text()!r}, the plan holds {use.last_dose}"


def _medicines(desk: Desk) -> Iterator[str]:
    box = desk.window._page.form.safety
    if box.made is None:
        return
    shown = tuple(row.name for row in box.made._medicines.rows)
    if shown != desk.session.draft.plan.medicines:
        yield f"the other medicines shown are {shown}, the plan holds {desk.session.draft.plan.medicines}"


def _ladder(desk: Desk) -> Iterator[str]:
    model = desk.window._page.form.titration.ladder._model
    ladder = desk.session.draft.plan.ladder
    if model.rowCount() < len(ladder):
        yield "the table has fewer steps than the plan"
        return
    for at, rung in enumerate(ladder):
        for column, held in ((LadderColumn.DOSE, rung.dose_ng), (LadderColumn.DAYS, rung.days)):
            if model._typed(at, column) is not None:
                continue
            text = str(model.index(at, column, QModelIndex()).data(Qt.ItemDataRole.EditRole))
            shown = parse_dose(text) if column == LadderColumn.DOSE else int(text)
            if shown != held:
                yield f"step {at + 1} shows {text!r}, the plan holds {held}"


def _lists(desk: Desk) -> Iterator[str]:
    plan, page = desk.session.draft.plan, desk.window._page
    chips = [chip for chip in page.form.products.findChildren(Chip) if not _gone(chip)]
    if len(chips) != len(plan.formulations):
        yield f"{len(chips)} products are shown, the plan holds {len(plan.formulations)}"
    rows = [row for row in page.form.follow_up.findChildren(AdjustmentRow) if not _gone(row)]
    told = [" ".join(button.accessibleName() for button in row.findChildren(QAbstractButton)) for row in rows]
    for text, change in zip_longest(told, plan.adjustments):
        if text is None or change is None:
            # A card that was never opened has no rows, and says in its head how many there are.
            if rows or not page.form.follow_up.folded:
                yield "other changes are listed than the plan holds"
            return
        action = page._knowledge.changes.say(f"action.{change.action}")
        if weekday_date(change.on) not in text or action.casefold() not in text.casefold():
            yield f"a change shows {text!r}, the plan holds {change}"
    for row, change in zip(rows, plan.adjustments, strict=False):
        label = " ".join(part.text() for part in row.findChildren(QLabel))
        noted = weekday_date(change.noted_on) if change.noted_on else ""
        if noted not in label or escape(change.note) not in label:
            yield f"a change shows {label!r}, the plan holds {change}"
    overruled = len({entry.code for entry in plan.overrides})
    if overruled and "overridden" not in page.head._findings.text():
        yield "an override is in the plan and not in the head"


def _gone(widget: QWidget) -> bool:
    """Tell whether a widget was hidden to be deleted; a new one is shown when its layout next has time."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
