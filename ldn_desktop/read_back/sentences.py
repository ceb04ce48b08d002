"""The sentences of the patient's plan, from the content, with what may stand in their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.grammar import PIECES, VOLUME, Grammar, nameless, one_of
from ldn_desktop.read_back.opioids import opioid_fields
from ldn_desktop.read_back.own_texts import printed
from ldn_desktop.read_back.statements import Statement, fixed, pattern_of, sentence

_STEP = r"[1-9]\d*"
_READ_ELSEWHERE = frozenset(
    {
        "key_liquid",
        "key_drops",
        "key_keeps",
        "key_routed",
        "telephone",
        "until",
        "no_dose",
        "free",
        "from_prescriber",
    }
)
"""Phrases that stand within a row, the key of products, the head of the first page or another phrase."""
_PACES = ("a_day", "a_week", "a_month")
_TAKES = ("daily", "daily_split", "daily_doses")


@lru_cache(maxsize=8)
def _fields(g: Grammar) -> Mapping[str, Mapping[str, str]]:
    """Return what may stand in the fields of each group of sentences, and of single ones."""
    counted = {
        "days": g.counted("day"),
        "span": g.counted("day", "week", "month"),
        "steps": g.counted("step"),
        "pauses": g.counted("pause"),
    }
    days = dict.fromkeys(("day", "first", "last", "until", "again", "after"), g.date)
    return {
        "phrase": {
            **counted,
            **dict.fromkeys(("first", "last", "after", "day", "boxes", "next"), g.date),
            "rhythm": g.rhythm,
            "hours": g.counted("hour"),
            "step": _STEP,
            "strength": g.strength,
            "capacity": VOLUME,
            "marks": VOLUME,
        },
        "portion": {
            "strength": g.strength,
            "dose": g.dose,
            "route": g.route,
            **dict.fromkeys(("volume", "capacity", "marks", "first", "rest"), VOLUME),
            **dict.fromkeys(("fillings", "full"), g.whole),
        },
        "portion pieces": {"count": PIECES, "pieces": g.pieces, "strength": g.dose},
        "portion drops": {"count": g.counted("drop"), "each": g.counted("drop")},
        "intro": {
            **counted,
            "day": g.date,
            "often": g.often,
            "times": g.times_said,
            **dict.fromkeys(("first", "last", "top", "low"), g.dose),
            "rhythm": g.rhythm,
            "route": g.route,
        },
        **{f"intro {name}": {"last": g.date} for name in ("stop", "stop_if", "waits")},
        "change": {
            "rhythm": g.rhythm,
            "route": g.route,
            **counted,
            **days,
            **dict.fromkeys(("dose", "each", "before"), g.dose),
            **dict.fromkeys(("old", "new"), g.time),
            "times": g.times_said,
            **dict.fromkeys(("step", "revision"), _STEP),
        },
    }


_FACTS = frozenset({"below-tablet", "not-below-tablet", "waits", "not-waits"})
"""The facts of a plan that are reckoned here, of those that a sentence may wait for."""


def patient_sentences(asked: Asked) -> Iterator[Statement]:
    """Yield everything that the content lets a patient's plan say; names begin with the part of the content."""
    g, words = asked.grammar, asked.words("patient_plan")
    clinic = {"clinic": fixed(printed(asked.clinic)) or r"(?!)"}
    other = "title_full" if asked.low_dose else "title"
    phrases, intro = words.group(""), words.group("intro")
    more = {**clinic, "take": _take(g, words.group("change"))}
    for name, text in phrases.items():
        if name not in {*_READ_ELSEWHERE, other}:
            yield _made(g, "phrase", name, text, more)
    yield sentence("phrase from_prescriber", _from_prescriber(asked))
    for pattern in product_patterns(asked):
        yield Statement("product", re.compile(pattern))
    portions = words.group("portion")
    routed = portions.pop("routed")
    for name, text in portions.items():
        yield _made(g, "portion", name, text)
        yield _made(g, "portion", name, routed.replace("{portion}", text))
    pace = one_of([fixed(intro[each]) for each in _PACES] + [_inner(g, "intro", intro["every"])])
    for name, text in intro.items():
        yield _made(g, "intro", name, text, {"pace": pace})
    changes = words.group("change")
    del changes[other]
    yield from _changes(g, changes)
    for kind in ("dose", "take"):
        for time, text in words.group(f"head.{kind}").items():
            yield sentence(f"{kind} head {time}", text)
    fields = {**opioid_fields(asked), "resume_days": str(asked.content.thresholds.resume_days)}
    for name, section in words.sections.items():
        yield sentence(f"section {name}", section.heading)
        for at, advice in enumerate(section.advice):
            yield sentence(f"advice {name} {at}", advice.text, fields)


def always_said(asked: Asked) -> Iterator[str]:
    """Yield the names of the sentences that stand on every plan such as this, whatever else is true of it.

    When to call, what is urgent, where it is kept.
    """
    facts = _facts_of(asked)
    for name, section in asked.words("patient_plan").sections.items():
        for at, advice in enumerate(section.advice):
            if not section.when and facts.issuperset(advice.when):
                yield f"advice {name} {at}"


def never_said(asked: Asked) -> Iterator[str]:
    """Yield the names of the sentences that contradict such a plan."""
    other = _FACTS - _facts_of(asked)
    for name, section in asked.words("patient_plan").sections.items():
        for at, advice in enumerate(section.advice):
            if not other.isdisjoint(advice.when):
                yield f"advice {name} {at}"


def _facts_of(asked: Asked) -> frozenset[str]:
    tablet = asked.content.formulary.home_made.tablet_ng
    reached = any(step.phase.dose_ng >= tablet for step in asked.regimen.steps)
    waits = asked.regimen.after == "paused"
    return frozenset({f"{'not-' * reached}below-tablet", f"{'' if waits else 'not-'}waits"})


def product_patterns(asked: Asked) -> Iterator[str]:
    """Yield the patterns of how a product is named in full."""
    g, phrases = asked.grammar, asked.words("patient_plan").group("")
    kinds = [g.pattern(f"kind.{kind}") for kind in ("capsule", "tablet")]
    fields = {
        **_fields(g)["phrase"],
        "held": one_of([g.strength, g.dose]),
        "kind": one_of(kinds),
        "route": g.route,
        "each": g.counted("drop"),
    }
    solid = asked.spoken.words.texts["product.name"].replace("{strength}", "{held}")
    named = [solid, phrases["key_liquid"], phrases["key_drops"]]
    named += [phrases["key_routed"].replace("{product}", product) for product in named]
    for product in named:
        yield pattern_of(product, fields)
        yield pattern_of(phrases["key_keeps"].replace("{product}", product), fields)


def _from_prescriber(asked: Asked) -> str:
    """Return the heading of the prescriber's own text, which a translated paper marks as typed."""
    heading = asked.words("patient_plan").texts["from_prescriber"]
    if not asked.spoken.is_translated:
        return heading
    return asked.words("papers").say("as_typed", heading=heading)


def _take(g: Grammar, change: Mapping[str, str]) -> str:
    """Return the pattern of a dose with its times, its rhythm and its route."""
    parts = {"parts": g.timed_doses(change["daily"])}
    take = one_of([*(_inner(g, "change", change[name], parts) for name in _TAKES), parts["parts"]])
    for name in ("routed", "rhythm", "every_day"):
        around = _inner(g, "change", change[name].replace("{take}", "{once}"), {"once": take})
        take = one_of([take, around])
    return take


def _changes(g: Grammar, change: Mapping[str, str]) -> Iterator[Statement]:
    take = _take(g, change)
    since = one_of([fixed(change["since_today"]), _inner(g, "change", change["since_day"])])
    days = one_of([_inner(g, "change", change["days"]), g.date])
    for name, text in change.items():
        if name in {*_TAKES, "routed", "rhythm", "every_day", "days", "since_today", "since_day"}:
            continue
        more = {"take": take, "since": since} | ({"days": days} if name.startswith("done") else {})
        yield _made(g, "change", name, text, more)
    yield Statement("figure", re.compile(rf"(?P<dose>{g.dose})"))


class Told(NamedTuple):
    """A dose as the sentences of a change say it: mg by time of the day, its rhythm and route.

    ``total`` is what they add up to, as said; ``None`` where it is not. ``daily`` says that every day is named.
    """

    split: dict[str, Fraction]
    total: Fraction | None
    rhythm: tuple[str, tuple[int, ...]] | None
    route: str
    daily: bool


def read_take(text: str, change: Mapping[str, str], g: Grammar) -> Told | None:
    """Return what a dose with its times says; ``None`` where it is spelled as none is."""
    rhythm, route, daily = None, "oral", False
    for name, field in (("rhythm", g.rhythm), ("every_day", ""), ("routed", g.route)):
        around = pattern_of(change[name], {"take": ".+?", "rhythm": field, "route": field})
        if outer := re.fullmatch(around, text):
            text = outer["take"]
            if name == "rhythm":
                rhythm = g.read_rhythm(outer["rhythm"])
            elif name == "every_day":
                daily = True
            else:
                route = g.read_route(outer["route"])
    parts = g.timed_doses(change["daily"])
    for pattern in (*(change[name] for name in _TAKES), "{parts}"):
        found = re.fullmatch(pattern_of(pattern, {**_fields(g)["change"], "parts": parts}), text)
        if found is None:
            continue
        fields = found.groupdict()
        total = g.read_mg(fields["dose"]) if "dose" in fields else None
        if "parts" in fields:
            return Told(g.read_doses(change["daily"], fields["parts"]), total, rhythm, route, daily)
        times, each = g.read_times(fields["times"]), g.read_mg(fields.get("each") or fields["dose"])
        return Told(dict.fromkeys(times, each), total, rhythm, route, daily)
    return None


def _made(g: Grammar, group: str, name: str, text: str, more: Mapping[str, str] | None = None) -> Statement:
    fields = {**_fields(g)[group], **_fields(g).get(f"{group} {name}", {}), **(more or {})}
    return sentence(f"{group} {name}", text, fields)


def _inner(g: Grammar, group: str, text: str, more: Mapping[str, str] | None = None) -> str:
    """Return the pattern of a text that stands in a field of another; its own fields have no names there."""
    return nameless(pattern_of(text, {**_fields(g)[group], **(more or {})}))
