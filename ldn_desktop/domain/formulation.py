"""The products that doses are made from: capsules, tablets, liquids and drops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from ldn_desktop.domain.amount import format_concentration, format_dose

QUARTERS = 4
"""Counts of solids are whole numbers of quarters of a piece."""
DIVISIONS = (1, 2, 4)
"""Equal parts that a tablet can be cut into."""
MOST_DROPS_PER_ML = 100
ORAL, SUBLINGUAL, TOPICAL, EYE = "oral", "sublingual", "topical", "eye"


@dataclass(frozen=True, slots=True)
class Capsule:
    """A capsule of ``strength_ng`` nanograms, taken whole."""

    id: str
    strength_ng: int
    beyond_use_days: int | None = None
    kind = "capsule"
    divisible_into = 1
    route = ORAL


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet of ``strength_ng`` nanograms that can be cut into ``divisible_into`` equal parts (``DIVISIONS``)."""

    id: str
    strength_ng: int
    divisible_into: int = 1
    beyond_use_days: int | None = None
    route: str = ORAL
    kind = "tablet"


@dataclass(frozen=True, slots=True)
class Liquid:
    """A liquid, measured with a syringe of ``capacity_nl`` with marks every ``graduation_nl`` nanolitres."""

    id: str
    concentration_ng_per_ml: int
    graduation_nl: int
    capacity_nl: int
    beyond_use_days: int | None = None
    route: str = ORAL
    kind = "liquid"


@dataclass(frozen=True, slots=True)
class Drops:
    """A liquid counted in drops, ``drops_per_ml`` to the millilitre."""

    id: str
    concentration_ng_per_ml: int
    drops_per_ml: int
    beyond_use_days: int | None = None
    route: str = ORAL
    kind = "drops"


Solid: TypeAlias = Capsule | Tablet
Formulation: TypeAlias = Capsule | Tablet | Liquid | Drops

ROUTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "capsule": (ORAL,),
        "tablet": (ORAL, SUBLINGUAL),
        "liquid": (ORAL, SUBLINGUAL, TOPICAL),
        "drops": (ORAL, SUBLINGUAL, EYE),
    }
)
"""The ways in which a product of each kind is taken, the usual one first."""


def strength_ng(formulation: Formulation) -> int:
    """Return nanograms in a piece, or in a millilitre."""
    if isinstance(formulation, Capsule | Tablet):
        return formulation.strength_ng
    return formulation.concentration_ng_per_ml


def strength_text(formulation: Formulation) -> str:
    """Write the strength of a product canonically: ``0.5 mg``, or ``1 mg/mL`` for what is measured."""
    if isinstance(formulation, Capsule | Tablet):
        return format_dose(formulation.strength_ng)
    return format_concentration(formulation.concentration_ng_per_ml)


def is_solid(formulation: Formulation) -> bool:
    """Tell whether the product is counted in pieces."""
    return isinstance(formulation, Capsule | Tablet)


def whole_marks(capacity_nl: int, graduation_nl: int) -> bool:
    """Tell whether a syringe holds a whole number of its marks, as every one that is measured with must."""
    return capacity_nl % graduation_nl == 0
