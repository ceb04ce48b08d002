"""The advice that the patient's plan prints, told in an article by the same sentences.

A line ``{{printed: SECTION}}`` of an article stands for the sentences of that section of ``patient_plan.toml``, one
item each with its sources, as a plan prints them about which nothing particular is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_desktop.decoding.strict import FileError
from ldn_desktop.reference.words.bold import markdown
from ldn_desktop.reference.words.sentences import Sentences, SourcedSentence

_LINE = re.compile(r"^\{\{printed: ([a-z]+)\}\}$", re.MULTILINE)
USUAL = frozenset(
    {
        *("running", "not-stopped", "taking", "low-dose", "taken-late", "no-opioid-planned", "swallowed"),
        *(
            "not-pregnant",
            "not-breastfeeding",
            "no-liver-disease",
            "no-long-gaps",
            "below-tablet",
            "not-waits",
        ),
    }
)
"""What holds for the plan whose sentences an article tells."""


def usual_advice(words: Sentences, section: str) -> Iterator[SourcedSentence]:
    """Yield the sentences of a section that such a plan prints."""
    return (advice for advice in words.sections[section].advice if USUAL.issuperset(advice.when))


def tells_printed(body: str) -> bool:
    """Tell whether an article tells sentences of the plan."""
    return _LINE.search(body) is not None


def with_printed(body: str, words: Sentences, resume_days: int) -> str:
    """Return an article with the sentences in place of the lines that stand for them. Refused: an unknown section."""

    def items(found: re.Match[str]) -> str:
        if found[1] not in words.sections:
            raise FileError(
                "body", f"tells the section {found[1]}, which patient_plan.toml does not have; correct it."
            )
        return "\n".join(_item(advice, resume_days) for advice in usual_advice(words, found[1]))

    return _LINE.sub(items, body)


def _item(advice: SourcedSentence, resume_days: int) -> str:
    text = markdown(advice.text.format(resume_days=resume_days))
    return f"- {text} [{'; '.join(f'@{name}' for name in advice.sources)}]"
