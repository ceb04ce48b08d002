"""An article as a neutral document: lead, evidence card, studies, claims, text, sources numbered by first use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ldn_desktop.articles.evidence_matrix import Matrix, matrix
from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.grading import Basis, basis, studies_of
from ldn_desktop.reference.evidence.overview import Claim
from ldn_desktop.reference.evidence.sources import Source
from ldn_desktop.reference.evidence.studies import Study
from ldn_desktop.reference.topics.markup import (
    Block,
    Cite,
    Heading,
    Inline,
    Paragraph,
    Text,
    cited,
    lines,
    parse,
    parse_line,
    plain,
)
from ldn_desktop.reference.topics.topics import Topic

_CAUTION = "Caution:"
GROUPS = ("randomised", "other", "pooled")
_POOLED = frozenset({"meta-analysis", "review"})


class Card(NamedTuple):
    """The evidence card of a condition."""

    condition: Condition
    caution: tuple[Inline, ...]
    basis: Basis


class ShownClaim(NamedTuple):
    """What the overview says beside what the studies show."""

    claim: Claim
    shows: tuple[Inline, ...]


class Article(NamedTuple):
    """An article, ready to be written as a page or as text.

    ``caution`` is empty where there is none or where it stands on the card. ``studies`` holds those of the condition
    by group: ``randomised``, ``other``, ``pooled``. ``numbers`` gives each source the number of its first use.
    """

    topic: Topic
    section: str
    lead: tuple[Inline, ...]
    card: Card | None
    caution: tuple[Inline, ...]
    studies: dict[str, tuple[Study, ...]]
    claims: tuple[ShownClaim, ...]
    body: tuple[Block, ...]
    numbers: dict[str, int]
    sources: tuple[Source, ...]

    @property
    def glance(self) -> Matrix | None:
        """The studies by design and finding; ``None`` where that would say no more than their table."""
        return matrix(study for studies in self.studies.values() for study in studies)

    @property
    def headings(self) -> tuple[tuple[str, str, int], ...]:
        """The headings of the page in order: anchor, words, level."""
        made: list[tuple[str, str, int]] = []
        if any(self.studies.values()):
            made.append(("studies", "Studies", 2))
        if self.glance is not None:
            made.append(("findings", "Findings at a glance", 2))
        if self.claims:
            made.append(("claims", "The overview and the studies", 2))
        made += [(b.anchor, plain(b.inlines), b.level) for b in self.body if isinstance(b, Heading)]
        return (*made, ("sources", "Sources", 2))


def article(topic: Topic, content: Content) -> Article:
    """Return the article of a topic. Refused (``MarkupError``): a text that breaks the rules of marked-up text."""
    lead, body = parse_line(topic.summary), parse(topic.body)
    caution, body = _caution(body)
    condition = content.conditions.get(topic.condition)
    studies = _studies(condition, content) if condition else {}
    claims = tuple(
        ShownClaim(claim, parse_line(claim.shows))
        for claim in content.claims.values()
        if any(target.partition("#")[0] == topic.id for target in claim.topics)
    )
    runs = [lead, caution, *(Cite((study.id,)) for group in GROUPS for study in studies.get(group, ()))]
    runs += [shown.shows for shown in claims]
    numbers = _numbered((*(_as_run(run) for run in runs), *lines(body)))
    return Article(
        topic=topic,
        section=next(s.title for s in content.sections if s.id == topic.section),
        lead=lead,
        card=Card(condition, caution, basis(condition, content.studies)) if condition else None,
        caution=() if condition else caution,
        studies=studies,
        claims=claims,
        body=body,
        numbers=numbers,
        sources=tuple(content.sources[name] for name in numbers),
    )


def _as_run(run: tuple[Inline, ...] | Cite) -> tuple[Inline, ...]:
    return (run,) if isinstance(run, Cite) else run


def _caution(body: tuple[Block, ...]) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """Return the caution that an article may begin with, without its first word, and the rest of the body."""
    first = body[0]
    if isinstance(first, Paragraph):
        mark = first.inlines[0]
        if isinstance(mark, Text) and mark.strong and mark.text == _CAUTION:
            return first.inlines[1:], body[1:]
    return (), body


def _studies(condition: Condition, content: Content) -> dict[str, tuple[Study, ...]]:
    groups: dict[str, list[Study]] = {group: [] for group in GROUPS}
    for study in studies_of(condition, content.studies):
        group = "randomised" if study.controlled else "pooled" if study.design in _POOLED else "other"
        groups[group].append(study)
    return {group: tuple(sorted(found, key=_largest_first)) for group, found in groups.items()}


def _largest_first(study: Study) -> tuple[int, str]:
    return -study.n, study.id


def _numbered(runs: Iterable[tuple[Inline, ...]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for run in runs:
        for name in cited(run):
            numbers.setdefault(name, len(numbers) + 1)
    return numbers
