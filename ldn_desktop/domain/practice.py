"""A practice: what its papers say at their head, its registrations, pharmacies, usual products and own presets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ldn_desktop.domain.basis import Basis
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.plan import DEFAULT_TIMES, Prescriber

LONGEST_LINE, LONGEST_ADDRESS = 120, 300
"""Characters of a name or a number, and of an address: what has room at the head of a page."""
MOST_REGISTRATIONS, MOST_PHARMACIES, MOST_PRESETS = 12, 50, 50
MOST_PRODUCTS = 24
"""Products that new plans begin with, and that one pharmacy makes: as many as may be in force together."""
MOST_OVERAGE = 50
"""Per cent of a liquid that a pharmacy may be asked for beyond the exact need."""
MOST_PRICE = 10_000_000
MOST_DECIMALS = 3
"""Decimal places of a currency."""


class Logo(NamedTuple):
    """A checked picture: ``kind`` is ``png`` or ``jpeg``; its size is in pixels."""

    kind: str
    data: bytes
    width: int
    height: int


class Registration(NamedTuple):
    """A number that papers bear, under the name that the practice gives it.

    With ``prescriber`` it is that person's, and stands on no paper of another; without, it is the practice's.
    """

    label: str
    value: str
    prescriber: str = ""


class OwnPreset(NamedTuple):
    """Steps of the practice's own, by their name; ``basis`` has no weight."""

    name: str
    basis: Basis
    times: tuple[str, ...] = DEFAULT_TIMES


class Currency(NamedTuple):
    """A currency by its three letters; its smallest unit is ``decimals`` places after the point."""

    code: str
    decimals: int = 2


class Made(NamedTuple):
    """A product that a pharmacy makes.

    ``price`` is that of a piece or a millilitre in the currency's smallest unit; ``None`` where nobody knows it.
    """

    formulation: Formulation
    price: int | None = None


class Pharmacy(NamedTuple):
    """A pharmacy of the address book; its name tells it from the others. Where a price is known, ``currency`` is."""

    name: str
    address: str = ""
    phone: str = ""
    fax: str = ""
    makes: tuple[Made, ...] = ()
    currency: Currency | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """The settings of a practice, the same on each of its computers; every field may be empty.

    ``products`` are those that new plans begin with. ``paper`` is the code of a sheet, empty where the practice leaves
    it to each computer; ``language`` that of papers. ``overage_percent`` is what a pharmacy hands out of a liquid
    beyond the exact need. ``pack`` are the codes of the papers that it takes in one go, ``visit_pack`` those
    with a visit that changes the plan, none where it never chose. ``order_to`` names the pharmacy of its address book
    that orders are addressed to.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    logo: Logo | None = None
    registrations: tuple[Registration, ...] = ()
    paper: str = ""
    language: str = "en"
    products: tuple[Formulation, ...] = ()
    presets: tuple[OwnPreset, ...] = ()
    pharmacies: tuple[Pharmacy, ...] = ()
    overage_percent: int = 0
    pack: tuple[str, ...] = ()
    visit_pack: tuple[str, ...] = ()
    order_to: str = ""

    def heads(self, prescriber: Prescriber) -> bool:
        """Tell whether its name, address and logo stand at the head of a plan's papers: not over another practice's."""
        return bool(self.name) and prescriber.practice.strip() in {"", self.name}

    def registered(self, prescriber: Prescriber) -> tuple[Registration, ...]:
        """Return the registrations that a plan's papers bear: its own and the prescriber's, nobody else's."""
        if not self.heads(prescriber):
            return ()
        named = prescriber.name.strip()
        return tuple(entry for entry in self.registrations if entry.prescriber in {"", named})

    @property
    def addressee(self) -> Pharmacy | None:
        """The pharmacy that orders are addressed to; ``None`` where none is, or its name is no longer in the book."""
        return next((pharmacy for pharmacy in self.pharmacies if pharmacy.name == self.order_to), None)

    def phone_of(self, prescriber: Prescriber) -> str:
        """Return the telephone of a plan's papers: the plan's, else the practice's where it stands at their head."""
        return prescriber.phone if prescriber.phone.strip() or not self.heads(prescriber) else self.phone

    def printed_for(self, prescriber: Prescriber) -> tuple[str, ...]:
        """Return what of it stands on a plan's papers."""
        to = self.addressee
        texts: list[str] = [*to[:4]] if to else []
        if self.heads(prescriber):
            texts += (self.name, self.address, self.phone_of(prescriber), self.fax)
        texts += (text for entry in self.registered(prescriber) for text in entry[:2])
        return tuple(filter(None, texts))

    @property
    def printed(self) -> tuple[str, ...]:
        """What of it stands on some paper, whosever plan that is."""
        registered = (text for entry in self.registrations for text in entry[:2])
        addressed = (text for pharmacy in self.pharmacies for text in pharmacy[:4])
        return tuple(filter(None, (self.name, self.address, self.phone, self.fax, *registered, *addressed)))

    def proposed(self, prescriber: Prescriber) -> Prescriber:
        """Return what a new plan begins with: what is kept on this computer, the practice's where that is empty.

        Its telephone is none of another practice that is kept.
        """
        ours = prescriber.practice.strip() in {"", self.name}
        phone = prescriber.phone or (self.phone if ours else "")
        return prescriber._replace(practice=prescriber.practice or self.name, phone=phone)


NO_PRACTICE = Practice()


class KeptPractice(NamedTuple):
    """The settings that a computer keeps; where its file cannot be read there are none, and ``problem`` says why."""

    practice: Practice = NO_PRACTICE
    problem: str = ""
