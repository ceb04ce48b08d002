"""Reads the wallet card back: whose it is, what it says of the dose, and until when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements, judge_frame
from ldn_desktop.read_back.card_dose import CONDITIONS, DOSE, PLANNED, STILL, TOLD, judge_dose
from ldn_desktop.read_back.opioids import judge_opioids, opioid_fields
from ldn_desktop.read_back.own_texts import printed
from ldn_desktop.read_back.statements import Found, Statement, account, fixed, sentence
from ldn_desktop.read_back.taken import Course

_PLACES = 2
"""Each sentence of the card stands on the sheet again, with its sources; of a translated one, on the English sheet."""
_DOSES = (
    *(
        "daily",
        "gaps_each",
        "since",
        "since_planned",
        "from",
        "only",
        "paused",
        "paused_day",
        "then",
        "rising",
        "falling",
        "then_falling",
    ),
    *(
        "part",
        "routed",
        "rhythm",
        "gaps",
        "next",
        "next_other",
        *PLANNED,
        "none_left",
        "so_far",
        *STILL,
        "waits",
        "waiting",
    ),
    *(
        "pausing",
        "pausing_day",
        "without",
        "without_day",
        "stopping",
        "stopping_if",
        "over",
        "over_gaps",
        "stopped",
        "renew",
        "start",
    ),
    *CONDITIONS,
)
_INNER = re.compile(r"\{(?:daily|told|paused)\}")
_SHOWN = frozenset({"name", "practice", "prescriber", "phone"})


def check_wallet_card(pages: Sequence[str], asked: Asked) -> None:
    """Refuse a card that says another thing than the plan.

    Raises ``DifferentError``, ``UnaccountedError`` or ``UnreadableError``.
    """
    asked = asked._replace(shows=_SHOWN | {"clinic"})
    found = tuple(account(pages, (*frame_statements(asked), *_sentences(asked))))
    judge_frame(found, asked, shown=_SHOWN)
    judge_opioids(found, asked)
    _judge_sentences(found, asked)
    judge_dose(found, Course(asked.regimen), asked)


def _sentences(asked: Asked) -> Iterator[Statement]:
    g, content = asked.grammar, asked.content
    words, patient = asked.words("wallet_card"), asked.words("patient_plan")
    told_of_doses = {
        "dose": g.dose,
        "times": g.times_said,
        "time": g.time,
        "route": g.route,
        "rhythm": g.rhythm,
        **dict.fromkeys(("day", "first", "last"), g.date),
    }
    fields = {**opioid_fields(asked), "clinic": fixed(printed(asked.clinic)) or "(?!)"}
    yield Statement("birth date", re.compile(rf"{fixed(words.texts['born'])} (?P<day>{g.short_date})"))
    for name, text in words.group("").items():
        if name == "part":
            yield Statement(f"{DOSE}parts", re.compile(rf"(?P<parts>{g.timed_doses(text)})"))
        elif name in _DOSES:
            # One sentence stands in another: each is read by itself, with what the other adds to it behind.
            yield sentence(f"{DOSE}{name}", _INNER.sub("", text).strip(" ,;"), told_of_doses)
        else:
            yield sentence(f"card {name}", text, fields)
    for at, told in enumerate(
        told for name in ("emergency", "what", "licence") for told in words.lists[name]
    ):
        yield sentence(f"{TOLD}{at}", told.text, {"until": g.date})
        named = "; ".join(content.sources[source].short for source in told.sources)
        yield sentence("card source", asked.words("papers").say("source", names=named))
    for name in ("screening_open", "screening_open_running", "local_rules"):
        yield sentence(f"phrase {name}", patient.texts[name], fields)
    if asked.spoken.card_notice:
        yield sentence("card notice", asked.spoken.card_notice)


def _judge_sentences(found: Sequence[Found], asked: Asked) -> None:
    """Refuse (``DifferentError``) a card without what an emergency team is told of every plan."""
    count = Counter(name for name, _, _ in found)
    translated = asked.spoken.is_translated
    for at, told in enumerate(asked.words("wallet_card").lists["emergency"]):
        if not told.when and count[f"{TOLD}{at}"] < (1 if translated else _PLACES):
            raise DifferentError(f"{TOLD}{at} is missing")
    if count["card notice"] < translated:
        raise DifferentError("what the card says of its translation")
