"""Suggests sets of products that make every dose of a plan exactly, the easiest to take first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from ldn_desktop.domain.course import lay
from ldn_desktop.domain.formulation import QUARTERS, Formulation
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.plan_limits import CourseError
from ldn_desktop.domain.recipe import Allowed, Count, Recipe, solve
from ldn_desktop.domain.work import TooMuchWorkError

MOST_IN_A_SET = 4
MOST_SUGGESTIONS = 8


class Suggestion(NamedTuple):
    """A set of products and what taking them means: pieces in the fullest dose and over the whole course."""

    products: tuple[Formulation, ...]
    most_pieces: int
    all_pieces: int
    cut_days: int
    left_quarters: int


def suggestions(plan: Plan, offered: Iterable[Formulation]) -> tuple[Suggestion, ...]:
    """Return sets from ``offered`` that make every dose exactly within the plan's limit of pieces.

    Ranked: fewest pieces in a dose, fewest products, least cutting, fewest pieces over the course, least waste.
    """
    doses = _doses(plan)
    if not doses:
        return ()
    useful = [product for product in offered if _may_help(product, doses)]
    found: list[Suggestion] = []
    for size in range(1, MOST_IN_A_SET + 1):
        found += _of_size(size, useful, doses, plan.allowed)
    found.sort(key=_rank)
    kept: list[Suggestion] = []
    for suggestion in found:
        # A set that only adds a product to a better one teaches nothing.
        if not any(
            set(better.products) <= set(suggestion.products) and _no_gain(better, suggestion)
            for better in kept
        ):
            kept.append(suggestion)
    return tuple(kept[:MOST_SUGGESTIONS])


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


def _of_size(
    size: int, offered: list[Formulation], doses: dict[int, int], limit: Allowed
) -> Iterator[Suggestion]:
    for products in combinations(offered, size):
        suggestion = _tried(products, doses, limit)
        if suggestion is not None:
            yield suggestion


def _tried(products: tuple[Formulation, ...], doses: dict[int, int], limit: Allowed) -> Suggestion | None:
    most = pieces = cut = 0
    used: dict[Formulation, int] = {}
    for dose, times in doses.items():
        try:
            recipe = solve(dose, products, limit)
        except TooMuchWorkError:
            return None
        if recipe is None or recipe.over_limit:
            return None
        most = max(most, recipe.pieces or 1)
        pieces += (recipe.pieces or 1) * times
        cut += times * _is_cut(recipe)
        for portion in recipe.portions:
            quarters = portion.quarters * times if isinstance(portion, Count) else 0
            used[portion.formulation] = used.get(portion.formulation, 0) + quarters
    if len(used) < len(products):
        return None
    left = sum(-quarters % QUARTERS for quarters in used.values())
    return Suggestion(products, most, pieces, cut, left)


def _is_cut(recipe: Recipe) -> bool:
    return any(isinstance(p, Count) and p.quarters % QUARTERS for p in recipe.portions)
