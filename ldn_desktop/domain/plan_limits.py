"""What a plan may hold at most, and what its products and medicines must be, before any course is laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.ladder import MOST_DAYS, MOST_RUNGS
from ldn_desktop.domain.plan import Plan
from ldn_desktop.domain.recipe import MOST_DROPS, MOST_MEASURES, MOST_PIECES

MOST_PRODUCTS, MOST_ADJUSTMENTS, MOST_OPIOIDS, MOST_MEDICINES = 24, 200, 200, 50
"""Products in force together, changes along the way, opioids, other medicines: no plan of a person needs more."""
LONGEST_MEDICINE, LONGEST_INSTRUCTIONS, LONGEST_OF_ORDER = 120, 1000, 500
"""Characters of the name of another medicine, of the text for the patient, of a text of the pharmacy's order."""
MOST_REFILLS = 99


class DatedError(ValueError):
    """A refusal whose sentence may have days in it: named fields, written as a plan file writes them until told how."""

    def __init__(self, sentence: str, **days: date) -> None:
        super().__init__(sentence, days)
        self.sentence, self.days = sentence, days

    def told(self, written: Callable[[date], str] = date.isoformat) -> str:
        """Return the sentence with its days as ``written``."""
        return (
            self.sentence.format(**{name: written(day) for name, day in self.days.items()})
            if self.days
            else self.sentence
        )

    def __str__(self) -> str:
        return self.told()


class CourseError(DatedError):
    """A plan that has no course. ``path`` names the field of the plan at fault, the sentence says why.

    ``adjustment`` is the place of the adjustment that is refused, where it is one.
    """

    def __init__(self, path: str, sentence: str, adjustment: int | None = None, **days: date) -> None:
        super().__init__(sentence, **days)
        self.path, self.adjustment = path, adjustment


def check_sizes(plan: Plan) -> None:
    """Refuse (``CourseError``) more steps, products, adjustments, pieces or days of a fill than there may be.

    So are other medicines that are too many, too long, without a name or named twice.
    """
    numbers = (
        ("max_pieces_per_dose", plan.max_pieces_per_dose, MOST_PIECES),
        ("max_measures_per_dose", plan.max_measures_per_dose, MOST_MEASURES),
        ("max_drops_per_dose", plan.max_drops_per_dose, MOST_DROPS),
        ("fill_days", plan.fill_days, MOST_DAYS),
    )
    for path, number, most in numbers:
        if not 1 <= number <= most:
            raise CourseError(path, f"{number:,} is outside 1 to {most:,}; choose another number")
    lists = [
        ("ladder", len(plan.ladder), MOST_RUNGS, "steps"),
        ("formulations", len(plan.formulations), MOST_PRODUCTS, "products"),
        ("adjustments", len(plan.adjustments), MOST_ADJUSTMENTS, "adjustments"),
        ("medicines", len(plan.medicines), MOST_MEDICINES, "medicines"),
        ("screening.opioids", len(plan.screening.opioids), MOST_OPIOIDS, "opioids"),
    ]
    for at, products in plan.product_changes.items():
        lists.append((f"adjustments[{at}].formulations", len(products), MOST_PRODUCTS, "products"))
    for path, count, most, what in lists:
        if count > most:
            raise CourseError(
                path, f"{count:,} {what} are more than the {most:,} that there may be; remove some"
            )
    _check_medicines(plan.medicines)
    texts = [("instructions", plan.instructions, LONGEST_INSTRUCTIONS)]
    order = plan.order._asdict().items()
    texts += [(f"order.{name}", text, LONGEST_OF_ORDER) for name, text in order if isinstance(text, str)]
    for path, text, longest in texts:
        if len(text) > longest:
            raise CourseError(
                path, f"has {len(text):,} characters, more than the {longest:,} that it may have; shorten it"
            )


def _check_medicines(medicines: Sequence[str]) -> None:
    known: set[str] = set()
    for at, name in enumerate(medicines):
        path = f"medicines[{at}]"
        if not name.strip():
            raise CourseError(path, "is empty; type the name of a medicine, or remove it")
        if len(name) > LONGEST_MEDICINE:
            most = f"{LONGEST_MEDICINE} that the name of a medicine may have"
            raise CourseError(path, f"has {len(name):,} characters, more than the {most}; shorten it")
        if name.casefold() in known:
            raise CourseError(path, f"{quoted(name)} stands there twice; remove one of the two")
        known.add(name.casefold())


def check_products(plan: Plan) -> None:
    """Refuse (``CourseError``) an id that stands for two different products of a plan."""
    known = {f.id: f for f in plan.formulations}
    for at, products in plan.product_changes.items():
        for place, product in enumerate(products):
            if known.setdefault(product.id, product) != product:
                raise CourseError(
                    f"adjustments[{at}].formulations[{place}]",
                    f"the id {quoted(product.id)} already stands for another product; give this one an id of its own",
                )
