"""Products as a person describes them: checked field by field, given an id, compared and listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.domain.amount import (
    AmountError,
    format_volume,
)
from ldn_desktop.domain.formulation import (
    Capsule,
    Drops,
    Formulation,
    Liquid,
    Tablet,
    strength_text,
    whole_marks,
)
from ldn_desktop.workspace.typed import typed_concentration, typed_dose, typed_volume


class ProductForm(NamedTuple):
    """What is typed about a product; texts as typed, numbers as chosen. ``beyond_use_days`` 0 means none."""

    kind: str
    strength: str = ""
    divisible_into: int = 1
    graduation_ml: str = ""
    capacity_ml: str = ""
    drops_per_ml: int = 20
    beyond_use_days: int = 0

    def problems(self) -> dict[str, str]:
        """Return, for each field that cannot be read, the sentence that says why; empty where all can."""
        found: dict[str, str] = {}
        try:
            self._strength()
        except AmountError as error:
            found["strength"] = str(error)
        if self.kind == "liquid":
            for name, text in (("graduation_ml", self.graduation_ml), ("capacity_ml", self.capacity_ml)):
                try:
                    typed_volume(text)
                except AmountError as error:
                    found[name] = str(error)
            if not found and not whole_marks(
                typed_volume(self.capacity_ml), typed_volume(self.graduation_ml)
            ):
                marks = format_volume(typed_volume(self.graduation_ml))
                found["capacity_ml"] = f"The syringe must hold a whole number of marks of {marks} mL."
        return found

    def product(self, name: str) -> Formulation:
        """Return the product with an id. Refused (``AmountError``): what ``problems`` tells."""
        beyond = self.beyond_use_days or None
        strength = self._strength()
        match self.kind:
            case "capsule":
                return Capsule(name, strength, beyond)
            case "tablet":
                return Tablet(name, strength, self.divisible_into, beyond)
            case "liquid":
                graduation, capacity = typed_volume(self.graduation_ml), typed_volume(self.capacity_ml)
                return Liquid(name, strength, graduation, capacity, beyond)
        return Drops(name, strength, self.drops_per_ml, beyond)

    def _strength(self) -> int:
        if self.kind in {"liquid", "drops"}:
            return typed_concentration(self.strength)
        strength = typed_dose(self.strength)
        if strength == 0:
            raise AmountError("A product needs a strength above 0, such as 0.5 mg.")
        return strength


class ProductDefaults(NamedTuple):
    """What the product form begins with.

    ``usual_marks`` is the distance of two marks by the size of a syringe, in nL.
    """

    form: ProductForm
    usual_marks: Mapping[int, int]

    def marks_of(self, capacity_ml: str) -> str:
        """Return the usual marks of a size as typed, in mL; empty where it is no size that has them."""
        try:
            marks = self.usual_marks.get(typed_volume(capacity_ml))
        except AmountError:
            return ""
        return format_volume(marks) if marks else ""


def form_of(product: Formulation) -> ProductForm:
    """Return the form that describes a product."""
    beyond, text = product.beyond_use_days or 0, strength_text(product)
    match product:
        case Capsule():
            return ProductForm("capsule", text, beyond_use_days=beyond)
        case Tablet():
            return ProductForm("tablet", text, product.divisible_into, beyond_use_days=beyond)
        case Liquid():
            marks, holds = format_volume(product.graduation_nl), format_volume(product.capacity_nl)
            return ProductForm("liquid", text, 1, marks, holds, beyond_use_days=beyond)
        case Drops():
            return ProductForm("drops", text, drops_per_ml=product.drops_per_ml, beyond_use_days=beyond)


def new_id(product: Formulation, taken: set[str]) -> str:
    """Return an id that says what the product is, such as ``capsule-0.5-mg``, and is not taken."""
    stem = f"{product.kind}-{strength_text(product)}".replace(" ", "-").replace("/", "-per-")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name
