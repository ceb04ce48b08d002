"""Draws every part of the window in every theme, at 100 and 200 per cent, into a folder.

python docs/screenshots/gallery.py FOLDER
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ldn_desktop.printing.capsule import (
    LEVELS,
    capsule_size,
    paint_capsule,
    paint_syringe,
    paint_tablet,
)
from ldn_desktop.ui.theme.current import Themed
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.chip import Chip
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.date_edit import DateEdit
from ldn_desktop.ui.widgets.flow_layout import FlowLayout
from ldn_desktop.ui.widgets.labels import ElideLabel
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.ui.widgets.number_edits import DaysEdit, DoseEdit
from ldn_desktop.ui.widgets.tab_bar import Tabs

WIDTH = 1180


def read_dose(text: str) -> str:
    """Stand in for the parser of the domain: refuses what has no unit."""
    if not text.endswith(("mg", "mcg")):
        raise ValueError(f"{text} has no unit: write mg or mcg.")
    return text


class Drawings(Themed, QWidget):
    """All drawings side by side."""

    def sizeHint(self) -> QSize:  # noqa: N802 - a name of Qt
        """Return the room for one row."""
        return QSize(self.theme.px(520), self.theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - a name of Qt
        """Paint capsules, halves, tablets and a syringe."""
        theme = self.theme
        ink, paper = theme.color("s2"), theme.color("panel")
        painter = QPainter(self)
        left = 2.0
        for level in range(LEVELS):
            size = capsule_size(level, theme.scale)
            place = QRectF(left, 4, size.width(), size.height())
            paint_capsule(painter, place, level, ink, paper)
            left += theme.px(32)
        for quarters in (4, 2, 1):
            paint_tablet(painter, QRectF(left, 3, theme.px(14), theme.px(14)), 2, ink, paper, quarters)
            left += theme.px(20)
        for part in (0.0, 0.4, 1.0):
            paint_syringe(painter, QRectF(left, 4, theme.px(48), theme.px(12)), part, ink, paper)
            left += theme.px(56)
        painter.end()


def table() -> QTableView:
    """Return a table with a chosen row."""
    model = QStandardItemModel(4, 3)
    model.setHorizontalHeaderLabels(["Dates", "Daily dose", "What to take"])
    for row in range(4):
        for column, text in enumerate(
            (f"{row + 1} Dec to {row + 7} Dec 2026", f"{row + 1} mg", "1 × 0.5 mg")
        ):
            model.setItem(row, column, QStandardItem(text))
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.verticalHeader().hide()
    view.setShowGrid(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.horizontalHeader().setStretchLastSection(True)
    view.selectRow(1)
    return view


def fields() -> QWidget:
    """Return every field: at rest, in error, disabled."""
    box = QWidget()
    grid = QGridLayout(box)
    dose, wrong, off = DoseEdit(read_dose), DoseEdit(read_dose), DoseEdit(read_dose)
    dose.show_value("0.5 mg")
    wrong.show_value("0.5")
    off.show_value("4.5 mg")
    off.setEnabled(False)
    days = DaysEdit()
    days.set_count(7)
    first, born = DateEdit(), DateEdit(optional=True)
    first.set_day(dt.date(2026, 12, 1))
    early = DateEdit()
    early.set_day(dt.date(2026, 11, 25))
    early.set_error("This day is over.")
    combo, name, empty = QComboBox(), QLineEdit("Patient name"), QLineEdit()
    combo.addItems(["Fibromyalgia", "No condition"])
    empty.setPlaceholderText("Search topics")
    gone = QLineEdit("Disabled")
    gone.setEnabled(False)
    parts = (dose, wrong, off, days, first, born, early, combo, name, empty, gone)
    for at, part in enumerate(parts):
        label = QLabel(type(part).__name__)
        label.setProperty("role", "secondary")
        grid.addWidget(label, at // 3, at % 3 * 2)
        grid.addWidget(part, at // 3, at % 3 * 2 + 1)
    return box


def buttons(themes: ThemeManager) -> QWidget:
    """Return every button."""
    box = QWidget()
    flow = FlowLayout(box, spacing=8)
    for role in ("button", "primary", "flat", "link", "repair", "field"):
        for enabled in (True, False):
            button = QPushButton(role.capitalize())
            button.setProperty("role", role)
            button.setEnabled(enabled)
            flow.addWidget(button)
    icon = QPushButton("New plan")
    icon.setIcon(themes.icons.icon("file-plus", "text", themes.theme))
    flow.addWidget(icon)
    primary = QPushButton("Print…")
    primary.setObjectName("focused")
    primary.setProperty("role", "primary")
    primary.setIcon(themes.icons.icon("printer", "on_accent", themes.theme))
    flow.addWidget(primary)
    for name in ("undo-2", "redo-2"):
        tool = QToolButton()
        tool.setProperty("role", "tool")
        tool.setIcon(themes.icons.icon(name, "text2", themes.theme))
        tool.setEnabled(name == "undo-2")
        flow.addWidget(tool)
    for kind in (QCheckBox, QRadioButton):
        for checked in (False, True):
            choice = kind(kind.__name__[1:])
            choice.setAutoExclusive(False)
            choice.setChecked(checked)
            flow.addWidget(choice)
    progress = QProgressBar()
    progress.setValue(40)
    flow.addWidget(progress)
    return box


def icons(themes: ThemeManager) -> QWidget:
    """Return every icon."""
    box = QWidget()
    flow = FlowLayout(box, spacing=8)
    for name in themes.icons.names():
        label = QLabel()
        label.setPixmap(themes.icons.pixmap(name, "text2", themes.theme, 18))
        flow.addWidget(label)
    return box


def chips() -> QWidget:
    """Return chips of every kind."""
    box = QWidget()
    flow = FlowLayout(box)
    for at, text in enumerate(("0.5 mg", "1 mg", "1.5 mg", "4.5 mg")):
        flow.addWidget(Chip(text, kind="capsule", level=at))
    flow.addWidget(Chip("50 mg tablet", kind="tablet", level=3))
    flow.addWidget(Chip("1 mg/mL", kind="liquid"))
    flow.addWidget(Chip("0.05 mg a drop", kind="drops"))
    wrong = Chip("0.01 mg/mL", kind="liquid")
    wrong.set_error(True)
    flow.addWidget(wrong)
    return box


def cards() -> QWidget:
    """Return cards, open and folded, in every state."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for state in ("none", "caution", "blocking"):
        card = Card("Patient and prescriber")
        card.set_state(state)
        card.set_summary("Patient name, born 1 May 1980 · Practice name")
        card.set_folded(True)
        column.addWidget(card)
    card = Card("Titration")
    card.set_state("ok")
    card.add_header_widget(
        Segmented([("linear", "Linear"), ("proportional", "Proportional"), ("table", "Table")], small=True)
    )
    small = QPushButton("Suggest…")
    small.setProperty("small", True)
    card.add_header_widget(small)
    card.body.addWidget(fields())
    card.body.addWidget(chips())
    card.body.addWidget(Drawings())
    column.addWidget(card)
    noted = Card("Safety check")
    noted.set_note("21 of 21 answered on 25 Nov 2026")
    noted.set_state("warning")
    noted.body.addWidget(Segmented([("no", "No"), ("yes", "Yes"), ("unknown", "Unknown")]))
    column.addWidget(noted)
    return box


def bars() -> list[QWidget]:
    """Return a bar of each severity."""
    return [
        MessageBar(
            "blocking",
            "The first dose is too soon after tramadol,",
            "last taken on Wed 25 Nov 2026, 6 days before.",
            second="The label asks for at least 7 to 10 days without any opioid; the plan holds to the longer.",
            actions=[("start", "Start on Sat 5 Dec 2026", True), ("change", "Change the last dose…", False)],
            link=("why", "Why?"),
        ),
        MessageBar("warning", "A warning in one sentence.", actions=[("a", "Repair", True)]),
        MessageBar("caution", "Two liquids tenfold apart.", link=("why", "Why?")),
        MessageBar("info", "A note.", actions=[("close", "Close", False)]),
        MessageBar("ok", "All 9 doses exact."),
    ]


def gallery(themes: ThemeManager) -> QWidget:
    """Return one page with everything."""
    page = QWidget()
    page.setObjectName("page")
    page.setFixedWidth(themes.theme.px(WIDTH))
    column = QVBoxLayout(page)
    headline = QLabel("0.5 mg to 4.5 mg in 9 steps over 8 weeks")
    headline.setProperty("role", "headline")
    column.addWidget(headline)
    tags = QHBoxLayout()
    for role, words in (("tag", "Draft · revision 1"), ("tag-blocking", "2 blocking"), ("key", "Ctrl+K")):
        label = QLabel(words)
        label.setProperty("role", role)
        tags.addWidget(label)
    long = ElideLabel("A title that is much too long for the little room it has")
    long.setFixedWidth(themes.theme.px(160))
    tags.addWidget(long)
    tags.addStretch(1)
    column.addLayout(tags)
    column.addWidget(buttons(themes))
    column.addWidget(icons(themes))
    column.addWidget(cards())
    for bar in bars():
        column.addWidget(bar)
    tabs = Tabs()
    tabs.addTab(table(), "Steps")
    tabs.addTab(QWidget(), "Calendar")
    tabs.addTab(QWidget(), "Findings")
    tabs.set_counts(2, [("caution", 1), ("blocking", 2)])
    tabs.setFixedHeight(themes.theme.px(220))
    column.addWidget(tabs)
    return page


def main(folder: Path) -> None:
    """Write one picture for each theme and size."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    themes = ThemeManager(app, ROOT / "resources")
    for mode in ("light", "dark", "high-contrast"):
        for zoom in (100, 200):
            themes.set_mode(mode)
            themes.set_zoom(zoom)
            page = gallery(themes)
            page.resize(page.width(), page.heightForWidth(page.width()))
            page.show()
            focused = page.findChild(QPushButton, "focused")
            if focused is not None:
                focused.setFocus()
            app.processEvents()
            path = folder / f"gallery-{mode}-{zoom}.png"
            page.grab().save(str(path))
            print(path)
            page.close()
            page.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
