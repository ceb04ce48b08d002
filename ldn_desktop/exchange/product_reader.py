"""Reads the products of a plan file: each with what its kind needs, all of them taken in one way."""

from __future__ import annotations

from ldn_desktop.decoding.strict import FileError, Node
from ldn_desktop.domain.amount import format_volume, parse_concentration, parse_dose, parse_volume, quoted
from ldn_desktop.domain.formulation import (
    DIVISIONS,
    MOST_DROPS_PER_ML,
    ORAL,
    ROUTES,
    Capsule,
    Drops,
    Formulation,
    Liquid,
    Tablet,
    whole_marks,
)
from ldn_desktop.domain.ladder import MOST_DAYS


def read_formulations(node: Node) -> tuple[Formulation, ...]:
    """Return a list of products. Refused (``FileError``): what is none, an id twice, several ways to take them."""
    found: dict[str, Formulation] = {}
    for item in node.items("product"):
        product = read_formulation(item)
        if product.id in found:
            raise FileError(
                f"{item.path}.id", f"{quoted(product.id)} is the id of an earlier product; use another."
            )
        first = next(iter(found.values()), product)
        if product.route != first.route:
            raise FileError(
                f"{item.path}.route",
                f"is {product.route}, but {quoted(first.id)} beside it is {first.route}; products in use together "
                "are taken in one way.",
            )
        found[product.id] = product
    return tuple(found.values())


_PRODUCT_FIELDS = {
    "capsule": (("strength",), ()),
    "tablet": (("strength",), ("divisible_into",)),
    "liquid": (("concentration", "graduation_ml", "capacity_ml"), ()),
    "drops": (("concentration", "drops_per_ml"), ()),
}


def read_formulation(node: Node) -> Formulation:
    """Return a product. Refused (``FileError``): what is none."""
    kind = node.member("kind").choice(*_PRODUCT_FIELDS)
    needed, allowed = _PRODUCT_FIELDS[kind]
    f = node.fields(("id", "kind", *needed), (*allowed, "beyond_use_days", "route"))
    name = f["id"].filled()
    beyond = f["beyond_use_days"].whole(1, MOST_DAYS) if "beyond_use_days" in f else None
    route = _route(f["route"], kind) if "route" in f else ORAL
    match kind:
        case "capsule":
            return Capsule(name, _strength(f["strength"]), beyond)
        case "tablet":
            return Tablet(name, _strength(f["strength"]), _parts(f), beyond, route)
        case "liquid":
            return _liquid(f, name, beyond, route)
    drops = f["drops_per_ml"].whole(1, MOST_DROPS_PER_ML)
    return Drops(name, f["concentration"].amount(parse_concentration), drops, beyond, route)


def _strength(node: Node) -> int:
    strength = node.amount(parse_dose)
    if strength == 0:
        raise node.fail("is 0; give a strength above 0.")
    return strength


def _parts(fields: dict[str, Node]) -> int:
    if "divisible_into" not in fields:
        return 1
    node = fields["divisible_into"]
    parts = node.whole(1)
    if parts not in DIVISIONS:
        *fewer, most = map(str, DIVISIONS)
        raise node.fail(f"is {parts}; a tablet divides into {', '.join(fewer)} or {most} parts.")
    return parts


def _route(node: Node, kind: str) -> str:
    """Return how a product of a kind is taken. Refused (``FileError``): a way that is unknown, or not of that kind."""
    text = node.text()
    if text not in ROUTES[kind] and any(text in routes for routes in ROUTES.values()):
        many = kind if kind == "drops" else f"a {kind}"
        raise node.fail(f"{quoted(text)} is no route of {many}; use {' or '.join(ROUTES[kind])}.")
    return node.choice(*ROUTES[kind])


def _liquid(fields: dict[str, Node], name: str, beyond: int | None, route: str) -> Liquid:
    concentration = fields["concentration"].amount(parse_concentration)
    graduation = fields["graduation_ml"].amount(parse_volume)
    capacity = fields["capacity_ml"].amount(parse_volume)
    if not whole_marks(capacity, graduation):
        marks = format_volume(graduation)
        raise fields["capacity_ml"].fail(
            f"is no whole number of marks of {marks} mL; correct one of the two."
        )
    return Liquid(name, concentration, graduation, capacity, beyond, route)
