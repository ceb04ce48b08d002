"""The reference place: what opens, what stands beside it, what is kept."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import PAGES, MarkupError
from ldn_desktop.ui.reference.article_view import ArticleView
from ldn_desktop.ui.reference.blockade_curve import BlockadeCurve
from ldn_desktop.ui.reference.blockade_page import BlockadePage
from ldn_desktop.ui.reference.find_bar import FindBar
from ldn_desktop.ui.reference.mechanism_map import MapView
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.reference.side_pane import SidePane
from ldn_desktop.ui.reference.table_page import TablePage
from ldn_desktop.ui.reference.tree import ReferenceTree
from ldn_desktop.ui.theme.theme import ThemeManager
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.number_edits import DoseEdit
from tests.journeys.desk import child, said, words


def _view(page: ReferencePage) -> ArticleView:
    return next(view for view in page.findChildren(ArticleView) if view.accessibleName() == "Article")


def _text(page: ReferencePage) -> str:
    return _view(page).toPlainText()


def _button(page: ReferencePage, name: str) -> QPushButton:
    found = [
        b for b in page.findChildren(QPushButton) if (b.accessibleName() or b.text().replace("&", "")) == name
    ]
    assert len(found) == 1, (name, [b.text() for b in page.findChildren(QPushButton)])
    return found[0]


def _table(page: ReferencePage) -> TablePage:
    table = child(page, TablePage)
    assert table.isVisible()
    return table


def _follow(page: ReferencePage, target: str) -> None:
    """Click a link of the article."""
    assert f'href="{target}"' in _view(page).toHtml()
    _view(page).anchorClicked.emit(QUrl(target))


def _found(page: ReferencePage) -> list[str]:
    """Return what is told beside the words that are sought."""
    return [label.text() for label in child(page, FindBar).findChildren(QLabel)]


def _named(page: ReferencePage, beginning: str) -> QAbstractButton:
    """Return the one button of the map whose accessible name has a beginning."""
    buttons = child(page, MapView).findChildren(QAbstractButton)
    (found,) = (button for button in buttons if button.accessibleName().startswith(beginning))
    return found


def test_every_article_opens(page: ReferencePage, content: Content) -> None:
    for name, topic in content.topics.items():
        page.open(f"topic:{name}")
        assert page.target == f"topic:{name}"
        assert _text(page).startswith(topic.title)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(page: ReferencePage, name: str) -> None:
    page.open(f"page:{name}")

    assert page.target == f"page:{name}"
    assert page.article is None


@pytest.mark.parametrize(
    ("target", "row"),
    [
        ("study:cree-2010", "Cree 2010: quality of life in MS"),
        ("opioid:tramadol", "tramadol"),
        ("term:ogf", "OGF"),
        ("interaction:tramadol", "Tramadol"),
        ("medicine:duloxetine", "duloxetine"),
        ("effect:vivid-dreams", "Vivid dreams, nightmares"),
        ("page:sources#us-label", "[Naltrexone hydrochloride tablets, US prescribing information]."),
    ],
)
def test_an_entry_opens_in_its_table(page: ReferencePage, target: str, row: str) -> None:
    page.open(target)

    index = child(_table(page), QTableView).currentIndex()
    assert index.siblingAtColumn(0).data() == row


def test_what_is_no_target_is_refused(page: ReferencePage) -> None:
    with pytest.raises(MarkupError):
        page.open("https://example.org/")


def test_a_citation_opens_its_source_beside_the_article(page: ReferencePage) -> None:
    page.open("topic:fibromyalgia")
    _follow(page, "source:bruun-2024-final")

    cards = [label for label in page.findChildren(QLabel) if label.accessibleName() == "Source"]
    assert "FINAL" in cards[0].text()
    _button(page, "Copy citation").click()
    assert QGuiApplication.clipboard().text().startswith("Bruun (2024).")


def test_links_and_groups_are_followed(page: ReferencePage) -> None:
    page.open("topic:fibromyalgia")
    before = _text(page)
    _follow(page, "group:pooled")
    assert "meta-analysis" in _text(page)
    assert _text(page) != before
    _follow(page, "topic:vivid-dreams")
    assert page.target == "topic:vivid-dreams"


def test_a_condition_leads_to_the_planner(page: ReferencePage, qtbot: QtBot) -> None:
    page.open("topic:fibromyalgia")
    with qtbot.waitSignal(page.plan_wanted) as told:
        _follow(page, "plan:fibromyalgia")

    assert told.args == ["fibromyalgia"]


def test_words_are_found_and_walked_through(page: ReferencePage) -> None:
    page.open("topic:fibromyalgia")
    page.begin_find()
    field = next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == "Find in this article")
    QTest.keyClicks(field, "placebo")
    count = _text(page).casefold().count("placebo")
    assert len(_view(page).extraSelections()) == count > 1
    assert _found(page) == [f"1 of {count}"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert _found(page) == [f"1 of {count}"]
    QTest.keyClicks(field, "xyz")
    assert _found(page) == ["not found"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not child(page, FindBar).isVisible()
    assert _view(page).extraSelections() == []


def test_words_of_the_search_are_marked(page: ReferencePage) -> None:
    page.open("topic:vivid-dreams", ["dreams"])

    marks = _view(page).extraSelections()
    assert marks
    assert {mark.cursor.selectedText().casefold() for mark in marks} == {"dreams"}


def test_notes_and_bookmarks_are_kept(
    page: ReferencePage, tmp_path: Path, content: Content, themes: ThemeManager, qtbot: QtBot
) -> None:
    page.open("topic:surgery")
    note = next(f for f in page.findChildren(QPlainTextEdit) if f.accessibleName() == "My notes on this page")
    note.setPlainText("Ring the ward.")
    _button(page, "Bookmark").click()
    page.open("topic:liver")
    assert note.toPlainText() == ""

    again = ReferencePage(content, tmp_path / "reader.json", themes.icons)
    qtbot.addWidget(again)
    again.open("topic:surgery")
    note = next(
        f for f in again.findChildren(QPlainTextEdit) if f.accessibleName() == "My notes on this page"
    )
    assert note.toPlainText() == "Ring the ward."
    again.open("topic:liver")
    (bookmark,) = child(again, QToolButton, "Bookmarks").menu().actions()
    assert bookmark.text() == content.topics["surgery"].title
    bookmark.trigger()
    assert again.target == "topic:surgery"


def test_a_note_that_cannot_be_kept_is_told(page: ReferencePage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "reader.json").mkdir()
    note = next(f for f in page.findChildren(QPlainTextEdit) if f.accessibleName() == "My notes on this page")
    with qtbot.waitSignal(page.failed) as told:
        note.setPlainText("x")

    assert told.args is not None
    assert str(told.args[0]).startswith("The note was not saved.")


def test_an_article_is_copied_with_its_sources(page: ReferencePage) -> None:
    page.open("topic:surgery")
    _button(page, "Copy").click()

    text = QGuiApplication.clipboard().text()
    assert text.startswith("Before an operation\n")
    assert "Sources:\n- " in text


def test_the_tree_opens_and_follows(page: ReferencePage) -> None:
    (tree,) = page.findChildren(ReferenceTree)
    page.open("topic:ms")
    assert tree.currentIndex().siblingAtColumn(0).data() == "Multiple sclerosis"
    assert tree.currentIndex().siblingAtColumn(1).data() == "B"
    tree.setCurrentIndex(tree.indexBelow(tree.currentIndex()))
    assert page.target == "topic:crohns"


def test_a_table_is_filtered_sorted_and_saved(
    page: ReferencePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open("page:studies")
    table = _table(page)
    everything = len(table.shown())
    words_sought = child(table, QLineEdit, "Filter studies by words")
    words_sought.setText("fibromyalgia final")
    assert 0 < len(table.shown()) < everything
    assert all("FINAL" in row[0] for row in table.shown())
    words_sought.clear()
    child(table, QTableView).sortByColumn(3, Qt.SortOrder.DescendingOrder)
    sizes = [int(row[3] or -1) for row in table.shown()]
    assert sizes == sorted(sizes, reverse=True)
    child(table, Combo, "Design").setCurrentText("randomised crossover")
    assert {row[2] for row in table.shown()} == {"randomised crossover"}
    target = tmp_path / "studies.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    _button(page, "Save CSV…").click()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Study,Condition,Design,n,Dose,Weeks,Low dose,Finding,Result"
    assert len(lines) == len(table.shown()) + 1
    words_sought.setText("no such words")
    assert table.shown() == []
    assert "Clear the filter" in said(table)


def test_a_row_shows_its_source_and_opens_its_article(page: ReferencePage) -> None:
    page.open("page:conditions")
    rows = child(_table(page), QTableView)
    rows.activated.emit(rows.model().index(0, 0, QModelIndex()))

    assert page.target == "topic:ms"


def test_columns_are_chosen(page: ReferencePage) -> None:
    page.open("page:opioids")
    view = next(v for v in page.findChildren(QTableView) if v.accessibleName() == "Opioids")
    assert view.isColumnHidden(5)
    action = next(a for a in _button(page, "Columns").menu().actions() if a.text() == "Brands (US)")
    action.trigger()

    assert not view.isColumnHidden(5)


def test_parts_and_arrows_of_the_map_tell_what_is_known(page: ReferencePage, content: Content) -> None:
    page.open("page:mechanism-map")
    text, nodes = child(page, ArticleView, "About what was chosen"), content.mechanism_map.nodes
    for node in nodes.values():
        _named(page, f"{node.title}, {node.kind}").click()
        assert text.toPlainText().startswith(node.title)
    for arrow in content.mechanism_map.arrows:
        button = _named(page, f"{nodes[arrow.start].title} {arrow.verb} {nodes[arrow.end].title}: ")
        assert arrow.level.split()[0][:4] in button.accessibleName() or arrow.level == "human"
        button.click()
        assert "Evidence" in text.toPlainText()
        assert "Limits" in text.toPlainText()


def test_no_verb_of_the_map_lies_on_another(page: ReferencePage, content: Content) -> None:
    page.open("page:mechanism-map")
    drawn, shown = content.mechanism_map, child(page, MapView)
    boxes = [button.geometry() for button in shown.findChildren(QAbstractButton)]
    assert len(boxes) == len(drawn.nodes) + len(drawn.arrows)
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def test_the_map_is_saved(page: ReferencePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.open("page:mechanism-map")
    target = tmp_path / "map.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    _button(page, "Save map…").click()

    assert target.read_bytes().startswith(b"%PDF")


def test_the_curve_answers_any_dose(page: ReferencePage) -> None:
    page.open("page:blockade")
    shown = child(page, BlockadePage)
    dose, curve = child(shown, DoseEdit, "Dose on the curve"), child(shown, BlockadeCurve)
    line = dose.line_edit()
    line.selectAll()
    QTest.keyClicks(line, "4.5 mg")
    assert "44.6 % of the receptors by the model." in words(shown)
    line.selectAll()
    QTest.keyClicks(line, "1 mg")
    assert "15.2 % of the receptors by the model, beyond what was measured." in words(shown)
    line.selectAll()
    QTest.keyClicks(line, "1 m")
    assert "Type a dose such as 4.5 mg." in words(shown)
    curve.set_dose(1_000_000)
    QTest.keyClick(curve, Qt.Key.Key_Right)
    assert dose.text() == "1.1 mg"


def test_the_page_follows_theme_and_size(page: ReferencePage, themes: ThemeManager) -> None:
    page.open("topic:fibromyalgia")
    for mode in ("dark", "high-contrast", "light"):
        themes.set_mode(mode)
        assert "Fibromyalgia" in _text(page)
    page.resize(700, 600)
    assert not child(page, ReferenceTree).isVisible()
    assert not child(page, SidePane).isVisible()
    page.resize(1368, 850)
    assert child(page, ReferenceTree).isVisible()
    assert child(page, SidePane).isVisible()


def test_an_article_that_is_left_leaves_no_document(page: ReferencePage, content: Content) -> None:
    kept: list[weakref.ref[QTextDocument]] = []
    for _ in range(3):
        for name in content.topics:
            page.open(f"topic:{name}")
            kept.append(weakref.ref(_view(page).document()))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()

    assert len(_view(page).findChildren(QTextDocument)) == 1
    assert sum(document() is not None for document in kept) == 1
    assert _text(page)
