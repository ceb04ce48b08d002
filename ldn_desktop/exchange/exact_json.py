"""JSON with decimal numbers as they are written: no dose becomes a binary fraction on its way."""

from __future__ import annotations

import json
from collections.abc import Mapping


class Decimal(str):
    """A decimal number as text, such as ``0.05``; it is written without quotes."""

    __slots__ = ()


def exact_json(value: object) -> str:
    """Return a value as JSON text on one line."""
    match value:
        case Decimal():
            return str(value)
        case Mapping():
            members = (f"{json.dumps(key)}:{exact_json(member)}" for key, member in value.items())
            return f"{{{','.join(members)}}}"
        case list():
            return f"[{','.join(map(exact_json, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)
