"""A plan as letters that a hand scanner types: its file, made small, in one code or, where that is too long, several.

What a code holds is a plan file of its own version, so that an older code is read by whatever reads older files.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

from ldn_desktop.decoding.strict_json import MAX_BYTES
from ldn_desktop.domain.handover import Scope, handed_over
from ldn_desktop.domain.plan import Plan
from ldn_desktop.exchange.code_letters import (
    LETTERS,
    MOST_LETTERS,
    CodeError,
    check_letters,
    framed,
    from_letters,
    to_letters,
    unframed,
)
from ldn_desktop.exchange.plan_writer import write_plan

VERSION = 1
MOST_PARTS = 8
"""More codes than these nobody scans without a mistake."""
_OF_PLAN = 5
_HEAD = 3 + _OF_PLAN
_SCOPES = (Scope(), Scope(named=True), Scope(whole=True), Scope(whole=True, named=True))
_USUAL = (
    b'"order":{"address":","allergies":","filler":","phone":","reason":","refills":1,"ship_to":"practice"},"overrides":'
    b'[{"code":"opioid-free-interval","reason":"acamprosatebreastfeedingcirrhosisdepression-or-suicidalitydisulfiram'
    b"duplicate-naltrexonefailed-opioid-testimmunosuppressantnaltrexone-allergyopioid-dependenceopioid-withdrawal"
    b"pregnantsedativessevere-liver-diseasesevere-renal-failuresurgery-plannedthioridazinethyroid-hormonetransplant"
    b'under-18":"yes","opioid-now":"unknown":"no"},"answered_on":"2027-"opioids":[{"last_dose":null,"opioid":"'
    b',"use":"daily"}],"opioids_asked_on":"2026-"screening":{"answers":{"medicines":["notes":"instructions":"'
    b'"max_drops_per_dose":,"max_measures_per_dose":,"max_pieces_per_dose":,"operation":{"last_dose_hours":,"on":"20'
    b'"after":"continue","stop","basis":{"every":{"months":,"factor":"1.5","kind":"geometric","last":'
    b'"per_kg":{"at_most":"","dose":"","round_to":" mcg","weighed_on":"2026-","weight":" kg"}'
    b'"kind":"linear","start":"0.5 mg","step":"0.5 mg","target":"1.5 mg"},"condition":"'
    b'"action":"resume","action":"step_back","action":"settle","action":"times","action":"stop","on":"20'
    b'"action":"formulations","formulations":[,"resume":"restart","until":"20"action":"pause","on":"20'
    b'{"adjustments":[{"action":"hold","days":7,"note":"","noted_on":"2026-12-","on":"2027-01-"},'
    b'"fill_days":,"format":"ldn-plan","formulations":[{"concentration":"1 mg/mL","drops_per_ml":20,"id":"'
    b'","kind":"drops","route":"sublingual","topical","eye"{"beyond_use_days":14,"capacity_ml":"3","concentration":"'
    b' mg/mL","graduation_ml":"0.1","id":"","kind":"liquid","divisible_into":2,"id":"","kind":"tablet","strength":"'
    b'{"id":"c0.5","kind":"capsule","strength":"0.5 mg"},"id":"a","kind":"capsule","strength":"1.5 mg"}],"id":"'
    b'"ladder":[{"days":14,"doses":{"bedtime":"1 mg","evening":"midday":"morning":"},"go_on":"after-review",'
    b'"rhythm":{"every":2},"off":,"on":"weekdays":["monday","tuesday","wednesday","thursday","friday","saturday",'
    b'"sunday"]}},{"days":7,"dose":"0.5 mg","go_on":"if-tolerated"},{"days":7,"dose":"1 mg"},{"days":28,"dose":"1.5 mg"'
    b'}],"patient":{"birth_date":"19","identifier":"","name":"prescriber":{"name":"Dr ","phone":"","practice":"'
    b'"},"revision":2,"start_date":"2026-","times":["morning","bedtime"],"version":2}\n'
)
"""How plan files are spelt: what repeats it takes no room, so that small ones shrink by a half. Part of version 1,
never to be changed; the amounts are the example's of the file's description, and say nothing of any plan."""


class Part(NamedTuple):
    """One code of a plan: which of how many, from 0, a sign of the plan and scope it is of, and its letters."""

    at: int
    codes: int
    of_plan: str
    scope: Scope
    letters: str


class Scanned(NamedTuple):
    """The codes of one plan that have been scanned so far, each once, in any order."""

    parts: tuple[Part, ...] = ()

    def with_text(self, text: str) -> Scanned:
        """Return these with the codes that a text holds. Refused (``CodeError``): as it says."""
        found = {part.at: part for part in self.parts}
        for body in unframed(text, VERSION):
            part = _part(body)
            first = next(iter(found.values()), part)
            if part._replace(at=first.at, letters=first.letters) != first:
                raise CodeError(
                    "This code is of another plan or paper than the one before; scan the codes of one paper alone."
                )
            found[part.at] = part
        return Scanned(tuple(found[at] for at in sorted(found)))

    @property
    def codes(self) -> int:
        """How many codes there are in all; 0 while none was scanned."""
        return self.parts[0].codes if self.parts else 0

    @property
    def missing(self) -> tuple[int, ...]:
        """The codes that are still to be scanned, by the numbers printed beside them, from 1."""
        return tuple(at + 1 for at in range(self.codes) if at not in {part.at for part in self.parts})

    @property
    def scope(self) -> Scope:
        """How much of the plan they hold."""
        return self.parts[0].scope

    def plan_file(self) -> bytes:
        """Return the plan file that they hold. Refused (``CodeError``): codes of which one is missing."""
        if self.missing or not self.parts:
            numbers = ", ".join(map(str, self.missing))
            raise CodeError(f"The plan has {self.codes} codes; scan code {numbers} as well.")
        letters = "".join(part.letters for part in self.parts)
        if _sign(letters, self.scope) != self.parts[0].of_plan:
            raise CodeError("The codes do not fit together; scan all codes of one paper again.")
        return _unpacked(from_letters(letters))


def write_codes(plan: Plan, scope: Scope) -> tuple[str, ...]:
    """Return the codes that hold a plan as far as a scope goes; none where it is too large for ``MOST_PARTS``."""
    letters = to_letters(_packed(write_plan(handed_over(plan, scope), compact=True)))
    room = MOST_LETTERS - len(framed(VERSION, LETTERS[0] * _HEAD))
    count = -(-len(letters) // room)
    if count > MOST_PARTS:
        return ()
    size, sign = -(-len(letters) // count), _sign(letters, scope)
    parts = (letters[at : at + size] for at in range(0, len(letters), size))
    told = LETTERS[_SCOPES.index(scope)]
    return tuple(
        framed(VERSION, f"{told}{LETTERS[count]}{LETTERS[at]}{sign}{part}") for at, part in enumerate(parts)
    )


def _part(body: str) -> Part:
    head, letters = [LETTERS.index(letter) for letter in body[:3]], body[_HEAD:]
    if len(body) < _HEAD or head[0] >= len(_SCOPES) or head[2] >= head[1]:
        raise CodeError("The code holds no plan; scan it again.")
    scope, count, at = head
    return Part(at, count, body[3:_HEAD], _SCOPES[scope], letters)


def _sign(letters: str, scope: Scope) -> str:
    return check_letters(f"{_SCOPES.index(scope)}{letters}", _OF_PLAN)


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zdict=_USUAL)
    return packer.compress(data) + packer.flush()


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_USUAL)
    try:
        found = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        found = b""
    if not unpacker.eof or unpacker.unused_data or not found:
        raise CodeError("The code holds no plan; scan it again.")
    return found
