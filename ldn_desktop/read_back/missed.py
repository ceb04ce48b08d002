"""Compares what a paper says of missed doses with the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_desktop.read_back.asked import Asked, DifferentError
from ldn_desktop.read_back.statements import Found
from ldn_desktop.read_back.taken import Span

_WEEK = 7


def judge_missed(found: Sequence[Found], ahead: Sequence[Span], asked: Asked) -> None:
    """Refuse advice on missed doses left out, of a plan without doses ahead, or not of the longest time between two."""
    advice = asked.words("patient_plan").sections["missed"].advice
    told = {int(name.rpartition(" ")[2]) for name, _, _ in found if name.startswith("advice missed ")}
    always = {at for at, entry in enumerate(advice) if not entry.when} if ahead else set[int]()
    if {at for at in told if not advice[at].when} != always or len(told) != len(always) + bool(ahead):
        raise DifferentError("the advice on missed doses")
    facts = {fact for at in told for fact in advice[at].when}
    between = [days for span in ahead if span.dose for days in _between(span)]
    long = [days >= asked.content.thresholds.resume_days for days in between]
    name = "only-long-gaps" if long and all(long) else "some-long-gaps" if any(long) else "no-long-gaps"
    if facts & {"only-long-gaps", "some-long-gaps", "no-long-gaps"} - {name}:
        raise DifferentError("the advice on missed doses")


def _between(span: Span) -> Iterator[int]:
    """Yield the days from each dose to the next in the rhythm of a span, one round of it."""
    kind, days = span.rhythm or ("round", (1, 0))
    taken = (
        [at < days[0] for at in range(sum(days))] if kind == "round" else [at in days for at in range(_WEEK)]
    )
    for day in (at for at, is_taken in enumerate(taken) if is_taken):
        yield next(at for at in range(1, len(taken) + 1) if taken[(day + at) % len(taken)])
