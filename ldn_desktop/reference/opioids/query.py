"""What a person types to name an opioid, as words: which of them name, which choose a form, which say neither."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.reference.search.words import STOP_WORDS, query_words

_FORM_WORDS = """
mg mcg g ml microgram micrograms milligram milligrams strength strong dose doses
tablet tablets tab tabs pill pills capsule capsules cap caps ampoule ampoules vial
syrup linctus liquid solution oral spray lozenge lozenges drops suppository suppositories powder
daily day days hour hours hourly h hr once twice prn weekly week weeks night nightly morning evening bedtime
pain headache acute chronic sulfate sulphate hydrochloride hcl phosphate tartrate citrate release
brand generic medicine medication drug opioid opioids opiate opiates last since atc rxnorm rxcui
"""
FORMS = frozenset(_FORM_WORDS.split())
"""Words that go with a name and seldom tell one opioid from another: they order what the others find."""
_QUALIFIERS = frozenset(
    (
        *("modified", "transdermal", "sublingual", "buccal", "nasal", "injection", "implant", "depot"),
        *("long", "acting", "short"),
    )
)
"""Words that choose between the forms of one opioid, but name none."""
_MEANT = {
    **dict.fromkeys(("mr", "sr", "er", "xr", "xl", "cr", "pr", "retard", "slow", "extended"), "modified"),
    **dict.fromkeys(("prolonged", "sustained", "controlled"), "modified"),
    **dict.fromkeys(("patch", "patches"), "transdermal"),
    **dict.fromkeys(("injections", "injectable", "inj"), "injection"),
    **dict.fromkeys(("acetaminophen", "apap"), "paracetamol"),
    **dict.fromkeys(("asa", "acetylsalicylic"), "aspirin"),
    "antidiarrheal": "antidiarrhoeal",
    "anesthesia": "anaesthesia",
}
"""Short forms and spellings of other countries, and the word of the content that they stand for."""


class QueryWord(NamedTuple):
    """A folded word, and ``meant``, what it also stands for (or itself).

    ``names`` tells whether it may name an opioid, ``weighs`` whether it counts when two answers are compared.
    """

    text: str
    meant: str
    names: bool
    weighs: bool


def read_query(text: str) -> tuple[QueryWord, ...]:
    """Return the words of a query; empty where it holds no letter and no digit."""
    return tuple(_word(word) for chunk in query_words(text) for word in chunk)


def _word(word: str) -> QueryWord:
    meant = _MEANT.get(word, word)
    chooses = meant in _QUALIFIERS
    names = not (chooses or word in FORMS or word in STOP_WORDS or word.isdecimal())
    return QueryWord(word, meant, names, names or chooses)
