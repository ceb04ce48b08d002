"""The choices that every preview of papers has: sheet, language, large print, code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from ldn_desktop.papers.catalogue import SHEETS
from ldn_desktop.ui.widgets.combo import Combo

if TYPE_CHECKING:
    from ldn_desktop.workspace.knowledge import Knowledge


def sheet_choice(paper: str) -> Combo:
    """Return the choice of the sheet, its codes as data, with one chosen."""
    sheets = Combo()
    sheets.setAccessibleName("Paper")
    for code, words in SHEETS.items():
        sheets.addItem(words, code)
    sheets.setCurrentIndex(sheets.findData(paper))
    return sheets


def language_choice(knowledge: Knowledge) -> Combo:
    """Return the choice of the language, its codes as data, with the practice's chosen; hidden where there is one."""
    languages = Combo()
    languages.setAccessibleName("Language")
    for code, words in knowledge.content.languages.items():
        languages.addItem(words, code)
    languages.setCurrentIndex(max(languages.findData(knowledge.practice.practice.language), 0))
    if languages.count() <= 1:
        languages.hide()
    return languages


def large_choice(*, large: bool) -> QCheckBox:
    """Return the choice of large print."""
    choice = QCheckBox("&Large print")
    choice.setChecked(large)
    return choice


def code_choice(*, code: bool) -> QCheckBox:
    """Return the choice of a code that carries the plan."""
    choice = QCheckBox("Cod&e")
    choice.setToolTip("With a code that carries the plan to another practice")
    choice.setChecked(code)
    return choice
