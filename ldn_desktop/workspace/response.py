"""How a patient fared over all visits: a line of scores for each question, and side effects with their days.

Days are ordinals. Scores run from 0, none, to 10, worst.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ldn_desktop.library.bodies import SEVERITIES

if TYPE_CHECKING:
    from ldn_desktop.library.bodies import Visit
    from ldn_desktop.reference.content import Content


class Series(NamedTuple):
    """The scores of one question in the order of their days, at most one a day."""

    code: str
    name: str
    points: tuple[tuple[int, int], ...]

    @property
    def last(self) -> int:
        """The last score."""
        return self.points[-1][1]


class Effect(NamedTuple):
    """A side effect on days on end, both inclusive, each with its severity; ``parts`` follow each other.

    It is known on the days of visits alone: it begins on the day since which it was there, where somebody knows, and
    ends on the last visit that tells of it. The days before a visit have the severity that it tells.
    """

    name: str
    parts: tuple[tuple[int, int, str], ...]

    @property
    def first(self) -> int:
        """The first day."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """The last day on which somebody told of it."""
        return self.parts[-1][1]

    @property
    def words(self) -> str:
        """What stands beside it."""
        return f"{self.name}, {', then '.join(part[2] for part in self.parts)}"


class Asked(NamedTuple):
    """What a visit asks, by code: the ``names`` of all questions, and the ``answers`` of those answered in words."""

    names: Mapping[str, str]
    answers: Mapping[str, tuple[str, ...]]

    def told(self, scores: Sequence[tuple[str, int]]) -> str:
        """Say scores in a line, in the order in which they are asked for."""
        order = list(self.names)
        placed = sorted(scores, key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
        first, *others = (self._say(code, score) for code, score in placed)
        return ", ".join([first, *(f"{words[:1].lower()}{words[1:]}" for words in others)])

    def _say(self, code: str, score: int) -> str:
        answers, name = self.answers.get(code, ()), self.names.get(code, code)
        return f"{name}: {answers[score - 1]}" if 0 < score <= len(answers) else f"{name} {score}"


def asked_by(content: Content) -> Asked:
    """Return what the content has a visit ask."""
    measures = content.measures.asked.values()
    return Asked(
        {measure.id: measure.name for measure in measures},
        {measure.id: measure.answers for measure in measures if measure.answers},
    )


def series_of(visits: Sequence[Visit], asked: Asked) -> tuple[Series, ...]:
    """Return the lines of scores in the order in which they are asked for; a code that nobody asks for comes last.

    A question that is answered in words has none. Of several visits on a day the last tells.
    """
    found: dict[str, dict[int, int]] = {code: {} for code in asked.names}
    for visit in visits:
        for code, score in visit.scores:
            if code not in asked.answers:
                found.setdefault(code, {})[visit.on.toordinal()] = score
    return tuple(
        Series(code, asked.names.get(code, code), tuple(points.items()))
        for code, points in found.items()
        if points
    )


def effects_of(visits: Sequence[Visit]) -> tuple[Effect, ...]:
    """Return the side effects by their first day. A visit that does not tell of one ends it."""
    open_now: dict[str, Effect] = {}
    done: list[Effect] = []
    for visit in visits:
        day = visit.on.toordinal()
        told = {effect.name.casefold(): effect for effect in visit.side_effects}
        done += [effect for name, effect in open_now.items() if name not in told and effect.last < day]
        still = {name: effect for name, effect in open_now.items() if effect.last == day}
        for name, effect in told.items():
            since = min(effect.since.toordinal(), day) if effect.since else day
            before = open_now.get(name) or _before(done, name, since)
            if before in done:
                done.remove(before)
            still[name] = (
                Effect(effect.name, ((since, day, effect.severity),))
                if before is None
                else _longer(before, day, effect.severity)
            )
        open_now = still
    return tuple(sorted([*done, *open_now.values()], key=lambda effect: (effect.first, effect.last)))


def _before(done: Sequence[Effect], name: str, since: int) -> Effect | None:
    """Return an effect that was not told of in between, though it was there: it began no later than that ended."""
    for effect in reversed(done):
        if effect.name.casefold() == name and since <= effect.last + 1:
            return effect
    return None


def _longer(effect: Effect, day: int, severity: str) -> Effect:
    *rest, (first, last, before) = effect.parts
    if before == severity:
        return effect._replace(parts=(*rest, (first, day, severity)))
    if last >= day:
        # Two visits on one day: the later one tells.
        return effect._replace(parts=(*rest, (first, last, severity)))
    return effect._replace(parts=(*effect.parts, (last + 1, day, severity)))


def worst(effect: Effect) -> str:
    """Return the worst severity of a side effect."""
    return max((part[2] for part in effect.parts), key=SEVERITIES.index)
