"""Names of medicines as people type them one after another: with commas, semicolons or lines between."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.plan_limits import LONGEST_MEDICINE, MOST_MEDICINES
from ldn_desktop.workspace.typed import plain_blanks

_BETWEEN = re.compile(r"[;\n\r\u2028\u2029]|,(?!\d)|(?<!\d),")
"""A comma between two digits belongs to a number."""
_NONE = re.compile(
    r"(?:none|nil|no|nothing|never|n/?a|nka|nkda|0|-+|–|—|not? ?applicable)"
    r"|(?:none|nil|no|nothing|not taking)(?: (?:any|other|else|regular|current|known|taken))* ?"
    r"(?:medicines?|medications?|meds|drugs?|tablets?|pills?)?(?: taken| known| at present| currently)?",
    re.IGNORECASE,
)
"""What is written where nothing is taken."""


class Added(NamedTuple):
    """The medicines of a plan with more of them; ``left`` is what of the text is not among them, ``problem`` why."""

    medicines: tuple[str, ...]
    left: str = ""
    problem: str = ""


def with_named(medicines: tuple[str, ...], text: str) -> Added:
    """Return medicines and those that a text names besides; one that is there already, case aside, stays as it is."""
    found, known = list(medicines), {name.casefold() for name in medicines}
    left: list[str] = []
    problem = ""
    for part in _BETWEEN.split(text):
        name = plain_blanks(part)
        if not name or name.casefold() in known:
            continue
        told = _refused(name, len(found))
        if told:
            left.append(name)
            problem = problem or told
            continue
        known.add(name.casefold())
        found.append(name)
    return Added(tuple(found), ", ".join(left), problem)


def _refused(name: str, count: int) -> str:
    if _NONE.fullmatch(name):
        return f"{quoted(name)} names no medicine: empty the field where nothing else is taken."
    if not any(letter.isalnum() for letter in name):
        return f"{quoted(name)} names no medicine; type a name, or empty the field."
    if len(name) > LONGEST_MEDICINE:
        return f"A name has at most {LONGEST_MEDICINE} characters, this one has {len(name):,}; shorten it."
    if count >= MOST_MEDICINES:
        return f"A plan holds at most {MOST_MEDICINES} medicines; remove one first, or empty the field."
    return ""
