"""Reads the consent back: every point and its sources, the evidence for the plan's condition, the mark of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ldn_desktop.read_back.asked import Asked, DifferentError, frame_statements, judge_frame
from ldn_desktop.read_back.opioids import judge_opioids
from ldn_desktop.read_back.own_texts import printed
from ldn_desktop.read_back.sentences import patient_sentences
from ldn_desktop.read_back.statements import Found, Statement, account, sentence
from ldn_desktop.read_back.taken import Course
from ldn_desktop.reference.evidence.plain_words import line_in_words
from ldn_desktop.reference.words.sentences import Section

_SHOWN = frozenset({"name", "number", "practice", "practice address", "prescriber", "phone", "condition"})
_PHRASES = ("name", "born", "number", "local_rules", "screening_open", "screening_open_running")
_OF_THE_PLAN = ("opioids", "stop")
_SIGNING = ("patient", "prescriber", "interpreter")
_ANYWHERE = frozenset({"condition"})
"""What stands on whatever page has room for it."""
_AS_STUDIED = "supported"
_NG_PER_MG = 1_000_000


def check_consent(pages: Sequence[str], asked: Asked) -> None:
    """Refuse (``DifferentError``, ``UnaccountedError``, ``UnreadableError``) pages unlike plan and content.

    No point may be missing, and what is known of the condition must be what the content says of it.
    """
    known = tuple(_known(asked))
    condition = asked.regimen.plan.condition
    typed = "" if asked.content.condition(condition) else condition
    asked = asked.headed()
    asked = asked._replace(also=(*asked.also, ("condition", typed)), shows=_SHOWN | {"clinic"})
    found = tuple(account(pages, tuple(_statements(asked, known))))
    judge_frame(found, asked, shown=_SHOWN - _ANYWHERE, pages=len(pages), replaces=True)
    named = {name for name, _, _ in found}
    every = set(range(1, len(pages) + 1))
    if all(asked.own.missing(found, page, _ANYWHERE) for page in every):
        raise DifferentError("the condition is missing")
    told = ("phrase draft", "phrase draft_told")
    marks = ({page for name, _, page in found if name in kinds} for kinds in (told, ("phrase mark",)))
    if any(pages_with != every for pages_with in marks):
        raise DifferentError("the mark of a draft")
    missing = {name for name, _ in known} | set(_always(asked))
    if missing - named or (bool(printed(typed)) != any(name.startswith("typed ") for name in named)):
        raise DifferentError("a point is missing")
    signed = [name for name, _, _ in found if name.startswith("signature ")]
    if signed != [f"signature {name}" for who in _SIGNING for name in (who, "signature", "date")]:
        raise DifferentError("the places to sign")
    _judge_treatment(found, asked)
    _judge_plan(found, asked)


def _known(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield what the content says of the plan's condition, and of it beside what the overview claims."""
    content, words = asked.content, asked.words("consent")
    condition = content.condition(asked.regimen.plan.condition)
    if condition is None:
        if not printed(asked.regimen.plan.condition):
            yield "known nothing", words.say("no_condition")
        return
    grade, direction = condition.grade, condition.direction
    yield "known condition", words.say("condition", condition=condition.name, summary=condition.summary)
    yield "known grade", words.say("grade", grade=grade, meaning=content.grades.grades[grade])
    pointing = words.say("direction", direction=direction, meaning=content.grades.directions[direction])
    yield "known direction", pointing
    yield "known caution", words.say("caution", caution=condition.caution)
    for claim in content.claims.values():
        if condition.id in claim.topics and claim.level != _AS_STUDIED:
            shows = line_in_words(claim.shows, content.sources)
            yield f"known claim {claim.id}", words.say("claim", claim=claim.says, shows=shows)


def _statements(asked: Asked, known: Sequence[tuple[str, str]]) -> Iterator[Statement]:
    words = asked.words("consent")
    yield from frame_statements(asked)
    kept = {f"phrase {name}" for name in _PHRASES} | {f"section {name}" for name in _OF_THE_PLAN}
    starts = tuple(f"advice {name} " for name in _OF_THE_PLAN)
    yield from (
        each for each in patient_sentences(asked) if each.name in kept or each.name.startswith(starts)
    )
    for name, text in known:
        yield sentence(name, text)
    for at, part in enumerate(words.say("not_graded", condition="\0").split("\0")):
        yield sentence(f"typed {at}", part.strip())
    for name in ("title", "mark", "draft", "draft_told"):
        yield sentence(f"phrase {name}", words.say(name))
    yield sentence(
        "treatment", words.texts["treatment"], {"revision": r"[1-9]\d*", "most": asked.grammar.dose}
    )
    for name, text in words.group("signature").items():
        yield sentence(f"signature {name}", text)
    for name, section in _standing(asked).items():
        yield sentence(f"part {name}", section.heading)
        for at, advice in enumerate(section.advice):
            yield sentence(f"point {name} {at}", advice.text)
    for name, sources in _sources(asked):
        yield sentence(f"sources {name}", sources)


def _standing(asked: Asked) -> dict[str, Section]:
    """Return the consent's own sections: the one on what is made up is not for licensed tablets alone."""
    licensed = Fraction(asked.content.formulary.home_made.tablet_ng, _NG_PER_MG)
    parts = (part for span in Course(asked.regimen).dosed for taken in span.taken.values() for part in taken)
    made_up = any((part.product.kind, part.product.strength) != ("tablet", licensed) for part in parts)
    sections = asked.words("consent").sections
    return {name: section for name, section in sections.items() if made_up or "made-up" not in section.when}


def _sources(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield the line of sources below each part; two parts may have the same."""
    content = asked.content
    say = asked.words("papers").say
    sections = {**_standing(asked), "stop": asked.words("patient_plan").sections["stop"]}
    condition = content.condition(asked.regimen.plan.condition)
    for name, section in sections.items():
        ids: Iterable[str] = [source for advice in section.advice for source in advice.sources]
        if name == "known" and condition:
            ids = (*condition.sources, *ids)
        names = dict.fromkeys(content.sources[source].short for source in ids)
        if names and name != "agree":
            yield name, say("source", names="; ".join(names))


def _always(asked: Asked) -> Iterator[str]:
    """Yield what stands on every consent; of lines of sources alike the first alone is found."""
    for name, section in _standing(asked).items():
        yield f"part {name}"
        yield from (f"point {name} {at}" for at, entry in enumerate(section.advice) if not entry.when)
    seen: dict[str, str] = {}
    for name, line in _sources(asked):
        if name != "stop":
            seen.setdefault(line, name)
    yield from (f"sources {name}" for name in seen.values())
    yield from ("treatment", "phrase title")


def _judge_treatment(found: Sequence[Found], asked: Asked) -> None:
    """Refuse another revision, or another highest dose than the plan's."""
    most = max((span.dose for span in Course(asked.regimen).dosed), default=Fraction(0))
    for name, fields, _ in found:
        wanted = asked.regimen.plan.revision, most
        if name == "treatment" and (int(fields["revision"]), asked.grammar.read_mg(fields["most"])) != wanted:
            raise DifferentError("the treatment")


def _judge_plan(found: Sequence[Found], asked: Asked) -> None:
    """Refuse warnings left out, or that contradict each other."""
    judge_opioids(found, asked)
    regimen = asked.regimen
    told = {name.split()[1] for name, _, _ in found if name.startswith(("section ", "advice "))}
    if told != {"opioids", "stop"}:
        raise DifferentError("the warning about opioids")
    facts: set[str] = set()
    for name in _OF_THE_PLAN:
        advice = asked.words("patient_plan").sections[name].advice
        said = {each for each, _, _ in found if each.startswith(f"advice {name} ")}
        facts |= {
            fact for at, entry in enumerate(advice) if f"advice {name} {at}" in said for fact in entry.when
        }
        always = {f"advice {name} {at}" for at, entry in enumerate(advice) if not entry.when}
        if name in told and always - said:
            raise DifferentError("the warning about opioids")
    screening = regimen.plan.screening
    along = screening.opioids or regimen.plan.medicines or dict(screening.answers).get("opioid-dependence")
    either = {"opioid-planned", "no-opioid-planned"} & facts
    if len(either) != 1 or (not along and either != {"no-opioid-planned"}):
        raise DifferentError("the warning about opioids")
    named = {name for name, _, _ in found}
    choice = asked.words("consent").sections["choice"].advice
    chosen = {fact for at, entry in enumerate(choice) if f"point choice {at}" in named for fact in entry.when}
    if chosen != either:
        raise DifferentError("the choice to stop")
