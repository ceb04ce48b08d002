"""Puts a finding into words: its sentence from content, its figures as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ldn_desktop.domain import codes
from ldn_desktop.domain.amount import format_volume
from ldn_desktop.domain.figure import Deviation, Dose, Figure, Millilitres
from ldn_desktop.domain.finding import Finding
from ldn_desktop.papers.frame import one_line
from ldn_desktop.reference.words.wording import DoseWords

if TYPE_CHECKING:
    from ldn_desktop.domain.regimen import Regimen
    from ldn_desktop.reference.content import Content

_PRODUCTS = frozenset({"product", "one", "other", "liquid"})


def finding_sources(finding: Finding, content: Content) -> tuple[str, ...]:
    """Return the ids of a finding's sources: those of its code, of a known interaction those of its entry."""
    entry = finding.figure("entry")
    if finding.code == codes.KNOWN_INTERACTION and isinstance(entry, str):
        return content.medicines[entry].sources
    return content.finding_words[finding.code].sources


class FindingSentences:
    """The sentences of one regimen's findings; its doses are written as everywhere on its page."""

    def __init__(self, content: Content, regimen: Regimen, words: DoseWords) -> None:
        self._content = content
        self._words, self.language = words, words.language
        self._products = {product.id: product for product in regimen.products}

    def sentence(self, finding: Finding) -> str:
        """Return the sentence of a finding."""
        told = self._content.finding_words[finding.code]
        template = told.messages.get(finding.variant, told.messages[""])
        in_days = {"days"} if finding.figure("days") is None else {"days", "limit"}
        figures = {
            name: self._text(name, figure, in_days=name in in_days) for name, figure in finding.figures
        }
        needed = codes.kind_of(finding.code).parts
        parts = [part for name, part in told.parts.items() if needed[name] <= figures.keys()]
        return " ".join(_capital(part.format_map(figures)) for part in (template, *parts))

    def _text(self, name: str, figure: Figure, *, in_days: bool) -> str:
        match figure:
            case Dose(ng, time):
                dose = self._words.dose(ng)
                return f"{dose} {self.language.time(time)}" if time else dose
            case Millilitres(nl):
                return f"{format_volume(nl)} mL"
            case Deviation():
                return percent_text(figure)
            case date():
                return self.language.weekday_date(figure)
            case int():
                return self.language.counted(figure, "day") if in_days else self.language.number(figure)
            case tuple() if name == "meant":
                return self.language.either(figure)
            case tuple() if name in {"medicines", "words"}:
                return ", ".join(one_line(entry) for entry in figure)
            case tuple():
                return ", ".join(self._question(entry) for entry in figure)
            case str():
                return self._named(name, figure)

    def _named(self, name: str, value: str) -> str:
        if name in _PRODUCTS and value in self._products:
            text = self._words.product(self._products[value])
            return text if name in {"other", "liquid"} else _capital(text)
        if name == "opioid":
            return self._content.opioids.by_id[value].name
        if name == "entry":
            return self._content.medicines[value].known
        return one_line(value) if name == "medicine" else value

    def _question(self, code: str) -> str:
        question = self._content.screening.questions.get(code)
        return question.label.lower() if question else code


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def percent_text(deviation: Deviation) -> str:
    """Write a deviation such as ``−6.7 %``, to a tenth of a per cent."""
    tenths = deviation.tenths_of_percent()
    sign = "−" if tenths < 0 else "+"
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10} %"
