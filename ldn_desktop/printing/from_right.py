"""Pages that are read from the right: laid out as any, then painted as in a mirror, with upright letters in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter

from ldn_desktop.reference.words.bold import BOLD
from ldn_desktop.reference.words.typefaces import END_OF_ISOLATE, ISOLATE

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters that are read from the right."""
_APART = f"{BOLD}{ISOLATE}{END_OF_ISOLATE},;:!?()·–"
_FROM_LEFT = re.compile(rf"\+?[^\W_{_RIGHT}](?:[^{_RIGHT}{_APART}]*[^\W_{_RIGHT}])?(?:%| ×)?")
"""What belongs together and is read from the left: a dose, a telephone, a name."""
_FROM_RIGHT = re.compile(f"[{_RIGHT}]")


@contextmanager
def mirrored(painter: QPainter, width: float) -> Iterator[None]:
    """Paint a page of a width as in a mirror."""
    painter.save()
    painter.translate(width, 0)
    painter.scale(-1, 1)
    yield
    painter.restore()


@contextmanager
def upright(painter: QPainter, left: float, width: float) -> Iterator[None]:
    """Paint what lies between two sides as it is, in a mirror too."""
    if painter.transform().m11() >= 0:
        yield
        return
    painter.save()
    painter.translate(2 * left + width, 0)
    painter.scale(-1, 1)
    yield
    painter.restore()


def isolated(text: str) -> str:
    """Return a text from the right in which what is read from the left is set off: the figure stays before its unit."""
    if not _FROM_RIGHT.search(text):
        return text
    kept = re.split(f"({ISOLATE}[^{END_OF_ISOLATE}]*{END_OF_ISOLATE})", text)
    return "".join(part if at % 2 else _FROM_LEFT.sub(_set_off, part) for at, part in enumerate(kept))


def _set_off(found: re.Match[str]) -> str:
    return f"{ISOLATE}{found[0]}{END_OF_ISOLATE}"
