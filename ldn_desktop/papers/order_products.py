"""The products of the pharmacy's order: what each is, how much of it is needed when, and how it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.domain.amount import NG_PER_MCG, NG_PER_MG, decimal_text, format_volume
from ldn_desktop.domain.formulation import (
    QUARTERS,
    Capsule,
    Drops,
    Formulation,
    Tablet,
    is_solid,
    strength_ng,
)
from ldn_desktop.domain.handing_out import handed_out, held_ng, volume_nl
from ldn_desktop.papers.drawings import Drawing, drawing_of
from ldn_desktop.papers.order_directions import Direction, directions
from ldn_desktop.papers.quantity_words import in_words, words_or_figures

if TYPE_CHECKING:
    from ldn_desktop.domain.supply import Fill
    from ldn_desktop.papers.catalogue import PaperContext
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import DoseWords


class Ordered(NamedTuple):
    """One product: its drawing with its strength, name, what it is, each fill in figures and words, the directions.

    ``directions_head`` stands above them.
    """

    drawing: Drawing
    strength: str
    name: str
    told: str
    quantities: tuple[str, ...]
    directions_head: str
    directions: tuple[Direction, ...]


class OrderedProducts:
    """Tells the products of one order; ``words`` are those of the order, ``numbers`` those that spell quantities."""

    def __init__(self, context: PaperContext, words: Sentences, numbers: Sentences) -> None:
        self._c, self._words, self._numbers, self._say = context, words, numbers, words.say
        self._language, self._doses = context.wording.language, context.wording.of(context.regimen)

    def ordered(self, at: int, product: Formulation, fills: Iterable[Fill]) -> Ordered:
        """Return a product with its fills; ``at`` is its number on the paper."""
        strength = self._doses.strength(product)
        name = self._language.product(strength, product.kind)
        told = directions(
            product, self._c.regimen, self._c.printed, self._doses, self._words, self._c.content
        )
        return Ordered(
            drawing=drawing_of(product, self._c.regimen),
            strength=strength,
            name=self._say("name", number=str(at), product=name),
            told=" · ".join(self._told(product)),
            quantities=tuple(self._quantities(product, tuple(fills))),
            directions_head=self._say("directions_at", time=told.time)
            if told.time
            else self._say("directions"),
            directions=told.lines,
        )

    def _told(self, product: Formulation) -> Iterator[str]:
        """Yield the strength in words, how it is released and divided, where it goes, how it is measured and kept."""
        say, language = self._say, self._language
        amount = ", ".join(self._amounts(strength_ng(product)))
        yield amount if is_solid(product) else say("strength.in_a_ml", amount=amount)
        route = language.route(product.route)
        if is_solid(product) and not route:
            yield say("immediate")
        if isinstance(product, Tablet) and product.divisible_into > 1:
            yield say("quarters" if product.divisible_into == QUARTERS else "halves")
        yield route or say("by_mouth")
        if not is_solid(product):
            yield language.measure(product)
        if kept := language.keeps(product):
            yield kept

    def _amounts(self, ng: int) -> Iterator[str]:
        """Yield an amount in words, in mg and, where it is less than one and whole, in micrograms."""
        for unit, one, scale in (("mg", "one_mg", NG_PER_MG), ("mcg", "one_mcg", NG_PER_MCG)):
            if unit == "mcg" and (ng >= NG_PER_MG or ng % NG_PER_MCG):
                continue
            words = in_words(decimal_text(ng, scale), self._numbers)
            yield self._say(f"strength.{one}") if ng == scale else self._say(f"strength.{unit}", words=words)

    def _quantities(self, product: Formulation, fills: Sequence[Fill]) -> Iterator[str]:
        """Yield what each fill holds, all in the same unit."""
        held = [] if is_solid(product) else [held_ng(fill.quantity) for fill in fills]
        doses = self._c.wording.doses(held)
        yield from (self._quantity(fill, doses) for fill in fills)

    def _quantity(self, fill: Fill, doses: DoseWords) -> str:
        """Say how much of a product is needed from a day on, in figures and words, and what is handed out."""
        quantity, language = fill.quantity, self._language
        product = quantity.formulation
        whole = handed_out(quantity, self._c.practice.overage_percent)
        fields = {
            "day": language.weekday_date(fill.first),
            "days": language.counted((fill.last - fill.first).days + 1, "day"),
        }
        if isinstance(product, Capsule | Tablet):
            fields |= {"count": quantity.text(), "words": self._spelled(quantity.text())}
            fields["pieces"] = self._pieces(product, quantity.units)
            if quantity.units == whole * QUARTERS:
                return self._say("quantity.pieces", **fields)
            fields |= {"whole": str(whole), "whole_words": self._spelled(str(whole))}
            fields["whole_pieces"] = self._pieces(product, whole * QUARTERS)
            return self._say("quantity.pieces_whole", **fields)
        fields |= {
            "strength": self._doses.strength(product),
            "dose": doses.dose(held_ng(quantity)),
        }
        rounded = {"whole": f"{whole} mL", "whole_words": self._volume_words(str(whole))}
        if isinstance(product, Drops):
            count = str(quantity.units)
            drops = self._say("words.drops", words=self._spelled(count))
            words = self._say("words.one_drop") if count == "1" else drops
            counted = language.counted(quantity.units, "drop")
            return self._say("quantity.drops", **fields, **rounded, count=counted, words=words)
        fields["volume"] = f"{format_volume(volume_nl(quantity))} mL"
        fields["words"] = self._volume_words(quantity.text())
        if quantity.text() == str(whole):
            return self._say("quantity.volume", **fields)
        return self._say("quantity.volume_whole", **fields, **rounded)

    def _pieces(self, product: Formulation, quarters: int) -> str:
        many = "nouns" if quarters > QUARTERS else "noun"
        return self._language.words.say(f"{many}.{product.kind}")

    def _volume_words(self, figures: str) -> str:
        if figures == "1":
            return self._say("words.one_volume")
        return self._say("words.volume", words=self._spelled(figures))

    def _spelled(self, figures: str) -> str:
        return words_or_figures(figures, self._numbers)
