"""What a plan says in other systems, in the words of the patient's plan: what is taken, and on which days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from ldn_desktop.domain.administration import Solved, Steps, Take, steps_of
from ldn_desktop.domain.course import known_courses
from ldn_desktop.domain.ladder import ON_DATE
from ldn_desktop.domain.phase import Phase
from ldn_desktop.domain.plan import AFTER, PAUSED, STOPS
from ldn_desktop.domain.rhythm import Cycle
from ldn_desktop.domain.supply import Fill
from ldn_desktop.domain.work import Work
from ldn_desktop.papers import patient_plan
from ldn_desktop.papers.catalogue import PaperContext
from ldn_desktop.papers.frame import one_line
from ldn_desktop.papers.patient_sentences import portion_sentence, take_sentence
from ldn_desktop.papers.plan_state import condition_of, ends_if, is_after_pause
from ldn_desktop.reference.words.bold import plain
from ldn_desktop.reference.words.sentences import declared

_STOPS_IF = "stop_if"
_ENDINGS = (*AFTER, PAUSED, _STOPS_IF)
HANDED_OVER = declared(
    "exports",
    {
        "": "days{first last} directions{days take portions} portion{portion} counted_from{rhythm first} substance"
        " product{product} fills{fills} fill{first last amount} record{heading columns}",
        "calendar": "name name_full dose{take} take{time portion} until{first last} only{first}"
        " rhythm{rhythm first last} pause pause_until{first last} pause_open"
        " fill{product amount} fill_until{first last} visit visit_time"
        " operation operation_day{day hours} operation_boxed operation_call operation_near",
        "coding": "system code display",
        "end": " ".join(_ENDINGS),
        "end_more": " ".join(f"{name}{{last}}" for name in _ENDINGS),
    },
)


class HandedOver:
    """The words for one plan, without marks of bold letters; ``words`` are those of ``HANDED_OVER``."""

    def __init__(self, context: PaperContext) -> None:
        self.regimen, content, self._clinic = context.regimen, context.content, context.clinic
        self.visit_ahead = context.visit_ahead
        self.doses = context.wording.of(context.regimen)
        self.language = self.doses.language
        self.words = content.sentences(HANDED_OVER, self.language.code)
        self._plan = content.sentences(patient_plan.SENTENCES, self.language.code)

    def directions(self, phase: Phase, take: Take) -> str:
        """Say on which days of a phase how much is taken at one of its times, and what of which product."""
        days = phase.dose_days()
        alone = phase._replace(times=(take.time,), doses=((take.time, take.dose_ng or 0),), rhythm=None)
        told = take_sentence(alone, self.doses, self._plan)
        if phase.rhythm is not None:
            told = self._plan.say("change.rhythm", take=told, rhythm=self.rhythm(phase))
        portions = (self.words.say("portion", portion=portion) for portion in self.portions(take))
        return plain(
            self.words.say(
                "directions", days=self.days(days[0], days[-1]), take=told, portions=" ".join(portions)
            )
        )

    def take(self, phase: Phase) -> str:
        """Say what is taken on a day with a dose of a phase."""
        return plain(take_sentence(phase, self.doses, self._plan))

    def portions(self, take: Take) -> Iterator[str]:
        """Yield what is taken of each product."""
        for portion in take.recipe.portions if take.recipe else ():
            yield plain(portion_sentence(portion, self.doses, self._plan))

    def days(self, first: date, last: date) -> str:
        """Name the days from one to another, both inclusive."""
        told = self.language.weekday_date
        return told(first) if first == last else self.words.say("days", first=told(first), last=told(last))

    def rhythm(self, phase: Phase) -> str:
        """Say on which days of a phase a dose is taken; where that is counted, from when."""
        told = self.language.rhythm(phase.rhythm)
        if not isinstance(phase.rhythm, Cycle):
            return told
        first = self.language.weekday_date(phase.counted_from)
        return self.words.say("counted_from", rhythm=told, first=first)

    def condition(self, phase: Phase) -> str:
        """Say on what condition the next step follows; empty where its date decides."""
        return self._told(condition_of(phase, self.regimen))

    def condition_before(self, phase: Phase) -> str:
        """Say on what condition a step is begun; empty where its date decides."""
        before = (step.phase for step in reversed(self.regimen.steps) if step.takes)
        eve = next((other for other in before if other.first < phase.first), None)
        if eve is None:
            return ""
        after = "_paused" if is_after_pause(phase, self.regimen) else ""
        return self._told(condition_of(eve, self.regimen), "begin_", after)

    def _told(self, condition: str, begins: str = "", after: str = "") -> str:
        name = begins + condition.replace("-", "_") + after
        return plain(self._plan.say(name)) if condition != ON_DATE else ""

    def last_use(self, fill: Fill) -> date:
        """Return the last day on which a dose is made of what is handed out for some days, as known on the first."""
        for step in reversed(self._known_on(fill.first)):
            used = {p.formulation for take in step.takes if take.recipe for p in take.recipe.portions}
            days = step.phase.dose_days().between(fill.first, fill.last)
            if days and fill.quantity.formulation in used:
                return days[-1]
        return fill.last

    def _known_on(self, day: date) -> Steps:
        """Return the course that was known on a day: a change noted later says nothing of what was handed out then."""
        return next((steps for since, steps in reversed(self._known) if since <= day), self.regimen.steps)

    @cached_property
    def _known(self) -> tuple[tuple[date, Steps], ...]:
        plan, work = self.regimen.plan, Work()
        solved = Solved(plan.allowed, work)
        return tuple((each.since, steps_of(each.phases, solved)) for each in known_courses(plan, work))

    @property
    def ends(self) -> date:
        """The day on which the plan ends: its last dose, or the last of its days where a dose may follow."""
        regimen = self.regimen
        return regimen.last_dose if regimen.after in {STOPS, PAUSED} else regimen.ends

    def local_rules(self) -> str:
        """Say whose weaker rules the plan was checked by; empty where they are the program's own."""
        return self._plan.say("local_rules", clinic=one_line(self._clinic)) if self._clinic else ""

    @property
    def ending(self) -> str:
        """What follows the last day; of a stop also whether a step on the way waits for a condition."""
        return _STOPS_IF if ends_if(self.regimen) else self.regimen.after

    def what_follows(self) -> str:
        """Say how the plan ends and what follows."""
        return self.words.say(f"end_more.{self.ending}", last=self.language.weekday_date(self.ends))
