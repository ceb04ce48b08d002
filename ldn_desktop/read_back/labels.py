"""How products are labelled in a day of the calendar, and whether what tells them apart is true of the plan's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ldn_desktop.domain.formulation import Formulation, Tablet
from ldn_desktop.read_back.asked import DifferentError
from ldn_desktop.read_back.grammar import VOLUME, Grammar, nameless, one_of, read_ml
from ldn_desktop.read_back.taken import product_of

_CUTS = {"halves": 2, "quarters": 4, "whole": 1}


class Labels:
    """How a product is labelled in a language: what it holds, and what tells it from another that holds as much."""

    def __init__(self, g: Grammar) -> None:
        self._g = g
        cuts = one_of([f"(?P<{name}>{g.pattern(f'product.{name}')})" for name in _CUTS])
        volumes = {"capacity": VOLUME, "marks": VOLUME}
        syringe, marks = (g.pattern(f"product.{name}", volumes) for name in ("syringe", "marks"))
        syringe = syringe.replace("?P<capacity>", "?P<alone>")
        dropper = g.pattern("product.dropper", {"count": g.whole}).replace("?P<count>", "?P<dropper>")
        keeps = g.pattern("product.keeps", {"days": g.counted("day")}).replace("?P<days>", "?P<keeps>")
        no_date = f"(?P<no_date>{g.pattern('product.no_date')})"
        measure = f"(?:{marks}|{syringe}|{cuts}|{dropper})"
        apart = f"{measure}?(?:(?:, )?(?:{keeps}|{no_date}))?"
        self.behind = rf"(?: ?\({apart}\))?"
        self.label = rf"(?P<strength>{g.strength}|{g.dose}){self.behind}"
        self.unnamed = nameless(self.label)

    def judge(
        self, fields: Mapping[str, str], kind: str, strength: Fraction, products: Sequence[Formulation]
    ) -> None:
        """Refuse what tells a product apart from another that is none of the plan's."""
        alike = [
            product
            for product in products
            if kind in {"", product.kind} and product_of(product).strength == strength
        ]
        if not any(self._is_told(product, fields) for product in alike):
            raise DifferentError("a product")

    def _is_told(self, product: Formulation, fields: Mapping[str, str | None]) -> bool:
        """Tell whether what stands behind a strength is true of a product."""
        made, whole = product_of(product), self._g.read_whole
        parts = product.divisible_into if isinstance(product, Tablet) else 1
        told = {name: text for name, text in fields.items() if text is not None}
        capacity = told.get("capacity") or told.get("alone")
        return (
            (capacity is None or read_ml(capacity) == made.syringe)
            and ("marks" not in told or read_ml(told["marks"]) == made.mark)
            and all(name not in told or count == parts for name, count in _CUTS.items())
            and ("dropper" not in told or whole(told["dropper"]) == made.per_ml)
            and ("keeps" not in told or whole(told["keeps"]) == product.beyond_use_days)
            and ("no_date" not in told or product.beyond_use_days is None)
        )
