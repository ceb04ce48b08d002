"""The sentences of the patient's plan, from the content, with what may stand in their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.opioids import opioid_fields
from ldn_desktop.read_back.own_texts import printed
from ldn_desktop.read_back.statements import Statement, fixed, pattern_of, sentence

_COUNTED = {
    "days": rf"{g.WHOLE} days?",
    "span": rf"{g.WHOLE} (?:days?|weeks?|months?)",
    "steps": rf"{g.WHOLE} steps?",
    "pauses": rf"{g.WHOLE} pauses?",
}
_DAYS = dict.fromkeys(("day", "first", "last", "until", "again", "after"), g.DATE)
_READ_ELSEWHERE = frozenset(
    {"key_liquid", "key_drops", "key_keeps", "key_routed", "telephone", "until", "no_dose", "free"}
)
"""Phrases that stand within a row, the key of products or the head of the first page."""
_TAKES = ("daily", "daily_split", "daily_doses")
_OFTEN = g.one_of(("once a day", "twice a day", "three times a day", "four times a day"))
_FIELDS: dict[str, dict[str, str]] = {
    "phrase": {
        **_COUNTED,
        **dict.fromkeys(("first", "last", "after", "day", "boxes", "next"), g.DATE),
        "rhythm": g.RHYTHM,
        "hours": rf"{g.WHOLE} hours?",
        "step": r"[1-9]\d*",
        "strength": g.STRENGTH,
        "capacity": g.VOLUME,
        "marks": g.VOLUME,
    },
    "portion": {
        "strength": g.STRENGTH,
        "dose": g.DOSE,
        "route": g.ROUTE,
        **dict.fromkeys(("volume", "capacity", "marks", "first", "rest"), g.VOLUME),
        **dict.fromkeys(("fillings", "full"), g.WHOLE),
    },
    "portion pieces": {"count": g.PIECES, "pieces": "(?:capsule|tablet)s?", "strength": g.DOSE},
    "portion drops": {"count": rf"{g.WHOLE} drops?", "each": rf"{g.WHOLE} drops?"},
    "intro": {
        **_COUNTED,
        "day": g.DATE,
        "often": _OFTEN,
        "times": g.TIMES_SAID,
        **dict.fromkeys(("first", "last", "top", "low"), g.DOSE),
        "rhythm": g.RHYTHM,
        "route": g.ROUTE,
    },
    **{f"intro {name}": {"last": g.DATE} for name in ("stop", "stop_if", "waits")},
    "change": {
        "rhythm": g.RHYTHM,
        "route": g.ROUTE,
        "parts": g.TIMED_DOSES,
        **_COUNTED,
        **_DAYS,
        **dict.fromkeys(("dose", "each", "before"), g.DOSE),
        **dict.fromkeys(("old", "new"), g.TIME),
        "times": g.TIMES_SAID,
        **dict.fromkeys(("step", "revision"), r"[1-9]\d*"),
    },
}


def patient_sentences(asked: Asked) -> Iterator[Statement]:
    """Yield everything that the content lets a patient's plan say; names begin with the part of the content."""
    words = asked.content.words("patient_plan")
    clinic = {"clinic": fixed(printed(asked.clinic)) or r"(?!)"}
    phrases, intro = words.group(""), words.group("intro")
    for name, text in phrases.items():
        if name not in _READ_ELSEWHERE:
            yield _made("phrase", name, text, clinic)
    for pattern in product_patterns(asked):
        yield Statement("product", re.compile(pattern))
    portions = words.group("portion")
    routed = portions.pop("routed")
    for name, text in portions.items():
        yield _made("portion", name, text)
        yield _made("portion", name, routed.replace("{portion}", text))
    pace = g.one_of(
        [fixed(intro[each]) for each in ("a_day", "a_week", "a_month")] + [_inner("intro", intro["every"])]
    )
    for name, text in intro.items():
        yield _made("intro", name, text, {"pace": pace})
    yield from _changes(words.group("change"))
    for kind in ("dose", "take"):
        for time, text in words.group(f"head.{kind}").items():
            yield sentence(f"{kind} head {time}", text)
    fields = {**opioid_fields(asked), "resume_days": str(asked.content.thresholds.resume_days)}
    for name, section in words.sections.items():
        yield sentence(f"section {name}", section.heading)
        for at, advice in enumerate(section.advice):
            yield sentence(f"advice {name} {at}", advice.text, fields)


def always_said(asked: Asked) -> Iterator[str]:
    """Yield the names of the sentences that stand on every plan, whatever is true of it.

    When to call, and what is urgent.
    """
    for name, section in asked.content.words("patient_plan").sections.items():
        for at, advice in enumerate(section.advice):
            if not section.when and not advice.when:
                yield f"advice {name} {at}"


def product_patterns(asked: Asked) -> Iterator[str]:
    """Yield the patterns of how a product is named in full."""
    phrases = asked.content.words("patient_plan").group("")
    fields = {
        **_FIELDS["phrase"],
        "held": f"(?:{g.STRENGTH}|{g.DOSE})",
        "kind": "(?:capsule|tablet)",
        "route": g.ROUTE,
        "each": rf"{g.WHOLE} drops?",
    }
    named = ["{held} {kind}", phrases["key_liquid"], phrases["key_drops"]]
    named += [phrases["key_routed"].replace("{product}", product) for product in named]
    for product in named:
        yield pattern_of(product, fields)
        yield pattern_of(phrases["key_keeps"].replace("{product}", product), fields)


def _changes(change: Mapping[str, str]) -> Iterator[Statement]:
    take = g.one_of([*(_inner("change", change[name]) for name in _TAKES), g.TIMED_DOSES])
    for name in ("routed", "rhythm"):
        around = _inner("change", change[name].replace("{take}", "{once}"), {"once": take})
        take = g.one_of([take, around])
    since = g.one_of([fixed(change["since_today"]), g.DATE])
    days = g.one_of([_inner("change", change["days"]), g.DATE])
    for name, text in change.items():
        if name in {*_TAKES, "routed", "rhythm", "days", "since_today"}:
            continue
        more = {"take": take, "since": since} | ({"days": days} if name.startswith("done") else {})
        yield _made("change", name, text, more)
    yield Statement("figure", re.compile(rf"(?P<dose>{g.DOSE})"))


class Told(NamedTuple):
    """A dose as the sentences of a change say it: mg by time of the day, its rhythm and route.

    ``total`` is what they add up to, as said; ``None`` where it is not.
    """

    split: dict[str, Fraction]
    total: Fraction | None
    rhythm: tuple[str, tuple[int, ...]] | None
    route: str


def read_take(text: str, change: Mapping[str, str]) -> Told | None:
    """Return what a dose with its times says; ``None`` where it is spelled as none is."""
    around = rf"(?P<once>.+?)(?:, (?P<route>{g.ROUTE}))?(?: ?\((?P<rhythm>{g.RHYTHM})\))?"
    outer = re.fullmatch(around, text)
    if outer is None:
        return None
    rhythm = g.read_rhythm(outer["rhythm"]) if outer["rhythm"] else None
    route = g.ROUTES[outer["route"]] if outer["route"] else "oral"
    for pattern in (*(change[name] for name in _TAKES), "{parts}"):
        found = re.fullmatch(pattern_of(pattern, _FIELDS["change"]), outer["once"])
        if found is None:
            continue
        fields = found.groupdict()
        total = g.read_mg(fields["dose"]) if "dose" in fields else None
        if "parts" in fields:
            return Told(g.read_doses(fields["parts"]), total, rhythm, route)
        times, each = g.read_times(fields["times"]), g.read_mg(fields.get("each") or fields["dose"])
        return Told(dict.fromkeys(times, each), total, rhythm, route)
    return None


def _made(group: str, name: str, text: str, more: Mapping[str, str] | None = None) -> Statement:
    fields = {**_FIELDS[group], **_FIELDS.get(f"{group} {name}", {}), **(more or {})}
    return sentence(f"{group} {name}", text, fields)


def _inner(group: str, text: str, more: Mapping[str, str] | None = None) -> str:
    """Return the pattern of a text that stands in a field of another; its own fields have no names there."""
    return re.sub(r"\?P<\w+>", "?:", pattern_of(text, {**_FIELDS[group], **(more or {})}))
