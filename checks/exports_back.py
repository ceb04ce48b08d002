"""Reads what was exported back, each form by a reader of its own: how much is taken on each day, in mg.

It knows the forms, and nothing of the program's arithmetic. Refused (``MismatchError``): what contradicts itself.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

import vobject
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar
from jsonschema import Draft6Validator, ValidationError

from checks.read_back import MismatchError, dates_of, made_of, rows_of
from ldn_desktop.papers.pharmacy_order import PharmacyOrder
from ldn_desktop.reference.words.bold import plain
from tests.places import ROOT

Doses = dict[date, Fraction]
R4 = Draft6Validator(
    json.loads((ROOT / "tests" / "exchange" / "fhir-r4.schema.json").read_text(encoding="utf-8"))
)
_SHOWN = 300
_DAY = timedelta(days=1)
_AMOUNT = re.compile(r"([\d.]+) (mg|mcg|micrograms)(?!/mL)(?: \([\d.]+ (?:mcg|micrograms)\))?")
_WHEN = {"MORN": "in the morning", "NOON": "at midday", "EVE": "in the evening", "HS": "at bedtime"}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_OFF = re.compile(r"(\d+) days? on, (\d+) days? off")
_EVERY = re.compile(r"[Ee]very (other|\d+) days?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT_DATE = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_FETCH = re.compile(r"Naltrexone: .*, fetch ([\d.]+)")


def of_schedule(told: dict[str, Any]) -> Doses:
    """Return the doses that ``schedule`` prints, each made of what is taken."""
    found: Doses = {}
    for phase in told["phases"]:
        first, last = date.fromisoformat(phase["first"]), date.fromisoformat(phase["last"])
        days = (
            list(map(date.fromisoformat, phase["dose_dates"]))
            if "dose_dates" in phase
            else _days(first, last)
        )
        if phase["kind"] != "pause":
            found |= dict.fromkeys(days, _mg(phase["daily_dose"]))
    return found


def of_table(data: bytes, plan: dict[str, Any]) -> Doses:
    """Return the doses of a table of doses; what is taken must hold them."""
    takes: dict[tuple[str, str], Fraction] = {}
    made: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    held = strengths(plan)
    for row in csv.DictReader(StringIO(data.decode("utf-8"), newline="")):
        take, name = (row["date"], row["time"]), row["formulation"].removeprefix("'")
        if takes.setdefault(take, _mg(row["dose"])) != _mg(row["dose"]):
            raise MismatchError(f"two doses at {take}")
        made[take] += Fraction(row["quantity"]) * held[name][row["unit"]]
    if made != takes:
        raise MismatchError("what is taken does not make the dose")
    found: defaultdict[date, Fraction] = defaultdict(Fraction)
    for (day, _), dose in takes.items():
        found[date.fromisoformat(day)] += dose
    return dict(found)


def strengths(plan: dict[str, Any]) -> dict[str, dict[str, Fraction]]:
    """Return the mg in a unit of each product of a plan file."""
    listed = [
        *plan["formulations"],
        *(p for a in plan.get("adjustments", ()) for p in a.get("formulations", ())),
    ]
    found = {}
    for product in listed:
        if product["kind"] in {"capsule", "tablet"}:
            found[product["id"]] = {product["kind"]: _mg(product["strength"])}
        else:
            per_ml = _mg(product["concentration"].removesuffix("/mL"))
            drops = product.get("drops_per_ml", 1)
            found[product["id"]] = {"mL": per_ml} if product["kind"] == "liquid" else {"drop": per_ml / drops}
    return found


def refuse_invalid(data: bytes) -> None:
    """Refuse a Bundle that the JSON schema of R4 or the models of R4B do not take."""
    try:
        R4.validate(json.loads(data))
        Bundle.model_validate_json(data)
    except (ValueError, ValidationError) as error:
        raise MismatchError(f"no valid FHIR: {str(error)[:_SHOWN]}") from error


def of_bundle(data: bytes) -> Doses:
    """Return the doses of a FHIR Bundle by its codes; its texts must tell the same."""
    found: defaultdict[date, Fraction] = defaultdict(Fraction)
    for dosage in regimen_of(data)["dosageInstruction"]:
        days, dose = _coded_days(dosage["timing"]), dosage["doseAndRate"][0]["doseQuantity"]
        if (dose["unit"], dose["code"], dose["system"]) != ("mg", "mg", "http://unitsofmeasure.org"):
            raise MismatchError(f"a dose in {dose}")
        amount = Fraction(dose["value"])
        _agree(dosage["text"], days, amount, dosage["timing"]["repeat"]["when"])
        for day in days:
            found[day] += amount
    return dict(found)


def regimen_of(data: bytes) -> dict[str, Any]:
    """Return the request of a Bundle that tells the doses."""
    resources = [entry["resource"] for entry in json.loads(data, parse_float=Decimal)["entry"]]
    (regimen,) = (r for r in resources if r["resourceType"] == "MedicationRequest" and "basedOn" not in r)
    return dict(regimen)


def fills_of(data: bytes) -> list[tuple[date, Fraction]]:
    """Return the fills of a Bundle; what the codes say of all must agree with what is said of each."""
    found: list[tuple[date, Fraction]] = []
    for entry in json.loads(data, parse_float=Decimal, parse_int=Decimal)["entry"]:
        dispense = entry["resource"].get("dispenseRequest")
        if dispense is None:
            continue
        fills = [{part["url"]: part for part in fill["extension"]} for fill in dispense["extension"]]
        starts = [date.fromisoformat(fill["period"]["valuePeriod"]["start"]) for fill in fills]
        amounts = [Fraction(fill["quantity"]["valueQuantity"]["value"]) for fill in fills]
        if "quantity" in dispense:
            each = Fraction(dispense["quantity"]["value"])
            first = (
                Fraction(dispense["initialFill"]["quantity"]["value"]) if "initialFill" in dispense else each
            )
            if amounts != [first, *[each] * int(dispense["numberOfRepeatsAllowed"])]:
                raise MismatchError(f"fills of {amounts} are coded as {first} and then {each}")
        found += zip(starts, amounts, strict=True)
    return sorted(found)


def _coded_days(timing: dict[str, Any]) -> list[date]:
    repeat = timing["repeat"]
    first, last = (date.fromisoformat(repeat["boundsPeriod"][end]) for end in ("start", "end"))
    if "event" in timing:
        days = list(map(date.fromisoformat, timing["event"]))
    elif "dayOfWeek" in repeat:
        days = [day for day in _days(first, last) if _WEEKDAYS[day.weekday()] in repeat["dayOfWeek"]]
    else:
        days = _days(first, last)[:: repeat["period"]]
    if (days[0], days[-1]) != (first, last):
        raise MismatchError(f"{days[0]} to {days[-1]} are not {first} to {last}")
    return days


def _agree(text: str, days: list[date], dose: Fraction, when: list[str]) -> None:
    """Refuse a text that tells other days, another dose, another time or other pieces than the codes."""
    head, _, body = text.partition(": ")
    named = dates_of(head)
    if (named[0], named[-1]) != (days[0], days[-1]) or (len(named) == 1) != (len(days) == 1):
        raise MismatchError(f"{text} is not about {days[0]} to {days[-1]}")
    told, _, pieces = body.partition(". Take ")
    if _amounts(told)[0] != dose or _WHEN[when[0]] not in told or made_of(pieces) != dose:
        raise MismatchError(f"{text} does not tell {dose} mg {when}")
    if _in_rhythm(told, _days(days[0], days[-1])) != days:
        raise MismatchError(f"{text} tells other days")


def of_calendar(data: bytes) -> Doses:
    """Return the doses of a calendar as the package ``icalendar`` reads it."""
    found: Doses = {}
    for event in _entries(data):
        if (dose := _dose_in(str(event["summary"]))) is not None:
            for day in _event_days(event):
                if day in found:
                    raise MismatchError(f"{day} has two doses")
                found[day] = dose
    return found


def of_calendar_again(data: bytes) -> Doses:
    """Return the same as the package ``vobject`` reads it, and ``dateutil`` its rules."""
    found: Doses = {}
    for event in vobject.readOne(data.decode("utf-8")).vevent_list:
        dose = _dose_in(event.summary.value)
        if dose is None:
            continue
        first = event.dtstart.value
        if event.rruleset is not None:
            days = [moment.date() for moment in event.getrruleset(addRDate=True)]
        else:
            last = event.dtend.value - _DAY if hasattr(event, "dtend") else first
            days = _days(first, last)
        found |= dict.fromkeys(days, dose)
    return found


def fetched_in(data: bytes) -> list[tuple[date, Fraction]]:
    """Return the fills of a calendar."""
    told = ((event["dtstart"].dt, _FETCH.match(str(event["summary"]))) for event in _entries(data))
    return sorted((day, Fraction(fetch[1])) for day, fetch in told if fetch)


def visits_in(data: bytes) -> list[date]:
    """Return the days of visits of a calendar."""
    return [event["dtstart"].dt for event in _entries(data) if str(event["summary"]) == "Next visit"]


def _dose_in(summary: str) -> Fraction | None:
    """Return the day's dose that the title of an entry tells; ``None`` of an entry about something else."""
    if _FETCH.match(summary) or not re.match(r"Naltrexone: [\d.]", summary):
        return None
    amounts = _amounts(summary)
    return amounts[0] if " a day, " in summary else sum(amounts, Fraction())


def _entries(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def _event_days(event: Any) -> list[date]:
    first: date = event["dtstart"].dt
    if "rdate" in event:
        return [first, *(moment.dt for moment in event["rdate"].dts)]
    if "rrule" in event:
        (until,), (how,) = event["rrule"]["until"], event["rrule"]["freq"]
        days = _days(first, until)
        if how == "DAILY":
            return days[:: event["rrule"]["interval"][0]]
        named = [("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(day) for day in event["rrule"]["byday"]]
        return [day for day in days if day.weekday() in named]
    return _days(first, event["dtend"].dt - _DAY) if "dtend" in event else [first]


def of_record(text: str) -> Doses:
    """Return the doses of the text for the record."""
    found: Doses = {}
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("Regimen: "):
            break
    for line in lines:
        if not line:
            break
        _, first, last, _, dose, *rest = line.removeprefix("- ").split(" | ")
        if dose == "pause" or "no dose falls on these days" in rest[0]:
            continue
        days = _days(dates_of(first)[0], dates_of(last)[0])
        found |= dict.fromkeys(_in_rhythm(" ".join(rest), days), _amounts(dose)[0])
    return found


def of_patient_plan(text: str) -> Doses:
    """Return the doses of the patient plan's text: the days with boxes, and how it goes on after them."""
    found: Doses = {}
    for row in rows_of(text):
        if not row.dose_mg:
            continue
        if row.dose_mg != row.taken_mg:
            raise MismatchError(f"{row.taken_mg} mg are taken for {row.dose_mg} mg")
        days = set(row.boxes)
        cycle = _cycle(row.text) if row.rhythmic else 1
        shown = row.first + timedelta(days=row.shown)
        # A rhythm comes round within the boxes.
        if "then go on in the same way" in row.text:
            for day in _days(shown, row.last):
                days |= {day} & {each + timedelta(days=cycle) for each in days}
        found |= dict.fromkeys(days, row.dose_mg)
    return found


def of_order(order: PharmacyOrder) -> Doses:
    """Return the doses that the directions of all products of a pharmacy order make together."""
    found: defaultdict[date, Fraction] = defaultdict(Fraction)
    for product in order.products:
        for direction in product.directions:
            take = plain(direction.take)
            first, *rest = map(_short_date, _SHORT_DATE.findall(direction.days))
            for day in _in_rhythm(take, _days(first, rest[0] if rest else first)) if take != "none" else []:
                found[day] += made_of(take)
    return dict(found)


def ordered_in(order: PharmacyOrder) -> list[tuple[date, Fraction]]:
    """Return the fills of a pharmacy order."""
    return sorted(
        (dates_of(row.first)[0], Fraction(need.split()[0]))
        for table in order.tables
        for row in table.rows
        for need in row.needs
        if need[0].isdigit()
    )


def _short_date(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))


def _cycle(text: str) -> int:
    if on_off := _ON_OFF.search(text):
        return int(on_off[1]) + int(on_off[2])
    every = _EVERY.search(text)
    return 7 if every is None else 2 if every[1] == "other" else int(every[1])


def _in_rhythm(told: str, days: list[date]) -> list[date]:
    """Return those of some days that words of a rhythm mean; all of them where there are none."""
    if once := re.search(r": only on (.*)", told):
        return dates_of(once[1])
    counted = dates_of(told.rpartition("counted from ")[2]) if "counted from" in told else []
    if on_off := _ON_OFF.search(told):
        on, off = map(int, on_off.groups())
        return [day for day in days if (day - counted[0]).days % (on + off) < on]
    if _EVERY.search(told):
        return [day for day in days if (day - counted[0]).days % _cycle(told) == 0]
    if named := list(_named(told)):
        return [day for day in days if day.weekday() in named]
    return days


def _named(told: str) -> Iterator[int]:
    """Yield the days of the week that words name: ``Monday to Friday``, ``Monday and Thursday``, ``on Mondays``."""
    found = [at for at, name in enumerate(_NAMES) if name in told]
    span = re.search(rf"({'|'.join(_NAMES)}) to ({'|'.join(_NAMES)})", told)
    yield from range(found[0], found[-1] + 1) if span else found


def _amounts(text: str) -> list[Fraction]:
    return [_mg(f"{number} {unit}") for number, unit in _AMOUNT.findall(text)]


def _mg(text: str) -> Fraction:
    number, _, unit = text.partition(" ")
    return Fraction(number) / (1 if unit == "mg" else 1000)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def fills_in(told: dict[str, Any]) -> list[tuple[date, Fraction]]:
    """Return the fills that ``schedule`` prints."""
    return sorted((date.fromisoformat(fill["from"]), Fraction(fill["quantity"])) for fill in told["fills"])
