"""Every way a plan file can be broken, with the exact sentence that refuses it."""

from __future__ import annotations

import json
import re
import sys
from copy import deepcopy
from typing import Any

import pytest

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.decoding.strict_json import MAX_BYTES
from ldn_desktop.exchange.plan_reader import Vocabulary, read_plan
from tests.domain.given_rules import VOCABULARY

GOOD: dict[str, Any] = {
    "format": "ldn-plan",
    "version": 2,
    "patient": {"name": "A", "birth_date": "1980-05-01"},
    "start_date": "2026-12-01",
    "ladder": [{"dose": "0.5 mg", "days": 7}, {"dose": "1 mg", "days": 7}, {"dose": "1.5 mg", "days": 28}],
    "formulations": [
        {"id": "c0.5", "kind": "capsule", "strength": "0.5 mg"},
        {"id": "t3", "kind": "tablet", "strength": "3 mg", "divisible_into": 2},
        {
            "id": "liq",
            "kind": "liquid",
            "concentration": "1 mg/mL",
            "graduation_ml": "0.1",
            "capacity_ml": "3",
            "beyond_use_days": 14,
        },
        {"id": "dr", "kind": "drops", "concentration": "1 mg/mL", "drops_per_ml": 20},
    ],
    "adjustments": [{"on": "2026-12-10", "action": "hold", "days": 7}],
    "screening": {"opioids": [{"opioid": "tramadol", "last_dose": "2026-11-01"}]},
    "overrides": [{"code": "opioid-free-interval", "reason": "Known to the pain clinic."}],
}
GONE = "(gone)"
"""Instead of a value: the key is taken out."""


def test_the_good_plan_reads() -> None:
    assert len(read_plan(encoded(GOOD), VOCABULARY).formulations) == 4


def encoded(plan: object) -> bytes:
    return json.dumps(plan).encode()


def patched(places: str, *values: Any) -> bytes:
    """Return the good plan with values at places such as ``ladder.0.days``; ``GONE`` takes a key out."""
    plan: Any = deepcopy(GOOD)
    for place, value in zip(places.split(" "), values, strict=True):
        *way, last = place.split(".")
        holder = plan
        for key in way:
            holder = holder[int(key)] if isinstance(holder, list) else holder.setdefault(key, {})
        if value == GONE:
            del holder[last]
        elif isinstance(holder, list):
            holder[int(last)] = value
        else:
            holder[last] = value
    return encoded(plan)


def refusal(data: bytes, vocabulary: Vocabulary = VOCABULARY) -> str:
    with pytest.raises(FileError) as caught:
        read_plan(data, vocabulary)
    return str(caught.value)


BROKEN = r"""
unknown key | colour | "red" | colour: unknown key; remove it.
unknown key of the patient | patient.weight | 70
    | patient.weight: unknown key; remove it, or use one of name, birth_date, identifier.
unknown key of a rung | ladder.0.note | "x"
    | ladder[0].note: unknown key; remove it, or use one of days, dose, doses, rhythm, go_on.
key of another kind of product | formulations.0.divisible_into | 2
    | formulations[0].divisible_into: unknown key; remove it, or use one of id, kind, strength, beyond_use_days, route.
key of another adjustment | adjustments.0.until | "2026-12-12"
    | adjustments[0].until: unknown key; remove it, or use one of on, action, days, noted_on, note.
key in capitals | Ladder | [] | Ladder: unknown key; remove it, or use ladder.
odd key | a/b | 1 | “a/b”: unknown key; remove it.
missing format | format | "(gone)" | format: is missing, so this is no LDN plan; choose another file.
other format | format | "fhir" | format: must be ldn-plan, so this is no LDN plan; choose another file.
missing version | version | "(gone)" | version: is missing, so this is no LDN plan; choose another file.
version 0 | version | 0 | version: is 0; give a whole number from 1.
version true | version | true | version: must be a whole number from 1, not true.
version 3 | version | 3 | version: 3 is newer than this program reads (2); update the program.
version as text | version | "1" | version: must be a whole number from 1, not text.
missing start date | start_date | "(gone)" | start_date: is missing; add it.
missing ladder | ladder | "(gone)" | ladder: is missing; add it.
missing formulations | formulations | "(gone)" | formulations: is missing; add it.
missing days | ladder.0.days | "(gone)" | ladder[0].days: is missing; add it.
missing capacity | formulations.2.capacity_ml | "(gone)" | formulations[2].capacity_ml: is missing; add it.
missing kind | formulations.0.kind | "(gone)" | formulations[0].kind: is missing; add it.
missing action | adjustments.0.action | "(gone)" | adjustments[0].action: is missing; add it.
missing last dose | screening.opioids.0.last_dose | "(gone)" | screening.opioids[0].last_dose: is missing; add it.
empty ladder | ladder | [] | ladder: is empty; give at least one step.
empty formulations | formulations | [] | formulations: is empty; give at least one product.
empty times | times | [] | times: is empty; give at least one time.
ladder no list | ladder | {} | ladder: must be a list in square brackets, not an object.
ladder null | ladder | null | ladder: must be a list in square brackets, not null.
rung no object | ladder.0 | "1 mg" | ladder[0]: must be an object in curly braces, not text.
patient a list | patient | [] | patient: must be an object in curly braces, not a list.
adjustments null | adjustments | null | adjustments: must be a list in square brackets, not null.
notes null | notes | null | notes: must be text in quotation marks, not null.
notes a number | notes | 5 | notes: must be text in quotation marks, not a number.
days true | ladder.0.days | true | ladder[0].days: must be a whole number from 1 to 3,650, not true.
days 7.0 | ladder.0.days | 7.0 | ladder[0].days: must be a whole number from 1 to 3,650, not the decimal number 7.0.
days text | ladder.0.days | "7" | ladder[0].days: must be a whole number from 1 to 3,650, not text.
days null | ladder.0.days | null | ladder[0].days: must be a whole number from 1 to 3,650, not null.
days 0 | ladder.0.days | 0 | ladder[0].days: is 0; give a whole number from 1 to 3,650.
days negative | ladder.0.days | -7 | ladder[0].days: is -7; give a whole number from 1 to 3,650.
days 3651 | ladder.0.days | 3651 | ladder[0].days: is 3651; give a whole number from 1 to 3,650.
days with 20 digits | ladder.0.days | 100000000000000000000
    | ladder[0].days: must be a whole number from 1 to 3,650, not the number 100000000000…, which has 21 digits.
days NaN | ladder.0.days | NaN | ladder[0].days: must be a whole number from 1 to 3,650, not the value NaN.
days infinite | ladder.0.days | Infinity
    | ladder[0].days: must be a whole number from 1 to 3,650, not the value Infinity.
rung of 0 mg | ladder.0.dose | "0 mg" | ladder[0].dose: is 0; give a dose above 0, or use a pause.
rung of a number | ladder.0.dose | 5 | ladder[0].dose: must be text in quotation marks, not a number.
rung with a comma | ladder.0.dose | "1,5 mg" | ladder[0].dose: “1,5 mg” is not written as a plain number; type 1.5 mg.
rung above the most read | ladder.0.dose | "1000.1 mg"
    | ladder[0].dose: “1000.1 mg” is more than 1,000 mg, the most this program reads.
fill days 0 | fill_days | 0 | fill_days: is 0; give a whole number from 1 to 3,650.
fill days 3651 | fill_days | 3651 | fill_days: is 3651; give a whole number from 1 to 3,650.
max pieces 0 | max_pieces_per_dose | 0 | max_pieces_per_dose: is 0; give a whole number from 1 to 64.
max pieces 65 | max_pieces_per_dose | 65 | max_pieces_per_dose: is 65; give a whole number from 1 to 64.
revision 0 | revision | 0 | revision: is 0; give a whole number from 1.
drops 101 | formulations.3.drops_per_ml | 101
    | formulations[3].drops_per_ml: is 101; give a whole number from 1 to 100.
drops as text | formulations.3.drops_per_ml | "20"
    | formulations[3].drops_per_ml: must be a whole number from 1 to 100, not text.
duplicate id | formulations.1.id | "c0.5" | formulations[1].id: “c0.5” is the id of an earlier product; use another.
empty id | formulations.1.id | " " | formulations[1].id: is empty; type something.
long id twice | formulations.1.id formulations.0.id
    | ["a\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\n",
      "a\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\na\n"]
    | formulations[1].id: “a�a�a�a�a�a�a�a�a�a�a�a�a�a�a�a�a�a�a�a�…” is the id of an earlier product; use another.
unknown kind | formulations.0.kind | "patch"
    | formulations[0].kind: “patch” is not known; use one of capsule, tablet, liquid, drops.
capsule under the tongue | formulations.0.route | "sublingual"
    | formulations[0].route: “sublingual” is no route of a capsule; use oral.
drops on the skin | formulations.3.route | "topical"
    | formulations[3].route: “topical” is no route of drops; use oral or sublingual or eye.
unknown route | formulations.3.route | "nose"
    | formulations[3].route: “nose” is not known; use one of oral, sublingual, eye.
strength 0 | formulations.0.strength | "0 mg" | formulations[0].strength: is 0; give a strength above 0.
strength null | formulations.0.strength | null | formulations[0].strength: must be text in quotation marks, not null.
strength without unit | formulations.0.strength | "3" | formulations[0].strength: “3” has no unit; type 3 mg or 3 mcg.
divisible into 3 | formulations.1.divisible_into | 3
    | formulations[1].divisible_into: is 3; a tablet divides into 1, 2 or 4 parts.
divisible into 0 | formulations.1.divisible_into | 0
    | formulations[1].divisible_into: is 0; give a whole number from 1.
beyond use 0 | formulations.0.beyond_use_days | 0
    | formulations[0].beyond_use_days: is 0; give a whole number from 1 to 3,650.
beyond use null | formulations.2.beyond_use_days | null
    | formulations[2].beyond_use_days: must be a whole number from 1 to 3,650, not null.
capacity off the marks | formulations.2.capacity_ml | "0.25"
    | formulations[2].capacity_ml: is no whole number of marks of 0.1 mL; correct one of the two.
capacity a number | formulations.2.capacity_ml | 3
    | formulations[2].capacity_ml: must be text in quotation marks, not a number.
graduation 0 | formulations.2.graduation_ml | "0"
    | formulations[2].graduation_ml: “0” is no volume; type millilitres above 0, such as 0.1.
graduation with a unit | formulations.2.graduation_ml | "0.1 mL"
    | formulations[2].graduation_ml: “0.1 mL” is not written as a plain number; type digits with a point, such as 0.5.
concentration 0 | formulations.2.concentration | "0 mg/mL"
    | formulations[2].concentration: “0 mg/mL” holds nothing; type a concentration above 0, such as 1 mg/mL.
concentration without volume | formulations.2.concentration | "1 mg"
    | formulations[2].concentration: “1 mg” is no concentration; type an amount per mL, such as 1 mg/mL.
unknown time | times | ["noon"] | times[0]: “noon” is not known; use one of morning, midday, evening, bedtime.
time twice | times | ["bedtime", "bedtime"] | times[1]: bedtime stands there twice; remove one of the two.
time no text | times | [1] | times[0]: must be text in quotation marks, not a number.
date that does not exist | start_date | "2026-02-30"
    | start_date: “2026-02-30” does not exist in the calendar; correct the date.
year 0000 | start_date | "0000-01-01" | start_date: “0000-01-01” does not exist in the calendar; correct the date.
date the other way round | start_date | "01.12.2026"
    | start_date: “01.12.2026” is no date; write year-month-day, such as 2026-12-01.
date without zeros | start_date | "2026-1-1"
    | start_date: “2026-1-1” is no date; write year-month-day, such as 2026-12-01.
date with time | start_date | "2026-12-01T08:00"
    | start_date: “2026-12-01T08:00” is no date; write year-month-day, such as 2026-12-01.
empty date | start_date | "" | start_date: is an empty date; leave the key out.
date null | start_date | null | start_date: must be text in quotation marks, not null.
empty birth date | patient.birth_date | "" | patient.birth_date: is an empty date; leave the key out.
birth date null | patient.birth_date | null | patient.birth_date: must be text in quotation marks, not null.
course past 9999 | start_date | "9999-12-01"
    | ladder: the course would end after the year 9999; choose an earlier start or fewer days.
unknown action | adjustments.0.action | "skip"
    | adjustments[0].action: “skip” is not known; use one of hold, step_back, pause, resume, settle, stop,
      times, formulations.
adjustment before the course | adjustments.0.on | "2026-11-30"
    | adjustments[0].on: 2026-11-30 is outside the course, 2026-12-01 to 2027-01-11; choose a day in it.
adjustment after the course | adjustments.0.on | "2027-02-01"
    | adjustments[0].on: 2027-02-01 is outside the course, 2026-12-01 to 2027-01-11; choose a day in it.
hold of 0 days | adjustments.0.days | 0 | adjustments[0].days: is 0; give a whole number from 1 to 3,650.
hold of 3651 days | adjustments.0.days | 3651 | adjustments[0].days: is 3651; give a whole number from 1 to 3,650.
back in time | adjustments
    | [{"on": "2026-12-10", "action": "hold", "days": 1}, {"on": "2026-12-09", "action": "settle"}]
    | adjustments[1].on: 2026-12-09 is before the adjustment above it; put adjustments in order of date.
hold inside a pause | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"},
      {"on": "2026-12-12", "action": "hold", "days": 1}]
    | adjustments[1].on: a hold cannot begin inside a pause; choose a day outside it.
step back inside a pause | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"},
      {"on": "2026-12-12", "action": "step_back"}]
    | adjustments[1].on: a step back cannot begin inside a pause; choose a day outside it.
settle inside a pause | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"},
      {"on": "2026-12-12", "action": "settle"}]
    | adjustments[1].on: settling cannot begin inside a pause; choose a day outside it.
pause inside a pause | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"},
      {"on": "2026-12-12", "action": "pause", "until": "2026-12-30", "resume": "continue"}]
    | adjustments[1].on: another pause cannot begin inside a pause; choose a day outside it.
step back on the first rung | adjustments | [{"on": "2026-12-03", "action": "step_back"}]
    | adjustments[0].action: there is no step before the first one; hold, pause or stop instead.
stop before any dose | adjustments | [{"on": "2026-12-01", "action": "stop"}]
    | adjustments[0].on: the plan would stop before any dose; choose a later day.
pause without a day | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-10", "resume": "continue"}]
    | adjustments[0].until: 2026-12-10 is not 1 to 3,650 days after 2026-12-10, when the pause begins;
      choose another day to go on.
pause too long | adjustments | [{"on": "2026-12-10", "action": "pause", "until": "2036-12-08", "resume": "continue"}]
    | adjustments[0].until: 2036-12-08 is not 1 to 3,650 days after 2026-12-10, when the pause begins;
      choose another day to go on.
going on before the pause | adjustments
    | [{"on": "2026-12-10", "action": "pause"}, {"on": "2026-12-09", "action": "resume", "resume": "continue"}]
    | adjustments[1].on: 2026-12-09 is not 1 to 3,650 days after 2026-12-10, when the pause begins;
      choose another day to go on.
going on back in time without a pause | adjustments
    | [{"on": "2026-12-10", "action": "hold", "days": 1},
      {"on": "2026-12-09", "action": "resume", "resume": "continue"}]
    | adjustments[1].action: no pause without an end comes just before it; remove it, or add the pause.
open pause before any dose | adjustments | [{"on": "2026-12-01", "action": "pause"}]
    | adjustments[0].on: the plan would pause before any dose; choose a later day.
open pause inside a pause | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"},
      {"on": "2026-12-12", "action": "pause"}]
    | adjustments[1].on: another pause cannot begin inside a pause; choose a day outside it.
hold after a stop | adjustments
    | [{"on": "2026-12-10", "action": "stop"}, {"on": "2026-12-10", "action": "hold", "days": 1}]
    | adjustments[1].on: 2026-12-10 is outside the course, 2026-12-01 to 2026-12-09; choose a day in it.
pause resumed oddly | adjustments
    | [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "later"}]
    | adjustments[0].resume: “later” is not known; use one of continue, step_back, restart.
pause without an end | adjustments | [{"on": "2026-12-10", "action": "pause", "resume": "continue"}]
    | adjustments[0].until: is missing beside resume; a pause has both, or neither while nobody knows when it ends.
times of an adjustment empty | adjustments | [{"on": "2026-12-10", "action": "times", "times": []}]
    | adjustments[0].times: is empty; give at least one time.
products of an adjustment empty | adjustments | [{"on": "2026-12-10", "action": "formulations", "formulations": []}]
    | adjustments[0].formulations: is empty; give at least one product.
same id, other product | adjustments
    | [{"on": "2026-12-10", "action": "formulations", "formulations":
      [{"id": "c0.5", "kind": "capsule", "strength": "1 mg"}]}]
    | adjustments[0].formulations[0]: the id “c0.5” already stands for another product; give this one an id of its own.
hold past 9999 | start_date adjustments | ["9999-11-10", [{"on": "9999-11-10", "action": "hold", "days": 3650}]]
    | adjustments[0].on: the course would end after the year 9999; choose an earlier start or fewer days.
unknown question | screening.answers | {"smoker": "no"}
    | screening.answers.smoker: is no question of the safety check; remove it.
unknown answer | screening.answers | {"pregnant": "maybe"}
    | screening.answers.pregnant: “maybe” is not known; use one of yes, no, unknown.
answer true | screening.answers | {"pregnant": true}
    | screening.answers.pregnant: must be text in quotation marks, not true.
unknown opioid | screening.opioids.0.opioid | "aspirin"
    | screening.opioids[0].opioid: is no opioid of the reference; use an id that the opioid finder gives.
empty last dose | screening.opioids.0.last_dose | ""
    | screening.opioids[0].last_dose: is an empty date; leave the key out.
asked on no date | screening.opioids_asked_on | "" | screening.opioids_asked_on: is an empty date; leave the key out.
use of an opioid | screening.opioids.0.use | "heavy"
    | screening.opioids[0].use: “heavy” is not known; use daily.
empty use of an opioid | screening.opioids.0.use | "" | screening.opioids[0].use: “” is not known; use daily.
question of version 1 | screening.answers | {"acute-hepatitis-or-liver-failure": "yes"}
    | screening.answers.acute-hepatitis-or-liver-failure: is no question of the safety check; remove it.
override of version 1 | overrides.0.code | "acute-hepatitis-or-liver-failure"
    | overrides[0].code: is no finding that can be overridden; remove the override.
medicines no list | medicines | "duloxetine" | medicines: must be a list in square brackets, not text.
medicine a number | medicines | [60] | medicines[0]: must be text in quotation marks, not a number.
medicine without a name | medicines | ["duloxetine", " "]
    | medicines[1]: is empty; type the name of a medicine, or remove it.
medicine twice | medicines | ["Duloxetine 60 mg", "aspirin", "duloxetine 60 MG"]
    | medicines[2]: “duloxetine 60 MG” stands there twice; remove one of the two.
answered on no date | screening.answered_on | "today"
    | screening.answered_on: “today” is no date; write year-month-day, such as 2026-12-01.
override of an unknown code | overrides.0.code | "too-high"
    | overrides[0].code: is no finding that can be overridden; remove the override.
override of what cannot be | overrides.0.code | "not-measurable"
    | overrides[0].code: is no finding that can be overridden; remove the override.
override without a reason | overrides.0.reason | "  " | overrides[0].reason: is empty; an override needs a reason.
override with no reason key | overrides.0.reason | "(gone)" | overrides[0].reason: is missing; add it.
override twice | overrides | [{"code": "opioid-now", "reason": "a"}, {"code": "opioid-now", "reason": "a"}]
    | overrides[1].code: opioid-now stands there twice; remove one of the two.
"""
"""A name, a place (or two), what is put there as JSON, and the sentence that refuses it.

A line further in goes on with the one above;
"""


def rows() -> list[Any]:
    found = []
    whole = re.sub(r"\n +", " ", BROKEN)
    for line in whole.strip().splitlines():
        name, places, value, sentence = line.split(" | ")
        values = json.loads(value) if " " in places else [json.loads(value)]
        found.append(pytest.param(places, values, sentence, id=name))
    return found


@pytest.mark.parametrize(("places", "values", "sentence"), rows())
def test_a_broken_plan_is_refused_with_the_place(places: str, values: list[Any], sentence: str) -> None:
    assert refusal(patched(places, *values)) == sentence


AT_COMMA = 220 if sys.version_info >= (3, 13) else 221
"""Python 3.13 names a comma too many, an older one what follows it."""

BROKEN_BYTES = [
    pytest.param(b"", "The file is empty; choose another file.", id="nothing"),
    pytest.param(b" \n", "The file is empty; choose another file.", id="blanks"),
    pytest.param(
        b"plan", "The file is no valid JSON at line 1, column 1; restore it or save it again.", id="a word"
    ),
    pytest.param(
        encoded(GOOD)[:-1],
        "The file is no valid JSON at line 1, column 812; restore it or save it again.",
        id="cut off",
    ),
    pytest.param(b"[]", "The file must be an object in curly braces, not a list.", id="a list"),
    pytest.param(b"null", "The file must be an object in curly braces, not null.", id="null"),
    pytest.param(b"1", "The file must be an object in curly braces, not a number.", id="a number"),
    pytest.param(
        encoded(GOOD) + b"{}",
        "The file is no valid JSON at line 1, column 813; restore it or save it again.",
        id="text after the end",
    ),
    pytest.param(
        b'{"notes": "\xff"}',
        "The file is not UTF-8 text (at byte 12); save it again as UTF-8.",
        id="no UTF-8",
    ),
    pytest.param(
        json.dumps(GOOD).encode("utf-16"),
        "The file is not UTF-8 text (at byte 1); save it again as UTF-8.",
        id="UTF-16",
    ),
    pytest.param(
        b"\xef\xbb\xbf" + encoded(GOOD),
        "The file begins with a byte order mark; save it again as UTF-8 without one.",
        id="a mark before the text",
    ),
    pytest.param(
        patched("notes", "\ud800"),
        "notes: holds half a character, which cannot be written as UTF-8; type it again.",
        id="half a character",
    ),
    pytest.param(
        b'{"notes": "\xed\xa0\x80"}',
        "The file is not UTF-8 text (at byte 12); save it again as UTF-8.",
        id="half a character as bytes",
    ),
    pytest.param(
        patched("\ud800", 1),
        "“�”: unknown key; remove it.",
        id="half a character in a key",
    ),
    pytest.param(
        encoded(GOOD).replace(b"pain clinic", b"pain\nclinic"),
        "The file is no valid JSON at line 1, column 801; restore it or save it again.",
        id="a control character",
    ),
    pytest.param(
        b'{"format": "ldn-plan", "format": "ldn-plan"}',
        "format: stands there twice; remove one of the two.",
        id="repeated key",
    ),
    pytest.param(
        encoded(GOOD).replace(b'"days": 28', b'"days": 28, "days": 28'),
        "ladder[2].days: stands there twice; remove one of the two.",
        id="repeated key deep down",
    ),
    pytest.param(
        patched("screening.answers", {"pregnant": "no"}).replace(
            b'"pregnant": "no"', b'"pregnant": "no", "pregnant": "yes"'
        ),
        "screening.answers.pregnant: stands there twice; remove one of the two.",
        id="repeated answer",
    ),
    pytest.param(
        encoded(GOOD).replace(b'"days": 28', b'"days": 1e2'),
        "ladder[2].days: must be a whole number from 1 to 3,650, not the decimal number 1e2.",
        id="1e2",
    ),
    pytest.param(
        encoded(GOOD).replace(b'"days": 28', b'"days": 028'),
        "The file is no valid JSON at line 1, column 219; restore it or save it again.",
        id="leading zero",
    ),
    pytest.param(
        encoded(GOOD).replace(b'"days": 28', b'"days": 28,'),
        f"The file is no valid JSON at line 1, column {AT_COMMA}; restore it or save it again.",
        id="trailing comma",
    ),
    pytest.param(
        b"[" * 100_000, "The file is nested deeper than any plan; choose another file.", id="deep nesting"
    ),
    pytest.param(
        encoded(GOOD).replace(b'"A"', b"[" * 50_000 + b"]" * 50_000),
        "The file is nested deeper than any plan; choose another file.",
        id="deep nesting in a field",
    ),
    pytest.param(
        encoded(GOOD) + b" " * MAX_BYTES,
        "The file is larger than 1 MiB, so it is no plan; choose another file.",
        id="more than 1 MiB",
    ),
    pytest.param(
        b'{"resourceType": "Bundle"}',
        "format: is missing, so this is no LDN plan; choose another file.",
        id="another program's file",
    ),
]


@pytest.mark.parametrize(("data", "sentence"), BROKEN_BYTES)
def test_a_broken_file_is_refused(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


@pytest.mark.parametrize("digits", [19, 300, 4301, 100_000])
@pytest.mark.parametrize("place", ["revision", "fill_days", "ladder.0.days", "version", "id", "start_date"])
def test_a_number_of_very_many_digits_is_not_quoted_whole(place: str, digits: int) -> None:
    sentence = refusal(patched(place, 0).replace(b": 0", b": -" + b"9" * digits, 1))
    assert f"99999999999…, which has {digits:,} digits." in sentence
    assert len(sentence) < 160


def many(count: int, of: Any) -> list[Any]:
    return [of(at) for at in range(count)]


def capsule(at: int) -> dict[str, Any]:
    return {"id": f"c{at}", "kind": "capsule", "strength": f"0.{at + 101} mg"}


def hold(_at: int) -> dict[str, Any]:
    return {"on": "2026-12-01", "action": "hold", "days": 1}


def swap(count: int) -> list[dict[str, Any]]:
    return [{"on": "2026-12-01", "action": "formulations", "formulations": many(count, capsule)}]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"formulations": many(25, capsule)},
            "formulations: 25 products are more than the 24 that there may be; remove some.",
        ),
        (
            {"adjustments": swap(25)},
            "adjustments[0].formulations: 25 products are more than the 24 that there may be; remove some.",
        ),
        (
            {"adjustments": many(201, hold)},
            "adjustments: 201 adjustments are more than the 200 that there may be; remove some.",
        ),
        (
            {"medicines": many(51, lambda at: f"medicine {at}")},
            "medicines: 51 medicines are more than the 50 that there may be; remove some.",
        ),
        (
            {"screening": {"opioids": [{"opioid": "tramadol", "last_dose": None}] * 201}},
            "screening.opioids: 201 opioids are more than the 200 that there may be; remove some.",
        ),
        (
            {"ladder": [{"dose": "1 mg", "days": 1}] * 1001},
            "ladder: 1,001 steps are more than the 1,000 that there may be; remove some.",
        ),
        (
            {"ladder": [{"dose": "1 mg", "days": 3650}] * 10 + [{"dose": "1 mg", "days": 26}]},
            "ladder: the course would have more than 36,525 days; choose fewer days.",
        ),
        (
            {
                "ladder": [{"dose": "1 mg", "days": 3650}] * 10 + [{"dose": "1 mg", "days": 25}],
                "adjustments": [hold(0)],
            },
            "adjustments[0].on: the course would have more than 36,525 days; choose fewer days.",
        ),
    ],
)
def test_a_plan_of_more_than_there_may_be_is_refused_and_one_less_is_read(
    changes: dict[str, Any], sentence: str
) -> None:
    small = {"format": "ldn-plan", "version": 2, "start_date": "2026-12-01"}
    small |= {"ladder": [{"dose": "1 mg", "days": 28}], "formulations": [capsule(0)]}
    assert refusal(encoded(small | changes)) == sentence
    (last,) = changes.keys() if len(changes) == 1 else ("adjustments",)
    listed = changes[last]
    fewer: dict[str, Any]
    if last == "adjustments" and "formulations" in listed[0]:
        fewer = {last: swap(24)}
    elif last == "ladder" and listed[-1]["days"] > 1:
        fewer = {last: [*listed[:-1], {"dose": "1 mg", "days": 25}]}
    elif last == "screening":
        fewer = {last: {"opioids": listed["opioids"][:-1]}}
    else:
        fewer = {last: listed[:-1]}
    assert read_plan(encoded(small | changes | fewer), VOCABULARY).start_date.year == 2026


def test_the_name_of_a_medicine_has_at_most_120_characters() -> None:
    assert refusal(patched("medicines", ["a", "\u00e9" * 121])) == (
        "medicines[1]: has 121 characters, more than the 120 that the name of a medicine may have; shorten it."
    )
    longest = "\u00e9" * 120
    assert read_plan(patched("medicines", ["a", longest]), VOCABULARY).medicines == ("a", longest)
