"""How what is known of other medicines is put, on screen, on paper and in a terminal alike."""

from __future__ import annotations

from collections.abc import Iterable

from ldn_desktop.reference.medicines.finder import MedicineMatch
from ldn_desktop.reference.medicines.interactions import NONE_FOUND
from ldn_desktop.reference.words.english import SEVERITY_WORDS

KNOWN_WORDS = {**SEVERITY_WORDS, NONE_FOUND: "None found"}
"""A word for each severity of what is known; none found is no promise."""
NOT_CHECKED = "Not in our tables: not checked."
NOTHING_SAID = "Nothing is said here for or against it."


def group_by_interaction(matches: Iterable[MedicineMatch]) -> list[tuple[MedicineMatch, ...]]:
    """Return matches of which the same is told together, in their order: a class would tell it many times."""
    found: dict[str, list[MedicineMatch]] = {}
    for match in matches:
        found.setdefault(match.medicine.known, []).append(match)
    return [tuple(together) for together in found.values()]


def read_as(matches: Iterable[MedicineMatch]) -> tuple[str, ...]:
    """Return what the words of matches were read as, where that is not what was typed: a brand, a synonym, a slip."""
    found: list[str] = []
    for match in matches:
        if match.how == "class" or match.medicine.medicine.category.casefold() in match.text.casefold():
            continue
        if match.how == "similar":
            found.append(match.text)
        if not match.name.casefold().startswith(match.text.casefold()):
            found.append(match.name)
    return tuple(dict.fromkeys(found))
