"""What is to be known before a visit is accepted: what stands in the way, what is new, and what is usually tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import BLOCKING, SEVERITIES, WARNING
from ldn_desktop.library.bodies import SEVERITIES as EFFECT_SEVERITIES
from ldn_desktop.reference.evidence.plain_words import line_in_words
from ldn_desktop.reference.search.entries import EFFECTS_TOPIC
from ldn_desktop.ui.fields.override_field import OverrideField
from ldn_desktop.ui.widgets.messages import MessageBar
from ldn_desktop.workspace.draft import Typed
from ldn_desktop.workspace.visit_draft import REASON
from ldn_desktop.workspace.visit_words import no_longer_stops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.library.bodies import SideEffect
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.ui.widgets.messages import Action
    from ldn_desktop.workspace.knowledge import Knowledge
    from ldn_desktop.workspace.visit_desk import VisitDesk

OVERRIDE, RESTORE, DECIDE, WHY, FIELD = "override:", "restore:", "decide:", "why:", "field:"
_OPTIONS = {
    "hold": "Hold instead",
    "step_back": "Step back instead",
    "morning": "Move it to the morning instead",
}
_MOST_ADVICE = 1


class VisitBars(QWidget):
    """``decided`` asks for a decision by its code, ``overruled`` hands over a finding's code and a reason.

    An empty reason takes it back; ``reason_typed`` hands over one as far as it is typed. ``field_wanted`` asks for a
    field of the form by its id, ``link_wanted`` names what of the reference the person wants to read.
    """

    decided = Signal(str)
    field_wanted = Signal(str)
    overruled = Signal(str, str)
    reason_typed = Signal(object)
    link_wanted = Signal(str)

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._knowledge = knowledge
        self._shown: object = None
        self._bars: list[MessageBar] = []
        self._told: dict[Finding, str] = {}
        self._reason: OverrideField | None = None
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)

    def begin(self) -> None:
        """Begin with another visit: a reason that is being typed is for a finding of the one before."""
        self._drop_reason()

    @property
    def bars(self) -> Sequence[MessageBar]:
        """The bars that are shown."""
        return self._bars

    def show_desk(self, desk: VisitDesk, problem: str, wording: Wording) -> None:
        """Show what is to be known of a visit; ``problem`` says why it cannot be kept as it is."""
        made, visit = desk.outcome, desk.draft.visit
        findings = _shown(made.after.findings, made.news, changed=made.changed)
        state = (
            problem,
            desk.draft.unread,
            findings,
            made.plan,
            visit.side_effects,
            visit.decision,
            wording,
            bool(made.held_by),
        )
        if state == self._shown:
            self._show_reason(desk)
            return
        self._shown = state
        for bar in self._bars:
            self._list.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._bars = []
        self._told = {f: self._knowledge.findings.sentence(f, made.after, wording) for f in findings}
        if self._reason is not None and all(f.code != self._reason.code for f in findings):
            self._drop_reason()
        for entry in desk.draft.unread:
            told = f"{entry.name}: {entry.problem}"
            self._add(
                MessageBar(
                    BLOCKING,
                    told,
                    word="Not yet",
                    actions=[(f"{FIELD}{entry.field}", f"Go to {entry.name}", False)],
                )
            )
        if problem:
            self._add(MessageBar(BLOCKING, problem, word="Not yet"))
        if not problem and (told := no_longer_stops(made)):
            self._add(MessageBar(WARNING, told))
        for finding in findings:
            self._add(self._bar(finding, desk, held=finding in made.held_by))
        for bar in self._advice(desk):
            self._add(bar)
        self._show_reason(desk)
        self.setVisible(bool(self._bars))

    def _add(self, bar: MessageBar) -> None:
        bar.action_triggered.connect(self._taken)
        self._bars.append(bar)
        self._list.insertWidget(len(self._bars) - 1, bar)
        # Seen at once, or what scrolls would be measured without it.
        bar.show()

    def _bar(self, finding: Finding, desk: VisitDesk, *, held: bool) -> MessageBar:
        knowledge = self._knowledge
        lines = [knowledge.findings.why(finding), knowledge.findings.source_line(finding)]
        actions: list[Action] = []
        if finding.overridden is not None:
            lines.insert(0, f"Overridden: {finding.overridden}")
            if any(entry.code == finding.code for entry in desk.draft.overrides):
                actions.append((f"{RESTORE}{finding.code}", "Take the override back", False))
        elif held and codes.kind_of(finding.code).overridable:
            actions.append((f"{OVERRIDE}{finding.code}", "Override with a reason…", False))
        second = " · ".join(filter(None, lines))
        explained = knowledge.findings.explanation(finding)
        link = (f"{WHY}{explained}", "Why?") if explained else None
        sentence = self._told[finding]
        return MessageBar(finding.severity, sentence, second=second, link=link, actions=actions)

    def _advice(self, desk: VisitDesk) -> Iterator[MessageBar]:
        """Yield what the reference says to do about the side effects that were named by its words."""
        content, decision = self._knowledge.content, desk.draft.visit.decision
        effects = sorted(desk.draft.visit.side_effects, key=_gravest_first)
        by_name = {effect.name.casefold(): effect for effect in content.adverse_effects.values()}
        known = [by_name[effect.name.casefold()] for effect in effects if effect.name.casefold() in by_name]
        for effect in known[:_MOST_ADVICE]:
            offered = [code for code in effect.options if code in _OPTIONS]
            actions: list[Action] = [
                (f"{DECIDE}{code}", _OPTIONS[code], False)
                for code in offered
                if ("times" if code == "morning" else code.replace("_", "-")) != decision
                and desk.can_decide(code)
            ]
            told = f"{effect.name}: {line_in_words(effect.advice, content.sources)}"
            link = (f"{WHY}topic:{EFFECTS_TOPIC}", "Why?")
            yield MessageBar("info", told, link=link, actions=actions)

    def _taken(self, key: str) -> None:
        if key.startswith(WHY):
            self.link_wanted.emit(key.removeprefix(WHY))
        elif key.startswith(FIELD):
            self.field_wanted.emit(key.removeprefix(FIELD))
        elif key.startswith(DECIDE):
            self.decided.emit(key.removeprefix(DECIDE))
        elif key.startswith(RESTORE):
            self.overruled.emit(key.removeprefix(RESTORE), "")
        elif key.startswith(OVERRIDE):
            self._ask_reason(key.removeprefix(OVERRIDE))
            if self._reason is not None:
                self._reason.take_focus()

    def _ask_reason(self, code: str) -> None:
        self._drop_reason()
        # A reason overrules every finding of its code, so each of them is named.
        told = " ".join(dict.fromkeys(told for finding, told in self._told.items() if finding.code == code))
        self._reason = OverrideField(code, told)
        self._reason.given.connect(self._give)
        self._reason.typed.connect(self._type)
        self._reason.cancelled.connect(self._cancel)
        self._list.addWidget(self._reason)

    def _show_reason(self, desk: VisitDesk) -> None:
        """Show a reason as far as it was typed, before a lock too."""
        typed = {e.field.removeprefix(REASON): e.text for e in desk.draft.typed if e.field.startswith(REASON)}
        held = [finding.code for finding in desk.outcome.held_by if finding in self._told]
        asked = [code for code in held if codes.kind_of(code).overridable]
        if self._reason is None and (code := next((c for c in asked if c in typed), None)) is not None:
            self._ask_reason(code)
        if self._reason is not None:
            self._reason.put_text(typed.get(self._reason.code, ""))

    def _type(self, code: str, text: str) -> None:
        self.reason_typed.emit(Typed(f"{REASON}{code}", "Reason for the override", text))

    def _cancel(self) -> None:
        if self._reason is not None:
            code = self._reason.code
            self._drop_reason()
            self._type(code, "")

    def _give(self, code: str, reason: str) -> None:
        self._drop_reason()
        self.overruled.emit(code, reason)

    def _drop_reason(self) -> None:
        if self._reason is not None:
            self._list.removeWidget(self._reason)
            self._reason.hide()
            self._reason.deleteLater()
            self._reason = None


def _gravest_first(effect: SideEffect) -> int:
    return -EFFECT_SEVERITIES.index(effect.severity)


def _shown(findings: Sequence[Finding], news: Sequence[Finding], *, changed: bool) -> tuple[Finding, ...]:
    """Return what is new, and what blocks a plan that the visit changes, the gravest first."""
    told = [f for f in findings if f in news or (changed and f.blocks)]
    return tuple(sorted(told, key=lambda finding: SEVERITIES.index(finding.severity)))
