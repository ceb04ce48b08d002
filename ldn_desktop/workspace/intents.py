"""What a clinician can do to the open plan. Each intent is a value; ``edits.apply`` carries it out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import Ladder, Rung
from ldn_desktop.domain.plan import Operation, Order, Patient, Prescriber, Screening
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.generator import Generator

if TYPE_CHECKING:
    from ldn_desktop.domain.adjustment import Adjustment


class SetPatient(NamedTuple):
    """Who the plan is for."""

    patient: Patient


class SetPrescriber(NamedTuple):
    """Who signs for it."""

    prescriber: Prescriber


class SetCondition(NamedTuple):
    """What it is for: a condition's id, or empty."""

    condition: str


class SetNotes(NamedTuple):
    """Notes of the clinician, for the record."""

    notes: str


class SetInstructions(NamedTuple):
    """The prescriber's text for the patient."""

    instructions: str


class SetOperation(NamedTuple):
    """The operation that is planned, or none."""

    operation: Operation | None


class SetOrder(NamedTuple):
    """What the pharmacy's order needs of the patient."""

    order: Order


class SetMedicines(NamedTuple):
    """The patient's other medicines as they were typed, all at once."""

    medicines: tuple[str, ...]


class SetStart(NamedTuple):
    """The day of the first dose."""

    day: date


class SetAfter(NamedTuple):
    """What follows the last day."""

    after: str


class SetTimes(NamedTuple):
    """The times of the day, at least one."""

    times: tuple[str, ...]


class SetGenerator(NamedTuple):
    """The numbers that fill the ladder table, as the clinician typed them."""

    generator: Generator


class UsePreset(NamedTuple):
    """The numbers and times of a preset, by its id."""

    generator: Generator
    preset: str
    times: tuple[str, ...]


class SetLadder(NamedTuple):
    """The whole ladder table."""

    ladder: Ladder


class SetRung(NamedTuple):
    """One row of the ladder table, by its place from 0; what is typed in the fields ``clears`` of it goes."""

    at: int
    rung: Rung
    clears: tuple[str, ...] = ()


class InsertRung(NamedTuple):
    """A new row before the place ``at``; the length of the ladder puts it last."""

    at: int
    rung: Rung


class RemoveRung(NamedTuple):
    """The row at a place goes."""

    at: int


class MoveRung(NamedTuple):
    """The row at a place moves to another."""

    at: int
    to: int


class ReplaceDose(NamedTuple):
    """Every rung of one daily dose gets another: the repair of a dose that cannot be measured.

    With a ``time`` it is the dose of that time, on rungs that tell it.
    """

    dose_ng: int
    by_ng: int
    time: str = ""


class PutProduct(NamedTuple):
    """A product is added, or replaces the one with the id ``instead_of``; those beside it are taken in its way too."""

    product: Formulation
    instead_of: str = ""


class SetProducts(NamedTuple):
    """All products at once."""

    products: tuple[Formulation, ...]


class RemoveProduct(NamedTuple):
    """A product goes."""

    id: str


class SetMaxPieces(NamedTuple):
    """The most pieces in one dose."""

    pieces: int


class SetMaxMeasures(NamedTuple):
    """The most fillings of a syringe in one dose."""

    measures: int


class SetMaxDrops(NamedTuple):
    """The most drops in one dose."""

    drops: int


class SetFillDays(NamedTuple):
    """The days of a fill."""

    days: int


class SetScreening(NamedTuple):
    """The answers of the safety check and the opioids, all at once."""

    screening: Screening


class SetOverride(NamedTuple):
    """A blocking finding is overruled for a reason, or, with an empty one, no longer."""

    code: str
    reason: str


class SetAdjustments(NamedTuple):
    """What changes along the way, all at once, in the order in which it is applied."""

    adjustments: tuple[Adjustment, ...]


class Enter(NamedTuple):
    """What now stands in a field of the form, of which ``name`` is what the screen calls it.

    ``intent`` is what it means, carried out where it can be; ``problem`` says why it means nothing. What is not
    carried out is kept in the draft as it was typed.
    """

    field: str
    name: str
    text: str
    problem: str = ""
    intent: Intent | None = None


class KeepTyped(NamedTuple):
    """What a part of the form holds that becomes one change only when it is accepted; nothing once it is settled."""

    part: str
    entries: tuple[Typed, ...] = ()


FieldIntent: TypeAlias = (
    SetPatient
    | SetPrescriber
    | SetCondition
    | SetNotes
    | SetInstructions
    | SetOperation
    | SetOrder
    | SetAfter
    | SetTimes
    | SetMaxPieces
    | SetMaxMeasures
    | SetMaxDrops
    | SetFillDays
)
"""Intents that set one field of the plan."""

LayingIntent: TypeAlias = SetStart | SetGenerator | UsePreset
"""Intents by which a ladder is laid on the calendar from its numbers."""

LadderIntent: TypeAlias = SetLadder | SetRung | InsertRung | RemoveRung | MoveRung | ReplaceDose
ProductIntent: TypeAlias = PutProduct | SetProducts | RemoveProduct
SafetyIntent: TypeAlias = SetScreening | SetMedicines | SetOverride
PlanIntent: TypeAlias = (
    FieldIntent | SafetyIntent | LayingIntent | LadderIntent | ProductIntent | SetAdjustments
)
Intent: TypeAlias = PlanIntent | Enter | KeepTyped
