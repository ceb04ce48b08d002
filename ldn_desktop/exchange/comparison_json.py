"""Two plans side by side as JSON values: what ``compare --json`` prints for programs."""

from __future__ import annotations

from ldn_desktop.domain.amount import format_dose, format_volume
from ldn_desktop.domain.comparison import Comparison, Span
from ldn_desktop.domain.cost import Cost
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
        "days": [_span(span) for span in comparison.spans],
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


def _span(span: Span) -> dict[str, object]:
    doses = [[format_dose(step.phase.dose_ng) for step in steps] for steps in (span.left, span.right)]
    return {"first": span.first, "last": span.last, "doses": doses, "apart": span.apart}
