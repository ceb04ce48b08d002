"""The letters that come with the program, so that screen and paper do not change with the machine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


class FontError(RuntimeError):
    """A font of the program is missing or cannot be read."""


def load_fonts(resources: Path) -> str:
    """Load the fonts from ``resources/fonts`` and return their family.

    Refused: a missing or broken file (``FontError`` names it).
    """
    families: set[str] = set()
    for name in FILES:
        path = resources / "fonts" / name
        # Qt would also warn on the console; the sentence of the error is enough.
        number = QFontDatabase.addApplicationFontFromData(_data(path))
        if number < 0:
            raise FontError(f"The font {name} cannot be read; install the program again.")
        families.update(QFontDatabase.applicationFontFamilies(number))
    return min(families)


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FontError(f"The font {path.name} is missing; install the program again.") from error
