"""The index: every piece of the reference in a full-text table in memory."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Sequence

from ldn_desktop.reference.search.entry import Entry
from ldn_desktop.reference.search.spelling import NAMING, Vocabulary
from ldn_desktop.reference.search.words import text_words, words

# Weights of the columns: the page's title, its other names, both again under each heading, the heading, the page's
# answer
# in one line (which the text holds too), the text.
_WEIGHTS = "10.0, 8.0, 2.0, 4.0, 3.0, 1.0"
_MAKE = (
    "CREATE VIRTUAL TABLE piece USING fts5(title, names, page, heading, answer, text, content='', "
    "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')"
)
_HEADING = 20


class Index:
    """Entries by row number. A query is data: only folded words reach the table, each in quotation marks."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        # Built in an idle moment, perhaps by another thread than the one that asks; never by two at once.
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        # Left to the interpreter, a newer Python warns of every index that goes.
        weakref.finalize(self, self._table.close)
        self._table.execute(_MAKE)
        self.texts = tuple(text_words(entry.text) for entry in self.entries)
        self.titles = tuple(text_words(entry.title) for entry in self.entries)
        naming: dict[str, int] = {}
        self._table.executemany(
            "INSERT INTO piece(rowid, title, names, page, heading, answer, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(row, *self._columns(row, naming)) for row in range(len(self.entries))],
        )
        self._table.execute("CREATE VIRTUAL TABLE term USING fts5vocab(piece, row)")
        weights = dict(self._table.execute("SELECT term, cnt FROM term").fetchall())
        for word, weight in naming.items():
            weights[word] = weights.get(word, 0) + weight
        self.vocabulary = Vocabulary(weights)

    def scores(self, expression: str) -> dict[int, float]:
        """Return how well each row answers an expression made by ``phrase`` and ``any_of``; more is better."""
        found = self._table.execute(
            f"SELECT rowid, -bm25(piece, {_WEIGHTS}) FROM piece WHERE piece MATCH ?",  # noqa: S608 - a constant
            (expression,),
        )
        return dict(found.fetchall())

    def _columns(self, row: int, naming: dict[str, int]) -> tuple[str, ...]:
        entry = self.entries[row]
        title, names = words(entry.title), words(" \n ".join(entry.names))
        text = " ".join(self.texts[row].words)
        if not entry.lead:
            heading = words(entry.section)
            _count(naming, heading, _HEADING)
            return "", "", " ".join(title + names), " ".join(heading), "", text
        # A source names itself less than it is named by others.
        _count(naming, title + names, _HEADING if entry.kind in {"source", "study"} else NAMING)
        return " ".join(title), " ".join(names), "", "", " ".join(words(entry.answer)), text


def phrase(row: Sequence[str], *, begins: bool = False, names_only: bool = False) -> str:
    """Return the expression of words in a row; ``begins`` lets the last go on, ``names_only`` looks at names alone."""
    quoted = '"{}"{}'.format(" ".join(row), " *" if begins else "")
    return f"{{title names}} : {quoted}" if names_only else quoted


def any_of(expressions: Sequence[str]) -> str:
    """Return the expression that any of several answers."""
    return " OR ".join(f"({expression})" for expression in dict.fromkeys(expressions))


def _count(naming: dict[str, int], found: Sequence[str], weight: int) -> None:
    for word in found:
        naming[word] = naming.get(word, 0) + weight
