"""The table of all content: one row a part. A part is read when it is first asked for, once, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.parts import Parts, part, told_of

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
    from ldn_desktop.reference.words.language import Habits, Language
    from ldn_desktop.reference.words.review import Signature
    from ldn_desktop.reference.words.sentences import Declared, Sentences

_MEDICINES_REMEMBERED = 200
_ENGLISH, _LANGUAGE = "en", "language"
MEDICINE_NAMES = "medicine_names"
"""The file of a language that names opioids; in English their own tables do."""


class Content(Parts):
    """The content of a folder. Every part refuses (``ContentError``) a file that is not as it should be."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._words: dict[str, Sentences] = {}
        self._reading_words = RLock()
        self._agreed: set[str] = set()
        self._languages: dict[str, Language] = {}

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

    @property
    def word_files(self) -> tuple[str, ...]:
        """The names of the files of sentences."""
        return tuple(sorted(path.stem for path in (self.folder / "words" / "en").glob("*.toml")))

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages that papers come in: what each calls itself, by its code; English first, the others by code."""
        folders = sorted(path.parent.name for path in (self.folder / "words").glob(f"*/{_LANGUAGE}.toml"))
        return {_ENGLISH: "English", **{code: self._language_file(code)[0].name for code in folders}}

    def has_words(self, file: str, language: str) -> bool:
        """Tell whether a language has a file of sentences, whole or not."""
        return (self.folder / f"words/{language}/{file}.toml").is_file()

    def words(self, file: str, language: str = _ENGLISH) -> Sentences:
        """Return the sentences of a file in a language, whatever it holds; each file is read once.

        Refused (``TranslationError``): a file that is not the whole translation of the English one as it stands.
        """
        from ldn_desktop.reference.words.english import ENGLISH
        from ldn_desktop.reference.words.sentences import read_sentences
        from ldn_desktop.reference.words.translation import translated

        name = f"words/{language}/{file}.toml"
        with self._reading_words:
            if name not in self._words:
                with told_of(name):
                    if language == _ENGLISH:
                        self._words[name] = read_sentences(self.root(name))
                    elif file == _LANGUAGE:
                        rest = self._language_file(language)[1]
                        self._words[name] = translated(name, rest, ENGLISH.words, language)
                    else:
                        self._words[name] = translated(name, self.root(name), self.words(file), language)
            return self._words[name]

    def sentences(self, declared: Declared, language: str = _ENGLISH) -> Sentences:
        """Return the sentences of a file. Refused (``ContentError``): others than those declared, or with other fields.

        In another language, also one that it lacks (``TranslationError``).
        """
        found = self.words(declared.file, language)
        name = f"words/{language}/{declared.file}.toml"
        if name not in self._agreed:
            with told_of(name):
                declared.refuse(found)
            self._agreed.add(name)
        return found

    def language(self, code: str) -> Language:
        """Return a language by its code, with what its papers say of their translation.

        English stands in the program, any other in files, which are read once.
        """
        from ldn_desktop.reference.words.english import ENGLISH

        if code == _ENGLISH:
            return ENGLISH
        with self._reading_words:
            if code not in self._languages:
                self._languages[code] = self._read_language(code)
            return self._languages[code]

    def _read_language(self, code: str) -> Language:
        from ldn_desktop.reference.words.english import ENGLISH
        from ldn_desktop.reference.words.language import LANGUAGE, Language
        from ldn_desktop.reference.words.review import REVIEW

        words, habits = self.sentences(LANGUAGE, code), self._language_file(code)[0]
        spoken = Language(code, words, habits=habits, names=self.medicine_names(code))
        own, english = self.sentences(REVIEW, code), self.sentences(REVIEW)
        signed = self.signature(code)
        name, card = ("reviewed", "card_reviewed") if signed else ("unreviewed", "card")
        told = [
            (
                words_of.say(name, name=signed.name, day=day) if signed else words_of.say(name),
                words_of.say(card, name=signed.name, day=day) if signed else words_of.say(card),
            )
            for words_of, day in (
                (own, spoken.full_date(signed.day) if signed else ""),
                (english, ENGLISH.full_date(signed.day) if signed else ""),
            )
        ]
        beside = own.say("beside", language=habits.name)
        return spoken._replace(
            notice=(f"{beside} {told[0][0]} {own.say('decimals')}", told[1][0]),
            card_notice=f"{told[0][1]} {told[1][1]}",
        )

    @cached_property
    def english_beside(self) -> Language:
        """English as it stands beside another language, which its pages say."""
        from ldn_desktop.reference.words.english import ENGLISH
        from ldn_desktop.reference.words.review import REVIEW

        return ENGLISH._replace(notice=(self.sentences(REVIEW).say("beside", language=ENGLISH.habits.name),))

    def medicine_names(self, code: str) -> Mapping[str, str]:
        """Return the names of opioids and of medicines with them in a language, by their English ones."""
        from ldn_desktop.reference.words.translation import read_names

        name = f"words/{code}/{MEDICINE_NAMES}.toml"
        with told_of(name):
            return read_names(self.root(name))

    def signature(self, code: str) -> Signature | None:
        """Return who has reviewed a language; nothing where nobody has, or a sentence was changed since."""
        from ldn_desktop.reference.words.review import SIGNATURE, read_signature

        name = f"words/{code}/{SIGNATURE}"
        if not (self.folder / name).is_file():
            return None
        with told_of(name):
            signed = read_signature(self.root(name))
        return signed if signed.sentences == self.hash_of(code) else None

    def hash_of(self, code: str) -> str:
        """Return the hash of all that a language says, which a reviewer signs."""
        from ldn_desktop.reference.words.review import hash_of

        return hash_of({name: self.root(f"words/{code}/{name}") for name in self.files_of(code)})

    def files_of(self, code: str) -> tuple[str, ...]:
        """Return the names of the files of a language, but for the signature over them."""
        from ldn_desktop.reference.words.review import SIGNATURE

        files = (path.name for path in (self.folder / "words" / code).glob("*.toml"))
        return tuple(sorted(name for name in files if name != SIGNATURE))

    def _language_file(self, code: str) -> tuple[Habits, Node]:
        from ldn_desktop.reference.words.language import read_habits

        name = f"words/{code}/{_LANGUAGE}.toml"
        with told_of(name):
            return read_habits(self.root(name))
