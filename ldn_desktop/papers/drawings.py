"""Which drawing stands for a portion, on screen and paper: size and filling rise with the strength."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Formulation, Liquid, Tablet, strength_ng
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.reference.words.wording import DoseWords

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Steps
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.words.sentences import Sentences

LEVELS = 4
MOST_DRAWN = 6


class Drawing(NamedTuple):
    """One piece or syringe. ``quarters`` of a piece are drawn; of a syringe ``thousandths`` are filled."""

    kind: str
    level: int
    quarters: int = QUARTERS
    thousandths: int = 0


def drawing_levels(kits: Iterable[Iterable[Formulation]]) -> dict[str, int]:
    """Return for each solid's id its drawing, 0 for the weakest; a stronger one has never a lower than a weaker one.

    ``kits`` are the products in force together, in the order in which they come into force. With up to three
    strengths the drawings are outline (0), half (2) and solid (3). Of more than there are drawings some share theirs
    (``are_alike``): those that are no longer in force before those that are, and who had a drawing keeps it where
    there is room.
    """
    solids = [tuple(p for p in kit if isinstance(p, Capsule | Tablet)) for kit in kits]
    levels = _few({product.strength_ng for kit in solids for product in kit})
    if levels is None:
        levels, seen = {}, set[int]()
        for kit, _ in groupby(solids):
            current = {product.strength_ng for product in kit}
            seen |= current
            levels = _few(seen) or _passed_on(levels, current)
    return {product.id: levels[product.strength_ng] for kit in solids for product in kit}


def levels_of(*regimens: Regimen) -> dict[str, int]:
    """Return the drawing of each solid of plans that follow each other, by id."""
    return drawing_levels(step.phase.formulations for regimen in regimens for step in regimen.steps)


def are_alike(regimen: Regimen) -> bool:
    """Tell whether two products of a plan cannot be told apart at a glance by their drawings.

    Solids that share a drawing, and all others of one kind: whole tablets are filled dots, small or large.
    """
    products = regimen.products
    others = {(p.kind, strength_ng(p), _holds(p)) for p in products if not isinstance(p, Capsule)}
    levels = {(p.strength_ng, levels_of(regimen)[p.id]) for p in products if isinstance(p, Capsule | Tablet)}
    return len(others) > len({kind for kind, *_ in others}) or len(levels) > len({at for _, at in levels})


def _holds(product: Formulation) -> int:
    return product.capacity_nl if isinstance(product, Liquid) else 0


def _few(strengths: Collection[int]) -> dict[int, int] | None:
    """Return the drawings of strengths, each its own; ``None`` for more than there are."""
    order = {0: (), 1: (0,), 2: (0, 2), 3: (0, 2, 3)}.get(len(strengths), tuple(range(LEVELS)))
    return dict(zip(sorted(strengths), order, strict=True)) if len(strengths) <= LEVELS else None


def _passed_on(before: Mapping[int, int], current: Collection[int]) -> dict[int, int]:
    """Return the drawings once other strengths are in force, beside those that had one before."""
    ordered = sorted(current)
    wishes = [before.get(each, _newcomer(each, before)) for each in ordered]
    if not before:
        wishes = [at * LEVELS // len(ordered) for at in range(len(ordered))]
    levels = dict(zip(ordered, _rising(wishes), strict=True))
    for strength in before.keys() - levels.keys():
        low = max((levels[each] for each in ordered if each < strength), default=0)
        high = min((levels[each] for each in ordered if each > strength), default=LEVELS - 1)
        levels[strength] = min(max(before[strength], low), high)
    return levels


def _newcomer(strength: int, before: Mapping[int, int]) -> int:
    """Return the drawing above that of the next weaker strength, at most that of the next stronger one."""
    low = max((level for each, level in before.items() if each < strength), default=-1)
    high = min((level for each, level in before.items() if each > strength), default=LEVELS - 1)
    return min(low + 1, high)


def _rising(wishes: Sequence[int]) -> tuple[int, ...]:
    """Return drawings that never fall, with as few that are shared as can be, and then as near to wishes as can be."""
    ways: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for wish in wishes:
        ways = [
            min(
                (shared + (drawn[-1:] == (level,)), off + abs(level - wish), (*drawn, level))
                for shared, off, drawn in ways
                if not drawn or drawn[-1] <= level
            )
            for level in range(LEVELS)
        ]
    return min(ways)[2]


def drawings_of(portion: Portion, regimen: Regimen) -> tuple[Drawing, ...]:
    """Return the drawings of a portion, one a piece or filling; too many to count at a glance get none."""
    product = portion.formulation
    if isinstance(portion, Count):
        if portion.pieces > MOST_DRAWN:
            return ()
        level = levels_of(regimen).get(product.id, 0)
        whole, part = divmod(portion.quarters, QUARTERS)
        parts = [QUARTERS] * whole + ([part] if part else [])
        return tuple(Drawing(product.kind, level, quarters) for quarters in parts)
    if isinstance(portion, Volume):
        if portion.measures > MOST_DRAWN:
            return ()
        full = portion.formulation.capacity_nl
        return tuple(Drawing("liquid", 0, thousandths=nl * 1000 // full) for nl in portion.fillings)
    return (Drawing("drops", 0),)


def key_of(
    steps: Steps, regimen: Regimen, doses: DoseWords, words: Sentences
) -> tuple[tuple[str, tuple[Drawing, ...]], ...]:
    """Return the products that some steps use, the weakest first, each with its drawing, strength and syringe."""
    used = used_in(steps)
    used.sort(key=lambda product: (isinstance(product, Liquid), strength_ng(product)))
    return tuple((key_words(product, doses, words), (drawing_of(product, regimen),)) for product in used)


def drawing_of(product: Formulation, regimen: Regimen) -> Drawing:
    """Return the drawing that stands for a product of a plan, a syringe half full."""
    level = levels_of(regimen).get(product.id, 0)
    return Drawing(product.kind, level, thousandths=500)


def used_in(steps: Steps) -> list[Formulation]:
    """Return the products that some steps use, by id."""
    portions = (p for step in steps for take in step.takes if take.recipe for p in take.recipe.portions)
    return sorted({portion.formulation for portion in portions}, key=lambda product: product.id)


def key_words(product: Formulation, doses: DoseWords, words: Sentences) -> str:
    """Name a product as the rows do, with its syringe or dropper and how long it keeps."""
    told = doses.language.product(doses.strength(product), product.kind)
    if isinstance(product, Liquid):
        told = words.say(
            "key_liquid",
            strength=doses.strength(product),
            capacity=f"{format_volume(product.capacity_nl)} mL",
            marks=f"{format_volume(product.graduation_nl)} mL",
        )
    elif isinstance(product, Drops):
        told = words.say(
            "key_drops",
            strength=doses.strength(product),
            each=doses.language.counted(product.drops_per_ml, "drop"),
        )
    if route := doses.language.route(product.route):
        told = words.say("key_routed", product=told, route=route)
    days = product.beyond_use_days
    return words.say("key_keeps", product=told, days=doses.language.counted(days, "day")) if days else told
