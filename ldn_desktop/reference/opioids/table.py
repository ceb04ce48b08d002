"""Opioids and opioid-containing medicines, and how long to be without them before naltrexone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Literal, NamedTuple

from ldn_desktop.decoding.cited import by_id, source_ids, texts
from ldn_desktop.decoding.strict import Node
from ldn_desktop.domain.plan import DAILY
from ldn_desktop.domain.rules import OpioidRule

_Effect = Literal["interval", "depot", "clue", "hint", "review", "duplicate", "none"]
_EFFECTS: tuple[_Effect, ...] = ("interval", "depot", "clue", "hint", "review", "duplicate", "none")
BRAND_LISTS = ("brands_us", "brands_uk", "brands_eu", "brands_au", "brands_ca", "brands_professional")
_MOST_DAYS = 365


class Interval(NamedTuple):
    """An interval rule: ``days_min`` to ``days_max`` without the opioid (0 where the rule has no days).

    ``at_least`` says that no longer end is known. ``confirm`` tells what else is to be asked before the first dose, or
    is empty. ``daily`` is what daily or heavy use asks for, where that is more.
    """

    code: str
    effect: _Effect
    days_min: int
    days_max: int
    at_least: bool
    text: str
    confirm: str
    basis: str
    sources: tuple[str, ...]
    daily: Interval | None = None

    @property
    def days_text(self) -> str:
        """The days in words: ``7 to 10 days``, ``at least 14 days``; empty where the rule has none."""
        if not self.days_max:
            return ""
        if self.days_min < self.days_max:
            return f"{self.days_min} to {self.days_max} days"
        return f"at least {self.days_max} days" if self.at_least else f"{self.days_max} days"

    @property
    def days_by_use(self) -> str:
        """The days in words, and those after daily use where they differ; empty where the rule has none."""
        if not self.days_max or self.daily is None:
            return self.days_text
        return f"{self.days_text}, {self.daily.days_text} after daily or heavy use"

    def under(self, use: str) -> Interval:
        """Return the rule as it stands for a use, ``daily`` or empty."""
        return self.daily if use == DAILY and self.daily is not None else self


class Opioid(NamedTuple):
    """One opioid with its names, codes and the interval rule that applies to it.

    ``rxcui`` is its RxNorm code; it, ``note`` and every list may be empty. ``brands_professional`` are names that
    professionals know and no source of ours lists. What nobody prescribes is not ``prescribed``: no plan can hold it.
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
    brands_eu: tuple[str, ...]
    brands_au: tuple[str, ...]
    brands_ca: tuple[str, ...]
    brands_professional: tuple[str, ...]
    synonyms: tuple[str, ...]
    rxcui: str
    note: str
    prescribed: bool

    @property
    def brands(self) -> tuple[str, ...]:
        """The brands of all countries, each once."""
        listed = (self.brands_us, self.brands_uk, self.brands_eu, self.brands_au, self.brands_ca)
        return tuple(dict.fromkeys(brand for brands in listed for brand in brands))

    @property
    def brands_elsewhere(self) -> tuple[str, ...]:
        """The brands that are neither American nor British, each once."""
        home = {*self.brands_us, *self.brands_uk}
        return tuple(brand for brand in (*self.brands, *self.brands_professional) if brand not in home)


class Opioids(NamedTuple):
    """All opioids by id, and the interval rules by code.

    ``about`` says what the entries rest on that cite nothing, ``about_basis`` the same in a few words.
    """

    by_id: Mapping[str, Opioid]
    intervals: Mapping[str, Interval]
    about: str
    about_basis: str

    def modified_release_of(self, name: str) -> Opioid | None:
        """Return the same opioid as modified release, which has a longer interval; ``None`` where there is none."""
        return self.by_id.get(f"{name}_mr")

    def rules(self) -> dict[str, OpioidRule]:
        """Return how each opioid bears on the first dose."""
        return {
            opioid.id: OpioidRule(
                opioid.name,
                opioid.interval.effect,
                opioid.interval.days_max,
                opioid.interval.daily.days_max if opioid.interval.daily else 0,
            )
            for opioid in self.by_id.values()
        }


def read_opioids(root: Node) -> Opioids:
    """Return the opioids. Refused: a repeated id, an unknown interval code, an interval that shrinks."""
    f = root.fields(("about", "about_basis", "interval", "opioid"))
    intervals = {code: _interval(code, node) for code, node in f["interval"].entries().items()}
    opioids = by_id(f["opioid"].items("opioid"), partial(_opioid, intervals=intervals))
    return Opioids(opioids, intervals, f["about"].filled(), f["about_basis"].filled())


def _interval(code: str, node: Node) -> Interval:
    f = node.fields(
        ("effect", "text", "basis", "sources"), ("days_min", "days_max", "at_least", "confirm", "daily")
    )
    low = f["days_min"].whole(1, _MOST_DAYS) if "days_min" in f else 0
    high = f["days_max"].whole(low, _MOST_DAYS) if "days_max" in f else 0
    words = f["effect"].choice(*_EFFECTS)
    effect = next(known for known in _EFFECTS if known == words)
    if (effect == "interval") != (high > 0):
        raise node.fail("has days without being an interval, or is an interval without days; correct it.")
    daily = _interval(code, f["daily"]) if "daily" in f else None
    if daily is not None and (daily.daily or daily.days_max <= high):
        raise f["daily"].fail("asks for no more days than the rule itself; correct it.")
    return Interval(
        code,
        effect,
        low,
        high,
        at_least=f["at_least"].flag() if "at_least" in f else False,
        text=f["text"].filled(),
        confirm=f["confirm"].filled() if "confirm" in f else "",
        basis=f["basis"].filled(),
        sources=source_ids(f["sources"]),
        daily=daily,
    )


def _own_basis(interval: Interval, basis: str, sources: tuple[str, ...]) -> Interval:
    """Return a rule that rests on something else for one opioid, daily use too."""
    daily = interval.daily and interval.daily._replace(basis=basis, sources=sources)
    return interval._replace(basis=basis, sources=sources, daily=daily)


def _opioid(node: Node, intervals: Mapping[str, Interval]) -> Opioid:
    lists = ("atc", *BRAND_LISTS, "synonyms")
    f = node.fields(
        ("id", "name", "group", "receptor_action", "duration", "interval"),
        (*lists, "rxcui", "note", "prescribed", "basis", "sources"),
    )
    if ("basis" in f) != ("sources" in f):
        raise node.fail("has a basis without sources, or sources without a basis; add the other.")
    interval = intervals[f["interval"].choice(*intervals)]
    if "basis" in f:
        interval = _own_basis(interval, f["basis"].filled(), source_ids(f["sources"]))
    names = {key: texts(f[key]) if key in f else () for key in lists}
    return Opioid(
        id=f["id"].filled(),
        name=f["name"].filled(),
        group=f["group"].filled(),
        receptor_action=f["receptor_action"].filled(),
        duration=f["duration"].filled(),
        interval=interval,
        atc=names["atc"],
        brands_us=names["brands_us"],
        brands_uk=names["brands_uk"],
        brands_eu=names["brands_eu"],
        brands_au=names["brands_au"],
        brands_ca=names["brands_ca"],
        brands_professional=names["brands_professional"],
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
