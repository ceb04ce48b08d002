"""Grade and direction of a condition as they follow from its studies, by the rules of ``grades.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ldn_desktop.reference.evidence.conditions import Condition
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.reference.evidence.studies import Study

TELLS = ("benefit", "no benefit", "mixed")
"""What a trial that is counted found."""
_PERCENT = 100
_REVIEWS = frozenset({"meta-analysis", "review", "protocol", "guidance", "laboratory"})


class Basis(NamedTuple):
    """What stands behind a condition: the trials that count, by finding, and other studies in people at a low dose."""

    benefit: tuple[Study, ...]
    no_benefit: tuple[Study, ...]
    mixed: tuple[Study, ...]
    others: tuple[Study, ...]

    @property
    def trials(self) -> tuple[Study, ...]:
        """All trials that count."""
        return (*self.benefit, *self.no_benefit, *self.mixed)


def basis(condition: Condition, studies: Mapping[str, Study]) -> Basis:
    """Return what stands behind a condition; a group of diseases has the studies of its members."""
    members = {condition.id, *condition.members}
    told: dict[str, list[Study]] = {finding: [] for finding in TELLS}
    others: list[Study] = []
    for study in studies_of(condition, studies):
        if counts(study) and members.intersection(study.conditions).difference(study.indirect):
            told[study.finding].append(study)
        elif _in_people(study):
            others.append(study)
    benefit, no_benefit, mixed = (tuple(told[finding]) for finding in TELLS)
    return Basis(benefit, no_benefit, mixed, tuple(others))


def studies_of(condition: Condition, studies: Mapping[str, Study]) -> tuple[Study, ...]:
    """Return the studies of a condition, or of the members of a group of diseases."""
    members = {condition.id, *condition.members}
    return tuple(study for study in studies.values() if members.intersection(study.conditions))


def counts(study: Study) -> bool:
    """Tell whether a study is a trial that counts, for the conditions that it does not only touch on the way."""
    return study.controlled and study.low_dose and study.finding in TELLS and not study.report_of


def derived_grade(found: Basis, rules: Grades) -> str:
    """Return the grade, A to D, that follows."""
    large = [study for study in found.trials if study.n >= rules.large_trial_people]
    if len(large) > 1 and len({study.finding for study in large}) == 1 and large[0].finding != "mixed":
        return "A"
    if found.trials:
        return "B"
    return "C" if found.others else "D"


def derived_direction(found: Basis, rules: Grades) -> str:
    """Return the direction that follows."""
    if not found.trials:
        return "unknown"
    for direction, side in (("supports", found.benefit), ("does not support", found.no_benefit)):
        clear = people(side) * _PERCENT >= people(found.trials) * rules.clear_percent
        if side == found.trials or (side and clear):
            return direction
    return "mixed"


def people(studies: Iterable[Study]) -> int:
    """Return how many people took part, as far as it is known."""
    return sum(study.n for study in studies)


def _in_people(study: Study) -> bool:
    return study.low_dose and study.design not in _REVIEWS and not study.report_of
