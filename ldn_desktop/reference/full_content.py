"""All that the reference and the search show, beyond what the planner needs at start."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.reference.content import Content, ContentError
from ldn_desktop.reference.evidence.grades import Grades, read_grades
from ldn_desktop.reference.evidence.overview import Claim, read_claims
from ldn_desktop.reference.evidence.studies import Study, read_studies
from ldn_desktop.reference.opioids.blockade import Blockade, read_blockade
from ldn_desktop.reference.search.search_words import SearchWords, read_search_words
from ldn_desktop.reference.topics.adverse_effects import AdverseEffect, read_adverse_effects
from ldn_desktop.reference.topics.glossary import Term, read_glossary
from ldn_desktop.reference.topics.mechanisms import MechanismMap, read_mechanisms
from ldn_desktop.reference.topics.topics import Section, Topic, read_sections, read_topics
from ldn_desktop.reference.words.printed_advice import tells_printed, with_printed


class FullContent(Content):
    """The content of a folder with its articles and tables. Every part refuses (``ContentError``) a faulty file."""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The branches of the tree, in order."""
        return self.part("topics/sections.toml", read_sections)

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """The articles, by id, in the order of the tree; what the patient's plan prints stands in them word for word."""
        sections = self.sections
        try:
            topics = read_topics(self.folder / "topics", sections)
        except FileError as error:
            raise ContentError(str(error)) from error
        for topic in topics.values():
            if tells_printed(topic.body):
                try:
                    topics[topic.id] = topic._replace(body=with_printed(topic.body, self.patient_words))
                except FileError as error:
                    raise ContentError(f"{topic.file}: {error}") from error
        return topics

    @property
    def edition(self) -> date:
        """The day of the newest review: by it an edition of the content is named."""
        return max(topic.reviewed for topic in self.topics.values())

    def due(self, today: date) -> tuple[Topic, ...]:
        """Return the articles whose review is overdue."""
        return tuple(topic for topic in self.topics.values() if topic.review_due < today)

    @cached_property
    def grades(self) -> Grades:
        """What the grades and directions of the evidence mean."""
        return self.part("grades.toml", read_grades)

    @cached_property
    def studies(self) -> dict[str, Study]:
        """The studies, by the id of their source."""
        return self.part("studies.toml", read_studies)

    @cached_property
    def glossary(self) -> dict[str, Term]:
        """The terms, by id."""
        return self.part("glossary.toml", read_glossary)

    @cached_property
    def adverse_effects(self) -> dict[str, AdverseEffect]:
        """The adverse effects, by id."""
        return self.part("adverse_effects.toml", read_adverse_effects)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """What the overview claims, by id."""
        return self.part("overview.toml", read_claims)

    @cached_property
    def mechanism_map(self) -> MechanismMap:
        """The mechanism map."""
        return self.part("mechanisms.toml", read_mechanisms)

    @cached_property
    def blockade(self) -> Blockade:
        """The blockade curve."""
        return self.part("blockade.toml", read_blockade)

    @cached_property
    def search_words(self) -> SearchWords:
        """Words that stand for the same thing, and classes of medicines with an article."""
        return self.part("search_words.toml", read_search_words)
