"""Amounts as people type or paste them: every kind of blank is a blank, and what can mean one thing only is taken."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_desktop.domain.amount import parse_concentration, parse_dose, parse_volume, parse_weight


class DosePerKg(NamedTuple):
    """A daily dose of so many nanograms for each kilogram of the patient's weight."""

    ng: int


def plain_blanks(text: str) -> str:
    """Return a text without blanks around it, and with one plain blank for any blanks inside, no-break ones too."""
    return " ".join(text.split())


def typed_dose(text: str) -> int:
    """Return the nanograms of a dose.

    Refused (``AmountError``): what ``parse_dose`` refuses, but for kinds of blanks.
    """
    return parse_dose(plain_blanks(text))


def typed_concentration(text: str) -> int:
    """Return the nanograms per millilitre of a concentration, with blanks around its stroke or without."""
    return parse_concentration(re.sub(r" ?/ ?", "/", plain_blanks(text)))


def typed_volume(text: str) -> int:
    """Return the nanolitres of a volume in mL, with its unit or without. Refused (``AmountError``): any other unit."""
    return parse_volume(re.sub(r" ?m[lL]$", "", plain_blanks(text)))


def typed_target(text: str) -> int | DosePerKg:
    """Return a dose, or one for each kilogram: ``0.1 mg/kg``, blanks around the stroke or ``per`` for it or not."""
    body = plain_blanks(text)
    amount = re.sub(r"(?: ?/ ?| per )kg$", "", body)
    return DosePerKg(parse_dose(amount)) if amount != body else parse_dose(body)


def typed_weight(text: str) -> int:
    """Return the grams of a weight in kilograms. Refused (``AmountError``): what ``parse_weight`` refuses."""
    return parse_weight(plain_blanks(text))
