"""An enumeration made quickly is the one that ``enum`` makes: member by member, Qt's and any other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, EnumType, Flag, IntEnum, IntFlag
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.ui.startup.quick_enums import make_enums_checked, make_enums_quickly

_KINDS: tuple[type[Enum], ...] = (Enum, IntEnum, Flag, IntFlag)
_NAMES = st.sampled_from(["A", "B", "Key_A", "None_", "name", "value", "real", "X1", "é"])
_PAIRS = st.lists(st.tuples(_NAMES, st.integers(-(2**33), 2**33)), max_size=8, unique_by=lambda pair: pair[0])
_BITS = st.lists(
    st.tuples(_NAMES, st.sampled_from([0, 1, 2, 3, 4, 8])), max_size=8, unique_by=lambda pair: pair[0]
)


@contextmanager
def _quickly() -> Iterator[None]:
    maker: Any = EnumType
    before = maker._create_
    make_enums_quickly()
    try:
        yield
    finally:
        maker._create_ = before


def _told(made: type[Enum]) -> list[object]:
    """Return what can be asked of an enumeration."""
    bases = [base.__name__ for base in made.__mro__]
    whole = (
        made.__module__,
        repr(made),
        bases,
        list(made.__members__),
        len(made),
        sorted(vars(made)),
        dir(made),
    )
    each = [
        (
            repr(one),
            str(one),
            f"{one}",
            one.name,
            one.value,
            sorted(vars(one)),
            vars(one)["_sort_order_"],
            dir(one),
        )
        for one in made
    ]
    same = [
        made(one.value) is one and made[one.name] is one and getattr(made, one.name) is one for one in made
    ]
    alias = [(name, one.name, getattr(made, name) is one) for name, one in made.__members__.items()]
    return [whole, each, same, alias, [hash(one) == hash(one.name) for one in made], made.__doc__]


def _either(kind: type[Enum], pairs: Any) -> tuple[object, object]:
    call: Any = kind

    def made() -> object:
        try:
            return _told(call("Made", pairs))
        except (TypeError, ValueError) as error:
            return str(error)

    checked = made()
    with _quickly():
        return made(), checked


@given(st.sampled_from([Enum, IntEnum]), _PAIRS)
def test_it_is_the_one_that_enum_makes(kind: type[Enum], pairs: list[tuple[str, int]]) -> None:
    quick, checked = _either(kind, pairs)
    assert quick == checked


@given(st.sampled_from([Flag, IntFlag]), _BITS)
def test_so_are_flags(kind: type[Enum], pairs: list[tuple[str, int]]) -> None:
    quick, checked = _either(kind, pairs)
    assert quick == checked


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize(
    "names",
    [
        "A B C",
        ["A", "B"],
        {"A": 1, "B": 1},
        [("A", "text"), ("B", 2.5)],
        [("_private", 1)],
        [("__dunder__", 1)],
        [("A", 1), ("A", 2)],
        [("mro", 1)],
        [("", 1)],
        [("A", True)],
    ],
)
def test_whatever_else_is_asked_for_is_left_to_enum(kind: type[Enum], names: Any) -> None:
    quick, checked = _either(kind, names)
    assert quick == checked


_EVERY = """
import enum, gc, sys
from ldn_desktop.ui.startup import quick_enums
from tests.ui.startup.test_quick_enums import _told
quick_enums.make_enums_quickly() if sys.argv[1] == "quickly" else quick_enums.make_enums_checked()
from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets
for module in (QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets):
    for name in dir(module):
        part = getattr(module, name)
        for inner in dir(part):
            getattr(part, inner, None)
found = [made for made in gc.get_objects() if isinstance(made, enum.EnumType) and made.__module__.startswith("PySide6")]
for made in sorted(found, key=lambda made: (made.__module__, made.__qualname__)):
    print(made.__qualname__, _told(made))
"""


def test_every_enumeration_of_qt_is_the_same_both_ways() -> None:
    quickly, checked = (
        subprocess.run(
            [sys.executable, "-c", _EVERY, way], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for way in ("quickly", "checked")
    )
    assert len(quickly) > 500
    assert quickly == checked


def test_a_member_is_read_as_fast_as_ever() -> None:
    """A plain attribute of the class, not a property in between."""
    with _quickly():
        kind: Any = Enum
        made = kind("Made", [("A", 1)])
    assert isinstance(vars(made)["A"], made)


def test_it_can_be_left_to_enum_again() -> None:
    with _quickly():
        make_enums_checked()
        maker: Any = EnumType
        assert maker._create_.__module__ == "enum"
