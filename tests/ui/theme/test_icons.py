"""Icons are there, are drawn, and take the colours of roles."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.ui.theme.icons import IconError, IconSet
from ldn_desktop.ui.theme.look import theme_named
from ldn_desktop.ui.theme.marks import severity_pixmap
from ldn_desktop.ui.theme.tokens import STATES
from tests.places import RESOURCES

FOLDER = RESOURCES / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))


def colours(image: QImage) -> set[str]:
    """Return the colours of all opaque points."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_of_its_role(qapp: QApplication, name: str) -> None:
    theme = theme_named("light")
    image = IconSet(FOLDER.parent).pixmap(name, "accent", theme, 48).toImage()
    assert theme.hex("accent").lower() in colours(image)


@pytest.mark.parametrize("name", NAMES)
def test_icons_name_no_colour_of_their_own(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", text)
    assert "currentColor" in text


def test_what_is_disabled_has_its_own_colour(qapp: QApplication) -> None:
    theme = theme_named("dark", 2.0)
    icon = IconSet(FOLDER.parent).icon("plus", "text2", theme)
    drawn = icon.pixmap(QSize(40, 40), QIcon.Mode.Disabled).toImage()
    assert theme.hex("disabled").lower() in colours(drawn)


def test_pictures_are_kept_and_another_theme_has_others(qapp: QApplication) -> None:
    icons = IconSet(FOLDER.parent)
    light, dark = theme_named("light"), theme_named("dark")
    first = icons.pixmap("plus", "text", light, 16)
    assert icons.pixmap("plus", "text", light, 16).cacheKey() == first.cacheKey()
    assert icons.pixmap("plus", "text", dark, 16).cacheKey() != first.cacheKey()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_in_the_dots_of_its_screen_and_not_larger_than_its_largest(
    qapp: QApplication, ratio: float
) -> None:
    icon = QIcon(IconSet(FOLDER.parent).icon("plus", "text2", theme_named("light")))
    assert icon.pixmap(QSize(16, 16), ratio).width() == round(16 * ratio)
    assert icon.pixmap(QSize(48, 48), ratio).width() == round(20 * ratio)


def test_an_icon_that_is_painted_stands_in_the_middle(qapp: QApplication) -> None:
    picture = QImage(40, 40, QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    IconSet(FOLDER.parent).icon("plus", "text2", theme_named("light")).paint(painter, picture.rect())
    painter.end()
    points = [(x, y) for x in range(40) for y in range(40) if picture.pixelColor(x, y) != QColor("white")]
    assert points
    assert all(abs(x - 19.5) <= 10 and abs(y - 19.5) <= 10 for x, y in points)


def test_a_missing_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(IconError, match="unicorn"):
        IconSet(FOLDER.parent).icon("unicorn", "text", theme_named("light"))


@pytest.mark.parametrize("severity", STATES)
def test_drawn_shape_and_file_are_the_same(qapp: QApplication, severity: str) -> None:
    theme = theme_named("light")
    side = 60
    file = IconSet(FOLDER.parent).pixmap(f"severity-{severity}", severity, theme, side).toImage()
    drawn = severity_pixmap(severity, theme.color(severity), theme.color("panel"), side).toImage()
    points = [(x, y) for x in range(side) for y in range(side)]
    other = [p for p in points if apart(file.pixelColor(*p), drawn.pixelColor(*p))]
    assert len(other) < len(points) * 0.01


def apart(one: QColor, other: QColor) -> bool:
    return abs(one.alpha() - other.alpha()) > 90 or (
        min(one.alpha(), other.alpha()) > 200 and abs(one.lightness() - other.lightness()) > 90
    )


def test_no_two_severities_share_a_shape(qapp: QApplication) -> None:
    black, white = QColor("black"), QColor("white")
    drawn = [severity_pixmap(s, black, white, 40).toImage() for s in STATES]
    assert all(one != other for at, one in enumerate(drawn) for other in drawn[:at])


def test_licences_lie_beside_icons_and_fonts() -> None:
    assert "ISC License" in (FOLDER / "LICENSE.lucide.txt").read_text("utf-8")
    assert "SIL Open Font License" in (FOLDER.parent / "fonts" / "OFL.NotoSans.txt").read_text("utf-8")
