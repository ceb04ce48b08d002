"""How it goes: tolerability, scores, doses missed, opioids, mood, side effects, a note, and what was left over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QPushButton, QWidget

from ldn_desktop.domain import codes
from ldn_desktop.library.bodies import MOOD, OPIOID, TOLERABILITY
from ldn_desktop.reference.words.english import short_date
from ldn_desktop.ui.fields.opioid_rows import OpioidRows
from ldn_desktop.ui.plans.visit.effect_rows import EffectRows, effects_told
from ldn_desktop.ui.plans.visit.left_rows import LeftRows
from ldn_desktop.ui.plans.visit.measure_fields import MeasureFields
from ldn_desktop.ui.plans.visit.score_row import ScoreRow
from ldn_desktop.ui.widgets.card import Card
from ldn_desktop.ui.widgets.choices import Segmented
from ldn_desktop.ui.widgets.idle import quiet
from ldn_desktop.ui.widgets.labels import BESIDE, FieldLabel, PlainLabel
from ldn_desktop.ui.widgets.number_edits import CountEdit
from ldn_desktop.ui.widgets.typed_fields import go_to, show_typed, typed_of
from ldn_desktop.workspace.clock import local_today
from ldn_desktop.workspace.count_text import Count
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.visit_draft import EFFECT, LEFT

if TYPE_CHECKING:
    from ldn_desktop.domain.plan import OpioidUse
    from ldn_desktop.library.bodies import SideEffect, Visit
    from ldn_desktop.reference.words.wording import DoseWords
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visit_desk import VisitDesk
    from ldn_desktop.workspace.visit_draft import VisitDraft

_TOLERABILITY_WORDS = {code: code.capitalize() for code in TOLERABILITY}
_OPIOID_WORDS = dict(zip(OPIOID, ("No", "Yes…", "Not asked"), strict=True))
_MOOD_WORDS = dict(zip(MOOD, ("As before", "Worse…", "Not asked"), strict=True))
_OPIOID_LAST = {"no": "none", "yes": "some", "not-asked": "not asked"}
_MOOD_LAST = {"as-before": "as before", "worse": "worse", "not-asked": "not asked"}
_MOST_DOSES = 9_999
_EFFECTS, _MISSED = "side effects", "doses missed"
_NOTE_LINES, _COUNT = 2, 96


class HowCard(Card):
    """``written`` hands over the draft as it shall be, what was changed, and the field that is being typed in."""

    written = Signal(object, str, str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__("How it goes")
        self._draft: VisitDraft | None = None
        questions = knowledge.content.screening.questions
        self._narrow = self._marked = False
        self._last: dict[str, PlainLabel] = {}
        self._tolerability = Segmented(list(_TOLERABILITY_WORDS.items()))
        self._measures = MeasureFields(knowledge.content.measures.asked, self)
        self._missed = CountEdit(Count(0, _MOST_DOSES), optional=True)
        self._opioid = Segmented([(code, _OPIOID_WORDS[code]) for code in ("no", "yes", "not-asked")])
        self._mood = Segmented(list(_MOOD_WORDS.items()))
        self._asked = {
            code: PlainLabel(questions[code].text, role="secondary", wraps=True)
            for code in (codes.OPIOID_NOW, codes.MOOD)
        }
        self._opioids = OpioidRows(knowledge.content.opioids)
        effects = tuple(effect.name for effect in knowledge.content.adverse_effects.values())
        self.effects = EffectRows(effects)
        self._remark = QPlainTextEdit()
        self._remark.setAccessibleName("Note")
        self._remark.setTabChangesFocus(True)
        self._left_open = QPushButton("Count what is left over…")
        self._left_open.setProperty("role", "flat")
        self.left = LeftRows()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._lay_out()
        self.body.addLayout(self._grid)
        self._connect()
        self.apply_theme()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field by its id; tell whether it is here."""
        held = (self._opioids, self.effects, self.left)
        return go_to(field, {"missed": self._missed}) or any(part.go_to(field) for part in held)

    def apply_theme(self) -> None:
        """Give the note its lines."""
        super().apply_theme()
        if hasattr(self, "_remark"):
            self._remark.setFixedHeight(self.theme.line() * _NOTE_LINES + self.theme.px(12))
            self._missed.line_edit().setFixedWidth(self.theme.px(_COUNT))

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out the last visit's words where there is no room: the bars stay, and who hears it is told."""
        for key, label in self._last.items():
            label.setVisible(not narrow or key == "missed")
        self._opioids.set_stacked(stacked=narrow)
        self._narrow = narrow
        self._explain()
        self.refit()

    def show_desk(self, desk: VisitDesk, words: DoseWords) -> None:
        """Show how it goes as it stands, and how it went at the last visit."""
        draft = self._draft = desk.draft
        visit, last, following = draft.visit, desk.following.last, desk.following
        _choose(self._tolerability, visit.tolerability)
        on = f" on {short_date(last.on)}" if last else ""
        for name, told in self._measures.show_scores(visit, last, on).items():
            self._last[name].setText(told)
        due = following.doses_due(visit.on)
        with quiet(self._missed):
            self._missed.set_count(visit.doses_missed)
        show_typed(draft, {"missed": self._missed})
        self._last["missed"].setText(
            f"of {due:,} since {short_date(following.since)}" if due else "none was due"
        )
        _choose(self._opioid, visit.opioid)
        _choose(self._mood, visit.mood)
        for key, told in (
            ("tolerability", last.tolerability if last else ""),
            ("opioid", _OPIOID_LAST.get(last.opioid, "") if last else ""),
            ("mood", _MOOD_LAST.get(last.mood, "") if last else ""),
        ):
            self._last[key].setText(f"{told}{on}" if told else "")
        yes = visit.opioid == "yes"
        for part in (self._asked[codes.OPIOID_NOW], self._opioids):
            part.setVisible(yes)
        self._asked[codes.MOOD].setVisible(visit.mood == "worse")
        with quiet(self._opioids):
            self._opioids.show_uses(draft.opioids, local_today())
            self._opioids.show_typed(draft)
        self.effects.show_draft(draft)
        if self._remark.toPlainText() != visit.note:
            with quiet(self._remark):
                self._remark.setPlainText(visit.note)
        counted = visit.left_over or any(entry.field.startswith(LEFT) for entry in draft.typed)
        self._show_left(self.left.isVisibleTo(self) or bool(counted))
        self.left.show_left(draft, following.regimen, words)
        self.set_summary(self._told(visit))
        self._marked = last is not None
        self._explain()
        self.refit()

    def _explain(self) -> None:
        marked = self._marked and not self._narrow
        self.set_note("0 none, 10 worst · the bar marks the last visit" if marked else "0 none, 10 worst")

    def _lay_out(self) -> None:
        rows: list[tuple[str, str, QWidget]] = [("tolerability", "&Tolerability", self._tolerability)]
        rows += [(name, self._measures.names[name], part) for name, part in self._measures.fields.items()]
        rows += [
            ("missed", "Doses missed", self._missed),
            ("opioid", "Opioid since", self._opioid),
            ("mood", "Mood", self._mood),
        ]
        for key, words, field in rows:
            if not isinstance(field, ScoreRow):
                field.setAccessibleName(words.replace("&", ""))
            self._add(words, field, key)
            if isinstance(field, Segmented):
                field.spread()
            if key == "opioid":
                self._below(self._asked[codes.OPIOID_NOW])
                self._below(self._opioids)
            elif key == "mood":
                self._below(self._asked[codes.MOOD])
        self._add("Side effects", self.effects)
        self._add("&Note", self._remark)
        self._add("Left over", self.left)
        self._show_left(False)

    def _add(self, words: str, field: QWidget, key: str = "") -> None:
        row = self._grid.rowCount()
        label = FieldLabel(words, field)
        self._grid.addWidget(label, row, 0, BESIDE)
        if not key:
            self._grid.addWidget(field, row, 1, 1, 2)
            if field is self.left:
                self._left_label = label
            return
        self._last[key] = PlainLabel(role="caption")
        if field is self._missed:
            self._missed.put_beside(self._last[key], self._left_open)
            self._grid.addWidget(field, row, 1, 1, 2)
            return
        self._grid.addWidget(field, row, 1, BESIDE)
        self._grid.addWidget(self._last[key], row, 2)

    def _below(self, part: QWidget) -> None:
        self._grid.addWidget(part, self._grid.rowCount(), 1, 1, 2)

    def _connect(self) -> None:
        self._tolerability.chosen.connect(self._tolerability_chosen)
        self._measures.scored.connect(self._scored)
        self._missed.count_changed.connect(self._missed_changed)
        self._missed.edited.connect(self._missed_typed)
        self._missed.committed.connect(self._missed_typed)
        self._opioid.chosen.connect(self.choose_opioid)
        self._mood.chosen.connect(self.choose_mood)
        self._opioids.changed.connect(self.set_opioids)
        self._opioids.typed.connect(self._opioid_typed)
        self.effects.changed.connect(self._effects_changed)
        self.effects.typed.connect(self._effects_typed)
        self._remark.textChanged.connect(self._note_edited)
        self._left_open.clicked.connect(self._open_left)
        self.left.changed.connect(self._left_changed)

    def _told(self, visit: Visit) -> str:
        told = (visit.tolerability, self._measures.told(visit), effects_told(visit.side_effects))
        return " · ".join(filter(None, told)) or "nothing written yet"

    def _write(self, label: str, typing: str = "", **changes: Any) -> None:
        if self._draft is not None:
            visit = replace(self._draft.visit, **changes)
            self.written.emit(replace(self._draft, visit=visit), label, typing)

    def _tolerability_chosen(self, code: str) -> None:
        self._write("tolerability", tolerability=code)

    def _scored(self, name: str, score: int | None) -> None:
        if self._draft is None:
            return
        scores = {**dict(self._draft.visit.scores), name: score}
        told = tuple(sorted((key, value) for key, value in scores.items() if value is not None))
        self._write(self._measures.names[name].lower(), f"visit.score.{name}", scores=told)

    def _missed_changed(self) -> None:
        self._write(_MISSED, "visit.missed", doses_missed=self._missed.count())

    def _missed_typed(self) -> None:
        if self._draft is not None:
            draft = self._draft.with_typed(typed_of("missed", self._missed))
            self.written.emit(draft, _MISSED, "visit.missed")

    def choose_opioid(self, code: str) -> None:
        """Take whether an opioid was taken; the keyboard goes where one is named."""
        self._write("opioids since", opioid=code)
        if code == "yes":
            # What is typed next is its name.
            self._opioids.take_focus()

    def choose_mood(self, code: str) -> None:
        """Take how the mood is."""
        self._write("mood", mood=code)

    def set_opioids(self, uses: tuple[OpioidUse, ...]) -> None:
        """Take these as all the opioids of the plan."""
        if self._draft is not None:
            self.written.emit(replace(self._draft, opioids=uses), "the opioids", "")

    def _opioid_typed(self, field: str, name: str, text: str, problem: str, uses: object) -> None:
        if self._draft is None:
            return
        draft = self._draft.with_typed(Typed(field, name, text, problem))
        if isinstance(uses, tuple) and not problem:
            draft = replace(draft, opioids=uses)
        self.written.emit(draft, "the opioids", field)

    def _effects_changed(self, effects: tuple[SideEffect, ...], typing: str) -> None:
        if self._draft is not None:
            typed = Typed(EFFECT, "", "")
            draft = self._draft.with_typed(typed) if typing == EFFECT else self._draft
            visit = replace(draft.visit, side_effects=effects)
            self.written.emit(replace(draft, visit=visit), _EFFECTS, typing)

    def _effects_typed(self, entry: Typed, typing: str) -> None:
        if self._draft is not None:
            self.written.emit(self._draft.with_typed(entry), _EFFECTS, typing)

    def _note_edited(self) -> None:
        self._write("the note", "visit.note", note=self._remark.toPlainText())

    def _open_left(self) -> None:
        self._show_left(True)
        self.refit()
        self.left.focusNextChild()

    def _left_changed(self, counted: tuple[tuple[str, str], ...], typed: list[Typed]) -> None:
        if self._draft is not None:
            draft = replace(self._draft, visit=replace(self._draft.visit, left_over=counted))
            for entry in typed:
                draft = draft.with_typed(entry)
            self.written.emit(draft, "what is left over", "visit.left")

    def _show_left(self, shown: bool) -> None:
        self._left_open.setVisible(not shown)
        self.left.setVisible(shown)
        self._left_label.setVisible(shown)


def _choose(choice: Segmented, code: str) -> None:
    if code:
        choice.set_current(code)
    elif choice.current():
        choice.clear_choice()
