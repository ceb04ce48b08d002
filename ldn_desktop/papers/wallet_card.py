"""The card *I take naltrexone* as a neutral document: who, what, how much now, and what an emergency team must know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ldn_desktop.domain import codes
from ldn_desktop.domain.practice import NO_PRACTICE, Practice
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.ahead import has_begun
from ldn_desktop.papers.catalogue import PaperContext, refuse_blocked
from ldn_desktop.papers.frame import SHARED, one_line
from ldn_desktop.papers.opioid_words import OpioidsAlong, opioids_along
from ldn_desktop.papers.patient_plan import SENTENCES as PATIENT_PLAN
from ldn_desktop.papers.plan_facts import CONDITIONS, facts_of
from ldn_desktop.papers.plan_state import restarts
from ldn_desktop.papers.wallet_dose import card_dose
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.words.bold import bold, plain
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences, SourcedSentence, declared
from ldn_desktop.reference.words.wording import NARROW, PLAIN, Wording

_DAY = timedelta(days=1)
SENTENCES = declared(
    "wallet_card",
    {
        "": "title title_stopped name born start{day} dose last call phone hint rests rests_in_english renew{day}"
        " local_rules{clinic}"
        " daily{dose times} gaps_each{dose times} since{daily day} since_planned{daily day} from{daily day}"
        " only{daily day} paused{first last} paused_day{first} then{paused daily} rising{told dose}"
        " falling{told dose} then_falling{told dose} pausing{told first last}"
        " pausing_day{told first} without{told first last} without_day{told first} stopping{told day}"
        " stopping_if{told day} waits{told day} waiting{dose day} part{dose time}"
        " routed{daily route} rhythm{daily rhythm} gaps{daily} next{told day} next_other{told day dose}"
        " if_tolerated{told} after_review{told} planned_if_tolerated{told} planned_after_review{told}"
        " none_left{told day} so_far{dose day told}"
        " still{dose told} still_rhythm{dose rhythm told} or_still{told dose} or_still_rhythm{told dose rhythm}"
        " over{dose day} over_gaps{dose day} stopped{dose day}"
        " also{opioids} also_unnamed also_treated also_weak{weak} also_unprescribed{unprescribed} also_recent{recent}"
    },
    lists="what emergency licence",
    given=CONDITIONS,
)


class WalletCard(NamedTuple):
    """Front and back in reading order. Sentences may hold ``BOLD`` around what is bold; texts of people never do.

    ``also`` names the opioids that are planned along, empty where there are none; it follows ``what``. ``dose`` is a
    label and its sentence, ``front`` the lines above it; ``last`` is the label of the line on which the last dose is
    written, empty after a stop, where ``dose`` has its day. ``alert``, ``notes`` and ``rests`` stand on the sheet,
    outside the card: for whoever prints it. The card is carried for months: what holds in a pause alone has its day.
    """

    title: str
    what: str
    also: str
    front: tuple[tuple[str, str], ...]
    dose: tuple[str, str]
    last: str
    emergency: tuple[str, ...]
    call: tuple[str, str]
    phone: tuple[str, str]
    foot: str
    hint: str
    alert: str
    notes: tuple[str, ...]
    rests: tuple[str, ...]
    notice: tuple[str, ...] = ()
    """What the sheet says of its language, a line each; empty where papers come in English alone."""


def make(context: PaperContext) -> WalletCard:
    """Return it as ``wallet_card`` does."""
    c = context
    return wallet_card(c.regimen, c.content, c.printed, c.wording, c.clinic, c.practice)


def wallet_card(
    regimen: Regimen,
    content: Content,
    printed: date,
    wording: Wording = PLAIN,
    local_clinic: str = "",
    practice: Practice = NO_PRACTICE,
) -> WalletCard:
    """Return the card of a plan as it is on the day it is printed. Refused (``BlockedError``): a plan that is blocked.

    ``local_clinic`` names the clinic whose weaker rules it was checked by; empty where none are in force.
    """
    refuse_blocked(regimen)
    plan, language = regimen.plan, wording.language
    words, plan_words, shared = (
        content.sentences(file, language.code) for file in (SENTENCES, PATIENT_PLAN, SHARED)
    )
    prescriber = plan.prescriber
    born = language.full_date(plan.patient.birth_date) if plan.patient.birth_date else ""
    opioids = opioids_along(regimen, content, printed)
    facts = facts_of(regimen, opioids, printed, content)
    again = next(iter(restarts(regimen, printed)), None) if "pausing" in facts else None
    until = language.full_date(again - _DAY) if again else ""
    what, emergency = (
        tuple(
            told._replace(text=told.text.format(until=until))
            for told in sentences
            if facts.issuperset(told.when)
        )
        for sentences in (words.lists["what"], words.lists["emergency"])
    )
    clinic = one_line(local_clinic)
    started = words.say("start", day=language.full_date(regimen.first_dose))
    revision = shared.say("revision", revision=str(plan.revision))
    foot = [f"{started} · {revision}, {shared.say('printed', day=language.full_date(printed))}."]
    if again:
        foot.append(words.say("renew", day=language.full_date(again)))
    notes = list(_sourced(content, words.lists["licence"], shared, language))
    if language.card_notice:
        foot.append(language.card_notice)
    if clinic:
        foot.append(words.say("local_rules", clinic=clinic))
        notes.append(plan_words.say("local_rules", clinic=clinic))
    names = (one_line(prescriber.name), one_line(prescriber.practice))
    open_check = any(finding.code == codes.INCOMPLETE for finding in regimen.findings)
    return WalletCard(
        title=words.say("title_stopped" if "stopped" in facts else "title"),
        what=" ".join(told.text for told in what),
        also=" ".join(_also(opioids, words, opioids.names(shared, language))),
        front=(
            (words.say("name"), one_line(plan.patient.name)),
            (words.say("born"), born),
        ),
        dose=(words.say("dose"), card_dose(regimen, wording.of(regimen), words, printed)),
        last="" if "stopped" in facts else words.say("last"),
        emergency=tuple(sentence.text for sentence in emergency),
        call=(words.say("call"), ", ".join(name for name in names if name)),
        # A number that is broken over two lines is misread.
        phone=(words.say("phone"), one_line(practice.phone_of(prescriber)).replace(" ", NARROW)),
        foot=" ".join(foot),
        hint=words.say("hint"),
        alert=plan_words.say("screening_open_running" if has_begun(regimen, printed) else "screening_open")
        if open_check and "stopped" not in facts
        else "",
        notes=tuple(notes),
        rests=_rests(content, (*what, *emergency), words, shared, language),
        notice=language.notice,
    )


def _also(opioids: OpioidsAlong, words: Sentences, names: Mapping[str, str]) -> Iterator[str]:
    if opioids.named:
        yield words.say("also", **names)
    if opioids.weak:
        yield words.say("also_weak", **names)
    if opioids.unprescribed:
        yield words.say("also_unprescribed", **names)
    if opioids.unnamed:
        yield words.say("also_unnamed")
    if opioids.treated:
        yield words.say("also_treated")
    if opioids.recent:
        yield words.say("also_recent", **names)


def _rests(
    content: Content,
    sentences: tuple[SourcedSentence, ...],
    words: Sentences,
    shared: Sentences,
    language: Language,
) -> tuple[str, ...]:
    """Return what the sentences of the card rest on: sources have English names, and stand on the English card."""
    if language.is_translated:
        return (words.say("rests_in_english"),)
    return (bold(f"{words.say('rests')}:"), *_sourced(content, sentences, shared, language))


def _sourced(
    content: Content, sentences: tuple[SourcedSentence, ...], shared: Sentences, language: Language
) -> Iterator[str]:
    for told in sentences:
        names = "; ".join(content.sources[name].short for name in told.sources)
        source = "" if language.is_translated else shared.say("source", names=names)
        yield f"{plain(told.text)} {source}".rstrip()
