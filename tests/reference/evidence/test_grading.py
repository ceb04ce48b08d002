"""Grade and direction follow from the studies by the written rules."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.reference.content import Content
from ldn_desktop.reference.evidence.conditions import DIRECTIONS, GRADES, Condition
from ldn_desktop.reference.evidence.grades import Grades
from ldn_desktop.reference.evidence.grading import Basis, basis, derived_direction, derived_grade
from ldn_desktop.reference.evidence.studies import Study
from ldn_desktop.reference.words.evidence_words import basis_words, evidence_line
from tests.places import SHIPPED

RULES = Grades(dict.fromkeys(GRADES, "told"), dict.fromkeys(DIRECTIONS, "told"), 200, 75, ("counted",))
FINDINGS = ("benefit", "no benefit", "mixed", "not shown", "uncontrolled benefit", "none")


def study(name: str = "a", **changes: Any) -> Study:
    made = Study(
        *(name, name, ("x",), "randomised parallel", "", "placebo", 40, "", "", "", ""),
        finding="benefit",
        low_dose=True,
        harms="",
    )
    return made._replace(**changes)


def condition(*members: str) -> Condition:
    told = ("C", "unknown", "Summary.", "4.5 mg", "Nobody has looked.", ("a",))
    return Condition("x", "X", *told, members=members)


def derived(*studies: Study, members: tuple[str, ...] = ()) -> tuple[str, str]:
    found = basis(condition(*members), {one.id: one for one in studies})
    return derived_grade(found, RULES), derived_direction(found, RULES)


@pytest.mark.parametrize(
    ("studies", "follows"),
    [
        ((), ("D", "unknown")),
        ((study(),), ("B", "supports")),
        ((study(finding="no benefit"),), ("B", "does not support")),
        ((study(finding="mixed"),), ("B", "mixed")),
        # A trial that cannot tell is a study in people, no more.
        ((study(finding="not shown"),), ("C", "unknown")),
        ((study(finding="uncontrolled benefit"),), ("C", "unknown")),
        ((study(design="cohort", finding="uncontrolled benefit"),), ("C", "unknown")),
        ((study(indirect=("x",)),), ("C", "unknown")),
        # Other doses, protocols, laboratories and what is pooled are nothing of its own.
        ((study(low_dose=False),), ("D", "unknown")),
        ((study(design="protocol", finding="none"),), ("D", "unknown")),
        ((study(design="laboratory", finding="not shown"),), ("D", "unknown")),
        ((study(design="meta-analysis"),), ("D", "unknown")),
        # In conflict, three in four of the people are a clear side.
        ((study(n=25), study("b", n=75, finding="no benefit")), ("B", "does not support")),
        ((study(n=26), study("b", n=75, finding="no benefit")), ("B", "mixed")),
        ((study(n=75), study("b", n=25, finding="no benefit")), ("B", "supports")),
        ((study(n=75), study("b", n=26, finding="mixed")), ("B", "mixed")),
        # The same people are counted once.
        ((study(n=40), study("b", n=400, finding="no benefit", report_of="a")), ("B", "supports")),
        ((study(n=0),), ("B", "supports")),
        ((study(n=200), study("b", n=200)), ("A", "supports")),
        ((study(n=199), study("b", n=200)), ("B", "supports")),
        ((study(n=200), study("b", n=200, finding="no benefit")), ("B", "mixed")),
        ((study(n=200, finding="mixed"), study("b", n=200, finding="mixed")), ("B", "mixed")),
    ],
)
def test_grade_and_direction_follow(studies: tuple[Study, ...], follows: tuple[str, str]) -> None:
    assert derived(*studies) == follows


def test_a_group_of_diseases_counts_the_trials_of_its_members() -> None:
    studies = (study(conditions=("y",)), study("b", conditions=("z",), finding="no benefit"))
    assert derived(*studies) == ("D", "unknown")
    assert derived(*studies, members=("y", "z")) == ("B", "mixed")
    # A member that a trial only touches counts for the group as little as for itself.
    assert derived(studies[0]._replace(indirect=("y",)), members=("y", "z")) == ("C", "unknown")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(FINDINGS),
            st.sampled_from(["randomised crossover", "randomised other", "open label", "review"]),
            st.integers(0, 500),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_a_second_reckoning_agrees(drawn: list[tuple[str, str, int, bool]]) -> None:
    studies = [
        study(str(at), finding=finding, design=design, n=n, low_dose=low)
        for at, (finding, design, n, low) in enumerate(drawn)
    ]
    side: dict[str, list[int]] = {"benefit": [], "no benefit": [], "mixed": []}
    in_people = False
    for finding, design, n, low in drawn:
        in_people |= low and design != "review"
        if low and design.startswith("randomised") and finding in side:
            side[finding].append(n)
    everybody = [n for found in side.values() for n in found]
    direction, grade = "unknown", "C" if in_people else "D"
    if everybody:
        direction, grade = "mixed", "B"
        for name, told in (("no benefit", "does not support"), ("benefit", "supports")):
            alone = len(side[name]) == len(everybody)
            share = Fraction(sum(side[name]), sum(everybody) or 1)
            nobody = not sum(everybody)
            if side[name] and (alone or share >= Fraction(3, 4) or nobody):
                direction = told
        large = [name for name, found in side.items() for n in found if n >= 200]
        if len(large) >= 2 and set(large) in ({"benefit"}, {"no benefit"}):
            grade = "A"

    assert derived(*studies) == (grade, direction)


def test_what_a_grade_rests_on_is_told_in_words() -> None:
    trials = (study(n=31), study("b", n=1255, finding="no benefit"), study("c", finding="mixed", n=12))
    found = basis(condition(), {one.id: one for one in trials})
    assert basis_words(found) == (
        "3 randomised trials at a low dose that can tell: 1 with a benefit (31 people);"
        " 1 without a benefit (1,255 people); 1 at odds with itself (12 people)."
    )
    alone = basis(condition(), {"a": trials[0]})
    assert basis_words(alone) == "1 randomised trial at a low dose that can tell, with a benefit (31 people)."
    cases = Basis((), (), (), (study(),))
    assert basis_words(cases, "We depart.") == (
        "No randomised trial at a low dose that can tell; 1 other study in people at a low dose. We depart."
    )
    nothing = Basis((), (), (), ())
    assert (
        basis_words(nothing)
        == "No randomised trial at a low dose that can tell, nor any other study in people at a low dose."
    )


def test_a_condition_is_told_in_one_line() -> None:
    assert (
        evidence_line(condition(), Content(SHIPPED).words("clinician_record"))
        == "Grade C of A to D, unknown. Caution: Nobody has looked."
    )
