"""Carries out what is done to a ladder: made from numbers, begun on another day, or edited step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ldn_desktop.domain.ladder import Ladder, LadderError, Rung
from ldn_desktop.workspace.draft import Draft, Typed, trouble_of
from ldn_desktop.workspace.generator import NAMES, Generator, recognised
from ldn_desktop.workspace.intents import (
    InsertRung,
    LadderIntent,
    LayingIntent,
    MoveRung,
    RemoveRung,
    ReplaceDose,
    SetGenerator,
    SetLadder,
    SetRung,
    SetStart,
    UsePreset,
)
from ldn_desktop.workspace.laying import closed, laid_over, same_numbers, starting
from ldn_desktop.workspace.laying_words import A_TABLE, laying_told
from ldn_desktop.workspace.rejected import RejectedError


def laid(draft: Draft, intent: LayingIntent) -> Draft:
    """Return the draft with a ladder made from numbers, or begun on another day.

    Refused (``RejectedError``): a day from which it would end after the year 9999.
    """
    draft = replace(draft, told="")
    match intent:
        case SetStart(day):
            return _starting(draft, day)
        case SetGenerator(generator):
            return _generated(draft, generator, "")
        case UsePreset(generator, preset, times):
            rest = draft.without_typed(*(f"titration.{name}" for name in NAMES))
            # Its steps are its own: nothing of those before stays.
            return _generated(
                replace(rest, plan=replace(draft.plan, times=times, ladder=())), generator, preset
            )


def _generated(draft: Draft, generator: Generator, preset: str) -> Draft:
    plan = draft.plan
    trouble = trouble_of(generator, plan)
    changed = _without_hidden(replace(draft, generator=generator, preset=preset, trouble=trouble))
    basis = None if trouble else generator.basis()
    if basis is None:
        # A table is made by hand; steps that stay from before are still those that were made.
        return replace(changed, plan=replace(plan, basis=None)) if generator.mode == "table" else changed
    made = basis.ladder(plan.start_date)
    ladder, told = laid_over(made, plan.ladder), laying_told(made, plan.ladder)
    # Numbers that a plan is recognised by need not be kept: nobody gave them.
    found = plan.basis is None and ladder == plan.ladder and generator == recognised(ladder)
    return replace(
        changed.without_typed("ladder"),
        plan=replace(plan, ladder=ladder, basis=None if found else basis),
        told=told,
    )


def _starting(draft: Draft, day: date) -> Draft:
    try:
        plan = starting(draft.plan, day)
    except LadderError as error:
        raise RejectedError(f"Not done: {error}") from error
    return replace(draft, plan=plan, trouble=trouble_of(draft.generator, plan))


def _without_hidden(draft: Draft) -> Draft:
    """Return the draft without what is typed in numbers that are not shown."""
    hidden = NAMES.keys() - set(draft.generator.shown)
    return draft.without_typed(*(f"titration.{name}" for name in hidden))


def own_steps(draft: Draft, intent: LadderIntent) -> Draft:
    """Return the draft with a ladder edited by hand: with other doses or days, the numbers no longer make it.

    While doses by time are typed their sum may be another for a moment: the numbers stay, at odds with the steps until
    the sum is theirs again. Refused (``RejectedError``): a step that is no longer there.
    """
    before = draft.plan
    ladder = closed(_ladder(before.ladder, intent))
    typed = tuple(moved for entry in draft.typed if (moved := _moved(entry, intent)) is not None)
    changed = replace(draft, plan=replace(before, ladder=ladder), typed=typed, told="")
    if isinstance(intent, SetRung):
        changed = changed.without_typed(*(f"ladder.{intent.at}.{name}" for name in intent.clears))
    if isinstance(intent, SetRung) and _splits(draft, intent):
        return _split(changed)
    if same_numbers(ladder, before.ladder):
        return changed if ladder == before.ladder else replace(changed, preset="")
    generator: Generator = draft.generator._replace(mode="table")
    changed = replace(changed, plan=replace(changed.plan, basis=None))
    told = A_TABLE if before.ladder and draft.generator.complete else ""
    return _without_hidden(replace(changed, generator=generator, preset="", trouble=None, told=told))


def _splits(draft: Draft, intent: SetRung) -> bool:
    """Tell whether a step that numbers made gets other doses by time, and numbers or steps are at odds by that."""
    old, rung = draft.plan.ladder[intent.at], intent.rung
    at_odds = draft.trouble is not None or rung.dose_ng != old.dose_ng
    return draft.generator.complete and rung.days == old.days and rung.doses != old.doses and at_odds


def _split(draft: Draft) -> Draft:
    """Return the draft with its numbers: they make the steps again, or it says why they do not."""
    trouble = trouble_of(draft.generator, draft.plan)
    if trouble is None:
        return _generated(draft, draft.generator, "")
    plan = draft.plan
    makes = plan.basis is not None and plan.basis.makes(plan.ladder, plan.start_date)
    plan = plan if makes else replace(plan, basis=None)
    return replace(draft, plan=plan, preset="", trouble=trouble)


def _moved(entry: Typed, intent: LadderIntent) -> Typed | None:
    """Return what is typed in a cell of the ladder at the row it has after a change of rows; ``None`` if that went."""
    part, _, place = entry.field.partition(".")
    if part != "ladder":
        return entry
    row_text, _, column = place.partition(".")
    row: int | None = int(row_text)
    match intent:
        case SetLadder():
            row = None
        case InsertRung(at) if row is not None and row >= at:
            row += 1
        case RemoveRung(at) if row is not None and row >= at:
            row = row - 1 if row > at else None
        case MoveRung(at, to) if row is not None:
            order = list(range(max(row, at, to) + 1))
            order.insert(to, order.pop(at))
            row = order.index(row)
    if row is None:
        return None
    name = f"Step {row + 1}, {entry.name.partition(', ')[2]}"
    return entry._replace(field=f"ladder.{row}.{column}", name=name)


def _ladder(ladder: Ladder, intent: LadderIntent) -> Ladder:
    rungs = list(ladder)
    _check_rows(intent, len(rungs))
    match intent:
        case SetLadder(whole):
            return whole
        case SetRung(at, rung):
            rungs[at] = rung
        case InsertRung(at, rung):
            rungs.insert(at, rung)
        case RemoveRung(at):
            del rungs[at]
        case MoveRung(at, to):
            rungs.insert(to, rungs.pop(at))
        case ReplaceDose():
            rungs = [_with_dose(rung, intent) for rung in rungs]
    return tuple(rungs)


def _with_dose(rung: Rung, intent: ReplaceDose) -> Rung:
    if not rung.doses:
        meant = not intent.time and rung.dose_ng == intent.dose_ng
        return rung._replace(dose_ng=intent.by_ng) if meant else rung
    old = (intent.time, intent.dose_ng)
    doses = tuple((told[0], intent.by_ng) if told == old else told for told in rung.doses)
    return rung._replace(dose_ng=sum(dose for _, dose in doses), doses=doses)


def _check_rows(intent: LadderIntent, count: int) -> None:
    match intent:
        case InsertRung(at):
            rows = [at - 1] if at else []
        case SetRung(at) | RemoveRung(at):
            rows = [at]
        case MoveRung(at, to):
            rows = [at, to]
        case _:
            rows = []
    if not all(0 <= row < count for row in rows):
        raise RejectedError("Not done: that step is no longer there.")
