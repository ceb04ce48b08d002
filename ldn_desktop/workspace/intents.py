"""What a clinician can do to the open plan. Each intent is a value; ``edits.apply`` carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.ladder import Ladder, Rung
from ldn_desktop.domain.plan import Patient, Prescriber
from ldn_desktop.workspace.generator import Generator


@dataclass(frozen=True, slots=True)
class SetPatient:
    """Who the plan is for."""

    patient: Patient


@dataclass(frozen=True, slots=True)
class SetPrescriber:
    """Who signs for it."""

    prescriber: Prescriber


@dataclass(frozen=True, slots=True)
class SetCondition:
    """What it is for: a condition's id, or empty."""

    condition: str


@dataclass(frozen=True, slots=True)
class SetNotes:
    """Notes of the clinician."""

    notes: str


@dataclass(frozen=True, slots=True)
class SetStart:
    """The day of the first dose."""

    day: date


@dataclass(frozen=True, slots=True)
class SetTimes:
    """The times of the day, at least one."""

    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetGenerator:
    """The numbers that fill the ladder table, as the clinician typed them."""

    generator: Generator


@dataclass(frozen=True, slots=True)
class UsePreset:
    """The numbers and times of a preset, by its id."""

    generator: Generator
    preset: str
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLadder:
    """The whole ladder table."""

    ladder: Ladder


@dataclass(frozen=True, slots=True)
class SetRung:
    """One row of the ladder table, by its place from 0."""

    at: int
    rung: Rung


@dataclass(frozen=True, slots=True)
class InsertRung:
    """A new row before the place ``at``; the length of the ladder puts it last."""

    at: int
    rung: Rung


@dataclass(frozen=True, slots=True)
class RemoveRung:
    """The row at a place goes."""

    at: int


@dataclass(frozen=True, slots=True)
class MoveRung:
    """The row at a place moves to another."""

    at: int
    to: int


@dataclass(frozen=True, slots=True)
class ReplaceDose:
    """Every rung of one daily dose gets another: the repair of a dose that cannot be measured."""

    dose_ng: int
    by_ng: int


@dataclass(frozen=True, slots=True)
class PutProduct:
    """A product is added, or replaces the one with the id ``instead_of``."""

    product: Formulation
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class SetProducts:
    """All products at once."""

    products: tuple[Formulation, ...]


@dataclass(frozen=True, slots=True)
class RemoveProduct:
    """A product goes."""

    id: str


@dataclass(frozen=True, slots=True)
class SetMaxPieces:
    """The most pieces in one dose."""

    pieces: int


@dataclass(frozen=True, slots=True)
class SetFillDays:
    """The days of a fill."""

    days: int


FieldIntent: TypeAlias = (
    SetPatient | SetPrescriber | SetCondition | SetNotes | SetStart | SetTimes | SetMaxPieces | SetFillDays
)
"""Intents that set one field of the plan."""

LadderIntent: TypeAlias = SetLadder | SetRung | InsertRung | RemoveRung | MoveRung | ReplaceDose
ProductIntent: TypeAlias = PutProduct | SetProducts | RemoveProduct
Intent: TypeAlias = FieldIntent | SetGenerator | UsePreset | LadderIntent | ProductIntent
