"""Opioids and opioid-containing medicines, and how long to be without them before naltrexone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal, NamedTuple

from ldn_desktop.domain.rules import OpioidRule
from ldn_desktop.reference.cited import by_id, source_ids, texts
from ldn_desktop.reference.strict import Node

_Effect = Literal["interval", "depot", "review", "duplicate", "none"]
_EFFECTS: tuple[_Effect, ...] = ("interval", "depot", "review", "duplicate", "none")
_MOST_DAYS = 365


class Interval(NamedTuple):
    """An interval rule: ``days_min`` to ``days_max`` without the opioid (0 where the rule has no days)."""

    code: str
    effect: _Effect
    days_min: int
    days_max: int
    text: str
    basis: str
    sources: tuple[str, ...]


class Opioid(NamedTuple):
    """One opioid with its names, codes and the interval rule that applies to it.

    ``rxcui`` is its RxNorm code; it, ``note`` and every list may be empty. What nobody prescribes is not ``prescribed``:
    no plan can hold it.
    """

    id: str
    name: str
    group: str
    receptor_action: str
    duration: str
    interval: Interval
    atc: tuple[str, ...]
    brands_us: tuple[str, ...]
    brands_uk: tuple[str, ...]
    synonyms: tuple[str, ...]
    rxcui: str
    note: str
    prescribed: bool


class Opioids(NamedTuple):
    """All opioids by id, and the interval rules by code."""

    by_id: Mapping[str, Opioid]
    intervals: Mapping[str, Interval]

    def rules(self) -> dict[str, OpioidRule]:
        """Return how each opioid bears on the first dose."""
        return {
            opioid.id: OpioidRule(opioid.name, opioid.interval.effect, opioid.interval.days_max)
            for opioid in self.by_id.values()
        }


def read_opioids(root: Node) -> Opioids:
    """Return the opioids. Refused: a repeated id, an unknown interval code, an interval that shrinks."""
    f = root.fields(("interval", "opioid"))
    intervals = {code: _interval(code, node) for code, node in f["interval"].entries().items()}
    opioids = by_id(f["opioid"].items("opioid"), partial(_opioid, intervals=intervals))
    return Opioids(opioids, intervals)


def _interval(code: str, node: Node) -> Interval:
    f = node.fields(("effect", "text", "basis", "sources"), ("days_min", "days_max"))
    low = f["days_min"].whole(1, _MOST_DAYS) if "days_min" in f else 0
    high = f["days_max"].whole(low, _MOST_DAYS) if "days_max" in f else 0
    words = f["effect"].choice(*_EFFECTS)
    effect = next(known for known in _EFFECTS if known == words)
    if (effect == "interval") != (high > 0):
        raise node.fail("has days without being an interval, or is an interval without days; correct it.")
    return Interval(
        code, effect, low, high, f["text"].filled(), f["basis"].filled(), source_ids(f["sources"])
    )


def _opioid(node: Node, intervals: Mapping[str, Interval]) -> Opioid:
    lists = ("atc", "brands_us", "brands_uk", "synonyms")
    f = node.fields(
        ("id", "name", "group", "receptor_action", "duration", "interval"),
        (*lists, "rxcui", "note", "prescribed"),
    )
    names = {key: texts(f[key]) if key in f else () for key in lists}
    return Opioid(
        id=f["id"].filled(),
        name=f["name"].filled(),
        group=f["group"].filled(),
        receptor_action=f["receptor_action"].filled(),
        duration=f["duration"].filled(),
        interval=intervals[f["interval"].choice(*intervals)],
        atc=names["atc"],
        brands_us=names["brands_us"],
        brands_uk=names["brands_uk"],
        synonyms=names["synonyms"],
        rxcui=_code(f["rxcui"]) if "rxcui" in f else "",
        note=f["note"].filled() if "note" in f else "",
        prescribed=f["prescribed"].flag() if "prescribed" in f else True,
    )


def _code(node: Node) -> str:
    text = node.filled()
    if not (text.isascii() and text.isdecimal()):
        raise node.fail(f"{text} is no RxNorm code; give its digits.")
    return text
