"""Reads the pharmacy's order back: every quantity, its words, every direction day by day, as the domain says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from ldn_desktop.domain.formulation import Formulation, Tablet
from ldn_desktop.domain.supply import Fill
from ldn_desktop.read_back.asked import Asked, DifferentError, judge_frame
from ldn_desktop.read_back.codes import code_statements, judge_codes
from ldn_desktop.read_back.grammar import Grammar, read_ml
from ldn_desktop.read_back.number_words import read_words
from ldn_desktop.read_back.order_directions import ReadDirections, judge_directions
from ldn_desktop.read_back.order_sentences import NEED, order_statements
from ldn_desktop.read_back.order_terms import OVERAGE, judge_terms, own_texts
from ldn_desktop.read_back.own_texts import OwnTexts
from ldn_desktop.read_back.statements import Found, account
from ldn_desktop.read_back.taken import Course, Product, product_of

_COLUMNS = 4
_SHOWN = frozenset({"name", "number", "practice", "practice address", "prescriber", "phone"})
_MADE_OF = frozenset(
    {"route", "syringe", "dropper", "keeps"}
    | {f"strength {name}" for name in ("mg", "one_mg", "mcg", "one_mcg", "in_a_ml")}
    | {f"phrase {name}" for name in ("immediate", "halves", "quarters", "by_mouth")}
)


class _Block:
    """A product as read."""

    def __init__(self, fields: Mapping[str, str], g: Grammar) -> None:
        number, kind, strength = int(fields["number"]), fields["kind"], g.read_mg(fields["held"])
        self.number, self.kind, self.strength = number, kind, strength
        self.made_of: list[Found] = []
        self.quantities: list[Found] = []
        self.directions = ReadDirections(g)

    def add(self, found: Found) -> None:
        """Take in what stands in the box. Refused (``DifferentError``): what contradicts itself."""
        if found.name in _MADE_OF:
            self.made_of.append(found)
        elif found.name.startswith("quantity ") and found.name != OVERAGE:
            self.quantities.append(found)
        else:
            self.directions.add(found)


def check_pharmacy_order(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages that do not say what the plan says.

    Every letter and figure must belong to a sentence of the content, to a text of the plan or of the practice, or to a
    statement of the plan; every quantity must be a fill's, in figures and words, and every day's directions the plan's.
    """
    head, terms = own_texts(asked)
    asked = asked._replace(also=tuple({**head, **terms}.items())).headed()
    fills = [fill for fill in asked.regimen.supply.fills if fill.first >= asked.printed]
    products = sorted(
        {fill.quantity.formulation for fill in fills},
        key=lambda made: (made.kind in {"liquid", "drops"}, product_of(made).strength, made.id),
    )
    chunks = [products[at : at + _COLUMNS] for at in range(0, len(products), _COLUMNS)]
    statements = (*order_statements(asked, tuple(map(len, chunks))), *code_statements(asked))
    found = tuple(asked.own.framed(account(pages, OwnTexts.last(statements)), "box "))
    judge_frame(found, asked, shown=_SHOWN | set(head), pages=len(pages))
    judge_codes(found, asked.grammar, undated=asked.undated)
    blocks = _blocks(found, asked.grammar)
    drawn = [asked.grammar.read_mg(fields["held"]) for name, fields, _ in found if name == "drawn"]
    if len(blocks) != len(products) or drawn != [product_of(product).strength for product in products]:
        raise DifferentError("the products")
    course = Course(asked.regimen)
    for at, (block, product) in enumerate(zip(blocks, products, strict=True), 1):
        if block.number != at:
            raise DifferentError(f"the number of product {at}")
        _judge_product(block, product, asked.grammar, at)
        mine = [fill for fill in fills if fill.quantity.formulation == product]
        _judge_quantities(block.quantities, mine, asked, at)
        judge_directions(block.directions.read, product, course, asked, at)
    _judge_fills(found, fills, chunks, asked.grammar)
    _judge_box(found, products, asked)
    judge_terms(found, fills, products, frozenset(terms), asked)


def _blocks(found: Sequence[Found], g: Grammar) -> list[_Block]:
    blocks: list[_Block] = []
    for each in found:
        fields = each.fields
        if each.name == "name":
            blocks.append(_Block(fields, g))
        elif blocks:
            blocks[-1].add(each)
    return blocks


def _judge_product(block: _Block, product: Formulation, g: Grammar, at: int) -> None:
    """Refuse a product of another kind, strength (in figures or words), route, syringe, dropper, division or date."""
    told = {each.name: each.fields for each in block.made_of}
    wanted, solid = product_of(product), product.kind in {"capsule", "tablet"}
    parts = product.divisible_into if isinstance(product, Tablet) else 1
    syringe, dropper = told.get("syringe", {}), told.get("dropper", {})
    read = Product(
        block.kind,
        block.strength,
        read_ml(syringe["capacity"]) if syringe else None,
        read_ml(syringe["marks"]) if syringe else None,
        g.read_whole(dropper["each"]) if dropper else None,
        g.read_route(told["route"]["route"] if "route" in told else None),
    )
    oral = wanted.route == "oral"
    names = {"phrase by_mouth"} if oral else {"route"}
    names |= {"phrase immediate"} if solid and oral else set()
    names |= {2: {"phrase halves"}, 4: {"phrase quarters"}}.get(parts, set())
    names |= {"keeps"} if product.beyond_use_days else set()
    names |= set() if solid else {"strength in_a_ml", "syringe" if product.kind == "liquid" else "dropper"}
    said = {name for name in told if not re.fullmatch("strength (?:one_)?mc?g", name)}
    if read != wanted or said != names:
        raise DifferentError(f"product {at}")
    if "keeps" in told and g.read_whole(told["keeps"]["keeps"]) != product.beyond_use_days:
        raise DifferentError(f"the date of product {at}")
    in_words = {name: _strength(name, told[name]) for name in told.keys() - said}
    if not in_words or any(strength != wanted.strength for strength in in_words.values()):
        raise DifferentError(f"the strength of product {at} in words")


def _strength(name: str, fields: Mapping[str, str]) -> Fraction:
    value = read_words(fields["words"]) if "words" in fields else Fraction(1)
    return value / 1000 if name.endswith("mcg") else value


def _judge_quantities(told: Sequence[Found], fills: Sequence[Fill], asked: Asked, at: int) -> None:
    """Refuse another count, other words, another day or length of a supply, another whole that is handed out."""
    g, overage = asked.grammar, asked.practice.overage_percent
    if len(told) != len(fills):
        raise DifferentError(f"the quantities of product {at}")
    for found, fill in zip(told, fills, strict=True):
        fields, need = found.fields, Fraction(fill.quantity.text())
        product = product_of(fill.quantity.formulation)
        count = fields["volume"] if found.name.startswith("quantity volume") else fields["count"]
        good = [
            _number(count) == _in_words(fields["words"]) == need,
            g.read_date(fields["day"]) == fill.first,
            g.read_whole(fields["days"]) == (fill.last - fill.first).days + 1,
        ]
        made = need
        if product.kind in {"capsule", "tablet"}:
            good += [_is_noun(fields["pieces"], product.kind, need)]
            good += [_is_noun(fields.get("whole_pieces", fields["pieces"]), product.kind, None)]
        else:
            volume = need / product.per_ml if product.per_ml else need
            good += [g.read_mg(fields["strength"]) == product.strength]
            good += [g.read_mg(fields["dose"]) == volume * product.strength]
            made = volume * (100 + overage) / 100
        whole = -(-made.numerator // made.denominator)
        if "whole" in fields:
            good += [_number(fields["whole"]) == _in_words(fields["whole_words"]) == whole]
        else:
            good += [whole == need]
        if not all(good):
            raise DifferentError(f"a quantity of product {at}")


def _number(text: str) -> Fraction:
    return Fraction(re.sub(r" ?(?:mL|drops?)$", "", text).replace(",", ""))


def _in_words(text: str) -> Fraction:
    return read_words(re.sub(r" (?:millilitres?|drops?)$", "", text))


def _is_noun(noun: str, kind: str, count: Fraction | None) -> bool:
    if noun.removesuffix("s") != kind:
        return False
    return count is None or noun.endswith("s") == (count > 1)


def _judge_fills(
    found: Sequence[Found], fills: Sequence[Fill], chunks: Sequence[list[Formulation]], g: Grammar
) -> None:
    """Refuse a table of fills with another day, need or sum, or with a fill too many or too few."""
    rows = [each for each in found if each.name.startswith("fill ")]
    sums = [_needs(each.fields["needs"]) for each in found if each.name.startswith("sum ")]
    heads = [
        (int(each.fields["number"]), g.read_mg(each.fields["held"]))
        for each in found
        if each.name == "column"
    ]
    wanted: list[tuple[int, date, date, int, tuple[Fraction | None, ...]]] = []
    totals: list[tuple[Fraction | None, ...]] = []
    named: list[tuple[int, Fraction]] = []
    for chunk in chunks:
        made: dict[tuple[int, date, date], dict[str, Fraction]] = {}
        for fill in fills:
            if fill.quantity.formulation in chunk:
                key = fill.window + 1, fill.first, fill.last
                made.setdefault(key, {})[fill.quantity.formulation.id] = Fraction(fill.quantity.text())
        for key, needs in made.items():
            days = (key[2] - key[1]).days + 1
            wanted.append((*key, days, tuple(needs.get(product.id) for product in chunk)))
        totals.append(
            tuple(sum((n.get(p.id, Fraction(0)) for n in made.values()), Fraction(0)) for p in chunk)
        )
        named += [(len(named) + n, product_of(product).strength) for n, product in enumerate(chunk, 1)]
    read = [
        (
            int(each.fields["number"]),
            g.read_date(each.fields["first"]),
            g.read_date(each.fields["last"]),
            g.read_whole(each.fields["days"]),
            _needs(each.fields["needs"]),
        )
        for each in rows
    ]
    # A head stands again on each page that a table goes on.
    if read != wanted or sums != totals or list(dict.fromkeys(heads)) != named:
        raise DifferentError("the table of fills")


def _needs(text: str) -> tuple[Fraction | None, ...]:
    return tuple(None if need == "–" else _number(need) for need in re.findall(rf"(?<= )(?:–|{NEED})", text))


def _judge_box(found: Sequence[Found], products: Sequence[Formulation], asked: Asked) -> None:
    """Refuse another highest strength or dose than the plan's."""
    told = {each.name: each.fields for each in found if each.name.startswith("box ")}
    if not products:
        if told:
            raise DifferentError("the box")
        return
    limit = Fraction(asked.content.thresholds.above_documented_ng, 1_000_000)
    doses = [
        max(s.split.values(), default=Fraction(0)) for s in Course(asked.regimen).from_day(asked.printed)
    ]
    solids = [p for p in products if p.kind in {"capsule", "tablet"}]
    strongest = max((product_of(p).strength for p in solids), default=Fraction(0))
    high = not asked.low_dose or strongest > limit
    name = "box high" if high else "box pieces" if len(solids) == len(products) else "box dose"
    if set(told) != {name}:
        raise DifferentError("the box")
    fields, g = told[name], asked.grammar
    if name == "box pieces":
        kinds = {product.kind for product in products}
        good = g.read_mg(fields["strength"]) == strongest and set(fields["pieces"].split(" or ")) == kinds
    else:
        good = g.read_mg(fields["dose"]) == max(doses)
    if not good:
        raise DifferentError("the box")
