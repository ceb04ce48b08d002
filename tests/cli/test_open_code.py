"""The command ``open-code``, by its output and exit status."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.cli.run import run
from ldn_desktop.domain.formulation import Capsule
from ldn_desktop.domain.handover import Scope
from ldn_desktop.domain.ladder import Rung
from ldn_desktop.domain.plan import OpioidUse, Patient, Plan, Screening
from ldn_desktop.exchange.plan_code import write_codes
from ldn_desktop.exchange.plan_writer import write_plan
from tests.places import SHIPPED

Said = Callable[..., tuple[int, str, str]]
PLAN = Plan(
    date(2026, 12, 1), (Rung(1_000_000, 28),), (Capsule("a", 1_000_000),), patient=Patient("Łucja\u202e\x9b")
)
CODE = write_codes(PLAN, Scope(whole=True, named=True))[0]
LACKS_NOTHING = "The code holds all of the plan, and whose it is.\n"


@pytest.fixture
def say(capfdbinary: pytest.CaptureFixture[bytes]) -> Said:
    def said(*arguments: str) -> tuple[int, str, str]:
        status = run(["open-code", *arguments], Path(SHIPPED).parent)
        out = capfdbinary.readouterr()
        return status, out.out.decode(), out.err.decode()

    return said


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f"{CODE[:30]} {CODE[30:]}"])
def test_the_plan_file_is_printed_as_it_would_be_saved(say: Said, typed: str) -> None:
    assert say(typed) == (0, write_plan(PLAN).decode(), LACKS_NOTHING)


def test_a_scanner_types_into_standard_input(say: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{CODE.lower()}\r\n".encode())))
    assert say("-") == (0, write_plan(PLAN).decode(), LACKS_NOTHING)
    monkeypatch.setattr("sys.stdin", None)
    assert say("-")[0] == 2


def test_what_the_code_lacks_is_said(say: Said) -> None:
    status, out, err = say(*write_codes(PLAN, Scope()))
    assert (status, '"patient"' in out) == (0, False)
    assert err.startswith("Not in the code: name, birth date and number; ")


def test_a_damaged_code_is_refused_in_a_sentence(say: Said) -> None:
    status, out, err = say(CODE[:-1] + "B")
    assert (status, out) == (2, "")
    assert err == (
        "ldn-desktop: The code was not read as it is printed: its letters do not fit together; scan it again.\n"
    )


def test_a_plan_that_this_program_does_not_know_is_refused_with_its_place(say: Said) -> None:
    unknown = Plan(
        PLAN.start_date,
        PLAN.ladder,
        PLAN.formulations,
        screening=Screening(opioids=(OpioidUse("of-later", None),)),
    )
    status, out, err = say(*write_codes(unknown, Scope(whole=True)))
    assert (status, out) == (2, "")
    assert err.startswith(
        "ldn-desktop: the plan in the code cannot be read. screening.opioids[0].opioid: is no opioid"
    )
