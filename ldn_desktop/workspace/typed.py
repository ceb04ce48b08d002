"""Amounts as people type or paste them: every kind of blank is a blank, and what can mean one thing only is taken."""

from __future__ import annotations

import re

from ldn_desktop.domain.amount import parse_concentration, parse_dose, parse_volume


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
