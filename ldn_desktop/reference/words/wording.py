"""Doses, products and portions in words, the same on every screen and page, in the language that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import (
    NG_PER_MG,
    decimal_text,
    format_concentration,
    format_volume,
    show_dose,
    spans_units,
)
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Formulation, Liquid, Tablet
from ldn_desktop.domain.recipe import Count, Portion, Volume
from ldn_desktop.reference.words.english import ENGLISH
from ldn_desktop.reference.words.language import Language

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Take
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.use import Quantity

_PARTS = {1: "¼", 2: "½", 3: "¾"}
_MCG = r"\bmcg\b"
NARROW = "\N{NO-BREAK SPACE}"


def quarters_text(quarters: int) -> str:
    """Write a count of quarters as people read it: ``2``, ``1½``, ``¾``."""
    whole, part = divmod(quarters, QUARTERS)
    return f"{whole or ''}{_PARTS[part]}" if part else str(whole)


def held(product: Formulation) -> int:
    """Return the nanograms that one piece or one millilitre holds."""
    return product.strength_ng if isinstance(product, Capsule | Tablet) else product.concentration_ng_per_ml


class Wording(NamedTuple):
    """How whoever reads wants things written.

    ``micro`` stands for micrograms, ``mcg`` or ``micrograms``; in which language.
    """

    micro: str = "mcg"
    language: Language = ENGLISH

    def doses(self, doses: Iterable[int], products: Iterable[Formulation] = ()) -> DoseWords:
        """Return the words of a screen or page that shows these doses and products."""
        return DoseWords(doses, self, products)

    def message(self, text: str) -> str:
        """Return a message of the program's own, such as why numbers make no ladder, with micrograms as wanted."""
        return re.sub(_MCG, self.micro, text) if "mcg" in text else text

    def of(self, regimen: Regimen) -> DoseWords:
        """Return the words for everything that a regimen shows: daily doses, single doses and strengths."""
        doses = [step.phase.dose_ng for step in regimen.steps]
        doses += [take.dose_ng or 0 for step in regimen.steps for take in step.takes]
        return self.doses([*doses, *map(held, regimen.products)], regimen.products)


PLAIN = Wording()
"""As the files of plans and the command line write."""


class DoseWords:
    """Writes the doses of one screen or page: both units where they span 0.1 mg, micrograms as wanted."""

    def __init__(
        self, doses: Iterable[int], wording: Wording = PLAIN, products: Iterable[Formulation] = ()
    ) -> None:
        self.wording, self.language = wording, wording.language
        self._both = spans_units(list(doses))
        self._word = self.language.words.say(f"micro.{wording.micro}")
        self._apart = _told_apart(products, self.language)

    @property
    def both_units(self) -> bool:
        """Tell whether doses below 0.1 mg carry both units."""
        return self._both

    def dose(self, ng: int) -> str:
        """Write a dose in nanograms."""
        return show_dose(ng, both_units=self._both, word=self._word)

    def amount(self, ng: int) -> str:
        """Write an amount as a field takes it: in one unit."""
        return show_dose(ng, both_units=False, word=self._word)

    def strength(self, product: Formulation) -> str:
        """Write what a product holds: ``0.5 mg``, ``1 mg/mL``; below 0.1 mg with both units where the page has both."""
        if isinstance(product, Capsule | Tablet):
            return self.dose(product.strength_ng)
        return self._concentration(product.concentration_ng_per_ml)

    def label(self, product: Formulation) -> str:
        """Write what a product holds, and what tells it from another that holds as much: ``1 mg/mL (3 mL syringe)``."""
        apart = self._apart.get(product)
        return f"{self.strength(product)} ({apart})" if apart else self.strength(product)

    def product(self, product: Formulation) -> str:
        """Name a product.

        ``0.5 mg capsule``, ``1 mg/mL liquid``; one of two alike ``1 mg/mL liquid (3 mL syringe)``.
        """
        apart = self._apart.get(product)
        name = self.language.product(self.strength(product), product.kind)
        return f"{name} ({apart})" if apart else name

    def portion(self, portion: Portion) -> str:
        """Say briefly what is taken: ``2 × 1.5 mg``, ``½ × 3 mg tablet``, ``0.3 mL of 1 mg/mL``."""
        product, say = portion.formulation, self.language.words.say
        if isinstance(portion, Count):
            name = "portion.tablets" if isinstance(product, Tablet) else "portion.pieces"
            apart = f" ({self._apart[product]})" if product in self._apart else ""
            return say(name, count=quarters_text(portion.quarters), strength=self.strength(product)) + apart
        if isinstance(portion, Volume):
            amount = f"{format_volume(portion.nl)} mL"
        else:
            amount = self.language.counted(portion.drops, "drop")
        return say("portion.amount", amount=amount, product=self.label(product))

    def take(self, take: Take) -> str:
        """Say what one administration is made of, or that it cannot be measured."""
        if take.recipe is None:
            return self.language.words.say("portion.unmeasured")
        return " + ".join(self.portion(portion) for portion in take.recipe.portions)

    def brief_take(self, take: Take) -> str:
        """Say it where the same table gives both units already: each strength in one."""
        return re.sub(rf" \([\d.,]+ {re.escape(self._word)}(?:/mL)?\)", "", self.take(take))

    def need(self, quantity: Quantity) -> str:
        """Write an exact need: ``154`` pieces, ``9.5 mL``, ``280 drops``."""
        text = quantity.text()
        if isinstance(quantity.formulation, Capsule | Tablet):
            return text
        if isinstance(quantity.formulation, Liquid):
            return f"{text} mL"
        return self.language.words.say("portion.drops", count=text)

    def _concentration(self, ng_per_ml: int) -> str:
        text = format_concentration(ng_per_ml)
        if self._both and ng_per_ml * 10 < NG_PER_MG:
            return f"{decimal_text(ng_per_ml, NG_PER_MG)} mg/mL ({text.replace('mcg', self._word)})"
        return text.replace("mcg", self._word)


def _told_apart(products: Iterable[Formulation], language: Language) -> dict[Formulation, str]:
    """Return, for each product that another equals in kind and strength, the least that tells it from those."""
    alike: dict[tuple[str, int], list[Formulation]] = {}
    for product in dict.fromkeys(products):
        alike.setdefault((product.kind, held(product)), []).append(product)
    whole, no_date = language.words.say("product.whole"), language.words.say("product.no_date")
    found: dict[Formulation, str] = {}
    for group in alike.values():
        if len(group) == 1:
            continue
        ways = [
            [language.syringe(p) for p in group],
            [language.measure(p) or whole for p in group],
            [", ".join(filter(None, (language.measure(p), language.keeps(p) or no_date))) for p in group],
        ]
        best = max(ways, key=lambda texts: len(set(texts)))
        found |= dict(zip(group, best, strict=True)) if len(set(best)) > 1 else {}
    return found
