"""What a patient has left of each product and what is still to be fetched, once a change was noted along the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ldn_desktop.domain.difference import days_as_told
from ldn_desktop.domain.formulation import QUARTERS, Capsule, Drops, Formulation, Tablet
from ldn_desktop.domain.handing_out import handed_out
from ldn_desktop.domain.phase import dosed_span
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.stock import Stock, shares, stock_on
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.use import Quantity
from ldn_desktop.papers.drawings import Drawing, drawing_of, key_words
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords, quarters_text

_MOST_FILLS = 3
"""Days of the pharmacy that are named; what comes after them is one sum."""


class SupplyRow(NamedTuple):
    """A product with its drawing, what is left of it, and how much of it is needed on which day, a line each."""

    product: str
    drawings: tuple[Drawing, ...]
    left: tuple[str, ...]
    need: tuple[str, ...]


class SupplyTable(NamedTuple):
    """The heads of its columns and its rows, and the products that these are about."""

    heads: tuple[str, str, str]
    rows: tuple[SupplyRow, ...]
    products: tuple[Formulation, ...]


def supply_table(regimen: Regimen, doses: DoseWords, words: Sentences, printed: date) -> SupplyTable | None:
    """Return what is left on the day of printing and needed from it on; ``None`` where no change has a day of its own.

    Without one, all fills were known from the start, and what is handed out is all used.
    """
    if not any(entry.noted_on for entry in regimen.plan.adjustments):
        return None
    stocks = stock_on(regimen.steps, regimen.supply, printed)
    rows = tuple(_row(stock, regimen, doses, words, printed) for stock in stocks)
    heads = words.say("supply.product"), words.say("supply.left"), words.say("supply.need")
    return SupplyTable(heads, rows, tuple(s.left.formulation for s in stocks)) if rows else None


def told_sentences(regimen: Regimen, doses: DoseWords, words: Sentences, printed: date) -> tuple[str, ...]:
    """Say which days behind are written down as told: on them another dose was known than is told now."""
    told = []
    for first, last in days_as_told(regimen, printed):
        name = "supply.told" if dosed_span(regimen.course, first, last) else "supply.told_none"
        days = {"first": doses.language.weekday_date(first), "last": doses.language.weekday_date(last)}
        told.append(words.say(f"{name}_day" if first == last else name, **days, day=days["first"]))
    return tuple(told)


def _row(stock: Stock, regimen: Regimen, doses: DoseWords, words: Sentences, printed: date) -> SupplyRow:
    product = stock.left.formulation
    return SupplyRow(
        key_words(product, doses, words),
        (drawing_of(product, regimen),),
        tuple(_left(stock, regimen, doses, words, printed)) or (words.say("supply.none"),),
        tuple(_needs(stock.fills, doses, words, printed)) or (words.say("supply.nothing"),),
    )


def _left(stock: Stock, regimen: Regimen, doses: DoseWords, words: Sentences, printed: date) -> Iterator[str]:
    language, found = doses.language, shares(stock, regimen)

    def amount(units: int) -> str:
        return _amount(stock.left._replace(units=units), doses, words)

    if found.used:
        later = stock.used_from is not None and stock.used_from > printed
        day = language.weekday_date(stock.used_from) if stock.used_from else ""
        told = words.say("supply.keep" if later else "supply.use", amount=amount(found.used), day=day)
        if found.ends is not None and not (later and found.ends == stock.used_from):
            told = words.say("supply.ends", left=told, last=language.weekday_date(found.ends))
        yield _with_date(told, stock.use_by, doses, words, found.ends or date.max)
    if found.waits:
        yield _with_date(words.say("supply.wait", amount=amount(found.waits)), found.wait_by, doses, words)
    if found.over:
        yield words.say("supply.over", amount=amount(found.over))


def _with_date(
    told: str, use_by: date | None, doses: DoseWords, words: Sentences, ends: date = date.max
) -> str:
    """Add the last day of the oldest, where it is before that on which the last of it is used."""
    if use_by is None or use_by >= ends:
        return told
    return words.say("supply.oldest", left=told, last=doses.language.weekday_date(use_by))


def _needs(fills: tuple[Fill, ...], doses: DoseWords, words: Sentences, printed: date) -> Iterator[str]:
    shown = fills if len(fills) <= _MOST_FILLS else fills[: _MOST_FILLS - 1]
    for fill in shown:
        amount = _fetched([fill], doses, words)
        day = doses.language.weekday_date(fill.first)
        yield words.say("supply.today" if fill.first == printed else "supply.later", amount=amount, day=day)
    rest = fills[len(shown) :]
    if rest:
        day = doses.language.weekday_date(rest[0].first)
        yield words.say("supply.more", amount=_fetched(rest, doses, words), day=day)


def _fetched(fills: Sequence[Fill], doses: DoseWords, words: Sentences) -> str:
    """Say what fills hold, and of pieces in parts beside it how many whole ones are handed out."""
    product, units = fills[0].quantity.formulation, sum(fill.quantity.units for fill in fills)
    if not isinstance(product, Capsule | Tablet) or units % QUARTERS == 0:
        return _amount(Quantity(product, units), doses, words)
    whole = sum(handed_out(fill.quantity, 0) for fill in fills)
    pieces = doses.language.words.say(f"{'nouns' if whole > 1 else 'noun'}.{product.kind}")
    return words.say("supply.whole", whole=str(whole), pieces=pieces, count=quarters_text(units))


def _amount(quantity: Quantity, doses: DoseWords, words: Sentences) -> str:
    product = quantity.formulation
    if isinstance(product, Capsule | Tablet):
        many = "nouns" if quantity.units > QUARTERS else "noun"
        pieces = doses.language.words.say(f"{many}.{product.kind}")
        return words.say("supply.pieces", count=quarters_text(quantity.units), pieces=pieces)
    if isinstance(product, Drops):
        return doses.language.counted(quantity.units, "drop")
    return f"{quantity.text()} mL"
