"""How findings are told: in which sentence, why, from which sources, and what of the reference explains them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_desktop.domain.finding import Finding
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.papers.finding_sentence import FindingSentences
    from ldn_desktop.reference.content import Content
    from ldn_desktop.reference.planning.local_rules import LocalRules
    from ldn_desktop.reference.words.sentences import Sentences
    from ldn_desktop.reference.words.wording import Wording


class FindingTexts:
    """Tells findings in the words of the content; ``rules`` are the clinic's own, which add a remark."""

    def __init__(self, content: Content, rules: Callable[[], LocalRules]) -> None:
        self._content, self._rules = content, rules

    def sentence(self, finding: Finding, regimen: Regimen, wording: Wording) -> str:
        """Return the sentence of a finding on a plan."""
        return self._sentence(finding, self._told(regimen, wording))

    def sentences(self, regimen: Regimen, wording: Wording) -> dict[Finding, str]:
        """Return the sentences of all findings on a plan."""
        told = self._told(regimen, wording)
        return {finding: self._sentence(finding, told) for finding in regimen.findings}

    def _told(self, regimen: Regimen, wording: Wording) -> FindingSentences:
        from ldn_desktop.papers.finding_sentence import FindingSentences

        return FindingSentences(self._content, regimen, wording.of(regimen))

    def _sentence(self, finding: Finding, told: FindingSentences) -> str:
        if not self._rules().weakened:
            return told.sentence(finding)
        words = rule_words(self._content, told.language.code)
        return f"{told.sentence(finding)} {self._rules().remark(finding.code, words)}".rstrip()

    def sources(self, finding: Finding) -> tuple[str, ...]:
        """Return the ids of a finding's sources."""
        from ldn_desktop.papers.finding_sentence import finding_sources

        return finding_sources(finding, self._content)

    def why(self, finding: Finding) -> str:
        """Return the reason behind a finding."""
        return self._content.finding_words[finding.code].why

    def explanation(self, finding: Finding) -> str:
        """Return what of the reference explains a finding: its medicine, an article, else its first source.

        Empty without any.
        """
        words, entry = self._content.finding_words[finding.code], finding.figure("entry")
        if entry:
            return f"medicine:{entry}"
        if words.explained:
            return f"topic:{words.explained}"
        return f"source:{words.sources[0]}" if words.sources else ""

    def source_line(self, finding: Finding) -> str:
        """Name a finding's sources in a line; empty where it is arithmetic alone."""
        names = [self._content.sources[name].short for name in self.sources(finding)]
        return f"Source: {'; '.join(names)}" if names else ""


def rule_words(content: Content, language: str) -> Sentences:
    """Return the words in which a clinic's own rules are told."""
    from ldn_desktop.reference.planning.local_rules import LOCAL_RULES

    return content.sentences(LOCAL_RULES, language)
