"""What the grades and directions of the evidence mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.reference.conditions import DIRECTIONS, GRADES
from ldn_desktop.reference.strict import Node


class Grades(NamedTuple):
    """The plain meaning of each grade and each direction."""

    grades: Mapping[str, str]
    directions: Mapping[str, str]


def read_grades(root: Node) -> Grades:
    """Return the meanings. Refused: one that is missing, unknown or empty."""
    f = root.fields(("grade", "direction"))
    return Grades(
        {name: node.filled() for name, node in f["grade"].fields(GRADES).items()},
        {name: node.filled() for name, node in f["direction"].fields(DIRECTIONS).items()},
    )
