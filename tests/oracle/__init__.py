"""A slow second reading of the planner's rules, written apart from the program to be compared with it."""

from tests.oracle.amounts import Refused
from tests.oracle.course import Day, course_days
from tests.oracle.ladders import ladder_geometric, ladder_linear
from tests.oracle.recipes import Limits, nearest
from tests.oracle.schedule import as_version_1, expected

__all__ = [
    "Day",
    "Limits",
    "Refused",
    "as_version_1",
    "course_days",
    "expected",
    "ladder_geometric",
    "ladder_linear",
    "nearest",
]
