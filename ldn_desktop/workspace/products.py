"""Products as a person describes them: checked field by field, given an id, compared and listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from ldn_desktop.domain.amount import (
    AmountError,
    format_volume,
)
from ldn_desktop.domain.formulation import (
    ORAL,
    ROUTES,
    Capsule,
    Drops,
    Formulation,
    Liquid,
    Tablet,
    strength_text,
    whole_marks,
)
from ldn_desktop.reference.words.english import route_text
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
    route: str = ORAL

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
        strength, route = self._strength(), self.route if self.route in ROUTES[self.kind] else ORAL
        match self.kind:
            case "capsule":
                return Capsule(name, strength, beyond)
            case "tablet":
                return Tablet(name, strength, self.divisible_into, beyond, route)
            case "liquid":
                graduation, capacity = typed_volume(self.graduation_ml), typed_volume(self.capacity_ml)
                return Liquid(name, strength, graduation, capacity, beyond, route)
        return Drops(name, strength, self.drops_per_ml, beyond, route)

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
            return ProductForm(
                "tablet", text, product.divisible_into, beyond_use_days=beyond, route=product.route
            )
        case Liquid():
            marks, holds = format_volume(product.graduation_nl), format_volume(product.capacity_nl)
            return ProductForm("liquid", text, 1, marks, holds, beyond_use_days=beyond, route=product.route)
        case Drops():
            drops = product.drops_per_ml
            return ProductForm("drops", text, drops_per_ml=drops, beyond_use_days=beyond, route=product.route)


def route_words(route: str) -> str:
    """Say how a product is taken, by mouth too."""
    return route_text(route) or "by mouth"


def mixed_routes(products: Iterable[Formulation]) -> str:
    """Say that products in use together are not all taken in one way; nothing where they are."""
    one, *others = dict.fromkeys(product.route for product in products) or [ORAL]
    if not others:
        return ""
    ways = f"one {route_words(one)}, another {route_words(others[0])}"
    return f"Products in use together are taken in one way: {ways}; change or remove one."


def taken_alike(product: Formulation, beside: Iterable[Formulation]) -> tuple[Formulation, ...]:
    """Return the products beside one taken in its way, where each may be and somebody could choose that way.

    The one way of a capsule is nobody's choice: it changes no other product.
    """
    others = tuple(beside)
    chosen = len(ROUTES[product.kind]) > 1 and all(product.route in ROUTES[other.kind] for other in others)
    return tuple(_with_route(other, product.route) for other in others) if chosen else others


def routes_told(product: Formulation, beside: Iterable[Formulation]) -> str:
    """Say that the products beside one will be taken in its way too; nothing where they are already, or cannot be."""
    others = tuple(beside)
    changed = [old for old, new in zip(others, taken_alike(product, others), strict=True) if old != new]
    if not changed:
        return ""
    other = "The other product is" if len(others) == 1 else f"The other {len(others)} products are"
    return (
        f"{other} then taken {route_words(product.route)} too: products in use together are taken in one way."
    )


def _with_route(product: Formulation, route: str) -> Formulation:
    return product if isinstance(product, Capsule) else replace(product, route=route)


def new_id(product: Formulation, taken: set[str]) -> str:
    """Return an id that says what the product is, such as ``capsule-0.5-mg``, and is not taken."""
    stem = f"{product.kind}-{strength_text(product)}".replace(" ", "-").replace("/", "-per-")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name
