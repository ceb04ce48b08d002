"""Dates, products and portions in words, written the same way on every screen and page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import (
    NG_PER_MG,
    decimal_text,
    format_concentration,
    format_volume,
    show_dose,
    spans_units,
)
from ldn_desktop.domain.finding import BLOCKING, CAUTION, INFO, WARNING
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Formulation, Liquid, Tablet
from ldn_desktop.domain.recipe import Count, Portion, Volume

if TYPE_CHECKING:
    from ldn_desktop.domain.administration import Take
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.supply import Quantity

SEVERITY_WORDS: Mapping[str, str] = MappingProxyType(
    {BLOCKING: "Blocking", WARNING: "Warning", CAUTION: "Caution", INFO: "Note"}
)
"""A word for each severity, which no colour replaces."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = {1: "¼", 2: "½", 3: "¾"}
TIME_WORDS = {
    "morning": "in the morning",
    "midday": "at midday",
    "evening": "in the evening",
    "bedtime": "at bedtime",
}
_ALSO = re.compile(r" \([\d.,]+ (?:mcg|micrograms)(?:/mL)?\)")
_MCG = re.compile(r"\bmcg\b")
NARROW = "\N{NO-BREAK SPACE}"
_MONTHS_UNTIL = 24
"""Until this age it is told in months."""


def severity_mark(severity: str) -> str:
    """Return the word of a severity as it stands in plain text: in capitals where it blocks."""
    return SEVERITY_WORDS[severity].upper() if severity == BLOCKING else SEVERITY_WORDS[severity]


def short_date(day: date) -> str:
    """Write ``1 Dec``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def full_date(day: date) -> str:
    """Write ``1 Dec 2026``."""
    return f"{short_date(day)} {day.year:04}"


def weekday_date(day: date) -> str:
    """Write ``Tue 1 Dec 2026``."""
    return f"{_DAYS[day.weekday()]} {full_date(day)}"


def weekday(day: date, letters: int = 3) -> str:
    """Write a weekday in its first ``letters`` letters: two are enough to tell any two apart."""
    return _DAYS[day.weekday()][:letters]


def month_name(day: date) -> str:
    """Write ``Dec``."""
    return _MONTHS[day.month - 1]


def age_text(born: date, today: date) -> str:
    """Write an age as a clinician says it: ``46 years``, ``14 months`` under two years, ``12 days`` in the first month.

    Refused: a birth date after today (``ValueError``).
    """
    if born > today:
        raise ValueError(f"{born} lies after {today}")
    months = 12 * (today.year - born.year) + today.month - born.month - (today.day < born.day)
    if months >= _MONTHS_UNTIL:
        return counted(months // 12, "year")
    return counted(months, "month") if months else counted((today - born).days, "day")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: ``1 day``, ``1,000 days``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quarters_text(quarters: int) -> str:
    """Write a count of quarters as people read it: ``2``, ``1½``, ``¾``."""
    whole, part = divmod(quarters, QUARTERS)
    return f"{whole or ''}{_PARTS[part]}" if part else str(whole)


def held(product: Formulation) -> int:
    """Return the nanograms that one piece or one millilitre holds."""
    return product.strength_ng if isinstance(product, Capsule | Tablet) else product.concentration_ng_per_ml


class Wording(NamedTuple):
    """How whoever reads wants things written: ``micro`` is what stands for micrograms, ``mcg`` or ``micrograms``."""

    micro: str = "mcg"

    def doses(self, doses: Iterable[int], products: Iterable[Formulation] = ()) -> DoseWords:
        """Return the words of a screen or page that shows these doses and products."""
        return DoseWords(doses, self, products)

    def told(self, message: str) -> str:
        """Return a message of the program's own, such as why numbers make no ladder, with micrograms as wanted."""
        return _MCG.sub(self.micro, message)

    def of(self, regimen: Regimen) -> DoseWords:
        """Return the words for everything that a regimen shows: daily doses, single doses and strengths."""
        doses = [step.phase.dose_ng for step in regimen.steps]
        doses += [take.dose_ng or 0 for step in regimen.steps for take in step.takes]
        return self.doses([*doses, *map(held, regimen.products)], regimen.products)


PLAIN = Wording()
"""As the files of plans and the command line write."""


class DoseWords:
    """Writes the doses of one screen or page: both units where they span 0.1 mg, micrograms as its reader wants them."""

    def __init__(
        self, doses: Iterable[int], wording: Wording = PLAIN, products: Iterable[Formulation] = ()
    ) -> None:
        self.wording = wording
        self._both, self._word = spans_units(list(doses)), wording.micro
        self._apart = _told_apart(products)

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
        """Name a product: ``0.5 mg capsule``, ``1 mg/mL liquid``; one of two alike ``1 mg/mL liquid (3 mL syringe)``."""
        apart = self._apart.get(product)
        name = f"{self.strength(product)} {product.kind}"
        return f"{name} ({apart})" if apart else name

    def portion(self, portion: Portion) -> str:
        """Say briefly what is taken: ``2 × 1.5 mg``, ``½ × 3 mg tablet``, ``0.3 mL of 1 mg/mL``."""
        product = portion.formulation
        if isinstance(portion, Count):
            kind = " tablet" if isinstance(product, Tablet) else ""
            apart = f" ({self._apart[product]})" if product in self._apart else ""
            return f"{quarters_text(portion.quarters)} × {self.strength(product)}{kind}{apart}"
        if isinstance(portion, Volume):
            return f"{format_volume(portion.nl)} mL of {self.label(product)}"
        return f"{counted(portion.drops, 'drop')} of {self.label(product)}"

    def take(self, take: Take) -> str:
        """Say what one administration is made of, or that it cannot be measured."""
        if take.recipe is None:
            return "cannot be measured"
        return " + ".join(self.portion(portion) for portion in take.recipe.portions)

    def brief_take(self, take: Take) -> str:
        """Say it where the same table gives both units already: each strength in one."""
        return _ALSO.sub("", self.take(take))

    def _concentration(self, ng_per_ml: int) -> str:
        text = format_concentration(ng_per_ml)
        if self._both and ng_per_ml * 10 < NG_PER_MG:
            return f"{decimal_text(ng_per_ml, NG_PER_MG)} mg/mL ({text.replace('mcg', self._word)})"
        return text.replace("mcg", self._word)


def exact_text(quantity: Quantity) -> str:
    """Write an exact need: ``154`` pieces, ``9.5 mL``, ``280 drops``."""
    product = quantity.formulation
    unit = " mL" if isinstance(product, Liquid) else "" if isinstance(product, Capsule | Tablet) else " drops"
    return f"{quantity.text()}{unit}"


def product_details(product: Formulation) -> str:
    """Say how a product is measured or kept: ``3 mL syringe, marks every 0.1 mL · use within 14 days``."""
    return " · ".join(part for part in (_measure(product), _keeps(product)) if part)


def _measure(product: Formulation) -> str:
    match product:
        case Tablet(divisible_into=2):
            return "halves"
        case Tablet(divisible_into=4):
            return "quarters"
        case Liquid():
            capacity, mark = format_volume(product.capacity_nl), format_volume(product.graduation_nl)
            return f"{capacity} mL syringe, marks every {mark} mL"
        case Drops():
            return f"{product.drops_per_ml} drops per mL"
    return ""


def _keeps(product: Formulation) -> str:
    days = product.beyond_use_days
    return "" if days is None else f"use within {counted(days, 'day')}"


def _told_apart(products: Iterable[Formulation]) -> dict[Formulation, str]:
    """Return, for each product that another one equals in kind and strength, the least that tells it from all of those."""
    alike: dict[tuple[str, int], list[Formulation]] = {}
    for product in dict.fromkeys(products):
        alike.setdefault((product.kind, held(product)), []).append(product)
    found: dict[Formulation, str] = {}
    for group in alike.values():
        if len(group) == 1:
            continue
        ways = [
            [f"{format_volume(p.capacity_nl)} mL syringe" if isinstance(p, Liquid) else "" for p in group],
            [_measure(p) or "whole" for p in group],
            [", ".join(filter(None, (_measure(p), _keeps(p) or "no date"))) for p in group],
        ]
        best = max(ways, key=lambda texts: len(set(texts)))
        found |= dict(zip(group, best, strict=True)) if len(set(best)) > 1 else {}
    return found


def times_text(times: tuple[str, ...]) -> str:
    """Say when a dose is taken: ``at bedtime``, ``in the morning and at bedtime``."""
    words = [TIME_WORDS[time] for time in times]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def frequency_text(times: tuple[str, ...]) -> str:
    """Say how often a dose is taken: ``once a day``."""
    return ("once a day", "twice a day", "three times a day", "four times a day")[len(times) - 1]
