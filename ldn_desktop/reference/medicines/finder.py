"""Finds medicines by whatever they are called, several in one text.

What is unsure is said to be, what is not read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ldn_desktop.reference.medicines.names import FILLERS, LEAST_WORD, MedicineNames
from ldn_desktop.reference.medicines.table import KnownMedicine
from ldn_desktop.reference.opioids.names import NameEntry
from ldn_desktop.reference.opioids.near import sound_of
from ldn_desktop.reference.search.spelling import distance
from ldn_desktop.reference.search.words import MOST_IN_A_NAME, STOP_WORDS, text_words

How = Literal["name", "class", "code", "part", "start", "similar"]
_MOST_WORDS, _MOST_LETTERS = 60, 600
"""What is read of a text; nobody names medicines in more."""
_AMOUNT = re.compile(r"\d+(?:mg|mcg|ug|μg|g|ml|iu|units?|x|h|hr|hrs)?|x\d+")
_ATC = re.compile(r"[a-z]\d\d[a-z]{1,2}(?:\d\d)?")
_SINGLE_CERTAIN = 5
"""Letters that a misspelt word needs where the text already names something."""


class MedicineMatch(NamedTuple):
    """A medicine that was found: ``text`` is what was met, as content writes it, ``how`` what kind of thing that is.

    ``typed`` is what of the query was read so. ``unsure`` matches resemble what was typed, or are one of several that
    may be meant: they are to be asked for.
    """

    medicine: KnownMedicine
    text: str
    how: How
    unsure: bool
    typed: str

    @property
    def name(self) -> str:
        """The name that the medicine goes by; of several told alike, the one that was met."""
        return self.medicine.generic(self.text)

    @property
    def matched(self) -> str:
        """What the text met, in words."""
        match self.how:
            case "similar" | "start":
                return f"may mean {self.text}" if self.unsure else f"read as {self.text}"
            case "part":
                return f"part of the name {self.text}"
            case "class":
                return f"class: {self.text}"
            case _:
                return self.text


class Reading(NamedTuple):
    """What a text was read as: its matches in the order of the text, and its words that nothing was found for."""

    query: str
    matches: tuple[MedicineMatch, ...]
    unread: tuple[str, ...]

    @property
    def sure(self) -> tuple[MedicineMatch, ...]:
        """The matches that nobody need choose between; one that was put right is among them, and says so."""
        return tuple(match for match in self.matches if not match.unsure)

    @property
    def unsure(self) -> tuple[MedicineMatch, ...]:
        """The matches of which one may be meant."""
        return tuple(match for match in self.matches if match.unsure)

    @property
    def open(self) -> tuple[str, ...]:
        """What of the query was not read for sure; the whole of it where nothing was."""
        left = dict.fromkeys((*(match.typed for match in self.unsure), *self.unread))
        return tuple(left) if self.sure else (self.query,)


class _Hit(NamedTuple):
    """Medicines that words of the text meet, ``span`` being their places: one certain, or several to choose from."""

    span: frozenset[int]
    places: tuple[int, ...]
    texts: tuple[str, ...]
    how: How
    choose: bool = False


class MedicineFinder:
    """Finds medicines by words typed in any case, spelling or company. Made once, then asked often."""

    def __init__(self, medicines: Iterable[KnownMedicine], class_words: Mapping[str, Sequence[str]]) -> None:
        self._medicines = tuple(medicines)
        self._names = MedicineNames(self._medicines, class_words)

    def read(self, text: str) -> Reading:
        """Return what a text names.

        Whole names first, the longest of them; then combinations whose parts stand apart; then classes, ATC codes
        and what resembles a name, for the words that are left. Amounts, forms and salts are passed over.
        """
        shown = text[:_MOST_LETTERS]
        found = text_words(shown)
        typed = list(found.words[:_MOST_WORDS])
        hits = list(self._whole(typed))
        covered = {at for hit in hits for at in hit.span}
        combined = list(self._combined(typed, covered))
        hits += combined
        covered |= {at for hit in combined for at in hit.span}
        left = [at for at, word in enumerate(typed) if at not in covered and _names(word)]
        unread: list[str] = []
        for at in left:
            if at in covered:
                continue
            hit = self._resembling(typed, at) or self._single(typed[at], at, beside=bool(covered))
            if hit is None:
                unread.append(shown[found.starts[at] : found.ends[at]])
            else:
                hits.append(hit)
                covered |= hit.span
        if len(typed) < len(found.words) or len(shown) < len(text):
            unread.append("…")

        def typed_at(span: frozenset[int]) -> str:
            return shown[found.starts[min(span)] : found.ends[max(span)]]

        return Reading(text, tuple(self._matches(hits, typed_at)), tuple(dict.fromkeys(unread)))

    def _whole(self, typed: Sequence[str]) -> Iterator[_Hit]:
        """Yield the whole names in a text, the longest first; none of a shorter one inside a longer."""
        covered: set[int] = set()
        for length in range(min(MOST_IN_A_NAME, len(typed)), 0, -1):
            for first in range(len(typed) - length + 1):
                span = frozenset(range(first, first + length))
                if span & covered:
                    continue
                hit = self._named(typed[first : first + length], span, alone=length == len(typed))
                if hit is not None:
                    covered |= span
                    yield hit

    def _named(self, words: Sequence[str], span: frozenset[int], *, alone: bool) -> _Hit | None:
        key = "".join(words)
        if len(key) < LEAST_WORD and not alone and key.isalpha():
            return None
        entries = self._names.whole(key)
        if entries:
            # Such as T3, which is thyroid hormone to some and codeine to others.
            mixed = len({self._medicines[entry.place].is_opioid for entry in entries}) > 1
            return _hit(span, entries, "name")._replace(choose=mixed)
        met = self._names.of_class(words)
        if met:
            text, places = met
            return _Hit(span, places, (text,) * len(places), "class")
        if len(words) == 1 and _ATC.fullmatch(key):
            codes = self._names.of_code(key)
            if codes:
                return _Hit(span, tuple(codes), tuple(codes.values()), "code")
        return None

    def _combined(self, typed: Sequence[str], covered: set[int]) -> Iterator[_Hit]:
        """Yield combinations whose words stand apart in the text, one of them read as nothing else."""
        at = {word: place for place, word in enumerate(typed)}
        for words, entries in self._names.combinations:
            if words <= at.keys():
                span = frozenset(at[word] for word in words)
                if any(at[word] not in covered and _names(word) for word in words):
                    yield _hit(span, entries, "name")

    def _resembling(self, typed: Sequence[str], at: int) -> _Hit | None:
        """Return what several words around one, written as one word, resemble: a name of several words misspelt."""
        best: tuple[int, _Hit] | None = None
        for first in range(max(0, at - MOST_IN_A_NAME + 1), at + 1):
            for end in range(max(at, first + 1) + 1, min(first + MOST_IN_A_NAME, len(typed)) + 1):
                key = "".join(typed[first:end])
                near = [e for e in self._names.near(key, longer=False) if len(e.folded) > 1]
                if near and (best is None or len(key) > best[0]):
                    span = frozenset(range(first, end))
                    best = len(key), _similar(span, key, near)
        return best[1] if best else None

    def _single(self, word: str, at: int, *, beside: bool) -> _Hit | None:
        """Return what one word may mean: a word in a name, the beginning of one, or a name misspelt."""
        span = frozenset({at})
        if beside and len(word) < _SINGLE_CERTAIN:
            return None
        near = self._names.near(word, longer=False)
        if near:
            return _similar(span, word, near)
        within = self._names.within(word)
        if within:
            return _hit(span, within, "part")
        beginning = self._names.beginning(word)
        if beginning:
            return _hit(span, beginning, "start")
        near = self._names.near(word, longer=True)
        return _similar(span, word, near) if near else None

    def _matches(
        self, hits: Iterable[_Hit], typed_at: Callable[[frozenset[int]], str]
    ) -> Iterator[MedicineMatch]:
        in_order = sorted(hits, key=_begins)
        sure = {place for hit in in_order if not hit.choose for place in hit.places}
        told: set[int] = set()
        for hit in in_order:
            unsure = hit.choose
            for place, text in zip(hit.places, hit.texts, strict=True):
                if place not in told and not (unsure and place in sure):
                    told.add(place)
                    yield MedicineMatch(self._medicines[place], text, hit.how, unsure, typed_at(hit.span))


def _hit(span: frozenset[int], entries: Iterable[NameEntry], how: How) -> _Hit:
    texts: dict[int, str] = {}
    for entry in entries:
        texts.setdefault(entry.place, entry.text)
    choose = how in {"part", "start"} or (how == "similar" and len(texts) > 1)
    return _Hit(span, tuple(texts), tuple(texts.values()), how, choose)


def _similar(span: frozenset[int], key: str, near: Sequence[NameEntry]) -> _Hit:
    """Return a hit for names that a word resembles.

    One letter may be wrong; with more, another medicine may be meant.
    """
    hit = _hit(span, near, "similar")
    close = any(distance(key, e.key, 1) <= 1 or sound_of(key) == sound_of(e.key) for e in near)
    return hit if close else hit._replace(choose=True)


def _begins(hit: _Hit) -> int:
    return min(hit.span)


def _names(word: str) -> bool:
    """Tell whether a word may name a medicine: no amount, no form, no salt, no word of a sentence."""
    return not (word in FILLERS or word in STOP_WORDS or _AMOUNT.fullmatch(word))
