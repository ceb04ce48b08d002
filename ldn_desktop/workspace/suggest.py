"""Suggests sets of products that make every dose of a plan exactly, the easiest to take first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from ldn_desktop.domain.cost import cost_at
from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import QUARTERS, Formulation
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.practice import Pharmacy
from ldn_desktop.domain.recipe import Allowed, Count, Recipe, Recipes
from ldn_desktop.domain.regimen import administered
from ldn_desktop.domain.work import TooMuchWorkError, Work

MOST_IN_A_SET = 4
MOST_SUGGESTIONS = 8


class Suggestion(NamedTuple):
    """A set of products and what taking them means: pieces in the fullest dose and over the whole course.

    ``cost`` is that of all fills in the smallest unit of the pharmacy's currency; ``None`` where a price is not known.
    """

    products: tuple[Formulation, ...]
    most_pieces: int
    all_pieces: int
    cut_days: int
    left_quarters: int
    cost: int | None = None


def of_pharmacy(plan: Plan, pharmacy: Pharmacy, overage_percent: int) -> tuple[Suggestion, ...]:
    """Return the sets that a pharmacy makes, ranked as ``suggestions``; of those alike the one that costs least first.

    What the fills cost is counted as they are handed out: whole pieces, whole millilitres with the overage.
    """
    found = _sets(plan, [made.formulation for made in pharmacy.makes])
    # What is harder to take than the last that may be offered is offered at no price.
    easy = [each for each in found if _ease(each) <= _ease(found[:MOST_SUGGESTIONS][-1])]
    costed = [each._replace(cost=_cost(plan, each.products, pharmacy, overage_percent)) for each in easy]
    return tuple(sorted(costed, key=_rank_by_cost)[:MOST_SUGGESTIONS])


def _ease(suggestion: Suggestion) -> tuple[int, ...]:
    """Return by what sets are alike: only among those does the cost rank."""
    return _rank(suggestion)[:3]


def _rank_by_cost(suggestion: Suggestion) -> tuple[int, ...]:
    unknown = suggestion.cost is None
    return *_ease(suggestion), int(unknown), suggestion.cost or 0, *_rank(suggestion)[3:]


def _cost(
    plan: Plan, products: tuple[Formulation, ...], pharmacy: Pharmacy, overage_percent: int
) -> int | None:
    """Return what all fills of a set cost; ``None`` where a price is missing, or the course has none."""
    try:
        _, supply = administered(replace(plan, formulations=products), Work())
    except (CourseError, TooMuchWorkError):
        return None
    of_set = {product.id for product in products}
    fills = [fill for fill in supply.fills if fill.quantity.formulation.id in of_set]
    return cost_at(pharmacy, fills, overage_percent).total


def suggestions(plan: Plan, offered: Iterable[Formulation]) -> tuple[Suggestion, ...]:
    """Return sets from ``offered`` that make every dose exactly within the plan's limit of pieces.

    Products in a set are taken in one way. Ranked: fewest pieces in a dose, fewest products, least cutting, fewest
    pieces over the course, least waste.
    """
    return tuple(_sets(plan, offered)[:MOST_SUGGESTIONS])


def _sets(plan: Plan, offered: Iterable[Formulation]) -> list[Suggestion]:
    """Return all sets, ranked, without those that only add a product to a better one."""
    doses = _doses(plan)
    if not doses:
        return []
    useful = [product for product in offered if _may_help(product, doses)]
    tried = _Tried(doses, plan.allowed)
    found: list[Suggestion] = []
    for size in range(1, MOST_IN_A_SET + 1):
        # What makes every dose in one whole piece or measure is no better for a product more.
        perfect = [set(each.products) for each in found if (each.most_pieces, each.cut_days) == (1, 0)]
        for products in combinations(useful, size):
            if len({product.route for product in products}) == 1 and not any(
                known <= set(products) for known in perfect
            ):
                found += tried.suggestion(products)
    found.sort(key=_rank)
    kept: list[Suggestion] = []
    for suggestion in found:
        if not any(
            set(better.products) <= set(suggestion.products) and _no_gain(better, suggestion)
            for better in kept
        ):
            kept.append(suggestion)
    return kept


def _rank(suggestion: Suggestion) -> tuple[int, ...]:
    return (
        suggestion.most_pieces,
        len(suggestion.products),
        suggestion.cut_days,
        suggestion.all_pieces,
        suggestion.left_quarters,
    )


def _no_gain(better: Suggestion, other: Suggestion) -> bool:
    return better.most_pieces <= other.most_pieces and better.cut_days <= other.cut_days


def _doses(plan: Plan) -> dict[int, int]:
    """Return each single dose with the number of times it is taken; empty where a split is not whole."""
    counts: dict[int, int] = {}
    try:
        course = lay(plan)
    except CourseError:
        return {}
    for phase in course:
        days = len(phase.dose_days())
        for _, dose in phase.split() if days else ():
            if dose is None:
                return {}
            counts[dose] = counts.get(dose, 0) + days
    return counts


def _may_help(product: Formulation, doses: dict[int, int]) -> bool:
    strength = getattr(product, "strength_ng", 0) // getattr(product, "divisible_into", 1)
    return strength <= max(doses)


class _Tried:
    """Tries sets of products, the doses that stood in the way of others first."""

    def __init__(self, doses: dict[int, int], limit: Allowed) -> None:
        self._doses, self._limit = list(doses.items()), limit

    def suggestion(self, products: tuple[Formulation, ...]) -> tuple[Suggestion, ...]:
        """Return what taking a set means; nothing where it does not make every dose, or has a product too many."""
        recipes = Recipes(products, self._limit)
        most = pieces = cut = 0
        used: dict[Formulation, int] = {}
        for at, (dose, times) in enumerate(self._doses):
            try:
                recipe = recipes.solve(dose)
            except TooMuchWorkError:
                return ()
            if recipe is None or recipe.over_limit:
                self._doses.insert(0, self._doses.pop(at))
                return ()
            most = max(most, recipe.pieces or 1)
            pieces += (recipe.pieces or 1) * times
            cut += times * _is_cut(recipe)
            for portion in recipe.portions:
                quarters = portion.quarters * times if isinstance(portion, Count) else 0
                used[portion.formulation] = used.get(portion.formulation, 0) + quarters
        if len(used) < len(products):
            return ()
        left = sum(-quarters % QUARTERS for quarters in used.values())
        return (Suggestion(products, most, pieces, cut, left),)


def _is_cut(recipe: Recipe) -> bool:
    return any(isinstance(p, Count) and p.quarters % QUARTERS for p in recipe.portions)
