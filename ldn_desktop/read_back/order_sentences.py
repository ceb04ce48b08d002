"""Everything that the pharmacy's order may say: its sentences from the content, with what may stand in their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, frame_statements
from ldn_desktop.read_back.number_words import NUMBER_IN_WORDS
from ldn_desktop.read_back.sentences import patient_sentences
from ldn_desktop.read_back.statements import Statement, fixed, pattern_of, sentence

NEED = rf"{g.NUMBER}(?: ?mL| ?drops)?"
_PIECES = "(?:capsule|tablet)s?"
_KIND = "(?:capsule|tablet|liquid|drops)"
_WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_DATES = ("day", "first", "last", "anchor")
_IN_TAKE = ("rhythm", "rhythm_counted", "rhythm_once")
_FIELDS = {
    **dict.fromkeys(_DATES, g.DATE),
    "rhythm": g.RHYTHM,
    "fills": g.WHOLE,
    "percent": g.WHOLE,
    "dose": g.DOSE,
    "days": rf"{g.WHOLE} days?",
}
_READ_ELSEWHERE = frozenset({"name", "take", "to", "in_all", *_IN_TAKE})


def order_statements(asked: Asked, columns: tuple[int, ...]) -> Iterator[Statement]:
    """Yield all of it; ``columns`` are the products beside each other in each table of fills."""
    words = asked.content.words("pharmacy_order")
    yield from frame_statements(asked)
    yield from (each for each in patient_sentences(asked) if each.name.startswith("portion "))
    phrases = words.group("")
    for name, text in phrases.items():
        if name not in _READ_ELSEWHERE:
            fields = {**_FIELDS, "count": g.WHOLE, "words": NUMBER_IN_WORDS}
            yield sentence(f"phrase {name}", text, fields)
    for name in _IN_TAKE:
        yield sentence(name, phrases[name].replace("{take}, ", ""), _FIELDS)
    product = rf"(?P<held>{g.STRENGTH}|{g.DOSE}) (?P<kind>{_KIND})"
    yield sentence("name", phrases["name"], {"number": r"[1-9]\d*", "product": product})
    yield Statement("column", re.compile(rf"(?P<number>[1-9]\d*)\. (?P<held>{g.STRENGTH}|{g.DOSE})"))
    yield Statement("time", re.compile(rf"(?P<time>{g.TIME})"))
    yield Statement("span day", re.compile(rf"(?P<first>{g.SHORT_DATE})"))
    yield from _made_of(words.group("strength"))
    yield from _quantities(words.group("quantity"), words.group("words"))
    pieces = "(?:capsule|tablet)(?: or (?:capsule|tablet))?"
    for name, text in words.group("box").items():
        yield sentence(f"box {name}", text, {"pieces": pieces, "strength": g.DOSE, "dose": g.DOSE})
    for group in ("entry", "ship_to", "column"):
        for name, text in words.group(group).items():
            yield sentence(f"{group} {name}", text)
    for name, listed in words.lists.items():
        for at, told in enumerate(listed):
            yield sentence(f"{name} {at}", told.text)
    yield from _fills(phrases, columns)


def _made_of(strengths: Mapping[str, str]) -> Iterator[Statement]:
    """Yield what stands below a product's name: its strength in words, its route, syringe, dropper and date."""
    for name in ("mg", "one_mg", "mcg", "one_mcg"):
        yield sentence(f"strength {name}", strengths[name], {"words": NUMBER_IN_WORDS})
    yield sentence("strength in_a_ml", strengths["in_a_ml"].replace("{amount} ", ""))
    yield Statement("route", re.compile(rf"(?P<route>{g.ROUTE})"))
    syringe = rf"(?P<capacity>{g.VOLUME}) syringe, marks every (?P<marks>{g.VOLUME})"
    yield Statement("syringe", re.compile(syringe))
    yield Statement("dropper", re.compile(rf"(?P<each>{g.WHOLE}) drops per mL"))
    yield Statement("keeps", re.compile(rf"use within (?P<keeps>{g.WHOLE}) days?"))


def _quantities(quantities: Mapping[str, str], units: Mapping[str, str]) -> Iterator[Statement]:
    volume, drops = (
        g.one_of([nameless(pattern_of(units[name], {"words": NUMBER_IN_WORDS})) for name in names])
        for names in (("volume", "one_volume"), ("drops", "one_drop"))
    )
    for name, text in quantities.items():
        kind = name.partition("_")[0]
        words = {"pieces": NUMBER_IN_WORDS, "volume": volume, "drops": drops}
        fields = {
            **_FIELDS,
            "count": rf"{g.WHOLE} drops?" if kind == "drops" else g.NUMBER,
            "words": words.get(kind, ""),
            "pieces": _PIECES,
            "volume": g.VOLUME,
            "strength": g.STRENGTH,
            "whole": g.WHOLE if kind == "pieces" else g.VOLUME,
            "whole_words": NUMBER_IN_WORDS if kind == "pieces" else volume,
            "whole_pieces": _PIECES,
        }
        yield sentence(f"quantity {name}", text, fields)


def _fills(phrases: Mapping[str, str], columns: tuple[int, ...]) -> Iterator[Statement]:
    to = pattern_of(phrases["to"], {"day": g.DATE}).replace("?P<day>", "?P<last>")
    for count in sorted(set(columns)):
        # The number of the next row is no need of this one.
        needs = rf"(?P<needs>(?: (?:–|{NEED})){{{count}}})(?! ?{_WEEKDAY})"
        days = rf"(?P<number>[1-9]\d*) ?(?P<first>{g.DATE}) {to} (?P<days>{g.WHOLE})"
        yield Statement(f"fill {count}", re.compile(days + needs))
        yield Statement(f"sum {count}", re.compile(fixed(phrases["in_all"]) + needs))


def nameless(pattern: str) -> str:
    """Return a pattern without the names of its fields."""
    return re.sub(r"\?P<\w+>", "?:", pattern)
