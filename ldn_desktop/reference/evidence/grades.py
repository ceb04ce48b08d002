"""What the grades and directions of the evidence mean, and the numbers and words of the rules behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ldn_desktop.decoding.cited import texts
from ldn_desktop.decoding.strict import Node
from ldn_desktop.reference.evidence.conditions import DIRECTIONS, GRADES

_MOST_PEOPLE = 1_000_000
_PERCENT = 100


class Grades(NamedTuple):
    """The plain meaning of each grade and each direction.

    ``large_trial_people`` is the least number of people of a trial of sufficient size, ``clear_percent`` the share of
    people from which trials in conflict have a clear side; ``counted`` says in sentences which trials count.
    """

    grades: Mapping[str, str]
    directions: Mapping[str, str]
    large_trial_people: int
    clear_percent: int
    counted: tuple[str, ...]


def read_grades(root: Node) -> Grades:
    """Return meanings and rules.

    Refused: one that is missing, unknown or empty, a side that half of the people make.
    """
    f = root.fields(("rule", "grade", "direction"))
    rule = f["rule"].fields(("large_trial_people", "clear_percent", "counted"))
    return Grades(
        {name: node.filled() for name, node in f["grade"].fields(GRADES).items()},
        {name: node.filled() for name, node in f["direction"].fields(DIRECTIONS).items()},
        rule["large_trial_people"].whole(1, _MOST_PEOPLE),
        rule["clear_percent"].whole(_PERCENT // 2 + 1, _PERCENT),
        texts(rule["counted"]),
    )
