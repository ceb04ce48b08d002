"""What stands around every paper, whose it is, which plan and of when; and people's texts as papers show them."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import NamedTuple

from ldn_desktop import __version__
from ldn_desktop.domain.plan import Plan
from ldn_desktop.papers.catalogue import PAPERS
from ldn_desktop.reference.words.language import Language
from ldn_desktop.reference.words.sentences import Sentences, declared
from ldn_desktop.reference.words.typefaces import END_OF_ISOLATE, FROM_THE_RIGHT, ISOLATE

SHARED = declared(
    "papers",
    {
        "": "born{day} revision{revision} replaces{revision earlier} printed{day} page{page pages}"
        " source{names} until{name day} as_typed{heading}",
        "title": " ".join(PAPERS),
    },
)
_BLANK = frozenset({"Cc", "Zs", "Zl", "Zp"})
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DRAWN_AS_NOTHING = frozenset(f"\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff{_DIRECTIONS}")


class Frame(NamedTuple):
    """What stands around the body of every page; ``page`` has fields for the number of a page and of all."""

    title: str
    running_head: str
    footer_left: str
    footer_middle: str
    page: str
    notice: tuple[str, ...] = ()
    """What every page says of its language, a line each, above its foot; empty where papers come in English alone."""

    def numbered(self, page: int, pages: int) -> str:
        """Return the number of a page."""
        return self.page.format(page=page, pages=pages)


def frame_of(
    title: str, plan: Plan, printed: date, shared: Sentences, language: Language, *, replaces: bool = False
) -> Frame:
    """Return the frame of a paper; from the second page on it names the patient.

    One that ``replaces`` that of the revision before it names both.
    """
    name = one_line(plan.patient.name)
    revision = shared.say("revision", revision=str(plan.revision))
    if replaces and plan.revision > 1:
        revision = shared.say("replaces", revision=revision, earlier=str(plan.revision - 1))
    left = (name, revision, shared.say("printed", day=language.full_date(printed)))
    return Frame(
        title=title,
        running_head=name,
        footer_left=" · ".join(part for part in left if part),
        footer_middle=f"LDN Desktop {__version__}",
        page=shared.texts["page"],
        notice=language.notice,
    )


def one_line(text: str) -> str:
    """Return a person's text on one line, without control characters: none of it can be read as a mark of bold letters.

    Joiners stay, which shape the letters beside them; what turns the direction goes. A text from right to left is
    set off from what stands around it, or a number behind it would be drawn before it.
    """
    kept = "".join(_kept(letter) for letter in text)
    flat = " ".join(kept.split())
    if any(unicodedata.bidirectional(letter) in FROM_THE_RIGHT for letter in flat):
        return f"{ISOLATE}{flat}{END_OF_ISOLATE}"
    return flat


def _kept(letter: str) -> str:
    if letter in _DRAWN_AS_NOTHING:
        return ""
    return " " if unicodedata.category(letter) in _BLANK else letter
