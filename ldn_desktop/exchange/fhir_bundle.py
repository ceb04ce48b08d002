"""The plan as a FHIR R4 Bundle (hl7.org/fhir/R4): patient, prescriber, regimen, products, and the plan file itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import date

from ldn_desktop.domain.administration import Take
from ldn_desktop.domain.amount import NG_PER_MG, decimal_text
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.rhythm import Cycle
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.use import Quantity
from ldn_desktop.exchange.bundle_reader import PLAN_TYPE
from ldn_desktop.exchange.dose_table import UNITS
from ldn_desktop.exchange.exact_json import Decimal, exact_json
from ldn_desktop.exchange.identity import stable_id
from ldn_desktop.exchange.plan_writer import write_plan
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.handed_over import HandedOver

Json = dict[str, object]
_UCUM = "http://unitsofmeasure.org"
_WHEN = {"morning": "MORN", "midday": "NOON", "evening": "EVE", "bedtime": "HS"}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BLANKS = "\t\n\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_FILL = "urn:ldn-desktop:fill"
"""The name of what tells one fill of several."""


def export(context: PaperContext) -> bytes:
    """Return the Bundle. Import reads the Binary in it and nothing else."""
    return f"{exact_json(_Bundle(context).resource())}\n".encode()


class _Bundle:
    def __init__(self, context: PaperContext) -> None:
        self._context, self._told = context, HandedOver(context)
        self._regimen, self._plan = context.regimen, context.regimen.plan
        self._say = self._told.words.say

    def resource(self) -> Json:
        """Return the Bundle as JSON values, decimal numbers as ``Decimal``."""
        resources = [
            self._patient(),
            self._practitioner(),
            self._whole(),
            *(self._product(total) for total in self._regimen.supply.totals),
            self._file(),
        ]
        return {
            "resourceType": "Bundle",
            "id": self._id("bundle"),
            "meta": {"versionId": str(self._plan.revision)},
            "type": "collection",
            "timestamp": f"{self._context.printed.isoformat()}T00:00:00Z",
            "entry": [{"fullUrl": _address(found["id"]), "resource": found} for found in resources],
        }

    def _id(self, *part: object) -> str:
        return stable_id(self._plan, "fhir", *part)

    def _patient(self) -> Json:
        patient = self._plan.patient
        found: Json = {"resourceType": "Patient", "id": self._id("patient")}
        if number := _text(patient.identifier):
            found["identifier"] = [{"value": number}]
        if name := _text(patient.name):
            found["name"] = [{"text": name}]
        if patient.birth_date:
            found["birthDate"] = patient.birth_date.isoformat()
        return found

    def _practitioner(self) -> Json:
        prescriber = self._plan.prescriber
        found: Json = {"resourceType": "Practitioner", "id": self._id("practitioner")}
        if name := _text(prescriber.name):
            found["name"] = [{"text": name}]
        if phone := _text(prescriber.phone):
            found["telecom"] = [{"system": "phone", "value": phone}]
        return found

    def _request(self, text: str, *part: object) -> Json:
        """Return what every request begins with: a draft of the plan, of which medicine, for whom and by whom."""
        coding = {name: self._say(f"coding.{name}") for name in ("system", "code", "display")}
        named = [_text(text) for text in (self._plan.prescriber.name, self._plan.prescriber.practice)]
        requester: Json = {"reference": _address(self._id("practitioner"))}
        if any(named):
            requester["display"] = ", ".join(filter(None, named))
        return {
            "resourceType": "MedicationRequest",
            "id": self._id(*part),
            "status": "draft",
            "intent": "plan",
            "medicationCodeableConcept": {"coding": [coding], "text": text},
            "subject": {"reference": _address(self._id("patient"))},
            "authoredOn": self._context.printed.isoformat(),
            "requester": requester,
        }

    def _whole(self) -> Json:
        found = self._request(self._say("substance"), "regimen")
        found["supportingInformation"] = [{"reference": _address(self._id("file"))}]
        if condition := _text(self._plan.condition):
            known = self._context.content.condition(self._plan.condition)
            found["reasonCode"] = [{"text": known.name if known else condition}]
        notes = (self._told.what_follows(), _text(self._plan.instructions), _text(self._told.local_rules()))
        found["note"] = [{"text": note} for note in notes if note]
        found["dosageInstruction"] = list(self._dosages())
        return found

    def _dosages(self) -> Iterator[Json]:
        steps = (step for step in self._regimen.steps if step.phase.dose_days())
        for sequence, step in enumerate(steps, 1):
            for take in step.takes:
                yield self._dosage(step.phase, take, sequence)

    def _dosage(self, phase: Phase, take: Take, sequence: int) -> Json:
        found: Json = {"sequence": sequence, "text": self._told.directions(phase, take)}
        if condition := self._told.condition(phase):
            found["additionalInstruction"] = [{"text": condition}]
        found["timing"] = _timing(phase, take.time)
        if route := self._told.language.route(phase.formulations[0].route):
            found["route"] = {"text": route}
        amount = Decimal(decimal_text(take.dose_ng or 0, NG_PER_MG))
        dose: Json = {"value": amount, "unit": "mg", "system": _UCUM, "code": "mg"}
        return {**found, "doseAndRate": [{"doseQuantity": dose}]}

    def _product(self, total: Quantity) -> Json:
        product = total.formulation
        fills = [fill for fill in self._regimen.supply.fills if fill.quantity.formulation == product]
        found = self._request(
            self._say("product", product=self._told.doses.product(product)), "product", product.id
        )
        found["basedOn"] = [{"reference": _address(self._id("regimen"))}]
        listed = "; ".join(self._fill(fill) for fill in fills)
        found["note"] = [{"text": self._say("fills", fills=listed)}]
        return {**found, "dispenseRequest": _dispense(fills)}

    def _fill(self, fill: Fill) -> str:
        first, last = map(self._told.language.full_date, (fill.first, self._told.last_use(fill)))
        return self._say("fill", first=first, last=last, amount=self._told.doses.need(fill.quantity))

    def _file(self) -> Json:
        data = b64encode(write_plan(self._plan)).decode("ascii")
        return {"resourceType": "Binary", "id": self._id("file"), "contentType": PLAN_TYPE, "data": data}


def _text(text: str) -> str:
    """Return a person's text without what the format's texts may not hold."""
    return "".join(c for c in text if c.isprintable() or c in _BLANKS).strip()


def _address(name: object) -> str:
    return f"urn:uuid:{name}"


def _period(first: date, last: date) -> Json:
    return {"start": first.isoformat(), "end": last.isoformat()}


def _timing(phase: Phase, time: str) -> Json:
    """Say on which days of a phase a dose is taken, and when: those that no code can tell are listed."""
    days, rhythm = phase.dose_days(), phase.rhythm
    listed = isinstance(rhythm, Cycle) and rhythm.on > 1
    repeat: Json = {"boundsPeriod": _period(days[0], days[-1])}
    if not listed:
        period = rhythm.length if isinstance(rhythm, Cycle) else 1
        repeat |= {"frequency": 1, "period": period, "periodUnit": "d"}
        if rhythm is not None and not isinstance(rhythm, Cycle):
            repeat["dayOfWeek"] = [_WEEKDAYS[day] for day in rhythm.days]
    repeat["when"] = [_WHEN[time]]
    return {"event": [day.isoformat() for day in days], "repeat": repeat} if listed else {"repeat": repeat}


def _dispense(fills: list[Fill]) -> Json:
    """Return the fills of a product one by one, and what they have in common as the format has it.

    The first may differ from those after it, which are alike, or there is no quantity of each.
    """
    first, *others = (fill.quantity for fill in fills)
    found: Json = {"extension": [_told(fill) for fill in fills]}
    alike = others[0] if others else first
    if set(others) <= {alike}:
        if first != alike:
            found["initialFill"] = {"quantity": _quantity(first)}
        found["validityPeriod"] = _period(fills[0].first, fills[-1].last)
        return {**found, "numberOfRepeatsAllowed": len(others), "quantity": _quantity(alike)}
    found["initialFill"] = {"quantity": _quantity(first)}
    return {**found, "validityPeriod": _period(fills[0].first, fills[-1].last)}


def _told(fill: Fill) -> Json:
    parts: list[Json] = [
        {"url": "period", "valuePeriod": _period(fill.first, fill.last)},
        {"url": "quantity", "valueQuantity": _quantity(fill.quantity)},
    ]
    return {"url": _FILL, "extension": parts}


def _quantity(quantity: Quantity) -> Json:
    unit = UNITS[quantity.formulation.kind]
    found: Json = {"value": Decimal(quantity.text()), "unit": unit}
    return {**found, "system": _UCUM, "code": unit} if _is_measured(quantity.formulation) else found


def _is_measured(product: Formulation) -> bool:
    return UNITS[product.kind] == "mL"
