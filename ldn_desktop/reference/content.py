"""The table of all content: one row a part. A part is read when it is first asked for, once, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.parts import part, told_of
from ldn_desktop.reference.words.word_files import WordFiles

if TYPE_CHECKING:
    from datetime import date

    from ldn_desktop.domain.rules import Thresholds
    from ldn_desktop.reference.evidence.conditions import Condition
    from ldn_desktop.reference.evidence.grades import Grades
    from ldn_desktop.reference.evidence.overview import Claim
    from ldn_desktop.reference.evidence.sources import Source
    from ldn_desktop.reference.evidence.studies import Study
    from ldn_desktop.reference.medicines.finder import Reading
    from ldn_desktop.reference.medicines.interactions import Interaction
    from ldn_desktop.reference.medicines.table import KnownMedicine, MedicineTable
    from ldn_desktop.reference.opioids.blockade import Blockade
    from ldn_desktop.reference.opioids.table import Opioids
    from ldn_desktop.reference.planning.formulary import Formulary
    from ldn_desktop.reference.planning.instructions import AmountWords
    from ldn_desktop.reference.planning.measures import Measures
    from ldn_desktop.reference.planning.presets import Presets
    from ldn_desktop.reference.planning.screening import ScreeningWords
    from ldn_desktop.reference.planning.surgery import SurgeryWords
    from ldn_desktop.reference.planning.thresholds import ThresholdTable
    from ldn_desktop.reference.search.synonyms import SearchWords
    from ldn_desktop.reference.topics.adverse_effects import AdverseEffect
    from ldn_desktop.reference.topics.glossary import Term
    from ldn_desktop.reference.topics.mechanisms import MechanismMap
    from ldn_desktop.reference.topics.topics import Section, Topic
    from ldn_desktop.reference.words.finding_words import FindingWords

_MEDICINES_REMEMBERED = 200


class Content(WordFiles):
    """The content of a folder. Every part refuses (``ContentError``) a file that is not as it should be."""

    @part("bibliography.json")
    def sources(self, root: Node) -> dict[str, Source]:
        """The bibliography, by id."""
        from ldn_desktop.reference.evidence.sources import read_sources

        return read_sources(root)

    @part("presets.toml")
    def presets(self, root: Node) -> Presets:
        """The presets in the order they are offered, and doses that studies used and that make no preset."""
        from ldn_desktop.reference.planning.presets import read_presets

        return read_presets(root)

    @part("conditions.toml")
    def conditions(self, root: Node) -> dict[str, Condition]:
        """The conditions, by id, in the order they are listed."""
        from ldn_desktop.reference.evidence.conditions import read_conditions

        return read_conditions(root)

    def condition(self, named: str) -> Condition | None:
        """Return the condition that a text names by its id or title, whatever its case and the blanks around it."""
        wanted = named.strip().casefold()
        if not wanted:
            return None
        return next((c for c in self.conditions.values() if wanted in {c.id, c.name.casefold()}), None)

    @part("thresholds.toml")
    def threshold_table(self, root: Node) -> ThresholdTable:
        """The numbers that findings are measured against, and their sources."""
        from ldn_desktop.reference.planning.thresholds import read_thresholds

        return read_thresholds(root)

    @property
    def thresholds(self) -> Thresholds:
        """The numbers that findings are measured against."""
        return self.threshold_table.values

    @part("instructions.toml")
    def amount_words(self, root: Node) -> AmountWords:
        """What in the text for the patient is an amount or a count."""
        from ldn_desktop.reference.planning.instructions import read_amount_words

        return read_amount_words(root)

    @part("findings.toml")
    def finding_words(self, root: Node) -> dict[str, FindingWords]:
        """The severity and words of each finding, by code."""
        from ldn_desktop.reference.words.finding_words import read_finding_words

        return read_finding_words(root)

    @part("screening.toml")
    def screening(self, root: Node) -> ScreeningWords:
        """The questions of the safety check, and the one about opioids that every pause opens again."""
        from ldn_desktop.reference.planning.screening import read_screening

        return read_screening(root)

    @part("opioids.toml")
    def opioids(self, root: Node) -> Opioids:
        """The opioids and how long to be without them."""
        from ldn_desktop.reference.opioids.table import read_opioids

        return read_opioids(root)

    @part("interactions.toml")
    def interactions(self, root: Node) -> dict[str, Interaction]:
        """The interactions, by id."""
        from ldn_desktop.reference.medicines.interactions import read_interactions

        return read_interactions(root)

    @part("medicines.toml")
    def medicine_table(self, root: Node) -> MedicineTable:
        """The names of other medicines, as written."""
        from ldn_desktop.reference.medicines.table import read_medicines

        return read_medicines(root, self.interactions)

    @part("measures.toml")
    def measures(self, root: Node) -> Measures:
        """What a visit asks for a score."""
        from ldn_desktop.reference.planning.measures import read_measures

        return read_measures(root)

    @part("surgery.toml")
    def surgery(self, root: Node) -> SurgeryWords:
        """How long without naltrexone before an operation."""
        from ldn_desktop.reference.planning.surgery import read_surgery

        return read_surgery(root)

    @part("formulary.toml")
    def formulary(self, root: Node) -> Formulary:
        """The products usually made, and usual sets of them."""
        from ldn_desktop.reference.planning.formulary import read_formulary

        return read_formulary(root)

    @part("topics/sections.toml")
    def sections(self, root: Node) -> tuple[Section, ...]:
        """The branches of the tree, in order."""
        from ldn_desktop.reference.topics.topics import read_sections

        return read_sections(root)

    @part("grades.toml")
    def grades(self, root: Node) -> Grades:
        """What the grades and directions of the evidence mean."""
        from ldn_desktop.reference.evidence.grades import read_grades

        return read_grades(root)

    @part("studies.toml")
    def studies(self, root: Node) -> dict[str, Study]:
        """The studies, by the id of their source."""
        from ldn_desktop.reference.evidence.studies import read_studies

        return read_studies(root)

    @part("glossary.toml")
    def glossary(self, root: Node) -> dict[str, Term]:
        """The terms, by id."""
        from ldn_desktop.reference.topics.glossary import read_glossary

        return read_glossary(root)

    @part("adverse_effects.toml")
    def adverse_effects(self, root: Node) -> dict[str, AdverseEffect]:
        """The adverse effects, by id."""
        from ldn_desktop.reference.topics.adverse_effects import read_adverse_effects

        return read_adverse_effects(root)

    @part("overview.toml")
    def claims(self, root: Node) -> dict[str, Claim]:
        """What the overview claims, by id."""
        from ldn_desktop.reference.evidence.overview import read_claims

        return read_claims(root)

    @part("mechanisms.toml")
    def mechanism_map(self, root: Node) -> MechanismMap:
        """The mechanism map."""
        from ldn_desktop.reference.topics.mechanisms import read_mechanisms

        return read_mechanisms(root)

    @part("blockade.toml")
    def blockade(self, root: Node) -> Blockade:
        """The blockade curve."""
        from ldn_desktop.reference.opioids.blockade import read_blockade

        return read_blockade(root)

    @part("search_words.toml")
    def search_words(self, root: Node) -> SearchWords:
        """Words that stand for the same thing, and classes of medicines with an article."""
        from ldn_desktop.reference.search.synonyms import read_search_words

        return read_search_words(root)

    @part()
    def topics(self, _: Node) -> dict[str, Topic]:
        """The articles, by id, in the order of the tree.

        What the patient's plan prints stands in them word for word.
        """
        from ldn_desktop.reference.topics.topics import read_topics
        from ldn_desktop.reference.words.printed_advice import tells_printed, with_printed

        topics = read_topics(self.folder / "topics", self.sections)
        for topic in topics.values():
            if tells_printed(topic.body):
                with told_of(topic.file):
                    body = with_printed(topic.body, self.words("patient_plan"), self.thresholds.resume_days)
                topics[topic.id] = topic._replace(body=body)
        return topics

    @part()
    def medicines(self, _: Node) -> dict[str, KnownMedicine]:
        """What is known of other medicines and of opioids with naltrexone, by id."""
        from ldn_desktop.reference.medicines.table import known_medicines

        return known_medicines(self)

    @part()
    def read_medicine(self, _: Node) -> Callable[[str], Reading]:
        """What reads somebody's words for a medicine."""
        from ldn_desktop.reference.medicines.finder import MedicineFinder

        finder = MedicineFinder(self.medicines.values(), self.medicine_table.class_words)
        # A plan is computed anew at every key; its medicines are mostly the same.
        return lru_cache(maxsize=_MEDICINES_REMEMBERED)(finder.read)

    @property
    def edition(self) -> date:
        """The day of the newest review: by it an edition of the content is named."""
        return max(topic.reviewed for topic in self.topics.values())
