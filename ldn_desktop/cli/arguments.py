"""The command line's grammar: which commands there are and what each of them takes."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from ldn_desktop import __version__
from ldn_desktop.cli.names import is_plan_name
from ldn_desktop.cli.terminal import shown_name
from ldn_desktop.domain.amount import AmountError, parse_dose, quoted
from ldn_desktop.papers.catalogue import PAPERS, SHEETS

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

PROGRAM = "ldn-desktop"
_FACTOR_PLACES = 6
_LONGEST_REFUSAL = 400
_MARK = "\0"
"""No argument of a process can hold it."""


class UsageError(Exception):
    """A command line that cannot be carried out; its text is one sentence."""


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong, instead of printing the whole usage; help that cannot be printed is an error."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # As inherited it drops what cannot be written, without a word.
        (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        told = shown_name(message[0].upper() + message[1:].rstrip("."), _LONGEST_REFUSAL)
        raise UsageError(f"{self.prog}: {told}. Type {self.prog} --help to see what it takes.")


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a command, ``command`` being its name. Refused (``UsageError``): anything else."""
    parser = _Parser(
        prog=PROGRAM,
        description="Plan, print and follow a low dose naltrexone titration. Without a command, the window opens.",
        epilog=f"{PROGRAM} FILE.ldnplan opens the window on a plan.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"LDN Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _ladder(commands.add_parser("ladder", help="print a ladder as JSON", allow_abbrev=False))
    _files(commands.add_parser("schedule", help="print what follows from plans, one JSON line a file"))
    check = commands.add_parser("check", help="print the findings on plans", allow_abbrev=False)
    _files(check)
    check.add_argument("--json", action="store_true", help="one JSON line a file, for programs")
    _print(commands.add_parser("print", help="print a document of a plan as PDF", allow_abbrev=False))
    _opioid(
        commands.add_parser("opioid", help="find an opioid and its opioid-free interval", allow_abbrev=False)
    )
    interaction = commands.add_parser(
        "interaction", help="what is known of other medicines with naltrexone", allow_abbrev=False
    )
    interaction.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="a medicine by name, brand or class; quotes around several words",
    )
    interaction.add_argument("--json", action="store_true", help="a JSON list, one object for each name")
    commands.add_parser("selftest", help="test the installed program and print a JSON verdict")
    content = commands.add_parser("content", help="check the reference's content", allow_abbrev=False)
    content.add_argument("what", choices=("check",), help="what to do with it")
    content.add_argument("--today", type=_date, metavar="DATE", help="stands in for the clock")
    search = commands.add_parser("search", help="search the reference", allow_abbrev=False)
    search.add_argument("words", nargs="+", metavar="WORDS", help="words, names, brands or a question")
    search.add_argument("--json", action="store_true", help="a JSON list, best first, for programs")
    return _unmarked(parser.parse_args(_marked(arguments)))


def _marked(arguments: Sequence[str]) -> list[str]:
    """Return arguments in which a file name that begins as an option does is marked, so that it is not taken for one."""
    ends = arguments.index("--") if "--" in arguments else len(arguments)
    options = [_MARK + a if a.startswith("-") and is_plan_name(a) else a for a in arguments[:ends]]
    return [*options, *(_MARK + a if a.startswith("-") else a for a in arguments[ends + 1 :])]


def _unmarked(told: argparse.Namespace) -> argparse.Namespace:
    for name, value in vars(told).items():
        if isinstance(value, str):
            setattr(told, name, value.removeprefix(_MARK))
        elif isinstance(value, list):
            setattr(told, name, [entry.removeprefix(_MARK) for entry in value])
    return told


def _ladder(parser: argparse.ArgumentParser) -> None:
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


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="plan files")
    parser.add_argument("--today", type=_date, metavar="DATE", help="stands in for the clock")


def _print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a plan file")
    parser.add_argument("--document", choices=tuple(PAPERS), required=True, help="which document")
    parser.add_argument("--pdf", required=True, metavar="OUT", help="the PDF file to write")
    parser.add_argument("--paper", choices=tuple(SHEETS), default="a4", help="the paper (a4)")
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument("--today", type=_date, metavar="DATE", help="stands in for the clock")


def _opioid(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="a generic, brand, ATC or RxNorm code, or class"
    )
    parser.add_argument(
        "--last-dose", type=_date, metavar="DATE", help="the day of the last dose: adds the earliest start"
    )
    parser.add_argument(
        "--daily",
        action="store_true",
        help="it was taken daily or heavily: counts where the rule asks for it",
    )
    parser.add_argument("--json", action="store_true", help="JSON, for programs")


def _dose(text: str) -> int:
    try:
        return parse_dose(text)
    except AmountError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _FACTOR_PLACES):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no whole number of days, such as 7")
    return int(text)


def _factor(text: str) -> Fraction:
    whole, _, places = text.partition(".")
    if not (
        text.isascii() and whole.isdigit() and len(text) <= 2 * _FACTOR_PLACES and (places or whole).isdigit()
    ):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is no factor; type a number such as 2 or 1.5")
    if len(places) > _FACTOR_PLACES:
        raise argparse.ArgumentTypeError(f"{quoted(text)} has more than {_FACTOR_PLACES} decimals")
    return Fraction(text)


def _date(text: str) -> date:
    message = f"{quoted(text)} is no date; write year-month-day, such as 2026-12-01"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(message)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(message) from None
