"""Which liquids of a plan can be made at home of licensed tablets, and why none can."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain.amount import format_concentration, format_dose
from ldn_desktop.domain.formulation import ORAL, Liquid, strength_text
from ldn_desktop.papers.follow_up import steps_ahead

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.planning.formulary import HomeMade


def home_made(regimen: Regimen, content: Content, printed: date) -> tuple[Liquid, ...]:
    """Return the liquids of the steps ahead that one tablet in water makes, and that keep no longer than it does."""
    made = content.formulary.home_made
    return tuple(
        product
        for product in _liquids_ahead(regimen, printed)
        if _is_made(product, made) and (product.beyond_use_days or made.keeps_days + 1) <= made.keeps_days
    )


def why_not_home_made(regimen: Regimen, content: Content, printed: date) -> str:
    """Say why no liquid of a plan can be made at home; empty where one can."""
    made, limit = content.formulary.home_made, content.thresholds.above_documented_ng
    strength, days = format_concentration(made.concentration_ng_per_ml), f"{made.keeps_days} days"
    liquids = _liquids_ahead(regimen, printed)
    if not liquids:
        return f"No step ahead is taken as a liquid that a syringe measures; it is for one of {strength} to swallow."
    alike = [product for product in liquids if _is_made(product, made)]
    if not alike:
        told = " and ".join(dict.fromkeys(map(strength_text, liquids)))
        return (
            f"The only way known here, one {format_dose(made.tablet_ng)} tablet in water, makes {strength} to swallow; "
            f"this plan has a liquid of {told}{'' if liquids[0].route == ORAL else ', taken another way'}."
        )
    if not home_made(regimen, content, printed):
        return (
            f"Without preservative it is counted {days} at most; give the {strength} liquid {days} or fewer, or order "
            "it from a pharmacy."
        )
    if any(step.phase.dose_ng > limit for step in steps_ahead(regimen, printed)):
        return f"It is for low doses, and a step ahead is above {format_dose(limit)} a day."
    return ""


def _is_made(product: Liquid, made: HomeMade) -> bool:
    return product.route == ORAL and product.concentration_ng_per_ml == made.concentration_ng_per_ml


def _liquids_ahead(regimen: Regimen, printed: date) -> tuple[Liquid, ...]:
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
