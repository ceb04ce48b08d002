"""The bytes of a JSON file as strict values: no repeated key, no decimal number, no constant goes unnoticed."""

from __future__ import annotations

import codecs
import json

from ldn_desktop.decoding.strict import FileError, Members, Node, Oddity, decimal

MAX_BYTES = 1 << 20
_MOST_DIGITS = 18
"""More than any number of the format has; one so long is shown by its first digits, not read."""
_SHOWN_DIGITS = 12


def parse(data: bytes, what: str = "plan", most: int = MAX_BYTES) -> Node:
    """Return the value in JSON bytes; ``what`` is what they are to be.

    Refused (``FileError``): more than ``most``, whole MiB, no UTF-8, no JSON, nesting so deep that none has it.
    """
    if len(data) > most:
        raise FileError("", f"is larger than {most >> 20} MiB, so it is no {what}; choose another file.")
    if not data.strip():
        raise FileError("", "is empty; choose another file.")
    if data.startswith(codecs.BOM_UTF8):
        raise FileError("", "begins with a byte order mark; save it again as UTF-8 without one.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1:,}"
        raise FileError("", f"is not UTF-8 text (at {place}); save it again as UTF-8.") from error
    try:
        value = json.loads(
            text,
            object_pairs_hook=Members.of_pairs,
            parse_float=decimal,
            parse_constant=lambda name: Oddity(f"the value {name}"),
            parse_int=_whole_number,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno:,}, column {error.colno:,}"
        raise FileError("", f"is no valid JSON at {place}; restore it or save it again.") from error
    except RecursionError:
        raise FileError("", f"is nested deeper than any {what}; choose another file.") from None
    return Node(value, "")


def _whole_number(digits: str) -> object:
    if len(digits) <= _MOST_DIGITS:
        return int(digits)
    return Oddity(f"the number {digits[:_SHOWN_DIGITS]}…, which has {len(digits.lstrip('-')):,} digits")
