"""When a plan names another patient than before: a slip of the pen is none, somebody of the same name is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_desktop.domain.plan import Patient
from ldn_desktop.workspace.owner import (
    FIRST_SAVED,
    SAID_SO,
    Owner,
    is_slip,
    names_another,
    person_question,
)

BORN = st.dates(date(1900, 1, 1), date(2026, 12, 31))
ANN = Patient("Ann Lee", date(1970, 1, 2), "A-1")


def spelled(year: str, month: int, day: int) -> Iterator[date]:
    """Yield the date that is spelled so, if there is one."""
    try:
        yield date(int(year), month, day)
    except ValueError:
        return


def slips(born: date) -> Iterator[date]:
    """Yield, one by one, every date that a slip makes of another, and itself."""
    yield from (other for other in slips_at_all(born) if abs(other.year - born.year) <= 9)


def slips_at_all(born: date) -> Iterator[date]:
    """Yield them, those of a year that is a generation away among them."""
    year = f"{born.year:04}"
    for month in range(1, 13):
        yield from spelled(year, month, born.day)
    for day in range(1, 32):
        yield from spelled(year, born.month, day)
    yield from spelled(year, born.day, born.month)
    for at in range(4):
        for digit in "0123456789":
            yield from spelled(year[:at] + digit + year[at + 1 :], born.month, born.day)
    for at in range(3):
        swapped = year[:at] + year[at + 1] + year[at] + year[at + 2 :]
        yield from spelled(swapped, born.month, born.day)


@given(BORN, st.data())
def test_every_slip_of_a_date_is_one_either_way(born: date, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(sorted(set(slips(born)))))
    assert is_slip(born, other)
    assert is_slip(other, born)


@given(BORN, BORN)
def test_any_other_date_is_none(born: date, other: date) -> None:
    assert is_slip(born, other) == (other in set(slips(born)))


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        (date(1970, 1, 2), True),
        (date(1970, 2, 1), True),
        (date(1970, 1, 22), True),
        (date(1970, 11, 2), True),
        (date(1971, 1, 2), True),
        (date(1979, 1, 2), True),
        (date(1980, 1, 2), False),
        (date(1907, 1, 2), False),
        (date(2070, 1, 2), False),
        (date(1985, 1, 2), False),
        (date(1971, 1, 3), False),
        (date(1970, 3, 4), False),
        (date(1985, 3, 4), False),
    ],
)
def test_the_same_name_with_another_birth_date_is_another_person_unless_it_is_a_slip(
    other: date, *, slip: bool
) -> None:
    assert is_slip(date(1970, 1, 2), other) is slip
    for patient in (ANN, ANN._replace(identifier=""), ANN._replace(name="")):
        assert names_another(patient, patient._replace(birth_date=other)) is not slip
        assert names_another(patient, patient._replace(name="ANN  lee", birth_date=other)) is not slip


@given(BORN, st.data())
def test_a_slip_alone_is_never_asked_about_and_with_another_name_always(
    born: date, data: st.DataObject
) -> None:
    other = data.draw(st.sampled_from(sorted({*slips(born)} - {born})))
    held = ANN._replace(birth_date=born)
    assert not names_another(held, held._replace(birth_date=other))
    assert names_another(held, held._replace(birth_date=other, name="Ann Leigh"))


def test_a_birth_date_that_is_added_or_taken_away_is_a_correction() -> None:
    without = ANN._replace(birth_date=None)
    assert not names_another(ANN, without)
    assert not names_another(without, ANN)


@given(BORN, st.data())
def test_a_birth_date_and_a_number_together_are_somebody_else_whatever_the_name(
    born: date, data: st.DataObject
) -> None:
    other = data.draw(st.dates(date(1900, 1, 1), date(2026, 12, 31)).filter(lambda day: day != born))
    for name in ("Ann Lee", "", "Ann Leigh"):
        held = Patient(name, born, "A-1")
        assert names_another(held, held._replace(birth_date=other, identifier="A-2"))
        assert not names_another(held, held._replace(identifier="A-2"))


def test_the_question_says_what_the_file_holds_and_what_it_held() -> None:
    name, other = "“x.ldnplan”", ANN._replace(name="Ann Miller")
    ann, bob = "Ann Lee, born 2 Jan 1970, number A-1", "Bob, born 2 Jan 1985"
    now = Patient("Bob", date(1985, 1, 2))
    same = person_question(name, Owner(ANN), ANN, now)
    assert same == f"“x.ldnplan” holds the plan of {ann}. What is open now names {bob}."
    saved = person_question(name, Owner(ANN), other, now)
    assert f"opened as that of {ann}." in saved
    assert "“x.ldnplan” holds that of Ann Miller, born 2 Jan 1970, number A-1 now." in saved
    for how in (SAID_SO, FIRST_SAVED):
        gone = person_question(name, Owner(ANN, how), None, now)
        assert gone == f"{how.format(person=ann)} What is open now names {bob}."
        assert "holds" not in gone, "what it holds nobody can tell"
