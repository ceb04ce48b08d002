"""What an act in the safety check makes of its answers.

One answer, opioids that answer a question, all at once, none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ldn_desktop.domain.plan import OpioidUse, Plan, Screening
from ldn_desktop.domain.screening import Implied, implied_answers
from ldn_desktop.workspace.intents import SetScreening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from ldn_desktop.reference.content import Content


class Answering:
    """Makes intents of acts on the plan that is open.

    It remembers what was answered before an opioid answered in its place.
    """

    def __init__(self, plan: Callable[[], Plan], content: Content, today: Callable[[], date]) -> None:
        self._plan, self._content, self._today = plan, content, today
        self._before: dict[str, str] = {}

    def forget(self) -> None:
        """Drop what is remembered of another plan."""
        self._before.clear()

    def answer(self, question: str, answer: str, *, opioids_asked: bool) -> SetScreening:
        """Answer one question; ``opioids_asked`` tells that opioids were asked for with it.

        The same answer again is a later one.
        """
        self._before.pop(question, None)
        answers = {**dict(self._screening.answers), question: answer}
        return self._dated(answers, opioids_asked=opioids_asked)

    def all_no(self, questions: Iterable[str]) -> SetScreening:
        """Answer every question that has no answer: as opioids and birth date do where they do, else with No."""
        implied = {entry.question: entry.answer for entry in self._implied(self._screening)}
        return self._dated(dict.fromkeys(questions, "no") | implied | dict(self._screening.answers))

    def clear(self) -> SetScreening:
        """Take all answers back, but those of what is still taken, as long as it is listed."""
        self._before.clear()
        opioids = Screening(opioids=self._screening.opioids)
        kept = {entry.question: entry.answer for entry in self._implied(opioids) if entry.opioid}
        told = opioids._replace(answers=tuple(kept.items()))
        return SetScreening(told.with_opioids_on(self._today(), self._screening))

    def asked_again(self) -> SetScreening:
        """Note that opioids were asked for once more: none is known from today on."""
        return SetScreening(self._screening.asked(self._today()))

    def opioids(self, uses: tuple[OpioidUse, ...]) -> SetScreening:
        """Take these as all the opioids of the plan.

        One that is newly taken answers its question with Yes, in one step. Is it no longer taken, the question has the
        answer back that stood there before. Opioids were asked for today, the other questions when they were.
        """
        return SetScreening(self._with(uses).with_opioids_on(self._today(), self._screening))

    def opioid(self, name: str, last_dose: date | None, use: str) -> SetScreening | None:
        """Add an opioid by its id, or give one that is there what is told of it anew; ``None`` where that is nothing.

        No last dose means taken today until told; what is not told of one that is there stays.
        """
        uses = self._screening.opioids
        known = next((entry for entry in uses if entry.opioid == name), None)
        if known is None:
            return self.opioids((*uses, OpioidUse(name, last_dose, use)))
        told = known._replace(last_dose=last_dose or known.last_dose, use=use or known.use)
        return (
            self.opioids(tuple(told if entry is known else entry for entry in uses))
            if told != known
            else None
        )

    @property
    def _screening(self) -> Screening:
        return self._plan().screening

    def _with(self, uses: tuple[OpioidUse, ...]) -> Screening:
        screening = self._screening
        answers = dict(screening.answers)
        before, after = self._implied(screening), self._implied(screening._replace(opioids=uses))
        for question in {entry.question for entry in before ^ after}:
            own = answers.get(question, "")
            if any(entry.question == question for entry in after - before):
                if own != "yes":
                    self._before[question] = own
                    answers[question] = "yes"
            elif own == "yes" and question in self._before and question not in {e.question for e in after}:
                answers[question] = self._before.pop(question)
        given = tuple((name, answer) for name, answer in answers.items() if answer)
        return screening._replace(answers=given, opioids=uses)

    def _dated(self, answers: dict[str, str], *, opioids_asked: bool = False) -> SetScreening:
        """Return what takes these answers into the plan, with the days on which they were asked for."""
        screening = self._screening._replace(answers=tuple(answers.items()))
        today = self._today() if screening.answers or screening.opioids else None
        told = screening.answered(today, self._screening)
        return SetScreening(told.asked(today) if opioids_asked else told)

    def _implied(self, screening: Screening) -> frozenset[Implied]:
        """Return the answers that opioids and birth date give."""
        plan = replace(self._plan(), screening=screening)
        return frozenset(
            implied_answers(plan, self._content.opioids.rules(), self._content.thresholds.adult_years)
        )
