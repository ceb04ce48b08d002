"""Reading and writing of amounts for the oracle: every amount is a Fraction of mg, every volume one of mL."""

import re
from fractions import Fraction

MCG_PER_MG = 1000
NG_PER_MG = 1_000_000
_AMOUNT = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?) ?(mg|mcg|micrograms?|[\u00b5\u03bc]g)\s*")


class Refused(Exception):  # noqa: N818  (a verdict on a plan, not a fault of the oracle)
    """The rules refuse this plan, ladder or adjustment; the text says why."""


def read_amount(text: str) -> Fraction:
    """Give the mg of a text such as ``0.5 mg`` or ``500 mcg``; refuse what is not of that shape."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        message = f"not an amount: {text!r}"
        raise Refused(message)
    number = Fraction(match[1])
    return number if match[2] == "mg" else number / MCG_PER_MG


def read_concentration(text: str) -> Fraction:
    """Give the mg in one mL of a text such as ``100 mcg/mL``."""
    amount, slash, unit = text.rpartition("/")
    if (slash, unit) != ("/", "mL"):
        message = f"not a concentration: {text!r}"
        raise Refused(message)
    return read_amount(amount)


def decimal_text(number: Fraction) -> str:
    """Write a number that has a finite decimal form, without trailing zeros."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
        if places > number.denominator.bit_length():
            message = f"no finite decimal form: {number}"
            raise ValueError(message)
    digits = str((number * 10**places).numerator).rjust(places + 1, "0")
    return f"{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else digits


def amount_text(milligrams: Fraction) -> str:
    """Write an amount in canonical form: mg from 0.1 mg up (and for nothing at all), mcg below."""
    if milligrams == 0 or milligrams * 10 >= 1:
        return f"{decimal_text(milligrams)} mg"
    return f"{decimal_text(milligrams * MCG_PER_MG)} mcg"


def is_whole_nanograms(milligrams: Fraction) -> bool:
    """Tell whether an amount is a dose at all: a whole number of nanograms."""
    return (milligrams * NG_PER_MG).denominator == 1
