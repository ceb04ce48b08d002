"""The commands: everything the program does without a display, and the exit statuses they end with."""

from __future__ import annotations

COMMANDS = {
    "ladder": "print a ladder as JSON",
    "schedule": "print what follows from plans, one JSON line a file",
    "check": "print the findings on plans",
    "print": "print a document of a plan as PDF",
    "practice": "export or import the settings of a practice",
    "opioid": "find an opioid and its opioid-free interval",
    "interaction": "what is known of other medicines with naltrexone",
    "selftest": "test the installed program and print a JSON verdict",
    "content": "check the reference's content",
    "search": "search the reference",
}
"""Each command and what it is for.

The module of its name holds ``arguments`` and ``run``, and is loaded for no other.
"""

DONE, BLOCKED, FAILED, BAD_INPUT = 0, 1, 1, 2
