"""The reference place: what opens, what stands beside it, what is kept."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.topics.markup import PAGES, MarkupError
from ldn_desktop.ui.reference.article_view import ArticleView
from ldn_desktop.ui.reference.blockade_page import BlockadePage
from ldn_desktop.ui.reference.mechanism_page import MechanismPage
from ldn_desktop.ui.reference.page import ReferencePage
from ldn_desktop.ui.reference.table_page import TablePage
from ldn_desktop.ui.reference.tree import ReferenceTree
from ldn_desktop.ui.theme.theme import ThemeManager


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
    shown = page._stack.currentWidget()
    assert isinstance(shown, TablePage)
    return shown


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

    index = _table(page)._table.currentIndex()
    assert index.siblingAtColumn(0).data() == row


def test_what_is_no_target_is_refused(page: ReferencePage) -> None:
    with pytest.raises(MarkupError):
        page.open("https://example.org/")


def test_a_citation_opens_its_source_beside_the_article(page: ReferencePage) -> None:
    page.open("topic:fibromyalgia")
    page._follow("source:bruun-2024-final")

    cards = [label for label in page.findChildren(QLabel) if label.accessibleName() == "Source"]
    assert "FINAL" in cards[0].text()
    _button(page, "Copy citation").click()
    assert QGuiApplication.clipboard().text().startswith("Bruun (2024).")


def test_links_and_groups_are_followed(page: ReferencePage) -> None:
    page.open("topic:fibromyalgia")
    page._follow("group:pooled")
    assert "meta-analysis" in _text(page)
    page._follow("topic:vivid-dreams")
    assert page.target == "topic:vivid-dreams"


def test_a_condition_leads_to_the_planner(page: ReferencePage, qtbot: QtBot) -> None:
    page.open("topic:fibromyalgia")
    with qtbot.waitSignal(page.plan_wanted) as told:
        page._follow("plan:fibromyalgia")

    assert told.args == ["fibromyalgia"]


def test_words_are_found_and_walked_through(page: ReferencePage) -> None:
    page.open("topic:fibromyalgia")
    page.begin_find()
    field = next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == "Find in this article")
    QTest.keyClicks(field, "placebo")
    count = _text(page).casefold().count("placebo")
    assert len(_view(page).extraSelections()) == count > 1
    told = [label.text() for label in page._find.findChildren(QLabel)]
    assert told == [f"1 of {count}"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [label.text() for label in page._find.findChildren(QLabel)] == [f"1 of {count}"]
    QTest.keyClicks(field, "xyz")
    assert [label.text() for label in page._find.findChildren(QLabel)] == ["not found"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not page._find.isVisible()
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
    assert [action.text() for action in again._tools._marks.actions()] == [content.topics["surgery"].title]
    again._tools._marks.actions()[0].trigger()
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
    table._filter.setText("fibromyalgia final")
    assert 0 < len(table.shown()) < everything
    assert all("FINAL" in row[0] for row in table.shown())
    table._filter.clear()
    table._choices[0].setCurrentIndex(table._choices[0].findData("randomised crossover"))
    assert {row[2] for row in table.shown()} == {"randomised crossover"}
    table._table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    sizes = [int(row[3] or -1) for row in table.shown()]
    assert sizes == sorted(sizes, reverse=True)
    target = tmp_path / "studies.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    _button(page, "Save CSV…").click()
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Study,Condition,Design,n,Dose,Weeks,Low dose,Finding,Result"
    assert len(lines) == len(table.shown()) + 1
    table._filter.setText("no such words")
    assert table.shown() == []
    assert "Clear the filter" in table._count.text()


def test_a_row_shows_its_source_and_opens_its_article(page: ReferencePage) -> None:
    page.open("page:conditions")
    table = _table(page)
    table._table.activated.emit(table._rows.index(0, 0, QModelIndex()))

    assert page.target == "topic:ms"


def test_columns_are_chosen(page: ReferencePage) -> None:
    page.open("page:opioids")
    view = next(v for v in page.findChildren(QTableView) if v.accessibleName() == "Opioids")
    assert view.isColumnHidden(5)
    action = next(a for a in _table(page)._columns.menu().actions() if a.text() == "Brands (US)")
    action.trigger()

    assert not view.isColumnHidden(5)


def test_parts_and_arrows_of_the_map_tell_what_is_known(page: ReferencePage, content: Content) -> None:
    page.open("page:mechanism-map")
    shown = page._stack.currentWidget()
    assert isinstance(shown, MechanismPage)
    for node in content.mechanism_map.nodes.values():
        shown._map._nodes[node.id].click()
        assert shown._text.toPlainText().startswith(node.title)
    for arrow in content.mechanism_map.arrows:
        button = shown._map._arrows[arrow.id]
        assert arrow.level.split()[0][:4] in button.accessibleName() or arrow.level == "human"
        button.click()
        assert "Evidence" in shown._text.toPlainText()
        assert "Limits" in shown._text.toPlainText()


def test_no_verb_of_the_map_lies_on_another(page: ReferencePage) -> None:
    page.open("page:mechanism-map")
    shown = page._stack.currentWidget()
    assert isinstance(shown, MechanismPage)
    boxes = [button.geometry() for button in (*shown._map._nodes.values(), *shown._map._arrows.values())]

    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def test_the_map_is_saved(page: ReferencePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.open("page:mechanism-map")
    target = tmp_path / "map.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    _button(page, "Save map…").click()

    assert target.read_bytes().startswith(b"%PDF")


def test_the_curve_answers_any_dose(page: ReferencePage) -> None:
    page.open("page:blockade")
    shown = page._stack.currentWidget()
    assert isinstance(shown, BlockadePage)
    line = shown._dose.line_edit()
    line.selectAll()
    QTest.keyClicks(line, "4.5 mg")
    assert shown._told.text() == "44.6 % of the receptors by the model."
    line.selectAll()
    QTest.keyClicks(line, "1 mg")
    assert shown._told.text() == "15.2 % of the receptors by the model, beyond what was measured."
    line.selectAll()
    QTest.keyClicks(line, "1 m")
    assert shown._told.text() == "Type a dose such as 4.5 mg."
    shown._curve.set_dose(1_000_000)
    QTest.keyClick(shown._curve, Qt.Key.Key_Right)
    assert shown._dose.text() == "1.1 mg"


def test_the_page_follows_theme_and_size(page: ReferencePage, themes: ThemeManager) -> None:
    page.open("topic:fibromyalgia")
    for mode in ("dark", "high-contrast", "light"):
        themes.set_mode(mode)
        assert "Fibromyalgia" in _text(page)
    page.resize(700, 600)
    assert not page._tree.isVisible()
    assert not page._side.isVisible()
    page.resize(1368, 850)
    assert page._tree.isVisible()
    assert page._side.isVisible()


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
