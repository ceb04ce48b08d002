"""A paper to be read and done by: a warning, points below headings, tables, places to sign, as a neutral document."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.papers.frame import Frame
from ldn_desktop.papers.letterhead import Letterhead
from ldn_desktop.reference.words.sentences import Section

Cells = tuple[tuple[str, ...], ...]
"""The cells of a row, each with its lines."""


class Columns(NamedTuple):
    """A table: the heads of its columns, the part of the width that each takes, its rows."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[Cells, ...]


class Part(NamedTuple):
    """A heading, sentences below it (``numbered`` where their order counts), a table, and ``lines`` to write on.

    ``small`` stands below them in small letters.
    """

    heading: str
    texts: tuple[str, ...] = ()
    numbered: bool = False
    table: Columns | None = None
    lines: int = 0
    small: str = ""


class Leaflet(NamedTuple):
    """The whole paper in reading order; sentences may hold ``BOLD`` around what is bold, texts of people never do.

    ``right`` are two lines opposite the practice, ``person`` labels with what is known of the patient, ``alerts`` must
    not be missed, ``signatures`` name what each place to sign is for.
    """

    head: Letterhead
    right: tuple[str, str]
    person: tuple[tuple[str, str], ...]
    alerts: tuple[str, ...]
    intro: str
    warning: Section | None
    parts: tuple[Part, ...]
    urgent: tuple[str, ...]
    signatures: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]
    frame: Frame
