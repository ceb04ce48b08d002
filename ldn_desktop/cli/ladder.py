"""The command ``ladder``: the steps that a start, a rise and a target make."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from fractions import Fraction
from pathlib import Path

from ldn_desktop.cli import DONE
from ldn_desktop.cli.parser import UsageError
from ldn_desktop.cli.terminal import say
from ldn_desktop.domain.amount import AmountError, parse_dose, quoted
from ldn_desktop.domain.ladder import LadderError, geometric, linear, mixed_units
from ldn_desktop.exchange.schedule_json import ladder_json

_PLACES = 6


def arguments(parser: ArgumentParser) -> None:
    """Take start, target, days and the rise."""
    parser.add_argument("--start", type=_dose, required=True, metavar="DOSE", help='such as "0.5 mg"')
    parser.add_argument("--target", type=_dose, required=True, metavar="DOSE", help='such as "4.5 mg"')
    parser.add_argument("--every", type=_days, required=True, metavar="DAYS", help="days of each step")
    parser.add_argument(
        "--maintenance", type=_days, required=True, metavar="DAYS", help="days of the last step"
    )
    parser.add_argument("--step", type=_dose, metavar="DOSE", help="the same rise at every step")
    parser.add_argument("--factor", type=_factor, metavar="NUMBER", help="or the factor from step to step")
    parser.add_argument(
        "--round-to", type=_dose, metavar="DOSE", help="with --factor: round each dose to this"
    )


def run(given: Namespace, _resources: Path) -> int:
    """Print the ladder that the numbers make. Refused (``UsageError``): numbers that make none."""
    odd = ""
    common = {"every": given.every, "maintenance": given.maintenance}
    try:
        if given.factor is not None and given.round_to is not None and given.step is None:
            made = geometric(given.start, given.factor, given.round_to, given.target, **common)
        elif given.step is not None and given.factor is None and given.round_to is None:
            made = linear(given.start, given.step, given.target, **common)
            odd = mixed_units(given.start, given.step, given.target)
        else:
            raise UsageError("Give either --step, or --factor together with --round-to.")
    except LadderError as error:
        raise UsageError(str(error)) from error
    print(json.dumps(ladder_json(made), indent=2))
    if odd:
        say(odd)
    return DONE


def _dose(text: str) -> int:
    try:
        return parse_dose(text)
    except AmountError as error:
        raise ArgumentTypeError(str(error)) from error


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _PLACES):
        raise ArgumentTypeError(f"{quoted(text)} is no whole number of days, such as 7")
    return int(text)


def _factor(text: str) -> Fraction:
    whole, _, places = text.partition(".")
    if not (text.isascii() and whole.isdigit() and len(text) <= 2 * _PLACES and (places or whole).isdigit()):
        raise ArgumentTypeError(f"{quoted(text)} is no factor; type a number such as 2 or 1.5")
    if len(places) > _PLACES:
        raise ArgumentTypeError(f"{quoted(text)} has more than {_PLACES} decimals")
    return Fraction(text)
