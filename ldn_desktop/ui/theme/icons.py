"""Single-colour icons, tinted by role, drawn when first seen; kept by name, colour, size and ratio."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ldn_desktop.ui.theme.look import Theme

_LARGEST = 20
"""Pixels at 100 %: an icon is drawn as large as it is asked for, but no larger than this."""


class IconError(RuntimeError):
    """An icon is missing or cannot be drawn."""


class IconSet:
    """The icons of ``resources/icons``. Files are read once; pictures are kept."""

    def __init__(self, resources: Path) -> None:
        self._folder = resources / "icons"
        self._sources: dict[str, str] = {}
        self._renderers: dict[tuple[str, str, str], QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, str, str, int, float], QPixmap] = {}

    def icon(self, name: str, role: str, theme: Theme) -> QIcon:
        """Return an icon in the colour of a role, and in the colour of what is disabled.

        Refused: a name without a file (``IconError``), an unknown role (``KeyError``).
        """
        if not self._file(name).is_file():
            raise IconError(_missing(name))
        return QIcon(_DrawnIcon(self, name, role, theme))

    def pixmap(self, name: str, role: str, theme: Theme, size: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon as a picture of ``size`` pixels at 100 %, scaled with the theme."""
        return self.draw(name, role, theme, theme.px(size), ratio)

    def draw(self, name: str, role: str, theme: Theme, side: int, ratio: float) -> QPixmap:
        """Return an icon as a picture of ``side`` pixels, each of ``ratio`` dots."""
        return self._pixmap(name, theme.hex(role), theme.hex("panel"), side, ratio)

    def svg(self, name: str, colour: str, ground: str = "#FFFFFF") -> bytes:
        """Return an icon's drawing in a colour; ``ground`` draws the inner mark of a severity."""
        source = self._sources.get(name)
        if source is None:
            try:
                source = self._file(name).read_text("utf-8")
            except OSError as error:
                raise IconError(_missing(name)) from error
            self._sources[name] = source
        return source.replace("currentColor", colour).replace("markColor", ground).encode()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.svg"

    def _pixmap(self, name: str, colour: str, ground: str, size: int, ratio: float) -> QPixmap:
        key = (name, colour, ground, size, ratio)
        kept = self._pixmaps.get(key)
        if kept is None:
            kept = self._pixmaps[key] = self._draw(self._renderer(name, colour, ground), size, ratio)
        return kept

    def _renderer(self, name: str, colour: str, ground: str) -> QSvgRenderer:
        """Return what draws an icon at any size: reading its drawing takes longer than drawing it."""
        key = (name, colour, ground)
        kept = self._renderers.get(key)
        if kept is None:
            kept = self._renderers[key] = QSvgRenderer(QByteArray(self.svg(name, colour, ground)))
        return kept

    @staticmethod
    def _draw(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
        pixels = QSize(round(size * ratio), round(size * ratio))
        pixmap = QPixmap(pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, pixels.width(), pixels.height()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


class _DrawnIcon(QIconEngine):
    """An icon that is drawn when it is first seen, in the size and for the screen that show it."""

    def __init__(self, icons: IconSet, name: str, role: str, theme: Theme) -> None:
        super().__init__()
        self._icons, self._name, self._role, self._theme = icons, name, role, theme

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        """Return the size it gets where it is asked for in another."""
        side = min(size.width(), size.height(), self._theme.px(_LARGEST))
        return QSize(side, side)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return it as a picture, with ``scale`` dots a pixel."""
        role = "disabled" if mode == QIcon.Mode.Disabled else self._role
        side = self.actualSize(size, mode, state).width()
        return self._icons.draw(self._name, role, self._theme, side, scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint it in the middle of a rectangle."""
        picture = self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio())
        size = picture.deviceIndependentSize().toSize()
        place = QRect(rect.topLeft(), size)
        place.moveCenter(rect.center())
        painter.drawPixmap(place, picture)

    def clone(self) -> QIconEngine:
        """Return another one of the same icon."""
        return _DrawnIcon(self._icons, self._name, self._role, self._theme)


def _missing(name: str) -> str:
    return f"The icon {name} is missing; install the program again."
