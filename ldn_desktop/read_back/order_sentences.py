"""Everything that the pharmacy's order may say: its sentences from the content, with what may stand in their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ldn_desktop.read_back.asked import Asked, frame_statements
from ldn_desktop.read_back.grammar import NUMBER, VOLUME, Grammar, nameless, one_of
from ldn_desktop.read_back.number_words import NUMBER_IN_WORDS
from ldn_desktop.read_back.sentences import patient_sentences
from ldn_desktop.read_back.statements import Statement, fixed, pattern_of, sentence

NEED = rf"{NUMBER}(?: ?mL| ?drops)?"
_PIECES = "(?:capsule|tablet)s?"
_KIND = "(?:capsule|tablet|liquid|drops)"
_WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_DATES = ("day", "first", "last", "anchor")
_IN_TAKE = ("rhythm", "rhythm_counted", "rhythm_once")
_READ_ELSEWHERE = frozenset({"name", "take", "to", "in_all", *_IN_TAKE})


def _fields(g: Grammar) -> dict[str, str]:
    return {
        **dict.fromkeys(_DATES, g.date),
        "rhythm": g.rhythm,
        "fills": g.whole,
        "percent": g.whole,
        "dose": g.dose,
        "days": g.counted("day"),
        "time": g.time,
    }


def order_statements(asked: Asked, columns: tuple[int, ...]) -> Iterator[Statement]:
    """Yield all of it; ``columns`` are the products beside each other in each table of fills."""
    g, words = asked.grammar, asked.words("pharmacy_order")
    yield from frame_statements(asked)
    yield from (each for each in patient_sentences(asked) if each.name.startswith("portion "))
    phrases = words.group("")
    for name, text in phrases.items():
        if name not in _READ_ELSEWHERE:
            fields = {**_fields(g), "count": g.whole, "words": NUMBER_IN_WORDS}
            yield sentence(f"phrase {name}", text, fields)
    for name in _IN_TAKE:
        yield sentence(name, phrases[name].replace("{take}, ", ""), _fields(g))
    product = rf"(?P<held>{g.strength}|{g.dose}) (?P<kind>{_KIND})"
    yield sentence("name", phrases["name"], {"number": r"[1-9]\d*", "product": product})
    columns_said = dict(words.group("column"))
    numbered = rf"(?P<number>[1-9]\d*)\. (?P<held>{g.strength}|{g.dose})"
    yield sentence("column", columns_said.pop("need"), {"product": numbered})
    yield Statement("drawn", re.compile(rf"(?P<held>{g.strength}|{g.dose})"))
    yield Statement("time", re.compile(rf"(?P<time>{g.time})"))
    yield Statement("span day", re.compile(rf"(?P<first>{g.short_date})"))
    yield from _made_of(words.group("strength"), g)
    yield from _quantities(words.group("quantity"), words.group("words"), g)
    pieces = "(?:capsule|tablet)(?: or (?:capsule|tablet))?"
    for name, text in words.group("box").items():
        yield sentence(f"box {name}", text, {"pieces": pieces, "strength": g.dose, "dose": g.dose})
    for group, said in (
        ("entry", words.group("entry")),
        ("ship_to", words.group("ship_to")),
        ("column", columns_said),
    ):
        for name, text in said.items():
            yield sentence(f"{group} {name}", text)
    for name, listed in words.lists.items():
        for at, told in enumerate(listed):
            yield sentence(f"{name} {at}", told.text)
    yield from _fills(phrases, columns, g)


def _made_of(strengths: Mapping[str, str], g: Grammar) -> Iterator[Statement]:
    """Yield what stands below a product's name: its strength in words, its route, syringe, dropper and date."""
    for name in ("mg", "one_mg", "mcg", "one_mcg"):
        yield sentence(f"strength {name}", strengths[name], {"words": NUMBER_IN_WORDS})
    yield sentence("strength in_a_ml", strengths["in_a_ml"].replace("{amount} ", ""))
    yield Statement("route", re.compile(rf"(?P<route>{g.route})"))
    syringe = rf"(?P<capacity>{VOLUME}) syringe, marks every (?P<marks>{VOLUME})"
    yield Statement("syringe", re.compile(syringe))
    yield Statement("dropper", re.compile(rf"(?P<each>{g.whole}) drops per mL"))
    yield Statement("keeps", re.compile(rf"use within (?P<keeps>{g.whole}) days?"))


def _quantities(quantities: Mapping[str, str], units: Mapping[str, str], g: Grammar) -> Iterator[Statement]:
    volume, drops = (
        one_of([nameless(pattern_of(units[name], {"words": NUMBER_IN_WORDS})) for name in names])
        for names in (("volume", "one_volume"), ("drops", "one_drop"))
    )
    for name, text in quantities.items():
        kind = name.partition("_")[0]
        words = {"pieces": NUMBER_IN_WORDS, "volume": volume, "drops": drops}
        fields = {
            **_fields(g),
            "count": rf"{g.whole} drops?" if kind == "drops" else NUMBER,
            "words": words.get(kind, ""),
            "pieces": _PIECES,
            "volume": VOLUME,
            "strength": g.strength,
            "whole": g.whole if kind == "pieces" else VOLUME,
            "whole_words": NUMBER_IN_WORDS if kind == "pieces" else volume,
            "whole_pieces": _PIECES,
        }
        yield sentence(f"quantity {name}", text, fields)


def _fills(phrases: Mapping[str, str], columns: tuple[int, ...], g: Grammar) -> Iterator[Statement]:
    to = pattern_of(phrases["to"], {"day": g.date}).replace("?P<day>", "?P<last>")
    for count in sorted(set(columns)):
        # The number of the next row is no need of this one.
        needs = rf"(?P<needs>(?: (?:–|{NEED})){{{count}}})(?! ?{_WEEKDAY})"
        days = rf"(?P<number>[1-9]\d*) ?(?P<first>{g.date}) {to} (?P<days>{g.whole})"
        yield Statement(f"fill {count}", re.compile(days + needs))
        yield Statement(f"sum {count}", re.compile(fixed(phrases["in_all"]) + needs))
