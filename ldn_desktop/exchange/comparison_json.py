"""Two plans side by side as JSON values: what ``compare --json`` prints for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ldn_desktop.domain.amount import format_dose, format_volume
from ldn_desktop.domain.comparison import Comparison
from ldn_desktop.domain.cost import Cost
from ldn_desktop.domain.days_apart import Days, Given
from ldn_desktop.domain.figures import VOLUME, Figures
from ldn_desktop.domain.finding import SEVERITIES
from ldn_desktop.domain.formulation import strength_text
from ldn_desktop.domain.practice import Pharmacy
from ldn_desktop.domain.prices import price_text
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.use import units_text


def comparison_json(comparison: Comparison, names: tuple[str, str]) -> dict[str, object]:
    """Return both plans' figures, their cost, and how their days differ; a mean is an exact fraction as text."""
    first = comparison.first_apart
    sides = zip(names, (comparison.left, comparison.right), comparison.figures, strict=True)
    return {
        "plans": [_side(name, regimen, figures) for name, regimen, figures in sides],
        "one_person": comparison.one_person,
        "costs": [
            {"pharmacy": p.pharmacy.name, "costs": [_cost(cost, p.pharmacy) for cost in (p.left, p.right)]}
            for p in comparison.priced
        ],
        "first_other_dose": first
        and {"day": first.day, "doses": [format_dose(first.left_ng), format_dose(first.right_ng)]},
        "days": [_days(days) for days in comparison.days],
    }


def _side(name: str, regimen: Regimen, figures: Figures) -> dict[str, object]:
    return {
        "name": name,
        "first": regimen.first.isoformat(),
        "target": format_dose(figures.target_ng),
        "target_day": figures.target_day,
        "last_dose_day": figures.last_day,
        "highest": format_dose(figures.highest_ng),
        "days": figures.days,
        "dose_days": figures.dose_days,
        "after": figures.after,
        "waits_from": figures.waits_from,
        "taken": {
            kind: {
                "most": format_volume(day.most) if kind == VOLUME else str(day.most),
                "all": format_volume(day.all) if kind == VOLUME else str(day.all),
                "days": day.days,
                "mean": f"{format_volume(day.all) if kind == VOLUME else day.all}/{day.days}",
            }
            for kind, day in figures.taken.items()
        },
        "cut_days": figures.cut_days,
        "collections": figures.collections,
        "products": [
            {
                "kind": handed.product.kind,
                "strength": strength_text(handed.product),
                "fills": handed.fills,
                "need": units_text(handed.product, handed.need),
                "left": units_text(handed.product, handed.left),
            }
            for handed in figures.handed
        ],
        "unmeasured": [{"dose": format_dose(dose), "days": days} for dose, days in figures.unmeasured],
        "findings": dict(zip(SEVERITIES, figures.findings, strict=True)),
    }


def _cost(cost: Cost, pharmacy: Pharmacy) -> dict[str, object] | None:
    if cost.total is None or pharmacy.currency is None:
        return None
    return {"sum": price_text(cost.total, pharmacy.currency), "currency": pharmacy.currency.code}


def _days(days: Days) -> dict[str, object]:
    steps = [tuple(_steps(given)) for given in (days.left, days.right)]
    return {
        "first": days.first,
        "last": days.last,
        "says": [given[0].says for given in (days.left, days.right)],
        "doses": [[dose for dose, _ in side] for side in steps],
        "conditions": [[condition for _, condition in side] for side in steps],
        "apart": days.apart,
    }


def _steps(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    """Yield dose and condition of each step; no dose where a rhythm leaves all of the days free."""
    for step, group in groupby(given, lambda each: each.step):
        if step is not None:
            first, *others = group
            dosed = any(each.days for each in (first, *others))
            yield format_dose(step.phase.dose_ng if dosed else 0), first.condition
