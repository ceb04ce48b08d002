"""Compares what a paper says of missed doses with the plan."""

from __future__ import annotations

from collections.abc import Sequence

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
    long = any(span.dose and _gap(span) >= asked.content.thresholds.resume_days for span in ahead)
    if facts & {"long-gaps", "no-long-gaps"} - {"long-gaps" if long else "no-long-gaps"}:
        raise DifferentError("the advice on missed doses")


def _gap(span: Span) -> int:
    """Return the most days from one dose to the next in the rhythm of a span."""
    kind, days = span.rhythm or ("round", (1, 0))
    if kind == "round":
        return days[1] + 1
    taken = [day in days for day in range(_WEEK)] * 2
    return max(
        next(at for at in range(1, _WEEK + 1) if taken[day + at]) for day in range(_WEEK) if taken[day]
    )
