"""The sentences of the patient's plan, from the content, with what may stand in their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked
from ldn_desktop.read_back.opioids import opioid_fields
from ldn_desktop.read_back.own_texts import printed
from ldn_desktop.read_back.statements import Statement, fixed, pattern_of, sentence

_COUNTED = {
    "days": rf"{g.WHOLE} days?",
    "span": rf"{g.WHOLE} (?:days?|weeks?)",
    "steps": rf"{g.WHOLE} steps?",
    "pauses": rf"{g.WHOLE} pauses?",
}
_DAYS = dict.fromkeys(("day", "first", "last", "until", "again", "after"), g.DATE)
_READ_ELSEWHERE = frozenset({"key_liquid", "key_drops", "key_keeps", "telephone", "until", "no_dose"})
"""Phrases that stand within a row, the key of products or the head of the first page."""
_OFTEN = g.one_of(("once a day", "twice a day", "three times a day", "four times a day"))
_FIELDS: dict[str, dict[str, str]] = {
    "phrase": {
        **_COUNTED,
        "last": g.DATE,
        "after": g.DATE,
        "step": r"[1-9]\d*",
        "strength": g.STRENGTH,
        "capacity": g.VOLUME,
        "marks": g.VOLUME,
    },
    "portion": {
        "strength": g.STRENGTH,
        "dose": g.DOSE,
        **dict.fromkeys(("volume", "capacity", "marks", "first", "rest"), g.VOLUME),
    },
    "portion pieces": {"count": g.PIECES, "pieces": "(?:capsule|tablet)s?", "strength": g.DOSE},
    "portion drops": {"count": rf"{g.WHOLE} drops?", "each": rf"{g.WHOLE} drops?"},
    "intro": {
        **_COUNTED,
        "day": g.DATE,
        "often": _OFTEN,
        "times": g.TIMES_SAID,
        "first": g.DOSE,
        "last": g.DOSE,
    },
    "change": {
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
    for name, text in words.group("portion").items():
        yield _made("portion", name, text)
    pace = g.one_of([fixed(intro[each]) for each in ("a_day", "a_week")] + [_inner("intro", intro["every"])])
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
        "each": rf"{g.WHOLE} drops?",
    }
    for product in ("{held} {kind}", phrases["key_liquid"], phrases["key_drops"]):
        yield pattern_of(product, fields)
        yield pattern_of(phrases["key_keeps"].replace("{product}", product), fields)


def _changes(change: Mapping[str, str]) -> Iterator[Statement]:
    take = g.one_of([_inner("change", change[name]) for name in ("daily", "daily_split")])
    since = g.one_of([fixed(change["since_today"]), g.DATE])
    days = g.one_of([_inner("change", change["days"]), g.DATE])
    for name, text in change.items():
        if name in {"daily", "daily_split", "days", "since_today"}:
            continue
        more = {"take": take, "since": since} | ({"days": days} if name.startswith("done") else {})
        yield _made("change", name, text, more)
    yield Statement("figure", re.compile(rf"(?P<dose>{g.DOSE})"))


def read_take(text: str, change: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the fields of a dose with its times, as the sentences of a change say it."""
    for name in ("daily", "daily_split"):
        found = re.fullmatch(pattern_of(change[name], _FIELDS["change"]), text)
        if found is not None:
            return found.groupdict()
    return None


def _made(group: str, name: str, text: str, more: Mapping[str, str] | None = None) -> Statement:
    fields = {**_FIELDS[group], **_FIELDS.get(f"{group} {name}", {}), **(more or {})}
    return sentence(f"{group} {name}", text, fields)


def _inner(group: str, text: str) -> str:
    """Return the pattern of a text that stands in a field of another; its own fields have no names there."""
    return re.sub(r"\?P<\w+>", "?:", pattern_of(text, _FIELDS[group]))
