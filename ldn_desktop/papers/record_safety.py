"""The rows of the clinician's record on safety: what was asked, the opioids, and the other medicines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ldn_desktop.domain import codes
from ldn_desktop.domain.plan import DAILY, OpioidUse
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.screening import asked_since, contradictions, earliest_start, returns
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.opioid_words import WEAK, answer_since, typed_opioids
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.rules import doubts
from ldn_desktop.reference.medicines.words import group_by_interaction, read_as
from ldn_desktop.reference.opioids.table import Interval
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences


class SafetyRows:
    """Makes the rows of one plan in the ``words`` of its record; ``source`` names the sources of some ids."""

    def __init__(
        self,
        regimen: Regimen,
        content: Content,
        language: Language,
        words: Sentences,
        source: Callable[[Iterable[str]], str],
    ) -> None:
        self._regimen, self._content, self._language = regimen, content, language
        self._say, self._source = words.say, source

    def asked(self, printed: date) -> Iterator[tuple[str, str]]:
        """Yield each question and its answer, first what pauses open again."""
        yield from self._since_pauses(printed)
        answers = dict(self._regimen.plan.screening.answers)
        for name, question in self._content.screening.questions.items():
            yield question.text, self._answer(name, answers.get(name, ""))

    def opioid(self, use: OpioidUse) -> tuple[str, ...]:
        """Return the row of an opioid: last dose, days without, earliest start."""
        say, language = self._say, self._language
        opioid = self._content.opioids.by_id[use.opioid]
        rule = self._content.opioids.rules()[use.opioid].under(use.use)
        earliest = earliest_start(use.last_dose, rule) if use.last_dose else None
        return (
            say("daily_use", opioid=opioid.name) if use.use == DAILY else opioid.name,
            language.weekday_date(use.last_dose) if use.last_dose else say("still"),
            self._interval(opioid.interval.under(use.use)),
            language.weekday_date(earliest) if earliest else "–",
        )

    def medicine(self, name: str) -> Iterator[tuple[str, ...]]:
        """Yield a row for each thing that is known of a medicine; one that says so where nothing is."""
        say, reading, typed = self._say, self._content.read_medicine(name), one_line(name)
        for matches in group_by_interaction(reading.sure):
            medicine = matches[0].medicine
            names = ", ".join(read_as(matches))
            shown = say("read_as", typed=typed, name=names) if names else typed
            yield (
                shown,
                say(f"medicine.{medicine.severity}"),
                f"{medicine.known} {self._source(medicine.sources)}",
            )
        for doubt in doubts(reading):
            names = self._language.either(doubt.meant)
            if doubt.opioids:
                yield typed, say(f"medicine.{doubt.severity}"), say("unsure_opioid", names=names)
            else:
                yield typed, "–", say("unsure", names=names)
        left = "; ".join(one_line(word) for word in reading.unread)
        if not reading.matches:
            yield typed, "–", say("not_checked")
        elif left:
            yield typed, "–", say("left", words=left)

    def _since_pauses(self, printed: date) -> Iterator[tuple[str, str]]:
        """Yield the question about opioids that each pause opens again, begun or to come, and whether it was asked."""
        plan, words = self._regimen.plan, self._content.screening.since_pause
        asked = plan.screening.asked_on
        for pause in returns(plan, self._regimen.steps, date.max).begun:
            told = words.not_begun if pause > printed else words.not_asked
            if asked is not None and asked_since(asked, pause, printed):
                answer = answer_since(plan, self._content, pause, self._language)
                told = f"{answer} {words.asked.format(asked=self._language.full_date(asked))}"
            yield words.text.format(pause=self._language.full_date(pause)), told

    def _answer(self, question: str, answer: str) -> str:
        """Write an answer, and beside it what in the plan contradicts it."""
        say, content = self._say, self._content
        told = say(f"answer.{answer or 'open'}")
        against = contradictions(self._regimen.plan, content.opioids.rules(), content.thresholds.adult_years)
        entries = [entry for entry in against if entry.question == question]
        names = [content.opioids.by_id[entry.opioid].name for entry in entries if entry.opioid]
        if names:
            return say("but_taken", answer=told, opioids=", ".join(names))
        if entries:
            return say("but_born" if question == codes.UNDER_AGE else "but_operation", answer=told)
        typed = () if answer == "yes" else self._typed_against(question)
        return say("but_typed", answer=told, medicines=", ".join(typed)) if typed else told

    def _typed_against(self, question: str) -> tuple[str, ...]:
        """Return the other medicines, as typed, that say *yes* to a question."""
        plan, content = self._regimen.plan, self._content
        if question == codes.OPIOID_NOW:
            found = [entry.typed for entry in typed_opioids(plan, content) if entry.kind != WEAK]
        else:
            found = [
                name
                for name in plan.medicines
                if any(m.medicine.question == question for m in content.read_medicine(name).sure)
            ]
        return tuple(dict.fromkeys(one_line(name) for name in found))

    def _interval(self, interval: Interval) -> str:
        """Write the days of an interval, or its rule where it has none, what it rests on, and what else it asks for."""
        least, most = str(interval.days_min), str(interval.days_max)
        if not interval.days_max:
            return self._say("rests_on", rule=interval.text, basis=interval.basis)
        name = "at_least" if interval.at_least else "days"
        days = self._say("range" if least != most else name, least=least, most=most)
        told = f"{days}; {interval.basis}"
        return f"{told}. {interval.confirm}" if interval.confirm else told
