"""Single-colour icons, tinted by role; cached by name, colour, size and ratio."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ldn_desktop.ui.theme.look import Theme

_SIZES = (16, 20)
"""Pixels at 100 %; each theme draws them at its own scale, and no more than it needs."""


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
        return self._icon(name, theme.hex(role), theme.hex("panel"), theme)

    def pixmap(self, name: str, role: str, theme: Theme, size: int, ratio: float = 1.0) -> QPixmap:
        """Return an icon as a picture of ``size`` pixels at 100 %, scaled with the theme."""
        return self._pixmap(name, theme.hex(role), theme.hex("panel"), theme.px(size), ratio)

    def svg(self, name: str, colour: str, ground: str = "#FFFFFF") -> bytes:
        """Return an icon's drawing in a colour; ``ground`` draws the inner mark of a severity."""
        source = self._sources.get(name)
        if source is None:
            try:
                source = (self._folder / f"{name}.svg").read_text("utf-8")
            except OSError as error:
                raise IconError(f"The icon {name} is missing; install the program again.") from error
            self._sources[name] = source
        return source.replace("currentColor", colour).replace("markColor", ground).encode()

    def _icon(self, name: str, colour: str, ground: str, theme: Theme) -> QIcon:
        icon = QIcon()
        for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, theme.hex("disabled"))):
            for size in _SIZES:
                icon.addPixmap(self._pixmap(name, shade, ground, theme.px(size), _ratio()), mode)
        return icon

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


def _ratio() -> float:
    """Return how many dots a pixel has on the sharpest screen."""
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
