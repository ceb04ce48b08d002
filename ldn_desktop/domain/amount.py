"""Exact amounts, concentrations and volumes, and the one way each of them is written.

A dose is an ``int`` of nanograms of naltrexone hydrochloride, a concentration an ``int`` of nanograms per
millilitre, a volume an ``int`` of nanolitres. Source of the rules: the section *Amounts* of the plan format
(``docs/guide/plan-file.md``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

NG_PER_MCG = 1_000
NG_PER_MG = 1_000_000
NL_PER_ML = 1_000_000
MAX_AMOUNT_NG = 1_000 * NG_PER_MG
"""The largest amount that is read: 1,000 mg. It bounds every computation; no product of naltrexone holds it."""
MAX_VOLUME_NL = 1_000 * NL_PER_ML
"""The largest volume that is read: 1,000 mL."""
G_PER_KG = 1_000
MAX_WEIGHT_G = 500 * G_PER_KG
"""The largest weight of a patient that is read: 500 kg."""
FACTOR_SCALE = 1_000
"""Factors are whole numbers of thousandths: from 1 ng to 1,000 mg are then at most 21,000 powers."""
MAX_FACTOR = 1_000_000 * FACTOR_SCALE

_SHOWN = 40
_UNITS = {"mg": NG_PER_MG, "mcg": NG_PER_MCG, "microgram": NG_PER_MCG, "micrograms": NG_PER_MCG}
_MICRO_SIGNS = {"µg": NG_PER_MCG, "\u03bcg": NG_PER_MCG}
_AMOUNT = re.compile(r"(?P<number>[^ a-zA-Zµ\u03bc]*)(?P<blanks> *)(?P<unit>\S.*|)", re.DOTALL)
_NUMBER = re.compile(r"(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_THOUSANDS = r"[1-9][0-9]{0,2},[0-9]{3}"
"""A number whose comma may part thousands or decimals."""


class AmountError(ValueError):
    """A text that is no amount, concentration or volume; its message says what to type instead."""


def quoted(text: str) -> str:
    """Return user text between quotation marks, shortened and on one line, to stand in a message."""
    flat = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{flat}”" if len(flat) <= _SHOWN else f"“{flat[:_SHOWN]}…”"


def parse_dose(text: str) -> int:
    """Return the nanograms in an amount such as ``0.5 mg``, ``500 mcg`` or ``500 micrograms``.

    Outer blanks are trimmed and trailing zeros dropped. Refused, with a sentence that says what to type
    (``AmountError``): no unit or another one, capitals, a missing leading or trailing digit, leading
    zeros, commas, signs, exponents, more than one blank, digits finer than a nanogram, more than 1,000 mg.
    """
    body = text.strip(" ")
    found = _AMOUNT.fullmatch(body)
    if not body or found is None:
        raise AmountError(f"{quoted(text)} is no amount; type a number and a unit, such as 0.5 mg.")
    number, blanks, unit = found["number"], found["blanks"], found["unit"]
    factor = _unit_factor(text, number, unit)
    if len(blanks) > 1:
        raise AmountError(f"{quoted(text)} has more than one blank before the unit; type {number} {unit}.")
    return _Measure(factor, "nanogram", MAX_AMOUNT_NG, "1,000 mg").read(text, number, f" {unit}")


def parse_concentration(text: str) -> int:
    """Return the nanograms per millilitre of a concentration such as ``1 mg/mL``.

    Refused (``AmountError``): anything but an amount above 0 followed by ``/mL``.
    """
    body = text.strip(" ")
    amount, slash, volume = body.rpartition("/")
    if slash and volume.lower() == "ml" and volume != "mL":
        raise AmountError(f"{quoted(text)} has another spelling of mL; type {amount}/mL.")
    if not slash or volume != "mL":
        raise AmountError(f"{quoted(text)} is no concentration; type an amount per mL, such as 1 mg/mL.")
    try:
        value = parse_dose(amount)
    except AmountError as error:
        raise AmountError(f"{quoted(text)} is no concentration: {error}") from error
    if value == 0:
        raise AmountError(f"{quoted(text)} holds nothing; type a concentration above 0, such as 1 mg/mL.")
    return value


def parse_volume(text: str) -> int:
    """Return the nanolitres in a volume written as decimal millilitres, such as ``0.1``.

    Refused (``AmountError``): 0, a unit, a sign, an exponent, a missing leading digit, leading zeros, a comma,
    digits finer than a nanolitre, more than 1,000 mL.
    """
    value = _Measure(NL_PER_ML, "nanolitre", MAX_VOLUME_NL, "1,000 mL").read(text, text.strip(" "), "")
    if value == 0:
        raise AmountError(f"{quoted(text)} is no volume; type millilitres above 0, such as 0.1.")
    return value


def parse_weight(text: str) -> int:
    """Return the grams in a weight written as kilograms, such as ``32.5 kg``.

    Refused (``AmountError``): 0, another unit, more than 500 kg, digits finer than a gram, what ``parse_volume``
    refuses of a number.
    """
    body = text.strip(" ")
    number = body.removesuffix("kg").removesuffix(" ")
    if not body.endswith("kg"):
        if plain := _read_as(body):
            raise AmountError(f"{quoted(text)} has no unit; type {plain} kg.")
        raise AmountError(f"{quoted(text)} is no weight; type kilograms, such as 32.5 kg.")
    value = _Measure(G_PER_KG, "gram", MAX_WEIGHT_G, f"{MAX_WEIGHT_G // G_PER_KG} kg").read(
        text, number, " kg"
    )
    if value == 0:
        raise AmountError(f"{quoted(text)} is no weight; type kilograms above 0, such as 32.5 kg.")
    return value


def parse_factor(text: str) -> int:
    """Return the thousandths in a factor written as a decimal number, such as ``1.5``.

    Refused (``AmountError``): more than three decimals, more than a million, what ``parse_volume`` refuses of a number.
    """
    return _Measure(FACTOR_SCALE, "thousandth", MAX_FACTOR, "1,000,000").read(text, text.strip(" "), "")


def format_weight(grams: int) -> str:
    """Write a weight canonically, such as ``32.5 kg``."""
    return f"{decimal_text(grams, G_PER_KG)} kg"


def format_factor(thousandths: int) -> str:
    """Write a factor canonically, such as ``1.5``."""
    return decimal_text(thousandths, FACTOR_SCALE)


def format_dose(ng: int) -> str:
    """Write nanograms canonically: mg from 0.1 mg up (and for 0), mcg below; no trailing zero."""
    if ng == 0 or ng * 10 >= NG_PER_MG:
        return f"{decimal_text(ng, NG_PER_MG)} mg"
    return f"{decimal_text(ng, NG_PER_MCG)} mcg"


def format_concentration(ng_per_ml: int) -> str:
    """Write a concentration canonically, such as ``1 mg/mL``."""
    return f"{format_dose(ng_per_ml)}/mL"


def format_volume(nl: int) -> str:
    """Write nanolitres as decimal millilitres without a unit, such as ``0.3``."""
    return decimal_text(nl, NL_PER_ML)


def spans_units(doses: list[int]) -> bool:
    """Tell whether doses (nanograms) lie on both sides of 0.1 mg, so that a page shows all of them in mg."""
    below = [ng for ng in doses if 0 < ng * 10 < NG_PER_MG]
    return bool(below) and any(ng * 10 >= NG_PER_MG for ng in doses)


def show_dose(ng: int, *, both_units: bool, word: str = "mcg") -> str:
    """Write a dose for a screen or page.

    ``both_units`` says that its doses span mg and mcg (``spans_units``): then everything is in mg, and what
    is below 0.1 mg adds the other unit, ``0.05 mg (50 mcg)``. ``word`` is what the locale writes for mcg.
    """
    if ng and ng * 10 < NG_PER_MG:
        small = f"{decimal_text(ng, NG_PER_MCG)} {word}"
        return f"{decimal_text(ng, NG_PER_MG)} mg ({small})" if both_units else small
    return format_dose(ng)


def decimal_text(value: int, scale: int) -> str:
    """Write ``value / scale`` exactly in decimals; ``scale`` is a power of ten or divides one."""
    whole, rest = divmod(value, scale)
    if not rest:
        return str(whole)
    digits = []
    while rest:
        digit, rest = divmod(rest * 10, scale)
        digits.append(str(digit))
    return f"{whole}.{''.join(digits)}"


def _unit_factor(text: str, number: str, unit: str) -> int:
    factor = _UNITS.get(unit) or _MICRO_SIGNS.get(unit)
    if factor is not None:
        return factor
    known = _read_as(number)
    shown = known or "0.5"
    if not unit and not known:
        raise AmountError(f"{quoted(text)} is no amount; type a number and a unit, such as 0.5 mg.")
    if not unit:
        raise AmountError(f"{quoted(text)} has no unit; type {shown} mg or {shown} mcg.")
    if unit.lower() in _UNITS:
        raise AmountError(f"{quoted(text)} writes its unit in capitals; type {shown} {unit.lower()}.")
    # The number is not repeated: what stands before an unknown unit (5 g, 1 000 mg) may be far from it in mg.
    raise AmountError(f"{quoted(text)} is not a number followed by mg or mcg; type an amount such as 0.5 mg.")


def _read_as(number: str) -> str:
    """Return the plain number that advice may repeat, a comma that can only part decimals as a point; else nothing."""
    plain = number if re.fullmatch(_THOUSANDS, number) else number.replace(",", ".")
    return plain if _NUMBER.fullmatch(plain) and len(plain) <= _SHOWN else ""


class _Measure(NamedTuple):
    """What the digits of a text count: the finest part, the most of it that is read, both also in words."""

    scale: int
    finest: str
    most: int
    most_text: str

    def read(self, text: str, number: str, unit: str) -> int:
        """Return the finest parts in a number; ``text`` is what the refusal quotes, ``unit`` follows its advice."""
        found = _NUMBER.fullmatch(number)
        if found is None:
            raise AmountError(f"{quoted(text)} is not written as a plain number; {_advice(number, unit)}")
        whole, fraction = found[1], (found[2] or "").rstrip("0")
        places = len(str(self.scale)) - 1
        if len(fraction) > places:
            raise AmountError(f"{quoted(text)} is finer than a {self.finest}; use at most {places} decimals.")
        too_long = len(whole) > len(str(self.most))
        value = 0 if too_long else int(whole) * self.scale + int(fraction.ljust(places, "0"))
        if too_long or value > self.most:
            raise AmountError(f"{quoted(text)} is more than {self.most_text}, the most this program reads.")
        return value


def _advice(number: str, unit: str) -> str:
    mended = number.strip(".")
    if number.startswith("."):
        mended = f"0{number}"
    elif re.fullmatch(_THOUSANDS, number):
        # A comma may part thousands or decimals; a thousandfold lies between the two.
        point = number.replace(",", ".").rstrip("0").rstrip(".")
        return f"type {number.replace(',', '')}{unit} or {point}{unit}, whichever is meant."
    elif "," in number:
        mended = number.replace(",", ".")
    stripped = re.sub(r"^0+(?=[0-9])", "", mended)
    if stripped != mended and "." not in mended and len(stripped) <= _SHOWN:
        # A point may have been lost: 05 is as likely 0.5 as 5.
        return f"type 0.{stripped}{unit} or {stripped}{unit}, whichever is meant."
    if _NUMBER.fullmatch(stripped) and len(stripped) <= _SHOWN:
        return f"type {stripped}{unit}."
    return f"type digits with a point, such as 0.5{unit}."
