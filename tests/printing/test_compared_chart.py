"""Two plans on one chart: each is told from the other without colour, also where both are the same."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ldn_desktop.papers.compared_doses import ComparedDoses
from ldn_desktop.printing.command import comparison_pages
from ldn_desktop.printing.compared_chart import ComparedChart, ComparedLook
from ldn_desktop.printing.flow import Flow
from ldn_desktop.printing.tables_pages import ChartBlock
from ldn_desktop.reference.words.wording import PLAIN
from ldn_desktop.workspace.comparing import beside
from tests.papers.test_comparison import KNOWLEDGE, OTHER, TODAY, compared, side

WIDE, HIGH = 600, 200
BROAD, DASHED, SOFT = "#8A9BA3", "#000000", "#D0D0D0"
ROLES = {"left": BROAD, "right": DASHED, "grid": SOFT}


def chart(**changes: Any) -> ComparedDoses:
    return compared(side("one"), side("other", **changes)).chart()


def drawn(doses: ComparedDoses) -> QImage:
    """Paint in grey, with words that have no colour of either line."""

    def color(role: str) -> QColor:
        return QColor(ROLES.get(role, "#F0F0F0"))

    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    look = ComparedLook(color, QFont(QApplication.font().family(), 8))
    ComparedChart(doses, QRectF(0, 0, WIDE, HIGH), look).paint(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def tones(image: QImage) -> Counter[int]:
    return Counter(image.pixelColor(x, y).red() for x in range(WIDE) for y in range(HIGH))


def grey(name: str) -> int:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(name))
    return image.convertToFormat(QImage.Format.Format_Grayscale8).pixelColor(0, 0).red()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("changes", [OTHER, {}], ids=["different", "the same"])
def test_both_lines_are_seen_in_grey(changes: dict[str, Any]) -> None:
    found = tones(drawn(chart(**changes)))
    # More than the marks alone: the dashes lie on the broad line where both are the same.
    assert found[grey(BROAD)] > WIDE / 2
    assert found[grey(DASHED)] > WIDE / 4


def test_plans_stand_above_each_other_by_their_first_days() -> None:
    doses = chart(start_date="2027-06-01", **OTHER)
    assert [(level.start, level.end) for level in doses.left] == [(0, 7), (7, 14), (14, 28)]
    assert [(level.start, level.end) for level in doses.right] == [(0, 14), (14, 28)]
    assert (doses.days, doses.ticks) == (28, ((0, "1"), (7, "8"), (14, "15"), (21, "22")))
    assert (doses.unit, doses.names) == ("mg", ("A", "B"))


def test_a_pause_is_no_dose_and_long_plans_have_few_days_written() -> None:
    adjustments = [{"on": "2026-12-10", "action": "pause", "until": "2026-12-20", "resume": "continue"}]
    ladder = [{"dose": "1 mg", "days": 7}, {"dose": "3 mg", "days": 3000}]
    doses = chart(adjustments=adjustments, ladder=ladder)
    assert [level.dose_ng for level in doses.right] == [1_000_000, 3_000_000, 0, 3_000_000]
    assert len(doses.ticks) <= 8


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_chart_stands_whole_on_the_first_page(paper: str) -> None:
    context = beside(side("one"), side("other", **OTHER), KNOWLEDGE, TODAY, PLAIN)
    pages = comparison_pages(context, KNOWLEDGE, paper)
    assert isinstance(pages, Flow)
    ((top, block),) = [entry for entry in pages.placed[0] if isinstance(entry[1], ChartBlock)]
    assert top + block.height < pages.paper.footer_top
    assert "They differ first on day 8: 2 mg in A, 1 mg in B." in pages.text
