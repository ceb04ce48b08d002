"""The names of the commands. Apart from the grammar, so that opening the window need not load it."""

from __future__ import annotations

from collections.abc import Sequence

COMMANDS = ("ladder", "schedule", "check", "print", "selftest", "content", "search", "opioid")


def is_command(arguments: Sequence[str]) -> bool:
    """Tell whether arguments name a command (or ask for help), rather than a plan to open in the window."""
    return bool(arguments) and (arguments[0] in COMMANDS or arguments[0].startswith("-"))
