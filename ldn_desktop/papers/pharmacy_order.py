"""The order for a compounding pharmacy as a neutral document: whose, what, how much and when, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ldn_desktop.domain.formulation import (
    Formulation,
    is_solid,
    strength_ng,
)
from ldn_desktop.domain.plan import CONTINUES, PAUSED, SHIP_TO
from ldn_desktop.domain.practice import Practice
from ldn_desktop.papers.catalogue import PaperContext, refuse_blocked
from ldn_desktop.papers.frame import SHARED, Frame, frame_of, one_line
from ldn_desktop.papers.home_made import is_licensed
from ldn_desktop.papers.letterhead import Letterhead, letterhead_of
from ldn_desktop.papers.order_fills import Fills, fill_tables
from ldn_desktop.papers.order_products import Ordered, OrderedProducts
from ldn_desktop.papers.plan_code_words import PlanCode, code_for
from ldn_desktop.papers.plan_state import depends, is_low_dose
from ldn_desktop.papers.quantity_words import QUANTITIES, words_or_figures
from ldn_desktop.reference.words.sentences import declared

SENTENCES = declared(
    "pharmacy_order",
    {
        "": "title title_licensed for_pharmacy written{day} name{number product} directions directions_at{time}"
        " take{portion time} rhythm{take rhythm first last} rhythm_counted{take rhythm anchor first last}"
        " rhythm_once{take rhythm first} none"
        " span{first last} goes_on{last} more may_move waits{last} replaces{day} earlier{day fills last}"
        " earlier_one{day last} nothing{day} unchanged in_all to{day}"
        " signature signed_on not_asked by_mouth immediate halves quarters refills_unknown refills_none"
        " refills{count words} refills_alike{count words} use_by label",
        "quantity": "pieces{count words pieces day days}"
        " pieces_whole{count words pieces day days whole whole_words whole_pieces}"
        " volume{volume words strength dose day days}"
        " volume_whole{volume words strength dose day days whole whole_words}"
        " drops{count words strength dose day days whole whole_words} overage{percent}",
        "words": "volume{words} one_volume drops{words} one_drop",
        "strength": "mg{words} one_mg mcg{words} one_mcg in_a_ml{amount}",
        "box": "pieces{pieces strength} dose{dose} high{dose}",
        "entry": "to pharmacy_address prescriber practice phone fax patient born address patient_phone number allergies"
        " quantity directions condition refills ship_to use_by filler label reason",
        "ship_to": " ".join(SHIP_TO),
        "column": "fill first last days need{product}",
    },
    lists="filler reason",
)
Entries = tuple[tuple[str, str], ...]
"""Labels, each with what is told; an empty text leaves room to write."""


class PharmacyOrder(NamedTuple):
    """The whole paper in reading order. ``notes`` are sentences above the last boxes; ``signature`` two labels.

    ``to`` are the two sides of the box that says which pharmacy it goes to; none where it is addressed to nobody.
    ``terms`` are the two last boxes; one that orders nothing has none of them, and nothing to be signed.
    """

    head: Letterhead
    for_pharmacy: str
    written: str
    to: tuple[Entries, ...]
    prescriber: Entries
    patient: Entries
    box: str
    quantity_label: str
    directions_label: str
    products: tuple[Ordered, ...]
    tables: tuple[Fills, ...]
    notes: tuple[str, ...]
    terms: tuple[Entries, ...]
    signature: tuple[str, ...]
    frame: Frame
    code: PlanCode | None = None


def make(context: PaperContext) -> PharmacyOrder:
    """Return the order of the fills from the day of printing on. Refused (``BlockedError``): as a patient's paper."""
    refuse_blocked(context.regimen, "pharmacy-order")
    return _OrderMaker(context).order()._replace(code=code_for(context, whole=False))


def ordered_first(product: Formulation) -> tuple[bool, int, str]:
    """Return by what products are put in order: what is counted first, the weakest first."""
    return not is_solid(product), strength_ng(product), product.id


class _OrderMaker:
    """Makes the order of one plan on one day."""

    def __init__(self, context: PaperContext) -> None:
        self._c, self._regimen, self._plan = context, context.regimen, context.regimen.plan
        self._language = context.wording.language
        self._doses = context.wording.of(context.regimen)
        code = self._language.code
        self._words, self._shared, self._numbers = (
            context.content.sentences(file, code) for file in (SENTENCES, SHARED, QUANTITIES)
        )
        self._say = self._words.say
        fills = self._regimen.supply.fills
        self._fills = tuple(fill for fill in fills if fill.first >= context.printed)
        self._earlier = tuple(fill for fill in fills if fill.first < context.printed)
        products = {fill.quantity.formulation for fill in self._fills}
        self._products = tuple(sorted(products, key=ordered_first))
        self._licensed = bool(products) and all(is_licensed(product, context.content) for product in products)

    def order(self) -> PharmacyOrder:
        """Return the order."""
        say, plan = self._say, self._plan
        orders = bool(self._fills)
        return PharmacyOrder(
            head=letterhead_of(plan.prescriber, self._c.practice),
            for_pharmacy=say("for_pharmacy"),
            written=say("written", day=self._language.weekday_date(self._c.printed)),
            to=self._to(),
            prescriber=tuple(self._prescriber(self._c.practice)),
            patient=tuple(self._patient()),
            box=self._box(),
            quantity_label=say("entry.quantity"),
            directions_label=say("entry.directions"),
            products=tuple(self._ordered()),
            tables=tuple(fill_tables(self._fills, self._products, self._doses, self._words)),
            notes=tuple(self._notes()),
            terms=self._terms() if orders else (),
            signature=(say("signature"), say("signed_on")) if orders else (),
            frame=frame_of(
                say("title_licensed" if self._licensed else "title"),
                plan,
                self._c.printed,
                self._shared,
                self._language,
            ),
        )

    def _to(self) -> tuple[Entries, ...]:
        pharmacy = self._c.practice.addressee
        if pharmacy is None:
            return ()
        address = ", ".join(filter(None, map(one_line, pharmacy.address.splitlines())))
        sides = (
            {"to": one_line(pharmacy.name), "pharmacy_address": address},
            {"phone": one_line(pharmacy.phone), "fax": one_line(pharmacy.fax)},
        )
        return tuple(
            tuple((self._say(f"entry.{name}"), text) for name, text in side.items() if text) for side in sides
        )

    def _prescriber(self, practice: Practice) -> Iterator[tuple[str, str]]:
        say, prescriber = self._say, self._plan.prescriber
        ours = practice.heads(prescriber)
        head = letterhead_of(prescriber, practice)
        yield say("entry.prescriber"), one_line(prescriber.name)
        told = (
            ("practice", head.name),
            ("phone", one_line(practice.phone_of(prescriber))),
            ("fax", one_line(practice.fax) if ours else ""),
        )
        yield from ((say(f"entry.{name}"), text) for name, text in told if text)
        yield from ((one_line(r.label), one_line(r.value)) for r in practice.registered(prescriber))

    def _patient(self) -> Iterator[tuple[str, str]]:
        say, patient, order = self._say, self._plan.patient, self._plan.order
        yield say("entry.patient"), one_line(patient.name)
        yield say("entry.born"), self._language.full_date(patient.birth_date) if patient.birth_date else ""
        told = (
            ("address", order.address),
            ("patient_phone", order.phone),
            ("number", patient.identifier),
        )
        yield from ((say(f"entry.{name}"), one_line(text)) for name, text in told if one_line(text))
        yield say("entry.allergies"), one_line(order.allergies) or say("not_asked")

    def _box(self) -> str:
        """Say the most that one piece, or one dose, holds, and what it must not be taken for."""
        if not self._products:
            return ""
        doses, language = self._doses, self._language
        highest = max(
            take.dose_ng or 0
            for step in self._regimen.steps
            if step.phase.last >= self._c.printed
            for take in step.takes
        )
        strongest = max(map(strength_ng, self._products))
        limit = self._c.content.thresholds.above_documented_ng
        if not is_low_dose(self._regimen) or (any(map(is_solid, self._products)) and strongest > limit):
            return self._say("box.high", dose=doses.dose(highest))
        if not all(map(is_solid, self._products)):
            return self._say("box.dose", dose=doses.dose(highest))
        kinds = dict.fromkeys(product.kind for product in self._products)
        pieces = language.either([language.words.say(f"noun.{kind}") for kind in kinds])
        return self._say("box.pieces", pieces=pieces, strength=doses.dose(strongest))

    def _ordered(self) -> Iterator[Ordered]:
        products = OrderedProducts(self._c, self._words, self._numbers)
        for at, product in enumerate(self._products, 1):
            fills = (fill for fill in self._fills if fill.quantity.formulation == product)
            yield products.ordered(at, product, fills)

    def _notes(self) -> Iterator[str]:
        say, language, regimen = self._say, self._language, self._regimen
        today = language.weekday_date(self._c.printed)
        if not self._fills:
            yield say("nothing", day=today)
            yield say("unchanged")
        else:
            yield say("replaces", day=today)
        if self._earlier:
            last = language.weekday_date(max(fill.first for fill in self._earlier))
            count = len({(fill.first, fill.last) for fill in self._earlier})
            if count == 1:
                yield say("earlier_one", day=today, last=last)
            else:
                yield say("earlier", day=today, fills=language.number(count), last=last)
        if self._fills and self._c.practice.overage_percent and not all(map(is_solid, self._products)):
            yield say("quantity.overage", percent=str(self._c.practice.overage_percent))
        if depends(regimen):
            yield say("may_move")
        if regimen.after == CONTINUES:
            yield say("goes_on", last=language.weekday_date(regimen.ends))
            if not self._fills:
                yield say("more")
        elif regimen.after == PAUSED:
            yield say("waits", last=language.weekday_date(regimen.last_dose))

    def _terms(self) -> tuple[Entries, Entries]:
        """Return the two boxes below the tables: what the order is for, and what the pharmacy is asked for."""
        say, order = self._say, self._plan.order
        condition = self._c.content.condition(self._plan.condition)
        left = {
            "condition": condition.name if condition else one_line(self._plan.condition),
            "refills": self._refills(order.refills),
            "ship_to": say(f"ship_to.{order.ship_to}") if order.ship_to else "",
            "use_by": say("use_by"),
        }
        solid = any(map(is_solid, self._products))
        right = {
            "filler": one_line(order.filler)
            or (self._listed("filler") if solid and not self._licensed else ""),
            "label": say("label"),
            "reason": one_line(order.reason) or ("" if self._licensed else self._listed("reason")),
        }
        made = ({say(f"entry.{name}"): text for name, text in each.items() if text} for each in (left, right))
        first, second = (tuple(each.items()) for each in made)
        return first, second

    def _refills(self, refills: int | None) -> str:
        if refills is None:
            return self._say("refills_unknown")
        if not refills:
            return self._say("refills_none")
        # Of fills that differ the plan does not know which one a refill repeats.
        name = "refills_alike" if len(self._fills) == 1 else "refills"
        return self._say(name, count=str(refills), words=words_or_figures(str(refills), self._numbers))

    def _listed(self, name: str) -> str:
        return " ".join(entry.text for entry in self._words.lists[name])
