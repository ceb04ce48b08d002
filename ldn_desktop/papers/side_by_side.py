"""Rows that tell what either of two plans says of one thing, and how the second differs, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple, TypeAlias

from ldn_desktop.domain.days_apart import dose_apart
from ldn_desktop.domain.formulation import Formulation
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.reference.words.sentences import Sentences
from ldn_desktop.reference.words.wording import DoseWords

Pair: TypeAlias = tuple[str, str]
Numbers: TypeAlias = tuple[int, int]


class Row(NamedTuple):
    """What is compared, on either side, and how the right differs in words; ``differs`` where that is known."""

    label: str
    left: str
    right: str
    apart: str
    differs: bool


class Group(NamedTuple):
    """Rows under a heading; a ``sentence`` in the place of none."""

    heading: str
    rows: tuple[Row, ...]
    sentence: str = ""


class SideWords:
    """Makes rows, in the words of one file and the doses of both plans."""

    def __init__(self, words: Sentences, doses: DoseWords) -> None:
        self.say, self.doses, self.language = words.say, doses, doses.language

    def row(self, name: str, texts: Pair, apart: str, *, differs: bool) -> Row:
        """Return a row under one of the labels."""
        left, right = texts
        return Row(self.say(f"row.{name}"), left, right, apart, differs)

    def plain(self, name: str, texts: Pair) -> Row:
        """Return a row of which only is told whether its sides are the same."""
        differs = texts[0] != texts[1]
        return self.row(
            name, texts, self.say("apart.different" if differs else "apart.same"), differs=differs
        )

    def number(self, name: str, numbers: Numbers) -> Row:
        """Return a row of numbers, with how many more or fewer they are."""
        left, right = numbers
        texts = self.language.number(left), self.language.number(right)
        apart = self.beside(numbers, self.language.number(abs(right - left)), "fewer")
        return self.row(name, texts, apart, differs=left != right)

    def dose_row(self, name: str, doses: Numbers) -> Row:
        """Return a row of doses, of which is told which is higher, or that one is none."""
        left, right = doses
        apart = self.say(f"apart.{dose_apart(left, right)}")
        return self.row(name, (self.dose(left), self.dose(right)), apart, differs=left != right)

    def beside(self, numbers: Numbers, figure: str, less: str = "less") -> str:
        """Say how a number differs from another, by a ``figure``; of what is counted there are ``fewer``."""
        left, right = numbers
        if left == right:
            return self.say("apart.same")
        return self.say("apart.more" if right > left else f"apart.{less}", figure=figure)

    def on(self, side: Regimen, day: int) -> str:
        """Name a day of a plan by its number and its date."""
        number = self.language.words.say("day_number", number=self.language.number(day))
        date = self.language.weekday_date(side.first + timedelta(days=day - 1))
        return self.say("day_on", day=number, date=date)

    def product(self, product: Formulation) -> str:
        """Name a product, and how it is taken unless it is swallowed."""
        return ", ".join(filter(None, (self.doses.product(product), self.language.route(product.route))))

    def dose(self, ng: int) -> str:
        """Write a dose, which may be none."""
        return self.doses.dose(ng) if ng else self.say("no_dose")
