"""Finds an opioid by whatever it is called: name, brand, code, class, or something near to one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from ldn_desktop.reference.opioids.names import Kind, NameTable, names_of
from ldn_desktop.reference.opioids.near import NearNames
from ldn_desktop.reference.opioids.query import QueryWord, read_query
from ldn_desktop.reference.opioids.table import Opioid
from ldn_desktop.reference.search.words import MOST_IN_A_NAME, STOP_WORDS, words

How = Literal[Kind, "class", "similar", "nearest"]
_WHOLE, _PART, _START, _WORD, _CLASS, _SIMILAR = range(6)
"""How good a hit is, the best first."""
_LEAST_START = 3
_MOST_WORDS, _MOST_LETTERS = 24, 400
"""What is read of a query; nobody names a medicine in more."""
_NEAREST_SHOWN = 5
_LEAST_BESIDE = 5
"""Letters that a misspelt word needs where another word of the query already names something."""


class OpioidMatch(NamedTuple):
    """An opioid that was found, and by what: ``text`` as content writes it, ``how`` what kind of name it is.

    ``similar`` is a misspelling; ``nearest`` means that nothing was found, and this name is the least unlike.
    """

    opioid: Opioid
    text: str
    how: How

    @property
    def is_sure(self) -> bool:
        """Tell whether the typed words themselves were found, rather than something like them."""
        return self.how not in {"similar", "nearest"}

    @property
    def matched(self) -> str:
        """What the query met, in words; a name that only resembles it is said to."""
        if self.how == "nearest":
            return f"nothing found; the nearest name is {self.text}"
        return f"similar to {self.text}" if self.how == "similar" else self.text


class _Hit(NamedTuple):
    """One name that some words of the query meet: ``span`` are their places, ``errors`` the letters that differ."""

    place: int
    tier: int
    errors: int
    span: frozenset[int]
    text: str
    how: How


class OpioidFinder:
    """Finds opioids by words typed in any case, spelling or company. Made once, then asked often."""

    def __init__(self, opioids: Iterable[Opioid]) -> None:
        self._opioids = tuple(opioids)
        self._names = tuple(
            name for place, opioid in enumerate(self._opioids) for name in names_of(place, opioid)
        )
        self._whole = NameTable((name.key, name) for name in self._names)
        self._words = NameTable((word, name) for name in self._names for word in set(name.folded))
        self._plain = tuple(_additions(opioid) for opioid in self._opioids)

    def find(self, query: str) -> tuple[OpioidMatch, ...]:
        """Return what a query may mean, best first.

        More of the query's words before fewer; a whole name before the beginning of one, that before a word in
        one, that before a class, that before a misspelling; a plain medicine before its combinations and forms.
        Where nothing is found, the nearest names; nothing at all only for a query without letter and digit.
        """
        typed = read_query(query[:_MOST_LETTERS])[:_MOST_WORDS]
        if not typed:
            return ()
        sure = [*self._spans(typed), *self._single(typed), *self._classes(typed)]
        hits = [*sure, *self._similar(typed, sure)]
        named = [hit for hit in hits if _names_something(hit, typed)]
        best = self._ranked(named or hits, hits, typed)
        if best:
            return best
        nearest = self._near.nearest("".join(word.text for word in typed), _NEAREST_SHOWN)
        return tuple(OpioidMatch(self._opioids[name.place], name.text, "nearest") for name in nearest)

    def _spans(self, typed: Sequence[QueryWord]) -> Iterator[_Hit]:
        """Yield hits of words that stand side by side: names they make up or begin."""
        for first in range(len(typed)):
            for end in range(first + 1, min(first + MOST_IN_A_NAME, len(typed)) + 1):
                span = frozenset(range(first, end))
                key = "".join(word.text for word in typed[first:end])
                for name in self._whole.whole(key):
                    tier = _PART if name.kind == "part of the name" else _WHOLE
                    yield _Hit(name.place, tier, 0, span, name.text, name.kind)
                is_all = len(span) == len(typed)
                if not is_all and (len(key) < _LEAST_START or not any(w.names for w in typed[first:end])):
                    continue
                for name in self._whole.beginning(key):
                    if name.kind != "RxNorm code":
                        yield _Hit(name.place, _START, 0, span, name.text, name.kind)

    def _single(self, typed: Sequence[QueryWord]) -> Iterator[_Hit]:
        """Yield hits of single words within names; a short one counts only alone."""
        for at, word in enumerate(typed):
            for form in {word.text, word.meant} if word.text not in STOP_WORDS else ():
                if len(form) < _LEAST_START and len(typed) > 1:
                    continue
                found = list(self._words.whole(form))
                if word.names:
                    found += self._words.beginning(form)
                for name in found:
                    if not name.is_code:
                        yield _Hit(name.place, _WORD, 0, frozenset({at}), name.text, name.kind)

    def _classes(self, typed: Sequence[QueryWord]) -> Iterator[_Hit]:
        for at, word in enumerate(typed):
            if not word.weighs or len(word.meant) == 1:
                continue
            for place, texts in enumerate(self._class_words):
                for text, folded in texts:
                    if word.meant in folded:
                        yield _Hit(place, _CLASS, 0, frozenset({at}), text, "class")
                        break

    def _similar(self, typed: Sequence[QueryWord], sure: Sequence[_Hit]) -> Iterator[_Hit]:
        """Yield hits of the words that nothing was found for, put right by a few letters."""
        covered = {at for hit in sure for at in hit.span}
        named = any(typed[at].names for at in covered)
        tried: set[str] = set()
        for at, word in enumerate(typed):
            if not word.names or at in covered or word.text in tried:
                continue
            tried.add(word.text)
            if not named or len(word.text) >= _LEAST_BESIDE:
                for name, errors in self._near.like(word.text):
                    yield _Hit(name.place, _SIMILAR, errors, frozenset({at}), name.text, "similar")
            if at + 1 < len(typed) and typed[at + 1].names:
                for name, errors in self._near.like(word.text + typed[at + 1].text, whole=True):
                    yield _Hit(name.place, _SIMILAR, errors, frozenset({at, at + 1}), name.text, "similar")

    def _ranked(
        self, shown: Sequence[_Hit], hits: Sequence[_Hit], typed: Sequence[QueryWord]
    ) -> tuple[OpioidMatch, ...]:
        covers: dict[int, set[int]] = {}
        for hit in hits:
            covers.setdefault(hit.place, set()).update(hit.span)
        best: dict[int, _Hit] = {}
        for hit in shown:
            known = best.get(hit.place)
            if known is None or _quality(hit) < _quality(known):
                best[hit.place] = hit
        order: list[tuple[tuple[int, ...], _Hit]] = []
        for place, hit in best.items():
            naming = sum(typed[at].weighs or at in hit.span for at in covers[place])
            rest = len(covers[place]) - naming
            order.append(((-naming, hit.tier, hit.errors, -rest, self._plain[place], place), hit))
        order.sort(key=_rank)
        return tuple(OpioidMatch(self._opioids[hit.place], hit.text, hit.how) for _, hit in order)

    @cached_property
    def _near(self) -> NearNames:
        return NearNames(self._names)

    @cached_property
    def _class_words(self) -> tuple[tuple[tuple[str, frozenset[str]], ...], ...]:
        return tuple(
            tuple(
                (text, frozenset(words(text)))
                for text in (o.group, o.receptor_action, o.duration.partition(";")[0])
            )
            for o in self._opioids
        )


def _additions(opioid: Opioid) -> int:
    """Return how many words the name has beyond the first: a combination or a form has more."""
    return len(words(opioid.name.partition("(")[0]))


def _names_something(hit: _Hit, typed: Sequence[QueryWord]) -> bool:
    return hit.tier == _WHOLE or any(typed[at].names for at in hit.span)


def _quality(hit: _Hit) -> tuple[int, int, int, bool]:
    # Of two that are as good, the one to be read by people.
    return hit.tier, hit.errors, -len(hit.span), hit.how == "id"


def _rank(entry: tuple[tuple[int, ...], _Hit]) -> tuple[int, ...]:
    return entry[0]
