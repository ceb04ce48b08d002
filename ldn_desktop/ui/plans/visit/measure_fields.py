"""The fields of what is scored at a visit: a row of figures each, or a list of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ldn_desktop.library.bodies import WORST_SCORE
from ldn_desktop.ui.plans.visit.score_row import ScoreRow
from ldn_desktop.ui.widgets.combo import Combo
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ldn_desktop.library.bodies import Visit
    from ldn_desktop.reference.planning.measures import Measure


class MeasureFields(QObject):
    """``scored`` hands over a measure's id and its score, ``None`` where it is not asked."""

    scored = Signal(str, object)

    def __init__(self, measures: Mapping[str, Measure], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = {m.id: ScoreRow(m.name, m.text) for m in measures.values() if not m.answers}
        self._lists = {m.id: _answers(m) for m in measures.values() if m.answers}
        self.names = {m.id: m.name for m in measures.values()}
        for row in self._rows.values():
            row.scored.connect(self._scored)
        for combo in self._lists.values():
            combo.currentIndexChanged.connect(self._answered)

    @property
    def fields(self) -> Mapping[str, QWidget]:
        """The fields by the ids of their measures, rows of figures first."""
        return {**self._rows, **self._lists}

    def show_scores(self, visit: Visit, last: Visit | None, on: str) -> Mapping[str, str]:
        """Show the scores of a visit; return those of the last one in words, by their measures, ``on`` its day."""
        scores, before = dict(visit.scores), dict(last.scores) if last else {}
        told = {}
        for name, row in self._rows.items():
            told[name] = f"{before[name]}{on}" if name in before else ""
            row.show_score(scores.get(name), before.get(name), told[name])
        for name, combo in self._lists.items():
            with quiet(combo):
                combo.setCurrentIndex(max(combo.findData(scores.get(name, 0)), 0))
            at = combo.findData(before[name]) if name in before else -1
            told[name] = f"{combo.itemText(at)}{on}" if at >= 0 else ""
        return told

    def told(self, visit: Visit) -> str:
        """Return the figures of a visit in words."""
        told = [f"{self.names[name].lower()} {score}" for name, score in visit.scores if name in self._rows]
        return f"{', '.join(told)} of {WORST_SCORE}" if told else ""

    def _scored(self, score: int | None) -> None:
        row = self.sender()
        name = next((name for name, known in self._rows.items() if known is row), "")
        if name:
            self.scored.emit(name, score)

    def _answered(self) -> None:
        combo = self.sender()
        name = next((name for name, known in self._lists.items() if known is combo), "")
        if name and isinstance(combo, Combo):
            self.scored.emit(name, int(combo.currentData()) or None)


def _answers(measure: Measure) -> Combo:
    combo = Combo()
    combo.setAccessibleName(measure.name)
    combo.setToolTip(plain_tip(measure.text))
    combo.addItem("not asked", 0)
    for at, words in enumerate(measure.answers, 1):
        combo.addItem(words, at)
    return combo
