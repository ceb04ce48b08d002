"""The lines of a calendar file (iCalendar, RFC 5545): escaped, and folded at 75 bytes between two letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

_MOST_BYTES = 74
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def component(name: str, lines: Iterable[str]) -> str:
    """Return the lines of a component between those that begin and end it."""
    return "".join((f"BEGIN:{name}\r\n", *lines, f"END:{name}\r\n"))


def told(name: str, text: str) -> str:
    """Return the line of a property that is a text."""
    return folded(f"{name}:{text.translate(_ESCAPED)}")


def dated(name: str, *days: date) -> str:
    """Return the line of a property that is one day or several."""
    return folded(f"{name};VALUE=DATE:{','.join(map(day_text, days))}")


def moment(name: str, at: datetime) -> str:
    """Return the line of a property that is a moment, given in UTC."""
    return f"{name}:{day_text(at)}T{at:%H%M%S}Z\r\n"


def ruled(parts: Mapping[str, str]) -> str:
    """Return the line of the rule by which an entry stands on other days as well."""
    return folded(f"RRULE:{';'.join(f'{name}={value}' for name, value in parts.items())}")


def day_text(day: date) -> str:
    """Return a day as the format writes it; a year has four figures."""
    return day.isoformat()[:10].replace("-", "")


def folded(line: str) -> str:
    """Return a line with its end; one that is too long goes on in further ones, each behind a blank.

    No letter is parted from its backslash: some programs read line by line before they join them.
    """
    if len(line) <= _MOST_BYTES and line.isascii():
        return f"{line}\r\n"
    parts, part, size = [], "", 0
    for letter in line:
        more = len(letter.encode())
        if part and size + more > _MOST_BYTES:
            kept = part[-1] if part[-1] in "\\^" and len(part) > 1 else ""
            parts.append(part[: len(part) - len(kept)])
            part, size = kept, len(kept)
        part += letter
        size += more
    return "\r\n ".join((*parts, part)) + "\r\n"
