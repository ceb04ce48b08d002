"""Amounts as people type or paste them: every kind of blank is a blank, and what can mean one thing only is taken.

Blanks around a text are left out. Inside an amount more than one is refused, as everywhere: a digit may be missing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_desktop.domain.amount import (
    AmountError,
    parse_concentration,
    parse_dose,
    parse_volume,
    parse_weight,
    quoted,
)


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
    return parse_dose(_one_kind_of_blank(text))


def typed_concentration(text: str) -> int:
    """Return the nanograms per millilitre of a concentration, with blanks around its stroke or without.

    ``ml`` is taken for ``mL``, for nothing else can be meant. Refused (``AmountError``): as ``parse_concentration``.
    """
    body = re.sub(r" ?/ ?", "/", _one_kind_of_blank(text))
    return parse_concentration(re.sub(r"/ml$", "/mL", body))


def typed_volume(text: str) -> int:
    """Return the nanolitres of a volume in mL, with its unit or without. Refused (``AmountError``): any other unit."""
    return parse_volume(re.sub(r" ?m[lL]$", "", _single_blanks(text)))


def typed_target(text: str) -> int | DosePerKg:
    """Return a dose, or one for each kilogram: ``0.1 mg/kg``, blanks around the stroke or ``per`` for it or not."""
    body = _one_kind_of_blank(text)
    amount = re.sub(r"(?: ?/ ?| per )kg$", "", body)
    return DosePerKg(parse_dose(amount)) if amount != body else parse_dose(body)


def typed_weight(text: str) -> int:
    """Return the grams of a weight in kilograms. Refused (``AmountError``): what ``parse_weight`` refuses."""
    return parse_weight(_single_blanks(text))


def _one_kind_of_blank(text: str) -> str:
    return "".join(" " if letter.isspace() else letter for letter in text.strip())


def _single_blanks(text: str) -> str:
    body = _one_kind_of_blank(text)
    if "  " in body:
        raise AmountError(f"{quoted(text)} has more than one blank in a row; type {plain_blanks(text)}.")
    return body
