"""A pharmacy of the address book as it is typed: prices are texts until the pharmacy is asked for."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.practice import Currency, Made, Pharmacy
from ldn_desktop.domain.prices import PriceError, price_text, read_price


class PharmacyForm(NamedTuple):
    """What its fields hold. ``code`` is a currency's three letters, ``makes`` each product with its price's text.

    ``addressed`` is the one that orders go to: it stays so under another name.
    """

    name: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    code: str = ""
    decimals: int = Currency("").decimals
    makes: tuple[tuple[Formulation, str], ...] = ()
    addressed: bool = False

    def pharmacy(self) -> Pharmacy:
        """Return the pharmacy. Refused (``PriceError``): a price that is none, or has no currency."""
        code = self.code.strip().upper()
        currency = Currency(code, self.decimals) if code else None
        return Pharmacy(
            name=self.name.strip(),
            address=lines(self.address),
            phone=self.phone.strip(),
            fax=self.fax.strip(),
            makes=tuple(Made(product, _price(text, currency)) for product, text in self.makes),
            currency=currency,
        )


def pharmacy_form(pharmacy: Pharmacy, *, addressed: bool) -> PharmacyForm:
    """Return what the fields hold at first."""
    currency = pharmacy.currency or Currency("")
    makes = tuple(
        (made.formulation, "" if made.price is None else price_text(made.price, currency))
        for made in pharmacy.makes
    )
    return PharmacyForm(*pharmacy[:4], currency.code, currency.decimals, makes, addressed)


def lines(text: str) -> str:
    """Return a text of several lines without blanks around each, and without empty ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _price(text: str, currency: Currency | None) -> int | None:
    if currency is None and text.strip():
        raise PriceError("There is a price without a currency; type its three letters, such as GBP.")
    return read_price(text, currency) if currency else None
