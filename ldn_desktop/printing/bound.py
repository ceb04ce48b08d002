"""A paper in another language, and the same in English behind it, as one document."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from ldn_desktop.printing.flow import Printable
from ldn_desktop.printing.paper import Paper


@dataclass(frozen=True, slots=True)
class Bound:
    """The pages of a paper in each of its languages, by their codes; each has its own numbers of pages."""

    parts: tuple[tuple[str, Printable], ...]

    @property
    def paper(self) -> Paper:
        """The paper they are laid out on: in every language the same."""
        return self.parts[0][1].paper

    @property
    def count(self) -> int:
        """How many pages there are in all."""
        return sum(pages.count for _, pages in self.parts)

    @property
    def text(self) -> str:
        """What stands on them, as plain text."""
        return "\n".join(pages.text for _, pages in self.parts)

    def paint(self, painter: QPainter, page: int, dots_per_inch: float) -> None:
        """Paint a page, from 0, at a resolution; the painter's origin is the corner of the sheet."""
        for _, pages in self.parts:
            if page < pages.count:
                pages.paint(painter, page, dots_per_inch)
                return
            page -= pages.count
        raise IndexError("there are no so many pages")


def languages_of(pages: Printable) -> tuple[tuple[str, int], ...]:
    """Return the codes of the languages that pages are in, each with how many there are."""
    if isinstance(pages, Bound):
        return tuple((code, part.count) for code, part in pages.parts)
    return (("en", pages.count),)
