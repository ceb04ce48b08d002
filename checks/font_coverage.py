"""Writes which letters each bundled font has: python -m checks.font_coverage (no window, no system font)."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QRawFont

from ldn_desktop.reference.words.typefaces import COVERAGE

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"
_FIRST = "NotoSans-Regular.ttf"
_LAST_CODE = 0x20000
_SURROGATES = range(0xD800, 0xE000)
_HEAD = """\
# Which letters each font has, in hexadecimal: family | file | letters. Written by checks/font_coverage.py.
# The first font is preferred; of the others the first that has a letter draws it.
"""


def coverage() -> str:
    """Return the list; needs an application of Qt."""
    rest = sorted(FOLDER.glob("NotoSans?*-Regular.ttf"))
    return _HEAD + "".join(f"{_line(path)}\n" for path in (FOLDER / _FIRST, *rest))


def _line(path: Path) -> str:
    font = QRawFont(str(path), 12)
    ranges: list[list[int]] = []
    for code in range(ord(" "), _LAST_CODE):
        if code in _SURROGATES or not font.supportsCharacter(code):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    letters = " ".join(f"{low:X}-{high:X}" if high > low else f"{low:X}" for low, high in ranges)
    return f"{font.familyName()} | {path.name} | {letters}"


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _app = QGuiApplication([])
    (FOLDER / COVERAGE).write_text(coverage(), encoding="utf-8")
