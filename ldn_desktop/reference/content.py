"""All content in one place. Each part is read when it is first asked for, and then kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import tomli

from ldn_desktop.decoding.strict import FileError, Members, Node, Oddity

if TYPE_CHECKING:
    from ldn_desktop.domain.rules import Thresholds
    from ldn_desktop.reference.evidence.conditions import Condition
    from ldn_desktop.reference.evidence.sources import Source
    from ldn_desktop.reference.medicines.finder import Reading
    from ldn_desktop.reference.medicines.interactions import Interaction
    from ldn_desktop.reference.medicines.table import KnownMedicine, MedicineTable
    from ldn_desktop.reference.opioids.table import Opioids
    from ldn_desktop.reference.planning.formulary import Stock
    from ldn_desktop.reference.planning.presets import Preset, TrialDose
    from ldn_desktop.reference.planning.screening import Question, SincePause
    from ldn_desktop.reference.planning.surgery import SurgeryWords
    from ldn_desktop.reference.words.finding_words import FindingWords
    from ldn_desktop.reference.words.patient_words import PatientWords
    from ldn_desktop.reference.words.record_words import RecordWords
    from ldn_desktop.reference.words.wallet_words import WalletWords

_Part = TypeVar("_Part")
_MEDICINES_REMEMBERED = 200


class ContentError(ValueError):
    """A content file that is missing or cannot be read; its text names the file, the place and the mistake."""


class Content:
    """The content of a folder. Every part refuses (``ContentError``) a file that is not as it should be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The bibliography, by id."""
        from ldn_desktop.reference.evidence.sources import read_sources

        return self.part("bibliography.json", read_sources)

    @cached_property
    def presets(self) -> tuple[Preset, ...]:
        """The presets, in the order they are offered."""
        from ldn_desktop.reference.planning.presets import read_presets

        return self.part("presets.toml", read_presets)

    @cached_property
    def trial_doses(self) -> tuple[TrialDose, ...]:
        """Doses that studies used and that make no preset, in their order."""
        from ldn_desktop.reference.planning.presets import read_trial_doses

        return self.part("presets.toml", read_trial_doses)

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """The conditions, by id, in the order they are listed."""
        from ldn_desktop.reference.evidence.conditions import read_conditions

        return self.part("conditions.toml", read_conditions)

    @cached_property
    def thresholds(self) -> Thresholds:
        """The numbers that findings are measured against."""
        from ldn_desktop.reference.planning.thresholds import read_thresholds

        return self.part("thresholds.toml", read_thresholds)

    @cached_property
    def finding_words(self) -> dict[str, FindingWords]:
        """The severity and words of each finding, by code."""
        from ldn_desktop.reference.words.finding_words import read_finding_words

        return self.part("findings.toml", read_finding_words)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions of the safety check, by id, in their order."""
        from ldn_desktop.reference.planning.screening import read_questions

        return self.part("screening.toml", read_questions)

    @cached_property
    def since_pause(self) -> SincePause:
        """The question about opioids that every pause opens again."""
        from ldn_desktop.reference.planning.screening import read_since_pause

        return self.part("screening.toml", read_since_pause)

    @cached_property
    def opioids(self) -> Opioids:
        """The opioids and how long to be without them."""
        from ldn_desktop.reference.opioids.table import read_opioids

        return self.part("opioids.toml", read_opioids)

    @cached_property
    def interactions(self) -> dict[str, Interaction]:
        """The interactions, by id."""
        from ldn_desktop.reference.medicines.interactions import read_interactions

        return self.part("interactions.toml", read_interactions)

    @cached_property
    def medicine_table(self) -> MedicineTable:
        """The names of other medicines, as written."""
        from ldn_desktop.reference.medicines.table import read_medicines

        return self.part("medicines.toml", partial(read_medicines, interactions=self.interactions))

    @cached_property
    def medicines(self) -> dict[str, KnownMedicine]:
        """What is known of other medicines and of opioids with naltrexone, by id."""
        from ldn_desktop.reference.medicines.table import known_medicines

        return known_medicines(self)

    @cached_property
    def read_medicine(self) -> Callable[[str], Reading]:
        """What reads somebody's words for a medicine."""
        from ldn_desktop.reference.medicines.finder import MedicineFinder

        finder = MedicineFinder(self.medicines.values(), self.medicine_table.class_words)
        # A plan is computed anew at every key; its medicines are mostly the same.
        return lru_cache(maxsize=_MEDICINES_REMEMBERED)(finder.read)

    @cached_property
    def patient_words(self) -> PatientWords:
        """The words of the patient plan."""
        from ldn_desktop.reference.words.patient_words import read_patient_words

        return self.part(
            "patient_plan.toml", partial(read_patient_words, resume_days=self.thresholds.resume_days)
        )

    @cached_property
    def wallet_words(self) -> WalletWords:
        """The words of the card that a patient carries."""
        from ldn_desktop.reference.words.wallet_words import read_wallet_words

        return self.part("wallet_card.toml", read_wallet_words)

    @cached_property
    def record_words(self) -> RecordWords:
        """The words of the clinician's record."""
        from ldn_desktop.reference.words.record_words import read_record_words

        return self.part("clinician_record.toml", read_record_words)

    @cached_property
    def surgery(self) -> SurgeryWords:
        """How long without naltrexone before an operation."""
        from ldn_desktop.reference.planning.surgery import read_surgery

        return self.part("surgery.toml", read_surgery)

    @cached_property
    def stock(self) -> Stock:
        """The products usually made, and usual sets of them."""
        from ldn_desktop.reference.planning.formulary import read_stock

        return self.part("stock.toml", read_stock)

    def part(self, name: str, read: Callable[[Node], _Part]) -> _Part:
        """Return what a decoder makes of a content file. Refused (``ContentError``): what the decoder refuses."""
        try:
            return read(self.root(name))
        except FileError as error:
            raise ContentError(f"{name}: {error}") from error

    def root(self, name: str) -> Node:
        """Return the values in a content file. Refused (``ContentError``): a file that is missing or no TOML or JSON."""
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
            value = _json(text) if name.endswith(".json") else tomli.loads(text, parse_float=_decimal)
        except (OSError, ValueError) as error:
            raise ContentError(f"{name}: cannot be read ({error}); install the program again.") from error
        return Node(value, "")


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=Members.of_pairs, parse_float=_decimal, parse_constant=_decimal)


def _decimal(number: str) -> Oddity:
    return Oddity(f"the decimal number {number[:20]}")
