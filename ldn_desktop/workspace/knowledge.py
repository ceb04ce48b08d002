"""What the content says, as the planner needs it: rules, vocabulary, findings in words, and what its form offers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.domain import codes
from ldn_desktop.domain.amount import quoted
from ldn_desktop.domain.practice import KeptPractice, Practice
from ldn_desktop.reference.content import Content
from ldn_desktop.workspace.offers import Offers

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.domain.rules import MedicineReading, OpioidRule, Rules
    from ldn_desktop.exchange.plan_reader import Vocabulary
    from ldn_desktop.papers.catalogue import PaperContext
    from ldn_desktop.reference.planning.local_rules import LocalRules
    from ldn_desktop.reference.words.language import Language
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.typefaces import Typefaces
    from ldn_desktop.reference.words.wording import Wording
    from ldn_desktop.workspace.finding_texts import FindingTexts


class _OpioidRules(Mapping[str, "OpioidRule"]):
    """The rules of the opioids, read only when a plan names one: the file is the largest of the content."""

    def __init__(self, content: Content) -> None:
        self._content = content

    @cached_property
    def _rules(self) -> dict[str, OpioidRule]:
        return self._content.opioids.rules()

    def __getitem__(self, name: str) -> OpioidRule:
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


class Knowledge:
    """The content of a folder, seen from the planner. Refused (``ContentError``): damaged content.

    ``local_rules_file`` is where a clinic may keep its own severities, ``practice_file`` its settings; what is wrong
    with them is no refusal but a notice. ``system_font`` names the family of the system that draws an East Asian
    letter, empty where none does.
    """

    def __init__(
        self,
        folder: Path,
        local_rules_file: Path | None = None,
        system_font: Callable[[str], str] | None = None,
        practice_file: Path | None = None,
    ) -> None:
        self.content = Content(folder)
        self.offers = Offers(self.content, self._own_practice)
        self._system_font = system_font
        self._local_rules_file, self._practice_file = local_rules_file, practice_file
        self.resources = folder.parent

    @cached_property
    def rules(self) -> Rules:
        """What findings are measured against."""
        from ldn_desktop.domain.rules import Rules

        words = self.content.finding_words
        return Rules(
            thresholds=self.content.thresholds,
            severities=self.local_rules.severities(words),
            questions=tuple(self.content.screening.questions),
            undrawable=self.undrawable,
            opioids=_OpioidRules(self.content),
            local_texts=self.local_rules.printed,
            practice=self.practice.practice,
            medicines=self._read_medicine,
            amounts=self._amounts,
        )

    def _amounts(self, text: str) -> tuple[str, ...]:
        return self.content.amount_words.found_in(text)

    def _read_medicine(self, text: str) -> MedicineReading:
        from ldn_desktop.reference.medicines.rules import medicine_reading

        return medicine_reading(self.content.read_medicine(text))

    @cached_property
    def typefaces(self) -> Typefaces:
        """Which letters papers can be printed with."""
        from ldn_desktop.reference.words.typefaces import Typefaces

        return Typefaces(self.resources / "fonts", self._system_font)

    def undrawable(self, text: str) -> str:
        """Return the letters of a text that no font at hand draws."""
        if text.isascii():
            return ""
        from ldn_desktop.papers.frame import one_line

        return self.typefaces.undrawable(one_line(text))

    @cached_property
    def local_rules(self) -> LocalRules:
        """The clinic's own severities; its ``notice`` is to be shown as long as it says anything.

        A file that is there and cannot be read gives no rules and a ``problem``: the shipped severities apply.
        """
        from ldn_desktop.reference.planning.local_rules import LocalRules, broken_rules, read_local_rules
        from ldn_desktop.storage.files import StoreError, read_limited

        path = self._local_rules_file
        # A link that leads nowhere is there, and meant something.
        if path is None or not os.path.lexists(path):
            return LocalRules()
        try:
            return read_local_rules(read_limited(path), self.content.finding_words)
        except (StoreError, FileError) as error:
            return broken_rules(str(error))

    @cached_property
    def practice(self) -> KeptPractice:
        """The settings of the practice as this computer keeps them; none without a file."""
        if self._practice_file is None or not os.path.lexists(self._practice_file):
            return KeptPractice()
        from ldn_desktop.workspace.practices import load_practice

        return load_practice(self._practice_file)

    def _own_practice(self) -> Practice:
        return self.practice.practice

    @cached_property
    def findings(self) -> FindingTexts:
        """How findings are told."""
        from ldn_desktop.workspace.finding_texts import FindingTexts

        return FindingTexts(self.content, lambda: self.local_rules)

    def keep_practice(self, practice: Practice) -> None:
        """Keep other settings of the practice on this computer. Refused (``StoreError``): what the disk refuses."""
        from ldn_desktop.workspace.practices import keep_practice

        if self._practice_file is not None:
            keep_practice(self._practice_file, practice)
        # What papers are made of, and what cannot be printed, is asked anew.
        vars(self).update(practice=KeptPractice(practice))
        vars(self).pop("rules", None)

    def address_orders(self, name: str) -> None:
        """Address orders to a pharmacy of the address book, without keeping that."""
        kept = self.practice
        vars(self).update(practice=kept._replace(practice=replace(kept.practice, order_to=name)))
        vars(self).pop("rules", None)

    @property
    def clinic(self) -> str:
        """Whose rules every paper names, because they let pass what blocks as shipped; empty elsewhere."""
        return self.local_rules.clinic if self.local_rules.weakened else ""

    def rules_notice(self, language: str = "en") -> str:
        """Return what is said while a clinic's own rules are in force; empty elsewhere."""
        from ldn_desktop.workspace.finding_texts import rule_words

        rules = self.local_rules
        return rules.notice(rule_words(self.content, language)) if rules.problem or rules.rules else ""

    def paper_context(self, regimen: Regimen, printed: date, wording: Wording) -> PaperContext:
        """Return what the papers of a plan are made from, without what is a choice for each of them."""
        from ldn_desktop.exchange.plan_code import write_codes
        from ldn_desktop.papers.catalogue import PaperContext
        from ldn_desktop.papers.plan_code_words import Coding

        return PaperContext(
            regimen,
            self.content,
            printed,
            wording,
            sentences=lambda: self.findings.sentences(regimen, wording),
            edition=lambda: self.edition,
            coding=Coding(partial(write_codes, regimen.plan)),
            clinic=self.clinic,
            rules_notice=partial(self.rules_notice, wording.language.code),
            practice=self.practice.practice,
        )

    @cached_property
    def edition(self) -> date:
        """The day of the newest review: by it an edition of the content is named."""
        return self.content.edition

    def get_rules(self) -> Rules:
        """Return what findings are measured against, for those who ask when they need it."""
        return self.rules

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ids that a plan file may name."""
        from ldn_desktop.exchange.plan_reader import Vocabulary

        rules = self.rules
        overridable = frozenset(code for code in rules.severities if codes.kind_of(code).overridable)
        return Vocabulary(rules.questions, rules.opioids, overridable)

    def paper_title(self, kind: str) -> str:
        """Return what a paper is called where it is offered."""
        from ldn_desktop.papers.frame import SHARED

        return self.content.sentences(SHARED).say(f"title.{kind}")

    def why_not_in(self, kind: str, language: str) -> str:
        """Say why a paper does not come in a language; empty where it does, as far as it is translated."""
        from ldn_desktop.papers.catalogue import PAPERS

        if language not in self.content.languages:
            known = ", ".join(f"{code} ({name})" for code, name in self.content.languages.items())
            return f"Papers do not come in {quoted(language)}; they come in {known}."
        if self.content.has_words(PAPERS[kind].sentences.file, language):
            return ""
        return f"The {self.paper_title(kind).lower()} comes in English alone."

    def language_of(self, kind: str, asked: str | None) -> Language:
        """Return that asked for, else the practice's, where the paper comes in it; else English."""
        wanted = asked or self.practice.practice.language
        return self.content.language("en" if self.why_not_in(kind, wanted) else wanted)

    @property
    def changes(self) -> Sentences:
        """The words for what changes along the way, as the record has them."""
        from ldn_desktop.papers.change_words import CHANGES

        return self.content.sentences(CHANGES)

    def conditions(self) -> tuple[tuple[str, str], ...]:
        """Return the id and name of each condition, by name."""
        named = ((condition.id, condition.name) for condition in self.content.conditions.values())
        return tuple(sorted(named, key=lambda pair: pair[1].lower()))

    def evidence(self, name: str) -> tuple[str, str]:
        """Return grade, direction and caution of a condition in a line, and its page in the reference.

        A condition that the reference does not know has no grade; its page is that of all conditions.
        """
        from ldn_desktop.reference.words.evidence_words import NOT_GRADED, evidence_line

        known = self.content.condition(name)
        return (
            (evidence_line(known, self.content.words("clinician_record")), f"topic:{known.id}")
            if known
            else (NOT_GRADED, "page:conditions")
        )

    def condition_name(self, name: str) -> str:
        """Return the name of a condition; an unknown one is its own name."""
        known = self.content.condition(name)
        return known.name if known else name

    def condition_id(self, name: str) -> str:
        """Return the id of a condition; an unknown one is its own."""
        known = self.content.condition(name)
        return known.id if known else name

    def opioid_name(self, name: str) -> str:
        """Return the name of an opioid by its id. Refused: an unknown id (``KeyError``)."""
        return self.content.opioids.by_id[name].name
