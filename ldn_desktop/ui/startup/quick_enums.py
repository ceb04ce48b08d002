"""Qt's enumerations made the quick way: 3,200 members at every start, each checked on its own, took a fifth of it.

An enumeration is made like an empty one that ``enum`` has made, and its members are put in as ``enum`` would, where
they are plain names with whole numbers. All else, flags among it, is left to ``enum``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum, EnumType, IntEnum
from functools import cache
from typing import Any, cast

# What the type stubs do not know.
_MAKER: Any = EnumType
_checked: Callable[..., type[Enum]] = _MAKER._create_
_KINDS = (Enum, IntEnum)
_PAIR = 2


def make_enums_quickly() -> None:
    """Have enumerations that are made by a call, as Qt's are, made quickly, on a Python with this ``enum``."""
    if sys.version_info[:2] == (3, 11):
        _MAKER._create_ = _create


def make_enums_checked() -> None:
    """Leave all of it to ``enum`` again."""
    _MAKER._create_ = _checked


def _create(
    kind: type[Enum], class_name: str, names: Any, *, module: str | None = None, **more: Any
) -> type[Enum]:
    # enum looks for its caller this far up.
    module = module or sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
    if not _is_plain(kind, names, more):
        return _checked(kind, class_name, names, module=module, **more)
    members: dict[str, Enum] = {}
    by_value: dict[int, Enum] = {}
    distinct: list[str] = []
    body = _empty(kind) | {
        "__module__": module,
        "_member_names_": distinct,
        "_member_map_": members,
        "_value2member_map_": by_value,
        "_unhashable_values_": [],
    }
    made: Any = type.__new__(EnumType, class_name, (kind,), body)
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = object.__new__(made) if kind is Enum else int.__new__(made, value)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(distinct)
            by_value[value] = member
            distinct.append(name)
        members[name] = member
        type.__setattr__(made, name, member)
    return cast("type[Enum]", made)


@cache
def _empty(kind: type[Enum]) -> dict[str, Any]:
    """Return what makes an enumeration of a kind, without members."""
    made = _checked(kind, "Empty", ())
    return {name: value for name, value in vars(made).items() if name not in {"__dict__", "__weakref__"}}


@cache
def _taken(kind: type[Enum]) -> frozenset[str]:
    """Return what a member may not be named, as every enumeration of a kind has it."""
    return frozenset(name for base in kind.__mro__ for name in vars(base)) | {"mro", ""}


def _is_plain(kind: type[Enum], names: Any, more: dict[str, Any]) -> bool:
    return (
        kind in _KINDS
        and more.get("type") is None
        and more.get("qualname") is None
        and type(names) is list
        and all(type(pair) is tuple and len(pair) == _PAIR for pair in names)
        and all(type(name) is str and type(value) is int and name[:1] != "_" for name, value in names)
        and _taken(kind).isdisjoint(name for name, _ in names)
        and len({name for name, _ in names}) == len(names)
    )
