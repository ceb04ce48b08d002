"""What stands at the head of a paper: the practice, as its settings say or as the plan does."""

from __future__ import annotations

from typing import NamedTuple

from ldn_desktop.domain.plan import Prescriber
from ldn_desktop.domain.practice import Logo, Practice
from ldn_desktop.papers.frame import one_line


class Letterhead(NamedTuple):
    """The practice's name, its address by lines on one, and its logo; each may be empty."""

    name: str = ""
    address: str = ""
    logo: Logo | None = None


def letterhead_of(prescriber: Prescriber, practice: Practice) -> Letterhead:
    """Return the head of a plan's papers: the practice's where the plan names no other, else what the plan names."""
    if not practice.heads(prescriber):
        return Letterhead(one_line(prescriber.practice))
    address = ", ".join(filter(None, map(one_line, practice.address.splitlines())))
    return Letterhead(one_line(practice.name), address, practice.logo)
