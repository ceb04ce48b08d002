"""The mechanism map as drawn: words beside their arrows, and the map as a file."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Literal

import pypdf
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from ldn_desktop.reference.content import Content
from ldn_desktop.ui.reference.map_drawing import LEVEL_SHORT, beside, edge
from ldn_desktop.ui.reference.mechanism_page import MechanismPage
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.theme.theme import ThemeManager
from tests.journeys.desk import child, press

BOX = QRectF(0, 0, 100, 40)
SIZE = QSizeF(40, 20)


@pytest.mark.parametrize(
    ("towards", "expected"),
    [((500, 20), (103, 20)), ((50, 500), (50, 43)), ((50, -500), (50, -3)), ((50, 20), (50, 20))],
)
def test_an_arrow_begins_at_the_edge_of_its_box(towards: tuple[int, int], expected: tuple[int, int]) -> None:
    assert edge(BOX, QPointF(*towards)) == QPointF(*expected)


@pytest.mark.parametrize("end", [(200, 0), (-200, 0), (0, 200), (0, -200), (200, 90), (-150, 200)])
def test_words_stand_beside_their_line(end: tuple[int, int]) -> None:
    start, stop = QPointF(0, 0), QPointF(*end)
    place = beside(start, stop, SIZE, [])

    assert not any(place.contains(start + (stop - start) * (at / 100)) for at in range(101))
    assert place.bottom() <= max(0, end[1])


def test_words_move_along_where_the_place_is_taken() -> None:
    first = beside(QPointF(0, 0), QPointF(300, 0), SIZE, [])
    second = beside(QPointF(0, 0), QPointF(300, 0), SIZE, [first])

    assert not first.intersects(second)


def test_words_keep_off_other_lines_where_they_can() -> None:
    crossing = (QPointF(150, -200), QPointF(150, 200))
    place = beside(QPointF(0, 0), QPointF(300, 0), SIZE, [], [crossing])

    assert not place.left() <= 150 <= place.right()


def _map(page: ReferencePage) -> MechanismPage:
    page.open("page:mechanism-map")
    shown = child(page, MechanismPage)
    assert shown.isVisible()
    return shown


def test_every_arrow_says_its_level_in_words(page: ReferencePage, content: Content) -> None:
    buttons, nodes = _map(page).findChildren(QAbstractButton), content.mechanism_map.nodes
    for arrow in content.mechanism_map.arrows:
        told = f"{nodes[arrow.start].title} {arrow.verb} {nodes[arrow.end].title}: "
        (words,) = (button.text() for button in buttons if button.accessibleName().startswith(told))
        assert words.endswith(LEVEL_SHORT[arrow.level])
        assert ("?" in words) == arrow.contested


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["map.pdf", "map.svg", "map"])
def test_the_file_holds_every_part_dark_on_white(
    page: ReferencePage,
    content: Content,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    themes: ThemeManager,
    name: str,
    mode: Literal["light", "dark"],
) -> None:
    shown = _map(page)
    themes.set_mode(mode)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    told: list[str] = []
    shown.message.connect(told.append)
    press(shown, "Save map…")

    (made,) = tmp_path.glob("map*")
    assert told == [f"Saved {made.name} in {tmp_path}."]
    data = made.read_bytes()
    if made.suffix == ".svg":
        assert QSvgRenderer(data).isValid()
        text = re.sub(r"<[^>]*>|\s", "", data.decode())
        assert "#1a2227" not in data.decode().lower()
    else:
        text = "".join(pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().split())
    for node in content.mechanism_map.nodes.values():
        assert "".join(node.title.split())[:6] in text
    assert "marks" in text


def test_a_map_that_cannot_be_saved_is_told(
    page: ReferencePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _map(page)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "map.pdf"), ""))
    told: list[str] = []
    shown.failed.connect(told.append)
    press(shown, "Save map…")

    assert told[0].startswith("The map was not saved.")
