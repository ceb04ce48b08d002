"""The opioids of a plan as papers name them, those among other medicines too, and what is asked after a pause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.finding import BLOCKING
from ldn_desktop.domain.phase import dosed_before, dosed_span
from ldn_desktop.domain.plan import OpioidUse, Plan
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.domain.screening import opioids_between, taken_since
from ldn_desktop.papers.plan_state import STOPPED, last_before_pause, restarts, state_on
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.medicines.finder import MedicineMatch
from ldn_desktop.reference.medicines.rules import doubts
from ldn_desktop.reference.opioids.table import Opioid
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences

PLANNED, WEAK, UNPRESCRIBED, UNNAMED = "planned", "weak", "unprescribed", "unnamed"
_ALONG = frozenset({"interval", "depot", "review"})
_MOST_NAMED = 2
"""Names that one word of a class may mean and a sentence for the patient can hold."""
_DAY = timedelta(days=1)


class TypedOpioid(NamedTuple):
    """One opioid of what ``kind``, and the medicine as ``typed``.

    Of several ``names`` one is meant; there are none where it is not clear which.
    """

    kind: str
    names: tuple[str, ...]
    typed: str


def typed_opioids(plan: Plan, content: Content) -> Iterator[TypedOpioid]:
    """Yield the opioids among a plan's other medicines, but those that the safety check lists.

    Words that may mean several opioids are none that it lists: nobody has said so.
    """
    listed = {use.opioid for use in plan.screening.opioids}
    for typed in plan.medicines:
        reading = content.read_medicine(typed)
        together: dict[str, list[MedicineMatch]] = {}
        for match in reading.sure:
            if match.medicine.opioids:
                together.setdefault(match.typed, []).append(match)
        for matches in together.values():
            meant = {opioid.id for match in matches for opioid in match.medicine.opioids}
            if listed.isdisjoint(meant):
                yield from _typed(matches, typed)
        for doubt in doubts(reading):
            if doubt.severity == BLOCKING:
                yield TypedOpioid(UNNAMED, (), typed)


class Known(NamedTuple):
    """An opioid by its name, or by several of which one is meant, with its last day where that is known."""

    names: tuple[str, ...]
    last: date | None = None


class OpioidsAlong(NamedTuple):
    """Opioids that a plan is printed with, listed in the safety check or among the other medicines alone.

    A paper for the patient exists only where their findings were overruled.

    ``named`` are taken on days with a dose, the day of printing or later, with their last day where one is known; of
    these ``weak`` ones have no interval and nothing to overrule, and ``unprescribed`` ones are known, not planned.
    ``recent`` were taken within their interval before, or in the pause of the day. ``unnamed``
    says that one is taken and none named, ``treated`` that an opioid dependence is, and none is named.
    """

    named: tuple[Known, ...] = ()
    unnamed: bool = False
    treated: bool = False
    recent: tuple[Known, ...] = ()
    weak: tuple[Known, ...] = ()
    unprescribed: tuple[Known, ...] = ()

    @property
    def planned(self) -> bool:
        """Tell whether an opioid is taken together with naltrexone as the plan has it."""
        return bool(self.named or self.weak) or self.unnamed or self.treated

    def names(self, shared: Sentences, language: Language) -> dict[str, str]:
        """Return what stands for the fields of a sentence that names opioids.

        ``shared`` are the words of ``SHARED``.
        """
        kinds = {
            "opioids": self.named,
            "weak": self.weak,
            "unprescribed": self.unprescribed,
            "recent": self.recent,
        }
        return {kind: _names(opioids, shared, language) for kind, opioids in kinds.items()}


def opioids_along(regimen: Regimen, content: Content, printed: date) -> OpioidsAlong:
    """Return the opioids of a plan as it stands on the day it is printed; after a stop none is taken along with it."""
    if state_on(regimen, printed) == STOPPED:
        return OpioidsAlong()
    screening = regimen.plan.screening
    answers = dict(screening.answers)
    known, near = content.opioids.by_id, _with_finding(regimen)
    typed = tuple(typed_opioids(regimen.plan, content))
    along = [use for use in screening.opioids if _is_along(use, regimen, content, near, printed)]
    kinds: dict[str, list[Known]] = {PLANNED: [], WEAK: [], UNPRESCRIBED: []}
    for use in along:
        kinds[_kind(known[use.opioid], use.use)].append(Known((known[use.opioid].name,), use.last_dose))
    for entry in typed:
        if entry.names and Known(entry.names) not in kinds[entry.kind]:
            kinds[entry.kind].append(Known(entry.names))
    unclear = any(entry.kind == UNNAMED for entry in typed)
    unnamed = not any(kinds.values()) and (unclear or answers.get(codes.OPIOID_NOW) == "yes")
    recent = tuple(
        Known((known[use.opioid].name,), use.last_dose)
        for use in screening.opioids
        if use.last_dose is not None
        and use not in along
        and (use.opioid in near or _in_pause(use, regimen, content, printed))
    )
    treated = not any(kinds.values()) and not unnamed and answers.get(codes.OPIOID_DEPENDENCE) == "yes"
    return OpioidsAlong(
        named=tuple(kinds[PLANNED]),
        unnamed=unnamed,
        treated=treated,
        recent=recent,
        weak=tuple(kinds[WEAK]),
        unprescribed=tuple(kinds[UNPRESCRIBED]),
    )


class RestartQuestion(NamedTuple):
    """The name of its phrase, and the last day with an opioid in the pause that the plan knows of, if any."""

    phrase: str
    after: date | None = None

    def text(self, words: Sentences, language: Language, table: str = "") -> str:
        """Return the sentence, in the words of a row or in those of a table, ``change``."""
        after = language.weekday_date(self.after) if self.after else ""
        return words.say(f"{table}.{self.phrase}".lstrip("."), after=after)


class RestartQuestions:
    """The questions of one plan. ``planned`` says that an opioid is planned along: then any other is asked for."""

    def __init__(self, regimen: Regimen, content: Content, *, planned: bool) -> None:
        self._regimen, self._content, self._planned = regimen, content, planned

    def at(self, day: date) -> RestartQuestion:
        """Return the question before the first dose after a pause, which is on this day."""
        if self._planned:
            return RestartQuestion("restart_other")
        known = [use.last_dose for use in self._known(day) if use.last_dose is not None]
        return RestartQuestion("restart_after", max(known)) if known else RestartQuestion("restart")

    def knows_any(self, printed: date) -> bool:
        """Tell whether the plan knows of an opioid in one of the pauses that are not over."""
        return any(self._known(day) for day in restarts(self._regimen, printed))

    def _known(self, day: date) -> tuple[OpioidUse, ...]:
        before = dosed_before(self._regimen.course, day)
        if before is None:
            return ()
        plan = self._regimen.plan
        return opioids_between(plan, self._content.opioids.rules(), before[1] + _DAY, day - _DAY)


def answer_since(plan: Plan, content: Content, pause: date, language: Language) -> str:
    """Say what the safety check knows of opioids since a day: which and when last, or none."""
    words, rules = content.screening.since_pause, content.opioids.rules()
    uses = opioids_between(plan, rules, pause, date.max)
    if uses:
        named = (
            words.last.format(opioid=rules[use.opioid].name, last=language.weekday_date(use.last_dose))
            if use.last_dose
            else words.still.format(opioid=rules[use.opioid].name)
            for use in uses
        )
        return words.found.format(opioids="; ".join(named))
    return words.found_unnamed if taken_since(plan, rules, pause) else words.none


def _typed(matches: list[MedicineMatch], typed: str) -> Iterator[TypedOpioid]:
    taken = [match for match in matches if match.medicine.is_opioid]
    names = tuple(dict.fromkeys(match.name for match in taken))
    if len(names) > _MOST_NAMED:
        yield TypedOpioid(UNNAMED, (), typed)
        return
    if taken:
        prescribed = any(opioid.prescribed for match in taken for opioid in match.medicine.opioids)
        yield TypedOpioid(PLANNED if prescribed else UNPRESCRIBED, names, typed)
        return
    for match in matches:
        if any(opioid.interval.effect == "review" for opioid in match.medicine.opioids):
            yield TypedOpioid(WEAK, (match.name,), typed)


def _with_finding(regimen: Regimen) -> frozenset[str]:
    found = (f.figure("opioid") for f in regimen.findings if f.code == codes.OPIOID_FREE_INTERVAL)
    return frozenset(name for name in found if isinstance(name, str))


def _kind(opioid: Opioid, use: str) -> str:
    if not opioid.prescribed:
        return UNPRESCRIBED
    return WEAK if opioid.interval.under(use).effect == "review" else PLANNED


def _in_pause(use: OpioidUse, regimen: Regimen, content: Content, printed: date) -> bool:
    """Tell whether an opioid was taken in the pause that a day lies in, that day included."""
    begun = last_before_pause(regimen, printed)
    if begun is None or use.last_dose is None:
        return False
    effect = content.opioids.by_id[use.opioid].interval.under(use.use).effect
    return effect in _ALONG and begun < use.last_dose <= printed


def _is_along(
    use: OpioidUse, regimen: Regimen, content: Content, near: frozenset[str], printed: date
) -> bool:
    effect = content.opioids.by_id[use.opioid].interval.under(use.use).effect
    if effect not in _ALONG:
        return False
    last = use.last_dose
    if last is None or (effect == "depot" and use.opioid in near):
        return True
    return dosed_span(regimen.course, printed, last) is not None


def _names(opioids: Iterable[Known], shared: Sentences, language: Language) -> str:
    """Write opioids in a row, each with its last day where one is known: ``a and b until Mon 7 Dec 2026``."""
    return language.listed(
        [
            shared.say("until", name=f"{name}," if "," in name else name, day=language.weekday_date(last))
            if last
            else name
            for name, last in (
                (language.either([*map(language.named, each.names)]), each.last) for each in opioids
            )
        ]
    )
