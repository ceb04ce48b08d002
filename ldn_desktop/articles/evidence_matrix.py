"""The evidence at a glance: studies by design and finding, each a dot as large as the number of people in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from ldn_desktop.articles.rich_text import RichText
from ldn_desktop.reference.evidence.studies import DESIGNS, Study

FINDINGS = ("benefit", "uncontrolled benefit", "mixed", "not shown", "no benefit", "harm")
"""The columns, from the most to the least favourable."""
_ALWAYS = ("benefit", "no benefit")
_LEAST_STUDIES, _LEAST_CELLS = 4, 2
_WIDE = 78
_LEAST_PX, _MOST_PX, _MOST_PEOPLE = 9, 30, 250


class Matrix(NamedTuple):
    """Designs (rows), findings (columns), and the studies of each pair, the largest first."""

    designs: tuple[str, ...]
    findings: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Study, ...]]


def matrix(studies: Iterable[Study]) -> Matrix | None:
    """Return the matrix of studies that came to a finding; ``None`` where it would say no more than the table."""
    cells: dict[tuple[str, str], list[Study]] = {}
    for study in studies:
        if study.finding in FINDINGS:
            cells.setdefault((study.design, study.finding), []).append(study)
    if len(cells) < _LEAST_CELLS or sum(map(len, cells.values())) < _LEAST_STUDIES:
        return None
    return Matrix(
        tuple(design for design in DESIGNS if any(design == row for row, _ in cells)),
        tuple(name for name in FINDINGS if name in _ALWAYS or any(name == column for _, column in cells)),
        {pair: tuple(sorted(found, key=_largest_first)) for pair, found in cells.items()},
    )


def dot_px(people: int) -> int:
    """Return the size of a study's dot: its area follows the number of people, from 9 to 30 pixels at 100 %."""
    share = math.sqrt(min(people, _MOST_PEOPLE) / _MOST_PEOPLE)
    return max(round(_MOST_PX * share), _LEAST_PX)


def evidence_matrix(shown: Matrix, text: RichText) -> str:
    """Return the matrix as HTML; a dot opens its source, the number of people stands beside it."""
    if text.look.narrow:
        return _narrow(shown, text)
    width = _WIDE // len(shown.findings)
    first = f'<td width="{100 - width * len(shown.findings)}%" style="{text.head_cell()}">Design</td>'
    head = first + "".join(
        f'<td width="{width}%" align="center" style="{text.head_cell()}">{name.capitalize()}</td>'
        for name in shown.findings
    )
    rows = "".join(f"<tr>{_row(design, shown, text)}</tr>" for design in shown.designs)
    return text.frame(f"<thead><tr>{head}</tr></thead>{rows}") + _legend(text)


def _narrow(shown: Matrix, text: RichText) -> str:
    rows = ""
    for design in shown.designs:
        rows += f'<tr><td style="{text.cell()}"><b>{escape(design.capitalize())}</b>'
        for finding in shown.findings:
            studies = shown.cells.get((design, finding), ())
            dots = "&nbsp; ".join(_dot(study, text) for study in studies)
            rows += f"<br>{finding.capitalize()}: {dots}" if dots else ""
        rows += "</td></tr>"
    return text.frame(rows) + _legend(text)


def _legend(text: RichText) -> str:
    words = "A dot is a study with its number of people; a ring, where that is not known."
    small = f"{text.look.font('small')};{text.look.ink('text3')}"
    return text.paragraph(f"{words} Pooled analyses and second reports count people again.", small)


def _row(design: str, shown: Matrix, text: RichText) -> str:
    middle = f"{text.cell()};vertical-align:middle"
    made = f'<td style="{middle}">{escape(design.capitalize())}</td>'
    for finding in shown.findings:
        studies = shown.cells.get((design, finding), ())
        dots = "&nbsp; ".join(_dot(study, text) for study in studies)
        made += f'<td align="center" style="{middle}">{dots}</td>'
    return made


def _dot(study: Study, text: RichText) -> str:
    look = text.look
    size = f"font-size:{look.px(dot_px(study.n))}px"
    people = f"{study.n:,} people" if study.n else "number of people not known"
    told = escape(f"{study.name}: {people}, {study.finding}")
    style = f"{look.ink('accent')};text-decoration:none"
    mark = f'<span style="{size}">{"●" if study.n else "○"}</span>'
    number = f'<span style="{look.font("tiny")}">{f"{study.n:,}" if study.n else ""}</span>'
    return f'<a href="source:{escape(study.id)}" title="{told}" style="{style}">{mark}{number}</a>'


def _largest_first(study: Study) -> tuple[int, str]:
    return -study.n, study.id
