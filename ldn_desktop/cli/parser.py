"""The command line's grammar: a command and its arguments, or one sentence that says what is wrong."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from ldn_desktop import __version__
from ldn_desktop.cli import COMMANDS, module_of
from ldn_desktop.cli.names import is_plan_name
from ldn_desktop.cli.terminal import shown_name
from ldn_desktop.domain.amount import quoted

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

PROGRAM = "ldn-desktop"
_LONGEST_REFUSAL = 400
_MARK = "\0"
"""No argument of a process can hold it."""


class UsageError(Exception):
    """A command line that cannot be carried out; its text is one sentence."""


class Command(Protocol):
    """The module of a command."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what the command takes."""

    def run(self, given: argparse.Namespace, resources: Path) -> int:
        """Carry it out and return the exit status. Refused (``UsageError``): arguments that do not go together."""


def command_named(name: str) -> Command:
    """Return the module of a command."""
    return cast("Command", import_module(f"ldn_desktop.cli.{module_of(name)}"))


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong, instead of printing the whole usage.

    Help that cannot be printed is an error.
    """

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # As inherited it drops what cannot be written, without a word.
        (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        refusal = shown_name(message[0].upper() + message[1:].rstrip("."), _LONGEST_REFUSAL)
        raise UsageError(f"{self.prog}: {refusal}. Type {self.prog} --help to see what it takes.")


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a command, ``run`` carrying it out. Refused (``UsageError``): anything else."""
    parser = _Parser(
        prog=PROGRAM,
        description="Plan, print and follow a low dose naltrexone titration. Without a command, the window opens.",
        epilog=f"{PROGRAM} FILE.ldnplan opens the window on a plan.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"LDN Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    marked = _marked(arguments)
    wanted = next((argument for argument in marked if not argument.startswith("-")), "")
    for name, purpose in COMMANDS.items():
        of_command = commands.add_parser(name, help=purpose, allow_abbrev=False)
        if name == wanted:
            command = command_named(name)
            command.arguments(of_command)
            of_command.set_defaults(run=command.run)
    return _unmarked(parser.parse_args(marked))


def _marked(arguments: Sequence[str]) -> list[str]:
    """Return arguments in which a file name that begins as an option does is marked, not to be taken for one."""
    ends = arguments.index("--") if "--" in arguments else len(arguments)
    options = [_MARK + a if a.startswith("-") and is_plan_name(a) else a for a in arguments[:ends]]
    return [*options, *(_MARK + a if a.startswith("-") else a for a in arguments[ends + 1 :])]


def _unmarked(given: argparse.Namespace) -> argparse.Namespace:
    for name, value in vars(given).items():
        if isinstance(value, str):
            setattr(given, name, value.removeprefix(_MARK))
        elif isinstance(value, list):
            setattr(given, name, [entry.removeprefix(_MARK) for entry in value])
    return given


def take_today(parser: argparse.ArgumentParser) -> None:
    """Take a day in place of the clock's."""
    parser.add_argument("--today", type=to_date, metavar="DATE", help="stands in for the clock")


def to_date(text: str) -> date:
    """Read an argument that is a day."""
    message = f"{quoted(text)} is no date; write year-month-day, such as 2026-12-01"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(message)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(message) from None
