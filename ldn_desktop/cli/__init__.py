"""The commands: everything the program does without a display, and the exit statuses they end with."""

from __future__ import annotations

COMMANDS = {
    "ladder": "print a ladder as JSON",
    "schedule": "print what follows from plans, one JSON line a file",
    "check": "print the findings on plans",
    "print": "print a document of a plan as PDF",
    "compare": "set two plans, or two sets of products, side by side",
    "practice": "export or import the settings of a practice",
    "export": "hand a plan to other systems: table, calendar, FHIR, text, JSON",
    "opioid": "find an opioid and its opioid-free interval",
    "interaction": "what is known of other medicines with naltrexone",
    "selftest": "test the installed program and print a JSON verdict",
    "content": "check the reference's content",
    "search": "search the reference",
    "open-code": "print the plan that a scanned code holds",
}
"""Each command and what it is for.

The module of its name (``module_of``) holds ``arguments`` and ``run``, and is loaded for no other.
"""


def module_of(command: str) -> str:
    """Return the name of a command's module in this package."""
    return command.replace("-", "_")


DONE, BLOCKED, FAILED, BAD_INPUT = 0, 1, 1, 2
