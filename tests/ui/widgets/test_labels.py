"""What somebody typed, or named a file, is never read as HTML; what is shortened is told whole in a tooltip."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldn_desktop.ui.widgets.labels import ElideLabel
from tests.places import ROOT

# Without a screen there is nobody to be told the least size of a window; Qt says so at every one.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


UI = ROOT / "ldn_desktop" / "ui"
MODULES = sorted(UI.rglob("*.py"))
RICH = {
    "planner/follow_up/adjustment_row.py",
    "planner/follow_up/effect_panel.py",
    "planner/result/result_view.py",
    "plans/listing/summary.py",
    "reference/opioid_page.py",
    "reference/side_pane.py",
    "search/spelling_line.py",
    "widgets/labels.py",
    "widgets/messages.py",
}
"""Where our own sentences are formatted; what comes into them from elsewhere is escaped there."""


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            target = node.func
            yield target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""), node


def _is_ours(node: ast.expr) -> bool:
    """Tell whether a text is written in the module itself, or made plain."""
    match node:
        case ast.Constant():
            return True
        case ast.IfExp(body=one, orelse=other):
            return _is_ours(one) and _is_ours(other)
        case ast.Call(func=ast.Name(id="plain_tip")) | ast.Call(func=ast.Attribute(attr="toolTip")):
            return True
    return False


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(UI).as_posix())
def test_every_label_says_whether_its_text_is_html(path: Path) -> None:
    source = path.read_text("utf-8")
    made = [node.lineno for name, node in _calls(path) if name == "QLabel"]
    assert made == [], "make a PlainLabel; ours with bold letters then gets setTextFormat"
    kinds = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    labels = [kind.name for kind in kinds if "QLabel" in {getattr(base, "id", "") for base in kind.bases}]
    assert labels == (["PlainLabel"] if path.name == "labels.py" else [])
    assert ("TextFormat.RichText" in source) == (path.relative_to(UI).as_posix() in RICH)
    assert "TextFormat.AutoText" not in source


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(UI).as_posix())
def test_every_tooltip_is_ours_or_made_plain(path: Path) -> None:
    for name, node in _calls(path):
        if name in {"setToolTip", "setStatusTip", "setWhatsThis"}:
            assert _is_ours(node.args[-1]), f"line {node.lineno}: give it plain_tip(…)"
        if name == "showText":
            assert _is_ours(node.args[1]) or isinstance(node.args[1], ast.Name), f"line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(UI).as_posix())
def test_every_box_has_plain_text(path: Path) -> None:
    calls = [(name, node) for name, node in _calls(path)]
    made = [node for name, node in calls if name == "QMessageBox"]
    formats = [node for name, node in calls if name == "setTextFormat"]
    assert len(formats) >= len(made)
    quick = {"about", "critical", "information", "question", "warning"}
    at_once = [
        node
        for name, node in calls
        if name in quick
        and isinstance(node.func, ast.Attribute)
        and getattr(node.func.value, "id", "") == "QMessageBox"
    ]
    # The one about the program is ours from end to end.
    assert not at_once or path.name == "about.py"


def test_a_shortened_label_shows_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElideLabel("A title that is much too long")
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.shortened
    assert label.toolTip() == "A title that is much too long"
    label.resize(600, 20)
    assert (label.shortened, label.toolTip()) == (False, "")
