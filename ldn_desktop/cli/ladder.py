"""The command ``ladder``: the steps that a start, a rise and a target make."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from ldn_desktop.cli import DONE
from ldn_desktop.cli.parser import UsageError, to_date
from ldn_desktop.cli.terminal import say
from ldn_desktop.domain.amount import AmountError, parse_dose, parse_factor, quoted
from ldn_desktop.domain.basis import Basis, Months, Span
from ldn_desktop.domain.ladder import LadderError, mixed_units
from ldn_desktop.exchange.schedule_json import ladder_json

_PLACES = 6
_MONTHS = ("month", "months")
_UNITS = ("", "day", "days", *_MONTHS)


def arguments(parser: ArgumentParser) -> None:
    """Take start, target, days and the rise."""
    parser.add_argument("--start", type=_dose, required=True, metavar="DOSE", help='such as "0.5 mg"')
    parser.add_argument("--target", type=_dose, required=True, metavar="DOSE", help='such as "4.5 mg"')
    parser.add_argument(
        "--every", type=_span, required=True, metavar="DAYS", help="days of each step, or months: '1 month'"
    )
    parser.add_argument(
        "--maintenance", type=_span, required=True, metavar="DAYS", help="days or months of the last step"
    )
    parser.add_argument(
        "--from",
        dest="begins",
        type=to_date,
        metavar="DATE",
        help="with months: the first day of the first step",
    )
    parser.add_argument("--step", type=_dose, metavar="DOSE", help="the same rise at every step")
    parser.add_argument("--factor", type=_factor, metavar="NUMBER", help="or the factor from step to step")
    parser.add_argument(
        "--round-to", type=_dose, metavar="DOSE", help="with --factor: round each dose to this"
    )


def run(given: Namespace, _resources: Path) -> int:
    """Print the ladder that the numbers make. Refused (``UsageError``): numbers that make none."""
    linear = given.step is not None and given.factor is None and given.round_to is None
    if not linear and (given.factor is None or given.round_to is None or given.step is not None):
        raise UsageError("Give either --step, or --factor together with --round-to.")
    if given.begins is None and (isinstance(given.every, Months) or isinstance(given.maintenance, Months)):
        raise UsageError(
            "Months have their days from the calendar: give the first day with --from, such as 2026-12-01."
        )
    basis = Basis(
        kind="linear" if linear else "geometric",
        start_ng=given.start,
        target_ng=given.target,
        every=given.every,
        last=given.maintenance,
        step_ng=given.step or 0,
        factor_thousandths=given.factor or 0,
        round_to_ng=given.round_to or 0,
    )
    try:
        made = basis.ladder(given.begins or date.min)
    except LadderError as error:
        raise UsageError(str(error)) from error
    print(json.dumps(ladder_json(made), indent=2))
    if odd := mixed_units(given.start, given.step, given.target) if linear else "":
        say(odd)
    return DONE


def _dose(text: str) -> int:
    try:
        return parse_dose(text)
    except AmountError as error:
        raise ArgumentTypeError(str(error)) from error


def _span(text: str) -> Span:
    number, _, unit = text.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) <= _PLACES) or unit not in _UNITS:
        raise ArgumentTypeError(f"{quoted(text)} is no whole number of days or months; type 7, or 1 month")
    return Months(int(number)) if unit in _MONTHS else int(number)


def _factor(text: str) -> int:
    try:
        return parse_factor(text)
    except AmountError as error:
        raise ArgumentTypeError(str(error)) from error
