"""A word or phrase that a query looks for."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.search.index import any_of, phrase
from ldn_desktop.reference.search.synonyms import Phrase
from ldn_desktop.reference.search.words import STOP_WORDS

_LEAST_PREFIX = 3
SUBJECT = frozenset({"ldn", "naltrexone"})
"""What the whole reference is about: it narrows nothing beside another word."""


class Unit(NamedTuple):
    """A word or phrase to look for. ``forms`` are all phrases it stands for, the typed one first.

    ``alike`` are known words that differ from it in their endings; ``typing`` lets its last word go on.
    """

    forms: tuple[Phrase, ...]
    topics: frozenset[str]
    alike: tuple[str, ...]
    typing: bool

    @property
    def typed(self) -> Phrase:
        """The phrase as it was typed."""
        return self.forms[0]

    @property
    def prefix(self) -> str:
        """What a word may begin with to match while this one is still being typed; empty where nothing may."""
        last = self.typed[-1]
        return last if self.typing and len(last) >= _LEAST_PREFIX else ""

    @property
    def subject(self) -> bool:
        """Whether it names what the whole reference is about."""
        return any(set(form) <= SUBJECT for form in self.forms)

    def expression(self) -> str:
        """Return what the index is asked for."""
        last = self.typed[-1]
        asked = [phrase(form) for form in self.forms] + [phrase((word,)) for word in self.alike]
        if self.typing and len(last) < _LEAST_PREFIX:
            # Two letters begin too much of any text; a word that names nothing is only the beginning of a name.
            asked = [] if self.typed[0] in STOP_WORDS and len(self.forms) == 1 else asked
            asked.append(phrase(self.typed, begins=True, names_only=True))
        elif self.typing:
            asked.append(phrase(self.typed, begins=True))
        return any_of(asked)
