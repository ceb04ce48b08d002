"""What either of two plans needs from the pharmacy, what is left over and what it costs, as rows of words."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_desktop.domain.comparison import Comparison
from ldn_desktop.domain.cost import Cost
from ldn_desktop.domain.figures import Figures, Handed, nameless
from ldn_desktop.domain.formulation import Formulation, is_solid
from ldn_desktop.domain.practice import Currency
from ldn_desktop.domain.prices import cost_text
from ldn_desktop.domain.use import Quantity
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.side_by_side import Row, SideWords

_NO_CURRENCY = Currency("")


def supply_rows(comparison: Comparison, words: SideWords) -> Iterator[Row]:
    """Yield products, fills, what is left over, and the cost at each pharmacy that has the prices."""
    left, right = comparison.figures
    yield words.plain("products", (_products(left, words), _products(right, words)))
    yield words.number("strengths", (left.strengths, right.strengths))
    yield words.number("collections", (left.collections, right.collections))
    handed = tuple({entry.product: entry for entry in side.handed} for side in comparison.figures)
    products = sorted({**handed[0], **handed[1]}, key=words.product)
    for product in products:
        yield _need(product, (handed[0].get(product), handed[1].get(product)), words)
    yield words.plain("left", (_left(left, words), _left(right, words)))
    for priced in comparison.priced:
        currency = priced.pharmacy.currency or _NO_CURRENCY
        label = words.say("row.cost", pharmacy=one_line(priced.pharmacy.name))
        yield _costs(label, priced.left, priced.right, currency, words)
    if not comparison.priced:
        unknown = words.say("not_known")
        yield words.row("no_cost", (unknown, unknown), words.say("apart.not_known"), differs=False)


def _products(side: Figures, words: SideWords) -> str:
    if not side.handed:
        return words.say("none")
    names = sorted(words.product(entry.product) for entry in side.handed)
    return words.say("counted", count=words.language.number(len(names)), names=words.language.listed(names))


def _need(product: Formulation, entries: tuple[Handed | None, Handed | None], words: SideWords) -> Row:
    """Compare what is used of a product; the same of it in other fills is different, too."""
    left, right = (_fills(entry, words) for entry in entries)
    before, after = (entry.need if entry else 0 for entry in entries)
    apart = words.say("apart.different")
    if before != after or left == right:
        figure = words.doses.need(Quantity(product, abs(after - before)))
        apart = words.beside((before, after), figure, "fewer" if is_solid(product) else "less")
    return Row(words.say("row.need", product=words.product(product)), left, right, apart, left != right)


def _fills(handed: Handed | None, words: SideWords) -> str:
    if handed is None:
        return words.say("none")
    amount = words.doses.need(Quantity(handed.product, handed.need))
    if handed.fills == 1:
        return words.say("need_once", amount=amount)
    return words.say("need", amount=amount, count=words.language.number(handed.fills))


def _left(side: Figures, words: SideWords) -> str:
    told = [
        words.say(
            "left_of",
            amount=words.doses.need(Quantity(handed.product, handed.left)),
            product=words.product(handed.product),
        )
        for handed in side.handed
        if handed.left
    ]
    return words.language.listed(sorted(told)) or words.say("none")


def _costs(label: str, left: Cost, right: Cost, currency: Currency, words: SideWords) -> Row:
    before, after = _cost(left, currency, words), _cost(right, currency, words)
    if left.total is None or right.total is None:
        return Row(label, before, after, words.say("apart.not_known"), differs=False)
    figure = cost_text(abs(right.total - left.total), currency)
    apart = words.beside((left.total, right.total), figure)
    return Row(label, before, after, apart, left.total != right.total)


def _cost(cost: Cost, currency: Currency, words: SideWords) -> str:
    if cost.total is not None:
        return cost_text(cost.total, currency)
    names = sorted({words.product(nameless(product)) for product in cost.unpriced})
    return words.say("no_price", products=words.language.listed(names))
