"""What is a licensed tablet, which liquids of a plan can be made at home of it, and why none can."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain.formulation import ORAL, Formulation, Liquid, Tablet
from ldn_desktop.papers.ahead import steps_ahead

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.planning.formulary import HomeMade

REASONS = ("no-liquid", "other-strength", "other-route", "keeps-longer", "not-low")
"""Why a plan has no liquid to make at home."""


def home_made(regimen: Regimen, content: Content, printed: date) -> tuple[Liquid, ...]:
    """Return the liquids of the steps ahead that one tablet in water makes, and that keep no longer than it does."""
    made = content.formulary.home_made
    return tuple(
        product
        for product in liquids_ahead(regimen, printed)
        if _is_made(product, made) and (product.beyond_use_days or made.keeps_days + 1) <= made.keeps_days
    )


def why_not_home_made(regimen: Regimen, content: Content, printed: date) -> str:
    """Return which of ``REASONS`` no liquid of a plan can be made at home for; empty where one can."""
    made, limit = content.formulary.home_made, content.thresholds.above_documented_ng
    liquids = liquids_ahead(regimen, printed)
    if not liquids:
        return "no-liquid"
    if not any(_is_made(product, made) for product in liquids):
        return "other-strength" if any(product.route == ORAL for product in liquids) else "other-route"
    if not home_made(regimen, content, printed):
        return "keeps-longer"
    return "not-low" if any(step.phase.dose_ng > limit for step in steps_ahead(regimen, printed)) else ""


def is_licensed(product: Formulation, content: Content) -> bool:
    """Tell whether a product is the tablet that is licensed, and not made up."""
    return isinstance(product, Tablet) and product.strength_ng == content.formulary.home_made.tablet_ng


def _is_made(product: Liquid, made: HomeMade) -> bool:
    return product.route == ORAL and product.concentration_ng_per_ml == made.concentration_ng_per_ml


def liquids_ahead(regimen: Regimen, printed: date) -> tuple[Liquid, ...]:
    """Return the liquids that a syringe measures on the days with a dose of the steps ahead."""
    return tuple(
        dict.fromkeys(
            portion.formulation
            for step in steps_ahead(regimen, printed)
            if step.phase.dose_days()
            for take in step.takes
            if take.recipe is not None
            for portion in take.recipe.portions
            if isinstance(portion.formulation, Liquid)
        )
    )
