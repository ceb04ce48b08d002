"""Reads the preparation sheet back: each dose in mg and mL, each batch with its last day, each other figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ldn_desktop.domain.formulation import Liquid
from ldn_desktop.read_back import rows
from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements, judge_frame
from ldn_desktop.read_back.day_by_day import Ahead
from ldn_desktop.read_back.grammar import VOLUME, Grammar, nameless, one_of, read_ml
from ldn_desktop.read_back.patient import is_told_when
from ldn_desktop.read_back.sentences import patient_sentences
from ldn_desktop.read_back.statements import Found, Statement, account, pattern_of, sentence
from ldn_desktop.read_back.taken import Part, Product, Span, later, product_of

_SHOWN = frozenset({"name", "number", "practice", "practice address", "prescriber", "phone"})
_SWALLOWED = "advice emergency 1"
_PHRASES = (
    *(
        "name",
        "born",
        "number",
        "local_rules",
        "screening_open",
        "screening_open_running",
        "no_dose_day",
        "every_day",
    ),
    *("pause", "pause_day", "rhythm", "rhythm_open", "rhythm_once"),
)
_OF_THE_PLAN = frozenset({_SWALLOWED, *(f"phrase {name}" for name in _PHRASES)})
_TIMES = ("times", "more_times")
_READ_ELSEWHERE = frozenset({"at", "times", "more_times", "tablets", "one_tablet"})
_NL_PER_ML = 1_000_000


class _Made(NamedTuple):
    """What one tablet makes: mg of the tablet, mL of water, mg in a mL, the days it keeps at most, the plan's days."""

    tablet: Fraction
    water: Fraction
    strength: Fraction
    limit: int
    liquids: frozenset[Liquid]

    @property
    def days(self) -> list[int]:
        """The days that the plan counts, each once."""
        return sorted({liquid.beyond_use_days or 0 for liquid in self.liquids})

    @property
    def products(self) -> frozenset[Product]:
        """The liquids as a page can show them."""
        return frozenset(map(product_of, self.liquids))


class _Batch(NamedTuple):
    first: date
    last: date
    need: Fraction
    syringe: Fraction | None
    tablets: int
    each: Fraction
    water: Fraction


def check_preparation(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages unlike the plan.

    Every letter and figure must belong to a sentence of the content, a text of the plan or a statement of the plan.
    """
    asked = asked.headed()._replace(shows=_SHOWN | {"clinic"})
    found = tuple(account(pages, tuple(_statements(asked))))
    judge_frame(found, asked, shown=_SHOWN, pages=len(pages), replaces=True)
    ahead = Ahead(asked)
    made = _made(ahead)
    if not made.liquids:
        raise DifferentError("the liquid")
    words = asked.words("preparation")
    always = {_SWALLOWED, "phrase plan_first", "phrase title"} | {
        f"section {name}" for name in words.sections
    }
    always |= {f"{name} {at}" for name, part in words.sections.items() for at in range(len(part.advice))}
    if always - {name for name, _, _ in found}:
        raise DifferentError("a sentence is missing")
    g = asked.grammar
    _judge_figures(found, made, g)
    _judge_warning(found, ahead, made)
    _judge_rows(found, ahead, made)
    if list(_batches(found, g)) != list(_wanted(made, asked)):
        raise DifferentError("when it is made")
    told = sorted(
        (read_ml(f["size"]), read_ml(f["marks"]), g.read_whole(f["days"]))
        for name, f, _ in found
        if name == "phrase liquid"
    )
    if told != (_syringes(made) if len(made.liquids) > 1 else []):
        raise DifferentError("the syringes")


def _syringes(made: _Made) -> list[tuple[Fraction, Fraction, int]]:
    """Return what each liquid is measured with, in mL, and the days that the plan counts of it."""
    return sorted(
        (Fraction(liquid.capacity_nl, _NL_PER_ML), Fraction(liquid.graduation_nl, _NL_PER_ML), days)
        for liquid in made.liquids
        if (days := liquid.beyond_use_days)
    )


def _made(ahead: Ahead) -> _Made:
    asked, due = ahead.asked, [span for span in ahead.spans if span.due]
    rule = asked.content.formulary.home_made
    tablet, water = Fraction(rule.tablet_ng, _NL_PER_ML), Fraction(rule.water_nl, _NL_PER_ML)
    used = {part.product for span in due for parts in span.taken.values() for part in parts}
    portions = (
        portion.formulation
        for step in asked.regimen.steps
        for take in step.takes
        for portion in (take.recipe.portions if take.recipe else ())
    )
    liquids = frozenset(
        product
        for product in portions
        if isinstance(product, Liquid)
        and product_of(product) in used
        and product_of(product).strength == tablet / water
        and product.route == "oral"
        and product.beyond_use_days is not None
        and product.beyond_use_days <= rule.keeps_days
    )
    return _Made(tablet, water, tablet / water, rule.keeps_days, liquids)


def _statements(asked: Asked) -> Iterator[Statement]:
    g, words = asked.grammar, asked.words("preparation")
    yield from frame_statements(asked)
    yield from rows.row_statements(asked)
    yield from (
        each
        for each in patient_sentences(asked)
        if each.name in _OF_THE_PLAN or each.name.startswith("portion ")
    )
    times = [nameless(pattern_of(words.texts[name], {"count": g.whole})) for name in _TIMES]
    marked = g.pattern("product.marks", {"capacity": VOLUME, "marks": VOLUME})
    fields = {
        **dict.fromkeys(("tablet", "low", "high"), g.dose),
        **dict.fromkeys(("smallest", "largest"), one_of(times)),
        "limit": g.counted("day"),
        "days": g.row(g.counted("day"), "or"),
        "water": VOLUME,
        "strength": g.strength,
        "tablets": g.counted("tablet"),
        "syringe": marked.replace("?P<capacity>", "?P<size>"),
    }
    for name, text in words.group("").items():
        if name not in _READ_ELSEWHERE:
            each = {"days": g.counted("day")} if name == "liquid" else {}
            yield sentence(f"phrase {name}", text, {**fields, **each})
    for group in ("heading", "column"):
        for name, text in words.group(group).items():
            yield sentence(f"{group} {name}", text)
    for name, section in words.sections.items():
        yield sentence(f"section {name}", section.heading)
        for at, advice in enumerate(section.advice):
            number = f"{at + 1}. " if name == "make" else ""
            yield sentence(f"{name} {at}", f"{number}{advice.text}", fields)
    for name in ("tablets", "one_tablet"):
        take = pattern_of(words.texts[name], fields)
        held = g.pattern("product.syringe", {"capacity": VOLUME}).replace("?P<capacity>", "?P<held>")
        days = rf"(?P<first>{g.date}) (?P<last>{g.date}) (?P<need>{VOLUME})(?: {held})?"
        yield Statement(f"batch {name}", re.compile(f"{days} {take}"))


def _judge_figures(found: Sequence[Found], made: _Made, g: Grammar) -> None:
    """Refuse another strength, volume of water or number of days than the content's and the plan's."""
    for name, fields, _ in found:
        for field, read, wanted in (
            ("tablet", g.read_mg, made.tablet),
            ("water", read_ml, made.water),
            ("limit", g.read_whole, made.limit),
        ):
            if field in fields and not name.startswith("portion ") and read(fields[field]) != wanted:
                raise DifferentError(f"{field} of {name}")
        days = re.findall(g.whole, fields.get("days", ""))
        if days and name != "phrase liquid" and [*map(g.read_whole, days)] != made.days:
            raise DifferentError(f"days of {name}")
        if "strength" in fields and g.read_mg(fields["strength"]) != made.strength:
            raise DifferentError(f"strength of {name}")


def _judge_warning(found: Sequence[Found], ahead: Ahead, made: _Made) -> None:
    """Refuse another smallest or largest dose than those measured, or another share of a tablet."""
    doses = [
        part.dose
        for span in ahead.spans
        for parts in span.taken.values()
        for part in parts
        if span.due and part.product in made.products
    ]
    g, more = ahead.asked.grammar, ahead.asked.words("preparation").texts["more_times"]
    told = [fields for name, fields, _ in found if name in {"phrase warning", "phrase warning_one"}]
    if len(told) != 1:
        raise DifferentError("the warning")
    wanted = {"high": max(doses), "low": min(doses)}
    for dose, times in (("high", "largest"), ("low", "smallest")):
        if dose not in told[0]:
            if wanted["low"] != wanted["high"]:
                raise DifferentError("the warning")
            continue
        ratio, said = made.tablet / wanted[dose], told[0][times]
        count, exact = g.read_whole(said), not re.fullmatch(pattern_of(more, {"count": g.whole}), said)
        if g.read_mg(told[0][dose]) != wanted[dose] or count != int(ratio) or exact != (ratio == count):
            raise DifferentError("the warning")


def _judge_rows(found: Sequence[Found], ahead: Ahead, made: _Made) -> None:
    """Refuse steps that leave one out, or say other days, another dose or another volume than the plan."""
    g = ahead.asked.grammar
    read = rows.rows_of(found, g)
    if len(read) != len(ahead.spans):
        raise DifferentError("the steps")
    nones = sum(name == "phrase none" for name, _, _ in found)
    for row, span in zip(read, ahead.spans, strict=True):
        taken = _taken(span, made)
        nones -= bool(span.due and not taken)
        if (row.number, row.first, row.last) != (str(span.number or "–"), span.first, span.last):
            raise DifferentError("the days of a step")
        if row.dose != (span.dose if span.due else 0) or row.takes != taken:
            raise DifferentError(f"what step {row.number} draws up")
        lasts = [g.read_date(fields["last"]) for fields in row.notes.values() if "last" in fields]
        if not is_told_when(row, span, ahead.course, ahead.asked) or any(
            last != span.due[-1] for last in lasts
        ):
            raise DifferentError(f"the days with a dose of step {row.number}")
        if bool(row.notes.keys() & {"pause", "pause_day"}) == bool(span.dose):
            raise DifferentError("a pause")
    if nones:
        raise DifferentError("a step without the liquid")


def _taken(span: Span, made: _Made) -> dict[str, tuple[Part, ...]]:
    taken = {
        time: tuple(p for p in parts if p.product in made.products) for time, parts in span.taken.items()
    }
    several = len(span.taken) > 1
    return {time if several else "": parts for time, parts in taken.items() if parts and span.due}


def _batches(found: Sequence[Found], g: Grammar) -> Iterator[_Batch]:
    for name, fields, _ in found:
        if name.startswith("batch "):
            yield _Batch(
                g.read_date(fields["first"]),
                g.read_date(fields["last"]),
                read_ml(fields["need"]),
                read_ml(fields["held"]) if fields["held"] else None,
                g.read_whole(fields["tablets"]),
                g.read_mg(fields["tablet"]),
                read_ml(fields["water"]),
            )


def _wanted(made: _Made, asked: Asked) -> Iterator[_Batch]:
    for fill in asked.regimen.supply.fills:
        liquid = fill.quantity.formulation
        if liquid not in made.liquids:
            continue
        last = later(fill.first, (liquid.beyond_use_days or 0) - 1)
        if last < asked.printed:
            continue
        need = Fraction(fill.quantity.text())
        tablets = -(-need // made.water)
        syringe = product_of(liquid).syringe if len(made.liquids) > 1 else None
        yield _Batch(fill.first, last, need, syringe, tablets, made.tablet, made.water)
