"""Reads the wallet card back: whose it is, what it says of the dose, and until when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ldn_desktop.read_back import grammar as g
from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements, judge_frame
from ldn_desktop.read_back.opioids import judge_opioids, opioid_fields
from ldn_desktop.read_back.own_texts import printed
from ldn_desktop.read_back.statements import Found, Statement, account, fixed, sentence
from ldn_desktop.read_back.taken import DAY, Course, Span

_DOSE, _TOLD = "dose ", "card sentence "
_PLACES = 2
"""Each sentence of the card stands on the sheet again, with its sources."""
_DOSES = (
    *("daily", "daily_gaps", "daily_gaps_split", "since", "from", "paused", "paused_day", "then", "rising"),
    *("pausing", "pausing_day", "stopping", "over", "over_gaps", "stopped", "renew", "start"),
)
_FIELDS = {"dose": g.DOSE, "times": g.TIMES_SAID, **dict.fromkeys(("day", "first", "last"), g.DATE)}
_INNER = re.compile(r"\{(?:daily|told|paused)\}")
_SHOWN = frozenset({"name", "practice", "prescriber", "phone"})


def check_wallet_card(pages: Sequence[str], asked: Asked) -> None:
    """Refuse a card that says another thing than the plan.

    Raises ``DifferentError``, ``UnaccountedError`` or ``UnreadableError``.
    """
    found = tuple(account(pages, (*frame_statements(asked), *_sentences(asked))))
    judge_frame(found, asked, shown=_SHOWN)
    judge_opioids(found, asked)
    _judge_sentences(found, asked)
    _judge_dose(found, Course(asked.regimen), asked.printed)


def _sentences(asked: Asked) -> Iterator[Statement]:
    content = asked.content
    words, patient = content.words("wallet_card"), content.words("patient_plan")
    fields = {**opioid_fields(asked), "clinic": fixed(printed(asked.clinic)) or "(?!)"}
    for name, text in words.group("").items():
        if name in _DOSES:
            # One sentence stands in another: each is read by itself, with what the other adds to it behind.
            yield sentence(f"{_DOSE}{name}", _INNER.sub("", text).strip(" ,;"), _FIELDS)
        else:
            yield sentence(f"card {name}", text, fields)
    for at, told in enumerate(
        told for name in ("emergency", "what", "licence") for told in words.lists[name]
    ):
        yield sentence(f"{_TOLD}{at}", told.text, {"until": g.DATE})
        named = "; ".join(content.sources[source].short for source in told.sources)
        yield sentence("card source", f"Source: {named}.")
    for name in ("screening_open", "screening_open_running", "local_rules"):
        yield sentence(f"phrase {name}", patient.texts[name], fields)


def _judge_sentences(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) a card without what an emergency team is told of every plan."""
    count = Counter(name for name, _, _ in found)
    for at, told in enumerate(asked.content.words("wallet_card").lists["emergency"]):
        if not told.when and count[f"{_TOLD}{at}"] < _PLACES:
            raise DifferentError(f"{_TOLD}{at} is missing")


def _judge_dose(found: Sequence[Found], course: Course, printed: date) -> None:
    said = {name.removeprefix(_DOSE): fields for name, fields, _ in found if name.startswith(_DOSE)}
    ahead = course.from_day(printed)
    dosed = [span for span in ahead if span.dose]
    for name, fields in said.items():
        if not _is_true(name, fields, course, dosed):
            raise DifferentError(f"{_DOSE}{name}")
    now = course.on(printed)
    until = {
        g.read_date(fields["until"])
        for name, fields, _ in found
        if name.startswith(_TOLD) and "until" in fields
    }
    ends = {dosed[0].first - DAY} if dosed and now is not None and not now.dose else set()
    if not until <= ends or ("renew" in said) != bool(until):
        raise DifferentError("the last day of a pause")
    if "start" not in said or not {
        "daily",
        "daily_gaps",
        "daily_gaps_split",
        "over",
        "over_gaps",
        "stopped",
    } & set(said):
        raise DifferentError("the dose is missing")


def _is_true(name: str, fields: Mapping[str, str], course: Course, ahead: Sequence[Span]) -> bool:
    days = {field: g.read_date(text) for field, text in fields.items() if field in {"day", "first", "last"}}
    dose = g.read_mg(fields["dose"]) if "dose" in fields else None
    last = course.dosed[-1]
    match name:
        case "start":
            return days["day"] == course.dosed[0].first
        case "daily" | "daily_gaps" | "daily_gaps_split":
            times = g.read_times(fields["times"])
            parts = len(times) if name == "daily_gaps_split" else 1
            return (
                bool(ahead) and dose is not None and (dose * parts, times) == (ahead[0].dose, ahead[0].times)
            )
        case "since" | "from":
            return bool(ahead) and _is_begun(days["day"], ahead[0], course)
        case "paused" | "paused_day" | "pausing" | "pausing_day":
            begins, ends = days["first"], days.get("last", days["first"])
            around = course.on(begins, -1), course.on(ends, 1)
            within = [s for s in course.spans if s.first <= ends and s.last >= begins]
            return (
                bool(within)
                and not any(span.dose for span in within)
                and all(not s or s.dose for s in around)
            )
        case "rising":
            return dose == max(span.dose for span in ahead)
        case "stopping":
            return days["day"] == last.last
        case "stopped":
            return (days["day"], dose) == (last.last, last.dose)
        case "renew":
            return bool(ahead) and days["day"] == ahead[0].first
        case "over" | "over_gaps":
            return (days["day"], dose) == (course.last, last.dose)
    return name == "then"


def _is_begun(day: date, now: Span, course: Course) -> bool:
    """Tell whether what is now taken is taken from a day on, days without a dose between or not."""
    begun = course.on(day)
    between = (span for span in course.spans if day <= span.first and span.last < now.first)
    alike = begun is not None and begun.first == day and begun.is_like(now)
    eve = course.on(day, -1)
    return alike and not now.is_like(eve) and all(not span.dose or span.is_like(now) for span in between)
