"""A plan in codes and out of them again: the same canonical bytes, from any version, in any order, or a refusal."""

from __future__ import annotations

import json
import random
import zlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.handover import Scope, handed_over
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import Order, Patient, Plan
from ldn_desktop.exchange.code_letters import (
    LETTERS,
    MOST_LETTERS,
    CodeError,
    check_letters,
    framed,
    to_letters,
)
from ldn_desktop.exchange.plan_code import MOST_PARTS, Scanned, write_codes
from ldn_desktop.exchange.plan_reader import read_plan
from ldn_desktop.exchange.plan_writer import write_plan
from tests.domain.given_rules import VOCABULARY
from tests.properties.test_round_trips import EXTRAS
from tests.strategies import plans
from tests.strategies_v2 import plans_v2

SCOPES = [Scope(), Scope(named=True), Scope(whole=True), Scope(whole=True, named=True)]
SHORT = Plan(date(2026, 12, 1), (Rung(1_000_000, 28),), (Capsule("a", 1_000_000),))
FIRST_VERSION = "LDNBBEUBCBGVJJGOSRCUXXPLIDGVEKEPVFUULDPCTLNFBDKVRGKNJIIJNTFVOFHEDLLNFCHBLVPOV"
"""A code of version 1 as the first program wrote it: every later one reads it."""


_NOBODY = Patient()


def opened(*codes: str) -> Plan:
    return read_plan(Scanned().with_text("\n".join(codes)).plan_file(), VOCABULARY)


def noisy(length: int, patient: Patient = _NOBODY) -> Plan:
    """A plan whose notes nothing makes smaller."""
    rng = random.Random(length)
    notes = "".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(length))
    return Plan(SHORT.start_date, SHORT.ladder, SHORT.formulations, notes=notes, patient=patient)


@settings(max_examples=60)
@given(plans() | plans_v2(), EXTRAS, st.sampled_from(SCOPES))
def test_every_plan_comes_back_in_the_same_bytes(plan_json: Any, extras: Any, scope: Scope) -> None:
    try:
        plan = read_plan(json.dumps(plan_json | extras).encode(), VOCABULARY)
    except ValueError:
        return
    codes = write_codes(plan, scope)
    assert all(len(code) <= MOST_LETTERS and set(code) <= set(LETTERS) for code in codes)
    scanned = Scanned().with_text("".join(codes))
    assert (scanned.scope, scanned.codes, scanned.missing) == (scope, len(codes), ())
    assert write_plan(read_plan(scanned.plan_file(), VOCABULARY)) == write_plan(handed_over(plan, scope))


def test_a_code_of_the_first_version_is_read_for_ever() -> None:
    assert opened(FIRST_VERSION) == SHORT


def test_a_usual_plan_has_a_small_code() -> None:
    assert len(write_codes(SHORT, Scope())[0]) <= 100


def test_codes_of_a_large_plan_are_scanned_in_any_order_and_more_than_once() -> None:
    plan = noisy(600)
    codes = write_codes(plan, Scope(whole=True))
    assert len(codes) == 3
    scanned = Scanned().with_text(codes[2]).with_text(codes[0])
    assert (scanned.codes, scanned.missing) == (3, (2,))
    with pytest.raises(CodeError) as error:
        scanned.plan_file()
    assert str(error.value) == "The plan has 3 codes; scan code 2 as well."
    scanned = scanned.with_text(codes[0]).with_text(codes[1])
    assert read_plan(scanned.plan_file(), VOCABULARY) == plan


def test_codes_of_two_plans_or_papers_are_never_mixed() -> None:
    one, other = (write_codes(noisy(count), Scope(whole=True)) for count in (600, 601))
    named = write_codes(noisy(600, Patient("Ada")), Scope(whole=True, named=True))
    for strange in (other[1], named[1], write_codes(SHORT, Scope(whole=True))[0]):
        scanned = Scanned().with_text(one[0])
        with pytest.raises(CodeError, match="of another plan or paper than the one before"):
            scanned.with_text(strange)


def test_a_plan_that_needs_too_many_codes_has_none() -> None:
    assert len(write_codes(noisy(1800), Scope(whole=True))) == MOST_PARTS
    assert write_codes(noisy(2100), Scope(whole=True)) == ()
    # Without its notes it is as small as any.
    assert len(write_codes(noisy(2100), Scope())) == 1


@pytest.mark.parametrize("body", ["", "BCB", "BBBBBBBB", "BCCBBBBB", "VCBBBBBB", "BCBBBBBBXX"])
def test_a_frame_without_a_plan_is_refused(body: str) -> None:
    with pytest.raises(CodeError):
        Scanned().with_text(framed(1, body)).plan_file()


def test_a_body_that_unpacks_to_no_plan_or_to_too_much_is_refused() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bomb.compress(bytes(1 << 22)) + bomb.flush()
    for data in (packed[:500], packed, b"", b"\xff\xff"):
        letters = to_letters(data)
        code = framed(1, f"BCB{check_letters(f'0{letters}', 5)}{letters}")
        with pytest.raises(CodeError, match="holds no plan"):
            Scanned().with_text(code).plan_file()


def test_what_is_left_out_is_what_the_scope_says() -> None:
    plan = Plan(
        SHORT.start_date,
        SHORT.ladder,
        SHORT.formulations,
        patient=Patient("Ada", date(1980, 5, 1), "7"),
        condition="fibromyalgia",
        notes="for the record",
        instructions="with water",
        medicines=("duloxetine",),
        order=Order(address="here", phone="1", allergies="none", refills=2),
    )
    whole = opened(*write_codes(plan, Scope(whole=True)))
    assert whole.patient == Patient()
    assert (whole.order, whole.notes) == (Order(allergies="none", refills=2), "for the record")
    assert opened(*write_codes(plan, Scope(whole=True, named=True))) == plan
    less = opened(*write_codes(plan, Scope(named=True)))
    assert (less.patient, less.instructions) == (plan.patient, "with water")
    assert (less.condition, less.notes, less.medicines, less.order) == ("", "", (), Order())
