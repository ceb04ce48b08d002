"""The question about opioids that every pause opens again, above the safety check's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import INFO, WARNING
from ldn_desktop.domain.screening import opioids_between, returns, taken_since
from ldn_desktop.papers.opioid_words import answer_since
from ldn_desktop.reference.planning.screening import Question
from ldn_desktop.reference.words.english import ENGLISH, full_date
from ldn_desktop.reference.words.wording import PLAIN, Wording
from ldn_desktop.ui.planner.safety.question_row import ANSWERS, QuestionRow
from ldn_desktop.workspace.knowledge import Knowledge

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen

_QUESTION = "since-pause"


class SincePauseRow(QuestionRow):
    """Shown while a pause has begun that doses go on after; open until opioids are asked for since.

    The plan holds the day of the answer alone: *yes* is what the safety check says of opioids.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge, self._words = knowledge, knowledge.content.screening.since_pause
        question = Question(_QUESTION, "", self._words.text, self._words.sources)
        super().__init__(question, answers=[pair for pair in ANSWERS if pair[0] != "unknown"])
        self._reason = ""
        self.show_plan(None, date.min, PLAIN)

    def show_why(self, why: str) -> None:
        """Take why it is asked, with its sources: to be shown while it is open."""
        self._reason = why

    def show_plan(self, regimen: Regimen | None, today: date, wording: Wording) -> None:
        """Show whether a pause asks, from which day on, and what is known."""
        known = returns(regimen.plan, regimen.steps, today) if regimen is not None else None
        self.setVisible(known is not None and bool(known.begun))
        if regimen is None or known is None or not known.begun:
            self.show_answer("", "", "", "")
            return
        pause = known.unasked[0] if known.unasked else known.begun[-1]
        text = self._words.text.format(pause=full_date(pause))
        told = [found for found in regimen.findings if found.code == codes.ASK_OPIOIDS_AGAIN]
        if told:
            self.show_text(text)
            sentence = self._knowledge.findings.sentence(told[0], regimen, wording)
            self.show_answer("", told[0].severity, sentence, self._reason)
            return
        asked = regimen.plan.screening.asked_on
        self.show_text(f"{text} {self._words.asked.format(asked=full_date(asked))}" if asked else text)
        if known.unasked:
            # Asked on its first day: the safety check is content with that, of the days that follow nothing is known.
            self.show_answer("", "", "", self._reason)
            return
        content = self._knowledge.content
        rules = content.opioids.rules()
        if not taken_since(regimen.plan, rules, pause):
            self.show_answer("no", "", "", "")
            return
        # One that has had its last dose is told; what is open of it is a finding of its own.
        ended = dict(regimen.plan.screening.answers).get(codes.OPIOID_NOW) != "yes" and all(
            use.last_dose for use in opioids_between(regimen.plan, rules, pause, date.max)
        )
        answer = answer_since(regimen.plan, content, pause, ENGLISH)
        self.show_answer("yes", INFO if ended else WARNING, answer, "")
