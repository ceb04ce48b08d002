"""What in a prescriber's text for the patient is an amount or a count, which the steps alone may say."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_desktop.decoding.cited import source_ids
from ldn_desktop.decoding.strict import Node

_WORDS = ("numbers", "between", "units", "verbs", "time", "alone", "ranges", "steps")
_DIGITS = r"(?:\d[\d.,/]*\s?[¼½¾⅓⅔]?|[¼½¾⅓⅔])"
_MOST_BETWEEN, _MOST_TO_STEP = 3, 3
_MICRO = str.maketrans("\N{MICRO SIGN}\N{GREEK SMALL LETTER MU}", "uu")


class AmountWords(NamedTuple):
    """``pattern`` finds the amounts and counts in a text; ``sources`` say on what the choice of words rests."""

    pattern: re.Pattern[str]
    sources: tuple[str, ...]

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return the amounts and counts of a text as they stand there, each on one line."""
        found = self.pattern.finditer(text.translate(_MICRO))
        return tuple(" ".join(text[match.start() : match.end()].split()) for match in found)


def read_amount_words(root: Node) -> AmountWords:
    """Return the words. Refused: a list that is missing or has no word, no source."""
    f = root.fields((*_WORDS, "sources"))
    any_of = {name: "|".join(re.escape(word.filled()) for word in f[name].items("word")) for name in _WORDS}
    number = rf"(?:{_DIGITS}|(?:{any_of['numbers']})(?!\w))"
    between = rf"(?:[\s-]*(?:(?:{any_of['between']})\s+){{0,{_MOST_BETWEEN}}})"
    span = rf"{number}(?:\s*(?:{any_of['ranges']})\s*{number})?[\s-]*(?:{any_of['time']})(?!\w)"
    near = rf"(?:\s+\w+){{0,{_MOST_TO_STEP}}}?"
    pattern = (
        rf"(?<![\w.,]){number}{between}(?:{any_of['units']})(?!\w)"
        rf"|(?<!\w)(?:{any_of['verbs']})\s+{number}(?![\s-]*(?:{any_of['time']})(?!\w)|[:\d])"
        rf"|(?<!\w)(?:{any_of['alone']})(?!\w)"
        rf"|(?<![\w.,]){span}{near}\s+(?:{any_of['steps']})(?!\w)"
        rf"|(?<!\w)(?:{any_of['steps']}){near}\s+{span}"
    )
    return AmountWords(re.compile(pattern, re.IGNORECASE), source_ids(f["sources"]))
